"""The calendar: a year and why, opening hours, late announcements, and why a date is that date."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.cases.actions.calendar import accept_announcement, catch_up
from wardbook.cases.queries.calendar import Shift, moved_by
from wardbook.cases.queries.week import within
from wardbook.ledger.models import Book
from wardbook.lib.calendar import Calendar, Notice
from wardbook.lib.clock import VIETNAM, explain
from wardbook.lib.hours import Hours
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, by_place, may, units
from wardbook.office.calendar_forms import AnnouncementForm, WhyForm
from wardbook.office.templatetags.cases import WEEKDAYS
from wardbook.office.views.page import done, on_form, page, refusal_text, refused_banner, typed
from wardbook.office.year import months
from wardbook.org.models import OpeningHours, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_notice
from wardbook.org.working_time import working_time
from wardbook.web.deadlines import hours_words

READ, KEEP = Permission.BOOK_READ, Permission.UNIT_KEEP
FIRST_YEAR, AHEAD = 2014, 2  # the years that the calendar knows
SHOWN = 300  # cases whose date moves, on one page; their number is always that of all


@allow(READ)
@require_safe
def calendar(request: StaffRequest) -> HttpResponse:
    """A year, every day off and working Saturday with its ground, and the hours of the place."""
    places = _places(request)
    year, place = _year(request), _place(request, places)
    days, hours = working_time(place, request.today)
    context = {
        "year": year,
        "years": range(FIRST_YEAR, request.today.year + AHEAD + 1),
        "place": place,
        "places": places,
        "months": months(days, year),
        "weekdays": WEEKDAYS,
        "announced": _announced(days, year, place),
        "version": days.version,
        "hours": hours_words(hours.on(request.today)),
        "entered": _entered(place),
        "may_keep": may(request, KEEP) and place in units(request, KEEP),
    }
    return page(request, "office/calendar.html", context)


def _places(request: StaffRequest) -> list[Unit]:
    """Those that stand today first."""
    return sorted(units(request, READ), key=lambda place: not place.stands(request.today))


def _year(request: StaffRequest) -> int:
    text = request.GET.get("year", "") or str(request.today.year)
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= request.today.year + AHEAD:
        raise Http404
    return int(text)


def _place(request: StaffRequest, places: Sequence[Unit]) -> Unit:
    asked = request.GET.get("place", "")
    found = [one for one in places if asked in ("", str(one.pk))]
    if not found:
        raise Http404
    return found[0]


def _announced(days: Calendar, year: int, place: Unit) -> bool:
    """Whether the year's days off were announced; a notice that was accepted here says so too."""
    known = any(row.on.year == year and row.mark == "stated" for row in days.notices)
    return days.announced(year) or known


def _entered(place: Unit) -> list[dict[str, Any]]:
    """Hours that were entered for the place, above it and below it, the latest first."""
    near = {*(one.pk for one in place.path), *(one.pk for one in within([place]))}
    rows = OpeningHours.objects.filter(unit__in=near).select_related("unit")
    return [
        {
            "row": row,
            "hours": hours_words(Hours.parse(row.sessions)),
            "last_on": row.valid_to and row.valid_to - timedelta(days=1),
        }
        for row in rows.order_by("unit__folded", "-valid_from")
    ]


# What was announced late


@dataclass(frozen=True, slots=True)
class Preview:
    """What would move if the notices held; ``seen`` names exactly these moves."""

    notices: Sequence[Notice]
    shifts: Sequence[Shift]
    elsewhere: int = 0  # dates in other books, which each of them moves itself

    @property
    def seen(self) -> str:
        said = [f"{shift.case.pk}:{shift.due.isoformat()}" for shift in self.shifts]
        said += [f"{notice.on}:{notice.works}" for notice in self.notices]
        return sha256("\n".join(sorted(said)).encode()).hexdigest()[:16]

    @property
    def by_days(self) -> list[tuple[str, int]]:
        """By how many calendar days dates move, and how many do."""
        moved = Counter(_days_later(shift) for shift in self.shifts)
        return [(_later(days), n) for days, n in sorted(moved.items())]


def _days_later(shift: Shift) -> int:
    before = shift.case.due_at
    first = before.astimezone(VIETNAM).date() if before else date.min
    return (shift.due.astimezone(VIETNAM).date() - first).days


def _later(days: int) -> str:
    if days == 0:
        return gettext("to another hour of the same day")
    if days < 0:
        return ngettext("%(n)s day earlier", "%(n)s days earlier", -days) % {"n": -days}
    return ngettext("%(n)s day later", "%(n)s days later", days) % {"n": days}


@allow(READ)
@require_http_methods(["GET", "POST"])
def announce(request: StaffRequest) -> HttpResponse:
    """Days announced late: first the open cases whose date moves, then one confirmation."""
    form = AnnouncementForm(typed(request), places=_places(request))
    found = _preview(request, form) if form.is_bound and form.is_valid() else None
    changed = False
    if found and "accept" in request.POST:
        changed = request.POST.get("seen") != found.seen
        if not changed and (accepted := _accept(request, form, found)):
            return accepted
    if found is None or form.errors or "edit" in request.POST:
        status = 422 if form.errors else 200
        return page(request, "office/announce.html", {"form": form}, status=status)
    keeps = may(request, KEEP) and form.unit in units(request, KEEP)
    context = {
        "typed": form,
        "found": found,
        "changed": changed,
        "may_accept": keeps,
    }
    return page(request, "office/announce_preview.html", context | _shown(request, found))


def _shown(request: StaffRequest, found: Preview) -> dict[str, Any]:
    """The list of a preview, as both pages show it."""
    return {
        "shown": found.shifts[:SHOWN],
        "rest": max(0, len(found.shifts) - SHOWN),
        "may_read": may(request, Permission.CASE_READ),
    }


def _preview(request: StaffRequest, form: AnnouncementForm) -> Preview | None:
    """What the typed days would do; on the form, why they cannot be."""
    days, _hours = working_time(form.unit, request.today)
    notices = form.notices(days)
    if refusal := why_not_notice(notices, days):
        form.add_error(None, refusal_text(refusal))
        return None
    return _would_move(request, form.unit, notices)


def _would_move(request: StaffRequest, place: Unit, notices: Sequence[Notice]) -> Preview:
    """What accepting moves: open work of the one book in which the person may accept."""
    own, read = _book(request, place), books(request, READ)
    found = list(moved_by(place, notices, read))
    shifts = [shift for shift in found if shift.case.book_id == own.pk]
    return Preview(notices, shifts, elsewhere=len(found) - len(shifts))


def _book(request: StaffRequest, place: Unit) -> Book:
    """Where the person accepts for ``place``; or the book of theirs that they look at it in."""
    for permission in (KEEP, READ):
        for held in request.tenures:
            if held.may(permission) and held.covers(place, permission):
                return held.post.book
    raise Http404


def _accept(request: StaffRequest, form: AnnouncementForm, found: Preview) -> HttpResponse | None:
    try:
        by = by_place(request, KEEP, form.unit)
        moved = accept_announcement(
            form.unit, found.notices, book=by.post.book, by=by, at=timezone.now()
        )
    except Refused as refused:
        on_form(form, refused)
        return None
    done(
        request,
        _moved(len(moved)) if moved else gettext("Accepted: no date of an open case moved."),
    )
    years = f"?year={found.notices[0].on.year}&place={form.unit.pk}"
    return redirect(reverse("office:calendar") + years)


def _moved(n: int) -> str:
    said = ngettext(
        "Accepted: the date of %(n)s open case moved, and the first promise stays on record.",
        "Accepted: the dates of %(n)s open cases moved, and the first promises stay on record.",
        n,
    )
    return said % {"n": n}


# What an announcement left behind


@allow(READ)
@require_http_methods(["GET", "POST"])
def behind(request: StaffRequest) -> HttpResponse:
    """Open dates that are not as the calendar says, listed and then moved by one confirmation."""
    place = _place(request, _places(request))
    found = _would_move(request, place, [])
    if request.method == "POST" and request.POST.get("seen") == found.seen:
        try:
            by = by_place(request, KEEP, place)
            moved = catch_up(place, book=by.post.book, by=by, at=timezone.now())
        except Refused as refused:
            refused_banner(request, refused)
        else:
            done(request, _moved(len(moved)))
        return redirect(f"{reverse('office:behind')}?place={place.pk}")
    context = {
        "place": place,
        "found": found,
        "changed": request.method == "POST",
        "may_accept": may(request, KEEP) and place in units(request, KEEP),
    }
    return page(request, "office/behind.html", context | _shown(request, found))


# Why a date is that date


@allow(READ)
@require_safe
def why(request: StaffRequest) -> HttpResponse:
    """When a limit ends for what comes at a moment, day by day; the screen of `wardbook due`."""
    asked = request.GET if "start" in request.GET else None
    initial = {"start": timezone.now(), "amount": 5, "per": "wd"}
    form = WhyForm(asked, places=_places(request), initial=initial)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        start = form.cleaned_data["start"]
        days, hours = working_time(form.unit, start.astimezone(VIETNAM).date())
        told = explain(start, form.limit, days, hours)
        context |= {
            "told": told,
            "limit": str(form.limit),
            "hours": hours_words(hours.on(start.astimezone(VIETNAM).date())),
            "unit": form.unit,
        }
    return page(request, "office/why.html", context, status=422 if form.errors else 200)
