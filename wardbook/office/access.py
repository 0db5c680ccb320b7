"""Who may open a page of the office: whoever holds a post whose role gives the permission."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refused
from wardbook.org import queries
from wardbook.org.models import Person, Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED
from wardbook.web import access

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request by somebody signed in, with the posts they hold ``today``."""

    user: Person
    today: date
    tenures: list[Tenure]


def allow(permission: str) -> Callable[[View], View]:
    """Only for holders of a post with ``permission`` today; for others there is no such page.

    Whoever holds no post that opens any page is told so, and can sign out.
    """

    def mark(view: View) -> View:
        @access.allow(permission)
        @never_cache  # after signing out, the back button finds nothing
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("office:sign-in"))
            request.today = timezone.localdate()
            request.tenures = queries.tenures(request.user, request.today)
            if not any(tenure.may(Permission.DOCUMENT_READ) for tenure in request.tenures):
                return render(request, "office/no_post.html", status=403)
            if not any(tenure.may(permission) for tenure in request.tenures):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return mark


def books(request: StaffRequest, permission: str) -> list[Book]:
    """The books in which a post of the person gives ``permission`` today."""
    posts = [tenure.post for tenure in request.tenures if tenure.may(permission)]
    found = {post.book.pk: post.book for post in posts}
    return sorted(found.values(), key=lambda book: book.code)


def units(request: StaffRequest, permission: str) -> list[Unit]:
    """The places for which the person's posts give ``permission``, by name."""
    posts = [tenure.post for tenure in request.tenures if tenure.may(permission)]
    places = {place.pk: place for place in (post.place_of(permission) for post in posts)}
    return sorted(places.values(), key=lambda unit: (unit.folded, unit.code))


def tenure(request: StaffRequest, permission: str, *, book: Book, unit: Unit) -> Tenure:
    """The post by which the person acts here; raises ``Refused`` when none allows it."""
    found = queries.tenure_for(request.tenures, permission, book=book, unit=unit, on=request.today)
    if found is None:
        raise Refused(NOT_ALLOWED)
    return found
