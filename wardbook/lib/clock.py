"""Deadlines: when a limit ends, why on that day, and how waiting, restarts and extensions move it.

Rules (practice in ``domain.md`` §2.12, holidays in §4; each one is data or a parameter here):

* what comes after closing or on a day off is received at the next opening, before opening at
  opening;
* the day of receipt is not counted; a limit in days ends at the closing of its last day;
* a limit in working days counts the days the calendar works; one in days counts every day and,
  if it ends on a day off, goes on to the next working day;
* a limit in working hours runs through the sessions of the office and rests between them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from wardbook.lib.calendar import Calendar, Day
from wardbook.lib.cut_off import CutOff
from wardbook.lib.hours import MINUTES_A_DAY, Hours, Sessions
from wardbook.lib.timeline import UNITS, Timeline, timeline

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

RECEIVED = "day of receipt"
AFTER_CLOSING = "received after closing"
NEXT_WORKING_DAY = "the limit ended on a day off and goes on to the next working day"
_LIMIT = re.compile(r"([1-9][0-9]{0,3})(wh|wd|d)")
_LONGEST = 64  # years a table may span; 9,999 working days are 40

T = TypeVar("T")


class NotALimit(ValueError):
    """A writing that is no limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many working hours (``wh``), working days (``wd``) or calendar days (``d``)."""

    amount: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS or not 1 <= self.amount <= 9999:
            raise NotALimit(f"{self.amount}{self.unit}")

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """``8wh``, ``5wd`` or ``15d``; raises :class:`NotALimit`."""
        match = _LIMIT.fullmatch(text.strip())
        if not match:
            raise NotALimit(text)
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


def moment(at: datetime) -> int:
    """A time as a whole minute of Vietnam's clock; a minute that has begun is over."""
    if at.tzinfo is None:
        raise TypeError("a moment without its time zone is no moment")
    local = at.astimezone(VIETNAM)
    begun = 1 if local.second or local.microsecond else 0
    return local.toordinal() * MINUTES_A_DAY + local.hour * 60 + local.minute + begun


def at_moment(minute: int) -> datetime:
    """The time of a :func:`moment`."""
    day, of_day = divmod(minute, MINUTES_A_DAY)
    return datetime.combine(date.fromordinal(day), time(), VIETNAM) + timedelta(minutes=of_day)


def due(start: datetime, limit: Limit, calendar: Calendar, hours: Hours) -> datetime:
    """When ``limit`` ends for what was handed in at ``start``."""
    return at_moment(due_moments([moment(start)], limit, calendar, hours)[0])


def due_moments(starts: list[int], limit: Limit, calendar: Calendar, hours: Hours) -> list[int]:
    """:func:`due` for many starts at once, in and out as :func:`moment`; quick for millions."""
    if not starts:
        return []
    return _on_tables(
        min(starts), max(starts), calendar, hours, lambda t: t.due(starts, limit.amount, limit.unit)
    )


def cut_off_due(start: datetime, rule: CutOff, calendar: Calendar, hours: Hours) -> datetime:
    """The end of a same-day duty that began at ``start``: closing of that day if it came in time.

    What came after the cut-off, or is received only on the next working day, has until the opening
    or the closing of the working day after the one it came on, as ``rule.then`` says.
    """
    at = moment(start)
    day, minute = divmod(at, MINUTES_A_DAY)

    def answer(table: Timeline) -> int:
        number = table.received(at)
        that_day = table.first + table.working[number] == day
        if that_day and minute <= rule.until:
            return table.closing(number)
        following = number + 1 if that_day else number
        return table.closing(following) if rule.then == "closing" else table.opening(following)

    return at_moment(_on_tables(at, at, calendar, hours, answer))


def worked_minutes(start: datetime, end: datetime, calendar: Calendar, hours: Hours) -> int:
    """Working minutes between two moments; below zero where ``end`` comes first."""
    one, other = moment(start), moment(end)
    return _on_tables(
        min(one, other),
        max(one, other),
        calendar,
        hours,
        lambda table: table.minutes(other) - table.minutes(one),
    )


def days_late(promised: datetime, end: datetime, calendar: Calendar, hours: Hours) -> int:
    """Working days by which the day of ``end`` lies after that of ``promised``; none on the day.

    What ended on a day off is as late as the next working day.
    """
    one, other = moment(promised), moment(end)
    late = _on_tables(
        min(one, other),
        max(one, other),
        calendar,
        hours,
        lambda table: table.working_before(other) - table.working_before(one),
    )
    return max(0, late)


def working_days(start: datetime, end: datetime, calendar: Calendar, hours: Hours) -> int:
    """Working days between two receipts: from the day of the first (not counted) to the second's.

    So the end of a limit in working days lies that many after its start. What comes after closing
    is received on the next working day; for lateness, where only days count, see
    :func:`days_late`.
    """
    one, other = moment(start), moment(end)
    return _on_tables(
        min(one, other),
        max(one, other),
        calendar,
        hours,
        lambda table: table.received(other) - table.received(one),
    )


def _on_tables(
    first: int, last: int, calendar: Calendar, hours: Hours, answer: Callable[[Timeline], T]
) -> T:
    """``answer`` from the shortest tables that reach far enough."""
    year = date.fromordinal(first // MINUTES_A_DAY).year
    years = date.fromordinal(last // MINUTES_A_DAY).year - year + 2
    while True:
        try:
            return answer(timeline(calendar, hours, year, years))
        except IndexError:
            if years > _LONGEST:
                raise
            years *= 2


# Why this date


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a deadline: is it counted, as which one, why, and by which decision.

    ``number`` is its place among the days counted; ``minutes`` what a limit in hours used of it.
    ``reason`` is an English msgid.
    """

    on: date
    counted: bool
    number: int | None
    minutes: int | None
    sessions: Sessions
    reason: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline and every day from its start to its end."""

    start: datetime
    limit: Limit
    due: datetime
    calendar_version: str
    days: tuple[CountedDay, ...]
    estimated_years: tuple[int, ...]

    @property
    def certain(self) -> bool:
        """False while the days off of a year are an estimate that no announcement confirmed."""
        return not self.estimated_years and all(day.mark != "uncertain" for day in self.days)


def explain(start: datetime, limit: Limit, calendar: Calendar, hours: Hours) -> Explanation:
    """When ``limit`` ends, and each day on the way: counted or not, why, by which decision."""
    end = due(start, limit, calendar, hours)
    days = tuple(_days(start, end, limit, calendar, hours))
    years = {day.on.year for day in days}
    estimated = tuple(sorted(year for year in years if not calendar.announced(year)))
    return Explanation(start.astimezone(VIETNAM), limit, end, calendar.version, days, estimated)


def _days(
    start: datetime, end: datetime, limit: Limit, calendar: Calendar, hours: Hours
) -> Iterator[CountedDay]:
    begun, over = moment(start), moment(end)
    received = _on_tables(begun, begun, calendar, hours, lambda t: t.first + t.day(begun))
    number = 0
    for ordinal in range(begun // MINUTES_A_DAY, over // MINUTES_A_DAY + 1):
        day = calendar.day(date.fromordinal(ordinal))
        sessions = hours.sessions(day.on) if day.works else ()
        midnight = ordinal * MINUTES_A_DAY
        if limit.unit == "wh":
            used = _overlap(sessions, begun - midnight, over - midnight)
            counted = used > 0
        else:
            used = None
            counted = ordinal > received and _counts(day, limit, ordinal - received)
        number += counted
        yield CountedDay(
            day.on,
            counted,
            number if counted else None,
            used,
            sessions,
            day.reason if counted else _why_not(day, limit, ordinal - received),
            day.source,
            day.mark,
        )


def _counts(day: Day, limit: Limit, since: int) -> bool:
    return since <= limit.amount if limit.unit == "d" else day.works


def _why_not(day: Day, limit: Limit, since: int) -> str:
    """Why a day is not counted, ``since`` days after that of receipt."""
    if not day.works:
        return day.reason
    if since < 0 or limit.unit == "wh":
        return AFTER_CLOSING
    return RECEIVED if since == 0 else NEXT_WORKING_DAY


def _overlap(sessions: Sessions, begun: int, over: int) -> int:
    """Minutes of the sessions between two minutes, which may lie on other days."""
    return sum(max(0, min(end, over) - max(start, begun)) for start, end in sessions)


# What happened to a deadline


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


def reckon(limit: Limit, ticks: Iterable[Tick], calendar: Calendar, hours: Hours) -> Reckoned:
    """Run a clock through ``ticks`` in the order of their times.

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

    return _on_tables(min(times), max(times), calendar, hours, through)


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
        until = moment(tick.until)
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
