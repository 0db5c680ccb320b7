"""Open work of a post that has ended, or whose unit has: handed over, one by one or at once."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from wardbook.cases.actions.moves import hand_over
from wardbook.cases.kinds import FOLLOW_UP
from wardbook.cases.models import Case
from wardbook.cases.queries.follow_up import seen
from wardbook.cases.queries.left import left_with
from wardbook.cases.rules.moves import why_not_pass_on
from wardbook.cases.rules.standing import why_not_read
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books
from wardbook.office.step_forms import posts_of
from wardbook.office.views.page import PER_PAGE, done, on_form, page, typed
from wardbook.org.heirs import heirs
from wardbook.org.models import Post, Tenure
from wardbook.org.queries import tenure_for
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED

MOVE = Permission.CASE_MOVE


class LeftForm(forms.Form):
    """Who answers from now on for all that is shown, and by which paper."""

    post = forms.ModelChoiceField(
        queryset=Post.objects.none(), label=_("Who answers from now on"), empty_label=""
    )
    reason = forms.CharField(
        label=_("Why, with the paper that says so"),
        max_length=400,
        help_text=_("Such as: minutes of handing over of 30/6/2026. No names of people."),
    )

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["post"]
        field.queryset, language = posts, get_language() or "vi"
        field.label_from_instance = lambda row: (
            f"{row.label[language]} · {row.unit.label[language]}"
        )


@allow(MOVE)
@require_http_methods(["GET", "POST"])
def left_work(request: StaffRequest, number: int) -> HttpResponse:
    """What a post that has ended left open; all that the page shows is handed over at once."""
    posts = Post.objects.select_related("unit__parent__parent__parent__parent")
    post = get_object_or_404(posts, pk=number, book__in=books(request, MOVE))
    found = left_with(post, request.today).filter(seen(request.tenures))
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    read = [one for one in here if _reads(request, one)]
    if not read:
        raise Http404
    mine = [one for one in read if _by(request, one)]
    takers = _takers(mine[0], request.today) if mine else Post.objects.none()
    form = LeftForm(typed(request), posts=takers)
    if request.method == "POST" and form.is_valid() and _hand_over(request, form, mine):
        return redirect("office:problems")
    context = {
        "post": post,
        "rows": [
            {"case": one, "follows": one.kind in FOLLOW_UP, "mine": one in mine} for one in read
        ],
        "mine": mine,
        "page": here,
        "heirs": heirs(post.unit, request.today),
        "form": form if takers else None,
    }
    return page(request, "office/left.html", context, status=422 if form.errors else 200)


def _takers(case: Case, on: date) -> Any:
    """The posts that may take it on: held, of its place or those after it, in bodies that stand."""
    found = posts_of(case, on).select_related("unit__parent__parent__parent__parent")
    return found.filter(pk__in=[post.pk for post in found if _stands(post, on)])


def _stands(post: Post, on: date) -> bool:
    return all(unit.stands(on) for unit in post.unit.path)


def _hand_over(request: StaffRequest, form: LeftForm, rows: list[Case]) -> bool:
    """Each in an action of its own; the first refusal is said, and what passed stays passed."""
    passed = 0
    try:
        for row in rows:
            by = _by(request, row)
            if by is None:
                raise Refused(NOT_ALLOWED)
            data = form.cleaned_data
            hand_over(row, data["post"], data["reason"], by=by, at=timezone.now())
            passed += 1
    except Refused as refused:
        on_form(form, refused)
    if passed:
        words = ngettext("%(n)s case handed over.", "%(n)s cases handed over.", passed)
        done(request, words % {"n": passed})
    return passed == len(rows)


def _reads(request: StaffRequest, case: Case) -> bool:
    """Whether a post of the person reads it; of others not even the code is told."""
    book, unit, on = case.book, case.unit, request.today
    if case.kind in FOLLOW_UP:
        return any(why_not_read(case, by=one, on=on) is None for one in request.tenures)
    return (
        tenure_for(request.tenures, Permission.CASE_READ, book=book, unit=unit, on=on) is not None
    )


def _by(request: StaffRequest, case: Case) -> Tenure | None:
    """The post by which the person may pass it on."""
    held = (one for one in request.tenures if not why_not_pass_on(case, one, request.today))
    return next(held, None)
