"""A dossier of another system as a case of the book: its columns, and the steps it tells of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from wardbook.cases import law, reckoning
from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Case, Move, Procedure
from wardbook.cases.outcomes import Outcome
from wardbook.cases.queries.cases import found_by
from wardbook.cases.rules.taking import Clock
from wardbook.exchange.blank import blank
from wardbook.exchange.layouts import Layout
from wardbook.exchange.models import Export
from wardbook.exchange.moments import read_limit
from wardbook.exchange.parse import Told
from wardbook.lib.calendar import Calendar
from wardbook.lib.clock import VIETNAM
from wardbook.lib.hours import Hours
from wardbook.lib.text import fold

KIND = "dossier"
FIELDS_VERSION = 1
PERSONAL = ("applicant", "phone", "address")

# Steps of ours that a told day is, and those that a foreign state means.
TAKEN = (
    ("accept", "accepted"),
    ("reach", "received"),
    ("supplement", "asked"),
    ("supplemented", "completed"),
)
ENDS = {
    "resolved": "resolve",
    "returned": "resolve",
    "refused": "refuse",
    "withdrawn": "withdraw",
    "stopped": "withdraw",
    "closed": "close",
    "rejected_at_intake": "reject",
}
WAITS = {"awaiting_supplement": "supplement", "awaiting_opinion": "ask_other"}
OUTCOMES = {
    "early": Outcome.EARLY,
    "on_time": Outcome.ON_TIME,
    "late": Outcome.LATE,
    "in_time": Outcome.RUNNING,
}
STEPS = KINDS[KIND].steps
# Steps that an import may write anew when the other system says otherwise; no other is touched.
MIRRORED = frozenset({"open", *STEPS}) - {"hand_over"}


DAYS = frozenset(column for step in STEPS.values() for column in step.sets)


class Step(NamedTuple):
    """A step that was told, or follows from the state that is told."""

    name: str
    at: datetime
    until: datetime | None = None


class Procedures:
    """The versions of every procedure of a book, found by their national code or their name."""

    def __init__(self, versions: Sequence[Procedure]) -> None:
        self._found: dict[str, list[Procedure]] = {}
        for one in versions:
            for name in {one.code, fold(one.name)} - {""}:
                self._found.setdefault(name, []).append(one)

    def of(self, texts: Mapping[str, str], at: datetime) -> Procedure | None:
        """The version in force on the day of receipt; ``None`` where the book knows none."""
        on = at.astimezone(VIETNAM).date()
        known = (one for name in _names(texts) for one in self._found.get(name, ()))
        return next((one for one in known if one.stands(on)), None)


def _names(texts: Mapping[str, str]) -> Iterator[str]:
    yield texts.get("procedure_code", "")
    yield fold(texts.get("procedure", ""))


@dataclass(frozen=True, slots=True)
class Mirror:
    """What is the same for every row of an export."""

    export: Export
    layout: Layout
    procedures: Procedures
    calendar: Calendar
    hours: Hours

    @property
    def clock(self) -> Clock:
        return Clock(self.calendar, self.hours)

    def fill(self, case: Case, told: Told) -> list[Move]:
        """Put into ``case`` what is told, and give its moves in order; nothing is saved."""
        steps = list(self._steps(told))
        _columns(case, self.export, told, steps)
        case.procedure = procedure = self.procedures.of(told.texts, steps[0].at)
        case.procedure_id = procedure.pk if procedure else None
        case.field = procedure.field[:40] if procedure else ""
        case.limit = procedure.limit if procedure else ""
        case.limit = case.limit or read_limit(told.texts.get("limit", ""))
        case.told_due_at = self._until(told, "due_again") or self._until(told, "due")
        case.folded, case.folded_name = found_by(case)
        return self._moves(case, steps)

    def _moves(self, case: Case, steps: Sequence[Step]) -> list[Move]:
        """The steps as moves, and the dates that follow from them."""
        case.state, moves = KINDS[KIND].opens_in, []
        elsewhere = self._clock_waits_for_the_agency(case)
        for number, step in enumerate(steps, start=1):
            row = STEPS.get(step.name)
            for column in row.sets if row else ():
                setattr(case, column, step.at)
            case.state = (row.after if row else "") or case.state
            effect = row.effect if row and not (elsewhere and step.name == "accept") else None
            move = blank(
                Move,
                case_id=case.pk,
                number=number,
                step=step.name,
                state=case.state,
                at=step.at,
                recorded_at=self.export.taken_at,
                by_id=self.export.taken_by_id,
                post_id=case.post_id,
                effect=effect or "",
                until_at=step.until,
                waits_on=KINDS[KIND].states[case.state].waits_on,
                calendar=self.calendar.version if effect else "",
            )
            moves.append(move)
        self._date(case, moves)
        case.waits_on = moves[-1].waits_on
        return moves

    def _date(self, case: Case, moves: Sequence[Move]) -> None:
        case.first_due_at = case.due_at = None
        for place, move in enumerate(moves, start=1):
            if move.effect and move.effect != "stop":
                found = reckoning.dates(case, moves[:place], self.calendar, self.hours)
                case.first_due_at, case.due_at = found.first, found.now
            move.due_at = case.due_at

    def _clock_waits_for_the_agency(self, case: Case) -> bool:
        """Does the clock start when the competent agency has it, by the law of that day?"""
        if case.received_at is None or case.accepted_at is None:
            return False
        on = case.accepted_at.astimezone(VIETNAM).date()
        rule = law.provision("out-of-area-clock-starts", on)
        return rule is not None and rule.value == "competent"

    def _steps(self, told: Told) -> Iterator[Step]:
        """Every step as it must have followed on the one before; none is earlier than that.

        One that only the state tells of was taken by the day of the export.
        """
        first = self._at(told, "submitted") or self._at(told, "accepted")
        assert first is not None  # noqa: S101  a row without either becomes no case
        ended = list(self._ended(told))
        by_then = ended[0].at if ended else self.export.as_of
        last = first
        yield Step("open", first)
        for step in (
            *self._taken(told),
            *self._extended(told, by_then),
            *self._waiting(told),
            *ended,
        ):
            last = max(last, step.at)
            yield Step(step.name, last, step.until)

    def _taken(self, told: Told) -> Iterator[Step]:
        promised = self._until(told, "first_due") or self._until(told, "due")
        for step, name in TAKEN:
            if at := self._at(told, name):
                yield Step(step, at, promised if step in {"accept", "reach"} else None)

    def _extended(self, told: Told, by_then: datetime) -> Iterator[Step]:
        """A later promise; nobody says when it was made, at the latest when the first one ended."""
        again, first = self._until(told, "due_again"), self._until(told, "first_due")
        again = again or (self._until(told, "due") if first else None)
        promised = first or self._until(told, "due")
        if again and promised and again > promised:
            yield Step("extend", min(promised, by_then), again)

    def _waiting(self, told: Told) -> Iterator[Step]:
        step = WAITS.get(told.status)
        if step and not (step == "supplement" and "asked" in told.moments):
            yield Step(step, self.export.as_of)

    def _ended(self, told: Told) -> Iterator[Step]:
        if told.status not in ENDS:
            return
        days = (self._at(told, name) for name in ("finished", "returned"))
        ended = next((day for day in days if day), None) or self.export.as_of
        yield Step(ENDS[told.status], ended)
        if told.status == "returned":
            yield Step("deliver", self._at(told, "returned") or ended)

    def _at(self, told: Told, name: str) -> datetime | None:
        found = told.moments.get(name)
        return found.at(self.layout.zone) if found else None

    def _until(self, told: Told, name: str) -> datetime | None:
        found = told.moments.get(name)
        return found.until(self.layout.zone) if found else None


def _columns(case: Case, export: Export, told: Told, steps: Sequence[Step]) -> None:
    case.book_id, case.unit_id, case.kind = export.book_id, export.unit_id, KIND
    case.origin, case.code = export.system, told.code
    case.channel = told.channel or "direct"
    case.submitted_at = steps[0].at
    for column in DAYS:
        setattr(case, column, None)
    said: dict[str, Any] = {name: text for name, text in told.texts.items() if name not in PERSONAL}
    said |= {name: moment.iso for name, moment in told.moments.items()}
    said["word"] = said.pop("outcome", "")
    if told.outcome:
        said["outcome"] = OUTCOMES[told.outcome]
    case.told = said
    own = {name: told.texts[name] for name in PERSONAL if name in told.texts}
    case.fields = {"version": FIELDS_VERSION, **own}


def differs(one: Sequence[Move], other: Sequence[Move]) -> bool:
    """Do two tellings take other steps, at another time, or with another date?"""

    def key(moves: Sequence[Move]) -> list[tuple[object, ...]]:
        steps = (move for move in moves if move.step in MIRRORED)
        return [(move.step, move.at, move.effect, move.until_at, move.due_at) for move in steps]

    return key(one) != key(other)
