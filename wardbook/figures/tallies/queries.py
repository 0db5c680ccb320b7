"""Sheets as they stand, what was told before, what several bodies told together, and quotas."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from wardbook.figures.models import Quota, Tally, TallySheet
from wardbook.figures.tallies import balance
from wardbook.figures.tallies.balance import Finding, Numbers, Sum
from wardbook.figures.tallies.catalogue import Line, Sheet, in_force, sheets, suits
from wardbook.figures.tallies.rules import share_days
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.lib.ratio import Ratio
from wardbook.org.models import Unit


def heads(book: Book, units: Iterable[Unit]) -> QuerySet[TallySheet]:
    """The sheets of some bodies as they stand, by body, sheet and days; taken back ones too."""
    return (
        TallySheet.objects.filter(book=book, unit__in=units, correction__isnull=True)
        .select_related("unit__parent__parent", "book", "filed_by__post", "released_by__post")
        .prefetch_related(Prefetch("tallies", Tally.objects.order_by("pk")))
        .order_by("unit", "sheet", "start_on", "end_on")
    )


def head(book: Book, unit: Unit, sheet: str, period: Period) -> TallySheet | None:
    """What stands for these days of a body, taken back or not."""
    rows = heads(book, [unit]).filter(sheet=sheet)
    days: dict[str, Any] = {"start_on": period.start_on, "end_on": period.end_on}
    return rows.filter(**days).first()


def versions(row: TallySheet) -> list[TallySheet]:
    """Everything ever filed for the days of a sheet, the latest first."""
    rows = TallySheet.objects.filter(
        book=row.book, unit=row.unit, sheet=row.sheet, start_on=row.start_on, end_on=row.end_on
    )
    around = ("filed_by__post", "released_by__post", "withdrawn_by__post")
    return list(rows.select_related(*around).prefetch_related("tallies").order_by("-pk"))


def sheet_of(row: TallySheet | Quota) -> Sheet:
    """The sheet of the catalogue as it was on the last day of the row's period."""
    found = in_force(row.sheet, row.days.last_on or row.start_on)
    if found is None:
        raise LookupError(f"No sheet {row.sheet} holds on {row.days.last_on}.")
    return found


def told(rows: Iterable[TallySheet]) -> list[TallySheet]:
    """Those that say something: a sheet taken back has no number."""
    return [row for row in rows if row.numbers]


def before(rows: Sequence[TallySheet], period: Period) -> TallySheet | None:
    """Of the sheets of one body the last that ended when ``period`` began, or before."""
    ended = [row for row in told(rows) if row.end_on <= period.start_on]
    terms = [row for row in told(rows) if _term_before(row.days, period)]
    return max([*ended, *terms], key=lambda row: row.end_on, default=None)


def _term_before(one: Period, other: Period) -> bool:
    """A term that ends in the year in which the other begins: the congress lies between."""
    both = ".." in one.text and ".." in other.text
    return both and one.start_on < other.start_on and not share_days(one, other)


def closed_with(sheet: Sheet, rows: Sequence[TallySheet], period: Period) -> int | None:
    """The closing of the period that ended the day before ``period`` begins, if it was told."""
    last = before(rows, period)
    if last is None or last.end_on < period.start_on:
        return None
    return balance.closing(sheet, last.numbers)


def findings(row: TallySheet, rows: Sequence[TallySheet]) -> list[Finding]:
    """In what a sheet does not close, as its body's other sheets stand now."""
    sheet = sheet_of(row)
    return balance.findings(sheet, row.numbers, closed_with(sheet, rows, row.days))


def sheets_of(unit: Unit, on: date) -> list[Sheet]:
    """The sheets that a body files on a day."""
    known = [in_force(row.code, on) for row in sheets()]
    return [row for row in known if row is not None and suits(row, unit)]


# Several bodies together


@dataclass(frozen=True, slots=True)
class Part:
    """What one body told of a period: ``rows`` are its sheets within it.

    ``state``: "whole", "partly" (not all its days) or "none"; numbers only of the whole.
    """

    unit: Unit
    state: str
    rows: tuple[TallySheet, ...]
    numbers: dict[str, int | None] | None
    findings: tuple[Finding, ...]

    @property
    def covers(self) -> list[Period]:
        return [row.days for row in self.rows]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the bodies below ``unit`` told of a period, line by line, and what it says itself."""

    unit: Unit
    sheet: Sheet
    period: Period
    parts: tuple[Part, ...]
    sums: dict[str, Sum]
    own: TallySheet | None

    @property
    def reported(self) -> int:
        return sum(part.state == "whole" for part in self.parts)

    @property
    def missing(self) -> list[Part]:
        return [part for part in self.parts if part.state != "whole"]

    @property
    def differences(self) -> dict[str, int]:
        """Line → by how much its own sheet is above the sum, where every body reported."""
        if self.own is None:
            return {}
        pairs = {code: (self.own.numbers.get(code), self.sums[code]) for code in self.sheet.codes}
        return {
            code: own - one.value
            for code, (own, one) in pairs.items()
            if own is not None and one.value is not None and one.complete and own != one.value
        }


def reporters(unit: Unit, sheet: Sheet, period: Period) -> list[Unit]:
    """The bodies right below ``unit`` that file the sheet and stood in the period, by name."""
    rows = unit.children.filter(kind__in=sheet.kinds).select_related("parent__parent__parent")
    stood = rows.filter(
        Q(start_on=None) | Q(start_on__lt=period.end_on),
        Q(end_on=None) | Q(end_on__gt=period.start_on),
    )
    return [one for one in stood.order_by("folded", "code") if suits(sheet, one)]


def gathered(book: Book, unit: Unit, sheet: Sheet, period: Period) -> Gathered:
    """The sum of what the bodies below a body told, each with how many told it."""
    below = reporters(unit, sheet, period)
    rows = by_unit(heads(book, [unit, *below]).filter(sheet=sheet.code))
    parts = tuple(_part(one, sheet, period, rows.get(one.pk, [])) for one in below)
    sums = balance.over_units(sheet, [part.numbers for part in parts])
    own = next((row for row in told(rows.get(unit.pk, [])) if row.days == period), None)
    return Gathered(unit, sheet, period, parts, sums, own)


def by_unit(rows: Iterable[TallySheet]) -> dict[int, list[TallySheet]]:
    found: dict[int, list[TallySheet]] = {}
    for row in rows:
        found.setdefault(row.unit_id, []).append(row)
    return found


def _part(unit: Unit, sheet: Sheet, period: Period, rows: Sequence[TallySheet]) -> Part:
    inside = [row for row in told(rows) if period.contains(row.days)]
    whole = _cover(unit, period, inside)
    numbers = balance.over_time(sheet, [row.numbers for row in inside]) if whole else None
    state = "whole" if whole else "partly" if inside else "none"
    found: list[Finding] = []
    if numbers is not None:
        found = balance.findings(sheet, numbers, closed_with(sheet, rows, period))
        found += [one for row in inside[1:] for one in _chain(row, rows)]
    return Part(unit, state, tuple(inside), numbers, tuple(found))


def _chain(row: TallySheet, rows: Sequence[TallySheet]) -> list[Finding]:
    return [one for one in findings(row, rows) if one.fault == balance.Fault.CHAIN]


def _cover(unit: Unit, period: Period, inside: Sequence[TallySheet]) -> bool:
    """Do these sheets, in order, tell every day on which the body stood in the period?"""
    at = max(filter(None, (period.start_on, unit.start_on)))
    end = min(filter(None, (period.end_on, unit.end_on)))
    for row in inside:
        if row.start_on > at:
            return False
        at = max(at, row.end_on)
    return bool(inside) and at >= end


# Quotas


@dataclass(frozen=True, slots=True)
class Reached:
    """A quota and what was told towards it: ``told`` is ``None`` while nobody told anything.

    ``bodies`` told it, of ``of``; one of one where the body itself did. ``upto`` is the last day
    of what is in it.
    """

    quota: Quota
    line: Line
    told: int | None
    bodies: int
    of: int
    upto: date | None

    @property
    def share(self) -> Ratio | None:
        return balance.share(self.told, self.quota.value)


def quotas(book: Book, units: Iterable[Unit], sheet: str) -> QuerySet[Quota]:
    """Quotas as they stand, the latest period first; those taken back are not among them."""
    rows = Quota.objects.filter(
        book=book, unit__in=units, sheet=sheet, correction__isnull=True, value__isnull=False
    )
    return rows.select_related("unit", "filed_by__post").order_by("-start_on", "line", "pk")


def quota(book: Book, unit: Unit, sheet: str, line: str, period: Period) -> Quota | None:
    """The latest row of a quota, taken back or not."""
    rows = Quota.objects.filter(book=book, unit=unit, sheet=sheet, line=line)
    days: dict[str, Any] = {"start_on": period.start_on, "end_on": period.end_on}
    return rows.filter(correction__isnull=True, **days).first()


def reached(book: Book, unit: Unit, sheet: Sheet) -> list[Reached]:
    """Each quota of a body beside what was told towards it so far: by itself, or by those below
    it where they tell of later days."""
    set_for = list(quotas(book, [unit], sheet.code))
    if not set_for:
        return []
    below = {one.pk: one for row in set_for for one in reporters(unit, sheet, row.days)}
    rows = by_unit(heads(book, [unit, *below.values()]).filter(sheet=sheet.code))
    known = set(sheet.codes)
    return [_reached(row, sheet, unit, below, rows) for row in set_for if row.line in known]


def _reached(
    row: Quota,
    sheet: Sheet,
    unit: Unit,
    below: Collection[int],
    rows: dict[int, list[TallySheet]],
) -> Reached:
    line = sheet.line(row.line)
    own = _together(row, line, [rows.get(unit.pk, [])])
    if not below:
        return own
    cells = _together(row, line, [rows.get(pk, []) for pk in below])
    return cells if own.upto is None or (cells.upto and cells.upto > own.upto) else own


def _together(row: Quota, line: Line, bodies: Sequence[Sequence[TallySheet]]) -> Reached:
    """What some bodies told towards a quota, as far as they did."""
    told_by = [so_far(line, rows, row.days) for rows in bodies]
    known = [number for number in told_by if number is not None]
    used = [one for rows in bodies for one in _used(line, rows, row.days)]
    upto = max((one.days.last_on for one in used if one.days.last_on), default=None)
    return Reached(row, line, sum(known) if known else None, len(known), len(told_by), upto)


def so_far(line: Line, rows: Sequence[TallySheet], period: Period) -> int | None:
    """What the sheets of one body within a period say of a line: their sum, or the last."""
    told_in: list[Numbers] = [row.numbers for row in _used(line, rows, period)]
    known = [number for one in told_in if (number := one.get(line.code)) is not None]
    if not known:
        return None
    return sum(known) if line.over_time == "sum" else known[-1]


def _used(line: Line, rows: Sequence[TallySheet], period: Period) -> list[TallySheet]:
    return [row for row in rows if period.contains(row.days) and line.code in row.numbers]
