"""Results for a page, and the body by which a released one speaks in public."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from wardbook.documents.cells import headings_of
from wardbook.documents.models import Document
from wardbook.documents.queries import checks_of
from wardbook.figures.catalogue import Indicator
from wardbook.figures.models import Result, Target
from wardbook.ledger.models import Book
from wardbook.lib import personal
from wardbook.lib.numbers_vi import NUMERAL, read_number
from wardbook.lib.period import Period
from wardbook.org.models import Unit
from wardbook.web.quote import pieces

# Warnings that a paper's own date cannot be right; their words quote the paper and stay inside.
DATE_DOUBTED = frozenset({"PAPER-31", "PAPER-32", "PAPER-33", "PAPER-34", "PAPER-35"})


def results(books: list[Book]) -> QuerySet[Result]:
    """Results of ``books`` with what a list shows of them: what waits, then the newest first."""
    return (
        Result.objects.filter(book__in=books)
        .select_related("unit__parent__parent__parent", "book", "claim__document")
        .select_related("filed_by", "masked_by", "released_by__post", "replaces")
        .prefetch_related("corrections")
        .defer("claim__document__text", "claim__document__checks")
        .order_by(F("released_at").desc(nulls_first=True), "-filed_at", "-pk")
    )


def rivals(result: Result) -> list[Result]:
    """Figures public now in the place of ``result``, but for the one that it corrects."""
    return list(Result.objects.filter(public_as=result.place).exclude(pk=result.replaces_id or 0))


def misplaced(book: Book) -> list[Result]:
    """Results whose ``public_as`` is not what their dated facts ask for."""
    rows = Result.everything.filter(book=book).prefetch_related("corrections")
    return [row for row in rows.order_by("pk") if row.public_as != _public_as(row)]


def _public_as(row: Result) -> str | None:
    later = row.replaced_by
    stands = row.released_at and not row.withdrawn_at and not (later and later.released_at)
    return row.place if stands else None


def last_giver(document: Document) -> str:
    """Who set the target last filed from a paper: one body mostly sets them all."""
    rows = Target.objects.filter(claim__document=document).exclude(giver="")
    return rows.order_by("filed_at", "pk").values_list("giver", flat=True).last() or ""


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
    masked = [(start, end) for start, end in result.masks]
    return [asdict(piece) for piece in pieces(result.quote, mark=result.mark, masked=masked)]


def headings(result: Result) -> dict[str, Any] | None:
    """Of a figure in a table the words of its row and column, masked like the quote.

    A heading lies outside the quote, where nobody chose masks: whatever may be about a private
    person is masked.
    """
    text, shift = result.claim.document.text, result.quote_start
    found = headings_of(text, result.claim.start)
    if found is None:
        return None
    chosen = [(start + shift, end + shift) for start, end in result.masks]
    return {name: [_masked(text, *span, chosen) for span in spans] for name, spans in found.items()}


def _masked(text: str, start: int, end: int, chosen: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """``text[start:end]`` in pieces, without what was masked in the quote or looks personal."""
    words = text[start:end]
    masks = [(max(a, start) - start, min(b, end) - start) for a, b in chosen]
    masks = [(a, b) for a, b in masks if a < b]
    masks += personal.certain(words) + personal.likely(words)
    return [asdict(piece) for piece in pieces(words, masked=masks)]


def checks_in_quote(result: Result) -> list[dict[str, Any]]:
    """Checks whose every number stands unmasked in the quoted sentence: the others stay inside."""

    def shown(operand: dict[str, Any]) -> bool:
        start, end = (operand[name] - result.quote_start for name in ("start", "end"))
        inside = start >= 0 and end <= len(result.quote)
        return inside and not any(a < end and start < b for a, b in result.masks)

    return [
        check for check in checks_of(result.claim) if all(map(shown, check["operands"].values()))
    ]


def stated_percent(result: Result) -> Decimal | None:
    """The percent that glosses the figure, if its words stand unmasked in the quote."""
    shown = (piece["text"] for piece in quote(result))
    numerals = {numeral for text in shown for numeral in NUMERAL.findall(text)}
    said = {read_number(numeral, decimal=mark) for numeral in numerals for mark in ",."}
    return result.stated_percent if result.stated_percent in said else None


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
    return figure_head(result, indicator) | {
        "value": result.value,
        "value_max": result.value_max,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "stated_percent": stated_percent(result),
        "kind": result.kind,
        "change": result.direction or None,
        "bound": result.bound,
        "measure": result.measure,
        "as_of": result.as_of and result.as_of.isoformat(),
        "source": _source(result),
        "checks": checks_in_quote(result),
        "targets": [_target(target) for target in targets_for(result)],
        "filed_by": result.filed_by.post.label,
    }


def figure_head(result: Result, indicator: Indicator) -> dict[str, object]:
    """What a figure is about, without what it says: all that is left of a withdrawn one."""
    return head_of(result.unit, indicator, result.measure, result.period, sample(result))


def head_of(
    unit: Unit, indicator: Indicator, measure: str, period: str, sample: dict[str, object] | None
) -> dict[str, object]:
    """What any figure is about, read from a paper or counted."""
    label = {"vi": indicator.name_vi, "en": indicator.name_en}
    return {
        "label": label,
        "search": f"{unit.name_vi} {unit.name_en} {measure} {period}",
        "unit": unit_name(unit) | {"path": [unit_name(place) for place in unit.path]},
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
            "source": indicator.source,
            "valid_from": indicator.valid_from.isoformat(),
            "valid_to": indicator.valid_to and indicator.valid_to.isoformat(),
            "mark": indicator.mark,
        },
        "period": period or None,
        "sample": sample,
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
        "table": headings(result),
        "line": document.text.count("\n", 0, result.claim.start) + 1,
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
