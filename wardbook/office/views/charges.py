"""Which post answers for which area and field, and what of it the public may know."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, by_place, may, tenure, units
from wardbook.office.charge_forms import ChargeForm
from wardbook.office.org_forms import LastDayForm, last_day
from wardbook.office.views.page import done, page, refused_banner, typed
from wardbook.office.views.posts import change
from wardbook.org import actions, queries
from wardbook.org.charges import charges as charges_of
from wardbook.org.charges import fields, of_party, party_side, why_not_tell
from wardbook.org.kinds import PARTY_SIDE, Kind
from wardbook.org.models import Charge, Post, Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act

READ, KEEP, RELEASE = Permission.BOOK_READ, Permission.UNIT_KEEP, Permission.FIGURE_RELEASE
ASKED = (Kind.RESIDENTIAL_GROUP, Kind.PARTY_CELL)  # areas of which somebody should answer


@allow(READ)
@require_safe
def charges(request: StaffRequest) -> HttpResponse:
    """Who answers for which area, of the places a person belongs to; and what nobody does."""
    places = _places(request)
    rows = charges_of(books(request, READ), places, request.today)
    covered = {row.unit_id for row in rows if row.start_on <= request.today}
    below = [unit for place in places for _depth, unit in queries.bodies(place)]
    context = {
        "rows": [_row(row, request) for row in rows if row.released_at or _sees(row, request)],
        "nobody": [unit for unit in below if _asked(unit, request) and unit.pk not in covered],
    }
    return page(request, "office/charges.html", context)


def _asked(unit: Unit, request: StaffRequest) -> bool:
    """Whether the page says so when nobody answers for it; of cells, to the Party side alone."""
    seen = unit.kind not in PARTY_SIDE or _of_party(request)
    return unit.kind in ASKED and unit.stands(request.today) and seen


def _sees(row: Charge, request: StaffRequest) -> bool:
    """What the Party side has not made public is read there, and by whoever enters it."""
    return not party_side(row) or _of_party(request)


def _of_party(request: StaffRequest) -> bool:
    return may(request, KEEP) or any(of_party(held.post) for held in request.tenures)


def _places(request: StaffRequest) -> list[Unit]:
    """The places to which the person's posts belong: who answers for an area is no secret there."""
    found = {unit.territory.pk: unit.territory for unit in units(request, READ)}
    return sorted(found.values(), key=lambda unit: (unit.folded, unit.code))


def _row(row: Charge, request: StaffRequest) -> dict[str, Any]:
    return {
        "charge": row,
        "field": fields()[row.field][get_language() or "vi"] if row.field else "",
        "last_on": row.end_on and last_day(row.end_on),
        "coming": row.start_on > request.today,
        "keeps": _teller(row, KEEP, request) is not None,
        "tells": _teller(row, RELEASE, request) is not None,
    }


def _teller(row: Charge, permission: str, request: StaffRequest) -> Tenure | None:
    """The post by which the person may do it, for the button as for the action."""
    for held in request.tenures:
        book, unit, on = row.post.book, row.unit, request.today
        refused = why_not_act(held, permission, book=book, unit=unit, on=on)
        if not (refused or (permission == RELEASE and why_not_tell(row, held))):
            return held
    return None


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def charge_new(request: StaffRequest) -> HttpResponse:
    places = units(request, KEEP)
    below = [unit for place in places for _depth, unit in queries.bodies(place)]
    posts = Post.objects.filter(book__in=books(request, KEEP), end_on=None).select_related("unit")
    form = ChargeForm(
        typed(request),
        posts=posts.exclude(role="administrator").order_by("unit__folded", "code"),
        areas=[unit for unit in [*places, *below] if unit.stands(request.today)],
        initial={name: request.GET.get(name, "") for name in ("post", "unit")}
        | {"start_on": request.today},
    )

    def act() -> str:
        told = form.told
        by = by_place(request, KEEP, told["unit"])
        actions.charge(**told, by=by, at=timezone.now())
        return reverse("office:charges")

    return change(
        request,
        form,
        act,
        heading=gettext("A post answers for an area"),
        intro=gettext(
            "The post answers, whoever holds it. One post for one area and field on a day; leave"
            " the field open where it answers for all of the area."
        ),
        button=gettext("Enter it"),
        back=reverse("office:charges"),
        said=gettext("Entered. The public knows it when a leader makes it public."),
    )


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def charge_end(request: StaffRequest, number: int) -> HttpResponse:
    row = _charge(request, KEEP, number)
    form = LastDayForm(typed(request), initial={"last_on": _last(row) or request.today})

    def act() -> str:
        by = tenure(request, KEEP, book=row.post.book, unit=row.unit)
        actions.end_charge(row, end_on=form.end_on, by=by, at=timezone.now())
        return reverse("office:charges")

    language = get_language() or "vi"
    return change(
        request,
        form,
        act,
        caption=f"{row.post.label[language]} · {row.unit.label[language]}",
        heading=gettext("Last day of answering for it"),
        intro=gettext("From the day after, another post may be entered for this area and field."),
        button=gettext("Set the last day"),
        back=reverse("office:charges"),
        said=gettext("The last day is set."),
    )


def _last(row: Charge) -> date | None:
    return row.end_on and last_day(row.end_on)


def _charge(request: StaffRequest, permission: str, number: int) -> Charge:
    rows = Charge.objects.filter(post__book__in=books(request, permission))
    near = ("post__book", "post__unit__parent__parent__parent", "unit__parent__parent__parent")
    found: Charge = get_object_or_404(rows.select_related(*near), pk=number)
    return found


@allow(RELEASE)
@require_POST
def charge_tell(request: StaffRequest, number: int) -> HttpResponse:
    """Make public which post answers for it, or take that back."""
    row, public = _charge(request, RELEASE, number), request.POST.get("public") == "1"
    by = _teller(row, RELEASE, request)
    try:
        if by is None:
            by = tenure(request, RELEASE, book=row.post.book, unit=row.unit)
        actions.tell_charge(row, public=public, by=by, at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
    else:
        done(request, gettext("It is public.") if public else gettext("It is taken back."))
    return redirect("office:charges")
