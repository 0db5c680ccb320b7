"""One's own dates: what is due for me, as a page, by e-mail, and as a calendar of one's own."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from wardbook.cases.actions.reminding import close_calendar, open_calendar, remind_by_mail
from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Case, Reminding
from wardbook.cases.queries.parts import part
from wardbook.cases.queries.reminders import digest, owed, reminding_by
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, many
from wardbook.office.views.page import done, page, refused_banner
from wardbook.org.actions.signing import own
from wardbook.org.queries import digest as hashed
from wardbook.org.queries import tenures
from wardbook.org.roles import Permission
from wardbook.web.access import open_to_all

MOST = 1000  # dates of one calendar


class MailForm(forms.Form):
    """Where the digest goes."""

    mail = forms.EmailField(
        label=_("E-mail at work"),
        required=False,
        help_text=_("A digest each morning on which something is due. Leave it empty for none."),
        error_messages={"invalid": _("Type the e-mail address in full, like ten@vidu.vn.")},
    )


@allow(Permission.FOLLOW_READ)
@require_safe
def dates(request: StaffRequest) -> HttpResponse:
    """What my posts owe soon, today and late, what others owe to me, and how I hear of it."""
    return _page(request, token=request.session.pop("calendar", ""))


def _page(request: StaffRequest, *, token: str = "", form: MailForm | None = None) -> HttpResponse:
    row = Reminding.objects.filter(person=request.user).first()
    found = digest(request.tenures, request.today)
    work, others = reverse("office:work"), reverse("office:follow")
    address = reverse("office:dates-feed", args=[token]) if token else ""
    context = {
        "parts": [
            (_("Late"), found.late, f"{work}?group=late"),
            (_("Due today"), found.today, f"{work}?group=today"),
            (_("Due soon"), found.soon, work),
            (_("Late, owed by other posts"), found.others_late, f"{others}?how=late&whose=others"),
        ],
        "count": found.count,
        "many": many(request, Permission.FOLLOW_READ),
        "form": form or MailForm(initial={"mail": row.mail if row else ""}),
        "mails": bool(settings.EMAIL_HOST),
        "has_calendar": bool(row and row.digest),
        "address": request.build_absolute_uri(address) if address else "",
        "now": timezone.now(),
    }
    status = 422 if form and form.errors else 200
    return page(request, "office/loop/dates.html", context, status=status)


@allow(Permission.FOLLOW_READ)
@require_POST
def dates_mail(request: StaffRequest) -> HttpResponse:
    form = MailForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    mail = form.cleaned_data["mail"]
    try:
        remind_by_mail(request.user, mail, by=own(request.user), at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
    else:
        done(request, gettext("The digest goes there.") if mail else gettext("No digest any more."))
    return redirect("office:dates")


@allow(Permission.FOLLOW_READ)
@require_POST
def dates_calendar(request: StaffRequest) -> HttpResponse:
    """A new secret address, shown once; or none any more."""
    by, now = own(request.user), timezone.now()
    if "close" in request.POST:
        close_calendar(request.user, by=by, at=now)
        done(request, gettext("The address opens nothing any more."))
    else:
        request.session["calendar"] = open_calendar(request.user, by=by, at=now)
    return redirect("office:dates")


@open_to_all
@never_cache
@require_safe
def dates_feed(request: HttpRequest, token: str) -> HttpResponse:
    """One's own dates as iCalendar, for whoever has the secret; codes and kinds, no words."""
    row = reminding_by(hashed(token))
    if row is None:
        raise Http404
    today = timezone.localdate()
    held = tenures(row.person, today)
    feed = calendar(part(owed(held), 0, MOST), request)
    headers = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    return HttpResponse(
        feed.to_ical(), content_type="text/calendar; charset=utf-8", headers=headers
    )


def calendar(rows: list[Case], request: HttpRequest) -> Calendar:
    """Each date as an event of the half hour before it is due."""
    language = get_language() or "vi"
    found = Calendar()
    found.add("prodid", "-//Wardbook//So phuong//VI")
    found.add("version", "2.0")
    for case in rows:
        event: Any = Event()
        due = case.due_at.astimezone(VIETNAM) if case.due_at else timezone.now()
        event.add("uid", f"case-{case.pk}@{request.get_host()}")
        event.add("summary", f"{KINDS[case.kind].label.texts[language]} {case.code}")
        event.add("dtstamp", case.opened_at)
        event.add("dtstart", due - timedelta(minutes=30))
        event.add("dtend", due)
        event.add("url", request.build_absolute_uri(reverse("office:case", args=[case.pk])))
        found.add_component(event)
    return found
