"""How often people came for one finished dossier, and why they came in vain (counts, no names)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count

from wardbook.cases.kinds.contacts import CAME_AGAIN, SENT_HOME
from wardbook.cases.models.case import Case, Channel, Contact
from wardbook.lib.clock import VIETNAM
from wardbook.lib.ratio import Ratio
from wardbook.org.models import Unit

LEAST = 5  # a smaller count may be about somebody


@dataclass(frozen=True, slots=True)
class Trips:
    """Visits for the dossiers finished in a period, and how many those are.

    ``parts`` sum to ``visits``: handed in at the counter, came again, collected on another day, and
    sent home in the period with nothing handed in. ``causes`` are reasons of five visits or more;
    ``rest`` is what is left, five or more or none at all.
    """

    finished: int
    parts: dict[str, int]
    causes: dict[str, int]
    rest: int

    @property
    def visits(self) -> int:
        return sum(self.parts.values())

    @property
    def enough(self) -> bool:
        return self.finished >= LEAST

    @property
    def each(self) -> Ratio | None:
        """Visits for one finished dossier; nothing while fewer than five are finished."""
        return Ratio(self.visits, self.finished) if self.enough else None


def trips(units: Sequence[Unit], start: date, end: date) -> Trips:
    """For own dossiers of ``units`` whose result came between two days, both in it."""
    span = (datetime.combine(start, time.min, VIETNAM), datetime.combine(end, time.max, VIETNAM))
    done = Case.objects.filter(
        unit__in=units, kind="dossier", origin="", accepted_at__isnull=False, ended_at__range=span
    )
    rows = list(done.values_list("pk", "channel", "submitted_at", "delivered_at"))
    home = Contact.objects.filter(unit__in=units, case=None, at__range=span)
    again = Contact.objects.filter(case__in=done)
    parts = {
        "handed_in": sum(channel == Channel.DIRECT for _, channel, _, _ in rows),
        "came_again": again.count(),
        "collected": sum(_another_day(came, got) for _, _, came, got in rows),
        "sent_home": home.count(),
    }
    reasons = Counter(dict(home.values_list("reason").annotate(n=Count("pk")).order_by()))
    reasons.update(dict(again.values_list("reason").annotate(n=Count("pk")).order_by()))
    causes, rest = at_least_five(dict(reasons))
    return Trips(len(rows), parts, causes, rest)


def _another_day(came: datetime, got: datetime | None) -> bool:
    return got is not None and came.astimezone(VIETNAM).date() != got.astimezone(VIETNAM).date()


def at_least_five(found: dict[str, int]) -> tuple[dict[str, int], int]:
    """Counts of five or more, most first; the others together, with the smallest if they are few.

    Whoever subtracts the shown counts from the whole learns nothing of fewer than five.
    """
    order = [*SENT_HOME, *CAME_AGAIN]
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], order.index(pair[0])))
    shown = [pair for pair in ranked if pair[1] >= LEAST]
    rest = sum(n for _, n in ranked) - sum(n for _, n in shown)
    while 0 < rest < LEAST and shown:
        rest += shown.pop()[1]
    return dict(shown), rest
