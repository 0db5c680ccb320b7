"""Whether the columns by which lists find work say what its moves say."""

from collections.abc import Iterator, Sequence
from typing import Any

from wardbook.cases.kinds import KINDS
from wardbook.cases.models.case import ASIDE, Case, Move
from wardbook.cases.queries.cases import found_by
from wardbook.ledger.models import Book


def index_of(case: Case) -> dict[str, Any]:
    """The columns as its moves and its fields have them.

    What another system says differently is written anew before what was done here: there the
    move that was recorded last knows post and date.
    """
    moves, (words, name) = list(case.moves.all()), found_by(case)
    steps = [move for move in moves if move.step not in ASIDE]
    last = max(moves, key=lambda move: (move.recorded_at, move.number))
    promised = [move.due_at for move in steps if move.due_at]
    index = {
        "state": steps[-1].state,
        "waits_on": steps[-1].waits_on,
        "post_id": last.post_id,
        "first_due_at": promised[0] if promised else None,
        "due_at": last.due_at,
        "folded": words,
        "folded_name": name,
        **_days(case, steps),
    }
    return index if case.mirrored else index | {"version": len(moves)}


def _days(case: Case, steps: Sequence[Move]) -> dict[str, Any]:
    """When it was accepted, ended and so on: the last time that a step said so."""
    table = KINDS[case.kind].steps
    days: dict[str, Any] = {column: None for step in table.values() for column in step.sets}
    for move in steps:
        step = table.get(move.step)
        days |= dict.fromkeys(step.sets if step else (), move.at)
    return days


def misindexed(book: Book) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Work whose columns say otherwise, with what they should say."""
    rows = Case.objects.filter(book=book, moves__number=1).select_related("procedure")
    for case in rows.prefetch_related("moves").order_by("pk").iterator(chunk_size=500):
        index = index_of(case)
        if any(getattr(case, name) != value for name, value in index.items()):
            yield case, index
