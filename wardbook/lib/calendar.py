"""Which days work in Viet Nam: the law's public holidays under what the Government announced.

The library ``holidays`` is the base. Over it lie notices, a row a day: days off and the Saturdays
worked in their place. A notice wins over the library; of two on one day the later wins. What the
library alone says of a year whose days nobody has announced is an estimate and marked so.
"""

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import holidays

from wardbook.lib.hours import Hours

__all__ = ["Calendar", "Day", "Ground", "Hours", "Law", "Notice", "load", "read_notices"]

MARKS = ("verified", "stated", "known", "uncertain")  # from the surest on
SATURDAY = 5

WORKING = "working day"
WEEKEND = "weekend"
IN_LIEU = "day off in lieu of a public holiday on a day of rest"
SWAPPED_OFF = "day off, made up on a Saturday"
MAKE_UP = "make-up working Saturday"
OFF_BY_NOTICE = "day off announced by the Government"
WORK_BY_NOTICE = "working day announced by the Government"

_LIBRARY = f"holidays {version('holidays')}"
_KINDS = {"off": False, "work": True}
_OBSERVED = "(observed"
_SUBSTITUTED = "Day off (substituted"


@dataclass(frozen=True, slots=True)
class Day:
    """One day: does it count, why, by which decision, and how sure we are of that.

    ``reason`` is an English msgid; ``source`` is quoted as it is; ``mark`` is one of ``MARKS``.
    """

    on: date
    works: bool
    reason: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What was announced of one day.

    ``added_on`` is the first day on which the calendar knows it: that of the announcement, or the
    day on which we added it where that is later; ``None`` for what was always known.
    """

    on: date
    works: bool
    reason: str
    source: str
    mark: str
    added_on: date | None = None

    def known(self, on: date | None) -> bool:
        return on is None or self.added_on is None or self.added_on <= on


@dataclass(frozen=True, slots=True)
class Ground:
    """What the law says of one public holiday (or of the week) between two days.

    ``yearly`` are holidays whose days the Prime Minister fixes each year.
    """

    holiday: str  # what the library calls it, in English
    reason: str
    valid_from: date
    valid_to: date | None
    source: str
    mark: str
    yearly: bool = False

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Announced:
    """A year whose days off the Government has announced, and where."""

    year: int
    source: str
    mark: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Law:
    """The dated grounds of holidays, of days in lieu and of the week, and the years announced."""

    holidays: tuple[Ground, ...]
    in_lieu: tuple[Ground, ...]
    week: tuple[Ground, ...]
    years: tuple[Announced, ...]

    def announced(self, year: int) -> Announced | None:
        return next((row for row in self.years if row.year == year), None)

    def known(self, on: date | None) -> "Law":
        """What was known on a day of the years."""
        kept = (row for row in self.years if not (on and row.on and row.on > on))
        return replace(self, years=tuple(kept))


@dataclass(frozen=True, slots=True, eq=False)
class _Cache:
    """Days already looked up; the calendar itself does not change."""

    years: dict[int, dict[date, Day]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, repr=False)
class Calendar:
    """Every day of every year, as known on one day. Equal where ``version`` is equal.

    ``unknown`` are days of which something was announced that this calendar does not know yet, so
    that the library's own knowledge of them is left out too.
    """

    law: Law
    notices: tuple[Notice, ...] = ()
    unknown: frozenset[date] = frozenset()
    _years: _Cache = field(default_factory=_Cache)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    def __repr__(self) -> str:
        return f"<Calendar {self.version}>"

    @cached_property
    def version(self) -> str:
        """The library's version and a digest of everything that lies over it."""
        rows = repr((self.law, self.notices, sorted(self.unknown))).encode()
        return f"{_LIBRARY}+{hashlib.sha256(rows).hexdigest()[:10]}"

    def day(self, on: date) -> Day:
        days = self._years.years.get(on.year)
        if days is None:
            days = self._years.years[on.year] = self._special(on.year)
        return days.get(on) or self._ordinary(on)

    def announced(self, year: int) -> bool:
        """False for a year whose days off are an estimate of the library."""
        return self.law.announced(year) is not None

    def works(self, on: date) -> bool:
        return self.day(on).works

    def with_notice(self, *rows: Notice) -> "Calendar":
        """This calendar and what was announced since."""
        announced = {row.on for row in rows}
        return Calendar(self.law, self.notices + rows, self.unknown - announced)

    def _special(self, year: int) -> dict[date, Day]:
        days = {day.on: day for day in _library(self.law, year) if not self._left_out(day)}
        for row in self.notices:
            if row.on.year == year:
                days[row.on] = Day(row.on, row.works, row.reason, row.source, row.mark)
        return days

    def _left_out(self, day: Day) -> bool:
        return day.on in self.unknown and day.reason in (SWAPPED_OFF, MAKE_UP)

    def _ordinary(self, on: date) -> Day:
        ground = next((row for row in self.law.week if row.holds(on)), None)
        source, mark = (ground.source, ground.mark) if ground else ("", "uncertain")
        rests = on.weekday() >= SATURDAY
        return Day(on, not rests, WEEKEND if rests else WORKING, source, mark)


# The library


@cache
def _library(law: Law, year: int) -> tuple[Day, ...]:
    """What the library knows of one year, with the ground in law of each day."""
    found = holidays.country_holidays("VN", years=year, language="en_US")
    days = [_holiday(law, on, name) for on, name in sorted(found.items())]
    mark = _sureness(law, year)
    worked = sorted(on for on in found.weekend_workdays if on.year == year)
    return (
        *days,
        *(Day(on, works=True, reason=MAKE_UP, source=_LIBRARY, mark=mark) for on in worked),
    )


def _holiday(law: Law, on: date, name: str) -> Day:
    if name.startswith(_SUBSTITUTED):
        mark = _sureness(law, on.year)
        return Day(on, works=False, reason=SWAPPED_OFF, source=_LIBRARY, mark=mark)
    rows = law.in_lieu if _OBSERVED in name else law.holidays
    ground = next((row for row in rows if row.holiday in name and row.holds(on)), None)
    if ground is None:
        reason = f"public holiday: {name}"
        return Day(on, works=False, reason=reason, source=_LIBRARY, mark="uncertain")
    announced = law.announced(on.year)
    if announced and not ground.yearly:
        return Day(on, works=False, reason=ground.reason, source=ground.source, mark=ground.mark)
    source = f"{ground.source}; {announced.source if announced else _LIBRARY}"
    mark = max(ground.mark, _sureness(law, on.year), key=MARKS.index)
    return Day(on, works=False, reason=ground.reason, source=source, mark=mark)


def _sureness(law: Law, year: int) -> str:
    announced = law.announced(year)
    return announced.mark if announced else "uncertain"


# The catalogue


@cache
def load(folder: Path, *, known_on: date | None = None) -> Calendar:
    """The calendar of ``folder`` (``law.toml`` and ``notices.csv``), as known on a day.

    Raises :class:`ValueError` naming a row that cannot be.
    """
    rows = _notices(folder / "notices.csv")
    kept = tuple(row for row in rows if row.known(known_on))
    unknown = frozenset(row.on for row in rows if row not in kept) - {row.on for row in kept}
    return _calendar(_law(folder / "law.toml").known(known_on), kept, unknown)


@cache
def _calendar(law: Law, notices: tuple[Notice, ...], unknown: frozenset[date]) -> Calendar:
    """One calendar for all days on which the same was known."""
    return Calendar(law, notices, unknown)


@cache
def _notices(path: Path) -> tuple[Notice, ...]:
    return tuple(sorted(read_notices(path), key=_order))


def _order(row: Notice) -> tuple[date, date]:
    return row.added_on or date.min, row.on


def read_notices(path: Path) -> Iterator[Notice]:
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                yield Notice(
                    on=date.fromisoformat(row["date"]),
                    works=_KINDS[row["kind"]],
                    reason=_told(row["reason"]),
                    source=_told(row["source"]),
                    mark=_mark(row["mark"]),
                    added_on=date.fromisoformat(row["added_on"]) if row["added_on"] else None,
                )
            except (KeyError, ValueError) as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error


@cache
def _law(path: Path) -> Law:
    tables: dict[str, list[dict[str, Any]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Law(
            holidays=tuple(_grounds(tables["holiday"])),
            in_lieu=tuple(_grounds(tables["in_lieu"])),
            week=tuple(_grounds(tables["week"])),
            years=tuple(_years(tables["year"])),
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _grounds(rows: Iterable[dict[str, Any]]) -> Iterator[Ground]:
    for row in rows:
        yield Ground(
            holiday=row.get("holiday", ""),
            reason=_told(row["reason"]),
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            source=_told(row["source"]),
            mark=_mark(row["mark"]),
            yearly=row.get("yearly", False),
        )


def _years(rows: Iterable[dict[str, Any]]) -> Iterator[Announced]:
    for row in rows:
        yield Announced(
            row["year"], _told(row["source"]), _mark(row["mark"]), row.get("announced_on")
        )


def _told(text: str) -> str:
    if not text.strip():
        raise ValueError("a row without its reason or source")
    return text.strip()


def _mark(text: str) -> str:
    if text not in MARKS:
        raise ValueError(f"{text} is not a mark")
    return text
