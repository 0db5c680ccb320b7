"""What happened to a deadline: how waiting, restarts and extensions move it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial

from wardbook.lib.calendar import Calendar
from wardbook.lib.hours import Hours
from wardbook.lib.limit import Limit, at_moment, moment, on_tables
from wardbook.lib.timeline import Timeline


class Effect(StrEnum):
    """What an event does to a clock."""

    START = "start"
    PAUSE = "pause"  # time is not counted until the clock resumes or restarts
    RESUME = "resume"  # goes on where it paused
    RESTART = "restart"  # counts the whole limit anew
    EXTEND = "extend"  # ends at another time, which was told
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Tick:
    """An event of a clock; ``until`` is the new end of an extension.

    ``waits_on`` names whom the time from here on is charged to; empty for whoever has the case.
    """

    at: datetime
    effect: Effect
    until: datetime | None = None
    waits_on: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time charged to one side; ``end`` is ``None`` while it lasts."""

    start: datetime
    end: datetime | None
    waits_on: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Where a clock stands after its ticks.

    ``first_due`` is the first date promised and never moves. ``due`` is the one that holds; while
    the clock pauses it is the one that held before. ``spans`` follow one another without a gap
    from the start to the stop. Both dates are ``None`` for a clock that never started.
    """

    first_due: datetime | None
    due: datetime | None
    running: bool
    spans: tuple[Span, ...]


def reckon(
    limit: Limit,
    ticks: Iterable[Tick],
    calendar: Calendar,
    hours: Hours,
    *,
    promised_by: Calendar | None = None,
) -> Reckoned:
    """Run a clock through ``ticks`` in the order of their times.

    ``promised_by`` is the calendar as it was known when the first date was told: a day off that
    was announced later moves the date that holds, and never the first one.

    Whatever was recorded is reckoned: a tick that finds nothing to do (a resume without a pause, a
    second start, an extension after the stop) changes nothing; a restart opens a stopped clock.
    Raises :class:`ValueError` for an extension without ``until``.
    """
    told = sorted(ticks, key=lambda tick: tick.at)
    if not told:
        return Reckoned(None, None, running=False, spans=())
    times = [moment(time) for tick in told for time in (tick.at, tick.until) if time]

    def through(table: Timeline) -> Reckoned:
        run = _Run(table, limit)
        for tick in told:
            run.take(tick)
        return run.reckoned

    found = on_tables(min(times), max(times), calendar, hours, through)
    if promised_by is None or found.first_due is None:
        return found
    begun = moment(found.spans[0].start)
    first = on_tables(begun, begun, promised_by, hours, partial(_first, limit=limit, begun=begun))
    return replace(found, first_due=at_moment(first))


def _first(table: Timeline, limit: Limit, begun: int) -> int:
    return table.due([begun], limit.amount, limit.unit)[0]


class _Run:
    """A clock on its way. ``target`` and ``paused`` are positions: minutes or days of a table."""

    def __init__(self, table: Timeline, limit: Limit) -> None:
        self.position, self.end = {
            "wh": (table.minutes, table.after_minutes),
            "wd": (table.received, table.closing),
            "d": (table.day, table.closing_from),
        }[limit.unit]
        self.table, self.unit = table, limit.unit
        self.length = limit.amount * (60 if limit.unit == "wh" else 1)
        self.target: int | None = None
        self.paused: int | None = None
        self.first_due: int | None = None
        self.due: int | None = None
        self.running = False
        self.spans: list[Span] = []

    def take(self, tick: Tick) -> None:
        at = self.position(moment(tick.at))
        if _TAKE[tick.effect](self, tick, at):
            self._charge(tick)

    @property
    def reckoned(self) -> Reckoned:
        first, last = (
            at_moment(at) if at is not None else None for at in (self.first_due, self.due)
        )
        return Reckoned(first, last, self.running, tuple(self.spans))

    # Each answers whether it found something to do.

    def start(self, tick: Tick, at: int) -> bool:
        return self.target is None and self.restart(tick, at)

    def restart(self, _tick: Tick, at: int) -> bool:
        self._aim(at + self.length)
        self.running, self.paused = True, None
        return True

    def pause(self, _tick: Tick, at: int) -> bool:
        if self.running:
            self.running, self.paused = False, at
        return self.paused is not None

    def resume(self, _tick: Tick, at: int) -> bool:
        if self.target is None or self.paused is None:
            return False
        if waited := at - self.paused:
            self._aim(self.target + waited)
        self.running, self.paused = True, None
        return True

    def extend(self, tick: Tick, at: int) -> bool:
        if tick.until is None:
            raise ValueError("an extension says until when")
        if not (self.running or self.paused is not None):
            return False
        until = self.table.by_closing(moment(tick.until))  # the day that was told, not the next
        self._aim(self.position(until))
        if self.unit == "wh":
            self.due = self.table.next_open(until)
        if self.paused is not None:
            self.paused = at  # what was waited before is in the new date
        return True

    def stop(self, _tick: Tick, _at: int) -> bool:
        stopped = self.running or self.paused is not None
        self.running, self.paused = False, None
        return stopped

    def _aim(self, target: int) -> None:
        self.target, self.due = target, self.end(target)
        if self.first_due is None:
            self.first_due = self.due

    def _charge(self, tick: Tick) -> None:
        """From here on the time is that of whom the tick names."""
        last = self.spans[-1] if self.spans else None
        open_still = last is not None and last.end is None
        goes_on = tick.effect is Effect.EXTEND or (last and last.waits_on == tick.waits_on)
        if last and open_still and goes_on and tick.effect is not Effect.STOP:
            return
        if last and open_still:
            self.spans[-1] = Span(last.start, tick.at, last.waits_on)
        if tick.effect is not Effect.STOP:
            self.spans.append(Span(tick.at, None, tick.waits_on))


_TAKE: dict[Effect, Callable[[_Run, Tick, int], bool]] = {
    Effect.START: _Run.start,
    Effect.PAUSE: _Run.pause,
    Effect.RESUME: _Run.resume,
    Effect.RESTART: _Run.restart,
    Effect.EXTEND: _Run.extend,
    Effect.STOP: _Run.stop,
}
