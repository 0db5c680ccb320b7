"""Any book of any moves: both sides balance, parts sum, lists are as long, the past stays."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.cases.test_statement import at
from wardbook.cases.kinds import KINDS
from wardbook.cases.queries import statement
from wardbook.cases.queries.statement import Frame
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db

STEPS = list(KINDS["dossier"].steps)
WALK = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 200)), max_size=7)
Walks = list[tuple[int, list[tuple[int, int]]]]
BOOKS = st.lists(st.tuples(st.integers(0, 45), WALK), min_size=1, max_size=4)
PERIODS = ("2026-08", "2026-09", "2026-Q3", "reporting:2026-10")
# Where a dossier stands follows from its own walk: many in few books show what few in many do,
# and each book is asked for every list of every period.
LONG_BOOKS = st.lists(st.tuples(st.integers(0, 45), WALK), min_size=8, max_size=12)
SLOW = settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def kept(book: Walks, since: datetime) -> None:
    """A dossier for each walk, handed in so many days after ``since``; what is refused is left."""
    for number, (days, walk) in enumerate(book):
        now = since + timedelta(days=days)
        channel = ("direct", "online", "post")[number % 3]
        case = make.case(at=now, channel=channel, fields={"applicant": f"Người {number}"})
        for choice, hours in walk:
            now += timedelta(hours=hours)
            told = {"reason": "Lý do", "items": "Giấy tờ", "until": now + timedelta(days=9)}
            try:
                case = make.step(case, STEPS[choice % len(STEPS)], by=make.minh(), at=now, **told)
            except Refused:
                continue


def frame(period: str, cut_off: datetime) -> Frame:
    return statement.frame(make.unit(), Period(period), cut_off)


def placed(one: Frame) -> dict[int, tuple[str, str]]:
    rows = statement.in_book(one).values_list("pk", "came", "went")
    return {pk: (came, went) for pk, came, went in rows}


@settings(SLOW, max_examples=3)
@given(book=LONG_BOOKS)
def test_every_dossier_of_a_book_is_on_both_sides_once(
    book: Walks,
) -> None:
    kept(book, at(1, month=8))

    for period in PERIODS:
        one = frame(period, at(20, month=11))
        rows = statement.book_counts(one, "channel")
        listed = [row for name in statement.CAME for row in statement.listed(one, name)]
        went = [row for name in statement.WENT for row in statement.listed(one, name)]
        assert not statement.listed(one, "nowhere") | statement.listed(one, "from_nowhere")
        assert len(listed) == len(went) == sum(row["n"] for row in rows)


@SLOW
@given(book=BOOKS)
def test_what_stays_here_is_what_the_next_period_begins_with(
    book: Walks,
) -> None:
    kept(book, at(1, month=8))
    cut_off = at(20, month=11)

    here = {
        pk for pk, (_, went) in placed(frame("2026-08", cut_off)).items() if went in statement.HERE
    }
    carried = {
        pk for pk, (came, _) in placed(frame("2026-09", cut_off)).items() if came == "carried"
    }

    assert here == carried


@SLOW
@given(book=BOOKS, later=BOOKS)
def test_a_past_cut_off_is_what_it_was(book: Walks, later: Walks) -> None:
    kept(book, at(1, month=8))
    then = frame("2026-08", at(1, month=9))
    before, promises = placed(then), statement.counts(statement.promised(then), "promise")

    kept(later, at(2))

    assert placed(then) == before
    assert statement.counts(statement.promised(then), "promise") == promises
