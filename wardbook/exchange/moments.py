"""Days, times and limits as other systems write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from wardbook.exchange.workbook import moment_of
from wardbook.lib.clock import VIETNAM
from wardbook.lib.text import fold

_CLOCK = r"(\d{1,2})\s*[:hg]\s*(\d{2})(?:\s*[:mp']\s*(\d{2}))?(?:\.\d+)?\s*(am|pm|sa|ch)?"
_DAY = r"(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,4})"
_OFFSET = r"(z|[+-]\d{2}:?\d{2})"
_DAY_FIRST = re.compile(rf"{_DAY}(?:[\st,]+(?:luc\s+)?{_CLOCK}{_OFFSET}?)?")
_CLOCK_FIRST = re.compile(rf"{_CLOCK}(?:[\s,]+(?:ngay\s+)?){_DAY}")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_YEARS = range(1990, 2101)
_PLACES = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
_LAST = time(23, 59)

_LIMIT = re.compile(r"(\d{1,4})\s*(ngay lam viec|gio lam viec|ngay|gio)")
_UNITS = {"ngay lam viec": "wd", "gio lam viec": "wh", "ngay": "d", "gio": "wh"}


@dataclass(frozen=True, slots=True)
class Instant:
    """A wall clock as it was told; ``exact`` is false where only the day was."""

    wall: datetime
    exact: bool

    @property
    def iso(self) -> str:
        return self.wall.isoformat() if self.exact else self.wall.date().isoformat()

    @classmethod
    def of(cls, iso: str) -> "Instant":
        return cls(datetime.fromisoformat(iso), exact="T" in iso)

    @property
    def day(self) -> date:
        return self.wall.date()

    def at(self, zone: str) -> datetime:
        """When it was: a day alone counts from its beginning."""
        return self.wall.replace(tzinfo=ZoneInfo(zone))

    def until(self, zone: str) -> datetime:
        """When it is over, as the end of a promise: a day alone counts to its end."""
        wall = self.wall if self.exact else datetime.combine(self.wall.date(), _LAST)
        return wall.replace(tzinfo=ZoneInfo(zone))


@lru_cache(maxsize=8_000)
def read_moment(cell: str, order: str) -> Instant | None:
    """``07/01/2026 09:00``, ``9h05 ngày 7-1-2026``, ``2026-01-07T09:00:00``, or a day number."""
    text = cell.strip()
    if _SERIAL.fullmatch(text):
        text = moment_of(Decimal(text))
    text = fold(text)
    if found := _DAY_FIRST.fullmatch(text):
        day, clock = found.groups()[:3], found.groups()[3:]
    elif found := _CLOCK_FIRST.fullmatch(text):
        day, clock = found.groups()[4:], (*found.groups()[:4], None)
    else:
        return None
    try:
        return _instant(day, clock, order)
    except ValueError:
        return None


def _instant(day: tuple[str, ...], clock: tuple[str | None, ...], order: str) -> Instant | None:
    """A year in front says the order itself; a year of two digits says nothing sure."""
    year, month, of_month = _PLACES["ymd" if len(day[0]) == 4 else order]
    on = date(int(day[year]), int(day[month]), int(day[of_month]))
    if on.year not in _YEARS:
        return None
    hour, minute, second, half, offset = clock
    if hour is None or minute is None:
        return Instant(datetime.combine(on, time()), exact=False)
    hours = int(hour) % 12 + 12 * (half in {"pm", "ch"}) if half else int(hour)
    wall = datetime.combine(on, time(hours, int(minute), int(second or 0)))
    if offset:
        there = datetime.fromisoformat(f"{wall.isoformat()}{offset.upper()}")
        wall = there.astimezone(VIETNAM).replace(tzinfo=None)
    midnight = wall.time() == time()  # how workbooks write a day without a time
    return Instant(wall, exact=not midnight)


def read_limit(text: str) -> str:
    """``10 ngày làm việc`` is "10wd"; a number alone does not say of what."""
    found = _LIMIT.search(fold(text))
    return f"{int(found[1])}{_UNITS[found[2]]}" if found and int(found[1]) else ""


def near(one: Instant, other: Instant) -> bool:
    """Do two tellings agree? Where one says the day alone, days are compared."""
    if one.exact and other.exact:
        return abs(one.wall - other.wall) < timedelta(minutes=1)
    return one.day == other.day
