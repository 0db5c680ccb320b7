"""Whom somebody has still to tell what became of their work: the call list."""

import re
from typing import Any, cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from wardbook.cases.actions.notices import miss, tell
from wardbook.cases.kinds.tellings import CHANNELS, TELLINGS
from wardbook.cases.models import Notice
from wardbook.cases.queries.notices import to_tell, told_today
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, tenure, units
from wardbook.office.views.page import PER_PAGE, done, page, refused_banner
from wardbook.org.roles import Permission

MOVE = Permission.CASE_MOVE
_DATED = frozenset(("accepted", "apology"))  # what tells of a promised date
_NOT_DIALLED = re.compile(r"[^0-9+]")
_REACHED_BY = {"email": "email", "post": "address"}  # else the telephone


@allow(MOVE)
@require_safe
def notices(request: StaffRequest) -> HttpResponse:
    """The call list, page by page, and how many were told today."""
    where = units(request, MOVE)
    waiting = to_tell(where, mail=bool(settings.EMAIL_HOST))
    here = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    told = told_today(where, timezone.now()).count()
    context = {"page": here, "rows": [_row(one) for one in here], "told": told}
    return page(request, "office/notices/list.html", context)


def _row(notice: Notice) -> dict[str, Any]:
    """Whom to reach and how, and what they will ask: which papers, by which day."""
    language, case = get_language() or "vi", cast(Any, notice.case)  # with its moves in ``asked``
    at = str(case.fields.get(_REACHED_BY.get(notice.channel, "phone"), ""))
    asked = notice.about == "supplement" and case.asked
    return {
        "notice": notice,
        "channel": CHANNELS[notice.channel].texts[language],
        "name": case.fields.get("applicant", ""),
        "at": at,
        "dial": "" if notice.channel in _REACHED_BY else _NOT_DIALLED.sub("", at),
        "say": TELLINGS[notice.about].texts[language],
        "papers": asked[-1].items.splitlines() if asked else [],
        "due": case.due_at if notice.about in _DATED else None,
    }


@allow(MOVE)
@require_POST
def notice_told(request: StaffRequest, number: int) -> HttpResponse:
    """They were told, or were not reached and why."""
    notice = get_object_or_404(
        Notice.objects.select_related("case__book", "case__unit"),
        pk=number,
        case__unit__in=units(request, MOVE),
    )
    by = tenure(request, MOVE, book=notice.case.book, unit=notice.case.unit)
    try:
        if "missed" in request.POST:
            miss(notice, request.POST.get("why", ""), by=by, at=timezone.now())
            done(request, gettext("Kept on the list."))
        else:
            tell(notice, by=by, at=timezone.now())
            done(request, gettext("Noted as told."))
    except Refused as refused:
        refused_banner(request, refused)
    return redirect("office:notices")
