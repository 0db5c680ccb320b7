"""Counted results: what a named counter counted over a frozen list, as the public reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from wardbook.figures.catalogue import Indicator, in_force
from wardbook.figures.models import Result
from wardbook.figures.queries import head_of
from wardbook.ledger.models import Book, Current
from wardbook.ledger.queries import TAKEN_BACK, latest, naming, standing
from wardbook.lib.period import Period
from wardbook.lib.ratio import Ratio
from wardbook.lib.refusal import Refusal
from wardbook.org.models import Unit

# counter → the indicator of the catalogue that it counts
COUNTERS = {
    "accepted": "dossiers-received",
    "filed-online": "dossiers-online",
    "first-promise-kept": "dossiers-on-time",
    "first-promise-missed": "dossiers-late",
    "first-promise-share": "on-time-share",
    "without-result": "dossiers-open",
}

_SAID = '"kind":"counted"'  # in the canonical text of a body


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """``value`` of ``counter``; of a share both its integers.

    ``list_hash`` names the frozen list: a salted hash of the keys of its records. ``source`` is
    the statement it stands in, by its key in the ledger and by its words in both languages.
    """

    counter: str
    value: int
    denominator: int | None = None
    list_hash: str
    cut_off: str
    source: Mapping[str, Any]

    @property
    def indicator(self) -> str:
        return COUNTERS[self.counter]


def key_of(unit: Unit, period: Period, counted: Counted) -> str:
    return f"figure/{unit.code}/{counted.indicator}/{period.address}"


def why_not_count(unit: Unit, period: Period, counted: Counted, book: Book) -> Refusal | None:
    """FIG-20. A figure is counted where no stated one is public over the same days."""
    place = f"{book.pk}/{unit.pk}/{counted.indicator}/{period.start_on}/{period.end_on or ''}"
    if Result.objects.filter(public_as=place).exists():
        return Refusal("FIG-20", "A stated figure is public here: withdraw it, then count.")
    return None


def is_counted(book: Book, key: str) -> bool:
    """Whether a counted figure is public under ``key``."""
    before = latest(book, key)
    if before is None or before.verb in TAKEN_BACK:
        return False
    return bool((before.data.get("source") or {}).get("kind") == "counted")


def counted_in(books: Iterable[Book], words: str = "") -> QuerySet[Current]:
    """The counted figures that stand in ``books``, by name; those that all of ``words`` name."""
    rows = standing("figure").filter(book__in=books, entry__body__content__contains=_SAID)
    return naming(rows, words) if words.strip() else rows


def body_of(unit: Unit, period: Period, counted: Counted, book: Book) -> dict[str, Any] | None:
    """The figure as its page shows it; ``None`` where there is no value or no indicator."""
    indicator = in_force(counted.indicator, period.last_on or period.start_on)
    if indicator is None or (counted.counter == "first-promise-share" and not counted.denominator):
        return None
    sample: dict[str, object] = {"newspaper": None, "printed_on": None}
    return head_of(
        unit, indicator, indicator.measure, period.text, sample if book.sample else None
    ) | {
        **_numbers(counted, indicator),
        "value_max": None,
        "change": None,
        "bound": "exact",
        "measure": indicator.measure,
        "as_of": counted.cut_off[:10],
        "checks": [],
        "targets": [],
        "source": {
            "kind": "counted",
            "counter": counted.counter,
            "list": counted.list_hash,
            "cut_off": counted.cut_off,
            **counted.source,
        },
    }


def _numbers(counted: Counted, indicator: Indicator) -> dict[str, Any]:
    """A count, so many of so many, or the percentage of both."""
    value, whole = Decimal(counted.value), counted.denominator
    if whole is None:
        return {"value": value, "kind": "count"} | _ratio(None, None)
    if "percent" not in indicator.kinds:
        return {"value": value, "kind": "ratio"} | _ratio(value, Decimal(whole))
    percent = Ratio(counted.value, whole).percent()
    return {"value": percent, "kind": "percent"} | _ratio(None, None)


def _ratio(numerator: Decimal | None, denominator: Decimal | None) -> dict[str, Any]:
    return {"numerator": numerator, "denominator": denominator, "stated_percent": None}
