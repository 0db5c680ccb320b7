"""What belongs to a case as files: scans in and out, and its printed slips."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from wardbook.cases.actions.scans import add_scan
from wardbook.cases.models import Case, Scan
from wardbook.documents.queries import original
from wardbook.lib.chain import content_hash
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, tenure
from wardbook.office.views.cases import case_of, slip_of
from wardbook.office.views.originals import OTHER, kept_name, safe
from wardbook.office.views.page import done, refusal_text
from wardbook.org.roles import Permission
from wardbook.reports import typeset
from wardbook.reports.forms import Form, docx, pdf
from wardbook.reports.slips import CONTROL, control, slip
from wardbook.web import audit
from wardbook.web.models import Kind
from wardbook.web.uploads import was_too_large

AT_ONCE = 10  # files of one request
MEDIA = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": docx.MEDIA,
}
WRITERS: dict[str, tuple[str, Callable[[Form], bytes]]] = {
    "pdf": (typeset.MEDIA, pdf.written),
    "docx": (docx.MEDIA, docx.written),
}


@allow(Permission.CASE_MOVE)
@require_POST
def scans(request: StaffRequest, number: int) -> HttpResponse:
    """Take in the files that were sent; each is judged by itself."""
    found = case_of(request, number)
    files = request.FILES.getlist("scan")[:AT_ONCE]
    if was_too_large(request):
        messages.warning(
            request, gettext("The files are too large together. Send fewer at a time.")
        )
    elif not files:
        messages.warning(request, gettext("Choose the files first."))
    kept = [file for file in files if _kept(request, found, file)]
    if kept:
        done(request, gettext("Files kept: %(n)s.") % {"n": len(kept)})
    return redirect("office:case", found.pk)


def _kept(request: StaffRequest, found: Case, file: "UploadedFile[bytes]") -> bool:
    name = file.name or ""
    try:
        by = tenure(request, Permission.CASE_MOVE, book=found.book, unit=found.unit)
        add_scan(found, file.read(), name, by=by, at=timezone.now())
    except Refused as refused:
        messages.warning(request, f"{name}: {refusal_text(refused.refusal)}")
        return False
    return True


@allow(Permission.HOLDER_READ)
@require_safe
def scan(request: StaffRequest, number: int, scan: int) -> HttpResponse:
    """A file as it came, to keep and never as a page of this site; it is audited."""
    found = case_of(request, number, Permission.HOLDER_READ)
    row = get_object_or_404(Scan, case=found, pk=scan)
    path = original(row.sha256)
    content = path.read_bytes() if path.is_file() else b""
    if content_hash(content) != row.sha256:
        messages.error(request, gettext("This file is gone or damaged: tell who keeps the server."))
        return redirect("office:case", found.pk)
    audit.note(request, Kind.HANDED)
    name = kept_name(row.file_name, row.media) or f"{row.pk}.{row.media}"
    return _handed(content, MEDIA.get(row.media, OTHER), name)


@allow(Permission.HOLDER_READ)
@require_safe
def printed(request: StaffRequest, number: int, move: int, form: str) -> HttpResponse:
    """The slip that a step of the case prints, as PDF or DOCX; it is audited."""
    found = case_of(request, number, Permission.HOLDER_READ)
    moves = list(found.moves.select_related("by__person", "by__post", "post"))
    taken = next((one for one in moves if one.number == move), None)
    code = slip_of(found, taken.step) if taken else ""
    if taken is None or not code or form not in WRITERS:
        raise Http404
    paper = slip(found, taken, moves, code, site=site(request), typed=settings.SITE)
    return written(request, paper, f"{code}-{found.code}-{move}", form)


@allow(Permission.HOLDER_READ)
@require_safe
def control_slip(request: StaffRequest, number: int, form: str) -> HttpResponse:
    """Who had the case, one after another, as PDF or DOCX."""
    found = case_of(request, number, Permission.HOLDER_READ)
    if found.mirrored or form not in WRITERS:
        raise Http404
    moves = list(found.moves.select_related("by__person", "by__post", "post"))
    paper = control(found, moves, now=timezone.now())
    return written(request, paper, f"{CONTROL}-{found.code}", form)


def site(request: StaffRequest) -> str:
    """The address of the public site, for codes on paper: where none was set, that of the office.

    People at home may not reach that one: it is printed nowhere in words.
    """
    return settings.SITE or request.build_absolute_uri("/").rstrip("/")


def written(request: StaffRequest, paper: Form, name: str, form: str) -> HttpResponse:
    media, write = WRITERS[form]
    audit.note(request, Kind.HANDED)
    return _handed(write(paper), media, f"{name}.{form}")


def _handed(content: bytes, media: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=media, headers=safe(name))
