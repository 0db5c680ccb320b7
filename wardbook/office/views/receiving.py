"""Receiving papers, one or several, and what is said of each: title, number, day."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wardbook.documents import actions
from wardbook.documents.models import Document
from wardbook.figures.actions.renaming import describe
from wardbook.ledger.models import Book
from wardbook.lib.chain import content_hash
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, tenure, units
from wardbook.office.receive_forms import AT_ONCE, ParticularsForm, ReceiveForm
from wardbook.office.views.page import done, on_form, page, refusal_text, typed
from wardbook.org.roles import Permission
from wardbook.reader.formats.limits import MAX_BYTES
from wardbook.reader.heading import heading
from wardbook.reader.paper import TOO_LARGE
from wardbook.web.uploads import was_too_large

JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of one file: the paper it is now, or why not, and the paper it was already."""

    name: str
    paper: Document | None = None
    figures: int = 0
    refusal: str = ""

    def as_json(self) -> dict[str, Any]:
        said: dict[str, Any] = {"name": self.name}
        if self.paper:
            address = reverse("office:document", args=[self.paper.pk])
            said |= {"address": address, "title": self.paper.title}
        return said | ({"refusal": self.refusal} if self.refusal else {"figures": self.figures})


@allow(Permission.DOCUMENT_RECEIVE)
@require_http_methods(["GET", "POST"])
def receive(request: StaffRequest) -> HttpResponse:
    """A form answers with a page; a script sends file by file and is answered in JSON."""
    form = ReceiveForm(
        typed(request),
        request.FILES if request.method == "POST" else None,
        books=books(request, Permission.DOCUMENT_RECEIVE),
        units=units(request, Permission.DOCUMENT_RECEIVE),
    )
    if was_too_large(request):
        form.too_much()
    by_script = request.get_preferred_type(["text/html", JSON]) == JSON
    if request.method == "POST" and form.is_valid():
        about = form.about()
        sent = [_take(request, paper, about) for paper in form.cleaned_data["paper"]]
        if not by_script:
            return _told(request, form, sent)
        return JsonResponse(sent[0].as_json(), status=422 if sent[0].refusal else 200)
    if request.method == "POST" and by_script:
        problems = [problem for field in form for problem in field.problems]  # type: ignore[attr-defined] # our Control
        return JsonResponse({"name": "", "refusal": " ".join(problems)}, status=422)
    return _form_page(request, form)


def _take(request: StaffRequest, paper: "UploadedFile[bytes]", about: dict[str, Any]) -> Sent:
    """Receive one file; what is wrong with it does not touch the others."""
    name, content = paper.name or "", paper.read()
    try:
        document = actions.receive(
            content,
            name,
            actions.Particulars(**about),
            by=tenure(request, Permission.DOCUMENT_RECEIVE, book=about["book"], unit=about["unit"]),
            at=timezone.now(),
        )
    except Refused as refused:
        known = _known(about["book"], content)
        return Sent(name=name, paper=known, refusal=refusal_text(refused.refusal))
    return Sent(name=name, paper=document, figures=document.claims.count())


def _known(book: Book, content: bytes) -> Document | None:
    """The paper that these bytes are already: its reader wants to go there."""
    return Document.objects.filter(book=book, sha256=content_hash(content)).first()


def _told(request: StaffRequest, form: ReceiveForm, sent: list[Sent]) -> HttpResponse:
    """One paper is opened, or stays on its form; several are listed with what became of each."""
    if len(sent) > 1:
        read = sum(not one.refusal for one in sent)
        return page(request, "office/received.html", {"sent": sent, "read": read})
    paper, refusal = sent[0].paper, sent[0].refusal
    if refusal or paper is None:
        form.add_error("paper", refusal)
        return _form_page(request, form, known=paper)
    done(request, gettext("The paper has been read: decide about its figures."))
    return redirect("office:document", paper.pk)


def _form_page(
    request: StaffRequest, form: ReceiveForm, known: Document | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "known": known,
        "at_once": AT_ONCE,
        "largest": MAX_BYTES,
        "too_large": refusal_text(TOO_LARGE),
    }
    return page(request, "office/receive.html", context, status=422 if form.errors else 200)


@allow(Permission.DOCUMENT_RECEIVE)
@require_http_methods(["GET", "POST"])
def particulars(request: StaffRequest, number: int) -> HttpResponse:
    """Title, number and day of a paper, put right."""
    rows = Document.objects.filter(book__in=books(request, Permission.DOCUMENT_RECEIVE))
    paper = get_object_or_404(rows.select_related("book", "unit"), pk=number)
    form = ParticularsForm(typed(request), paper=paper, head=heading(paper.text))
    if request.method == "POST" and form.is_valid():
        try:
            if form.has_changed():
                _describe(request, form.seen(), form.cleaned_data)
        except Refused as refused:
            form = form.again()
            on_form(form, refused)
        else:
            return redirect("office:document", paper.pk)
    context = {"form": form, "paper": paper}
    return page(request, "office/particulars.html", context, status=422 if form.errors else 200)


def _describe(request: StaffRequest, paper: Document, said: dict[str, Any]) -> None:
    by = tenure(request, Permission.DOCUMENT_RECEIVE, book=paper.book, unit=paper.unit)
    describe(paper, **said, by=by, at=timezone.now())
    done(request, gettext("What is said of the paper has been put right."))
