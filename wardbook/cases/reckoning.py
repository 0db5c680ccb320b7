"""When a piece of work is due, and whose the days are by which it is late.

All of it follows from the moves; what the rows keep of it is an index.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wardbook.cases.models.case import ASIDE, Case, Move
from wardbook.lib.calendar import Calendar
from wardbook.lib.clock import (
    VIETNAM,
    Effect,
    Limit,
    Tick,
    cut_off_due,
    days_late,
    reckon,
    working_days,
)
from wardbook.lib.hours import Hours
from wardbook.org.working_time import cut_off

BEGINS = (Effect.START, Effect.RESTART)
BY_CALENDAR = "calendar"  # the step of a date that an announcement moved


def ruled_on(case: Case) -> date:
    """The day whose law and forms hold for it: old work keeps the rules of its day."""
    return (case.accepted_at or case.submitted_at).astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class Dates:
    """The date promised first, and the one that holds; ``None`` while nothing was promised."""

    first: datetime | None
    now: datetime | None


def dates(case: Case, moves: Sequence[Move], calendar: Calendar, hours: Hours) -> Dates:
    """What the moves promise: by the limit, or as it was told where no limit is known."""
    told = [move for move in moves if move.effect]
    if not told:
        return Dates(None, None)
    if not case.limit:
        return _as_told(told)
    found = reckon(Limit.parse(case.limit), list(map(_tick, told)), calendar, hours)
    return Dates(found.first_due, found.due)


def _tick(move: Move) -> Tick:
    return Tick(move.at, Effect(move.effect), move.until_at, move.waits_on)


def same_day(case: Case, at: datetime, calendar: Calendar, hours: Hours) -> datetime | None:
    """When a procedure that is done on the same day is due; it has no limit of days."""
    procedure = case.procedure
    if procedure is None or procedure.limit or not procedure.same_day:
        return None
    rule = cut_off("same-day-result", at.astimezone(VIETNAM).date())
    return cut_off_due(at, rule, calendar, hours) if rule else None


def _as_told(told: Iterable[Move]) -> Dates:
    """What was told where the clock began, began anew or was put off; it starts once."""
    promised: list[datetime] = []
    for move in told:
        sets = move.effect in (Effect.RESTART, Effect.EXTEND)
        if move.until_at and (sets or (move.effect == Effect.START and not promised)):
            promised.append(move.until_at)
    return Dates(promised[0], promised[-1]) if promised else Dates(None, None)


@dataclass(frozen=True, slots=True)
class Wait:
    """From ``start`` until ``end`` the work waited on ``on``: citizen, other or above."""

    start: datetime
    end: datetime
    on: str


def waits(moves: Sequence[Move], until: datetime) -> Iterator[Wait]:
    """Every stretch on which the work waited for somebody else, in time."""
    moves = [move for move in moves if move.step not in ASIDE]
    for move, following in zip(moves, [*moves[1:], None], strict=True):
        end = min(following.at, until) if following else until
        if move.waits_on and move.at < end:
            yield Wait(move.at, end, move.waits_on)


def charged(
    moves: Sequence[Move], due: datetime, end: datetime, calendar: Calendar, hours: Hours
) -> dict[str, int]:
    """Late working days by who held the work up; the parts sum to the whole.

    Days on which it waited for somebody else are theirs, in the order of time, as far as it is
    late; what is left is the owner's, whose name here is "owner".
    """
    left = days_late(due, end, calendar, hours)
    parts = {"owner": 0, "citizen": 0, "other": 0, "above": 0}
    for wait in waits(moves, end):
        days = min(left, working_days(wait.start, wait.end, calendar, hours))
        parts[wait.on] += days
        left -= days
    parts["owner"] = left
    return parts
