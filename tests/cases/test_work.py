"""What is on whose plate, by when it is due; the register; trips for one finished dossier."""

from datetime import date, datetime
from typing import Any

import pytest

from tests import make
from wardbook.cases.actions.contacts import note_visit
from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Case
from wardbook.cases.queries.trips import at_least_five, trips
from wardbook.cases.queries.work import GROUPS, Asked, counts, day_ends, in_group, registered, work
from wardbook.lib.clock import VIETNAM

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 9) -> datetime:
    """A moment of September 2026; the 7th is a Monday, nothing is a holiday after the 2nd."""
    return datetime(2026, 9, day, hour, tzinfo=VIETNAM)


def accepted(on: int = 7, **more: Any) -> Case:
    """Five working days from ``on``: of the 7th until the 14th."""
    return make.step(make.case(at=at(on), **more), "accept", at=at(on))


def asked(**more: object) -> Asked:
    by = make.lan()
    return Asked(**{"posts": [by.post], "books": [by.post.book]} | more)  # type: ignore[arg-type] # fields of it


def grouped(now: datetime, **more: object) -> dict[str, int]:
    return {name: n for name, n in counts(work(asked(**more), now)).items() if n}


@pytest.mark.parametrize(
    ("now", "group"),
    [(at(7), "later"), (at(14, 8), "today"), (at(14, 18), "late"), (at(12), "week")],
)
def test_work_moves_from_later_to_late_as_its_day_comes(now: datetime, group: str) -> None:
    accepted()

    assert grouped(now) == {group: 1}


def test_what_was_not_accepted_has_no_date() -> None:
    make.case(at=at(7))

    assert grouped(at(30)) == {"no_date": 1}


def test_what_waits_for_the_applicant_is_waiting_whatever_the_day() -> None:
    make.step(accepted(), "supplement", items="Bản sao", at=at(8))

    assert grouped(at(30)) == {"waiting": 1}


def test_what_waits_for_another_body_is_late_when_its_day_is_over() -> None:
    """Asking others does not stop the clock, so it hides nothing."""
    make.step(accepted(), "ask_other", reason="Ý kiến", until=at(20), at=at(8))

    assert grouped(at(9)) == {"waiting": 1}
    assert grouped(at(15)) == {"late": 1}


def test_finished_work_is_on_nobodys_plate() -> None:
    make.step(accepted(), "resolve", at=at(9))

    assert grouped(at(10)) == {}


def test_work_of_others_is_on_the_plate_of_the_place_alone() -> None:
    by = make.minh()
    make.step(make.case(at=at(7), post=by.post), "accept", at=at(7))

    assert grouped(at(8)) == {}
    assert grouped(at(8), posts=(), units=[by.post.unit]) == {"later": 1}


def test_filters_narrow_and_accents_do_not_matter() -> None:
    accepted()

    assert grouped(at(8), words="nguyen thi thu") == {"later": 1}
    assert grouped(at(8), words="tran") == grouped(at(8), kind="feedback") == {}
    assert grouped(at(8), origin="mirrored") == grouped(at(8), field="land") == {}


@pytest.mark.parametrize("now", [at(7), at(11, 20), at(14, 8), at(14, 18), at(30)])
def test_a_group_has_exactly_the_rows_that_are_counted_in_it(now: datetime) -> None:
    accepted()
    make.case(at=at(7))
    make.step(accepted(), "supplement", items="Bản sao", at=at(8))
    make.step(accepted(), "ask_other", reason="Ý kiến", until=at(20), at=at(8))
    rows = work(asked(), now)

    found = {name: rows.filter(in_group(name, now)).count() for name in GROUPS}

    assert found == counts(rows)
    assert sum(found.values()) == 4


def test_what_is_open_has_no_end_and_what_is_not_has_one() -> None:
    """Lists ask for what has no end: an index holds that, whatever the states are called."""
    for kind in KINDS.values():
        for step in kind.steps.values():
            before = {name in kind.open_states for name in step.before}
            after = kind.states[step.after].open if step.after else before == {True}
            assert not (after and ("ended_at" in step.sets or before == {False}))
            assert after or False in before or "ended_at" in step.sets


def test_at_a_weekend_the_week_is_the_one_that_comes() -> None:
    assert day_ends(at(11))[1].day == 13
    assert day_ends(at(12))[1].day == 20


def test_every_group_is_counted_also_when_it_is_empty() -> None:
    assert tuple(counts(work(asked(), at(7)))) == GROUPS


def test_the_register_holds_own_dossiers_of_its_days() -> None:
    case, later = accepted(7), accepted(9)

    rows = registered([case.unit], date(2026, 9, 1), date(2026, 9, 8))

    assert list(rows) == [case]
    assert list(registered([case.unit], date(2026, 9, 9), date(2026, 9, 9))) == [later]
    assert not registered([case.unit], date(2026, 9, 1), date(2026, 9, 30), channel="online")


def finished(number: int = 5) -> list[Case]:
    return [make.step(accepted(), "resolve", at=at(9)) for _ in range(number)]


def visited(reason: str, times: int, case: Case | None = None) -> None:
    by = make.lan()
    for _ in range(times):
        note_visit(reason, book=by.post.book, unit=by.post.unit, case=case, by=by, at=at(9))


def test_trips_are_counted_from_visits_and_finished_dossiers() -> None:
    case, *_ = finished()
    make.step(case, "deliver", at=at(10))
    visited("asked", 2, case)
    visited("paper_missing", 6)

    found = trips([case.unit], date(2026, 9, 1), date(2026, 9, 30))

    assert found.parts == {"handed_in": 5, "came_again": 2, "collected": 1, "sent_home": 6}
    assert found.each is not None
    assert (found.each.numerator, found.each.denominator) == (14, 5)


def test_fewer_than_five_finished_give_no_figure() -> None:
    case, *_ = finished(4)

    found = trips([case.unit], date(2026, 9, 1), date(2026, 9, 30))

    assert (found.enough, found.each) == (False, None)


@pytest.mark.parametrize(
    ("counted", "shown", "rest"),
    [
        ({"paper_missing": 9, "other": 6}, {"paper_missing": 9, "other": 6}, 0),
        ({"paper_missing": 9, "other": 3, "asked": 2}, {"paper_missing": 9}, 5),
        ({"paper_missing": 9, "other": 6, "asked": 2}, {"paper_missing": 9}, 8),
        ({"other": 2}, {}, 2),
        ({}, {}, 0),
    ],
)
def test_a_cause_of_fewer_than_five_cannot_be_worked_out(
    counted: dict[str, int], shown: dict[str, int], rest: int
) -> None:
    assert at_least_five(counted) == (shown, rest)
