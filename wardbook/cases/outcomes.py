"""Early, on time or late: by the law, by the national index, and as the other system says.

Three clocks give three answers (``domain.md`` §2.13). None is stored: each follows from dates.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from wardbook.cases.models.case import Case, Move
from wardbook.lib.clock import VIETNAM


class Outcome(StrEnum):
    """What became of a promise. ``NO_DATE``: nothing was promised, so nothing was kept."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    RUNNING = "running"
    OVERDUE = "overdue"
    NO_DATE = "no_date"


def against(due: datetime | None, ended: datetime | None, on: datetime) -> Outcome:
    """How an end, or the lack of one by ``on``, stands against a due moment."""
    if due is None:
        return Outcome.NO_DATE
    if ended is None or ended > on:
        return Outcome.RUNNING if on <= due else Outcome.OVERDUE
    if ended > due:
        return Outcome.LATE
    earlier = ended.astimezone(VIETNAM).date() < due.astimezone(VIETNAM).date()
    return Outcome.EARLY if earlier else Outcome.ON_TIME


def by_law(case: Case, on: datetime, *, first: bool = True) -> Outcome:
    """Against the date promised first, or against the one that holds after restarts."""
    return against(case.first_due_at if first else case.due_at, case.ended_at, on)


def by_index(
    case: Case, moves: Sequence[Move], on: datetime, maximum: datetime | None = None
) -> Outcome:
    """As component 2.1 of Decision 766/QĐ-TTg counts, by the date that was synchronised.

    A request for papers that still waits counts as the finish, a second request as late; the
    time a supplement took is taken off the finish. What has no date is in time until ``maximum``,
    the end of its procedure's limit. Source: formula document, ``domain.md`` §2.13.
    """
    due, requests = case.told_due_at or case.due_at or maximum, supplements(moves)
    if len(requests) > 1:
        return Outcome.LATE
    ended = case.ended_at
    if requests:
        asked, came = requests[0]
        if came is None:
            ended = ended or asked
        elif ended:
            ended -= came - asked
    return against(due, ended, on)


def supplements(moves: Sequence[Move]) -> list[tuple[datetime, datetime | None]]:
    """When papers were asked for after acceptance, and when they came."""
    asked = [move for move in moves if move.step == "supplement"]
    came = [move for move in moves if move.step == "supplemented"]
    return [
        (move.at, next((other.at for other in came if other.number > move.number), None))
        for move in asked
    ]


def as_told(case: Case, on: datetime) -> Outcome:
    """As the other system says: its own word, or its due date against its own finish, by dates."""
    word = case.told.get("outcome")
    if word:
        return Outcome(word)
    if case.told_due_at is None:
        return Outcome.NO_DATE
    day = case.told_due_at.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    return against(day + timedelta(days=1, microseconds=-1), case.ended_at, on)
