"""Problems: what is wrong with the record, each line with the field that mends it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wardbook.cases.queries.follow_up import seen
from wardbook.cases.queries.week import Desk, within
from wardbook.office.access import StaffRequest, allow, books, may, nameless, units
from wardbook.office.problems import CHECKS, Check, Found, Scope
from wardbook.office.views.page import PER_PAGE, page
from wardbook.org.roles import OF_ITS_OWN, Permission

READ = Permission.BOOK_READ
SHOWN = 5  # lines of a check, before one asks for all of them
MENDERS = {
    Permission.CASE_OPEN: _("for the clerk"),
    Permission.CASE_MOVE: _("for the clerk or the leader"),
    Permission.PROCEDURE_KEEP: _("for the clerk"),
    Permission.ACCOUNT_ASSIGN: _("for the administrator"),
    Permission.UNIT_KEEP: _("for the administrator"),
}


@allow(READ)
@require_safe
def problems(request: StaffRequest) -> HttpResponse:
    """Every check that the person sees, those that found something first."""
    scopes: dict[str, Scope] = {}
    over = bool(nameless(request))
    rows = [_shown(request, check, scopes, over=over) for check in CHECKS if _sees(request, check)]
    context = {
        "wrong": [row for row in rows if row["count"]],
        "right": [row for row in rows if not row["count"]],
        "total": sum(row["count"] for row in rows),
        "now": timezone.now(),
    }
    return page(request, "office/problems.html", context)


def _sees(request: StaffRequest, check: Check) -> str | None:
    """The permission by which the person sees a check."""
    return next((name for name in check.sees if may(request, name)), None)


def _found(request: StaffRequest, check: Check, scopes: dict[str, Scope]) -> Found:
    permission = _sees(request, check)
    if permission is None:
        raise Http404
    if permission not in scopes:
        desk = Desk(
            books=books(request, permission),
            units=within(units(request, permission)),
            posts=(),
            seen=seen(request.tenures),
        )
        scopes[permission] = Scope(desk=desk, now=timezone.now(), tenures=request.tenures)
    return check.find(scopes[permission])


def _shown(
    request: StaffRequest, check: Check, scopes: dict[str, Scope], *, over: bool
) -> dict[str, Any]:
    found = _found(request, check, scopes)
    count = found.count
    lines = [found.line(row) for row in found.rows[:SHOWN]] if count else []
    return _about(request, check, over=over) | {
        "count": count,
        "lines": lines,
        "rest": max(0, count - SHOWN),
    }


def _about(request: StaffRequest, check: Check, *, over: bool) -> dict[str, Any]:
    """``over`` places below: what these do by themselves alone is no link for the tier above."""
    return {
        "check": check,
        "mends": may(request, check.mends) and not (over and check.mends in OF_ITS_OWN),
        "mender": MENDERS.get(Permission(check.mends), ""),
    }


@allow(READ)
@require_safe
def problem_list(request: StaffRequest, which: str) -> HttpResponse:
    """Everything that one check found."""
    check = next((one for one in CHECKS if one.code == which), None)
    if check is None:
        raise Http404
    found = _found(request, check, {})
    here = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    about = _about(request, check, over=bool(nameless(request)))
    context = about | {"page": here, "lines": [found.line(row) for row in here]}
    return page(request, "office/problem_list.html", context)
