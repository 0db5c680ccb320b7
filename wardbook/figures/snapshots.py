"""An indicator as it stands at a moment, frozen for a shortcoming or what is done about it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wardbook.figures.catalogue import indicators
from wardbook.figures.models import Result
from wardbook.org.models import Unit


def snapshot(unit: Unit, code: str, at: datetime) -> dict[str, Any] | None:
    """The last figure of an indicator for the place of ``unit``, filed by ``at``; exact, as text.

    ``None`` where nothing stands: no data is not zero.
    """
    rows = standing(unit, code).filter(filed_at__lte=at)
    last = rows.order_by("-end_on", "-filed_at").first()
    return frozen(last) if last else None


def standing(unit: Unit, code: str) -> Any:
    """Every figure of an indicator for the place that was neither withdrawn nor corrected."""
    rows = Result.objects.filter(unit=unit.territory, indicator=code, withdrawn_at=None)
    return rows.exclude(corrections__discarded_at__isnull=True, corrections__isnull=False)


def frozen(row: Result) -> dict[str, Any]:
    """What is kept of a figure: its value as digits, its bound, measure, period and where it is."""
    return {
        "indicator": row.indicator,
        "label": label_of(row.indicator),
        "value": format(row.value, "f"),
        "value_max": format(row.value_max, "f") if row.value_max is not None else None,
        "bound": row.bound,
        "direction": row.direction,
        "measure": row.measure,
        "period": row.period,
        "as_of": row.as_of.isoformat() if row.as_of else None,
        "result": row.pk,
        "key": row.key,
        "figure": row.key if row.public_as else "",
    }


def last_figures(unit: Unit, most: int = 5) -> list[Result]:
    """The figures of the place that are public and were released last."""
    rows = Result.objects.public().filter(unit=unit.territory).order_by("-released_at", "-pk")
    return list(rows.defer("folded", "quote")[:most])


def label_of(code: str) -> dict[str, str]:
    """What an indicator is called, or its code where no row of the catalogue has it any more."""
    found = next((row for row in indicators() if row.code == code), None)
    return found.label if found else {"vi": code, "en": code}


def choices(language: str) -> Iterable[tuple[str, str]]:
    """Every indicator once, by its name."""
    return sorted({row.code: row.label[language] for row in indicators()}.items(),
                  key=lambda pair: pair[1])  # fmt: skip
