"""Why a piece of work is due on its day: each promise of its history, with the days counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wardbook.cases.models.case import Case, Move
from wardbook.lib.clock import VIETNAM, Effect, Explanation, Limit, explain
from wardbook.org.working_time import working_time

_MOVES_THE_DATE = {Effect.START, Effect.RESTART, Effect.RESUME, Effect.EXTEND}


@dataclass(frozen=True, slots=True)
class Promise:
    """A move that set a date: ``due`` by the moves, and the days that lead to it.

    ``explained`` is ``None`` where the date was told (an extension, work without a known limit)
    and where the clock went on after a pause, of which ``paused`` says when it began. ``agrees``:
    the calendar that was known that day still gives the same date.
    """

    move: Move
    due: datetime
    explained: Explanation | None = None
    paused: datetime | None = None

    @property
    def agrees(self) -> bool:
        return self.explained is None or self.explained.due == self.due


def promises(case: Case, moves: Sequence[Move]) -> list[Promise]:
    """Every date that was promised, in the order of time; the first never changes."""
    found: list[Promise] = []
    paused: datetime | None = None
    for move in moves:
        if move.effect == Effect.PAUSE:
            paused = move.at
        if move.effect not in _MOVES_THE_DATE or move.due_at is None:
            continue
        if move.effect == Effect.START and found:
            continue  # a clock starts once
        promise = _promise(case, move, move.due_at, paused)
        if promise.explained or not found or promise.due != found[-1].due:
            found.append(promise)
    return found


def _promise(case: Case, move: Move, due: datetime, paused: datetime | None) -> Promise:
    if move.effect == Effect.RESUME:
        return Promise(move, due, paused=paused)
    if move.effect == Effect.EXTEND or not case.limit:
        return Promise(move, due)
    known = move.recorded_at.astimezone(VIETNAM).date()
    calendar, hours = working_time(case.unit, move.at.astimezone(VIETNAM).date(), known_on=known)
    return Promise(move, due, explain(move.at, Limit.parse(case.limit), calendar, hours))
