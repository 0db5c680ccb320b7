"""What a ward's own book knows of the national service index: components 2.1, 5.2, 5.3 and 5.4.

Each part is two lists of cases, so that every number opens. The formulas are in
``catalogue/index-766``; what the book cannot see (who was unhappy on the portal, what was said
there twice) is named by ``at_most`` and never guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from wardbook.cases.kinds import KINDS
from wardbook.cases.models.case import Breach, Case, Move
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.outcomes import Outcome, by_index
from wardbook.cases.queries import statement
from wardbook.cases.queries.calendar import Clocks
from wardbook.cases.queries.statement import Frame
from wardbook.lib.clock import VIETNAM, Limit, due

IN_TIME = frozenset({Outcome.EARLY, Outcome.ON_TIME, Outcome.RUNNING})
# Limits that component 5.2 names: to send back, to ask for more, to answer, to publish.
LIMITS = ("FBK-01", "FBK-02", "FBK-05", "DOS-07")
FEEDBACK = "feedback"
AT_ONCE = 5_000  # numbers in one question


@dataclass(frozen=True, slots=True)
class Counted:
    """One component: the cases that count, of which cases; by number, in the order of receipt.

    ``apart`` could not be judged: nothing was promised.
    """

    good: tuple[int, ...]
    of: tuple[int, ...]
    apart: tuple[int, ...] = ()
    at_most: bool = False

    @property
    def rest(self) -> tuple[int, ...]:
        """Those that took points away."""
        good = frozenset(self.good)
        return tuple(number for number in self.of if number not in good)


def counted(frame: Frame) -> dict[str, Counted]:
    """Component → its lists."""
    dossiers = handled(frame)
    judged = [case.pk for case, outcome in dossiers if outcome != Outcome.NO_DATE]
    in_time = [case.pk for case, outcome in dossiers if outcome in IN_TIME]
    answered, content, fed_back = _feedback(frame)
    apart = [case.pk for case, outcome in dossiers if outcome == Outcome.NO_DATE]
    complained = _complained_of(frame)
    liked = [number for number in in_time if number not in complained]
    return {
        "2.1": Counted(tuple(in_time), tuple(judged), tuple(apart)),
        "5.2": Counted(answered, fed_back),
        "5.3": Counted(content, fed_back, at_most=bool(fed_back)),
        "5.4": Counted(tuple(liked), tuple(judged), at_most=bool(judged)),
    }


def handled(frame: Frame) -> list[tuple[Case, Outcome]]:
    """Dossiers received and handled in the frame, as component 2.1 judges each."""
    rows = statement.listed(frame, "received").exclude(went__in=("rejected", "unaccepted"))
    cases = list(rows.defer("fields", "folded").order_by("submitted_at", "pk"))
    asked = _moves(frame, statement.KIND, ("supplement", "supplemented"))
    for case in cases:
        if case.state_then not in statement.ENDED:
            case.ended_at = None  # it had no end yet
    until = maxima(cases)
    return [
        (case, by_index(case, asked.get(case.pk, []), frame.upto, until.get(case.pk)))
        for case in cases
    ]


def maxima(cases: Iterable[Case]) -> dict[int, datetime]:
    """Until when what has no date could take by its procedure's limit, from the day of receipt.

    A version without a limit is judged by the latest one that names it, as the national database
    shows one maximum of a procedure; what has a date, or no limit anywhere, is not in it.
    """
    undated = [case.pk for case in cases if not (case.told_due_at or case.due_at)]
    found: dict[int, datetime] = {}
    for start in range(0, len(undated), AT_ONCE):
        found |= _maxima(undated[start : start + AT_ONCE])
    return found


def _maxima(undated: Sequence[int]) -> dict[int, datetime]:
    rows = Case.objects.filter(pk__in=undated, accepted_at__isnull=False)
    limits, clocks = _limits(rows), Clocks()
    found = {}
    for case in rows.select_related("unit", "procedure").defer("told", "fields", "folded"):
        procedure, begun = case.procedure, case.accepted_at
        named = procedure and limits.get((procedure.book_id, procedure.key))
        if begun and (limit := case.limit or named):
            clock = clocks[case.unit, begun.astimezone(VIETNAM).date()]
            found[case.pk] = due(begun, Limit.parse(limit), *clock)
    return found


def _limits(rows: QuerySet[Case]) -> dict[tuple[int, str], str]:
    """The limit that the latest version of each procedure of ``rows`` names."""
    keys = rows.order_by().values("procedure__key")
    versions = Procedure.objects.filter(key__in=keys).exclude(limit="").order_by("version")
    return {(one.book_id, one.key): one.limit for one in versions.only("book", "key", "limit")}


def _moves(frame: Frame, kind: str, steps: Sequence[str] = ()) -> dict[int, list[Move]]:
    """What had happened to the period's cases and was on record; of mirrored ones what is told."""
    rows = Move.objects.filter(case__unit__in=frame.units, case__kind=kind, at__lt=frame.upto)
    rows = rows.filter(case__submitted_at__gte=frame.start, case__submitted_at__lt=frame.upto)
    rows = rows.filter(Q(recorded_at__lte=frame.cut_off) | ~Q(case__origin=""))
    found: dict[int, list[Move]] = {}
    for move in (rows.filter(step__in=steps) if steps else rows).order_by("case", "number"):
        found.setdefault(move.case_id, []).append(move)
    return found


def _complained_of(frame: Frame) -> frozenset[int]:
    """Dossiers of which feedback complained by the cut-off."""
    rows = Case.objects.filter(unit__in=frame.units, kind=FEEDBACK, opened_at__lte=frame.cut_off)
    rows = rows.filter(parent__isnull=False, submitted_at__lte=frame.cut_off)
    return frozenset(number for number in rows.values_list("parent", flat=True) if number)


# Feedback


def _feedback(frame: Frame) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Feedback handled in time, that of which nobody said again that it is not mended, and all."""
    rows = Case.objects.filter(unit__in=frame.units, kind=FEEDBACK, opened_at__lte=frame.cut_off)
    rows = rows.filter(submitted_at__gte=frame.start, submitted_at__lt=frame.upto)
    every = tuple(rows.order_by("submitted_at", "pk").values_list("pk", flat=True))
    moves = _moves(frame, FEEDBACK)
    late = _breached(moves) | {number for number in every if _overdue(moves.get(number, []), frame)}
    again = _not_mended(frame, every)
    in_time = tuple(number for number in every if number not in late)
    return in_time, tuple(number for number in in_time if number not in again), every


def _not_mended(frame: Frame, cases: Iterable[int]) -> set[int]:
    """One is asked again four weeks after the answer, often when the period is over."""
    rows = Move.objects.filter(case__in=list(cases), step="not_mended", at__lte=frame.cut_off)
    known = rows.filter(recorded_at__lte=frame.cut_off)
    return set(known.values_list("case", flat=True))


def _breached(moves: dict[int, list[Move]]) -> set[int]:
    known = [move.pk for taken in moves.values() for move in taken]
    return set(
        Breach.objects.filter(move__in=known, rule__in=LIMITS).values_list("case", flat=True)
    )


def _overdue(moves: Sequence[Move], frame: Frame) -> bool:
    """Open past the date that held."""
    due = next((move.due_at for move in reversed(moves) if move.due_at), None)
    is_open = bool(moves) and moves[-1].state in KINDS[FEEDBACK].open_states
    waits = bool(moves) and moves[-1].state == "waiting"
    return is_open and not waits and due is not None and due < frame.upto
