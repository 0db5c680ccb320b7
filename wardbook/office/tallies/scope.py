"""Which bodies' tallies a person reads and files, by which of their posts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from wardbook.figures.models import TallySheet
from wardbook.figures.tallies import queries, rules
from wardbook.figures.tallies.catalogue import Sheet, sheets
from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission

READ, FILE, RELEASE = Permission.DOCUMENT_READ, Permission.FIGURE_FILE, Permission.FIGURE_RELEASE


@dataclass(frozen=True, slots=True)
class Kept:
    """A sheet that a body files, in the book of the post that reads it."""

    book: Book
    unit: Unit
    sheet: Sheet


def post_for(
    request: StaffRequest, permission: str, unit: Unit, sheet: Sheet, book: Book | None = None
) -> Tenure | None:
    """The first post of the person that gives ``permission`` for what the body tells."""
    for held in request.tenures:
        where = book or held.post.book
        why_not = rules.why_not(permission, held, unit, sheet=sheet, book=where, on=request.today)
        if why_not is None:
            return held
    return None


def acting(request: StaffRequest, permission: str, unit: Unit, sheet: Sheet, book: Book) -> Tenure:
    """The post by which the person acts; raises ``Refused`` where none allows it."""
    found = post_for(request, permission, unit, sheet, book)
    if found is None:
        raise Refused(rules.ANOTHERS)
    return found


def kept(request: StaffRequest, number: int, code: str, permission: str = READ) -> Kept:
    """A body's sheet by the address; for others there is no such page."""
    rows = Unit.objects.select_related("parent__parent__parent")
    unit = get_object_or_404(rows, pk=number)
    sheet = next((one for one in queries.sheets_of(unit, request.today) if one.code == code), None)
    held = post_for(request, permission, unit, sheet) if sheet else None
    if sheet is None or held is None:
        raise Http404
    return Kept(held.post.book, unit, sheet)


def filed(request: StaffRequest, number: int, permission: str = READ) -> TallySheet:
    """One filed sheet, any version of it."""
    rows = TallySheet.objects.select_related(
        "book", "unit__parent__parent__parent", "filed_by__post", "released_by__post",
        "withdrawn_by__post", "replaces", "correction",
    )  # fmt: skip
    row = get_object_or_404(rows.prefetch_related("tallies"), pk=number)
    if post_for(request, permission, row.unit, queries.sheet_of(row), row.book) is None:
        raise Http404
    return row


def readable(request: StaffRequest) -> list[Kept]:
    """Every sheet of every body that the person reads, the bodies above first."""
    found = [row for unit in _units(request) for row in _kept(request, unit)]
    order = [one.code for one in sheets()]
    return sorted(
        found,
        key=lambda row: (order.index(row.sheet.code), row.unit.parent_id or 0,
                         len(row.unit.path), row.unit.folded, row.unit.code),
    )  # fmt: skip


def _kept(request: StaffRequest, unit: Unit) -> Iterator[Kept]:
    for sheet in queries.sheets_of(unit, request.today):
        if held := post_for(request, READ, unit, sheet):
            yield Kept(held.post.book, unit, sheet)


def _units(request: StaffRequest) -> list[Unit]:
    """The bodies of the kinds that file sheets, where the person's posts reach."""
    kinds = {kind for sheet in sheets() for kind in sheet.kinds}
    places = {held.post.place_of(READ).pk for held in request.tenures if held.may(READ)}
    below = Q(pk__in=places)
    for above in ("parent", "parent__parent", "parent__parent__parent"):
        below |= Q(**{f"{above}__in": places})
    rows = Unit.objects.filter(below, kind__in=kinds)
    return list(rows.select_related("parent__parent__parent"))


def file_able(request: StaffRequest, row: Kept) -> bool:
    return post_for(request, FILE, row.unit, row.sheet, row.book) is not None
