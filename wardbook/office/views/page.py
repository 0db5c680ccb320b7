"""What every staff page shows beside its own content."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.access import StaffRequest

PER_PAGE = 50


def typed(request: StaffRequest) -> QueryDict | None:
    """What was sent by a form, even if it is nothing at all; ``None`` when a page is opened."""
    return request.POST if request.method == "POST" else None


def page(
    request: StaffRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """``template`` with the person, their first post, and its unit when all posts are there."""
    posts = [tenure.post for tenure in request.tenures]
    places = {post.unit.territory.pk for post in posts}
    language = get_language() or "vi"
    staff = {
        "name": request.user.name,
        "post": posts[0].label[language] if posts else "",
        "unit": posts[0].unit.territory.label[language] if len(places) == 1 else "",
        # Before the password is one's own, the navigation leads nowhere.
        "may": set() if request.user.must_change else set().union(*(post.may for post in posts)),
    }
    return render(request, template, {"staff": staff} | context, status=status)


def refusal_text(refusal: Refusal) -> str:
    return refusal.text(gettext)


def on_form(form: Form, refused: Refused) -> None:
    """Say beside the form why the action was refused; nothing typed is lost."""
    form.add_error(None, refusal_text(refused.refusal))


def turned_back(request: StaffRequest, refusal: Refusal, to: str, *args: Any) -> HttpResponse:
    """Say why, before anybody types, on the page to which a form that would be refused leads."""
    messages.warning(request, refusal_text(refusal))
    return redirect(to, *args)


def refused_banner(request: StaffRequest, refused: Refused) -> None:
    """Say on top of the next page why a button did nothing."""
    messages.warning(request, refusal_text(refused.refusal))


def done(request: StaffRequest, sentence: str) -> None:
    messages.success(request, sentence)
