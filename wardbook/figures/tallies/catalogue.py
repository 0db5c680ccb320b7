"""The sheets of ``catalogue/tallies/*.toml``: which lines each has, and what makes it balance."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from wardbook.lib.text import fold
from wardbook.org.catalogue import CATALOGUE, MARKS
from wardbook.org.kinds import PARTY_SIDE, Kind
from wardbook.org.models import Unit

OPENING, CLOSING, IN, OUT, BESIDE = "opening", "closing", "+", "-", "none"
SIGNS = frozenset({OPENING, CLOSING, IN, OUT, BESIDE})
FIRST, LAST, SUM = "first", "last", "sum"
# What becomes of a line when periods that follow each other are taken as one.
OVER_TIME = {OPENING: FIRST, CLOSING: LAST, IN: SUM, OUT: SUM}
QUOTA = "quota"


class WrongRow(ValueError):
    """A row of the catalogue that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one number of a sheet counts from ``valid_from`` until the day before ``valid_to``.

    ``sign``: of the identity opening + in − out = closing; "none" stands beside it. ``part_of``
    is the line whose number holds this one. ``adds``: what becomes of it over periods.
    """

    code: str
    sign: str
    name_vi: str
    name_en: str
    says_vi: str = ""
    says_en: str = ""
    part_of: str = ""
    adds: str = ""
    valid_from: date
    valid_to: date | None = None
    source: str
    mark: str

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}

    @property
    def says(self) -> dict[str, str]:
        return {"vi": self.says_vi, "en": self.says_en}

    @property
    def over_time(self) -> str:
        """``first``, ``last`` or ``sum`` of the periods."""
        return self.adds or OVER_TIME.get(self.sign) or LAST

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """``line`` may be set beside the quota of a period, or beside another line of its sheet.

    Beside a line it should be at least ``low`` and at most ``high`` for each of the other.
    """

    line: str
    against: str
    low: Decimal | None = None
    high: Decimal | None = None
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The lines that one kind of body tells of a period.

    ``kinds`` are the kinds of body that file it; ``names`` are words by which those of one kind
    are told apart; ``counts`` says what its numbers count; ``rank`` orders the sheets on a page.
    """

    code: str
    rank: int
    name_vi: str
    name_en: str
    counts_vi: str
    counts_en: str
    kinds: tuple[str, ...]
    names: tuple[str, ...] = ()
    lines: tuple[Line, ...]
    comparisons: tuple[Comparison, ...] = ()
    valid_from: date
    valid_to: date | None = None
    source: str
    mark: str

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}

    @property
    def counts(self) -> dict[str, str]:
        return {"vi": self.counts_vi, "en": self.counts_en}

    @property
    def balances(self) -> bool:
        """Has it an opening and a closing, which its other lines must join?"""
        return any(line.sign == CLOSING for line in self.lines)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(line.code for line in self.lines)

    def line(self, code: str) -> Line:
        return next(line for line in self.lines if line.code == code)

    def of_sign(self, sign: str) -> tuple[str, ...]:
        """The codes of the lines that have it: ``+`` are all that came in."""
        return tuple(line.code for line in self.lines if line.sign == sign)

    @property
    def with_quota(self) -> tuple[Line, ...]:
        """The lines that may be set beside a quota."""
        codes = {row.line for row in self.comparisons if row.against == QUOTA}
        return tuple(line for line in self.lines if line.code in codes)

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet, by rank. Raises :class:`WrongRow` naming one that cannot be."""
    files = sorted((CATALOGUE / "tallies").glob("*.toml"))
    rows = [sheet_of(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files]
    return tuple(sorted(checked(rows), key=lambda row: (row.rank, row.valid_from)))


def in_force(code: str, on: date) -> Sheet | None:
    """The sheet ``code`` with its lines as they were on a day: the last of the period it tells."""
    found = next((row for row in sheets() if row.code == code and row.in_force(on)), None)
    return found and _on(found, on)


@cache
def _on(row: Sheet, on: date) -> Sheet:
    lines = tuple(line for line in row.lines if line.in_force(on))
    if lines == row.lines:
        return row
    fields = {name: getattr(row, name) for name in Sheet.__dataclass_fields__}
    return Sheet(**fields | {"lines": lines})


def suits(row: Sheet, unit: Unit) -> bool:
    """Is the sheet one of ``unit``: of its kind, and where kinds do not tell, of its name?

    An organisation that no sheet knows by name may file any of its kind.
    """
    if unit.kind not in row.kinds:
        return False
    of_kind = [one for one in sheets() if unit.kind in one.kinds and one.names]
    return not row.names or _named(row, unit) or not any(_named(one, unit) for one in of_kind)


def _named(row: Sheet, unit: Unit) -> bool:
    """Does the body, or one of its kind above it, bear a name of the sheet?"""
    above = [one for one in unit.path if one.kind == unit.kind]
    return any(fold(name) in fold(one.name_vi) for one in above for name in row.names)


def is_party(row: Sheet, kind: str) -> bool:
    """Is such a sheet of a body of that kind the Party's own, private until it releases it?"""
    return kind in PARTY_SIDE or set(row.kinds) <= PARTY_SIDE


# Reading the rows


def sheet_of(table: dict[str, Any]) -> Sheet:
    """One file: what its head says of dates, source and mark holds for each row within."""
    rows = {name: value for name, value in table.items() if name not in {"line", "compare"}}
    head: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in rows.items()}
    shared = {name: head[name] for name in ("valid_from", "source", "mark") if name in head}
    try:
        return Sheet(
            **head,
            lines=tuple(Line(**shared | row) for row in table["line"]),
            comparisons=tuple(_comparison(row) for row in table.get("compare", ())),
        )
    except TypeError as error:
        raise WrongRow(f"{table.get('code')}: {error}") from error


def _comparison(row: dict[str, Any]) -> Comparison:
    ends: dict[str, Any] = {name: Decimal(row[name]) for name in ("low", "high") if name in row}
    rest: dict[str, Any] = {name: value for name, value in row.items() if name != "with"}
    return Comparison(against=row["with"], **rest | ends)


def checked(rows: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets as given, if each can balance and no code has two meanings on a day."""
    for row in rows:
        if fault := next(_faults(row), None):
            raise WrongRow(f"{row.code}: {fault}")
    for one, other in pairwise(sorted(rows, key=lambda row: (row.code, row.valid_from))):
        if one.code == other.code and (one.valid_to is None or one.valid_to > other.valid_from):
            raise WrongRow(f"{one.code}: two sheets hold on {other.valid_from}.")
    return tuple(rows)


def _faults(row: Sheet) -> Iterator[str]:
    codes, signs = row.codes, [line.sign for line in row.lines]
    if len(set(codes)) < len(codes):
        yield "two lines have one code"
    if not set(signs) <= SIGNS:
        yield "a line has a sign that is none"
    if {signs.count(OPENING), signs.count(CLOSING)} not in ({0}, {1}):
        yield "it has an opening and a closing, or neither"
    if not row.balances and {IN, OUT} & set(signs):
        yield "what comes in and goes out needs an opening and a closing"
    if not set(row.kinds) <= set(Kind):
        yield "it is filed by a kind of body that is none"
    marks = {line.mark for line in row.lines} | {one.mark for one in row.comparisons}
    if not {row.mark, *marks} <= MARKS:
        yield "a mark is none"
    yield from _line_faults(row)


def _line_faults(row: Sheet) -> Iterator[str]:
    codes = set(row.codes)
    for line in row.lines:
        if line.sign == BESIDE and not line.part_of and line.adds not in {SUM, LAST}:
            yield f"say what becomes of {line.code} over periods: sum or last"
        if line.part_of and (line.part_of not in codes or line.sign != BESIDE):
            yield f"{line.code} is part of no line"
    for one in row.comparisons:
        if one.line not in codes or one.against not in codes | {QUOTA}:
            yield f"{one.line} is compared with what is not there"
        elif one.against == QUOTA and row.line(one.line).over_time != SUM:
            yield f"{one.line} does not add up towards a quota"
