"""Limits, and moments as whole minutes, with the tables of working time that answer them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from wardbook.lib.calendar import Calendar
from wardbook.lib.hours import MINUTES_A_DAY, Hours
from wardbook.lib.timeline import UNITS, Timeline, timeline

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

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
    @lru_cache(maxsize=1_000)
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


def on_tables(
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
