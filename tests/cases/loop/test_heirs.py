"""What a place that ended left unfinished opens the sessions and reviews of the one after it."""

from typing import Any

import pytest

from tests import make
from tests.cases.loop import world
from tests.org.test_heirs import ENDED, took_over
from wardbook.cases import loop
from wardbook.cases.actions.moves import hand_over, open_case
from wardbook.cases.models import Case
from wardbook.cases.queries.follow_up import Listed, listed
from wardbook.cases.queries.left import left
from wardbook.cases.queries.week import Desk, within
from wardbook.cases.queries.work import owing
from wardbook.cases.rules.taking import Opening
from wardbook.cases.verification import row_faults
from wardbook.lib.refusal import Refused
from wardbook.org.actions import close_unit, rename_unit
from wardbook.org.models import Tenure, Unit

pytestmark = pytest.mark.django_db

SERIES = "Giao ban"


def heir() -> Tenure:
    """Chair of the committee of the ward after the one of the world."""
    ward = make.unit("99902", parent=world.province())
    return world.holder(
        "chu-tich-moi", make.unit("99902/committee", "peoples_committee", ward, name="UBND mới")
    )


def merged() -> tuple[Case, Case, Tenure]:
    """A conclusion of a series and a shortcoming, left by a ward that another took over."""
    kept = world.owed("conclusion", series=SERIES)
    named, new = world.owed(), heir()
    Unit.objects.filter(pk=world.ward().pk).update(end_on=ENDED)
    took_over(world.ward(), new.post.unit.territory)
    return Case.objects.get(pk=kept.pk), Case.objects.get(pk=named.pk), new


def opened(kind: str, by: Tenure, **more: Any) -> Case:
    told: dict[str, Any] = {
        "book": by.post.book,
        "unit": by.post.unit,
        "post": by.post,
        "title": "Một việc",
        "submitted_at": world.AT,
        "until": world.LATER,
    }
    return open_case(kind, Opening(**told | more), by=by, at=world.AT)


def test_a_session_of_the_successor_opens_with_what_the_old_body_left_unfinished() -> None:
    kept, _named, new = merged()
    asked: dict[str, Any] = {"series": SERIES, "fields": {"form": "briefing"}}

    with pytest.raises(Refused, match="FOL-12"):
        opened("session", new, facts={"carried": []}, **asked)
    carried = loop.carried(new.post.unit, SERIES)
    assert [row["code"] for row in carried] == [kept.code]
    assert opened("session", new, facts={"carried": carried}, **asked).state == "planned"


def test_a_review_of_the_successor_states_the_old_bodys_open_shortcomings() -> None:
    _kept, named, new = merged()

    with pytest.raises(Refused, match="FOL-13"):
        opened("review", new, fields={"year": "2026"}, facts={"previous": []})
    assert [row["code"] for row in loop.previous_of(new.post.unit)] == [named.code]


def test_a_shortcoming_that_comes_again_after_the_merger_is_known() -> None:
    _kept, named, new = merged()

    assert loop.like_it(new.post.unit, named.title, "") == named


def test_everything_owed_is_on_the_successors_list_and_falls_to_it() -> None:
    kept, named, new = merged()
    desk = Desk(books=[make.book()], units=within([new.post.unit.territory]), posts=())

    assert set(listed([new], Listed(), world.AT)) == {kept, named}
    (row,) = left(desk, make.TODAY)
    assert (row.post, row.n) == (kept.post, 2)


def test_what_was_handed_over_is_done_and_verified_in_the_new_place() -> None:
    kept, _named, new = merged()
    place = new.post.unit.territory
    front = make.unit("99902/front", "fatherland_front", place, name="MTTQ mới")
    row = hand_over(kept, new.post, "Biên bản bàn giao", by=new, at=world.AT)

    world.proof(row, new)
    world.take(row, "report", new, items="Xong")
    with pytest.raises(Refused, match="FOL-03"):
        world.take(row, "verify", new, items="Đúng")
    ended = world.take(row, "verify", world.holder("mt-moi", front, "inspector"), items="Đúng")

    assert (ended.state, ended.first_due_at, ended.unit) == ("kept", kept.first_due_at, kept.unit)
    assert list(row_faults(make.book())) == []


def test_a_body_that_stands_shows_its_neighbour_nothing() -> None:
    world.owed()
    other = heir()

    assert list(listed([other], Listed(), world.AT)) == []
    assert loop.standing_before(other.post.unit) == [other.post.unit]


def test_of_several_bodies_of_a_kind_the_one_of_its_name_goes_on() -> None:
    _kept, _named, new = merged()
    place = new.post.unit.territory
    same = make.unit("99902/o", "division", new.post.unit, name=world.division().name_vi)
    other = make.unit("99902/p", "division", place, name="Phòng khác")

    assert loop.standing_before(same) == [same, world.division()]
    assert loop.standing_before(other) == [other]


def test_a_body_is_not_closed_while_it_owes() -> None:
    case, by = world.owed(), make.quan(where=world.ward())
    Unit.objects.update(book=make.book())

    owed = owing([case.post], kept_by=world.group())
    with pytest.raises(Refused, match="ORG-15"):
        close_unit(world.group(), end_on=make.TODAY, owing=owed, source="QĐ 5", book=make.book(),
                   by=by, at=make.AT)  # fmt: skip


def test_a_body_under_a_new_name_or_place_keeps_its_work() -> None:
    case, by = world.owed(), make.quan(where=world.ward())
    name = {"vi": "Ủy ban nhân dân phường Mới", "en": "New committee"}
    rename_unit(world.committee(), name, on=make.TODAY, source="QĐ 5", book=make.book(), by=by,
                at=make.AT)  # fmt: skip
    Unit.objects.filter(pk=world.division().pk).update(parent=world.ward())
    row = Case.objects.get(pk=case.pk)

    assert (row.unit, row.post, row.due_at) == (case.unit, case.post, case.due_at)
    assert [one.pk for one in listed([world.chair()], Listed(), world.AT)] == [case.pk]
    assert list(row_faults(make.book())) == []
