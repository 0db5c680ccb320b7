"""Sheets as they stand, what was told before, what several bodies told together, and quotas."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from wardbook.figures.models import Quota, Tally, TallySheet
from wardbook.figures.tallies import balance
from wardbook.figures.tallies.balance import Finding, Sum
from wardbook.figures.tallies.catalogue import Line, Sheet, in_force, sheets, suits
from wardbook.figures.tallies.rules import share_days
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.lib.ratio import Ratio
from wardbook.org.models import Unit


def heads(book: Book, units: Iterable[Unit]) -> QuerySet[TallySheet]:
    """The sheets of some bodies as they stand, by body, sheet and days; taken back ones too."""
    numbers = Tally.objects.order_by("pk")
    return _heads(book, units).prefetch_related(Prefetch("tallies", numbers))


def _heads(book: Book, units: Iterable[Unit]) -> QuerySet[TallySheet]:
    rows = TallySheet.objects.filter(book=book, unit__in=units, correction__isnull=True)
    rows = rows.select_related("unit", "book", "filed_by__post", "released_by__post")
    return rows.order_by("unit", "sheet", "start_on", "end_on")


def lately(book: Book, units: Iterable[Unit]) -> dict[tuple[int, str], list[TallySheet]]:
    """Unit and sheet → the last two sheets that tell something, the earlier first."""
    found: dict[tuple[int, str], list[TallySheet]] = {}
    for row in _heads(book, units).filter(Exists(Tally.objects.filter(sheet=OuterRef("pk")))):
        known = found.setdefault((row.unit_id, row.sheet), [])
        known.append(row)
        del known[:-2]
    prefetch_related_objects([row for rows in found.values() for row in rows], "tallies")
    return found


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


def last_told(book: Book, units: Iterable[Unit], sheet: str) -> TallySheet | None:
    """Of some bodies the sheet that tells of the latest days."""
    rows = _heads(book, units).filter(sheet=sheet)
    rows = rows.filter(Exists(Tally.objects.filter(sheet=OuterRef("pk"))))
    return rows.order_by("-end_on", "-start_on", "pk").first()


def public_now(row: TallySheet) -> TallySheet | None:
    """The version of a sheet's days that the public reads: what was released last, if it stands."""
    rows = TallySheet.objects.filter(
        book=row.book, unit=row.unit, sheet=row.sheet, start_on=row.start_on, end_on=row.end_on
    )
    last = rows.filter(released_at__isnull=False).order_by("-released_at", "-pk").first()
    return last if last and last.withdrawn_at is None else None


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
    near = heads(book, [unit, *below]).filter(
        sheet=sheet.code, start_on__lt=period.end_on, end_on__gte=period.start_on
    )
    rows = by_unit(near)
    parts = tuple(part_of(one, sheet, period, rows.get(one.pk, [])) for one in below)
    sums = balance.over_units(sheet, [part.numbers for part in parts])
    own = next((row for row in told(rows.get(unit.pk, [])) if row.days == period), None)
    return Gathered(unit, sheet, period, parts, sums, own)


def by_unit(rows: Iterable[TallySheet]) -> dict[int, list[TallySheet]]:
    found: dict[int, list[TallySheet]] = {}
    for row in rows:
        found.setdefault(row.unit_id, []).append(row)
    return found


def part_of(unit: Unit, sheet: Sheet, period: Period, rows: Sequence[TallySheet]) -> Part:
    inside = [row for row in told(rows) if _within(row, period)]
    whole = _cover(unit, period, inside)
    numbers = balance.over_time(sheet, [row.numbers for row in inside]) if whole else None
    state = "whole" if whole else "partly" if inside else "none"
    found: list[Finding] = []
    if numbers is not None:
        found = balance.findings(sheet, numbers, closed_with(sheet, rows, period))
        found += [one for row in inside[1:] for one in _chain(row, rows)]
    return Part(unit, state, tuple(inside), numbers, tuple(found))


def _within(row: TallySheet, period: Period) -> bool:
    end = period.end_on
    return period.start_on <= row.start_on and (end is None or row.end_on <= end)


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
    set_for = [row for row in quotas(book, [unit], sheet.code) if row.line in sheet.codes]
    periods = {row.period: row.days for row in set_for}
    below = {text: reporters(unit, sheet, period) for text, period in periods.items()}
    bodies = {unit.pk, *(one.pk for rows in below.values() for one in rows)}
    lines = {row.line for row in set_for}
    told = _towards(book, bodies, sheet.code, lines) if set_for else []
    return [_reached(row, sheet, [one.pk for one in below[row.period]], told) for row in set_for]


class Towards(NamedTuple):
    """One number told on a line, by whom and of which days."""

    unit: int
    line: str
    value: int
    start_on: date
    end_on: date


def _towards(
    book: Book, bodies: Collection[int], sheet: str, lines: Collection[str]
) -> list[Towards]:
    standing = TallySheet.objects.filter(book=book, sheet=sheet, correction__isnull=True)
    rows = Tally.objects.filter(sheet__in=standing, sheet__unit__in=bodies, line__in=lines)
    days = ("sheet__start_on", "sheet__end_on")
    return [Towards(*row) for row in rows.values_list("sheet__unit", "line", "value", *days)]


def _reached(row: Quota, sheet: Sheet, below: Sequence[int], told: Sequence[Towards]) -> Reached:
    within = [
        one
        for one in told
        if one.line == row.line and row.start_on <= one.start_on and one.end_on <= row.end_on
    ]
    own = _together(row, sheet, [row.unit_id], within)
    if not below:
        return own
    cells = _together(row, sheet, below, within)
    return cells if own.upto is None or (cells.upto and cells.upto > own.upto) else own


def _together(
    row: Quota, sheet: Sheet, bodies: Sequence[int], within: Sequence[Towards]
) -> Reached:
    """What some bodies told towards a quota, as far as they did."""
    used = [one for one in within if one.unit in bodies]
    end = max((one.end_on for one in used), default=None)
    return Reached(
        quota=row,
        line=sheet.line(row.line),
        told=sum(one.value for one in used) if used else None,
        bodies=len({one.unit for one in used}),
        of=len(bodies),
        upto=end and end - timedelta(days=1),
    )
