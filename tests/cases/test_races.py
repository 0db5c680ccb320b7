"""Two people on one piece of work at the same moment, each in a transaction of their own."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from tests import make
from tests.cases.test_moves import accepted, at
from tests.figures.test_races import at_once
from wardbook.cases.actions.calendar import accept_announcement
from wardbook.cases.actions.moves import hand_over, take_step
from wardbook.cases.models import Case
from wardbook.cases.queries.index import misindexed
from wardbook.cases.rules.taking import Told
from wardbook.ledger.verification import first_break
from wardbook.lib.calendar import Notice

pytestmark = pytest.mark.django_db(transaction=True)

OFF = Notice(date(2026, 9, 11), False, "Nghỉ chống bão", "Công văn 1/VPCP", "stated")


def whole() -> bool:
    """Columns say what the moves say, and the chain stands."""
    return not list(misindexed(make.book())) and first_break(make.book()) is None


def test_of_a_hand_over_and_a_step_at_once_one_is_told_to_look_again() -> None:
    case, hoa, by = accepted(), make.tenure("hoa", "clerk"), make.lan()

    acts = [
        lambda: hand_over(case, hoa.post, "Nghỉ phép", by=by, at=at(8)),
        lambda: take_step(case, "resolve", Told(), by=by, at=at(8)),
    ]

    assert at_once(acts) == ["CAS-03", "done"]
    assert whole()


def test_a_wrong_result_found_by_two_at_once_is_put_right_once() -> None:
    case, by = make.step(accepted(), "resolve", at=at(8)), make.lan()

    acts = [lambda: take_step(case, "wrong", Told(reason="Sai"), by=by, at=at(9))] * 2

    assert at_once(acts) == ["CAS-03", "done"]
    assert (case.children.count(), whole()) == (1, True)


def test_an_announcement_is_taken_over_whatever_clerks_do_meanwhile() -> None:
    cases, by, quan = [accepted() for _ in range(6)], make.lan(), make.quan()
    book, unit = cases[0].book, cases[0].unit

    acts: list[Callable[[], object]] = [
        partial(take_step, one, "resolve", Told(), by=by, at=at(10)) for one in cases
    ]
    acts.insert(2, lambda: accept_announcement(unit, [OFF], book=book, by=quan, at=at(10)))
    said = at_once(acts)

    moved = Case.objects.filter(moves__step="calendar").count()
    assert (said.count("CAS-03"), said.count("done")) == (moved, 7 - moved)
    assert whole()


def test_two_desks_of_a_ward_number_without_a_duplicate() -> None:
    make.procedure()
    by = make.lan()
    desks = [make.unit(f"99901-{n}", "one_stop_desk", parent=by.post.unit) for n in range(3)]

    assert at_once([partial(make.case, unit=one, by=by) for one in desks]) == ["done"] * 3

    codes = sorted(code[-3:] for code in Case.objects.values_list("code", flat=True))
    assert codes == ["001", "002", "003"]
