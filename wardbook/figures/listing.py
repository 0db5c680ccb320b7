"""Lists of results: filtered, sorted, and as the book stood at the end of a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import OrderBy
from django.utils import timezone

from wardbook.documents.queries import verdicts
from wardbook.figures.catalogue import Indicator, in_force, indicators
from wardbook.figures.models import Result
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.lib.text import fold

STATES = ("waiting", "public", "corrected", "withdrawn", "discarded")
UNDATED, UNCHECKED = "undated", "none"  # the blank period, and the blank verdict, as filters
PAPER = ("claim__document__text", "claim__document__checks")  # heavy, and no list shows them
SORTS = ("indicator", "unit", "period", "state", "filed", "released")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list shows; a blank filter lets everything through but what was discarded.

    ``unit`` and ``indicator`` are codes, ``period`` is a writing of ``wardbook.lib.period``: any
    figure whose days touch it. ``as_of`` is the day at whose end the book is seen; ``sort`` names
    one of ``SORTS``, a "-" before it turns it round.
    """

    words: str = ""
    unit: str = ""
    area: str = ""
    indicator: str = ""
    period: str = ""
    state: str = ""
    verdict: str = ""
    kind: str = ""
    as_of: date | None = None
    sort: str = ""


def listing(books: list[Book], wanted: Wanted, language: str = "vi") -> QuerySet[Result]:
    """The results that are ``wanted``, each with its ``state``, ``out_at`` and ``back_at`` then.

    ``out_at`` and ``back_at`` are when it was released and taken back, if it had been.
    """
    end = end_of(wanted.as_of) if wanted.as_of else None
    rows = _as_of(books, end)
    rows = rows.filter(Q(state=wanted.state) if wanted.state else ~_done("discarded_at", end))
    rows = _narrowed(rows, wanted).defer("folded", *PAPER)
    return rows.order_by(*_order(wanted.sort, language))


def one(books: list[Book]) -> QuerySet[Result]:
    """Every result of ``books``, also a discarded one, for the page of one of them."""
    rows = _as_of(books, None).select_related("released_by__post", "filed_by__post")
    return rows.prefetch_related("corrections").defer("folded", "claim__document__text")


def _as_of(books: list[Book], end: datetime | None) -> QuerySet[Result]:
    """Results filed before ``end``, with their state then."""
    filed = Q(filed_at__lt=end) if end else Q()
    rows = Result.everything.filter(filed, book__in=books).annotate(
        state=_state(end), out_at=_then("released_at", end), back_at=_then("withdrawn_at", end)
    )
    around = ("unit__parent__parent__parent", "book", "claim__document")
    return rows.select_related(*around, "filed_by", "masked_by", "replaces")


def end_of(day: date) -> datetime:
    """The moment at which ``day`` is over where the ward is."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _done(name: str, end: datetime | None) -> Q:
    """Had the dated fact ``name`` happened by ``end``? Without an end: has it at all?"""
    return Q(**{f"{name}__lt": end}) if end else Q(**{f"{name}__isnull": False})


def _state(end: datetime | None) -> Case:
    later = Result.everything.filter(_done("released_at", end), replaces=OuterRef("pk"))
    return Case(
        When(_done("discarded_at", end), then=Value("discarded")),
        When(_done("withdrawn_at", end), then=Value("withdrawn")),
        When(Exists(later), then=Value("corrected")),
        When(_done("released_at", end), then=Value("public")),
        default=Value("waiting"),
        output_field=CharField(),
    )


def _then(name: str, end: datetime | None) -> Case:
    return Case(When(_done(name, end), then=F(name)), output_field=DateTimeField())


def _narrowed(rows: QuerySet[Result], wanted: Wanted) -> QuerySet[Result]:
    for word in fold(wanted.words).split():
        rows = rows.filter(folded__contains=word)
    if wanted.area:
        rows = rows.filter(indicator__in=codes_of(wanted.area))
    if wanted.period == UNDATED:
        rows = rows.filter(start_on__isnull=True)
    elif wanted.period:
        rows = rows.filter(_touches(Period(wanted.period)))
    verdict = {"verdict": "" if wanted.verdict == UNCHECKED else wanted.verdict}
    equal = {"unit__code": wanted.unit, "indicator": wanted.indicator, "kind": wanted.kind}
    chosen = {name: value for name, value in equal.items() if value}
    return rows.filter(**chosen | (verdict if wanted.verdict else {}))


def _touches(period: Period) -> Q:
    began = Q(start_on__lt=period.end_on) if period.end_on else Q(start_on__isnull=False)
    return began & (Q(end_on__isnull=True) | Q(end_on__gt=period.start_on))


def codes_of(area: str) -> list[str]:
    """The indicators of an area."""
    return sorted({row.code for row in indicators() if row.area == area})


def _order(sort: str, language: str) -> list[OrderBy]:
    """What waits, then the newest first; or by one column, of equals the newest first."""
    newest = [F("filed_at").desc(), F("pk").desc()]
    name = sort.removeprefix("-")
    if name not in SORTS:
        return [F("out_at").desc(nulls_first=True), *newest]
    down = sort.startswith("-")
    keys: dict[str, list[Any]] = {
        "indicator": [_rank("indicator", _names(language)), F("unit__folded")],
        "unit": [F("unit__folded"), F("unit__code")],
        "period": [F("start_on"), F("end_on")],
        "state": [_rank("state", STATES)],
        "filed": [F("filed_at")],
        "released": [F("out_at")],
    }
    ordered = [
        key.desc(nulls_last=True) if down else key.asc(nulls_last=True) for key in keys[name]
    ]
    return [*ordered, *newest]


def _rank(column: str, values: Any) -> Case:
    """The place of a column's value among ``values``."""
    places = [When(**{column: value}, then=Value(at)) for at, value in enumerate(values)]
    return Case(*places, default=Value(len(places)), output_field=IntegerField())


def _names(language: str) -> list[str]:
    """Every indicator by its name as it is read, accents aside."""
    by_name = sorted(
        indicators(), key=lambda row: fold(row.name_en if language == "en" else row.name_vi)
    )
    return list(dict.fromkeys(row.code for row in by_name))


# The index


def index_of(row: Result) -> dict[str, Any]:
    """The columns by which lists find ``row``, computed from what they index."""
    period = Period(row.period) if row.period else None
    paper, indicator = row.claim.document, in_force(row.indicator, row.event_on)
    named = [indicator.name_vi, indicator.name_en] if indicator else [row.indicator]
    unit = [row.unit.name_vi, row.unit.name_en]
    said = [*named, *unit, row.measure, paper.title, paper.number, row.quote]
    return {
        "start_on": period.start_on if period else None,
        "end_on": period.end_on if period else None,
        "verdict": verdicts(paper).get(row.claim.name, ""),
        "folded": fold(" ".join(said)),
    }


def misindexed(book: Book) -> Iterator[tuple[Result, dict[str, Any]]]:
    """Results whose index is not what it indexes, with what it should be."""
    rows = Result.everything.filter(book=book).select_related("unit", "claim__document")
    for row in rows.defer("claim__document__text").order_by("pk").iterator(chunk_size=200):
        index = index_of(row)
        if any(getattr(row, name) != value for name, value in index.items()):
            yield row, index


# What there is to choose from


def years(books: list[Book]) -> list[int]:
    """The years in which the period of some result begins, newest first."""
    days = Result.objects.filter(book__in=books, start_on__isnull=False)
    return [day.year for day in days.dates("start_on", "year", order="DESC")]


def indicators_in(books: list[Book]) -> list[Indicator]:
    """The indicators of the results of ``books``, as they read last."""
    codes = set(Result.objects.filter(book__in=books).values_list("indicator", flat=True))
    return list({row.code: row for row in indicators() if row.code in codes}.values())
