"""How a page about somebody's own work leaves: kept by nobody on the way, told to nobody else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from wardbook.ledger import holder
from wardbook.ledger.models import Body
from wardbook.lib.refusal import hearing
from wardbook.web.access import View, open_to_all
from wardbook.web.pace import limited
from wardbook.web.unwritten import RETRY_AFTER

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
MAY_SEND = 64 * 1024  # bytes: a form, never a file
TO_KEEP = "wardbook.keep"  # of a request's environment: what the server in front may keep
_LETTERS = re.compile(r"[a-z0-9]{12}")


@dataclass(frozen=True, slots=True)
class Keep:
    """The page that answers may be kept as ``name`` and ``form``; see :mod:`wardbook.web.kept`."""

    name: str
    form: str
    stand: int
    book: int
    until: int


def opens_nothing(answer: HttpResponseBase) -> bool:
    return answer.status_code == 404


def personal(what: str) -> Callable[[View], View]:
    """A view of what one person alone may see; of answers that open nothing one visitor gets as
    many as the limit ``what`` says, and then none."""

    def decorate(view: View) -> View:
        @open_to_all
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if _size(request) > MAY_SEND:
                response: HttpResponseBase = render(request, "413.html", status=413)
            else:
                with hearing() as refusals:
                    response = limited(what, opens_nothing)(view)(request, *args, **kwargs)
                if any(one.passing for one in refusals):
                    response.status_code, response.headers["Retry-After"] = 503, RETRY_AFTER
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return run

    return decorate


def written(word: str) -> str:
    """A look-up word as we write it, however it was typed: ``K7MQ2XWATP9D`` → ``k7mq-2xwa-tp9d``.

    What cannot be one stays as it is.
    """
    letters = "".join(sign for sign in word.lower() if sign.isalnum())
    if not _LETTERS.fullmatch(letters):
        return word
    return "-".join(letters[at : at + 4] for at in (0, 4, 8))


def said_of(word: str) -> Body | None:
    """What stands for a word; wrong ones, unknown ones and no words take the same work."""
    return holder.said(holder.digest(word))


def unknown(request: HttpRequest) -> HttpResponse:
    """The one answer to every word that opens nothing."""
    return render(request, "portal/unknown_word.html", {"body": {}}, status=404)


def _size(request: HttpRequest) -> int:
    sent = request.META.get("CONTENT_LENGTH") or "0"
    return int(sent) if sent.isdecimal() else 0
