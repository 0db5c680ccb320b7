"""Whether the tallies of a book are as the ledger says they were told."""

from collections.abc import Iterator
from typing import Any

from wardbook.figures.models import Quota, TallySheet
from wardbook.ledger.models import Body, Book
from wardbook.lib.period import Period

ERASED: dict[str, Any] = {}  # stands for what was erased by law; told apart by identity
SET = ("sheet", "line", "period", "value", "giver", "document", "reason")


def row_faults(book: Book) -> list[str]:
    """Every sheet and quota that says otherwise than its entry, or whose days are not its period's.

    Of a row whose entry was erased by law only the days are looked at.
    """
    return [*_sheet_faults(book), *_quota_faults(book)]


def _sheet_faults(book: Book) -> Iterator[str]:
    said = _said(book, "tally-sheet/")
    rows = TallySheet.objects.filter(book=book).select_related("unit").prefetch_related("tallies")
    for row in rows.order_by("pk"):
        if not _has_days(row):
            yield f"tally sheet {row.pk} is not of the days of its period"
        told = said.get(f"tally-sheet/{row.pk}", {})
        names = {"unit": row.unit.code, "sheet": row.sheet, "period": row.period}
        as_told = told is ERASED or (
            told.get("numbers", {}) == row.numbers
            and all(told.get(name) == value for name, value in names.items())
        )
        if not as_told:
            yield f"tally sheet {row.pk} is not as it was told"


def _quota_faults(book: Book) -> Iterator[str]:
    said = _said(book, "quota/")
    for row in Quota.objects.filter(book=book).order_by("pk"):
        if not _has_days(row):
            yield f"quota {row.pk} is not of the days of its period"
        told = said.get(f"quota/{row.pk}", {})
        if told is not ERASED and any(told.get(name) != getattr(row, name) for name in SET):
            yield f"quota {row.pk} is not as it was set"


def _said(book: Book, prefix: str) -> dict[str, dict[str, Any]]:
    """Key → what its entry says."""
    rows = Body.objects.filter(entry__book=book, key__startswith=prefix).order_by("entry__seq")
    return {body.key: ERASED if body.erases_id else body.parsed or {} for body in rows}


def _has_days(row: TallySheet | Quota) -> bool:
    period = Period(row.period)
    return (row.start_on, row.end_on) == (period.start_on, period.end_on)
