"""A post passes from one holder to the next with a list that both sign; dates stand."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.cases.loop import world
from wardbook.cases.actions.handover import follow_from, give_over, take_over
from wardbook.lib.refusal import Refused
from wardbook.org.actions import hand_over as follows
from wardbook.org.actions import start_tenure
from wardbook.org.models import Tenure

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)


def both() -> tuple[Tenure, Tenure]:
    """The officer and who comes after them, on the day of ``AT``."""
    leaving = world.officer()
    coming = follows(leaving, make.person("nguoi-moi"), start_on=ON, by=make.SYSTEM, at=make.AT)
    return leaving, coming


def test_the_list_of_open_work_is_frozen_and_signed_by_both() -> None:
    case, (leaving, coming) = world.owed(), both()

    row = give_over(leaving, coming, "Còn chờ số liệu", by=leaving, at=make.AT)
    row = take_over(row, by=coming, at=make.AT + timedelta(hours=2))

    assert [one["code"] for one in row.listed] == [case.code]
    assert row.taken_at == make.AT + timedelta(hours=2)
    case.refresh_from_db()
    assert case.due_at == make.AT + timedelta(days=30)


def test_nobody_signs_for_the_other() -> None:
    leaving, coming = both()

    with pytest.raises(Refused, match="FOL-19"):
        give_over(leaving, coming, "", by=coming, at=make.AT)
    row = give_over(leaving, coming, "", by=leaving, at=make.AT)
    with pytest.raises(Refused, match="FOL-19"):
        take_over(row, by=leaving, at=make.AT)


def test_a_post_is_handed_to_somebody_else_who_comes_to_that_very_post() -> None:
    leaving, _coming = both()
    again = start_tenure(leaving.post, leaving.person, start_on=date(2026, 11, 21), acting=True,
                         by=make.SYSTEM, at=make.AT)  # fmt: skip

    for taking in (world.chair(), again):
        with pytest.raises(Refused, match="FOL-19"):
            give_over(leaving, taking, "", by=leaving, at=make.AT)


def test_only_who_is_named_takes_it_over_and_not_before_they_hold_the_post() -> None:
    leaving, coming = both()
    row = give_over(leaving, coming, "", by=leaving, at=make.AT)

    with pytest.raises(Refused, match="FOL-19"):
        take_over(row, by=world.chair(), at=make.AT)
    with pytest.raises(Refused, match="FOL-19"):
        take_over(row, by=coming, at=make.AT - timedelta(days=5))
    assert take_over(row, by=coming, at=make.AT).taken_at == make.AT


def test_the_list_says_by_when_each_is_due_and_of_what_has_no_date_nothing() -> None:
    dated, dossier = world.owed(), make.case(post=world.officer().post)
    leaving, coming = both()

    row = give_over(leaving, coming, "", by=leaving, at=make.AT)

    dates = {one["code"]: one["due"] for one in row.listed}
    assert dates == {dated.code: world.LATER.isoformat(), dossier.code: None}


def test_a_handover_is_signed_once() -> None:
    leaving, coming = both()
    row = give_over(leaving, coming, "", by=leaving, at=make.AT)
    take_over(row, by=coming, at=make.AT)

    with pytest.raises(Refused, match="FOL-19"):
        give_over(leaving, coming, "", by=leaving, at=make.AT)
    with pytest.raises(Refused, match="FOL-19"):
        take_over(row, by=coming, at=make.AT)


def test_who_held_it_before_never_verifies_what_the_successor_reports() -> None:
    case = world.owed()
    leaving, coming = both()
    world.proof(case, coming)
    world.take(case, "report", coming, items="Xong", at=make.AT + timedelta(hours=1))
    elsewhere = world.holder(leaving.person.username, world.front(), "inspector")

    with pytest.raises(Refused, match="FOL-03"):
        world.take(case, "verify", elsewhere, items="Đúng", at=make.AT + timedelta(hours=2))


def elsewhere() -> Tenure:
    return make.tenure("nguoi-la", "leader", the_book=make.book("sach-khac"))


def test_a_post_that_changed_hands_because_of_a_review_is_linked_once() -> None:
    case, (leaving, _coming) = world.owed(), both()
    for tenure, words in ((leaving, " "), (elsewhere(), "Điều chuyển sau kiểm điểm")):
        with pytest.raises(Refused, match="FOL-33"):
            follow_from(case, tenure, words, by=world.chair(), at=make.AT)
    follow_from(case, leaving, "Điều chuyển sau kiểm điểm", by=world.chair(), at=make.AT)

    assert case.consequences.get().tenure == leaving
    with pytest.raises(Refused, match="FOL-33"):
        follow_from(case, leaving, "Điều chuyển", by=world.chair(), at=make.AT)


def test_a_consequence_belongs_to_a_review_or_what_it_named() -> None:
    conclusion, (leaving, _coming) = world.owed("conclusion"), both()

    with pytest.raises(Refused, match="FOL-33"):
        follow_from(conclusion, leaving, "Vì", by=world.chair(), at=make.AT)
