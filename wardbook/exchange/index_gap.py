"""How far lists of the national portal explain that it counts component 2.1 otherwise than we do.

What the portal told of each dossier is put in the place of ours, one matter after another
(``wardbook.exchange.reconcile``): the steps lead from our part to that of the portal's own list.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.db.models import QuerySet

from wardbook.cases.models import Case
from wardbook.cases.outcomes import against
from wardbook.cases.queries.service_index import IN_TIME, Counted
from wardbook.cases.queries.statement import Frame
from wardbook.exchange.chunk import moments_of
from wardbook.exchange.models import Difference, Export, Heard
from wardbook.exchange.reconcile import MATTERS
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.reports.service_index import Step

PORTAL = "portal"
OWN = "own"  # own intake: no other system knows of it
ORDER = (*MATTERS, OWN)
SPEAKS = {"status": 1, "finished": 2, "due": 3}  # the last one decides
MATTER_OF = {str(cause): matter for matter, causes in MATTERS.items() for cause in causes}


class Change(NamedTuple):
    """What a dossier adds to numerator and denominator when it is counted as the portal does."""

    matter: str
    good: int
    of: int


def steps(frame: Frame, book: Book, counted: Counted) -> list[Step]:
    """From our part to the portal's, a step for each matter that changes it.

    Empty where nothing differs, or where no list of the portal was taken in: see :func:`known`.
    """
    by_matter: dict[str, list[Change]] = defaultdict(list)
    for change in _changes(frame, book, counted):
        by_matter[change.matter].append(change)
    numerator, denominator, found = len(counted.good), len(counted.of), []
    for matter in ORDER:
        if changes := by_matter[matter]:
            numerator += sum(change.good for change in changes)
            denominator += sum(change.of for change in changes)
            found.append(Step(matter, len(changes), numerator, denominator))
    return found


def known(frame: Frame, book: Book) -> bool:
    """Was a list of the portal taken in that speaks of days of the frame?"""
    return _exports(frame, book).exists()


def _exports(frame: Frame, book: Book) -> QuerySet[Export]:
    rows = Export.objects.filter(book=book, unit__in=frame.units, system=PORTAL)
    rows = rows.filter(finished_at__isnull=False, taken_at__lte=frame.cut_off)
    return rows.filter(since_on__lt=frame.period.end_on, until_on__gte=frame.period.start_on)


def _changes(frame: Frame, book: Book, counted: Counted) -> Iterator[Change]:
    """Every dossier that the portal counts otherwise, or that only one of the two counts."""
    if not known(frame, book):
        return
    good, judged = frozenset(counted.good), frozenset(counted.of)
    told = _told(frame, book)
    why = _why(told)
    for heard in told:
        theirs = _in_time(heard, frame)
        if theirs is None:
            continue
        matter = why.get(heard.pk, "unexplained")
        if heard.case_id is None:
            yield Change("us", theirs, 1)
        elif heard.case_id not in judged:
            yield Change(matter, theirs, 1)
        elif theirs != (heard.case_id in good):
            yield Change(matter, 1 if theirs else -1, 0)
    yield from _only_here(frame, book, counted, {heard.case_id for heard in told})


def _told(frame: Frame, book: Book) -> list[Heard]:
    """What the portal tells of dossiers accepted in the period."""
    rows = Heard.objects.filter(book=book, unit__in=frame.units, system=PORTAL, gone=None)
    rows = rows.filter(accepted_on__gte=frame.period.start_on, accepted_on__lt=frame.period.end_on)
    return list(rows.filter(export__in=_exports(frame, book)).order_by("pk"))


def _in_time(heard: Heard, frame: Frame) -> bool | None:
    """By the portal's own days: finished by its date, or not past it yet; ``None`` without one."""
    moments = moments_of(heard.told)
    due, end = moments.get("due_again") or moments.get("due"), moments.get("finished")
    if due is None:
        return None
    ended = end.at(VIETNAM.key) if end else None
    return against(due.until(VIETNAM.key), ended, frame.upto) in IN_TIME


def _why(told: Iterable[Heard]) -> dict[int, str]:
    """Dossier as told → the matter by which its last telling differs; the due date speaks first."""
    heard = {one.pk: one.export_id for one in told}
    rows = Difference.objects.filter(heard__in=list(heard), export__system=PORTAL)
    found: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: SPEAKS.get(row.field, 0)):
        if row.export_id == heard[row.heard_id]:
            found[row.heard_id] = MATTER_OF[row.cause]
    return found


def _only_here(
    frame: Frame, book: Book, counted: Counted, told: Collection[int | None]
) -> Iterator[Change]:
    """Dossiers that the portal does not tell of on their day, though it tells of others'.

    One that it counts in another period is a matter of the clock: of the day from which it counts.
    """
    rows = _exports(frame, book).values_list("since_on", "until_on")
    days = [(first, last) for first, last in rows if first and last]
    good = frozenset(counted.good)
    heard = Heard.objects.filter(book=book, system=PORTAL, gone=None, case__in=counted.of)
    elsewhere = set(heard.values_list("case", flat=True))
    cases = Case.objects.filter(pk__in=counted.of).values_list("pk", "origin", "submitted_at")
    for number, origin, at in cases:
        on = at.astimezone(VIETNAM).date()
        if number in told or not any(first <= on <= last for first, last in days):
            continue
        unheard = "synchronisation" if origin else OWN
        matter = "clock" if number in elsewhere else unheard
        yield Change(matter, -(number in good), -1)
