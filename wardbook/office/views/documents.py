"""Papers: what is on my desk, and one with its figures."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from wardbook.documents import queries
from wardbook.documents.desk import unfinished
from wardbook.office.access import StaffRequest, allow, books
from wardbook.office.views.page import PER_PAGE, page
from wardbook.org.roles import Permission


@allow(Permission.DOCUMENT_READ)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    papers = queries.documents(books(request, Permission.DOCUMENT_READ))
    here = Paginator(papers, PER_PAGE).get_page(request.GET.get("page"))
    begun = unfinished(here.object_list, request.user)
    context = {
        "page": here,
        "rows": [(paper, begun.get(paper.pk, 0)) for paper in here],
        "may_receive": any(held.may(Permission.DOCUMENT_RECEIVE) for held in request.tenures),
    }
    return page(request, "office/home.html", context)
