"""Figures that the book counted itself: each opens onto the statement it was counted for."""

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardbook.figures.counters import counted_in
from wardbook.ledger.models import Current
from wardbook.office.access import StaffRequest, allow, books, may
from wardbook.office.views.page import PER_PAGE, page
from wardbook.org.roles import Permission


@allow(Permission.DOCUMENT_READ)
@require_safe
def counted(request: StaffRequest) -> HttpResponse:
    """The list; whoever may read dossiers is led to the statement, others to its public page."""
    words = request.GET.get("q", "")[:200]
    found = counted_in(books(request, Permission.DOCUMENT_READ), words)
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    inside = may(request, Permission.CASE_READ)
    rows = [_line(row, inside=inside) for row in here]
    return page(request, "office/counted.html", {"page": here, "rows": rows, "q": words})


def _line(row: Current, *, inside: bool) -> dict[str, Any]:
    said = row.entry.body.data
    parts = {name: _number(said[name]) for name in ("value", "numerator", "denominator")}
    return said | parts | {"statement": _statement(said, inside=inside), "sample": row.book.sample}


def _number(text: Any) -> Decimal | None:
    return None if text is None else Decimal(str(text))


def _statement(said: dict[str, Any], *, inside: bool) -> str:
    """Where every number opens its list, as on record at the end of the day of the cut-off."""
    unit, period = said["unit"]["code"], said["period"]
    if not inside:
        _, code, address = said["source"]["statement"].split("/")
        return reverse("portal:statement", args=[code, address])
    query = QueryDict(mutable=True)
    query.update({"unit": unit, "period": period, "cut_off": said["as_of"]})
    return f"{reverse('office:statement')}?{query.urlencode()}"
