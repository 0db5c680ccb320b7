"""Handing out a paper as it came: as a file to keep, never as a page of this site."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from wardbook.documents.models import Document
from wardbook.documents.queries import original
from wardbook.lib.chain import content_hash
from wardbook.office.access import StaffRequest, allow, books
from wardbook.org.roles import Permission
from wardbook.web import audit
from wardbook.web.models import Kind

# By what the reader found the paper to be, whatever its name says. HTML is never named as such.
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
}
OTHER = "application/octet-stream"
# Letters, digits and what stands between them; no path, no sign that turns the writing round.
_UNSAFE = re.compile(r"[^\w.()+ -]")


@allow(Permission.DOCUMENT_READ)
@require_safe
def original_paper(request: StaffRequest, number: int) -> HttpResponse:
    """The bytes that were received, or a sentence where they are gone; it is audited."""
    rows = Document.objects.filter(book__in=books(request, Permission.DOCUMENT_READ))
    paper = get_object_or_404(rows.defer("text", "checks"), pk=number)
    path = original(paper.sha256)
    content = path.read_bytes() if path.is_file() else b""
    if content_hash(content) != paper.sha256:
        messages.error(
            request,
            gettext(
                "The original of this paper is gone or damaged: tell whoever keeps the server."
                " Nothing is handed out that is not what was received."
            ),
        )
        return redirect("office:document", paper.pk)
    audit.note(request, Kind.HANDED)
    return HttpResponse(
        content, content_type=MEDIA_TYPES.get(paper.media, OTHER), headers=safe(file_name(paper))
    )


def safe(name: str) -> dict[str, str]:
    """What keeps a browser from opening a file here, were it to try."""
    return {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",  # noqa: FBT003 - framework hook
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def file_name(paper: Document) -> str:
    """The name it came under, without its path, ending as what it is."""
    return kept_name(paper.file_name, paper.media) or f"{paper.pk}.{paper.media}"


def kept_name(name: str, media: str) -> str:
    """``name`` without its path and unsafe signs, ending as ``media``; blank if nothing is left."""
    name = name.replace("\\", "/").rpartition("/")[2]
    stem = _UNSAFE.sub("_", name.rpartition(".")[0] or name).strip(" .")[:100]
    return f"{stem}.{media}" if stem else ""
