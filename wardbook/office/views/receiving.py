"""Receiving papers, and what is said of them: title, number, day."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from wardbook.documents import actions
from wardbook.documents.models import Document
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, tenure, units
from wardbook.office.receive_forms import ReceiveForm
from wardbook.office.views.page import done, on_form, page, refusal_text, typed
from wardbook.org.roles import Permission
from wardbook.reader.paper import TOO_LARGE


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
