"""Accounts of a book: who has one, inviting, disabling, a new link. Nobody sees a password."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refused
from wardbook.office import history
from wardbook.office.access import StaffRequest, allow, books, tenure
from wardbook.office.org_forms import AccountForm, PersonForm
from wardbook.office.views.page import PER_PAGE, done, on_form, page, refused_banner, typed
from wardbook.office.views.posts import change, held_row
from wardbook.org import actions, queries
from wardbook.org.models import Invitation, Person, Tenure
from wardbook.org.roles import Permission
from wardbook.web.tables import Status

ASSIGN = Permission.ACCOUNT_ASSIGN


@allow(ASSIGN)
@require_safe
def accounts(request: StaffRequest) -> HttpResponse:
    found = queries.accounts(books(request, ASSIGN), request.today)
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    rows = [
        {"person": person, "state": state(person, now), "titles": _titles(person)}
        for person in here
    ]
    return page(request, "office/accounts.html", {"page": here, "rows": rows})


def _titles(person: Person) -> dict[str, int]:
    """The titles somebody holds today, each with how often: many small wards share a clerk."""
    held: list[Tenure] = person.held  # type: ignore[attr-defined] # put there by queries.accounts
    titles = [one.post.label[get_language() or "vi"] for one in held]
    return dict(Counter(titles))


def state(person: Person, now: datetime) -> Status:
    """In one word how an account stands."""
    if not person.is_active:
        return Status(gettext("disabled"), "grey")
    if not person.has_usable_password():
        invitation: Invitation | None = getattr(person, "invitation", None)
        if invitation and now < invitation.until:
            return Status(gettext("invited"), "yellow")
        return Status(gettext("needs a new link"), "orange")
    if person.must_change:
        return Status(gettext("must change the password"), "yellow")
    return Status(gettext("in use"), "green")


@allow(ASSIGN)
@require_http_methods(["GET", "POST"])
def account_new(request: StaffRequest) -> HttpResponse:
    form = AccountForm(typed(request), books=books(request, ASSIGN))
    if request.method == "POST" and form.is_valid():
        book, data = form.chosen, form.cleaned_data
        try:
            person, token = actions.invite_new(
                data["username"], data["name"], book=book, by=_by(request, book), at=timezone.now()
            )
        except Refused as refused:
            on_form(form, refused)
        else:
            return _shown_once(request, person, token)
    context = {
        "form": form,
        "heading": gettext("Invite somebody"),
        "intro": gettext(
            "They get an account without a password. You hand them a link, by which they choose"
            " their own: it opens once, within seven days."
        ),
        "button": gettext("Make the account and its link"),
        "back": reverse("office:accounts"),
    }
    return page(request, "office/change.html", context, status=422 if form.errors else 200)


def _shown_once(request: StaffRequest, person: Person, token: str) -> HttpResponse:
    with override(settings.LANGUAGE_CODE):  # the page has the switch, the link is for anybody
        link = request.build_absolute_uri(reverse("office:invitation", args=[token]))
    context = {"person": person, "link": link, "until": person.invitation.until}
    return page(request, "office/account_link.html", context)


def _account(request: StaffRequest, number: int) -> Person:
    rows = Person.objects.filter(book__in=books(request, ASSIGN)).select_related("book")
    return get_object_or_404(rows, pk=number)


@allow(ASSIGN)
@require_safe
def account(request: StaffRequest, number: int) -> HttpResponse:
    person = _account(request, number)
    near = ("post__unit", "follows__post", "followed__post")
    held = person.tenures.select_related(*near).order_by("-start_on", "-pk")
    context: dict[str, Any] = {
        "person": person,
        "state": state(person, timezone.now()),
        "tenures": [held_row(one) for one in held],
        "is_me": person.pk == request.user.pk,
        "history": history.lines(person.book, f"account/{person.pk}"),
    }
    return page(request, "office/account.html", context)


@allow(ASSIGN)
@require_http_methods(["GET", "POST"])
def rename(request: StaffRequest, number: int) -> HttpResponse:
    person = _account(request, number)
    form, back = PersonForm(typed(request), initial={"name": person.name}), "office:account"

    def act() -> str:
        name, by = form.cleaned_data["name"], _by(request, person.book)
        actions.rename(person, name, by=by, at=timezone.now())
        return reverse(back, args=[number])

    return change(
        request,
        form,
        act,
        caption=person.username,
        heading=gettext("Correct the name"),
        intro=gettext("Of the same person: whoever takes over their work gets an account."),
        button=gettext("Correct the name"),
        back=reverse(back, args=[number]),
        said=gettext("The name is corrected."),
    )


@allow(ASSIGN)
@require_POST
def link(request: StaffRequest, number: int) -> HttpResponse:
    """A new one-time link: the password and every sign-in of before end."""
    person = _account(request, number)
    try:
        token = actions.invite(person, by=_by(request, person.book), at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
        return redirect("office:account", number)
    return _shown_once(request, person, token)


@allow(ASSIGN)
@require_POST
def disable(request: StaffRequest, number: int) -> HttpResponse:
    said = gettext("The account is disabled; every sign-in of it has ended.")
    return _switch(request, number, actions.disable, said)


@allow(ASSIGN)
@require_POST
def enable(request: StaffRequest, number: int) -> HttpResponse:
    return _switch(request, number, actions.enable, gettext("The account is enabled."))


def _switch(
    request: StaffRequest, number: int, act: Callable[..., Person], said: str
) -> HttpResponse:
    person = _account(request, number)
    try:
        act(person, by=_by(request, person.book), at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
    else:
        done(request, said)
    return redirect("office:account", number)


def _by(request: StaffRequest, book: Book) -> Tenure:
    return tenure(request, ASSIGN, book=book)
