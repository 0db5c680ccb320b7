"""The first page of the office, and the papers that were received."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from wardbook.documents import queries
from wardbook.documents.desk import unfinished
from wardbook.office.access import StaffRequest, allow, books, first_page
from wardbook.office.views.page import PER_PAGE, page
from wardbook.org.roles import Permission


@allow(Permission.BOOK_READ)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """Where each person's work begins."""
    return redirect(first_page(request) or "office:own")


@allow(Permission.DOCUMENT_READ)
@require_safe
def papers(request: StaffRequest) -> HttpResponse:
    rows = queries.documents(books(request, Permission.DOCUMENT_READ))
    here = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    begun = unfinished(here.object_list, request.user)
    context = {
        "page": here,
        "rows": [(paper, begun.get(paper.pk, 0)) for paper in here],
        "may_receive": any(held.may(Permission.DOCUMENT_RECEIVE) for held in request.tenures),
    }
    return page(request, "office/papers.html", context)
