"""Who may open a page of the office: whoever holds a post whose role gives the permission."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refused
from wardbook.office import unsent
from wardbook.org import queries
from wardbook.org.kinds import OVER_PLACES
from wardbook.org.models import Person, Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED
from wardbook.web import access

View = Callable[..., HttpResponse]

OWN = "own"  # the mark of pages about oneself: whoever is signed in opens them, with a post or not
HOME = "office:home"
CHOOSES = "office:password"  # where whoever has a password of somebody else goes first
# A person's first page is the first of these that a post of theirs opens.
FIRST_PAGES = (
    (Permission.CASE_OVERRULE, "office:week"),
    (Permission.CASE_OPEN, "office:imports"),
    (Permission.CASE_READ, "office:week"),
    (Permission.ACCOUNT_ASSIGN, "office:accounts"),
)


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
            if elsewhere := _enter(request):
                return elsewhere
            if first_page(request) is None:
                return render(request, "office/no_post.html", status=403)
            if may(request, permission):
                return _answer(request, view(request, *args, **kwargs))
            raise Http404

        return guarded

    return mark


def own(view: View) -> View:
    """For everybody signed in: what is only about themselves."""

    @access.allow(OWN)
    @never_cache
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return _enter(request) or _answer(request, view(request, *args, **kwargs))

    return guarded


def _enter(request: Any) -> HttpResponse | None:
    """Note who comes with which posts; or where they must go first."""
    if not request.user.is_authenticated:
        if "HX-Request" in request.headers:  # a part of a page has no room for the sign-in
            return HttpResponse(status=401)
        unsent.keep_signed_out(request)
        return redirect_to_login(request.get_full_path(), reverse("office:sign-in"))
    request.today = timezone.localdate()
    request.tenures = queries.tenures(request.user, request.today)
    if request.user.must_change and request.path != reverse(CHOOSES):
        return redirect(CHOOSES)
    return None


def _answer(request: Any, answer: HttpResponse) -> HttpResponse:
    """The answer, with what the person had typed and could not send; first they need a password."""
    answer = _or_above(request, answer)
    return answer if request.user.must_change else unsent.hand_back(request, answer)


def _or_above(request: Any, answer: HttpResponse) -> HttpResponse:
    """The answer; of an address that only takes what is sent, the page above it.

    A browser comes there by itself: after signing in anew, or for the other language.
    """
    if request.method == "GET" and answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return redirect(_above(request.path))
    return answer


def _above(path: str) -> str:
    """The nearest address above ``path`` that is a page; above all others stands the first."""
    path = path.rstrip("/").rpartition("/")[0] + "/"
    try:
        resolve(path)
    except Resolver404:
        return _above(path)
    return path


def may(request: StaffRequest, permission: str) -> bool:
    return any(held.may(permission) for held in request.tenures)


def first_page(request: StaffRequest) -> str | None:
    """The name of the first page that a post of the person opens."""
    return next((page for permission, page in FIRST_PAGES if may(request, permission)), None)


def books(request: StaffRequest, permission: str) -> list[Book]:
    """The books in which a post of the person gives ``permission`` today."""
    posts = [tenure.post for tenure in request.tenures if tenure.may(permission)]
    found = {post.book.pk: post.book for post in posts}
    return sorted(found.values(), key=lambda book: book.code)


def by_place(request: StaffRequest, permission: str, unit: Unit) -> Tenure:
    """The post whose book looks after ``unit``; raises ``Refused`` when the person has none."""
    for held in request.tenures:
        if held.may(permission) and held.covers(unit, permission):
            return held
    raise Refused(NOT_ALLOWED)


def units(request: StaffRequest, permission: str) -> list[Unit]:
    """The places for which the person's posts give ``permission``, by name."""
    posts = [tenure.post for tenure in request.tenures if tenure.may(permission)]
    places = {place.pk: place for place in (post.place_of(permission) for post in posts)}
    return sorted(places.values(), key=lambda unit: (unit.folded, unit.code))


def places(request: StaffRequest, permission: str) -> list[Unit]:
    """The places of ``units``, then those below them, of which the tier above reads many."""
    found = units(request, permission)
    below = queries.places_below(found, books(request, permission))
    return list({place.pk: place for place in (*found, *below)}.values())


def many(request: StaffRequest, permission: str) -> bool:
    """Whether the person reads more than one place: the title of a post says too little then."""
    return len(places(request, permission)) > 1


def nameless(request: StaffRequest) -> set[int]:
    """The units that the person reads without learning whose the dossiers there are.

    Those of the places below their own; all of them, where no post of theirs handles dossiers.
    """
    own = units(request, Permission.HOLDER_READ)
    mine = {place.pk for place in own}
    theirs = [one for one in places(request, Permission.CASE_READ) if one.pk not in mine]
    if not theirs:
        return set()
    here = [place for place in own if place.kind not in OVER_PLACES]
    known = set(queries.within(here).values_list("pk", flat=True))
    return set(queries.within(theirs).values_list("pk", flat=True)) - known


def tenure(
    request: StaffRequest, permission: str, *, book: Book, unit: Unit | None = None
) -> Tenure:
    """The post by which the person acts here; raises ``Refused`` when none allows it.

    Without ``unit`` the matter is the book's and not one place's.
    """
    for held in request.tenures:
        where = unit or held.post.unit
        if queries.tenure_for([held], permission, book=book, unit=where, on=request.today):
            return held
    raise Refused(NOT_ALLOWED)
