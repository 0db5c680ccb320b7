"""Targets that the figures of a place did not reach."""

from datetime import date

from wardbook.figures.models import Result, Target
from wardbook.figures.queries import targets_of
from wardbook.figures.ratings.targets import is_met
from wardbook.org.models import Unit


def missed(unit: Unit, start: date, end: date) -> list[tuple[Result, Target]]:
    """Figures whose period ended in these days and that miss their target for certain."""
    rows = Result.objects.filter(unit=unit.territory, withdrawn_at=None)
    rows = rows.filter(end_on__gt=start, end_on__lte=end).defer("folded", "quote")
    known = list(rows.exclude(corrections__discarded_at__isnull=True, corrections__isnull=False))
    targets = targets_of(known)
    pairs = ((row, one) for row in known for one in targets[row.pk] if one.measure == row.measure)
    return [(row, target) for row, target in pairs if is_met(row, target) is False]
