"""What an export shows at once: what is overdue by whose count, what differs, what to ask about."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Case
from wardbook.cases.outcomes import Outcome
from wardbook.exchange.mirror import KIND
from wardbook.exchange.models import Difference, Export, Heard, Retold
from wardbook.exchange.reconcile import MATTERS
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM

# Whose count says that a dossier is overdue; the last two are where the counts part.
OVERDUE = ("law", "index", "quoted", "only_quoted", "only_law")


def exports(books: Sequence[Book]) -> QuerySet[Export]:
    """Newest first."""
    rows = Export.objects.filter(book__in=books).select_related("unit", "book", "taken_by__post")
    return rows.order_by("-taken_at", "-pk")


def newer(export: Export) -> Export | None:
    """What was taken of the same system and unit since."""
    rows = Export.objects.filter(
        book=export.book, unit=export.unit, system=export.system, as_of__gt=export.as_of
    )
    return rows.order_by("-as_of").first()


def overdue(export: Export, count: str) -> QuerySet[Case]:
    """Open dossiers of the export whose date had passed when it was taken out, by one count.

    By law the date that holds counts, and nothing is overdue while it waits for the citizen; the
    index takes the date that was synchronised or, without one, the end of the limit; quoted is the
    other system's own word or, where it says none, its date, which lasts to the end of its day.
    Where law and quoted part, what only the one counts is listed: each follows from the other.
    """
    states = KINDS[KIND].open_states
    rows = Case.objects.filter(
        pk__in=export.heard.values("case"), origin=export.system, state__in=states
    ).select_related("procedure", "unit")
    law, index, quoted = _by_law(export.as_of), _by_index(export.as_of), _quoted(export.as_of)
    chosen = {"law": law, "index": index, "quoted": quoted, "only_quoted": quoted, "only_law": law}
    found = rows.filter(chosen[count])
    if other := {"only_quoted": law, "only_law": quoted}.get(count):
        found = found.exclude(pk__in=rows.filter(other).values("pk"))
    return found.order_by("due_at", "pk")


def _by_law(at: datetime) -> Q:
    return Q(due_at__lt=at) & ~Q(waits_on="citizen")


def _by_index(at: datetime) -> Q:
    due = Q(told_due_at__lt=at) | Q(told_due_at=None, due_at__lt=at)
    return due & ~Q(waits_on="citizen")


def _quoted(at: datetime) -> Q:
    today = at.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    by_date = Q(told_due_at__lt=today) & ~Q(told__has_key="outcome")
    return Q(told__outcome__in=[Outcome.LATE, Outcome.OVERDUE]) | by_date


def counts(export: Export) -> dict[str, int]:
    """Count → dossiers that are overdue by it."""
    return {count: overdue(export, count).count() for count in OVERDUE}


def by_cause(export: Export) -> dict[str, int]:
    rows = export.differences.values_list("cause").annotate(count=Count("pk")).order_by()
    return dict(rows)


def matters(export: Export) -> list[tuple[str, list[tuple[str, int]]]]:
    """Matter → its causes that were found, with how many differences each has."""
    found = by_cause(export)
    return [
        (matter, [(cause, found[cause]) for cause in causes if cause in found])
        for matter, causes in MATTERS.items()
    ]


def differences(export: Export, cause: str) -> QuerySet[Difference]:
    rows = export.differences.filter(cause=cause).select_related("heard", "heard__case__procedure")
    return rows.order_by("detail", "heard__code", "pk")


def gone(export: Export) -> QuerySet[Heard]:
    return export.missed.select_related("case__procedure", "export").order_by("code")


def gone_from(case: Case) -> Export | None:
    """The file in which a mirrored dossier was no longer found; ``None`` where it stands."""
    return Export.objects.filter(missed__case=case).order_by("-as_of").first()


def retold(export: Export) -> QuerySet[Heard]:
    """Dossiers of which this export says otherwise than an earlier one, with what it changed."""
    here = Prefetch("before", Retold.objects.filter(export=export))
    rows = Heard.objects.filter(before__export=export).distinct()
    return rows.select_related("case__procedure").prefetch_related(here).order_by("code")
