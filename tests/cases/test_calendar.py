"""A day off that is announced late: which open cases it moves, shown before anyone accepts it."""

from datetime import date

import pytest

from tests import make
from tests.cases.test_moves import accepted, at, day
from wardbook.cases.actions.calendar import accept_announcement, catch_up
from wardbook.cases.explained import promises
from wardbook.cases.models import Case
from wardbook.cases.queries.calendar import moved_by
from wardbook.cases.queries.index import misindexed
from wardbook.lib.calendar import Notice
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db

OFF = Notice(date(2026, 9, 11), False, "Nghỉ chống bão", "Công văn 1/VPCP", "stated")


def test_open_work_whose_days_it_touches_moves_from_when_to_when() -> None:
    case = accepted()
    make.step(make.case(at=at(14)), "accept", at=at(14))

    (shift,) = moved_by(case.unit, [OFF])

    assert (shift.case, day(shift.case.due_at), day(shift.due)) == (case, "14/09", "15/09")


def test_a_result_of_the_same_day_moves_too_and_says_why() -> None:
    row = make.procedure("1.000004", limit="", same_day=True)
    case = make.step(make.case(at=at(10, 16), procedure=row), "accept", at=at(10, 16))

    (shift,) = accept_announcement(case.unit, [OFF], book=case.book, by=make.quan(), at=at(10, 17))
    case.refresh_from_db()

    assert (day(case.first_due_at), day(case.due_at)) == ("11/09", "14/09")
    assert list(moved_by(case.unit, [])) == []
    now = promises(shift.case, list(case.moves.all()))[-1]
    assert now.explained is not None
    assert now.explained.days[1].reason == "Nghỉ chống bão"


def test_a_result_of_the_same_day_that_was_put_off_stays_on_its_new_day() -> None:
    row = make.procedure("1.000004", limit="", same_day=True)
    case = make.step(make.case(at=at(10, 16), procedure=row), "accept", at=at(10, 16))
    make.step(case, "extend", reason="Mất điện", until=at(16), at=at(10, 16), by=make.minh())

    assert list(moved_by(case.unit, [OFF])) == []


def test_looking_changes_nothing_and_accepting_moves_it() -> None:
    case = accepted()
    list(moved_by(case.unit, [OFF]))
    case.refresh_from_db()
    assert day(case.due_at) == "14/09"

    accept_announcement(case.unit, [OFF], book=case.book, by=make.quan(), at=at(10))

    case.refresh_from_db()
    assert (day(case.first_due_at), day(case.due_at)) == ("14/09", "15/09")
    assert case.moves.get(step="calendar").reason == "Công văn 1/VPCP"
    assert list(misindexed(case.book)) == []


def test_what_was_announced_above_is_caught_up_with_in_the_book_of_the_ward() -> None:
    """The city takes the days over in its own book, and moves no date in another one."""
    city, theirs = make.unit("99", "province"), make.book("city")
    ward = make.unit("99901", parent=city)
    case, above = accepted(), make.tenure("cao", "administrator", where=city, the_book=theirs)
    accept_announcement(city, [OFF], book=theirs, by=above, at=at(10))
    assert day(Case.objects.get(pk=case.pk).due_at) == "14/09"

    catch_up(ward, book=case.book, by=make.quan(), at=at(10))

    assert day(Case.objects.get(pk=case.pk).due_at) == "15/09"
    with pytest.raises(Refused, match="CAS-13"):
        catch_up(ward, book=case.book, by=make.quan(), at=at(10))


def test_what_is_over_stays_as_it_was() -> None:
    case = make.step(accepted(), "resolve", at=at(9))

    assert list(moved_by(case.unit, [OFF])) == []


def test_later_steps_count_by_the_new_calendar() -> None:
    case = accepted()
    accept_announcement(case.unit, [OFF], book=case.book, by=make.quan(), at=at(10))
    make.step(case, "supplement", items="Giấy khai sinh", at=at(10))

    case = make.step(case, "supplemented", at=at(10, 10))

    assert day(case.due_at) == "18/09"


def test_only_who_looks_after_the_place_accepts_it_and_nothing_moves_otherwise() -> None:
    case = accepted()

    with pytest.raises(Refused, match="ORG-01"):
        accept_announcement(case.unit, [OFF], book=case.book, by=make.lan(), at=at(10))

    assert day(Case.objects.get(pk=case.pk).due_at) == "14/09"
