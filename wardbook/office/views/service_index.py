"""The national service index: by the book, as the portal shows it, and the gap between them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.cases.models import Case
from wardbook.cases.queries import statement
from wardbook.cases.queries.service_index import counted
from wardbook.cases.queries.statement import Frame
from wardbook.exchange import index_gap
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, may, places, tenure
from wardbook.office.import_forms import MATTERS
from wardbook.office.index_forms import NoteForm
from wardbook.office.statement_forms import StatementForm
from wardbook.office.views.page import PER_PAGE, done, on_form, page, typed
from wardbook.org.models import Unit
from wardbook.org.roles import Permission
from wardbook.reports import actions, index_tables
from wardbook.reports import service_index as catalogue
from wardbook.reports.index_body import Content, computed, day_of
from wardbook.reports.queries import points_seen
from wardbook.reports.rules import Noted

READ, WRITE = Permission.CASE_READ, Permission.FIGURE_FILE
LISTS = {
    "good": gettext_lazy("counted"),
    "rest": gettext_lazy("not counted"),
    "of": gettext_lazy("all that are judged"),
    "apart": gettext_lazy("not judged: no promised date"),
}
WHOSE = MATTERS | {index_gap.OWN: gettext_lazy("Own intake, unknown to the portal")}


@allow(READ)
@require_safe
def service_index(request: StaffRequest) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        return page(
            request, "office/service_index.html", {"form": form, "filters": form}, status=422
        )
    frame, book = _frame(request, form)
    body = _body(frame, book)
    context = {
        "filters": form,
        "body": body,
        "explained": _explained(body),
        "query": form.query(),
        "files": index_tables.FORMS,
        "sample": gettext("from the demonstration book; no ward published it.") * book.sample,
        "may_note": may(request, WRITE),
    }
    return page(request, "office/service_index.html", context)


def _form(request: StaffRequest) -> StatementForm:
    return StatementForm(request.GET, units=_places(request), now=timezone.now())


def _places(request: StaffRequest) -> list[Unit]:
    """The places that the person reads: the portal scores an authority, not its desks.

    First those with dossiers.
    """
    found = places(request, READ)
    busy = statement.with_dossiers(found)
    return sorted(found, key=lambda unit: unit.pk not in busy)


def _frame(request: StaffRequest, form: StatementForm) -> tuple[Frame, Book]:
    unit = next(one for one in places(request, READ) if one.code == form.cleaned_data["unit"])
    period = Period(form.cleaned_data["period"])
    return statement.frame(unit, period, form.moment()), _book(request, unit)


def _book(request: StaffRequest, unit: Unit) -> Book:
    for book in books(request, READ):
        if any(
            held.post.book_id == book.pk and held.covers(unit, READ) for held in request.tenures
        ):
            return book
    raise Http404


def _body(frame: Frame, book: Book) -> Content:
    found = counted(frame)
    known = index_gap.known(frame, book)
    steps = index_gap.steps(frame, book, found["2.1"]) if known else None
    return computed(frame, book, found, steps)


def _explained(body: Content) -> dict[str, Any] | None:
    """The steps with whose matter each is, in words."""
    found = body["explained"]
    if found is None:
        return None
    steps = [step | {"words": WHOSE[step["matter"]]} for step in found["steps"]]
    return {**found, "steps": steps}


@allow(READ)
@require_safe
def rows(request: StaffRequest, code: str, which: str) -> HttpResponse:
    """The cases behind one number of a component: as many rows as it says."""
    form = _form(request)
    if not form.is_valid() or which not in LISTS:
        raise Http404
    frame, _ = _frame(request, form)
    lists = counted(frame).get(code)
    row = next((row for row in catalogue.in_force(day_of(frame)) if row.code == code), None)
    if lists is None or row is None:
        raise Http404
    here = Paginator(getattr(lists, which), PER_PAGE).get_page(request.GET.get("page"))
    cases = Case.objects.filter(pk__in=list(here)).select_related("post", "procedure")
    context = {
        "page": here,
        "rows": list(cases.order_by("submitted_at", "pk")),
        "component": row,
        "which": LISTS[which],
        "period": frame.period,
        "back": f"{reverse('office:index-766')}?{form.query()}",
    }
    return page(request, "office/service_index_rows.html", context)


@allow(READ)
@require_safe
def file(request: StaffRequest, form: str) -> HttpResponse:
    chosen = _form(request)
    if form not in index_tables.FORMS or not chosen.is_valid():
        raise Http404
    frame, book = _frame(request, chosen)
    language, body = get_language() or "vi", _body(frame, book)
    name, media, content = index_tables.written(body, form, language, at=frame.cut_off)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""
    }
    return HttpResponse(content, content_type=media, headers=headers)


@allow(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: StaffRequest) -> HttpResponse:
    """Type what the portal shows of a place and period."""
    chosen = _form(request)
    if not chosen.is_valid():
        raise Http404
    frame, book = _frame(request, chosen)
    before = points_seen(book, frame.unit, frame.period, by_then=timezone.now())
    formulas = catalogue.in_force(request.today)
    form = NoteForm(typed(request), rows=formulas, today=request.today, before=before)
    back = f"{reverse('office:index-766')}?{chosen.query()}"
    if form.is_bound and form.is_valid() and _noted(request, form, frame, book):
        return redirect(back)
    context = {"form": form, "unit": frame.unit, "period": frame.period, "back": back}
    status = 422 if form.errors else 200
    return page(request, "office/service_index_note.html", context, status=status)


def _noted(request: StaffRequest, form: NoteForm, frame: Frame, book: Book) -> bool:
    said = Noted(
        book=book,
        unit=frame.unit,
        period=frame.period,
        seen_on=form.cleaned_data["seen_on"],
        seen=form.seen(),
        reason=form.cleaned_data["reason"],
    )
    try:
        by = tenure(request, WRITE, book=book, unit=frame.unit)
        actions.note_points(said, by=by, at=timezone.now())
    except Refused as refused:
        on_form(form, refused)
        return False
    done(request, gettext("The portal's points are noted."))
    return True
