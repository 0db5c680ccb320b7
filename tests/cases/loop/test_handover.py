"""A post passes from one holder to the next with a list that both sign; dates stand."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.cases.loop import world
from wardbook.cases.actions.handover import follow_from, give_over, take_over
from wardbook.lib.refusal import Refused
from wardbook.org.actions import hand_over as follows
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


def test_a_post_that_changed_hands_because_of_a_review_is_linked_once() -> None:
    case, (leaving, _coming) = world.owed(), both()
    follow_from(case, leaving, "Điều chuyển sau kiểm điểm", by=world.chair(), at=make.AT)

    assert case.consequences.get().tenure == leaving
    with pytest.raises(Refused, match="FOL-33"):
        follow_from(case, leaving, "Điều chuyển", by=world.chair(), at=make.AT)


def test_a_consequence_belongs_to_a_review_or_what_it_named() -> None:
    conclusion, (leaving, _coming) = world.owed("conclusion"), both()

    with pytest.raises(Refused, match="FOL-33"):
        follow_from(conclusion, leaving, "Vì", by=world.chair(), at=make.AT)
