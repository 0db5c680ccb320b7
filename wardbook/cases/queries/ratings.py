"""What people say of the service, in groups that name nobody."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wardbook.cases.models.rating import Rating
from wardbook.lib.disclosure import FEWEST
from wardbook.lib.period import Period
from wardbook.lib.ratio import rounded
from wardbook.org.models import Unit

SHOWN = 12  # months back
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many rated, how many gave each score from one to five, how many each reason."""

    n: int
    scores: dict[int, int]
    reasons: dict[str, int]

    @property
    def average(self) -> Decimal:
        """The mean score to one place, halves up; there are always five at least."""
        total = sum(score * given for score, given in self.scores.items())
        return rounded(Decimal(total) / self.n, _TENTH)


def ratings(unit: Unit, period: Period, *, on: date) -> Ratings | None:
    """The ratings of a unit in the months of ``period`` that are over on ``on``.

    A month with fewer than five is in no answer, neither alone nor in a longer period, and no
    month while it runs: so no two answers differ by fewer than five people. ``None``: no month
    has five.
    """
    rows = Rating.objects.filter(unit=unit, on__gte=period.start_on, on__lt=on.replace(day=1))
    if period.end_on:
        rows = rows.filter(on__lt=period.end_on)
    told = list(rows.values_list("on", "score", "reasons"))
    a_month = Counter(month for month, _, _ in told)
    shown = [(score, given) for month, score, given in told if a_month[month] >= FEWEST]
    return _counted(shown) if shown else None


def months(units: Sequence[Unit], *, on: date) -> list[tuple[Unit, date, Ratings]]:
    """Each unit and month of the last twelve that are over on ``on``, newest first, with five.

    Of a month with fewer nothing is told, not even whether somebody rated.
    """
    last = on.replace(day=1)
    rows = Rating.objects.filter(unit__in=units, on__gte=_before(last, SHOWN), on__lt=last)
    told: dict[tuple[int, date], list[tuple[int, list[str]]]] = defaultdict(list)
    for unit, month, score, reasons in rows.values_list("unit_id", "on", "score", "reasons"):
        told[unit, month].append((score, reasons))
    named = {unit.pk: unit for unit in units}
    found = [
        (named[unit], month, _counted(given))
        for (unit, month), given in told.items()
        if len(given) >= FEWEST
    ]
    return sorted(found, key=lambda one: (-one[1].toordinal(), one[0].folded, one[0].code))


def _counted(given: Iterable[tuple[int, Iterable[str]]]) -> Ratings:
    told = list(given)
    scores = Counter(score for score, _ in told)
    reasons = Counter(reason for _, said in told for reason in said)
    return Ratings(len(told), {one: scores[one] for one in range(1, 6)}, dict(reasons))


def _before(month: date, months: int) -> date:
    """The first day of the month so many months earlier."""
    number = month.year * 12 + month.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
