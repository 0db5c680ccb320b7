"""Three clocks on one dossier: the law, the national index, the other system's own words."""

from datetime import datetime

import pytest

from tests import make
from tests.cases.test_moves import accepted, at
from wardbook.cases.models import Case
from wardbook.cases.outcomes import Outcome, as_told, by_index, by_law
from wardbook.cases.reckoning import charged
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db


def restarted() -> Case:
    """Ten working days from 7 September; papers asked on day 2, come on the 15th, done nine later.

    The example of the three rules: in time by the law, late by the index on the first date.
    """
    ten = make.procedure(limit="10wd")
    case = make.step(make.case(at=at(7), procedure=ten), "accept", at=at(7))
    make.step(case, "supplement", items="Giấy khai sinh", at=at(9))
    make.step(case, "supplemented", at=at(15))
    return make.step(case, "resolve", at=at(28))


def index(case: Case, on: datetime) -> Outcome:
    return by_index(case, list(case.moves.all()), on)


def test_the_law_counts_again_from_the_start() -> None:
    case = restarted()

    assert by_law(case, at(30), first=False) == Outcome.EARLY
    assert by_law(case, at(30)) == Outcome.LATE


def test_the_index_takes_the_waiting_off_and_asks_which_date_was_synchronised() -> None:
    case = restarted()

    assert index(case, at(30)) == Outcome.EARLY
    case.told_due_at = case.first_due_at
    assert index(case, at(30)) == Outcome.LATE


def test_a_second_supplement_is_late_by_the_index() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(8))
    make.step(case, "supplemented", at=at(8))
    again = {"items": "Giấy khác", "overruled": "Luật chuyên ngành", "by": make.minh()}
    case = make.step(case, "supplement", at=at(9), **again)

    assert index(case, at(9)) == Outcome.LATE


def test_what_waits_for_a_supplement_ended_when_it_was_asked_by_the_index() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(8))

    assert index(case, at(30)) == Outcome.EARLY
    assert by_law(case, at(30)) == Outcome.OVERDUE


def test_a_new_date_that_was_met_is_late_against_the_first() -> None:
    case = accepted()
    make.step(case, "extend", reason="Xác minh", until=at(18, 17), by=make.minh(), at=at(11))

    case = make.step(case, "resolve", at=at(17))

    assert by_law(case, at(30)) == Outcome.LATE
    assert by_law(case, at(30), first=False) == Outcome.EARLY


def test_nothing_promised_is_neither_kept_nor_broken() -> None:
    case = make.case(at=at(7))

    assert by_law(case, at(30)) == Outcome.NO_DATE
    assert as_told(case, at(30)) == Outcome.NO_DATE


def test_what_the_other_system_says_is_compared_by_days() -> None:
    case = Case(submitted_at=at(7), told_due_at=at(14, 8), ended_at=at(14, 16))

    assert as_told(case, at(30)) == Outcome.ON_TIME
    case.told = {"outcome": "late"}
    assert as_told(case, at(30)) == Outcome.LATE


def test_late_days_are_charged_to_whom_it_waited_on_and_sum_to_the_whole() -> None:
    case = accepted()
    make.step(case, "ask_other", reason="Lấy ý kiến", until=at(14), at=at(9))
    make.step(case, "answered", at=at(15))
    case = make.step(case, "resolve", at=at(23))

    parts = charged(
        list(case.moves.all()),
        case.first_due_at,
        case.ended_at,
        *working_time(case.unit, at(7).date()),
    )

    assert parts == {"owner": 3, "citizen": 0, "other": 4, "above": 0}
