"""Papers: what is on my desk, receiving one, and one with its figures."""

from typing import Any

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
from wardbook.office.views.page import done, on_form, page
from wardbook.org.roles import Permission


@allow(Permission.DOCUMENT_READ)
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    papers = queries.documents(books(request))
    may_receive = any(held.may(Permission.DOCUMENT_RECEIVE) for held in request.tenures)
    return page(request, "office/home.html", {"papers": papers, "may_receive": may_receive})


@allow(Permission.DOCUMENT_RECEIVE)
@require_http_methods(["GET", "POST"])
def receive(request: StaffRequest) -> HttpResponse:
    places = units(request, Permission.DOCUMENT_RECEIVE)
    form = ReceiveForm(request.POST or None, request.FILES or None, units=places)
    if request.method == "POST" and form.is_valid():
        try:
            document = _receive(request, form.cleaned_data)
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("The paper has been read: decide about its figures."))
            return redirect("office:document", document.pk)
    return page(request, "office/receive.html", {"form": form}, status=422 if form.errors else 200)


def _receive(request: StaffRequest, data: dict[str, Any]) -> Document:
    paper, unit = data["paper"], data["unit"]
    held = next(held for held in request.tenures if held.may(Permission.DOCUMENT_RECEIVE))
    book = held.post.book
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
    rows = Document.objects.filter(book__in=books(request)).select_related("unit", "received_by")
    paper = get_object_or_404(rows, pk=number)
    claims = list(paper.claims.order_by("start"))
    verdicts = queries.verdicts(paper)
    context = {
        "paper": paper,
        "pieces": _pieces(paper.text, claims),
        "rows": [(claim, verdicts.get(claim.name)) for claim in claims],
    }
    return page(request, "office/document.html", context)


def _pieces(text: str, claims: list[Claim]) -> list[tuple[str, Claim | None]]:
    """The text cut at its figures: plain pieces, and pieces that are a claim."""
    pieces: list[tuple[str, Claim | None]] = []
    at = 0
    for claim in claims:
        pieces += [(text[at : claim.start], None), (text[claim.start : claim.end], claim)]
        at = claim.end
    return [*pieces, (text[at:], None)]
