"""How often people came for one finished dossier, and why they came in vain (counts, no names)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet

from wardbook.cases.kinds.contacts import CAME_AGAIN, SENT_HOME
from wardbook.cases.models.case import Case, Channel, Contact
from wardbook.lib.clock import VIETNAM
from wardbook.lib.disclosure import FEWEST, small
from wardbook.lib.ratio import Ratio
from wardbook.org.models import Unit

REST = "rest"  # what the causes of fewer than five are together
PARTS = ("handed_in", "came_again", "collected", "sent_home")
OF_DOSSIERS = ("finished", "handed_in", "collected")  # the other lists are of visits


@dataclass(frozen=True)
class Trips:
    """Visits for the own dossiers of ``units`` that had their result between two days, both in it.

    ``parts`` sum to ``visits``: handed in at the counter, came again, collected on another day, and
    sent home in the period with nothing handed in. ``causes`` are reasons of five visits or more;
    ``rest`` is what is left, five or more or none at all. Each number has its list.
    """

    units: Sequence[Unit | int] = field(repr=False)
    start: date
    end: date
    until: datetime | None = None  # of visits in vain, where a statement was closed within a day

    @cached_property
    def parts(self) -> dict[str, int]:
        return {name: len(self.listed(name)) for name in PARTS}

    @cached_property
    def finished(self) -> int:
        return len(self._rows)

    @property
    def causes(self) -> dict[str, int]:
        return self._reasons[0]

    @property
    def rest(self) -> int:
        return self._reasons[1]

    @property
    def visits(self) -> int:
        return sum(self.parts.values())

    @property
    def enough(self) -> bool:
        return self.finished >= FEWEST

    @property
    def each(self) -> Ratio | None:
        """Visits for one finished dossier; nothing while fewer than five are finished."""
        return Ratio(self.visits, self.finished) if self.enough else None

    def listed(self, name: str) -> Sequence[int]:
        """Numbers of the dossiers or visits behind a part, a cause, the ``rest`` or ``finished``.

        Raises ``KeyError`` for what is no number of the page, as a ``rest`` of a few is.
        """
        if name in OF_DOSSIERS:
            return [pk for pk, *told in self._rows if _is_of(name, *told)]
        if name in PARTS:
            rows = self.home if name == "sent_home" else self.again
            return list(rows.order_by("at", "pk").values_list("pk", flat=True))
        return self._of_reason(name)

    def _of_reason(self, name: str) -> list[int]:
        told = list(self._visits.values_list("pk", "reason"))
        if name == REST and self.rest >= FEWEST:
            return [pk for pk, reason in told if reason not in self.causes]
        if name not in self.causes:
            raise KeyError(name)
        return [pk for pk, reason in told if reason == name]

    # What is counted

    @property
    def _span(self) -> tuple[datetime, datetime]:
        first = datetime.combine(self.start, time.min, VIETNAM)
        return first, datetime.combine(self.end, time.max, VIETNAM)

    @property
    def _done(self) -> QuerySet[Case]:
        return Case.objects.filter(
            unit__in=self.units,
            kind="dossier",
            origin="",
            accepted_at__isnull=False,
            ended_at__range=self._span,
        )

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        rows = self._done.order_by("ended_at", "pk")
        return list(rows.values_list("pk", "channel", "submitted_at", "delivered_at"))

    @property
    def home(self) -> QuerySet[Contact]:
        """Visits that ended with nothing handed in."""
        rows = Contact.objects.filter(unit__in=self.units, case=None, at__range=self._span)
        return rows.filter(at__lt=self.until) if self.until else rows

    @property
    def again(self) -> QuerySet[Contact]:
        return Contact.objects.filter(case__in=self._done)

    @property
    def _visits(self) -> QuerySet[Contact]:
        return (self.home | self.again).order_by("at", "pk")

    @cached_property
    def _reasons(self) -> tuple[dict[str, int], int]:
        counted = self._visits.order_by().values_list("reason").annotate(n=Count("pk"))
        return at_least_five(dict(counted))


def trips(units: Iterable[Unit | int], start: date, end: date) -> Trips:
    """For own dossiers of ``units`` whose result came between two days, both in it."""
    return Trips(list(units), start, end)


def _is_of(name: str, channel: str, came: datetime, got: datetime | None) -> bool:
    if name == "handed_in":
        return channel == Channel.DIRECT
    return name == "finished" or _another_day(came, got)


def _another_day(came: datetime, got: datetime | None) -> bool:
    return got is not None and came.astimezone(VIETNAM).date() != got.astimezone(VIETNAM).date()


def at_least_five(found: dict[str, int]) -> tuple[dict[str, int], int]:
    """Counts of five or more, most first; the others together, with the smallest if they are few.

    Whoever subtracts the shown counts from the whole learns nothing of fewer than five.
    """
    order = [*SENT_HOME, *CAME_AGAIN]
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], order.index(pair[0])))
    shown = [pair for pair in ranked if pair[1] >= FEWEST]
    rest = sum(n for _, n in ranked) - sum(n for _, n in shown)
    while small(rest) and shown:
        rest += shown.pop()[1]
    return dict(shown), rest
