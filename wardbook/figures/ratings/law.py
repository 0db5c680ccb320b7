"""By which rule a body is rated, and which body decides: dated rows of ``catalogue/rating/``."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from wardbook.org import verifiers
from wardbook.org.catalogue import CATALOGUE, MARKS
from wardbook.org.models import Unit

FOLDER = CATALOGUE / "rating"
LEVELS = ("excellent", "good", "completed", "not_completed")  # best first
MEASURES = frozenset(
    {"remedied", "on_time", "late", "done", "beyond", "undisciplined", "basic_missed"}
)
HOLDS = frozenset({"refuse", "show"})
BASES = frozenset({"good", "good_or_better"})


class WrongRow(ValueError):
    """A row of the catalogue that cannot be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One mark a body may be given; ``least`` are its fewest points, where points are counted."""

    code: str
    name_vi: str
    name_en: str
    least: Decimal | None = None

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What ``level`` and every better one ask for beside points; limits are percent or a number.

    It is asked of bodies of the kinds ``of``; empty: of all.
    """

    level: str
    measure: str
    of: tuple[str, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    holds: str = "refuse"
    text_vi: str
    text_en: str
    source: str
    mark: str

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.text_vi, "en": self.text_en}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaLaw:
    """How many may be rated best: ``share`` percent of those rated ``base`` in the same kind.

    ``outstanding`` is the share of an outstanding unit. ``rounding`` is "down" or "up", blank
    where the texts are silent.
    """

    share: Decimal
    outstanding: Decimal | None = None
    base: str
    rounding: str = ""
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRule:
    """What held from ``valid_from`` until the day before ``valid_to``.

    ``common`` and ``task`` are the most points of each part; ``None``: it counts no points.
    """

    key: str
    name_vi: str
    name_en: str
    valid_from: date
    valid_to: date | None = None
    common: Decimal | None = None
    task: Decimal | None = None
    levels: tuple[Level, ...]
    conditions: tuple[Condition, ...] = ()
    quota: QuotaLaw | None = None
    source: str
    mark: str

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}

    def level(self, code: str) -> Level | None:
        return next((level for level in self.levels if level.code == code), None)

    def by_points(self, points: Decimal) -> Level | None:
        """The best level that so many points reach; ``None`` where points are not counted."""
        reached = (one for one in self.levels if one.least is not None and points >= one.least)
        return next(reached, None)

    def asked(self, code: str, kind: str) -> tuple[Condition, ...]:
        """The conditions that a level and every lesser one have for a body of that kind."""
        place = LEVELS.index(code)
        asked = (one for one in self.conditions if LEVELS.index(one.level) >= place)
        return tuple(one for one in asked if not one.of or kind in one.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """Bodies of the kinds ``by`` decide on those of the kinds ``of``: ``org/verifiers.toml``."""

    of: frozenset[str]
    by: frozenset[str]
    stands: str
    valid_from: date
    valid_to: date | None = None
    source: str
    mark: str

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def rule_on(on: date) -> RatingRule | None:
    """The rule by which a period is rated that ends on that day."""
    held = (row for row in rules() if row.valid_from <= on)
    return next((row for row in held if row.valid_to is None or on < row.valid_to), None)


def rule_of(key: str) -> RatingRule:
    """The rule of that key, in force or not; raises ``KeyError``."""
    return {row.key: row for row in rules()}[key]


def deciders(unit: Unit, on: date) -> list[Competence]:
    """Every row that says who decides on the rating of ``unit``."""
    of = verifiers.word(unit)
    return [row for row in competences() if of in row.of and row.holds(on)]


def decides(by: Unit, unit: Unit, on: date) -> Competence | None:
    """The row by which the body ``by`` decides on the rating of ``unit``."""
    word, stands = verifiers.word(by), _stands(by, unit)
    fits = (row for row in deciders(unit, on) if word in row.by and row.stands in stands)
    return next(fits, None)


def _stands(by: Unit, unit: Unit) -> set[str]:
    """Where ``by`` stands, seen from ``unit``."""
    here, there = unit.territory, by.territory
    found = {"here"} if here.code == there.code else set()
    found |= {"above"} if there.code in {one.code for one in here.path[:-1]} else set()
    return found | ({"over"} if by.code in {one.code for one in unit.path[:-1]} else set())


@cache
def rules() -> tuple[RatingRule, ...]:
    """Every rule, oldest first."""
    return read_rules(FOLDER / "rules.toml")


@cache
def competences() -> tuple[Competence, ...]:
    return read_competences(FOLDER / "competence.toml")


def read_rules(file: Path) -> tuple[RatingRule, ...]:
    """The rules of a file, oldest first; raises :class:`WrongRow`."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    rows = sorted((_rule(row) for row in table["rule"]), key=lambda row: row.valid_from)
    for one, other in pairwise(rows):
        if one.valid_to is None or one.valid_to > other.valid_from:
            raise WrongRow(f"{other.key}: two rules on {other.valid_from}")
    return tuple(rows)


def read_competences(file: Path) -> tuple[Competence, ...]:
    """The rows of a file; raises :class:`WrongRow`."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(_competence(row) for row in table["competence"])


def _rule(row: dict[str, Any]) -> RatingRule:
    given = {name: row[name] for name in row if name not in {"level", "condition", "quota"}}
    found = RatingRule(
        **_exact(given, "common", "task"),
        levels=tuple(_level(level) for level in row["level"]),
        conditions=tuple(_condition(one) for one in row.get("condition", ())),
        quota=_quota(row["quota"]) if "quota" in row else None,
    )
    if tuple(level.code for level in found.levels) != LEVELS:
        raise WrongRow(f"{found.key}: a rule names its four levels, best first")
    if any((level.least is None) != (found.common is None) for level in found.levels):
        raise WrongRow(f"{found.key}: points and thresholds go together")
    _sourced(found.key, [found, *found.conditions, *([found.quota] if found.quota else [])])
    return found


def _level(row: dict[str, Any]) -> Level:
    least = Decimal(row["from"]) if "from" in row else None
    return Level(code=row["code"], name_vi=row["name_vi"], name_en=row["name_en"], least=least)


def _condition(row: dict[str, Any]) -> Condition:
    found = Condition(**_exact(row, "at_least", "at_most") | {"of": tuple(row.get("of", ()))})
    known = found.measure in MEASURES and found.level in LEVELS and found.holds in HOLDS
    if not known:
        raise WrongRow(f"{found.measure}: no condition the book can look at")
    return found


def _quota(row: dict[str, Any]) -> QuotaLaw:
    found = QuotaLaw(**_exact(row, "share", "outstanding"))
    if found.base not in BASES or found.rounding not in {"", "down", "up"}:
        raise WrongRow(f"{found.base}: no base of a quota")
    return found


def _competence(row: dict[str, Any]) -> Competence:
    found = Competence(**{**row, "of": frozenset(row["of"]), "by": frozenset(row["by"])})
    if unknown := (found.of | found.by) - verifiers.WORDS:
        raise WrongRow(f"{', '.join(sorted(unknown))} is no kind of body")
    if found.stands not in {"here", "above", "over"}:
        raise WrongRow(f"{found.stands}: no place to stand")
    _sourced(found.source, [found])
    return found


def _exact(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return row | {name: Decimal(row[name]) for name in names if name in row}


def _sourced(what: str, rows: Iterable[Any]) -> None:
    if any(row.mark not in MARKS or not row.source for row in rows):
        raise WrongRow(f"{what}: a source and a mark are needed")
