"""The five basic targets of a place: each met, missed, or not known."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from wardbook.figures.catalogue import in_force
from wardbook.figures.models import Result, Target
from wardbook.figures.queries import targets_of
from wardbook.figures.ratings.law import FOLDER
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.org.models import Unit


@dataclass(frozen=True, slots=True)
class Basic:
    """One of the five: the figure and the target that tell it; ``met`` is ``None`` without both."""

    code: str
    label: dict[str, str]
    result: Result | None = None
    target: Target | None = None

    @property
    def met(self) -> bool | None:
        if self.result is None or self.target is None:
            return None
        return is_met(self.result, self.target)


def basics(book: Book, place: Unit, period: Period) -> list[Basic]:
    """The five over a period of ``place``, by figures of the book that stand."""
    rows = Result.objects.filter(book=book, unit=place, period=period.text, withdrawn_at=None)
    rows = rows.exclude(corrections__discarded_at__isnull=True, corrections__isnull=False)
    known = list(rows.filter(indicator__in=indicators()).defer("folded", "quote"))
    targets = targets_of(known)
    return [_basic(row, known, targets) for row in table()["basic"]]


def _basic(row: dict[str, Any], known: Sequence[Result], targets: dict[int, list[Target]]) -> Basic:
    label = {"vi": row["name_vi"], "en": row["name_en"]}
    pairs = (
        Basic(row["code"], label, result, target)
        for code in row["indicators"]
        for result in known
        if result.indicator == code
        for target in targets[result.pk]
        if target.measure == result.measure
    )
    found = list(pairs)
    told = next((one for one in found if one.met is not None), None)
    return told or next(iter(found), Basic(row["code"], label))


def is_met(result: Result, target: Target) -> bool | None:
    """Whether the figure reaches the target, as far as it is written exactly enough to say so."""
    indicator = in_force(result.indicator, result.event_on)
    if indicator is None or indicator.direction not in {"up", "down"}:
        return None
    up = indicator.direction == "up"
    reached = result.value >= target.value if up else result.value <= target.value
    could_be_less = result.bound in ({"at_most", "about"} if up else {"at_least", "about"})
    could_be_more = result.bound in ({"at_least", "about"} if up else {"at_most", "about"})
    doubted = could_be_less if reached else could_be_more
    return None if doubted and result.value != target.value else reached


def stated_shares(book: Book, unit: Unit) -> Iterable[Result]:
    """What papers say of how many bodies below ``unit``, of how many, the latest period first."""
    codes = table()["stated"]["indicators"]
    rows = Result.objects.filter(
        book=book, unit=unit, indicator__in=codes, withdrawn_at=None, denominator__isnull=False
    )
    return rows.select_related("claim__document").defer("claim__document__text").order_by("-end_on")


@cache
def table() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "basic.toml").read_text(encoding="utf-8"))


def indicators() -> set[str]:
    return {code for row in table()["basic"] for code in row["indicators"]}
