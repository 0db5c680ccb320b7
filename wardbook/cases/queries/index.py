"""Whether the columns by which lists find work say what its moves say."""

from collections.abc import Iterator
from typing import Any

from wardbook.cases.models.case import Case
from wardbook.cases.queries.cases import folded
from wardbook.ledger.models import Book


def index_of(case: Case) -> dict[str, Any]:
    """The columns as its moves and its fields have them."""
    moves = list(case.moves.all())
    promised = [move.due_at for move in moves if move.due_at]
    return {
        "state": moves[-1].state,
        "waits_on": moves[-1].waits_on,
        "first_due_at": promised[0] if promised else None,
        "due_at": promised[-1] if promised else None,
        "folded": folded(case),
    }


def misindexed(book: Book) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Work of our own whose columns say otherwise, with what they should say."""
    rows = Case.objects.filter(book=book, origin="").select_related("procedure")
    for case in rows.prefetch_related("moves").order_by("pk").iterator(chunk_size=500):
        index = index_of(case)
        if any(getattr(case, name) != value for name, value in index.items()):
            yield case, index
