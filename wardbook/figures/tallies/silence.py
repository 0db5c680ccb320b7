"""Who was to tell a tally and has not: of the days that a body beside it told last."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from wardbook.figures.models import TallySheet
from wardbook.figures.tallies.catalogue import Sheet, in_force, sheets, suits
from wardbook.figures.tallies.queries import by_unit, heads, lately, part_of
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.org.models import Unit


@dataclass(frozen=True, slots=True)
class Silent:
    """``bodies`` right below ``unit``, ``of`` so many, have not told the whole of a period."""

    unit: Unit
    sheet: Sheet
    period: Period
    bodies: tuple[Unit, ...]
    of: int


@dataclass(frozen=True, slots=True)
class _Group:
    """The bodies below one that file a sheet, with the days that were told last among them."""

    unit: Unit
    sheet: Sheet
    period: Period
    below: tuple[Unit, ...]


def silent(book: Book, units: Collection[Unit]) -> list[Silent]:
    """Of each body above and its sheet, as far as one below told anything; by name."""
    groups = list(_groups(book, units))
    if not groups:
        return []
    first = min(group.period.start_on for group in groups)
    near = heads(book, [one for group in groups for one in group.below]).filter(end_on__gt=first)
    rows = by_unit(near)
    found = [_silent(group, rows) for group in groups]
    return sorted(
        (one for one in found if one.bodies), key=lambda one: (one.unit.folded, one.sheet.code)
    )


def _groups(book: Book, units: Collection[Unit]) -> Iterator[_Group]:
    kinds = {kind for sheet in sheets() for kind in sheet.kinds}
    known = {one.pk: one for one in units if one.kind in kinds}
    told = lately(book, known.values())
    below: dict[int, list[Unit]] = {}
    for one in known.values():
        if one.parent_id in known:
            below.setdefault(one.parent_id, []).append(one)
    for number, bodies in below.items():
        for sheet in sheets():
            yield from _group(sheet, known[number], bodies, told)


def _group(
    sheet: Sheet,
    unit: Unit,
    bodies: Iterable[Unit],
    told: dict[tuple[int, str], list[TallySheet]],
) -> Iterator[_Group]:
    """One where one of the bodies told the sheet, of those that stood in the days told last.

    What the body above says of itself asks nobody below.
    """
    near = [one for one in bodies if suits(sheet, one)]
    rows = [row for one in near for row in told.get((one.pk, sheet.code), ())]
    if not (suits(sheet, unit) and rows):
        return
    period = max(rows, key=lambda row: (row.end_on, row.start_on)).days
    stood = tuple(one for one in near if _stood(one, period))
    held = in_force(sheet.code, period.last_on or period.start_on)
    if stood and held:
        yield _Group(unit, held, period, stood)


def _stood(unit: Unit, period: Period) -> bool:
    begun = unit.start_on is None or period.end_on is None or unit.start_on < period.end_on
    return begun and (unit.end_on is None or unit.end_on > period.start_on)


def _silent(group: _Group, rows: dict[int, list[TallySheet]]) -> Silent:
    sheet, period = group.sheet, group.period
    told = {
        one: [row for row in rows.get(one.pk, ()) if row.sheet == sheet.code] for one in group.below
    }
    parts = [part_of(one, sheet, period, own) for one, own in told.items()]
    bodies = tuple(part.unit for part in parts if part.state != "whole")
    return Silent(group.unit, sheet, period, bodies, len(parts))
