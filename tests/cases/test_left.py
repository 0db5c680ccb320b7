"""Open work of posts and units that have ended: whose it was, and to whom it falls."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import make
from tests.org.test_heirs import ENDED, took_over
from wardbook.cases.actions.moves import hand_over
from wardbook.cases.models import Case
from wardbook.cases.queries.left import left, left_with
from wardbook.cases.queries.week import Desk, within
from wardbook.cases.queries.work import owing
from wardbook.cases.rules.standing import why_not_read
from wardbook.lib.refusal import Refused
from wardbook.org.actions import rename_unit
from wardbook.org.models import Post, Tenure, Unit

pytestmark = pytest.mark.django_db


def desk(place: Unit) -> Desk:
    return Desk(books=[make.book()], units=within([place]), posts=())


def merged() -> tuple[Case, Unit]:
    """A case of a ward that has ended since, and the ward that took it over."""
    old = make.unit("99911")
    case = make.case(by=make.tenure("former", "clerk", where=old))
    Unit.objects.filter(pk=old.pk).update(end_on=ENDED)
    old.refresh_from_db()
    took_over(old, make.unit())
    return Case.objects.get(pk=case.pk), make.unit()


def test_work_of_a_place_that_ended_falls_to_the_one_after_it() -> None:
    case, new = merged()

    (row,) = left(desk(new), make.TODAY)

    assert (row.post, row.n, row.ended, row.heirs) == (case.post, 1, case.unit, (new,))
    assert list(left_with(case.post, make.TODAY)) == [case]


def test_nothing_is_left_before_the_day() -> None:
    _case, new = merged()

    assert left(desk(new), date(2026, 6, 30)) == []


def test_it_is_not_told_where_it_does_not_fall() -> None:
    merged()

    assert left(desk(make.unit("99902")), make.TODAY) == []


def test_work_of_a_post_that_ended_falls_to_another_post_of_its_place() -> None:
    case = make.case()
    Post.objects.filter(pk=case.post_id).update(end_on=make.TODAY)

    (row,) = left(desk(make.unit()), make.TODAY)

    assert (row.ended, row.heirs) == (case.post, ())


def test_what_was_handed_over_is_left_no_longer() -> None:
    case, new = merged()
    lan = make.lan()

    row = hand_over(case, lan.post, "Biên bản bàn giao", by=lan, at=make.AT)

    assert row.post == lan.post
    assert row.first_due_at == case.first_due_at
    assert left(desk(new), make.TODAY) == []


def test_it_is_handed_to_no_post_elsewhere() -> None:
    case, _new = merged()
    other = make.tenure("other", "clerk", where=make.unit("99902"))

    with pytest.raises(Refused, match="CAS-06"):
        hand_over(case, other.post, "Biên bản bàn giao", by=make.lan(), at=make.AT)
    with pytest.raises(Refused, match="ORG-01"):
        hand_over(case, make.lan().post, "Biên bản bàn giao", by=other, at=make.AT)


def test_what_is_owed_counts_open_work_of_posts_and_of_the_body_that_keeps_it() -> None:
    lan, body = make.lan(), make.unit("99901.kv", "residential_group", make.unit())
    case = make.case()

    assert owing([lan.post]) == 1
    assert owing([], kept_by=case.unit) == 1
    assert owing([make.minh().post], kept_by=body) == 0
    Case.objects.filter(pk=case.pk).update(state="withdrawn")
    assert owing([lan.post], kept_by=case.unit) == 0


def test_a_body_that_is_renamed_or_moved_keeps_its_work() -> None:
    ward, by = make.unit(), make.quan()
    body = make.unit("99901.desk", "one_stop_desk", ward, book=make.book())
    case = make.case(unit=body)
    name = {"vi": "Trung tâm hành chính công", "en": "Service centre"}
    told: dict[str, Any] = {"book": by.post.book, "by": by, "at": make.AT}

    rename_unit(body, name, on=make.TODAY, source="QĐ 5", **told)
    Unit.objects.filter(pk=body.pk).update(parent=make.unit("99901.committee", parent=ward))

    kept = Case.objects.get(pk=case.pk)
    assert (kept.unit, kept.post, kept.state) == (body, case.post, case.state)
    assert owing([case.post], kept_by=body) == 1
    assert left(desk(ward), make.TODAY) == []


def conclusion(body: Unit) -> tuple[Case, Tenure]:
    """A conclusion that a body keeps, and who answers for it."""
    by = make.tenure("keeper", "leader", where=body)
    until, fields = make.AT + timedelta(30), {"result": "Xong tuyến kênh"}
    return make.case("conclusion", by=by, title="Giải tỏa kênh", until=until, fields=fields), by


def test_the_body_of_its_kind_keeps_what_a_body_of_an_ended_place_kept() -> None:
    old, new = make.unit("99911"), make.unit()
    case, _by = conclusion(make.unit("99911.committee", "peoples_committee", old))
    Unit.objects.filter(pk=old.pk).update(end_on=ENDED)
    took_over(old, new)
    case = Case.objects.get(pk=case.pk)
    heir = make.tenure(
        "heir", "leader", where=make.unit("99901.committee", "peoples_committee", new)
    )
    party = make.tenure("party", "leader", where=make.unit("99901.party", "party_committee", new))

    with pytest.raises(Refused, match="ORG-01"):
        hand_over(case, heir.post, "Biên bản bàn giao", by=party, at=make.AT)
    row = hand_over(case, heir.post, "Biên bản bàn giao", by=heir, at=make.AT)

    assert row.post == heir.post
    assert why_not_read(row, by=party, on=make.TODAY) is None
