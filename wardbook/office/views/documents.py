"""Papers: what is on my desk, receiving one, and one with its figures."""

from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.documents import actions, queries
from wardbook.documents.models import Claim, Document
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, tenure, units
from wardbook.office.forms import ReceiveForm
from wardbook.office.views.page import PER_PAGE, done, on_form, page, refusal_text, typed
from wardbook.org.roles import Permission
from wardbook.reader.paper import TOO_LARGE

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


@allow(Permission.DOCUMENT_RECEIVE)
@require_http_methods(["GET", "POST"])
def receive(request: StaffRequest) -> HttpResponse:
    form = ReceiveForm(
        typed(request),
        request.FILES if request.method == "POST" else None,
        books=books(request, Permission.DOCUMENT_RECEIVE),
        units=units(request, Permission.DOCUMENT_RECEIVE),
    )
    if _was_too_large(request):
        form.fields["paper"].error_messages["required"] = refusal_text(TOO_LARGE)
    if request.method == "POST" and form.is_valid():
        try:
            document = _receive(request, form.cleaned_data)
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("The paper has been read: decide about its figures."))
            return redirect("office:document", document.pk)
    return page(request, "office/receive.html", {"form": form}, status=422 if form.errors else 200)


def _was_too_large(request: StaffRequest) -> bool:
    """Was a file left unread because of its size? No upload handler took it, so none arrived."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    return not request.FILES and int(sent) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def _receive(request: StaffRequest, data: dict[str, Any]) -> Document:
    paper, unit = data["paper"], data["unit"]
    book = data.get("book") or books(request, Permission.DOCUMENT_RECEIVE)[0]
    return actions.receive(
        paper.read(),
        paper.name,
        actions.Particulars(
            book=book,
            unit=unit,
            title=data["title"],
            number=data["number"],
            published_on=data["published_on"],
        ),
        by=tenure(request, Permission.DOCUMENT_RECEIVE, book=book, unit=unit),
        at=timezone.now(),
    )


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
