"""The minutes and the notice of a session, as the page shows them and as DOCX."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from wardbook.office.access import StaffRequest, allow
from wardbook.office.loop.access import item_of, reads_near
from wardbook.office.views.originals import safe
from wardbook.office.views.page import page, typed
from wardbook.org.roles import Permission
from wardbook.reports import docx
from wardbook.reports.conclusions import MINUTES, NOTICE, PAPERS, Paper, write
from wardbook.reports.forms.docx import MEDIA
from wardbook.web import audit
from wardbook.web.forms import DayField
from wardbook.web.models import Kind


class PaperForm(forms.Form):
    """Which paper, and what stands on it beside the session."""

    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[(NOTICE, _("Notice of conclusions")), (MINUTES, _("Minutes"))],
    )
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    number = forms.IntegerField(label=_("Number"), required=False, min_value=1, max_value=99_999)
    dated_on = DayField(label=_("Date of the paper"), required=False)
    signer = forms.CharField(label=_("Name of the signer"), max_length=80, required=False)


@allow(Permission.FOLLOW_READ)
@require_http_methods(["GET", "POST"])
def follow_paper(request: StaffRequest, number: int) -> HttpResponse:
    """Seen first, then taken along as a file."""
    session = item_of(request, number)
    if session.kind != "session" or not reads_near(request, session):
        raise Http404
    first = {"paper": request.GET.get("paper", NOTICE), "place": session.unit.territory.name_vi}
    form = PaperForm(typed(request), initial=first)
    if request.method == "POST" and form.is_valid():
        return _file(session, form)
    shown = first["paper"] if first["paper"] in PAPERS else NOTICE
    statement = write(session, Paper(paper=shown, place=first["place"]), request.today)
    context = {"case": session, "form": form, "lines": statement.lines, "shown": shown}
    status = 422 if form.errors else 200
    audit.note(request, Kind.READ)
    return page(request, "office/loop/paper.html", context, status=status)


def _file(session: Any, form: PaperForm) -> HttpResponse:
    about = Paper(**form.cleaned_data)
    statement = write(session, about, about.dated_on or timezone.localdate())
    content = docx.render(statement, code=session.code, title=session.title, at=timezone.now())
    name = f"{PAPERS[about.paper]}-{session.code}.docx"
    return HttpResponse(content, content_type=MEDIA, headers=safe(name))
