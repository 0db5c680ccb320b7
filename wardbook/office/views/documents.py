"""Papers: what is on my desk, and one with its figures."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from wardbook.documents import queries
from wardbook.documents.models import Claim, Document
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


@allow(Permission.DOCUMENT_READ)
@require_safe
def document(request: StaffRequest, number: int) -> HttpResponse:
    rows = Document.objects.filter(book__in=books(request, Permission.DOCUMENT_READ))
    paper = get_object_or_404(rows.select_related("unit", "received_by"), pk=number)
    here = Paginator(paper.claims.order_by("start"), CLAIMS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    claims = list(here)
    start, end = _window(paper, here)
    verdicts = queries.verdicts(paper)
    context = {
        "paper": paper,
        "page": here,
        "pieces": _pieces(paper.text, claims, start, end),
        "left_out": end - start < len(paper.text),
        "rows": [(claim, verdicts.get(claim.name)) for claim in claims],
    }
    return page(request, "office/document.html", context)


def _window(paper: Document, here: Page[Claim]) -> tuple[int, int]:
    """The part of a long paper in which the claims of this page stand; all of a short one."""
    if len(paper.text) <= LONGEST and not here.has_other_pages():
        return 0, len(paper.text)
    claims = list(here)
    start = claims[0].start if here.has_previous() else 0
    return start, min(len(paper.text), start + LONGEST)


def _pieces(text: str, claims: list[Claim], start: int, end: int) -> list[tuple[str, Claim | None]]:
    """The text cut at its figures: plain pieces, and pieces that are a claim."""
    pieces: list[tuple[str, Claim | None]] = []
    for claim in claims:
        if claim.end <= end:
            pieces += [(text[start : claim.start], None), (text[claim.start : claim.end], claim)]
            start = claim.end
    return [*pieces, (text[start:end], None)]
