"""Releasing figures in two steps: see row by row what changes, then release all or nothing."""

from collections.abc import Collection
from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.figures import actions, releases, rules
from wardbook.figures.catalogue import in_force
from wardbook.figures.listing import Wanted, listing
from wardbook.figures.models import Result
from wardbook.figures.queries import quote
from wardbook.figures.releases import Line
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books
from wardbook.office.figure_filters import ListForm
from wardbook.office.views.page import PER_PAGE, done, page, refusal_text
from wardbook.org.roles import Permission
from wardbook.reports.figures import name_of, restated

AT_ONCE = 200  # rows a person can still look through


@allow(Permission.FIGURE_RELEASE)
@require_http_methods(["GET", "POST"])
def release(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        return _release(request)
    chosen = _chosen(request)
    context: dict[str, object] = {"limit": AT_ONCE}
    if len(chosen) > AT_ONCE:
        context["too_many"] = True
    elif refusal := rules.why_not_together(chosen):
        context["refusal"] = refusal_text(refusal)
    elif chosen:
        found = releases.difference(chosen, request.tenures, request.today)
        free = [line.result for line in found.lines if not line.refusal]
        context |= {
            "difference": found,
            "new": [_shown(line) for line in found.new],
            "changed": [_shown(line) for line in found.changed],
            "withdrawn": [_named(row) for row in found.withdrawn],
            "count": len(chosen),
            "sample": restated(chosen),
            "others": _address(free) if free else "",
        }
    return page(request, "office/release.html", context)


def _chosen(request: StaffRequest) -> list[Result]:
    """What waits of the rows that the address names, or of those that its filters let through."""
    where = books(request, Permission.FIGURE_RELEASE)
    waiting = Wanted(state="waiting")
    numbers = {number for number, _ in _seen(request.GET)}
    if "result" in request.GET:
        return list(listing(where, waiting).filter(pk__in=numbers))
    form = ListForm(request.GET, books=where, today=request.today)
    if not form.is_valid() or not request.GET:
        return []
    wanted = form.wanted()
    if wanted.as_of or wanted.state not in {"", "waiting"}:
        return []
    return list(listing(where, replace(wanted, state="waiting"))[: AT_ONCE + 1])


def _shown(line: Line) -> dict[str, object]:
    return {
        "line": line,
        "result": line.result,
        "name": name_of(line.result, line.indicator),
        "quote": quote(line.result),
        "refusal": refusal_text(line.refusal) if line.refusal else "",
    }


def _named(row: Result) -> tuple[Result, str]:
    return row, name_of(row, in_force(row.indicator, row.event_on))


def _release(request: StaffRequest) -> HttpResponse:
    """Release what was shown, each row as the leader saw it (``number:version``)."""
    seen = dict(_seen(request.POST))
    rows = listing(books(request, Permission.FIGURE_RELEASE), Wanted(state="waiting"))
    chosen = list(rows.filter(pk__in=seen))
    if not seen:
        return _back(request, (), gettext("Choose at least one figure to release."))
    if seen and not chosen and _were_released(request, seen):
        return redirect("office:released", min(seen))  # the button was pressed twice
    if len(chosen) < len(seen):
        return _back(request, chosen, refusal_text(rules.CHANGED_MEANWHILE))
    for result in chosen:
        result.version = seen[result.pk]
    posts = [held for held in request.tenures if held.may(Permission.FIGURE_RELEASE)]
    targets = {int(number) for number in request.POST.getlist("target") if _is_number(number)}
    try:
        released = actions.release(
            chosen, targets=targets, by=posts[0], also=posts[1:], at=timezone.now()
        )
    except Refused as refused:
        return _back(request, chosen, refusal_text(refused.refusal))
    count = len(released)
    said = ngettext("%(n)s figure is public now.", "%(n)s figures are public now.", count)
    done(request, said % {"n": count})
    return redirect("office:released", min(row.pk for row in released))


def _were_released(request: StaffRequest, numbers: Collection[int]) -> bool:
    """Did this person release all of them already?"""
    theirs = Result.objects.public().filter(pk__in=numbers, released_by__in=request.tenures)
    return theirs.count() == len(numbers)


def _seen(sent: QueryDict) -> list[tuple[int, int]]:
    """Number and version of each row as it was shown; nothing else is one."""
    pairs = (chosen.split(":") for chosen in sent.getlist("result"))
    return [
        (int(pair[0]), int(pair[1]))
        for pair in pairs
        if len(pair) == 2 and all(map(_is_number, pair))
    ]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _address(rows: Collection[Result]) -> str:
    """The page that shows what releasing ``rows`` changes."""
    sent = QueryDict(mutable=True)
    sent.setlist("result", [f"{row.pk}:{row.version}" for row in rows])
    return f"{reverse('office:release')}?{sent.urlencode()}"


def _back(request: HttpRequest, chosen: Collection[Result], sentence: str) -> HttpResponse:
    """To what is still there to release, with the reason why nothing was."""
    messages.error(request, sentence)
    return redirect(_address(chosen) if chosen else "office:results")


@allow(Permission.DOCUMENT_READ)
@require_safe
def released_list(request: StaffRequest) -> HttpResponse:
    found = releases.releases(books(request, Permission.DOCUMENT_READ))
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "office/releases.html", {"page": here})


@allow(Permission.DOCUMENT_READ)
@require_safe
def released(request: StaffRequest, number: int) -> HttpResponse:
    """The release in which a result became public, with all that became public with it."""
    where = books(request, Permission.DOCUMENT_READ)
    public = Result.objects.released().filter(book__in=where)
    rows = list(releases.released_with(get_object_or_404(public, pk=number)))
    context = {
        "at": rows[0].released_at,
        "book": rows[0].book,
        "rows": [_named(row) for row in rows],
        "posts": _posts(rows),
        "sample": restated(rows),
        "entries": releases.entries_of(rows),
    }
    return page(request, "office/released.html", context)


def _posts(rows: list[Result]) -> list[dict[str, str]]:
    """The titles of the posts that released ``rows``, each once."""
    by = {row.released_by_id: row.released_by for row in rows}
    return [tenure.post.label for tenure in by.values() if tenure]
