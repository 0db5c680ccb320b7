"""What may be opened and which step may be taken, whatever the kind of work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.table import Kind, Step
from wardbook.cases.models.case import ASIDE, Case, Move
from wardbook.cases.rules.dossier import GUARDS as OF_DOSSIERS
from wardbook.cases.rules.feedback import GUARDS as OF_FEEDBACK
from wardbook.cases.rules.follow_up import GUARDS as OF_FOLLOW_UP
from wardbook.cases.rules.follow_up import OPENING as OPENING_OWED
from wardbook.cases.rules.follow_up import texts, why_not_under
from wardbook.cases.rules.sessions import GUARDS as OF_SESSIONS
from wardbook.cases.rules.sessions import OPENING as OPENING_SESSIONS
from wardbook.cases.rules.standing import (
    why_not_keep,
    why_not_keep_at,
    why_not_own,
    why_not_stand,
)
from wardbook.cases.rules.taking import Opening, Taking, Told
from wardbook.ledger.models import Book
from wardbook.lib import personal
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal
from wardbook.org.heirs import falls_to
from wardbook.org.models import Post, Tenure, Unit
from wardbook.org.queries import is_held
from wardbook.org.roles import ANSWERING, Permission
from wardbook.org.rules import NOT_ALLOWED, why_not_act

GUARDS = OF_DOSSIERS | OF_FEEDBACK | OF_FOLLOW_UP | OF_SESSIONS
OPENING = OPENING_OWED | OPENING_SESSIONS

MOVED_MEANWHILE = Refusal("CAS-03", "Somebody else moved this on meanwhile: look at it again.")
NOT_NOW = Refusal("CAS-02", "This step is not open where the work is now.")
NOT_YET = Refusal("CAS-05", "What has not happened yet cannot be recorded.")
_NEEDS = {
    "reason": Refusal("CAS-04", "Say why."),
    "items": Refusal("CAS-04", "List everything that is asked for, in one go."),
    "until": Refusal("CAS-04", "Say until when."),
    "post": Refusal("CAS-04", "Choose who answers for it from now on."),
    "overruled": Refusal("CAS-04", "Say why it ends without verification."),
    "title": Refusal("CAS-04", "Say what it is, in a sentence."),
    "result": Refusal("CAS-04", "Say which result is expected."),
    "cause": Refusal("CAS-04", "Say what caused it, of our own making or not."),
    "addressee": Refusal("CAS-04", "Say to whom it goes."),
    "area": Refusal("CAS-04", "Say which area was visited."),
    "raised": Refusal("CAS-04", "Write what was raised."),
    "year": Refusal("CAS-04", "Say of which year."),
    "form": Refusal("CAS-04", "Choose its kind."),
    "outcome": Refusal("CAS-04", "Choose the outcome."),
    "into": Refusal("CAS-04", "Name the code of the other one."),
    "as_of": Refusal("CAS-04", "Say on which day it was counted."),
}
NAMES = Refusal(
    "CAS-12",
    "Leave names, phone and identity numbers and e-mail out of the words: they stay in the ledger.",
)
TOO_FAR = Refusal("CAS-11", "Choose a time after the step, and within ten years.")
DAY_OVER = Refusal(
    "CAS-11", "That day is over: choose a later one, or say when it was set, named or called."
)
_COUNTED = frozenset(("before", "after", "list"))
_SLACK = timedelta(minutes=5)  # clocks of two machines differ
_LONG_AGO = timedelta(days=18263)  # fifty years
_FARTHEST = timedelta(days=3653)  # a promise of more than ten years is a slip of the finger


def why_not_open(kind: Kind, told: Opening, *, by: Tenure, at: datetime) -> Refusal | None:
    """CAS-01. Work is opened for a post that stands, by who may, with a procedure of its day."""
    on = at.astimezone(VIETNAM).date()
    if refusal := _why_not_here(kind, told, by, on):
        return refusal
    if refusal := why_not_answer(told.post, book=told.book, unit=told.unit, on=on, by=by):
        return refusal
    if refusal := _why_not_since(kind, told.submitted_at, at):
        return refusal
    if kind.follows_up:
        return _why_not_follow(kind, told)
    return _why_not_procedure(told) if kind.by_procedure else None


def _why_not_since(kind: Kind, submitted: datetime, at: datetime) -> Refusal | None:
    """A loop may be written down decades after it was opened; a dossier lies ten years at most."""
    if submitted > at + _SLACK:
        return NOT_YET
    if submitted >= at - (_LONG_AGO if kind.follows_up else _FARTHEST):
        return None
    return Refusal("CAS-11", "It cannot have begun so long ago: look at the year.")


def _why_not_procedure(told: Opening) -> Refusal | None:
    if told.procedure is None:
        return Refusal("CAS-01", "Choose the procedure.")
    day = told.submitted_at.astimezone(VIETNAM).date()
    if told.procedure.book_id == told.book.pk and told.procedure.stands(day):
        return None
    return Refusal("CAS-01", "This version of the procedure was not in force on that day.")


def _why_not_here(kind: Kind, told: Opening, by: Tenure, on: date) -> Refusal | None:
    """Of the loop: by the body that keeps it, or under what the post itself answers for."""
    if not kind.follows_up:
        return why_not_act(by, kind.permission, book=told.book, unit=told.unit, on=on)
    if told.parent and why_not_own(told.parent, kind.permission, by, on) is None:
        return None
    if by.post.book_id != told.book.pk:
        return NOT_ALLOWED
    return why_not_keep_at(told.unit, kind.permission, by, on)


def _why_not_follow(kind: Kind, told: Opening) -> Refusal | None:
    """CAS-04. What of the loop is opened says what its kind needs, and names nobody."""
    if refusal := why_not_without(kind.needs, told):
        return refusal
    if told.until and told.until <= told.submitted_at:
        return DAY_OVER
    if told.until and told.until > told.submitted_at + _FARTHEST:
        return TOO_FAR
    if refusal := why_not_words(told.title, *texts(told.fields), *_typed(told.facts, told.told)):
        return refusal
    if refusal := why_not_under(kind.code, told):
        return refusal
    return next((found for found in (OPENING[name](told) for name in kind.guards) if found), None)


def why_not_answer(
    post: Post, *, book: Book, unit: Unit, on: date, by: Tenure | None = None
) -> Refusal | None:
    """CAS-06. One post answers for the work: of that book and place, open, and held by somebody.

    What a place that has ended left falls to posts of the places that took it over. The post of
    ``by``, who was found to hold it on that day, is held. An administrator's answers for none.
    """
    stands = post.start_on <= on and (post.end_on is None or on < post.end_on)
    if post.book_id != book.pk or not stands or not falls_to(unit, post.unit, on):
        return Refusal("CAS-06", "Choose a post of this place that is open today.")
    if post.role not in ANSWERING:
        return Refusal(
            "CAS-06",
            "An administrator looks after accounts and answers for no work: choose another.",
        )
    if not (by and by.post_id == post.pk) and not is_held(post, on):
        return Refusal("CAS-06", "Nobody holds that post today: choose another.")
    return None


def why_not_move(taking: Taking, *, by: Tenure, at: datetime) -> Refusal | None:
    """CAS-02. A step is taken where its table allows it, by who may, with what it needs."""
    case, step = taking.case, KINDS[taking.case.kind].steps.get(taking.step)
    if step is None or case.state not in step.before:
        return NOT_NOW
    if refusal := _why_not_by(case, step, by=by, at=at):
        return refusal
    return (
        why_not_then(taking, at)
        or why_not_without(step.needs, taking.told)
        or _first(step.guards, taking)
        or why_not_until(taking)
        or why_not_words(*_words(taking.told))
        or _first(() if taking.told.overruled.strip() else step.law, taking)
        or (step.who != "above" and why_not_overrule(taking, by=by, at=at))
        or None
    )


def _why_not_by(case: Case, step: Step, *, by: Tenure, at: datetime) -> Refusal | None:
    """Of the loop it takes a relation to the work; else a post that acts where it is."""
    if KINDS[case.kind].follows_up:
        return why_not_stand(step.who, case, step.permission, by=by, at=at)
    return why_not_touch(case, step.permission, by=by, at=at)


def why_not_touch(case: Case, permission: str, *, by: Tenure, at: datetime) -> Refusal | None:
    """CAS-07. What another system keeps is moved on there; here it is read and followed up."""
    on = at.astimezone(VIETNAM).date()
    if refusal := why_not_act(by, permission, book=case.book, unit=case.unit, on=on):
        return refusal
    if not case.mirrored:
        return None
    return Refusal("CAS-07", "Another system keeps this dossier: take the step there.")


def why_not_hand_over(
    case: Case, post: Post, reason: str, *, by: Tenure, at: datetime
) -> Refusal | None:
    """CAS-09. Work that is open passes to another post of the place, for a stated reason."""
    on = at.astimezone(VIETNAM).date()
    if refusal := why_not_pass_on(case, by, on) or why_not_answer(
        post, book=case.book, unit=case.unit, on=on
    ):
        return refusal
    if post.pk == case.post_id:
        return Refusal("CAS-09", "That post answers for it already.")
    return why_not_words(reason) if reason.strip() else _NEEDS["reason"]


def why_not_pass_on(case: Case, by: Tenure, on: date) -> Refusal | None:
    """CAS-09. Work that is open passes to another post of the place, for a stated reason.

    Whoever keeps or moves it passes it on.
    """
    if case.state not in KINDS[case.kind].open_states:
        return NOT_NOW
    if KINDS[case.kind].follows_up:
        return why_not_keep(case, Permission.FOLLOW_KEEP, by, on)
    return why_not_act(by, Permission.CASE_MOVE, book=case.book, unit=case.unit, on=on)


def happened(told: datetime | None, moves: Sequence[Move], at: datetime) -> datetime:
    """When a step happened that is told at ``at``; blank: as it is told.

    A time is typed to the minute and clocks of two machines differ: within the minute, or for a
    clock that is behind, it is the moment of the step before.
    """
    before = last_step(moves)
    if before is None:
        return told or at
    if told is None:
        return max(at, before) if before <= at + _SLACK else at
    same = told == before.replace(second=0, microsecond=0)
    return before if same else told


def last_step(moves: Sequence[Move]) -> datetime | None:
    """When its last step happened: a hand-over or a calendar is the book's and holds up none."""
    return next((move.at for move in reversed(moves) if move.step not in ASIDE), None)


def why_not_then(taking: Taking, at: datetime) -> Refusal | None:
    """CAS-05. A step is told after it happened, and happens after the one before it."""
    if taking.at > at + _SLACK:
        return NOT_YET
    before = last_step(taking.moves) or taking.case.submitted_at
    if taking.at < before:
        values = (("when", f"{before.astimezone(VIETNAM):%H:%M %d/%m/%Y}"),)
        return Refusal("CAS-05", "The step before it was at %(when)s: this one is later.", values)
    return None


def why_not_without(needs: Iterable[str], told: Told | Opening) -> Refusal | None:
    """CAS-04. What is opened or done says what it needs: why, what, until when, or who."""
    for need in needs:
        said = told.said(need)
        if not (said.strip() if isinstance(said, str) else said):
            return _NEEDS[need]
    return None


def _words(told: Told) -> list[str]:
    return [told.reason, told.items, told.overruled, *_typed(told.facts)]


def _typed(*facts: Mapping[str, Any]) -> Iterator[str]:
    """The words of ``facts`` that somebody wrote, without what only looks like a number of theirs.

    Nine digits of a frozen figure are money, and those in the key of a list's row are nothing.
    """
    for told in facts:
        yield from texts({name: said for name, said in told.items() if name not in _COUNTED})


def why_not_until(taking: Taking) -> Refusal | None:
    """CAS-11. What is promised or waited for lies after the step, and not out of all reach."""
    until = taking.told.until
    if until is None or taking.at < until <= taking.at + _FARTHEST:
        return None
    return TOO_FAR


def why_not_words(*texts: str) -> Refusal | None:
    """CAS-12. What is said of a step names nobody: it goes into the ledger, which keeps it."""
    return NAMES if any(personal.certain(one) or personal.likely(one) for one in texts) else None


def why_not_catch_up(behind: int) -> Refusal | None:
    """CAS-13. Dates are moved to the calendar where one of them is not as it says."""
    return None if behind else Refusal("CAS-13", "Every open date is as the calendar says.")


def why_not_overrule(taking: Taking, *, by: Tenure, at: datetime) -> Refusal | None:
    """CAS-08. Who may overrule a rule of law does it by name and with a reason, on record."""
    if not taking.told.overruled.strip():
        return None
    on, case = at.astimezone(VIETNAM).date(), taking.case
    refused = why_not_act(by, Permission.CASE_OVERRULE, book=case.book, unit=case.unit, on=on)
    return refused and Refusal("CAS-08", "Only a leader may take this step in spite of the rule.")


def breaches(taking: Taking) -> list[Refusal]:
    """Every rule that this step does not keep and that does not stop it."""
    step = KINDS[taking.case.kind].steps[taking.step]
    names = [*step.records, *(step.law if taking.told.overruled.strip() else ())]
    return [found for found in (_asked(name, taking) for name in names) if found]


def open_steps(case: Case) -> dict[str, Step]:
    """What its table allows where it is now, in the table's order."""
    return {
        name: step for name, step in KINDS[case.kind].steps.items() if case.state in step.before
    }


def _first(names: Iterable[str], taking: Taking) -> Refusal | None:
    return next((found for found in (_asked(name, taking) for name in names) if found), None)


def _asked(name: str, taking: Taking) -> Refusal | None:
    return GUARDS[name](taking)
