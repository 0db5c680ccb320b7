"""Bodies side by side: those that share a quota, one over the years, those below a place."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.figures.actions import ratings as actions
from wardbook.figures.catalogue import in_force
from wardbook.figures.models import StepName, UnitRating
from wardbook.figures.ratings import law, queries, rules
from wardbook.figures.ratings.quota import Quota
from wardbook.figures.ratings.targets import stated_shares
from wardbook.figures.rules import signer
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office import rating_words as words
from wardbook.office.access import StaffRequest, allow, books, places
from wardbook.office.org_forms import KIND_WORDS
from wardbook.office.rating_forms import GroupForm, RollUpForm
from wardbook.office.views.page import done, on_form, page, typed
from wardbook.office.views.unit_ratings import opened, rating_of, readable
from wardbook.org.kinds import PARTY_SIDE
from wardbook.org.models import Tenure, Unit
from wardbook.org.queries import bodies
from wardbook.org.roles import Permission
from wardbook.web.tables import Column, Link, Table
from wardbook.web.templatetags.wardbook import number, period

READ, DECIDE = Permission.RATING_READ, Permission.RATING_DECIDE


@allow(READ)
@require_http_methods(["GET", "POST"])
def rating_group(request: StaffRequest, number: int) -> HttpResponse:
    """The bodies that share a quota, its two roundings, and deciding on them at once.

    Whoever may not read all of them reads neither the others nor what can be reckoned from them.
    """
    rating = rating_of(request, number)
    larger = "larger" in request.GET
    group = queries.group(rating, outstanding=larger)
    inside = opened(request, group.rows)
    whole = len(inside) == len(group.rows)
    waiting = [one for one in group.rows if one.state in rules.BEFORE[StepName.DECISION]]
    by = _decider(request, waiting)
    form = None
    if waiting and not isinstance(by, Refusal):
        form = GroupForm(typed(request), ratings=waiting)
        if request.method == "POST" and form.is_valid():
            try:
                rows = actions.decide(form.chosen, by=by, at=timezone.now())
            except Refused as refused:
                on_form(form, refused)
            else:
                _said(request, len(rows))
                return redirect("office:rating-group", rating.pk)
    context = {
        "sample": words.sample_words(group.rows),
        "rating": rating,
        "group": group,
        "whole": whole,
        "quota": quota_words(group.quota) if group.quota and whole else None,
        "larger": larger,
        "table": words.listed(
            gettext("Bodies that share the quota"),
            [row for row in group.rows if row.pk in inside],
            inside,
        ),
        "form": form,
        "why_not": by if isinstance(by, Refusal) and waiting else None,
    }
    status = 422 if form and form.errors else 200
    return page(request, "office/rating_group.html", context, status=status)


def _said(request: StaffRequest, count: int) -> None:
    said = ngettext("%(n)s rating is decided.", "%(n)s ratings are decided.", count)
    done(request, said % {"n": count})


def _decider(request: StaffRequest, waiting: list[UnitRating]) -> Tenure | Refusal:
    """The first post by which the person may decide on at least one that waits."""

    def why_not(post: Tenure) -> Refusal | None:
        found = [
            rules.obstacle(one, StepName.DECISION, by=post, on=request.today) for one in waiting
        ]
        return None if None in found else next((one for one in found if one), None)

    return signer(request.tenures, why_not)


def quota_words(quota: Quota) -> dict[str, Any]:
    """The quota with its arithmetic: what is counted, the share, and both ways of rounding."""
    top, below = quota.exact.as_integer_ratio()
    exact = Decimal(top) / Decimal(below)  # hundredths at most: shares are whole percents
    return {
        "quota": quota,
        "exact": number(exact),
        "share": f"{number(quota.share)} %",
        "larger": f"{number(quota.law.outstanding)} %",
        "mark": words.MARK_WORDS[quota.law.mark],
        "base": {
            "good": gettext("rated as having fulfilled their tasks well"),
            "good_or_better": gettext("rated as having fulfilled their tasks well or better"),
        }[quota.law.base],
        "kept": {
            True: gettext("It is kept to, whichever way it is rounded."),
            None: gettext("It is kept to only if it is rounded up."),
            False: gettext("It is exceeded, whichever way it is rounded."),
        }[quota.kept],
    }


@allow(READ)
@require_safe
def rating_history(request: StaffRequest, number: int) -> HttpResponse:
    """One body over the years, with a break where its territory became another."""
    unit = get_object_or_404(Unit.objects.select_related("parent__parent__parent"), pk=number)
    years = queries.history(unit, queries.readable(request.tenures))
    if not years:
        raise Http404
    inside = opened(request, [one.rating for one in years])
    context = {
        "sample": words.sample_words(one.rating for one in years),
        "unit": unit,
        "rows": [_year(one, inside) for one in years],
    }
    return page(request, "office/rating_history.html", context)


def _year(year: queries.Year, inside: set[int]) -> dict[str, Any]:
    row, held = year.rating, queries.current(year.rating)
    return {
        "rating": row,
        "url": words.page_of(row, inside),
        "changes": year.changes,
        "level": words.standing(row),
        "state": words.state_cell(row),
        "rule": law.rule_of(row.rule).label,
        "step": held,
        "points": words.points_words(held) if held and row.pk in inside else "",
    }


@allow(READ)
@require_safe
def rating_roll_up(request: StaffRequest) -> HttpResponse:
    """Bodies of a kind below a place: how many of how many, by level; sums and never averages."""
    there, given = _places(request), request.GET.copy()
    latest = readable(request).first()
    known = [one.pk for one in there if latest and one.pk == latest.unit.territory.pk]
    given.setdefault("unit", str(next(iter(known), there[0].pk)))
    given.setdefault("kind", "party_cell")
    given.setdefault("period", str(request.today.year - 1))
    form = RollUpForm(given, units=there)
    context: dict[str, Any] = {"filters": form}
    if form.is_valid():
        context |= _rolled(request, form)
    status = 422 if form.errors else 200
    return page(request, "office/rating_roll_up.html", context, status=status)


def _places(request: StaffRequest) -> list[Unit]:
    """The places that the person reads, and their bodies that have bodies below them."""
    found = {one.pk: one for one in places(request, READ)}
    for place in list(found.values()):
        below = {unit.parent_id for depth, unit in bodies(place) if depth}
        found |= {unit.pk: unit for _depth, unit in bodies(place) if unit.pk in below}
    return list(found.values())


def _rolled(request: StaffRequest, form: RollUpForm) -> dict[str, Any]:
    unit, kind = form.cleaned_data["unit"], form.cleaned_data["kind"]
    days, language = Period(form.cleaned_data["period"]), get_language() or "vi"
    seen = queries.readable(request.tenures)
    book = _book(request, unit)
    rolled = queries.roll_up(book, unit, kind, days, seen)
    rule = law.rule_on(days.last_on or request.today)
    counts = [
        [level.label[language], number(rolled.levels[level.code]), number(rolled.rated)]
        for level in (rule.levels if rule else ())
    ]
    columns = [
        Column(gettext("Level")),
        Column(gettext("Bodies"), number=True),
        Column(gettext("of those rated"), number=True),
    ]
    return {
        "sample": words.sample_words(rolled.rows),
        "unit": unit,
        "period": days,
        "kind": KIND_WORDS[kind],
        "rolled": rolled,
        "counts": Table(gettext("How many were given each level"), columns, counts),
        "table": words.listed(
            gettext("Bodies that were rated"), rolled.rows, opened(request, rolled.rows)
        ),
        "stated": _stated(book, unit, language),
        "hides_party": kind in PARTY_SIDE
        and not any(rules.of_party(held.post.unit) for held in request.tenures),
    }


def _book(request: StaffRequest, unit: Unit) -> Book:
    for held in request.tenures:
        if held.may(READ) and held.covers(unit, READ):
            return held.post.book
    return books(request, READ)[0]


def _stated(book: Book, unit: Unit, language: str) -> Table | None:
    """What papers say of how many of how many, each leading to its sentence."""
    rows = [
        [
            Link(indicator.label[language], reverse("office:figure", args=[result.pk])),
            period(result.period),
            f"{number(result.numerator)}/{number(result.denominator)}",
            result.claim.document.title,
        ]
        for result in stated_shares(book, unit)
        if (indicator := in_force(result.indicator, result.event_on))
    ]
    columns = [
        Column(gettext("What is counted")),
        Column(gettext("Period")),
        Column(gettext("So many of so many"), number=True),
        Column(gettext("Paper")),
    ]
    return Table(gettext("Stated in papers"), columns, rows) if rows else None
