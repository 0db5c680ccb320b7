"""Trips for one finished dossier: the number, what it was counted from, and the list of each."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from wardbook.cases.kinds.contacts import REASONS
from wardbook.cases.models import Case, Contact
from wardbook.cases.queries.statement import below
from wardbook.cases.queries.trips import OF_DOSSIERS, Trips
from wardbook.cases.queries.trips import trips as trips_of
from wardbook.office.access import StaffRequest, allow, books, places
from wardbook.office.views.page import PER_PAGE, page
from wardbook.office.work_forms import RegisterForm
from wardbook.org.models import Unit
from wardbook.org.roles import Permission

PARTS = {
    "handed_in": gettext_lazy("Handed in at the counter"),
    "came_again": gettext_lazy("Came again for it"),
    "collected": gettext_lazy("Collected the result on another day"),
    "sent_home": gettext_lazy("Sent home with nothing handed in"),
}
LISTS = PARTS | {
    "finished": gettext_lazy("Finished dossiers"),
    "rest": gettext_lazy("All other reasons together"),
}


@allow(Permission.CASE_READ)
@require_safe
def trips(request: StaffRequest) -> HttpResponse:
    """Trips for one finished dossier, what they were for, and why they were in vain."""
    form = RegisterForm(
        request.GET, books=books(request, Permission.CASE_READ), today=request.today
    )
    if not form.is_valid():
        return page(request, "office/cases/trips.html", {"form": form}, status=422)
    found = _trips(request, form)
    context = {
        "form": form,
        "query": request.GET.urlencode(),
        "found": found,
        "each": _each(found.visits, found.finished) if found.enough else None,
        "parts": [(name, PARTS[name], n) for name, n in found.parts.items()],
        "causes": [(name, REASONS[name], n) for name, n in found.causes.items()],
        "span": form.span,
    }
    return page(request, "office/cases/trips.html", context)


def _trips(request: StaffRequest, form: RegisterForm) -> Trips:
    """In all places that the person reads, or in the one that a statement is of."""
    there, (start, end) = places(request, Permission.CASE_READ), form.span
    wanted = request.GET.get("place", "")
    if not wanted:
        return trips_of(there, start, end)
    rows = Unit.objects.filter(code=wanted).select_related("parent__parent__parent")
    of = next((unit for unit in rows if unit.territory in there), None)
    if of is None:
        raise Http404
    return replace(trips_of(below(of), start, end), until=_until(request))


def _until(request: StaffRequest) -> datetime | None:
    """The moment at which a statement was closed, where one leads here."""
    try:
        found = datetime.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return None
    return found if found.tzinfo else None


@allow(Permission.CASE_READ)
@require_safe
def trip_list(request: StaffRequest, which: str) -> HttpResponse:
    """The dossiers or visits behind one number of trips; nobody is named."""
    form = RegisterForm(
        request.GET, books=books(request, Permission.CASE_READ), today=request.today
    )
    if not form.is_valid():
        raise Http404
    found = _trips(request, form)
    try:
        numbers = found.listed(which)
    except KeyError as error:
        raise Http404 from error
    here = Paginator(numbers, PER_PAGE).get_page(request.GET.get("page"))
    of_dossiers = which in OF_DOSSIERS
    rows: Any = Case.objects if of_dossiers else Contact.objects.select_related("case")
    shown = rows.select_related("procedure").in_bulk(list(here))
    context = {
        "page": here,
        "rows": [shown[number] for number in here],
        "of_dossiers": of_dossiers,
        "title": LISTS.get(which) or REASONS[which].texts[get_language() or "vi"],
        "span": form.span,
        "query": request.GET.urlencode(),
    }
    return page(request, "office/cases/trip_list.html", context)


def _each(visits: int, finished: int) -> Decimal:
    """Visits for one dossier, to two places, half up: from whole numbers alone."""
    return Decimal((visits * 200 + finished) // (2 * finished)) / 100
