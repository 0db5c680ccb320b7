"""An export beside the book: what is gone, and what differs."""

from collections.abc import Iterator

from django.db.models import QuerySet

from wardbook.exchange.layouts import Layout
from wardbook.exchange.models import Difference, Export, Heard


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
    yield from ()
