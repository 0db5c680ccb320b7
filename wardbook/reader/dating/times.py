"""A time expression: where it stands, the period it names and what it is for."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from wardbook.lib.period import NotAPeriod, Period


class Role(Enum):
    """What a time expression is for; only the first four can frame what follows."""

    SPAN = "a period reported on: năm 2022, 6 tháng đầu năm 2018"
    AS_OF = "a moment counted at: tính đến 31/12/2012"
    UNTIL = "a moment reached, or the deadline of a target: đến năm 2025, trước 30/6"
    VAGUE = "a stretch that names no year: 4 năm qua, từ đầu nhiệm kỳ"
    NOW = "đến nay, hiện nay: no period, for its own sentence"
    EVENT = "the day something happened"
    AGAINST = "what a figure is compared with: so với năm 2021"
    SAME = "the same stretch of another year: cùng kỳ năm 2021"
    LOOSE = "only half of a date: 14/11, kept where it closes an interval"
    ASIDE = "dates something else: a law, a founding, the title of a plan"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at (start, end); a period still without its year begins with "-"."""

    start: int
    end: int
    period: str
    role: Role

    @property
    def year(self) -> int | None:
        """The year it ends in, where it names one."""
        return _last_year(self.period)

    @property
    def only_year(self) -> int | None:
        """The year it lies in, unless it runs over several."""
        return self.year if self.period[:4] == str(self.year) and ".." not in self.period else None

    @property
    def lacks_year(self) -> bool:
        return self.period.startswith("-")

    @property
    def last_month(self) -> int:
        """The month it ends in; December for a whole year, and for what is still open."""
        last_on = Period(self.period).last_on if is_period(self.period) else None
        return last_on.month if last_on else 12

    def in_year(self, year: int) -> "Time":
        """The same time, its missing year supplied where that makes a period."""
        period = with_year(self.period, year)
        return replace(self, period=period) if is_period(period) else self


def with_year(period: str, year: int) -> str:
    """A period with its missing year at both ends: "-H1" is "2018-H1", "-" the year itself."""
    if not period.startswith("-"):
        return period
    parts = period.split("/")
    return "/".join(f"{year}{part}".rstrip("-") if part else "" for part in parts)


@lru_cache(maxsize=4096)
def is_period(text: str) -> bool:
    try:
        Period(text)
    except NotAPeriod:
        return False
    return True


@lru_cache(maxsize=4096)
def _last_year(period: str) -> int | None:
    years = re.findall(r"[0-9]{4}", period)
    return int(years[-1]) if years else None
