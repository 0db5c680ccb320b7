"""Points of the national service index (Decision 766/QĐ-TTg), by formulas kept as dated data.

Nothing here reads the book: parts come in as whole numbers and points go out. A ratio of nothing
is ``None`` and stays so; only :func:`points` may turn "no case" into points, and only where the
portal was seen to do it (``catalogue/index-766``, ``domain.md`` §3).
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from wardbook.lib.ratio import Ratio, rounded
from wardbook.org.catalogue import CATALOGUE, MARKS

FOLDER = CATALOGUE / "index-766"
CENT = Decimal("0.01")
# As the portal lists them.
GROUPS = (
    "openness", "timeliness", "online_service", "online_payment", "digitisation", "satisfaction",
)  # fmt: skip


class Shape(StrEnum):
    """How a ratio becomes points. ``UNREAD``: no source says; only all and nothing are sure."""

    LINEAR = "linear"
    THRESHOLD = "threshold"
    UNREAD = "unread"
    NONE = "none"  # for information


class WrongRow(ValueError):
    """A row of the catalogue that cannot be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What component ``code`` counts from ``valid_from`` until the day before ``valid_to``.

    ``checked_on`` is the day on which the source was looked at. ``nothing``: "full" where 0 of 0
    was seen to earn all points; blank where nobody knows.
    """

    code: str
    group: str
    name_vi: str
    name_en: str
    points: int
    shape: str
    threshold: int | None = None
    nothing: str = ""
    formula_vi: str
    formula_en: str
    valid_from: date
    valid_to: date | None = None
    checked_on: date
    source: str
    mark: str

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}

    @property
    def formula(self) -> dict[str, str]:
        return {"vi": self.formula_vi, "en": self.formula_en}

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Components that the portal adds up."""

    group: str
    portal_code: str
    name_vi: str
    name_en: str
    points: int

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}


# Points


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many. ``at_most``: some of what would lower it is not in the book."""

    numerator: int
    denominator: int
    at_most: bool = False

    @property
    def ratio(self) -> Fraction | None:
        """The percentage, unrounded; ``None`` when there was no case."""
        return Ratio(self.numerator, self.denominator).exact

    @property
    def percent(self) -> Decimal | None:
        """The percentage as it is shown: two decimals, half-up."""
        return Ratio(self.numerator, self.denominator).percent(CENT)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody read on the portal: points, and what they are of where it says that."""

    points: Decimal
    part: Part | None = None


def points(row: Row, part: Part) -> Fraction | None:
    """What the ratio earns, unrounded; ``None`` where no source says it."""
    if row.shape == Shape.NONE:
        return None
    ratio = part.ratio
    if ratio is None:  # the only place where "no case" becomes points
        return Fraction(row.points) if row.nothing == "full" else None
    if row.shape == Shape.UNREAD:
        return Fraction(row.points * ratio, 100) if ratio in (0, 100) else None
    return row.points * min(ratio / (row.threshold or 100), Fraction(1))


def shown(row: Row, part: Part) -> Decimal | None:
    """:func:`points` to two decimals, half-up, from the unrounded ratio."""
    earned = points(row, part)
    return None if earned is None else rounded(earned, CENT)


def follows(row: Row, seen: Seen) -> bool | None:
    """Do the portal's points follow from its own numbers by the formula on record?

    ``None``: it gave no numbers, or no source says how they become points. ``False`` is how a
    formula that changed silently shows.
    """
    earned = None if seen.part is None else shown(row, seen.part)
    return None if earned is None else earned == seen.points


@dataclass(frozen=True, slots=True)
class Total:
    """Points that are known, out of how many, and how many nobody knows.

    ``earned`` adds what is printed beside each component, so that a reader's sum is ours.
    """

    earned: Decimal
    of: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Step:
    """On the way from our part to the portal's: the part once its dossiers count as they do there.

    ``matter`` says whose it is (``wardbook.exchange.reconcile``), ``dossiers`` how many differ.
    """

    matter: str
    dossiers: int
    numerator: int
    denominator: int


def total(rows: Iterable[Row], earned: Mapping[str, Decimal | None]) -> Total:
    """The sum over ``rows`` of what is known; the rest is named, not guessed."""
    known, of, unknown = Decimal("0.00"), 0, 0
    for row in rows:
        value = earned.get(row.code)
        if value is None:
            unknown += row.points
        else:
            known, of = known + value, of + row.points
    return Total(known, of, unknown)


# The rows


@cache
def catalogue() -> tuple[tuple[Group, ...], tuple[Row, ...]]:
    """Groups as the portal lists them, and every row of their components."""
    return read(FOLDER)


def groups() -> tuple[Group, ...]:
    return catalogue()[0]


def in_force(on: date) -> list[Row]:
    """The components as they were counted on a day, in the portal's order."""
    return [row for row in catalogue()[1] if row.holds(on)]


def versions(code: str) -> list[Row]:
    """Every meaning that a component had, the oldest first."""
    return [row for row in catalogue()[1] if row.code == code]


def read(folder: Path) -> tuple[tuple[Group, ...], tuple[Row, ...]]:
    """Groups and rows of a folder; raises :class:`WrongRow` naming one that cannot be."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")]
    files.sort(key=lambda table: GROUPS.index(table["group"]))
    found = tuple(_group(table) for table in files)
    rows = [row for table in files for row in _rows(table)]
    return found, _checked(found, rows)


def _group(table: Mapping[str, Any]) -> Group:
    return Group(**{name: table[name] for name in Group.__dataclass_fields__})


def _rows(table: Mapping[str, Any]) -> list[Row]:
    shared = {name: table[name] for name in ("group", "valid_from", "checked_on", "source", "mark")}
    try:
        rows = [Row(**(shared | given)) for given in table["indicator"]]
    except TypeError as error:
        raise WrongRow(f"{table['group']}: {error}") from error
    return sorted(rows, key=lambda row: (row.code, row.valid_from))


def _checked(found: Sequence[Group], rows: Sequence[Row]) -> tuple[Row, ...]:
    for row in rows:
        fault = _fault(row)
        if fault:
            raise WrongRow(f"{row.code}: {fault}")
    for one, other in pairwise(rows):
        if one.code == other.code and (one.valid_to is None or one.valid_to > other.valid_from):
            raise WrongRow(f"{one.code}: two rows hold on {other.valid_from}")
    latest = {row.code: row for row in rows}.values()
    for group in found:
        if sum(row.points for row in latest if row.group == group.group) != group.points:
            raise WrongRow(f"{group.group}: its components do not add up to {group.points}")
    return tuple(rows)


def _fault(row: Row) -> str:
    if row.shape not in set(Shape) or row.mark not in MARKS or row.nothing not in {"", "full"}:
        return "a shape, a mark or what nothing earns is of no known kind"
    if (row.shape == Shape.THRESHOLD) != (row.threshold is not None):
        return "a threshold, and only that, has its T"
    if (row.shape == Shape.NONE) != (row.points == 0):
        return "what is for information carries no points"
    return "" if row.source else "a source is needed"
