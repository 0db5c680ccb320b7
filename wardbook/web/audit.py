"""The audit of the office: every attempt that is turned away is one row.

A view that hands something out, or turns somebody away in a way of its own, calls :func:`note`;
everything else is told from the answer and from the refusals that were raised.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Max
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.module_loading import import_string

from wardbook.lib.refusal import Refusal, hearing
from wardbook.web.middleware import GetResponse, is_staff_path
from wardbook.web.models import KEPT, AuditEvent, Kind
from wardbook.web.unwritten import RETRY_AFTER

PER_HOUR = 200  # rows of one account, of all strangers together; originals handed out not counted
PRUNED_EVERY = 1000  # rows
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
GIVEN = (Kind.HANDED, Kind.READ)  # what somebody was given to see, and not turned away
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
UNPROCESSABLE = 422  # a form that is sent back with what is wrong in it
BY_STATUS = {403: Kind.NO_POST, 404: Kind.PAGE, 413: Kind.SIZE, 429: Kind.LOCKED}
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who asks: the number of their account, the post they act by, and its book."""

    account: int | None = None
    post: str = ""
    book: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be written when the request has been answered."""

    kind: str
    rule: str = ""
    by: Signature | None = None


def note(request: HttpRequest, kind: str, *, by: Signature | None = None) -> None:
    """Say what this request came to; ``by`` where nobody is signed in and it is yet known."""
    _notes(request).append(Note(kind, by=by))


def _notes(request: HttpRequest) -> list[Note]:
    kept: Any = request
    if not hasattr(kept, "audit_notes"):
        kept.audit_notes = []
    notes: list[Note] = kept.audit_notes
    return notes


def audit(get_response: GetResponse) -> GetResponse:
    """Write what came of each request to the office; the public site is not watched."""
    signature: Callable[[HttpRequest], Signature] = import_string(settings.AUDIT_SIGNATURE)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_staff_path(request.path_info):
            return _response(get_response(request))
        with hearing() as refusals:
            response = _response(get_response(request))
        told = [*_notes(request), *_told(request, response, refusals)]
        for one in told:
            _write(request, one, one.by or signature(request))
        return _unkept(response) if any(one.passing for one in refusals) else response

    return middleware


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    """A form that comes back because the machine kept nothing of it is not the sender's fault."""
    if response.status_code == UNPROCESSABLE:
        response.status_code, response.headers["Retry-After"] = 503, RETRY_AFTER
    return response


def _response(response: Any) -> HttpResponseBase:
    given: HttpResponseBase = response
    return given


def _told(
    request: HttpRequest, response: HttpResponseBase, refusals: list[Refusal]
) -> Iterator[Note]:
    """What the answer says of itself, where the view said nothing."""
    kind = BY_STATUS.get(response.status_code)
    if kind and request.resolver_match and not _notes(request):
        yield Note(kind)
    if request.method not in SAFE:
        rules = dict.fromkeys(one.rule for one in refusals if not one.passing)
        yield from (Note(Kind.RULE, rule) for rule in rules)


def _write(request: HttpRequest, told: Note, by: Signature) -> None:
    """Add the row; where the database cannot, the answer still goes out and the log says so."""
    event = AuditEvent(
        at=timezone.now(),
        kind=told.kind,
        account=by.account,
        post=by.post,
        book=by.book,
        method=request.method if request.method in METHODS else "OTHER",
        place=_place(request),
        rule=told.rule,
    )
    try:
        with transaction.atomic():
            _add(event)
    except DatabaseError:
        logger.exception("A row of the audit could not be written: %s", event.kind)


def _add(event: AuditEvent) -> None:
    """At most so many rows an hour of one account, and so many rows of all.

    An original handed out is always a row: nobody hides one behind many refusals. So is a dossier
    that was opened, once a day for each account.
    """
    if event.kind == Kind.READ and _read_today(event):
        return
    if event.kind not in GIVEN:
        written = _written(event)
        if written > PER_HOUR:
            return
        if written == PER_HOUR:
            event.kind, event.rule = Kind.MANY, ""
    event.save(force_insert=True)
    if event.pk % PRUNED_EVERY == 0:
        newest = AuditEvent.objects.aggregate(newest=Max("pk"))["newest"]
        AuditEvent.objects.filter(pk__lte=newest - KEPT).delete()


def _written(event: AuditEvent) -> int:
    """Rows of the same account in the hour before."""
    since = event.at - timedelta(hours=1)
    recent = AuditEvent.objects.filter(account=event.account, at__gt=since)
    return recent.exclude(kind__in=GIVEN).count()


def _read_today(event: AuditEvent) -> bool:
    """Did the account open the same dossier on this day already?"""
    midnight = timezone.localtime(event.at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = AuditEvent.objects.filter(account=event.account, at__gte=midnight, kind=Kind.READ)
    return rows.filter(place=event.place, post=event.post).exists()


def _place(request: HttpRequest) -> str:
    """The address as it is routed, with its numbers: words of an address may name somebody."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return ""
    place = str(match.route)
    for name, value in match.kwargs.items():
        if isinstance(value, int):
            place = place.replace(f"<int:{name}>", str(value))
    return f"/{place}"[:200]
