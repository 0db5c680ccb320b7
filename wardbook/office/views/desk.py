"""The reading desk: a paper beside its figures, what is accepted at once, who else is here."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.documents import desk as state
from wardbook.documents.models import Claim, Document, Outcome
from wardbook.figures.actions import file_result
from wardbook.figures.proposals import Proposal, proposals
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, tenure
from wardbook.office.desk import pieces, rows_of
from wardbook.office.views.page import done, page, refusal_text
from wardbook.org.models import Tenure
from wardbook.org.queries import tenure_for
from wardbook.org.roles import Permission

CLAIMS_PER_PAGE = 50
LONGEST = 60_000  # characters of a paper shown at once


@allow(Permission.DOCUMENT_READ)
@require_safe
def document(request: StaffRequest, number: int) -> HttpResponse:
    paper = _paper(request, number, Permission.DOCUMENT_READ)
    here = Paginator(paper.claims.order_by("start"), CLAIMS_PER_PAGE).get_page(
        request.GET.get("page") or _page_of(paper, request.GET.get("figure", ""))
    )
    rows = rows_of(request, paper, list(here))
    start, end = _window(paper, here)
    context = {
        "paper": paper,
        "page": here,
        "rows": rows,
        "pieces": pieces(paper.text, rows, start, end),
        "left_out": end - start < len(paper.text),
        "left": paper.claims.filter(outcome=Outcome.UNFILED).count(),
        "ready": sum(row.waits and row.proposal.refusal is None for row in rows),
        "others": _note(request, paper),
        "may_file": _held(request, Permission.FIGURE_FILE, paper) is not None,
        "may_receive": _held(request, Permission.DOCUMENT_RECEIVE, paper) is not None,
    }
    return page(request, "office/document.html", context)


def _paper(request: StaffRequest, number: int, permission: str) -> Document:
    rows = Document.objects.filter(book__in=books(request, permission))
    return get_object_or_404(rows.select_related("unit", "book", "received_by"), pk=number)


def _page_of(paper: Document, figure: str) -> int:
    """The page of the desk on which the claim of that name stands; the first without one."""
    named = paper.claims.filter(name=figure) if figure.isalnum() else Claim.objects.none()
    start = named.values_list("start", flat=True).first()
    before = paper.claims.filter(start__lt=start).count() if start else 0
    return before // CLAIMS_PER_PAGE + 1


def _held(request: StaffRequest, permission: str, paper: Document) -> Tenure | None:
    """The post by which the person does so with this paper: others may be of other books."""
    return tenure_for(
        request.tenures, permission, book=paper.book, unit=paper.unit, on=request.today
    )


def _window(paper: Document, here: Page[Claim]) -> tuple[int, int]:
    """The part of a long paper in which the claims of this page stand; all of a short one."""
    if len(paper.text) <= LONGEST and not here.has_other_pages():
        return 0, len(paper.text)
    claims = list(here)
    start = claims[0].start if here.has_previous() else 0
    return start, min(len(paper.text), start + LONGEST)


def _note(request: StaffRequest, paper: Document) -> list[Tenure]:
    """Say that the person has the paper open; who else has."""
    now = timezone.now()
    held = _held(request, Permission.DOCUMENT_READ, paper)
    state.note_presence(paper, by=held or request.tenures[0], at=now)
    seen = state.others(paper, than=request.user, at=now)
    return list({row.tenure.person_id: row.tenure for row in seen}.values())


@allow(Permission.DOCUMENT_READ)
@require_POST
def here(request: StaffRequest, number: int) -> HttpResponse:
    """Who else has the paper open; asked by the page every few seconds."""
    paper = _paper(request, number, Permission.DOCUMENT_READ)
    return render(request, "office/_here.html", {"others": _note(request, paper)})


@allow(Permission.FIGURE_FILE)
@require_http_methods(["GET", "POST"])
def accept(request: StaffRequest, number: int) -> HttpResponse:
    """What can be filed at once, listed before it is; then what was chosen of it is."""
    paper = _paper(request, number, Permission.FIGURE_FILE)
    waiting = list(paper.claims.filter(outcome=Outcome.UNFILED).order_by("start"))
    for claim in waiting:
        claim.document = paper
    found = proposals(paper, waiting, request.today).values()
    ready = [one for one in found if one.refusal is None and one.filing]
    if request.method == "POST":
        return _accept(request, paper, ready)
    context = {
        "paper": paper,
        "certain": [one for one in ready if one.holds],
        "matched": [one for one in ready if not one.holds],
        "left": len(waiting) - len(ready),
    }
    return page(request, "office/accept.html", context)


def _accept(request: StaffRequest, paper: Document, ready: list[Proposal]) -> HttpResponse:
    """File each chosen figure as it was listed (``number:version:indicator``) and say so."""
    chosen = set(request.POST.getlist("claim"))
    filed, refused_words = 0, []
    for one in ready:
        claim, filing = one.claim, one.filing
        if filing is None or f"{claim.pk}:{claim.version}:{filing.indicator}" not in chosen:
            continue
        try:
            by = tenure(request, Permission.FIGURE_FILE, book=paper.book, unit=paper.unit)
            file_result(claim, filing, version=claim.version, by=by, at=timezone.now())
            state.drop_draft(claim, by=request.user)
            filed += 1
        except Refused as refused:
            refused_words.append(f"{claim.quote}: {refusal_text(refused.refusal)}")
    if filed < len(chosen):
        left = gettext("Some were not filed: they have changed since they were listed.")
        messages.warning(request, " ".join([left, *refused_words]))
    elif not chosen:
        messages.warning(request, gettext("Choose at least one figure to accept."))
    else:
        said = ngettext("%(n)s figure is filed.", "%(n)s figures are filed.", filed)
        done(request, said % {"n": filed})
    return redirect("office:document", paper.pk)
