"""Which bodies have not told what they count, as far as somebody may know it."""

from collections.abc import Iterable
from datetime import date

from wardbook.cases.queries.week import Desk
from wardbook.figures.tallies.rules import why_not
from wardbook.figures.tallies.silence import Silent, silent
from wardbook.ledger.models import Book
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission


def untold(desk: Desk, tenures: Iterable[Tenure], on: date) -> list[Silent]:
    """Those above which one of ``tenures`` reads what all told together (TAL-02)."""
    held = list(tenures)
    return [
        one
        for book in desk.books
        for one in silent(book, desk.units)
        if any(_reads(one, book, by, on) for by in held)
    ]


def _reads(row: Silent, book: Book, by: Tenure, on: date) -> bool:
    refusal = why_not(Permission.DOCUMENT_READ, by, row.unit, sheet=row.sheet, book=book, on=on)
    return refusal is None
