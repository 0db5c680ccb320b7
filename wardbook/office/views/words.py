"""A look-up word for the applicant of a dossier that another system keeps, on a slip to print."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.cases.actions.words import give_word
from wardbook.cases.models import Case
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, tenure
from wardbook.office.views.case_files import WRITERS, site, written
from wardbook.office.views.cases import case_of
from wardbook.office.views.page import page, refused_banner
from wardbook.org.roles import Permission
from wardbook.reports.notices import drawn
from wardbook.reports.slips import LOOK_UP, look_up
from wardbook.web import audit
from wardbook.web.models import Kind


@allow(Permission.CASE_MOVE)
@require_http_methods(["GET", "POST"])
def word(request: StaffRequest, number: int) -> HttpResponse:
    """The slip with code, word and QR; sent, the word is given first. It is audited."""
    found = case_of(request, number, Permission.CASE_MOVE)
    if request.method == "POST":
        return _given(request, found)
    if not found.word:
        return redirect("office:case", found.pk)
    audit.note(request, Kind.HANDED)
    path = reverse("portal:own", args=[found.word])
    shown = f"{settings.SITE.partition('://')[2]}{path}" if settings.SITE else ""
    context = {"case": found, "address": shown, "qr": drawn(f"{site(request)}{path}")}
    return page(request, "office/cases/word.html", context)


@allow(Permission.CASE_MOVE)
@require_safe
def word_file(request: StaffRequest, number: int, form: str) -> HttpResponse:
    """The same slip as PDF or DOCX; it is audited."""
    found = case_of(request, number, Permission.CASE_MOVE)
    if not found.word or form not in WRITERS:
        raise Http404
    paper = look_up(found, on=request.today, site=site(request), typed=settings.SITE)
    return written(request, paper, f"{LOOK_UP}-{found.code}", form)


def _given(request: StaffRequest, found: Case) -> HttpResponse:
    try:
        by = tenure(request, Permission.CASE_MOVE, book=found.book, unit=found.unit)
        give_word(found, by=by, at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
        return redirect("office:case", found.pk)
    return redirect("office:case-word", found.pk)
