"""Dossiers that are judged one by one: by other clocks, and by whether somebody came again.

Each judgement is a set of numbers of dossiers, so that its count has a list as all others have.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from wardbook.cases.models.case import Case, Move
from wardbook.cases.outcomes import Outcome, as_told
from wardbook.cases.queries import again, statement
from wardbook.cases.queries.service_index import IN_TIME, handled
from wardbook.cases.queries.statement import Frame, Rows


def listed(frame: Frame, name: str, **of: Any) -> Rows:
    """The dossiers behind one number of the statement; raises ``KeyError`` for no number of it."""
    if name not in JUDGED:
        return statement.listed(frame, name, **of)
    return Case.objects.filter(pk__in=JUDGED[name](frame), **of)


def numbers(frame: Frame, name: str) -> set[int]:
    return set(statement.listed(frame, name).order_by().values_list("pk", flat=True))


def moves_of(frame: Frame, rows: Sequence[Any]) -> dict[int, list[Move]]:
    """What was done on each row up to the end of the frame, in order."""
    found: dict[int, list[Move]] = {}
    moves = Move.objects.filter(case__in=[row.pk for row in rows], at__lt=frame.upto)
    for move in moves.order_by("case", "number"):
        found.setdefault(move.case_id, []).append(move)
    return found


def by_others(frame: Frame) -> dict[str, set[int]]:
    """By the national index, and as the other system says: over what was received and accepted."""
    found: dict[str, set[int]] = {name: set() for name in OTHERS}
    for case, by_index in handled(frame):
        _sort(found, "index", case, by_index)
        if case.mirrored:
            _sort(found, "told", case, as_told(case, frame.upto))
    return found


def _sort(found: Mapping[str, set[int]], name: str, case: Any, outcome: Outcome) -> None:
    if outcome in IN_TIME:
        found[f"{name}_in_time"].add(case.pk)
    if outcome != Outcome.NO_DATE:
        found[f"{name}_judged"].add(case.pk)


def least(frame: Frame) -> dict[str, set[int]]:
    """The first share at its worst: whatever left without a promise kept was late.

    What was handed in again is one matter with what it follows, and that was not done.
    """
    pairs = again.handed_in_again(frame)
    undone, later = {one for one, _ in pairs}, {two for _, two in pairs}
    due = numbers(frame, "due") | numbers(frame, "promise_apart") | numbers(frame, "rejected")
    return {
        "least_kept": numbers(frame, "promise_kept") - undone - later,
        "least_due": due - later,
        "again": later & numbers(frame, "received"),
    }


OTHERS = ("index_in_time", "index_judged", "told_in_time", "told_judged")


def _of(made: Callable[[Frame], dict[str, set[int]]], name: str, frame: Frame) -> set[int]:
    return made(frame)[name]


JUDGED: dict[str, Callable[[Frame], set[int]]] = {
    **{name: partial(_of, by_others, name) for name in OTHERS},
    **{name: partial(_of, least, name) for name in ("least_kept", "least_due", "again")},
}
