"""Somebody moves on to the next post; and changes of posts by cause, each opening to its rows."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.office.access import StaffRequest, allow, books, may, tenure
from wardbook.office.views.page import PER_PAGE, page, typed
from wardbook.office.views.posts import change, owed_words
from wardbook.office.why_forms import ChangesForm, MoveOnForm
from wardbook.org import actions
from wardbook.org.causes import label
from wardbook.org.changes import changes as changes_of
from wardbook.org.changes import counted
from wardbook.org.models import Post, Tenure
from wardbook.org.roles import Permission

ASSIGN = Permission.ACCOUNT_ASSIGN
READ = Permission.LEDGER_READ
UNTOLD = "not-told"  # in an address: changes of which no cause is told


@allow(ASSIGN)
@require_http_methods(["GET", "POST"])
def move_on(request: StaffRequest, number: int) -> HttpResponse:
    """One day on which somebody leaves one post and comes to the next."""
    rows = Tenure.objects.filter(post__book__in=books(request, ASSIGN))
    held = get_object_or_404(
        rows.select_related("person", "post__book", "post__unit__parent"), pk=number
    )
    posts = Post.objects.filter(book=held.post.book_id, end_on=None).exclude(pk=held.post_id)
    form = MoveOnForm(
        typed(request),
        posts=posts.select_related("unit").order_by("unit__folded", "code"),
        initial={"start_on": request.today},
    )

    def act() -> str:
        by = tenure(request, ASSIGN, book=held.post.book, unit=held.post.unit)
        post, on = form.cleaned_data["post"], form.cleaned_data["start_on"]
        actions.move_on(held, post, on=on, why=form.why, by=by, at=timezone.now())
        return reverse("office:post", args=[post.pk])

    stays = gettext(
        "They leave this post the day before and hold the next one from its first day. What this"
        " post owes stays with it: dates stand, and whoever comes after inherits them."
    )
    return change(
        request,
        form,
        act,
        caption=held.post.label[get_language() or "vi"],
        back=reverse("office:post", args=[held.post_id]),
        heading=gettext("%(name)s moves on") % {"name": held.person.name},
        intro=f"{stays} {owed_words(held.post)}",
        button=gettext("Move on"),
        said=gettext("They hold the next post; this page says from where they came."),
    )


@allow(READ)
@require_safe
def changes(request: StaffRequest) -> HttpResponse:
    """How many changes of posts a period brought, by cause; and the rows of one cause, or all."""
    form = ChangesForm(request.GET, today=request.today)
    start, end = form.span
    found = changes_of(books(request, READ), start, end)
    chosen = request.GET.get("cause", "")
    rows = [one for one in found if chosen in ("", one.cause or UNTOLD)]
    if chosen and not rows:
        raise Http404
    here = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "span": (start, end),
        "counts": [_count(row, start, end) for row in counted(found)],
        "total": len(found),
        "people": len({one.person.pk for one in found}),
        "page": here,
        "rows": [{"change": one, "cause": _cause(one.cause)} for one in here],
        "chosen": _cause("" if chosen == UNTOLD else chosen) if chosen else "",
        "all": "?" + _asked(start, end),
        "links": may(request, ASSIGN),
    }
    return page(request, "office/changes.html", context)


def _count(row: Any, start: Any, end: Any) -> dict[str, Any]:
    asked = _asked(start, end, cause=row.cause or UNTOLD)
    return {"row": row, "words": _cause(row.cause), "url": f"?{asked}#rows"}


def _asked(start: Any, end: Any, **more: str) -> str:
    days = {
        f"{name}_{part}": f"{value:{code}}"
        for name, value in (("start", start), ("end", end))
        for part, code in (("day", "%d"), ("month", "%m"), ("year", "%Y"))
    }
    return urlencode(days | more)


def _cause(code: str) -> str:
    return label(code)[get_language() or "vi"] if code else gettext("not told")
