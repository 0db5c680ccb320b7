"""Working time as tables: how much of it lies before a moment, and when so much of it is over.

A moment is a whole minute of Vietnam's wall clock since the first of January of the year 1. Tables
hold a number a day, so that one look and one bisection answer any limit.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from wardbook.lib.calendar import Calendar
from wardbook.lib.hours import MINUTES_A_DAY, Hours, Sessions

UNITS = ("wh", "wd", "d")


class Timeline:
    """The days from the first of January of ``year``, for ``years`` years; never changed.

    Its answers are right from ``first`` on and as long as they lie before its end; where they do
    not, :class:`IndexError` is raised and a longer one is needed.
    """

    def __init__(self, calendar: Calendar, hours: Hours, year: int, years: int) -> None:
        self.first = date(year, 1, 1).toordinal()
        end = date(year + years, 1, 1).toordinal()
        self.before = [0]  # working minutes before each day
        self.number = [0]  # working days before each day
        self.working: list[int] = []  # the days that work
        self.tables: list[_Table] = []  # of each day
        for ordinal in range(self.first, end):
            on = date.fromordinal(ordinal)
            sessions = hours.sessions(on) if calendar.works(on) else ()
            table = _table(sessions)
            if sessions:
                self.working.append(ordinal - self.first)
            self.tables.append(table)
            self.before.append(self.before[-1] + table.total)
            self.number.append(len(self.working))
        self.worked = [table.worked for table in self.tables]
        self.ends = [table.ends for table in self.tables]

    # Where a moment stands: in working minutes, in working days, in days

    def minutes(self, moment: int) -> int:
        """Working minutes before ``moment``."""
        day, minute = self._split(moment)
        return self.before[day] + self.tables[day].worked[minute]

    def received(self, moment: int) -> int:
        """The working day (counted from ``first``) on which something handed in then is received.

        What comes on a day off or after closing is received on the next working day.
        """
        day, minute = self._split(moment)
        late = minute > self.tables[day].closing
        return self.number[day + 1] if late else self.number[day]

    def working_before(self, moment: int) -> int:
        """Working days before the day of ``moment``."""
        return self.number[self._split(moment)[0]]

    def day(self, moment: int) -> int:
        """The day (counted from ``first``) on which something handed in then is received."""
        return self.working[self.received(moment)]

    # When so much is over

    def after_minutes(self, minutes: int) -> int:
        """The first moment before which so many working minutes lie."""
        day = bisect_left(self.before, minutes) - 1
        if day < 0:
            raise IndexError(minutes)
        table = self.tables[day]
        return (self.first + day) * MINUTES_A_DAY + table.ends[minutes - self.before[day]]

    def closing(self, number: int) -> int:
        """The closing of a working day."""
        if number < 0:
            raise IndexError(number)
        return self._closing_of(self.working[number])

    def opening(self, number: int) -> int:
        """The opening of a working day."""
        return self._opening_of(self.working[number])

    def closing_from(self, day: int) -> int:
        """The closing of a day or, where it is off, of the next working day."""
        return self.closing(self.number[day])

    def next_open(self, moment: int) -> int:
        """The moment itself while the office is open, else the next opening."""
        day, minute = self._split(moment)
        for start, end in self.tables[day].sessions:
            if minute <= end:
                return moment - minute + max(start, minute)
        return self.opening(self.number[day + 1])

    def by_closing(self, moment: int) -> int:
        """The moment itself or, after closing on a day that works, that closing."""
        day, minute = self._split(moment)
        return (
            moment - max(0, minute - self.tables[day].closing) if self.tables[day].total else moment
        )

    def _opening_of(self, day: int) -> int:
        return (self.first + day) * MINUTES_A_DAY + self.tables[day].opening

    def _closing_of(self, day: int) -> int:
        return (self.first + day) * MINUTES_A_DAY + self.tables[day].closing

    def _split(self, moment: int) -> tuple[int, int]:
        day, minute = divmod(moment, MINUTES_A_DAY)
        if day < self.first:
            raise IndexError(moment)
        return day - self.first, minute

    # Many at once

    def due(self, starts: list[int], amount: int, unit: str) -> list[int]:
        """The end of a limit for each start; the arithmetic of the methods above, in one loop."""
        if min(starts, default=self.first * MINUTES_A_DAY) < self.first * MINUTES_A_DAY:
            raise IndexError(min(starts))
        return _BATCH[unit](self, starts, amount)

    def _due_wh(self, starts: list[int], amount: int) -> list[int]:
        before, worked, ends = self.before, self.worked, self.ends
        offset, need, found = self.first * MINUTES_A_DAY, amount * 60, []
        for start in starts:
            day, minute = divmod(start - offset, MINUTES_A_DAY)
            target = before[day] + worked[day][minute] + need
            day = bisect_left(before, target, day) - 1
            found.append(offset + day * MINUTES_A_DAY + ends[day][target - before[day]])
        return found

    def _due_wd(self, starts: list[int], amount: int) -> list[int]:
        return [self.closing(self.received(start) + amount) for start in starts]

    def _due_d(self, starts: list[int], amount: int) -> list[int]:
        return [self.closing_from(self.day(start) + amount) for start in starts]


_BATCH: dict[str, Callable[[Timeline, list[int], int], list[int]]] = {
    "wh": Timeline._due_wh,
    "wd": Timeline._due_wd,
    "d": Timeline._due_d,
}


class _Table:
    """One day's sessions: minutes worked by each minute of the day, and the other way round."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.opening = sessions[0][0] if sessions else -1
        self.closing = sessions[-1][1] if sessions else -1
        worked, ends = [0], [self.opening]
        for minute in range(MINUTES_A_DAY):
            if any(start <= minute < end for start, end in sessions):
                ends.append(minute + 1)
            worked.append(len(ends) - 1)
        self.worked, self.ends, self.total = worked, ends, len(ends) - 1


@lru_cache(maxsize=256)
def _table(sessions: Sessions) -> _Table:
    return _Table(sessions)


@lru_cache(maxsize=64)
def timeline(calendar: Calendar, hours: Hours, year: int, years: int) -> Timeline:
    return Timeline(calendar, hours, year, years)
