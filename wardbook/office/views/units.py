"""The bodies of a place and their hours: added, renamed, closed and set by a paper."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.cases.actions.telephone import set_phone
from wardbook.cases.queries.work import owing
from wardbook.figures.actions.renaming import rename_unit
from wardbook.lib.hours import Hours
from wardbook.lib.refusal import Refused
from wardbook.office import history
from wardbook.office.access import StaffRequest, allow, books, by_place
from wardbook.office.access import units as places_of
from wardbook.office.org_forms import (
    KIND_WORDS,
    ROLE_WORDS,
    BodyForm,
    EndForm,
    HoursForm,
    NameForm,
    TelephoneForm,
    UsualForm,
    charge_rows,
    last_day,
)
from wardbook.office.views.page import page, typed
from wardbook.office.views.posts import change
from wardbook.org import actions, queries
from wardbook.org.catalogue import usual_bodies
from wardbook.org.charges import AREAS
from wardbook.org.kinds import BELONGS_TO, TERRITORIES
from wardbook.org.models import OpeningHours, Unit
from wardbook.org.roles import Permission
from wardbook.org.verifiers import ABOVE, HERE, OVER, PARTY_DIVISION, PLACE, rows_of
from wardbook.org.working_time import working_time
from wardbook.web.deadlines import hours_words

KEEP = Permission.UNIT_KEEP
STANDS = {
    HERE: gettext_lazy("of this place"),
    ABOVE: gettext_lazy("of a place above"),
    OVER: gettext_lazy("the one above it"),
}
PLACES = 10  # on one page, each with its bodies


@allow(KEEP)
@require_safe
def units(request: StaffRequest) -> HttpResponse:
    places = sorted(places_of(request, KEEP), key=lambda place: not place.stands(request.today))
    here = Paginator(places, PLACES).get_page(request.GET.get("page"))
    rows = [_place(place, request.today) for place in here]
    return page(request, "office/units.html", {"page": here, "places": rows})


def _place(place: Unit, today: date) -> dict[str, Any]:
    below = queries.bodies(place)
    standing = {unit.kind for _depth, unit in below if unit.stands(today)}
    usual = {body.kind for body in usual_bodies(place.name_vi, place.name_en)}
    return {
        "place": place,
        "stands": place.stands(today),
        "lacks_usual": bool(usual - standing),
        "bodies": [_body(depth, unit) for depth, unit in below if unit.stands(today)],
        "closed": [_body(0, unit) for _depth, unit in below if not unit.stands(today)],
    }


def _body(depth: int, unit: Unit) -> dict[str, Any]:
    return {
        "depth": depth,
        "unit": unit,
        "kind": KIND_WORDS.get(unit.kind, unit.kind),
        "last_on": unit.end_on and last_day(unit.end_on),
    }


def _unit(request: StaffRequest, number: int) -> Unit:
    """A place the person administers, or a body of one."""
    rows = Unit.objects.select_related("parent__parent__parent")
    found = get_object_or_404(rows, pk=number)
    try:
        by_place(request, KEEP, found)
    except Refused as refused:
        raise Http404 from refused
    return found


@allow(KEEP)
@require_safe
def unit(request: StaffRequest, number: int) -> HttpResponse:
    found = _unit(request, number)
    rows = found.posts.filter(book__in=books(request, KEEP)).order_by("code")
    _calendar, week = working_time(found, request.today)
    context = {
        **_body(0, found),
        "hours": hours_words(week.on(request.today)),
        "usual_hours": not OpeningHours.objects.filter(unit__in=found.path).exists(),
        "telephone": found.telephone,
        "entered": [_entered(row) for row in found.opening_hours.order_by("-valid_from")],
        "is_place": found.kind in TERRITORIES,
        "takes_bodies": any(found.kind in above for above in BELONGS_TO.values()),
        "posts": [{"post": post, "role": ROLE_WORDS[post.role]} for post in rows],
        "bodies": [_body(depth, below) for depth, below in queries.bodies(found)],
        "charges": charge_rows(request.today, unit=found, post__book__in=books(request, KEEP)),
        "confirmers": _confirmers(found, request.today),
        "is_area": found.kind in AREAS - TERRITORIES,
        "history": history.lines(by_place(request, KEEP, found).post.book, f"unit/{found.code}"),
    }
    return page(request, "office/unit.html", context)


def _confirmers(found: Unit, on: date) -> list[dict[str, Any]]:
    """Which kinds of bodies may confirm what this one answers for, and by what."""
    return [
        {
            "words": ", ".join(str(_kind(one)) for one in sorted(row.by)),
            "stands": STANDS[row.stands],
            "row": row,
        }
        for row in rows_of(found, on)
    ]


def _kind(word: str) -> Any:
    more = {PLACE: gettext("a post at the place itself"), PARTY_DIVISION: gettext("Party office")}
    return KIND_WORDS.get(word) or more.get(word, word)


def _entered(row: OpeningHours) -> dict[str, Any]:
    return {
        "row": row,
        "hours": hours_words(Hours.parse(row.sessions)),
        "last_on": row.valid_to and last_day(row.valid_to),
    }


def _words(found: Unit, **words: str) -> dict[str, str]:
    back = reverse("office:unit", args=[found.pk])
    return {"caption": found.label[get_language() or "vi"], "back": back, **words}


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, number: int) -> HttpResponse:
    parent = _unit(request, number)
    form = BodyForm(typed(request), parent=parent, initial={"start_on": request.today})

    def act() -> str:
        by = by_place(request, KEEP, parent)
        made = actions.add_unit(
            parent,
            form.cleaned_data["kind"],
            form.name,
            start_on=form.cleaned_data["start_on"],
            source=form.cleaned_data["source"],
            book=by.post.book,
            by=by,
            at=timezone.now(),
        )
        return reverse("office:unit", args=[made.pk])

    words = _words(parent, heading=gettext("Add a body"), button=gettext("Add the body"))
    return change(request, form, act, said=gettext("The body is added."), **words)


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def usual(request: StaffRequest, number: int) -> HttpResponse:
    place = _unit(request, number)
    if place.kind not in TERRITORIES:
        raise Http404
    below = queries.bodies(place)
    form = UsualForm(
        typed(request),
        place=place,
        standing={unit.kind for _depth, unit in below if unit.stands(request.today)},
        initial={"start_on": place.start_on},
    )

    def act() -> str:
        by, data = by_place(request, KEEP, place), form.cleaned_data
        actions.add_usual(
            place,
            data["kinds"],
            start_on=data["start_on"],
            source=data["source"],
            book=by.post.book,
            by=by,
            at=timezone.now(),
        )
        return reverse("office:units")

    words = _words(
        place,
        heading=gettext("Add the usual bodies"),
        intro=gettext("Untick what the place has not. A name can be changed afterwards."),
        button=gettext("Add these bodies"),
    )
    return change(request, form, act, said=gettext("The bodies are added."), **words)


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def rename(request: StaffRequest, number: int) -> HttpResponse:
    found = _unit(request, number)
    initial = {"name_vi": found.name_vi, "name_en": found.name_en, "start_on": request.today}
    form = NameForm(typed(request), initial=initial)

    def act() -> str:
        by, data = by_place(request, KEEP, found), form.cleaned_data
        rename_unit(
            found,
            form.name,
            on=data["start_on"],
            source=data["source"],
            book=by.post.book,
            by=by,
            at=timezone.now(),
        )
        return reverse("office:unit", args=[found.pk])

    words = _words(
        found,
        heading=gettext("Change the name"),
        intro=gettext("It stays the same body with its posts and papers; the old name is kept."),
        button=gettext("Change the name"),
    )
    return change(request, form, act, said=gettext("The name is changed."), **words)


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def telephone(request: StaffRequest, number: int) -> HttpResponse:
    found = _unit(request, number)
    form = TelephoneForm(typed(request), initial={"phone": found.phone})

    def act() -> str:
        by, phone = by_place(request, KEEP, found), form.cleaned_data["phone"]
        set_phone(found, phone, book=by.post.book, by=by, at=timezone.now())
        return reverse("office:unit", args=[found.pk])

    words = _words(
        found,
        heading=gettext("Set the telephone"),
        intro=gettext(
            "It is the office's number, not a person's: it is printed on slips and letters and"
            " stands on the public page. Bodies below without a number of their own use it."
        ),
        button=gettext("Set the telephone"),
    )
    return change(request, form, act, said=gettext("The telephone is set."), **words)


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, number: int) -> HttpResponse:
    found = _unit(request, number)
    form = EndForm(typed(request), initial={"last_on": request.today})

    def act() -> str:
        by = by_place(request, KEEP, found)
        actions.close_unit(
            found,
            end_on=form.end_on,
            source=form.cleaned_data["source"],
            owing=owing(found.posts.all(), kept_by=found),
            book=by.post.book,
            by=by,
            at=timezone.now(),
        )
        return reverse("office:unit", args=[found.pk])

    words = _words(
        found,
        heading=gettext("Close the body"),
        intro=gettext("It is not deleted: its papers and figures stay. Its posts close first."),
        button=gettext("Close the body"),
    )
    return change(request, form, act, said=gettext("The body is closed."), **words)


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def hours(request: StaffRequest, number: int) -> HttpResponse:
    found = _unit(request, number)
    form = HoursForm(typed(request), initial={"valid_from": request.today})

    def act() -> str:
        by = by_place(request, KEEP, found)
        actions.set_hours(
            found,
            form.sessions,
            valid_from=form.cleaned_data["valid_from"],
            valid_to=form.valid_to,
            source=form.cleaned_data["source"],
            book=by.post.book,
            by=by,
            at=timezone.now(),
        )
        return reverse("office:unit", args=[found.pk])

    words = _words(
        found,
        heading=gettext("Set the opening hours"),
        intro=gettext(
            "Deadlines are counted by them, here and in the bodies below that have none of their"
            " own. Hours of a season lie over those of the year and end by themselves."
        ),
        button=gettext("Set these hours"),
    )
    return change(request, form, act, said=gettext("The opening hours are set."), **words)
