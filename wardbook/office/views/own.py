"""One's own account: the password, and where one is signed in."""

from typing import Any

from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.sessions.base_session import AbstractBaseSession
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardbook.lib.refusal import Refused
from wardbook.office import unsent
from wardbook.office.access import HOME, StaffRequest, own
from wardbook.office.org_forms import PasswordForm
from wardbook.office.views.page import done, on_form, page, typed
from wardbook.org import actions
from wardbook.org.models import Session
from wardbook.web.middleware import is_staff_path

ALL = "all"  # sessions but the one that asks


@own
@require_safe
def own_account(request: StaffRequest) -> HttpResponse:
    rows = request.user.sessions.filter(expire_date__gt=timezone.now()).order_by("-started_at")
    sessions = [
        {"session": row, "handle": handle(row), "is_this": row.pk == request.session.session_key}
        for row in rows
    ]
    return page(request, "office/own.html", {"sessions": sessions, "tenures": request.tenures})


def handle(session: AbstractBaseSession) -> str:
    """A name for a session that opens nothing: its key would."""
    return salted_hmac("wardbook.session", session.session_key, algorithm="sha256").hexdigest()


@own
@require_POST
def end_session(request: StaffRequest) -> HttpResponse:
    """End one of one's own sessions, or all but this."""
    wanted = request.POST.get("session", "")
    others: Any = request.user.sessions.exclude(session_key=request.session.session_key)
    keys = [row.pk for row in others if wanted == ALL or _is(wanted, row)]
    Session.objects.filter(pk__in=keys).delete()
    done(request, gettext("Signed out there."))
    return redirect("office:own")


def _is(wanted: str, session: AbstractBaseSession) -> bool:
    return constant_time_compare(wanted, handle(session))


@own
@sensitive_post_parameters()
@require_POST
def keep_typed(request: StaffRequest) -> HttpResponse:
    """Keep what stands in a form for the page opened next, such as in the other language."""
    to = request.POST.get(unsent.TO, "")
    kept = is_staff_path(to) and unsent.keep(request, request.user.pk, to=to, page=to)
    return HttpResponse(status=204 if kept else 422)


@own
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: StaffRequest) -> HttpResponse:
    form, must_change = PasswordForm(typed(request)), request.user.must_change
    if request.method == "POST" and form.is_valid() and _knows(request, form):
        try:
            _change(request, form.cleaned_data["password"])
        except Refused as refused:
            on_form(form, refused)
        else:
            done(request, gettext("Your password is changed; you are signed out everywhere else."))
            return redirect(HOME if must_change else "office:own")
    context = {"form": form, "must_change": must_change}
    status = 422 if form.errors else 200
    return page(request, "office/password.html", context, status=status)


def _knows(request: StaffRequest, form: PasswordForm) -> bool:
    """The old password again; wrong ones count towards the lock-out like those of sign-in."""
    given = form.cleaned_data["old"]
    if authenticate(request, username=request.user.username, password=given) is not None:
        return True
    form.add_error("old", gettext("Enter the password you signed in with."))
    return False


def _change(request: StaffRequest, password: str) -> None:
    key = request.session.session_key
    person = actions.change_password(request.user, password, at=timezone.now(), keep=key)
    update_session_auth_hash(request, person)
