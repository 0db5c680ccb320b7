"""Evidence as it came, to keep and never as a page of this site."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from wardbook.cases.models import Scan
from wardbook.documents.queries import original
from wardbook.lib.chain import content_hash
from wardbook.office.access import StaffRequest, allow
from wardbook.office.loop.access import item_of, reads_papers
from wardbook.office.views.case_files import MEDIA
from wardbook.office.views.originals import OTHER, kept_name, safe
from wardbook.org.roles import Permission
from wardbook.web import audit
from wardbook.web.models import Kind


@allow(Permission.FOLLOW_READ)
@require_safe
def follow_file(request: StaffRequest, number: int, scan: int) -> HttpResponse:
    """A file of the work itself; it is audited."""
    found = item_of(request, number)
    if not reads_papers(request, found):
        raise Http404
    row = get_object_or_404(Scan, case=found, pk=scan)
    path = original(row.sha256)
    content = path.read_bytes() if path.is_file() else b""
    if content_hash(content) != row.sha256:
        messages.error(request, gettext("This file is gone or damaged: tell who keeps the server."))
        return redirect("office:follow-item", found.pk)
    audit.note(request, Kind.HANDED)
    name = kept_name(row.file_name, row.media) or f"{row.pk}.{row.media}"
    return HttpResponse(content, content_type=MEDIA.get(row.media, OTHER), headers=safe(name))
