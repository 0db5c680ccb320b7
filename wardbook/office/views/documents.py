"""Papers: what is on my desk, and one with its figures."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from wardbook.documents import queries
from wardbook.office.access import StaffRequest, allow, books
from wardbook.office.views.page import PER_PAGE, page
from wardbook.org.roles import Permission

CLAIMS_PER_PAGE = 100
LONGEST = 60_000  # characters of a paper shown at once


@allow(Permission.DOCUMENT_READ)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    papers = queries.documents(books(request, Permission.DOCUMENT_READ))
    context = {
        "page": Paginator(papers, PER_PAGE).get_page(request.GET.get("page")),
        "may_receive": any(held.may(Permission.DOCUMENT_RECEIVE) for held in request.tenures),
    }
    return page(request, "office/home.html", context)
