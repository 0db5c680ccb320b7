"""Procedures of the book: the list, one with its versions, and loading a list of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.cases.actions.procedures import end_procedure, load_in_chunks, load_procedures
from wardbook.cases.catalogue import ProcedureRow
from wardbook.cases.catalogue import procedures as catalogue_rows
from wardbook.cases.models import Place, Procedure
from wardbook.cases.queries import postings
from wardbook.cases.queries import procedures as queries
from wardbook.cases.queries.postings import Line
from wardbook.cases.rules.procedures import why_not_version
from wardbook.exchange.headed import Fault
from wardbook.exchange.procedures import Sheet, read
from wardbook.exchange.sandbox import rows as rows_of
from wardbook.ledger.models import Book
from wardbook.lib.clock import Limit
from wardbook.lib.refusal import Refused
from wardbook.office import pending
from wardbook.office.access import StaffRequest, allow, books, tenure, units
from wardbook.office.procedure_forms import ConfirmForm, EndProcedureForm, LoadForm, VersionForm
from wardbook.office.views.page import PER_PAGE, done, on_form, page, refused_banner, typed
from wardbook.office.views.posts import change
from wardbook.org.roles import Permission

READ, KEEP = Permission.CASE_READ, Permission.PROCEDURE_KEEP
CATALOGUE = "catalogue"  # the list that comes with Wardbook, in the place of a file


@allow(READ)
@require_safe
def procedure_list(request: StaffRequest) -> HttpResponse:
    """Procedures in force, found with or without accents; how many stand under each mark."""
    known = books(request, READ)
    rows = Procedure.objects.in_force(request.today).filter(book__in=known)
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    found = queries.naming(rows.order_by("field_vi", "folded"), words)
    marks: dict[str, int] = {}
    for book in known:
        for mark, count in queries.marks(book, request.today).items():
            marks[mark] = marks.get(mark, 0) + count
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "marks": sorted(marks.items(), key=lambda pair: -pair[1]),
        "total": sum(marks.values()),
        "keeps": bool(books(request, KEEP)),
    }
    return page(request, "office/procedures.html", context)


@allow(READ)
@require_safe
def procedure(request: StaffRequest, number: int) -> HttpResponse:
    found = _procedure(request, number, READ)
    rows = queries.versions(found.book, [found.key])[found.key]
    context = {
        "procedure": found,
        "versions": rows,
        "last": rows[0],
        "in_force": next((row for row in rows if row.stands(request.today)), None),
        "hangs": _hangs(request, found),
        "keeps": found.book in books(request, KEEP),
    }
    return page(request, "office/procedure.html", context)


def _hangs(request: StaffRequest, found: Procedure) -> list[tuple[Place, Line]]:
    """Each place of the person's wards, and how the notice hangs there."""
    known = postings.places(units(request, Permission.POSTING_RECORD), request.today)
    ours = [place for place in known if place.book_id == found.book_id]
    return [
        (board.place, line)
        for board in postings.boards(ours, request.today)
        for line in board.lines
        if line.procedure.key == found.key
    ]


def _procedure(request: StaffRequest, number: int, permission: str) -> Procedure:
    rows = Procedure.objects.filter(book__in=books(request, permission)).select_related("book")
    return get_object_or_404(rows, pk=number)


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, number: int) -> HttpResponse:
    found = _procedure(request, number, KEEP)
    form = EndProcedureForm(typed(request), initial={"last_on": request.today})
    back = reverse("office:procedure", args=[found.pk])

    def act() -> str:
        by = tenure(request, KEEP, book=found.book)
        end_procedure(found, form.on, form.cleaned_data["reason"], by=by, at=timezone.now())
        return back

    words = {
        "caption": found.label[get_language() or "vi"],
        "heading": gettext("End the procedure"),
        "intro": gettext(
            "Its page and its notices stay and say since when it is in force no more."
        ),
        "button": gettext("End the procedure"),
        "back": back,
    }
    return change(request, form, act, said=gettext("The procedure is ended."), **words)


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def version(request: StaffRequest, number: int) -> HttpResponse:
    """A new version from a day on: a limit that was missing, or a procedure that goes on."""
    last = queries.versions((found := _procedure(request, number, KEEP)).book, [found.key])
    stands, back = last[found.key][0], reverse("office:procedure", args=[found.pk])
    form = VersionForm(typed(request), initial=_stands(stands, request.today))

    def act() -> str:
        row = _row(stands, form.said)
        by, at = tenure(request, KEEP, book=found.book), timezone.now()
        on, origin = form.cleaned_data["on"], form.cleaned_data["source"]
        made = load_procedures([row], book=found.book, on=on, origin=origin, by=by, at=at)
        return reverse("office:procedure", args=[made[0].pk])

    words = {
        "caption": stands.label[get_language() or "vi"],
        "heading": gettext("Enter a new version"),
        "intro": gettext(
            "What is not asked here stays as it was. Work that was received before keeps the"
            " version of its day."
        ),
        "button": gettext("Enter the new version"),
        "back": back,
    }
    return change(request, form, act, said=gettext("The new version is entered."), **words)


def _stands(row: Procedure, today: date) -> dict[str, Any]:
    limit = Limit.parse(row.limit) if row.limit else None
    at_once = "on_the_spot" if row.on_the_spot else "same_day" if row.same_day else ""
    start = max(row.valid_to, today) if row.valid_to else today
    return {
        "amount": limit and limit.amount,
        "per": limit.unit if limit else "wd",
        "at_once": at_once,
        "fee": row.fee,
        "on": start,
    }


def _row(stands: Procedure, said: dict[str, Any]) -> ProcedureRow:
    """What is typed of a procedure was read in the decision that is named with it."""
    names = ("key", "code", "name", "name_en", "field", "field_vi", "field_en")
    return ProcedureRow(**{name: getattr(stands, name) for name in names}, mark="verified", **said)


# Loading a list


@dataclass(frozen=True, slots=True)
class Shown:
    """A list as it was read and what it would change, before anybody agrees."""

    rows: Sequence[ProcedureRow]
    faults: Sequence[Fault]
    plan: queries.Plan
    sheet: Sheet | None = None


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def load(request: StaffRequest) -> HttpResponse:
    """A list is read and shown beside the book; nothing is written yet."""
    form = LoadForm(
        typed(request),
        request.FILES if request.method == "POST" else None,
        books=books(request, KEEP),
        initial={"on": request.today},
    )
    if request.method == "POST" and form.is_valid():
        content, data = form.cleaned_data["file"].read(), form.cleaned_data
        try:
            found = _shown(form.into, content, data["source"], data["on"])
        except Refused as refused:
            on_form(form, refused)
        else:
            name = pending.keep(content)
            return _preview(request, found, form.into, name, data["source"], data["on"])
    context = {"form": form}
    return page(request, "office/procedures_load.html", context, status=422 if form.errors else 200)


@allow(KEEP)
@require_safe
def load_catalogue(request: StaffRequest) -> HttpResponse:
    """The list that comes with Wardbook, shown beside the book."""
    book = books(request, KEEP)[0]
    source = gettext("the catalogue that comes with Wardbook")
    found = _beside(book, catalogue_rows(), [], request.today)
    return _preview(request, found, book, CATALOGUE, source, request.today)


@allow(KEEP)
@require_POST
def load_confirmed(request: StaffRequest) -> HttpResponse:
    """What was shown is written."""
    form = ConfirmForm(request.POST, books=books(request, KEEP))
    found = _again(form) if form.is_valid() else None
    if found is None:
        done(request, gettext("The list is no longer kept here: send it again."))
        return redirect("office:procedures-load")
    data = form.cleaned_data
    try:
        count = load_in_chunks(
            found.rows,
            book=data["book"],
            on=data["on"],
            origin=data["source"],
            by=tenure(request, KEEP, book=data["book"]),
            at=timezone.now(),
        )
    except Refused as refused:
        refused_banner(request, refused)
        return redirect("office:procedures-load")
    said = ngettext("%(n)s version was written.", "%(n)s versions were written.", count)
    done(request, said % {"n": count})
    return redirect("office:procedures")


def _again(form: ConfirmForm) -> Shown | None:
    data = form.cleaned_data
    if data["name"] == CATALOGUE:
        return _beside(data["book"], catalogue_rows(), [], data["on"])
    content = pending.take(data["name"])
    return None if content is None else _shown(data["book"], content, data["source"], data["on"])


def _shown(book: Book, content: bytes, source: str, on: date) -> Shown:
    sheet = read(rows_of(content), source)
    return _beside(book, sheet.rows, sheet.faults, on, sheet)


def _beside(
    book: Book,
    rows: Sequence[ProcedureRow],
    faults: Sequence[Fault],
    on: date,
    sheet: Sheet | None = None,
) -> Shown:
    """What the rows would change; those that cannot follow what stands are faults too."""
    refused = {
        change.row.key: refusal
        for change in queries.plan(book, rows).changed
        if (refusal := why_not_version(change.before, change.row.valid_from or on))
    }
    numbers = sheet.numbers if sheet else {}
    more = [Fault(numbers.get(key, 0), key, refusal) for key, refusal in refused.items()]
    kept = [row for row in rows if row.key not in refused]
    return Shown(kept, [*faults, *more], queries.plan(book, kept), sheet)


def _preview(
    request: StaffRequest, found: Shown, book: Book, name: str, source: str, on: date
) -> HttpResponse:
    said: dict[str, Any] = {"name": name, "source": source, "on": on, "book": book.code}
    form = ConfirmForm(initial=said, books=books(request, KEEP))
    context = {"found": found, "changes": _changes(found.plan), "confirm": form, **said}
    return page(request, "office/procedures_preview.html", context)


def _changes(plan: queries.Plan) -> list[dict[str, Any]]:
    """Each change, field by field: what stood and what would stand."""
    return [
        {
            "row": one.row,
            "fields": [
                {
                    "name": name,
                    "before": getattr(one.before, name) or "",
                    "after": one.row.said.get(name, ""),
                }
                for name in one.names
                if name != "valid_to"
            ],
        }
        for one in plan.changed
    ]
