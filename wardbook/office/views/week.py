"""The week: what a leader opens before Monday's briefing, and the lists behind its numbers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wardbook.cases.models import Breach
from wardbook.cases.queries import week as queries
from wardbook.cases.queries.follow_up import seen
from wardbook.cases.queries.parts import Parts
from wardbook.cases.queries.week import WAITS, Desk, Week, within
from wardbook.lib.refusal import Refusal
from wardbook.office.access import StaffRequest, allow, books, many, nameless, units
from wardbook.office.templatetags.cases import WAITS_ON
from wardbook.office.views.page import PER_PAGE, page, refusal_text
from wardbook.office.week.block import View
from wardbook.office.week.outside import calendar_of
from wardbook.office.week.page import blocks
from wardbook.org.roles import Permission

READ = Permission.CASE_READ


@allow(READ)
@require_safe
def week(request: StaffRequest) -> HttpResponse:
    view = _view(request)
    found = blocks(view)
    context = {
        "view": view,
        "blocks": found,
        "counts": [block for block in found if block.total is not None],
        "number": view.week.start.isocalendar().week,
    }
    return page(request, "office/week.html", context)


def _view(request: StaffRequest) -> View:
    desk, now = _desk(request), timezone.now()
    calendar = calendar_of(desk, request.today)
    return View(
        desk=desk,
        week=_week(request),
        now=now,
        calendar=calendar,
        many=many(request, READ),
        nameless=nameless(request),
    )


def _desk(request: StaffRequest) -> Desk:
    return Desk(
        books=books(request, READ),
        units=within(units(request, READ)),
        posts=[held.post for held in request.tenures if held.may(READ)],
        seen=seen(request.tenures),
    )


def _week(request: StaffRequest) -> Week:
    """The one that the address names; else this one."""
    try:
        asked = request.GET.get("week", "")
        return Week.parse(asked) if asked else Week.of(request.today)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


# The lists behind the numbers

Rows = Callable[[StaffRequest, View], Any]


def _owed(request: StaffRequest, view: View) -> Any:
    rows = queries.owed(view.desk, view.now, mine=False)
    post = request.GET.get("post", "")
    return rows.filter(post=_number(post)) if post else rows


def _mine(request: StaffRequest, view: View) -> Any:
    rows = queries.owed(view.desk, view.now, mine=True)
    kind = request.GET.get("kind", "")
    return rows.filter(kind=kind) if kind else rows


def _due(request: StaffRequest, view: View) -> Any:
    day = request.GET.get("day", "")
    try:
        start, end = (date.fromisoformat(day),) * 2 if day else (view.week.start, view.week.last)
    except ValueError as error:
        raise Http404 from error
    return queries.due(view.desk, start, end)


def _breaches(request: StaffRequest, view: View) -> Any:
    rows = queries.breaches(view.desk, view.week.since(view.today), view.week.last)
    rule = request.GET.get("rule", "")
    return rows.filter(rule=rule) if rule else rows


def _number(text: str) -> int:
    if not text.isdecimal():
        raise Http404
    return int(text)


LISTS: dict[str, tuple[Any, Rows]] = {
    "mine": (_("Mine to do"), _mine),
    "owed": (_("Owed to me"), _owed),
    "late": (_("Late"), lambda request, view: queries.late(view.desk, view.now)),
    "due": (_("Due this week"), _due),
    "breaches": (_("Rules not kept"), _breaches),
    "answers": (_("Answers not made public"), lambda _, view: queries.unpublished(view.desk)),
}


@allow(READ)
@require_safe
def week_list(request: StaffRequest, which: str) -> HttpResponse:
    """Exactly the rows that a number of the week counts."""
    view = _view(request)
    if which in WAITS:
        title, rows = str(WAITS_ON[which]).capitalize(), queries.waiting(view.desk, which)
    elif which in LISTS:
        title, listed = LISTS[which]
        rows = listed(request, view)
    else:
        raise Http404
    pages = Paginator if which == "breaches" else Parts
    here = pages(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "view": view,
        "title": title,
        "which": which,
        "page": here,
        "rows": [_row(row) for row in here],
        "waiting": which in WAITS,
        "many": view.many,
    }
    return page(request, "office/week_list.html", context)


def _row(row: Any) -> dict[str, Any]:
    if not isinstance(row, Breach):
        return {"case": row, "since": getattr(row, "since", None)}
    values = tuple((str(name), str(value)) for name, value in row.values)
    words = refusal_text(Refusal(row.rule, row.message, values))
    return {"case": row.case, "breach": row, "words": words}
