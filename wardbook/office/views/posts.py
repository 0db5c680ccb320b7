"""Posts of a book: opening, renaming and closing them, and who holds them from when to when."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.cases.queries.work import owing
from wardbook.lib.refusal import Refused
from wardbook.office import history
from wardbook.office.access import StaffRequest, allow, books, tenure, units
from wardbook.office.org_forms import (
    ROLE_WORDS,
    LastDayForm,
    LeaveForm,
    PostForm,
    TenureForm,
    TitleForm,
    after,
    charge_rows,
    last_day,
    title_of,
)
from wardbook.office.views.page import PER_PAGE, done, on_form, page, typed
from wardbook.org import actions, queries
from wardbook.org.causes import label
from wardbook.org.heirs import heirs
from wardbook.org.models import Person, Post, Tenure, Unit
from wardbook.org.queries import tenure_for
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED

ASSIGN = Permission.ACCOUNT_ASSIGN


@allow(ASSIGN)
@require_safe
def posts(request: StaffRequest) -> HttpResponse:
    found = queries.posts(books(request, ASSIGN), request.today)
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"post": post, "role": ROLE_WORDS[post.role], "last_on": _last(post)} for post in here]
    context = {
        "page": here,
        "open": [row for row in rows if row["last_on"] is None],
        "closed": [row for row in rows if row["last_on"] is not None],
    }
    return page(request, "office/posts.html", context)


def _last(one: Post | Tenure) -> Any:
    return one.end_on and last_day(one.end_on)


def _post(request: StaffRequest, number: int) -> Post:
    rows = Post.objects.filter(book__in=books(request, ASSIGN))
    return get_object_or_404(rows.select_related("book", "unit__parent__parent"), pk=number)


@allow(ASSIGN)
@require_safe
def post(request: StaffRequest, number: int) -> HttpResponse:
    found = _post(request, number)
    tenures = found.tenures.select_related("person", "follows__post", "followed__post")
    context = {
        "post": found,
        "role": ROLE_WORDS[found.role],
        "last_on": _last(found),
        "tenures": [held_row(one) for one in tenures.order_by("-start_on", "-pk")],
        "charges": charge_rows(request.today, post=found),
        "history": history.lines(found.book, f"post/{found.code}"),
    }
    return page(request, "office/post.html", context)


def held_row(one: Tenure) -> dict[str, Any]:
    """Somebody in the line of those who held a post: how they came, and where they went."""
    language = get_language() or "vi"
    return {
        "tenure": one,
        "last_on": _last(one),
        "came": one.began_by and label(one.began_by)[language],
        "left": one.ended_by and label(one.ended_by)[language],
        "before": one.follows and one.follows.post,
        "next": one.followed.post if hasattr(one, "followed") else None,
    }


@allow(ASSIGN)
@require_http_methods(["GET", "POST"])
def post_new(request: StaffRequest) -> HttpResponse:
    bodies = [(0, unit) for place in _places(request) for unit in _standing(place, request)]
    bodies += [(0, unit) for unit in _above(request)]
    initial = {"start_on": request.today, "unit": request.GET.get("unit", "")}
    form = PostForm(typed(request), bodies=bodies, initial=initial)

    def act() -> str:
        by = _opener(request, form.place)
        opened = actions.open_post(
            actions.free_post_code(form.place, form.title["vi"]),
            book=by.post.book,
            unit=form.place,
            role=form.cleaned_data["role"],
            title=form.title,
            start_on=form.cleaned_data["start_on"],
            by=by,
            at=timezone.now(),
        )
        return reverse("office:post", args=[opened.pk])

    return change(
        request,
        form,
        act,
        heading=gettext("Open a post"),
        intro=gettext("A post is the work; whoever holds it may change, and its record stays."),
        button=gettext("Open the post"),
        back=reverse("office:posts"),
        said=gettext("The post is open: give it to somebody."),
    )


def _places(request: StaffRequest) -> list[Unit]:
    """The places of the person's posts, and of one that has ended those that took it over."""
    places = units(request, ASSIGN)
    after = [one for place in places for one in heirs(place, request.today)]
    return list({one.pk: one for one in [*places, *after]}.values())


def _above(request: StaffRequest) -> list[Unit]:
    """The places above, whose leader or inspector verifies in this book, nearest first."""
    places = [above for place in _places(request) for above in place.territory.path[-2::-1]]
    return list({one.pk: one for one in places}.values())


def _opener(request: StaffRequest, unit: Unit) -> Tenure:
    """The post whose book looks after ``unit``, or after a place that it took over."""
    held = [one for one in request.tenures if one.covers(unit, ASSIGN)] or request.tenures
    for one in held:
        if tenure_for([one], ASSIGN, book=one.post.book, unit=unit, on=request.today):
            return one
    raise Refused(NOT_ALLOWED)


def _standing(place: Unit, request: StaffRequest) -> list[Unit]:
    below = [unit for _depth, unit in queries.bodies(place) if unit.stands(request.today)]
    return [place, *below] if place.stands(request.today) else below


def change(
    request: StaffRequest, form: Form, act: Callable[[], str], *, said: str, **words: str
) -> HttpResponse:
    """A page that asks for one change: ``act`` does it and answers where to go from there."""
    if request.method == "POST" and form.is_valid():
        try:
            following = act()
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, said)
            return redirect(following)
    status = 422 if form.errors else 200
    return page(request, "office/change.html", {"form": form, **words}, status=status)


def owed_words(post: Post) -> str:
    """How much open work stays with a post whose holder leaves, blank where none does."""
    n = owing([post])
    words = ngettext(
        "The post answers for %(n)s open case: give it to somebody, or let somebody act.",
        "The post answers for %(n)s open cases: give it to somebody, or let somebody act.",
        n,
    )
    return words % {"n": n} if n else ""


def _words(found: Post, **words: str) -> dict[str, str]:
    back = reverse("office:post", args=[found.pk])
    return {"caption": found.label[get_language() or "vi"], "back": back, **words}


@allow(ASSIGN)
@require_http_methods(["GET", "POST"])
def rename(request: StaffRequest, number: int) -> HttpResponse:
    found = _post(request, number)
    form = TitleForm(typed(request), initial=title_of(found))

    def act() -> str:
        by = tenure(request, ASSIGN, book=found.book, unit=found.unit)
        actions.rename_post(found, form.title, by=by, at=timezone.now())
        return reverse("office:post", args=[found.pk])

    words = _words(
        found,
        heading=gettext("Change the title"),
        intro=gettext("The work stays the same. For other work, close this post and open one."),
        button=gettext("Change the title"),
    )
    return change(request, form, act, said=gettext("The title is changed."), **words)


@allow(ASSIGN)
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, number: int) -> HttpResponse:
    found = _post(request, number)
    form = LastDayForm(typed(request), initial={"last_on": request.today})

    def act() -> str:
        by = tenure(request, ASSIGN, book=found.book, unit=found.unit)
        owed = owing([found])
        actions.close_post(found, end_on=form.end_on, owing=owed, by=by, at=timezone.now())
        return reverse("office:post", args=[found.pk])

    words = _words(
        found,
        heading=gettext("Close the post"),
        intro=gettext("It is not deleted: what was signed by it stays, and says who held it."),
        button=gettext("Close the post"),
    )
    return change(request, form, act, said=gettext("The post is closed."), **words)


@allow(ASSIGN)
@require_http_methods(["GET", "POST"])
def give(request: StaffRequest, number: int) -> HttpResponse:
    found = _post(request, number)
    holder = found.tenures.filter(acting=False, end_on=None).select_related("person").last()
    people = Person.objects.filter(book__in=books(request, ASSIGN), is_active=True)
    form = TenureForm(
        typed(request),
        people=people.exclude(pk=request.user.pk).order_by("name", "username"),
        holder=holder,
        initial={"start_on": _free_on(found, request.today)},
    )

    def act() -> str:
        by = tenure(request, ASSIGN, book=found.book, unit=found.unit)
        _give(found, holder, form, by=by)
        return reverse("office:post", args=[found.pk])

    words = _words(
        found,
        heading=gettext("Give this post"),
        intro=gettext(
            "One person at a time holds it in their own right; others may act for them. You"
            " cannot give a post to yourself."
        ),
        button=gettext("Give the post"),
    )
    return change(request, form, act, said=gettext("The post is given."), **words)


def _free_on(found: Post, today: date) -> date:
    """The first day that a holder whose last day is told leaves to the next; else today."""
    days = found.tenures.filter(acting=False, end_on__gt=today).values_list("end_on", flat=True)
    return max((day for day in days if day), default=today)


def _give(found: Post, holder: Tenure | None, form: TenureForm, *, by: Tenure) -> None:
    data, at = form.cleaned_data, timezone.now()
    person, days = data["person"], {"start_on": data["start_on"]}
    if data["last_on"]:
        days["end_on"] = after(data["last_on"])
    if holder and data["how"] == "follow":
        actions.hand_over(holder, person, **days, why=form.why, by=by, at=at)
    else:
        acting = data["how"] == "acting"
        actions.start_tenure(found, person, **days, acting=acting, why=form.why, by=by, at=at)


@allow(ASSIGN)
@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, number: int) -> HttpResponse:
    rows = Tenure.objects.filter(post__book__in=books(request, ASSIGN))
    held = get_object_or_404(
        rows.select_related("person", "post__book", "post__unit__parent"), pk=number
    )
    told = {"cause": held.ended_by, "paper": held.ended_paper, "reason": held.ended_reason}
    form = LeaveForm(typed(request), initial={"last_on": _last(held) or request.today, **told})

    def act() -> str:
        by = tenure(request, ASSIGN, book=held.post.book, unit=held.post.unit)
        actions.end_tenure(held, end_on=form.end_on, why=form.why, by=by, at=timezone.now())
        return reverse("office:post", args=[held.post_id])

    stays = gettext("What they did by this post stays signed by it.")
    words = _words(
        held.post,
        heading=gettext("Last day of %(name)s") % {"name": held.person.name},
        intro=f"{stays} {owed_words(held.post)}",
        button=gettext("Set the last day"),
    )
    return change(request, form, act, said=gettext("The last day is set."), **words)
