"""Figures that a report may cite, as the frozen facts its sentences are made of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from wardbook.figures.catalogue import in_force
from wardbook.figures.models import Filed, Result, Target
from wardbook.figures.queries import targets_of
from wardbook.ledger.models import ERASE, Body, Book
from wardbook.lib.chain import canonical, content_hash
from wardbook.lib.period import Period
from wardbook.org.models import Unit
from wardbook.reports import rules
from wardbook.reports.models import Comparison, Report, StatedPoints
from wardbook.reports.sentences import PLACE, Fact, Level
from wardbook.reports.statement import Statement
from wardbook.reports.words import tidy, tokens

POINTS = "service-index"  # topic of what is noted of it


def reports(books: list[Book]) -> QuerySet[Report]:
    """Reports of ``books``, newest first, with how many figures each cites and files came back."""
    return (
        Report.objects.filter(book__in=books)
        .select_related("unit", "written_by__post")
        .annotate(
            cited=Count("citations", distinct=True), returned=Count("comparisons", distinct=True)
        )
        .defer("content")
        .order_by("-written_at", "-pk")
    )


def last_as(statement: Statement, *, book: Book, unit: Unit) -> Report | None:
    """The unit's latest report, if it says exactly this: its button was pressed twice."""
    last = Report.objects.filter(book=book, unit=unit).order_by("pk").last()
    return last if last and last.content == statement.as_json() else None


def comparisons(books: list[Book]) -> QuerySet[Comparison]:
    rows = Comparison.objects.filter(report__book__in=books)
    return rows.select_related("report__unit", "read_by__post")


def citable(books: list[Book], unit: Unit | None = None) -> QuerySet[Result]:
    """Figures that stand: filed or public, neither withdrawn nor corrected by a public one."""
    corrected = Result.objects.filter(replaces__isnull=False, released_at__isnull=False)
    rows = (
        Result.objects.filter(book__in=books, withdrawn_at__isnull=True)
        .exclude(pk__in=corrected.values("replaces"))
        .select_related("unit__parent__parent__parent", "book")
        .order_by("indicator", "-period", "-pk")
    )
    return rows.filter(unit__in=_below(unit)) if unit else rows


def corrected(numbers: Iterable[int]) -> set[int]:
    """Which of these results do not stand any more: withdrawn, or corrected by a public one."""
    later = Result.objects.filter(replaces__in=numbers, released_at__isnull=False)
    gone = Result.objects.filter(pk__in=numbers, withdrawn_at__isnull=False)
    return {row.replaces_id for row in later if row.replaces_id} | {row.pk for row in gone}


def unbound(statement: Statement) -> list[str]:
    """Numbers and dates in the clerk's own words: they are bound to nothing."""
    found = []
    for line in statement.lines:
        if line.role in {"words", "heading"}:
            text = tidy(line.text)
            found += [text[one.start : one.end] for one in tokens(text) if one.counts]
    return found


def row_faults(book: Book) -> Iterator[str]:
    """Where the reports of ``book`` differ from what its ledger recorded when they were written."""
    rows = Body.objects.filter(entry__book=book, key__startswith="report/")
    erased = set(rows.filter(verb=ERASE).values_list("key", flat=True))
    written = {body.key: body.parsed or {} for body in rows.filter(verb="write").iterator()}
    for report in Report.objects.filter(book=book).only("title", "content").order_by("pk"):
        said = written.pop(report.key, None)
        if said is None and report.key not in erased:
            yield f"no entry says that the report “{report.title}” was written"
        elif said and said.get("sha256") != content_hash(canonical(report.content).encode()):
            yield f"the report “{report.title}” is not the one that was written"
    yield from (f"{key} was written and is gone" for key in sorted(written))
    yield from _point_faults(book)


def _point_faults(book: Book) -> Iterator[str]:
    """Where points that were read on the portal are not those that the ledger recorded."""
    entries = Body.objects.filter(entry__book=book, key__startswith=f"{POINTS}/")
    erased = set(entries.filter(verb=ERASE).values_list("key", flat=True))
    said: dict[tuple[str, str], Any] = {}
    for body in entries.filter(verb="note").order_by("entry__seq").iterator():
        told = body.parsed or {}
        said |= {(f"{body.key}/{told['seen_on']}", code): n for code, n in told["points"].items()}
    for row in points_standing(book).select_related("unit"):
        key = points_key(row.unit, row.period)
        place = f"{key}/{row.seen_on.isoformat()}"
        if said.pop((place, row.component), None) != row.told and key not in erased:
            yield f"points of {row.component} in {place} are not those that were noted"
    yield from (f"points of {code} in {place} were noted and are gone" for place, code in said)


def points_key(unit: Unit, period: str) -> str:
    return f"{POINTS}/{unit.code}/{Period(period).address}"


def points_standing(book: Book) -> QuerySet[StatedPoints]:
    """What was read on the portal, each as last corrected."""
    return StatedPoints.objects.filter(book=book, corrected_by__isnull=True)


def points_seen(
    book: Book, unit: Unit, period: Period, *, by_then: datetime
) -> dict[str, StatedPoints]:
    """Component → what was read last, as it was noted by then, with who noted it."""
    rows = StatedPoints.objects.filter(
        book=book, unit=unit, period=period.text, stated_at__lte=by_then
    )
    rows = rows.select_related("stated_by__post", "replaces").order_by("seen_on", "stated_at", "pk")
    return {row.component: row for row in rows}


def _below(unit: Unit) -> list[int]:
    """The unit and what is below it, three levels deep as bodies of a ward are."""
    found = level = [unit.pk]
    for _ in range(3):
        level = list(Unit.objects.filter(parent__in=level).values_list("pk", flat=True))
        found = found + level
    return found


def earlier_of(results: Sequence[Result], offered: Sequence[Result]) -> dict[int, list[Result]]:
    """result → those of ``offered`` it may be compared with, the latest period first."""
    return {
        row.pk: sorted(
            (one for one in offered if one.pk != row.pk and _comparable(row, one)),
            key=lambda one: Period(one.period),
            reverse=True,
        )
        for row in results
    }


def _comparable(row: Result, one: Result) -> bool:
    indicator, before = (in_force(each.indicator, each.event_on) for each in (row, one))
    return rules.why_not_compare(row, one, indicator, before) is None


def targets(results: Sequence[Result]) -> dict[int, Target | None]:
    """result → its target in the same measure; the last one set where there are several."""
    found = targets_of(results)
    return {
        row.pk: next(
            (one for one in reversed(found[row.pk]) if one.measure == row.measure and one.value),
            None,
        )
        for row in results
    }


def fact(
    result: Result, *, unit: Unit, target: Target | None = None, earlier: Result | None = None
) -> Fact:
    """The result as a sentence of ``unit``'s report says it."""
    indicator = in_force(result.indicator, result.event_on)
    level = _level(result, f"result/{result.pk}", base=result.denominator)
    return Fact(
        **{one.name: getattr(level, one.name) for one in fields(level)},
        name=indicator.name_vi if indicator else result.indicator,
        kind=result.kind,
        direction=result.direction,
        better=indicator.direction if indicator else "none",
        place=_place(result.stated_percent),
        as_of=result.as_of,
        where=result.unit.name_vi if result.unit_id != unit.pk else "",
        target=_level(target, f"target/{target.pk}") if target else None,
        earlier=(
            _level(earlier, f"result/{earlier.pk}", base=earlier.denominator) if earlier else None
        ),
    )


def _level(row: Filed, key: str, *, base: Decimal | None = None) -> Level:
    return Level(
        key=key,
        value=row.value,
        value_max=row.value_max,
        base=base,
        measure=row.measure,
        bound=row.bound,
        period=row.period,
    )


def _place(stated: Decimal | None) -> Decimal:
    """As many decimals as the paper gave its percentage."""
    exponent = stated.as_tuple().exponent if stated is not None else None
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent <= 0 else PLACE
