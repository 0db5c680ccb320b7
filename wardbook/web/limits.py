"""How much and how often one visitor may ask, before anything of it is read."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from wardbook.web import audit
from wardbook.web.client import address
from wardbook.web.middleware import GetResponse, is_staff_path
from wardbook.web.models import Kind
from wardbook.web.pace import hidden, told_to_wait, wait

STRANGERS_MAY_SEND = 64 * 1024  # bytes: a form to sign in, never a file


def limits(get_response: GetResponse) -> GetResponse:
    """Turn away what is too large or too often; stands inside the staff chain."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = _turned_away(request) or get_response(request)
        return response

    return middleware


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    staff = is_staff_path(request.path_info)
    if staff and not _user(request).is_authenticated and _size(request) > STRANGERS_MAY_SEND:
        audit.note(request, Kind.SIZE)
        return render(request, "413.html", status=413)
    what = _counted(request, staff=staff)
    seconds = wait(what, _visitor(request, staff=staff)) if what in settings.LIMITS else 0
    if not seconds:
        return None
    if staff:
        audit.note(request, Kind.PACE)
    return told_to_wait(request, seconds)


def _counted(request: HttpRequest, *, staff: bool) -> str:
    """search · upload · sign-in, or nothing: reading pages is free."""
    if not staff:
        return "search" if "q" in request.GET else ""
    if request.method != "POST":
        return ""
    if not _user(request).is_authenticated:
        return "sign-in"
    return "upload" if request.content_type == "multipart/form-data" else ""


def _visitor(request: HttpRequest, *, staff: bool) -> str:
    user = _user(request) if staff else None
    who = f"account {user.pk}" if user and user.is_authenticated else address(request)
    return hidden(who)


def _size(request: HttpRequest) -> int:
    sent = request.META.get("CONTENT_LENGTH") or "0"
    return int(sent) if sent.isdecimal() else 0


def _user(request: HttpRequest) -> Any:
    """Whoever is signed in; on staff paths alone there is a user to ask for."""
    staff: Any = request
    return staff.user
