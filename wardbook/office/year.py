"""A year of the calendar as people read it: months, the days that differ, and why."""

from calendar import Calendar as Weeks
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wardbook.lib.calendar import SATURDAY, Calendar, Day

_WEEKS = Weeks()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring days that are off, or worked, for one reason and by one decision."""

    day: Day
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.day.on).days + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in the grid of its month: ``special`` where it is not what its weekday says."""

    day: Day

    @property
    def special(self) -> bool:
        return _special(self.day)


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its weeks from Monday on (no cell for days of other months), and what differs."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    stretches: tuple[Stretch, ...]
    worked: int


def months(calendar: Calendar, year: int) -> list[Month]:
    return [_month(calendar, date(year, number, 1)) for number in range(1, 13)]


def _month(calendar: Calendar, first: date) -> Month:
    rows = _WEEKS.monthdatescalendar(first.year, first.month)
    weeks = tuple(
        tuple(Cell(calendar.day(on)) if on.month == first.month else None for on in row)
        for row in rows
    )
    days = [cell.day for week in weeks for cell in week if cell]
    stretches = tuple(_stretches(day for day in days if _special(day)))
    return Month(first, weeks, stretches, sum(day.works for day in days))


def _special(day: Day) -> bool:
    return day.works != (day.on.weekday() < SATURDAY)


def _stretches(days: Iterable[Day]) -> Iterator[Stretch]:
    begun: Stretch | None = None
    for day in days:
        if begun and _goes_on(begun, day):
            begun = Stretch(begun.day, day.on)
            continue
        if begun:
            yield begun
        begun = Stretch(day, day.on)
    if begun:
        yield begun


def _goes_on(begun: Stretch, day: Day) -> bool:
    names = ("works", "reason", "source", "mark")
    follows = begun.last + timedelta(days=1) == day.on
    return follows and all(getattr(begun.day, name) == getattr(day, name) for name in names)
