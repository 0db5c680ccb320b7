"""How often one visitor, and all of them together, may ask for the same thing.

Who the visitor is, is kept as a keyed hash only; counts are in the database cache, so that every
process sees them, and go with their minute.
"""

import hmac
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from wardbook.web.access import View
from wardbook.web.client import address

ALL = "all"  # the visitor under whom everybody is counted together


def limited(what: str) -> Callable[[View], View]:
    """A view that one visitor may ask for as often as ``LIMITS[what]`` says, and all of them
    together as often as ``LIMITS[what-all]``; who may not is told before anything is looked up."""

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            counted = {what: hidden(address(request)), f"{what}-{ALL}": ALL}
            waits = [wait(one, who) for one, who in counted.items() if one in settings.LIMITS]
            if any(waits):
                return told_to_wait(request, max(waits))
            return view(request, *args, **kwargs)

        return run

    return decorate


def hidden(who: str) -> str:
    """A visitor as they are counted: nobody reads an address out of it."""
    return hmac.digest(settings.SECRET_KEY.encode(), who.encode(), "sha256").hex()[:32]


def wait(what: str, visitor: str) -> int:
    """Seconds until ``visitor`` may go on; 0 while they are within the limit, and then counted."""
    most, seconds = settings.LIMITS[what]
    now = int(time.time())
    counts, key = caches["limits"], f"{what}-{visitor}-{now // seconds}"
    count = counts.get(key, 0)
    if count >= most:
        return int(seconds - now % seconds)
    counts.set(key, count + 1, seconds)
    return 0


def told_to_wait(request: HttpRequest, seconds: int) -> HttpResponse:
    answer = render(request, "429.html", status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
