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


def always(_answer: HttpResponseBase) -> bool:
    return True


def limited(
    what: str, counts: Callable[[HttpResponseBase], bool] = always
) -> Callable[[View], View]:
    """A view that one visitor may ask for as often as ``LIMITS[what]`` says, and all of them
    together as often as ``LIMITS[what-all]``; who may not is told before anything is looked up.

    ``counts`` says of an answer whether it is one of so many: behind one address may be a whole
    ward, of whom most type the right word.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            counters = _counters(what, hidden(address(request)))
            if seconds := _over(counters):
                return told_to_wait(request, seconds)
            answer: HttpResponseBase = view(request, *args, **kwargs)
            if counts(answer):
                _count(counters)
            return answer

        return run

    return decorate


def _counters(what: str, visitor: str) -> dict[str, tuple[int, int, int]]:
    """Key of a count → how often, in how many seconds, and when those are over."""
    now, found = int(time.time()), {}
    for name, who in ((what, visitor), (f"{what}-{ALL}", ALL)):
        if name in settings.LIMITS:
            most, seconds = settings.LIMITS[name]
            found[f"{name}-{who}-{now // seconds}"] = (most, seconds, seconds - now % seconds)
    return found


def _over(counters: dict[str, tuple[int, int, int]]) -> int:
    """Seconds until every count is below its limit again."""
    counted = caches["limits"].get_many(counters) if counters else {}
    full = (left for key, (most, _, left) in counters.items() if counted.get(key, 0) >= most)
    return max(full, default=0)


def _count(counters: dict[str, tuple[int, int, int]]) -> None:
    counts = caches["limits"]
    for key, (_, seconds, _) in counters.items():
        counts.set(key, counts.get(key, 0) + 1, seconds)


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
