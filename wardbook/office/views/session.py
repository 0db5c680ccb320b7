"""Signing in and out."""

from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from wardbook.org.models import Person
from wardbook.web.access import open_to_all

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
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return HttpResponseRedirect(_next(request))
    status = 422 if form.errors else 200
    return render(request, "office/sign_in.html", {"form": form}, status=status)


def _next(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of this site."""
    wanted = request.GET.get("next", "")
    ours = wanted.startswith("/") and wanted.isprintable()
    if ours and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("office:home")


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("office:sign-in")


@open_to_all
def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """After too many wrong passwords: the same for every name, so that it tells nothing."""
    return render(request, "office/locked_out.html", status=429)
