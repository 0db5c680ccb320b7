"""Results for a page, and the body by which a released one speaks in public."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from wardbook.documents.queries import checks_of
from wardbook.figures.catalogue import Indicator
from wardbook.figures.models import Result, Target
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.org.models import Unit
from wardbook.web.quote import pieces

# Warnings that a paper's own date cannot be right; their words quote the paper and stay inside.
DATE_DOUBTED = frozenset({"PAPER-31", "PAPER-32", "PAPER-33", "PAPER-34", "PAPER-35"})


def results(books: list[Book]) -> QuerySet[Result]:
    """Results of ``books`` with what a list shows of them, newest first."""
    return (
        Result.objects.filter(book__in=books)
        .select_related("unit", "book", "claim__document", "filed_by__post", "released_by__post")
        .select_related("replaces", "replaced_by")
        .order_by("-filed_at", "-pk")
    )


def rivals(result: Result) -> list[Result]:
    """Figures public now for the same unit, indicator and period."""
    rows = Result.objects.released().filter(
        book=result.book, unit=result.unit, indicator=result.indicator, period=result.period
    )
    standing = rows.filter(withdrawn_at__isnull=True).exclude(pk=result.pk)
    return list(standing.exclude(replaced_by__released_at__isnull=False))


def targets_for(result: Result) -> list[Target]:
    """Targets of the same unit and indicator whose period holds the result's, or is the same."""
    return targets_of([result])[result.pk]


def targets_of(results: Sequence[Result]) -> dict[int, list[Target]]:
    """result → its targets, in one query for all."""
    units, codes = {row.unit_id for row in results}, {row.indicator for row in results}
    targets = list(Target.objects.filter(unit__in=units, indicator__in=codes).order_by("pk"))
    return {row.pk: [target for target in targets if _is_for(target, row)] for row in results}


def _is_for(target: Target, result: Result) -> bool:
    same = ("book_id", "unit_id", "indicator")
    if any(getattr(target, name) != getattr(result, name) for name in same):
        return False
    return _answers(result.period, target.period)


def _answers(result: str, target: str) -> bool:
    if result == target or not target:
        return True
    return bool(result) and Period(target).contains(Period(result))


def quote(result: Result) -> list[dict[str, Any]]:
    """The quoted sentence in pieces: plain, ``marked`` (the figure), ``masked`` (without text)."""
    start = result.quote_start
    sentence = result.claim.document.text[start : result.quote_end]
    mark = (result.claim.start - start, result.claim.end - start)
    masked = [(first - start, last - start) for first, last in result.masks]
    return [asdict(piece) for piece in pieces(sentence, mark=mark, masked=masked)]


def checks_in_quote(result: Result) -> list[dict[str, Any]]:
    """Checks whose every number stands unmasked in the quoted sentence: the others stay inside."""

    def shown(operand: dict[str, Any]) -> bool:
        start, end = operand["start"], operand["end"]
        inside = result.quote_start <= start and end <= result.quote_end
        return inside and not any(a < end and start < b for a, b in result.masks)

    return [
        check for check in checks_of(result.claim) if all(map(shown, check["operands"].values()))
    ]


def unit_body(unit: Unit) -> dict[str, object]:
    """What the public may know of a unit: its name, place, days and history, all institutional."""
    origins = unit.origins.select_related("old").order_by("on", "old__code")
    successions = unit.successions.select_related("new").order_by("on", "new__code")
    return {
        "label": unit.label,
        "search": unit.official_code,
        "kind": unit.kind,
        "official_code": unit.official_code,
        "path": [unit_name(place) for place in unit.path],
        "start_on": unit.start_on and unit.start_on.isoformat(),
        "end_on": unit.end_on and unit.end_on.isoformat(),
        "source": unit.source,
        "mark": unit.mark,
        "successors": [
            {**unit_name(row.new), "share": row.share, "on": row.on.isoformat(), "mark": row.mark}
            for row in successions
        ],
        "predecessors": [
            {**unit_name(row.old), "share": row.share, "on": row.on.isoformat(), "mark": row.mark}
            for row in origins
        ],
    }


def unit_name(unit: Unit) -> dict[str, object]:
    return {"code": unit.code, "label": unit.label}


def figure_body(result: Result, indicator: Indicator) -> dict[str, object]:
    """A released figure as the public reads it, with everything its page needs."""
    label = {"vi": indicator.name_vi, "en": indicator.name_en}
    return {
        "label": label,
        "search": f"{result.unit.name_vi} {result.unit.name_en} {result.measure} {result.period}",
        "unit": unit_name(result.unit) | {"path": [unit_name(unit) for unit in result.unit.path]},
        "indicator": {
            "code": indicator.code,
            "label": label,
            "definition": {"vi": indicator.definition_vi, "en": indicator.definition_en},
            "measure": indicator.measure,
            "direction": indicator.direction,
            "area": {
                "code": indicator.area,
                "label": {"vi": indicator.area_vi, "en": indicator.area_en},
            },
            "mark": indicator.mark,
        },
        "value": result.value,
        "value_max": result.value_max,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "stated_percent": result.stated_percent,
        "kind": result.kind,
        "change": result.direction or None,
        "bound": result.bound,
        "measure": result.measure,
        "period": result.period or None,
        "as_of": result.as_of and result.as_of.isoformat(),
        "source": _source(result),
        "checks": checks_in_quote(result),
        "targets": [_target(target) for target in targets_for(result)],
        "filed_by": result.filed_by.post.label,
        "sample": sample(result),
    }


def sample(result: Result) -> dict[str, object] | None:
    """In a sample book: the newspaper whose figures the paper restates, if it restates any."""
    if not result.book.sample:
        return None
    document = result.claim.document
    return {
        "newspaper": document.newspaper or None,
        "printed_on": document.newspaper_on and document.newspaper_on.isoformat(),
    }


def _source(result: Result) -> dict[str, object]:
    document = result.claim.document
    return {
        "kind": "stated",
        "stated_value": result.claim.figure["value"],
        "title": document.title,
        "number": document.number,
        "published_on": document.published_on and document.published_on.isoformat(),
        "date_doubted": any(note["rule"] in DATE_DOUBTED for note in document.warnings),
        "sha256": document.sha256,
        "quote": quote(result),
        "start": result.claim.start,
        "end": result.claim.end,
    }


def _target(target: Target) -> dict[str, object]:
    return {
        "value": target.value,
        "value_max": target.value_max,
        "bound": target.bound,
        "measure": target.measure,
        "period": target.period or None,
        "giver": target.giver,
        "document": target.document_title,
    }
