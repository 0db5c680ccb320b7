"""An export beside the book: what is gone, what differs, and why."""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from wardbook.exchange.blank import blank
from wardbook.exchange.chunk import moments_of
from wardbook.exchange.layouts import MOMENTS, Layout
from wardbook.exchange.models import Difference, Export, Heard
from wardbook.exchange.moments import Instant, read_limit
from wardbook.exchange.parse import FIRST_DAYS
from wardbook.exchange.readings import Readings
from wardbook.exchange.reconcile import Cause, Found, Said, Sorter, differ
from wardbook.lib.clock import VIETNAM
from wardbook.org.working_time import working_time

BATCH = 1_000


class Told(NamedTuple):
    """The columns of one dossier that are compared: what is heard of it, and its case.

    Those with a default are what its keeper says of it; a system is not its own witness, so they
    are only read beside another one.
    """

    heard: int
    code: str
    told: dict[str, Any]
    origin: str
    limit: str
    first_due_at: datetime | None
    due_at: datetime | None
    state: str = ""
    told_due_at: datetime | None = None
    accepted_at: datetime | None = None
    received_at: datetime | None = None
    ended_at: datetime | None = None
    kept: dict[str, Any] | None = None


BY_LAW = ("pk", "code", "told", "case__origin", "case__limit", "case__first_due_at", "case__due_at")
AS_KEPT = ("case__state", *(f"case__{name}" for name in Told._fields[8:-1]), "case__told")


def vanished(export: Export) -> QuerySet[Heard]:
    """What the same system told of the days of this export before, and does not in it.

    An export that is older than one already taken says nothing of what is gone.
    """
    rows = Heard.objects.filter(book=export.book, unit=export.unit, system=export.system)
    if export.since_on is None or rows.filter(export__as_of__gt=export.as_of).exists():
        return rows.none()
    days = (export.since_on, export.until_on)
    return rows.filter(accepted_on__range=days, gone__isnull=True).exclude(export=export)


def differences(export: Export, layout: Layout) -> Iterator[Difference]:
    """Every difference of a finished export, with its cause; rows are read one after another.

    What it yields is only to be inserted (:func:`wardbook.exchange.blank.blank`).
    """
    yield from _missing(export, layout)
    calendar, hours = working_time(export.unit, export.as_of_on)
    sorter = Sorter(Readings(calendar, hours))
    differing = array("Q")  # eight bytes a dossier, so that memory stays flat
    columns = BY_LAW if layout.keeps else (*BY_LAW, *AS_KEPT)
    rows = export.heard.filter(case__isnull=False).order_by("pk").values_list(*columns)
    for told in starmap(Told, rows.iterator(BATCH)):
        if pair := _pair(told, export, layout):
            sorter.weigh(*pair)
            if differ(*pair):
                differing.append(told.heard)
    while part := differing[:BATCH]:
        del differing[:BATCH]
        for told in starmap(Told, rows.filter(pk__in=list(part))):
            pair = _pair(told, export, layout)
            for found in sorter.sort(*pair) if pair else ():
                yield _row(export, told.heard, found)


def _missing(export: Export, layout: Layout) -> Iterator[Difference]:
    """What is gone since the last export, or stands only in the one system or in the other."""
    for heard in Heard.objects.filter(gone=export).order_by("code").iterator(BATCH):
        yield _row(export, heard.pk, _presence(heard, Cause.MISSING_THERE, "gone"))
    if layout.keeps:
        return
    kept = Heard.objects.filter(book=export.book, case__isnull=False).exclude(system=export.system)
    told = Heard.objects.filter(book=export.book, system=export.system, code=OuterRef("code"))
    of_days = kept.filter(
        unit=export.unit, accepted_on__range=(export.since_on, export.until_on), gone=None
    )
    for heard in of_days.filter(~Exists(told)).order_by("code").iterator(BATCH):
        yield _row(export, heard.pk, _presence(heard, Cause.MISSING_THERE, "never"))
    here = export.heard.filter(case__isnull=True)
    for heard in here.order_by("code").iterator(BATCH):
        if not heard.told["moments"].keys() & set(FIRST_DAYS):
            continue  # a problem of the row (EXC-12): with no first day nothing could be here
        yield _row(export, heard.pk, _presence(heard, Cause.MISSING_HERE, ""))


def _presence(heard: Heard, cause: Cause, detail: str) -> Found:
    there = cause is Cause.MISSING_HERE
    return Found(heard.code, "presence", "" if there else "1", "1" if there else "", cause, detail)


def _row(export: Export, heard: int, found: Found) -> Difference:
    return blank(
        Difference,
        export_id=export.pk,
        heard_id=heard,
        field=found.field,
        ours=found.ours[:80],
        theirs=found.theirs[:80],
        cause=found.cause,
        detail=found.detail[:40],
    )


def _pair(told: Told, export: Export, layout: Layout) -> tuple[Said, Said] | None:
    """A system that keeps its dossiers is held against the law; another against the keeper."""
    theirs = _as_told(told)
    if not layout.keeps:
        return _as_kept(told), theirs
    return (_by_law(theirs, told), theirs) if told.origin == export.system else None


def _as_told(told: Told) -> Said:
    moments = moments_of(told.told)
    if again := moments.get("due_again"):
        moments["due"] = again
    return Said(
        code=told.code,
        procedure=_procedure(told),
        status=told.told["status"],
        moments=moments,
        limit=read_limit(told.told["texts"].get("limit", "")),
        first_due=moments.get("first_due"),
    )


def _procedure(told: Told) -> str:
    said = told.told["texts"] if told.kept is None else told.kept
    return str(said.get("procedure_code") or said.get("procedure") or "")


def _by_law(theirs: Said, told: Told) -> Said:
    """What the law makes of the days that are told; without a known limit it says nothing."""
    moments = {name: at for name, at in theirs.moments.items() if name != "due"}
    if told.limit and told.due_at:
        moments["due"] = _instant(told.due_at)
    first = _instant(told.first_due_at) if told.first_due_at else None
    return replace(theirs, moments=moments, limit=told.limit, first_due=first)


def _as_kept(told: Told) -> Said:
    """What the system that keeps the dossier says of it, as far as it was heard of here."""
    columns = {
        "accepted": told.accepted_at,
        "received": told.received_at,
        "due": told.told_due_at,
        "finished": told.ended_at,
    }
    moments = {name: _instant(at) for name, at in columns.items() if at}
    kept = told.kept or {}
    own = {name: Instant.of(kept[name]) for name in MOMENTS if name in kept}
    return Said(
        code=told.code,
        procedure=_procedure(told),
        status=STATUSES.get(told.state, told.state),
        moments=moments | own,
        limit=told.limit,
        first_due=own.get("first_due"),
    )


# Our states of a dossier in the words in which tellings are compared.
STATUSES = {
    "incomplete": "awaiting_supplement",
    "in_hand": "processing",
    "waiting": "awaiting_supplement",
    "elsewhere": "awaiting_opinion",
    "above": "awaiting_opinion",
    "rejected": "rejected_at_intake",
}


def _instant(at: datetime) -> Instant:
    return Instant(at.astimezone(VIETNAM).replace(tzinfo=None), exact=True)
