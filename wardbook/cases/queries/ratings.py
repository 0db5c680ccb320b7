"""What people say of the service, in groups that name nobody."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from wardbook.cases.models.rating import Rating
from wardbook.lib.period import Period
from wardbook.org.models import Unit

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many rated, how many gave each score from one to five, how many each reason."""

    n: int
    scores: dict[int, int]
    reasons: dict[str, int]


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
    if not shown:
        return None
    scores = Counter(score for score, _ in shown)
    reasons = Counter(reason for _, given in shown for reason in given)
    return Ratings(len(shown), {one: scores[one] for one in range(1, 6)}, dict(reasons))
