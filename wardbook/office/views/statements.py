"""One-stop statements: computed, opened cell by cell, as files, and released."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from wardbook.cases.queries import statement
from wardbook.cases.queries.statement import Frame
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, may, places, tenure
from wardbook.office.statement_forms import ReleaseForm, StatementForm
from wardbook.office.views.page import PER_PAGE, done, page, refused_banner
from wardbook.org.kinds import TERRITORIES
from wardbook.org.models import Unit
from wardbook.org.roles import Permission
from wardbook.reports import actions
from wardbook.reports.one_stop import files, frozen, hiding, judged, view
from wardbook.reports.one_stop.compute import computed

READ = Permission.CASE_READ


@allow(READ)
@require_safe
def statements(request: StaffRequest) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        return page(request, "office/statement.html", {"form": form, "filters": form}, status=422)
    frame, book = _frame(request, form)
    body, old = computed(frame, book), frozen.before(book, frame.unit, frame.period)
    context = {
        "filters": form,
        "body": body,
        "said": view.page(body),
        "links": _links(frame, form),
        "query": form.query(),
        "files": files.FORMS,
        "before": old and old.entry,
        "public": old and [frame.unit.code, frame.period.address],
        "sample": gettext("from the demonstration book; no ward published it.") * book.sample,
        "may_release": may(request, Permission.FIGURE_RELEASE) and body["over"],
        "release": ReleaseForm(initial={"cut_off": frame.cut_off.isoformat()}),
    }
    return page(request, "office/statement.html", context)


def _links(frame: Frame, form: StatementForm) -> dict[str, str]:
    """Where the numbers open: dossiers by name, trips and visits in vain of the same days."""
    last = (frame.upto - timedelta(microseconds=1)).astimezone(VIETNAM).date()
    days = {"start": f"{frame.period.start_on:%d/%m/%Y}", "end": f"{last:%d/%m/%Y}"}
    asked = {"place": frame.unit.code, **days}
    home = asked | {"until": frame.upto.isoformat()}
    return {
        "base": reverse("office:statement") + "list/",
        "query": form.query(),
        "trips": f"{reverse('office:trips')}?{urlencode(asked)}",
        "finished": f"{reverse('office:trip-list', args=['finished'])}?{urlencode(asked)}",
        "sent_home": f"{reverse('office:trip-list', args=['sent_home'])}?{urlencode(home)}",
    }


def _form(request: StaffRequest) -> StatementForm:
    return StatementForm(request.GET, units=_units(request), now=timezone.now())


def _units(request: StaffRequest) -> list[Unit]:
    """The places that the person reads and the bodies of each; first those with dossiers."""
    there = places(request, READ)
    inside = Unit.objects.filter(parent__in=there, end_on=None).exclude(kind__in=TERRITORIES)
    found = [*there, *inside.order_by("folded", "code")]
    busy = statement.with_dossiers(found)
    return sorted(found, key=lambda unit: unit.pk not in busy)


def _frame(request: StaffRequest, form: StatementForm) -> tuple[Frame, Book]:
    """The frame that a valid form names, and the book it is counted in."""
    unit = next(one for one in _units(request) if one.code == form.cleaned_data["unit"])
    period = Period(form.cleaned_data["period"])
    return statement.frame(unit, period, form.moment()), _book(request, unit)


def _book(request: StaffRequest, unit: Unit) -> Book:
    for book in books(request, READ):
        if any(
            held.post.book_id == book.pk and held.covers(unit, READ) for held in request.tenures
        ):
            return book
    raise Http404


@allow(READ)
@require_safe
def rows(request: StaffRequest, name: str) -> HttpResponse:
    """The dossiers that one number counts: as many rows as it says."""
    form = _form(request)
    if not form.is_valid() or name not in statement.LISTED | judged.JUDGED:
        raise Http404
    frame, _ = _frame(request, form)
    found = judged.listed(frame, name, **_part(request))
    found = found.select_related("unit", "post", "procedure").order_by("submitted_at", "pk")
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": here,
        "rows": list(here),
        "name": view.LABELS.get(name) or view.SAID.get(name) or {"vi": name, "en": name},
        "period": frame.period,
        "back": f"{reverse('office:statement')}?{form.query()}",
    }
    return page(request, "office/statement_rows.html", context)


def _part(request: StaffRequest) -> dict[str, Any]:
    by, code = request.GET.get("by", ""), request.GET.get("code", "")
    if by in ("field", "channel"):
        return {by: code}
    return {"unit__code": code} if by == "unit" else {}


@allow(READ)
@require_safe
def file(request: StaffRequest, form: str) -> HttpResponse:
    """The statement as a file: everything for the office, or with ``?as=public`` as the public
    sees it."""
    chosen = _form(request)
    if form not in files.FORMS or not chosen.is_valid():
        raise Http404
    frame, book = _frame(request, chosen)
    body, public = computed(frame, book), request.GET.get("as") == "public"
    if public:
        body = hiding.public(body)
    name, media, content = files.written(body, form, get_language() or "vi", at=frame.cut_off)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""
    }
    return HttpResponse(content, content_type=media, headers=headers)


@allow(Permission.FIGURE_RELEASE)
@require_POST
def release(request: StaffRequest) -> HttpResponse:
    """Make the statement public as it was shown, at its cut-off."""
    chosen, sent = _form(request), ReleaseForm(request.POST)
    if not chosen.is_valid():
        raise Http404
    if not sent.is_valid():
        messages.warning(request, gettext("Look at the statement, then release it from there."))
        return redirect(f"{reverse('office:statement')}?{chosen.query()}")
    frame, book = _frame(request, chosen)
    cut_off = sent.cleaned_data["cut_off"].astimezone(VIETNAM)
    frame = statement.frame(frame.unit, frame.period, min(cut_off, frame.cut_off))
    try:
        by = tenure(request, Permission.FIGURE_RELEASE, book=book, unit=frame.unit)
        made = frozen.prepare(frame, book)
        actions.state(made, sent.cleaned_data["reason"], by=by, at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
    else:
        done(request, gettext("The statement is public now."))
    return redirect(f"{reverse('office:statement')}?{chosen.query()}")
