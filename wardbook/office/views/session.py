"""Signing in and out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wardbook.lib.refusal import Refused
from wardbook.office import unsent
from wardbook.office.audit import tried
from wardbook.office.org_forms import NewPasswordForm
from wardbook.org import actions, queries
from wardbook.org.models import Person
from wardbook.org.rules import why_not_accept
from wardbook.org.sessions import DEVICE, STARTED_AT, SessionStore
from wardbook.web import audit
from wardbook.web.access import open_to_all
from wardbook.web.client import came_from
from wardbook.web.middleware import is_staff_path
from wardbook.web.models import Kind

# The first word found in what a browser says names it: later ones borrow the words of earlier.
PROGRAMS = (
    ("coc_coc", "Cốc Cốc"),
    ("Zalo", "Zalo"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
LONGEST_NAME = Person._meta.get_field("username").max_length or 0


class SignInForm(AuthenticationForm):
    """User name and password, with one answer for every wrong pair."""

    error_messages = {
        "invalid_login": _("Enter the user name and password again: they do not fit together."),
        "inactive": _("Enter the user name and password again: they do not fit together."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        """A name longer than any account has is as wrong as any other."""
        if len(self.cleaned_data.get("username", "")) > LONGEST_NAME:
            raise self.get_invalid_login_error()
        return super().clean()


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = form.get_user()
        typed_at = unsent.sign_in(request, person)
        SessionStore.clear_expired()  # nothing stays of where somebody was signed in
        request.session[DEVICE] = device(request.headers.get("User-Agent", ""))
        request.session[STARTED_AT] = timezone.now().isoformat()
        answer = HttpResponseRedirect(typed_at or _next(request))
        unsent.remember(request, answer, person)
        return answer
    if form.errors:
        kind = Kind.LOCKED if getattr(request, "axes_locked_out", False) else Kind.SIGN_IN
        audit.note(request, kind, by=tried(form.cleaned_data.get("username", "")))
    status = 422 if form.errors else 200
    kept = unsent.is_kept(request)
    context = {"form": form, "kept": kept, "meanwhile": not kept and _was_at_work(request)}
    return render(request, "office/sign_in.html", context, status=status)


def _was_at_work(request: HttpRequest) -> bool:
    """Whether a page of the office led here: its reader was signed out meanwhile."""
    path = came_from(request).path
    inside = is_staff_path(path) and not path.endswith("/sign-in/")
    return inside and request.method == "GET" and "next" in request.GET


def device(agent: str) -> str:
    """What a browser says of itself, as its owner would know it: "Chrome, Windows"."""
    program = next((name for word, name in PROGRAMS if word in agent), "")
    system = next((name for word, name in SYSTEMS if word in agent), "")
    return ", ".join(filter(None, [program, system]))


def _next(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of this site."""
    wanted = request.GET.get("next", "")
    ours = wanted.startswith("/") and wanted.isprintable()
    if ours and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("office:home")


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link an administrator hands over: the invited person chooses a password, once."""
    found, at = queries.invitation(token), timezone.now()
    if found is None or why_not_accept(found, at):
        return render(request, "office/invitation_over.html", status=404)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept(token, form.cleaned_data["password"], at=at)
        except Refused as refused:
            form.add_error(None, refused.refusal.text(gettext))
        else:
            messages.success(request, gettext("Your password is set. Sign in with it."))
            return redirect("office:sign-in")
    context = {"form": form, "person": found.person}
    status = 422 if form.errors else 200
    return render(request, "office/invitation.html", context, status=status)


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("office:sign-in")


@open_to_all
def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """After too many wrong passwords: the same for every name, so that it tells nothing."""
    return render(request, "office/locked_out.html", status=429)
