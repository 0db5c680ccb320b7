"""Ratings of bodies: the list, one of them with what speaks for it, its steps and its release."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.cases.models import Case
from wardbook.cases.queries import follow_up
from wardbook.figures.actions import ratings as actions
from wardbook.figures.models import StepName, UnitRating
from wardbook.figures.ratings import assembly, law, queries, rules
from wardbook.figures.ratings.evidence import judged
from wardbook.figures.ratings.law import LEVELS
from wardbook.figures.ratings.scoring import Choice
from wardbook.figures.rules import signer
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office import rating_forms as forms
from wardbook.office import rating_words as words
from wardbook.office.access import StaffRequest, allow, books, units
from wardbook.office.views.page import PER_PAGE, done, page, refused_banner, turned_back, typed
from wardbook.office.views.posts import change
from wardbook.org.models import Tenure, Unit
from wardbook.org.queries import bodies
from wardbook.org.roles import Permission
from wardbook.web.templatetags.wardbook import period

READ, KEEP = Permission.RATING_READ, Permission.RATING_KEEP


def readable(request: StaffRequest) -> QuerySet[UnitRating]:
    """Ratings whose level the person may read."""
    return queries.ratings().filter(queries.readable(request.tenures))


def opened(request: StaffRequest, rows: Iterable[UnitRating]) -> set[int]:
    """Those of ``rows`` of which the person may read everything."""
    seen = UnitRating.objects.filter(queries.inside(request.tenures))
    return set(seen.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))


@allow(READ)
@require_safe
def unit_ratings(request: StaffRequest) -> HttpResponse:
    """Every rating that the person may read, the latest period first, bodies by name."""
    form = forms.ListForm(request.GET)
    chosen = {name: value for name in form.fields if (value := _asked(form, name))}
    here = Paginator(readable(request).filter(Q(**chosen)), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "sample": words.sample_words(here),
        "filters": form,
        "page": here,
        "table": words.listed(gettext("Ratings of bodies"), here, opened(request, here)),
        "keeps": bool(books(request, KEEP)),
    }
    return page(request, "office/unit_ratings.html", context)


def _asked(form: forms.ListForm, name: str) -> str:
    form.is_valid()
    value: str = form.cleaned_data.get(name, "")
    return value


def rating_of(request: StaffRequest, number: int) -> UnitRating:
    """A rating of which the person may read everything."""
    return get_object_or_404(queries.ratings().filter(queries.inside(request.tenures)), pk=number)


@allow(READ)
@require_safe
def unit_rating(request: StaffRequest, number: int) -> HttpResponse:
    """One rating: what stands, what speaks for it, what may be done, everything that was done."""
    rating = rating_of(request, number)
    rule, lists = law.rule_of(rating.rule), assembly.lists(rating)
    evidence = lists.evidence(queries.stated(rating))
    found, facts = judged(rule, LEVELS[0], rating.kind, evidence), _facts(rating, lists)
    context = {
        "sample": words.sample_words([rating]),
        "rating": rating,
        "rule": rule,
        "mark": words.MARK_WORDS[rule.mark],
        "state": words.state_cell(rating),
        "level": words.standing(rating),
        "known": [fact for fact in facts if fact["number"] is not None],
        "unknown": [fact for fact in facts if fact["number"] is None],
        "stated": words.stated_rows(evidence),
        "conditions": words.conditions(found, evidence, rule),
        "steps": [_step(rating, step) for step in rating.steps.all()],
        "offers": _offers(request, rating),
        **_public(request, rating),
    }
    return page(request, "office/unit_rating.html", context)


def _facts(rating: UnitRating, lists: assembly.Lists) -> list[dict[str, Any]]:
    """Each number with the list that it is the length of; nothing where there is no record."""
    evidence = lists.evidence(queries.stated(rating))
    known = {
        "remedied": evidence.remedied,
        "open": None if evidence.shortcomings is None else len(lists.open),
        "on_time": evidence.on_time,
        "late": evidence.late,
        "undone": evidence.undone,
        "inspections": len(lists.inspections) or None,
        "met": evidence.targets_met,
        "missed": evidence.targets_missed,
    }
    return [
        {
            "words": words.FACT_WORDS[name],
            "number": number,
            "url": reverse("office:rating-evidence", args=[rating.pk, name]),
        }
        for name, number in known.items()
    ]


def _step(rating: UnitRating, step: Any) -> dict[str, Any]:
    breaches = [
        Refusal(one.rule, one.message, tuple((name, text) for name, text in one.values))
        for one in step.breaches.all()
    ]
    return {
        "step": step,
        "words": words.STEP_WORDS[step.step],
        "level": words.level_words(rating.rule, step.level, step.bound) if step.level else "",
        "points": words.points_words(step),
        "breaches": breaches,
    }


def _offers(request: StaffRequest, rating: UnitRating) -> list[dict[str, Any]]:
    """Every step that comes next, with its page or with why the person may not take it."""
    found = []
    for step in StepName:
        if rating.state not in rules.BEFORE[step]:
            continue
        by = _by(request, rating, step)
        found.append(
            {
                "words": words.DO_WORDS[step],
                "url": reverse("office:rating-step", args=[rating.pk, step.replace("_", "-")]),
                "refusal": by if isinstance(by, Refusal) else None,
            }
        )
    return found


def _by(request: StaffRequest, rating: UnitRating, step: StepName) -> Tenure | Refusal:
    """The first post of the person by which nothing stands in the way of the step."""

    def why_not(post: Tenure) -> Refusal | None:
        return rules.obstacle(rating, step, by=post, on=request.today)

    return signer(request.tenures, why_not)


def _public(request: StaffRequest, rating: UnitRating) -> dict[str, Any]:
    current = queries.current(rating)

    def why_not(post: Tenure) -> Refusal | None:
        return rules.why_not_release(rating, current, by=post, on=request.today)

    by = signer(request.tenures, why_not)
    return {
        "may_release": not isinstance(by, Refusal),
        "why_not_release": by if isinstance(by, Refusal) and current else None,
        "may_withdraw": rating.released is not None
        and any(one.may(Permission.FIGURE_RELEASE) for one in request.tenures),
    }


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def rating_open(request: StaffRequest) -> HttpResponse:
    form = forms.OpenForm(
        typed(request), units=_kept(request), initial={"unit": request.GET.get("unit")}
    )

    def act() -> str:
        unit = form.cleaned_data["unit"]
        by = _keeper(request, unit)
        made = actions.open_rating(
            unit, form.cleaned_data["period"], book=by.post.book, by=by, at=timezone.now()
        )
        return reverse("office:unit-rating", args=[made.pk])

    return change(
        request,
        form,
        act,
        said=gettext("The rating is opened."),
        heading=gettext("Open a rating"),
        intro=gettext("It follows the rule that is in force on the last day of the period."),
        button=gettext("Open the rating"),
        back=reverse("office:unit-ratings"),
    )


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def rating_tell(request: StaffRequest) -> HttpResponse:
    """Record a decision that a body outside this book made, or that lies years back."""
    form = forms.TellForm(typed(request), units=_kept(request), papers=forms.papers_of(request))

    def act() -> str:
        unit = form.cleaned_data["unit"]
        by = _keeper(request, unit)
        days = form.cleaned_data["period"]
        made = actions.tell(unit, days, form.told, book=by.post.book, by=by, at=timezone.now())
        return reverse("office:unit-rating", args=[made.pk])

    return change(
        request,
        form,
        act,
        said=gettext("The decision is recorded."),
        heading=gettext("Record a decision made elsewhere"),
        intro=gettext(
            "It stands as its document says, whatever a rule says of it; what the book knows"
            " against it is noted beside it."
        ),
        button=gettext("Record the decision"),
        back=reverse("office:unit-ratings"),
    )


def _kept(request: StaffRequest) -> list[Unit]:
    """The bodies whose ratings the person keeps: those of the Party side from that side alone."""
    sides = {rules.of_party(held.post.unit) for held in request.tenures if held.may(KEEP)}
    below = [unit for place in units(request, KEEP) for unit in _with_bodies(place)]
    kept = {unit.pk: unit for unit in below if True in sides or not rules.of_party(unit)}
    return list(kept.values())


def _with_bodies(place: Unit) -> list[Unit]:
    return [place, *(unit for _depth, unit in bodies(place))]


def _keeper(request: StaffRequest, unit: Unit) -> Tenure:
    """The post by which the person keeps the rating of a body; one of its own side first."""

    def why_not(post: Tenure) -> Refusal | None:
        return rules.opening(unit, post, on=request.today)

    by = signer(request.tenures, why_not)
    if isinstance(by, Refusal):
        raise Refused(by)
    return by


@allow(KEEP)
@require_http_methods(["GET", "POST"])
def rating_step(request: StaffRequest, number: int, step: str) -> HttpResponse:
    """Rate it for itself, propose, decide, adjust or cancel; whatever a rule says is told."""
    rating, name = rating_of(request, number), _name(step)
    if request.method != "POST" and isinstance(by := _by(request, rating, name), Refusal):
        return turned_back(request, by, "office:unit-rating", rating.pk)
    form = forms.StepForm(typed(request), rating=rating, step=name, initial=_before(rating))

    def act() -> str:
        by = _by(request, rating, name)
        if isinstance(by, Refusal):
            raise Refused(by)
        _take(form, name, by)
        return reverse("office:unit-rating", args=[rating.pk])

    return change(
        request,
        form,
        act,
        said=gettext("The step is recorded."),
        caption=f"{words.name_of(rating)}, {period(rating.period)}",
        heading=str(words.DO_WORDS[name]),
        intro=law.rule_of(rating.rule).label[get_language() or "vi"],
        button=str(words.DO_WORDS[name]),
        back=reverse("office:unit-rating", args=[rating.pk]),
    )


def _name(step: str) -> StepName:
    try:
        return StepName(step.replace("-", "_"))
    except ValueError as error:
        raise Http404 from error


def _before(rating: UnitRating) -> dict[str, Any]:
    """What was said in the step before, as the beginning of the next."""
    last, stated = queries.last_said(rating), queries.stated(rating)
    said = {name: getattr(stated, name) for name in ("tasks", "on_time", "late", "undone")}
    said |= {"beyond": stated.beyond, "version": rating.version}
    said["disciplined"] = {True: "yes", False: "no", None: ""}[stated.disciplined]
    if last:
        said |= {"level": last.level, "common": last.common, "task": last.task}
    return said


def _take(form: forms.StepForm, name: StepName, by: Tenure) -> None:
    at, seen, scored = timezone.now(), form.seen, form.scored
    if name == StepName.SELF_RATING:
        actions.self_rate(seen, scored, by=by, at=at)
    elif name == StepName.PROPOSAL:
        actions.propose(seen, scored, by=by, at=at)
    elif name == StepName.DECISION:
        actions.decide([Choice(rating=seen, scored=scored)], by=by, at=at)
    elif name == StepName.ADJUST:
        actions.adjust(seen, scored, by=by, at=at)
    else:
        actions.cancel(seen, scored.reason, scored.document, by=by, at=at)


@allow(READ)
@require_safe
def rating_evidence(request: StaffRequest, number: int, fact: str) -> HttpResponse:
    """The records behind one number: as many as it says."""
    rating = rating_of(request, number)
    if fact not in words.FACT_WORDS:
        raise Http404
    found = assembly.lists(rating)
    targets = [one for one in found.targets if one.met is (fact == "met") and one.met is not None]
    context = {
        "sample": words.sample_words([rating]),
        "rating": rating,
        "words": words.FACT_WORDS[fact],
        "review": found.review if fact in {"remedied", "open"} else None,
        "cases": _opened(request, getattr(found, fact, [])),
        "targets": targets if fact in {"met", "missed"} else None,
    }
    return page(request, "office/rating_evidence.html", context)


def _opened(request: StaffRequest, cases: list[Case]) -> list[dict[str, Any]]:
    """Each record in its place; of one that the person may not read only its code."""
    rows = Case.objects.filter(follow_up.readable(request.tenures), pk__in=[c.pk for c in cases])
    seen = set(rows.values_list("pk", flat=True))
    return [{"case": case, "seen": case.pk in seen} for case in cases]


@allow(Permission.FIGURE_RELEASE)
@require_POST
def rating_release(request: StaffRequest, number: int) -> HttpResponse:
    rating = rating_of(request, number)
    current = queries.current(rating)

    def why_not(post: Tenure) -> Refusal | None:
        return rules.why_not_release(rating, current, by=post, on=request.today)

    by = signer(request.tenures, why_not)
    try:
        if isinstance(by, Refusal):
            raise Refused(by)
        actions.release(rating, by=by, at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
    else:
        done(request, gettext("The public reads this rating now."))
    return redirect("office:unit-rating", rating.pk)


@allow(Permission.FIGURE_RELEASE)
@require_http_methods(["GET", "POST"])
def rating_withdraw(request: StaffRequest, number: int) -> HttpResponse:
    rating = rating_of(request, number)
    form = forms.TakeBackForm(typed(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]

        def why_not(post: Tenure) -> Refusal | None:
            return rules.why_not_withdraw(rating, reason, by=post, on=request.today)

        by = signer(request.tenures, why_not)
        if isinstance(by, Refusal):
            raise Refused(by)
        actions.withdraw(rating, reason, by=by, at=timezone.now())
        return reverse("office:unit-rating", args=[rating.pk])

    return change(
        request,
        form,
        act,
        said=gettext("The rating is taken back."),
        caption=words.name_of(rating),
        heading=gettext("Take the rating back"),
        button=gettext("Take the rating back"),
        back=reverse("office:unit-rating", args=[rating.pk]),
    )
