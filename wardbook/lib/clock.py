"""Deadlines: when a limit ends, why on that day, and how waiting, restarts and extensions move it.

The rules, told in ``docs/explanation/why-this-date.md``; what may change is data or a parameter:

* what comes after closing or on a day off is received at the next opening, before opening at
  opening;
* the day of receipt is not counted; a limit in days ends at the closing of its last day;
* a limit in working days counts the days the calendar works; one in days counts every day and,
  if it ends on a day off, goes on to the next working day;
* a limit in working hours runs through the sessions of the office and rests between them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from wardbook.lib.calendar import Calendar, Day
from wardbook.lib.cut_off import CutOff
from wardbook.lib.hours import MINUTES_A_DAY, Hours, Sessions
from wardbook.lib.limit import VIETNAM, Limit, NotALimit, at_moment, moment, on_tables
from wardbook.lib.reckoning import Effect, Reckoned, Span, Tick, reckon
from wardbook.lib.timeline import Timeline

__all__ = [
    "VIETNAM",
    "CountedDay",
    "Effect",
    "Explanation",
    "Limit",
    "NotALimit",
    "Reckoned",
    "Span",
    "Tick",
    "at_moment",
    "cut_off_due",
    "days_late",
    "due",
    "due_moments",
    "explain",
    "explain_same_day",
    "moment",
    "reckon",
    "worked_minutes",
    "working_days",
]

RECEIVED = "day of receipt"
AFTER_CLOSING = "received after closing"
AFTER_CUT_OFF = "handed in after the hour until which it is done that day"
NEXT_WORKING_DAY = "the limit ended on a day off and goes on to the next working day"


def due(start: datetime, limit: Limit, calendar: Calendar, hours: Hours) -> datetime:
    """When ``limit`` ends for what was handed in at ``start``."""
    return at_moment(due_moments([moment(start)], limit, calendar, hours)[0])


def due_moments(starts: list[int], limit: Limit, calendar: Calendar, hours: Hours) -> list[int]:
    """:func:`due` for many starts at once, in and out as :func:`moment`; quick for millions."""
    if not starts:
        return []
    return on_tables(
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

    return at_moment(on_tables(at, at, calendar, hours, answer))


def worked_minutes(start: datetime, end: datetime, calendar: Calendar, hours: Hours) -> int:
    """Working minutes between two moments; below zero where ``end`` comes first."""
    one, other = moment(start), moment(end)
    return on_tables(
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
    late = on_tables(
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
    return on_tables(
        min(one, other),
        max(one, other),
        calendar,
        hours,
        lambda table: table.received(other) - table.received(one),
    )


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
    return _explained(start, limit, end, _days(start, end, limit, calendar, hours), calendar)


def explain_same_day(
    start: datetime, rule: CutOff, calendar: Calendar, hours: Hours
) -> Explanation:
    """:func:`cut_off_due` day by day: one day is worked, the first on which it is still in time."""
    end = cut_off_due(start, rule, calendar, hours)
    last = end.astimezone(VIETNAM).date()
    days = map(date.fromordinal, range(moment(start) // MINUTES_A_DAY, last.toordinal() + 1))
    told = (_same_day(calendar.day(on), hours, counted=on == last) for on in days)
    return _explained(start, Limit(1, "wd"), end, told, calendar)


def _same_day(day: Day, hours: Hours, *, counted: bool) -> CountedDay:
    reason = day.reason if counted or not day.works else AFTER_CUT_OFF
    sessions = hours.sessions(day.on) if day.works else ()
    number = 1 if counted else None
    return CountedDay(day.on, counted, number, None, sessions, reason, day.source, day.mark)


def _explained(
    start: datetime, limit: Limit, end: datetime, told: Iterable[CountedDay], calendar: Calendar
) -> Explanation:
    days = tuple(told)
    years = {day.on.year for day in days}
    estimated = tuple(sorted(year for year in years if not calendar.announced(year)))
    return Explanation(start.astimezone(VIETNAM), limit, end, calendar.version, days, estimated)


def _days(
    start: datetime, end: datetime, limit: Limit, calendar: Calendar, hours: Hours
) -> Iterator[CountedDay]:
    begun, over = moment(start), moment(end)
    received = on_tables(begun, begun, calendar, hours, lambda t: t.first + t.day(begun))
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
