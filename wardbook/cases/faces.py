"""What the ledger is told of a piece of work: one body for the office, one for its holder.

The office body names nobody: who the work is for stands in the case alone. The holder body is
all that the page behind the printed word shows.
"""

from hashlib import sha256
from typing import Any

from wardbook.cases.kinds import KINDS
from wardbook.cases.models.case import Case, Move
from wardbook.lib.clock import VIETNAM

_OPENED = {"vi": "Đã nộp", "en": "Handed in"}


def holder_key(word: str) -> str:
    """Where the body for a printed word is; the word itself is in no ledger."""
    return f"holder/{digest(word)}" if word else ""


def digest(word: str) -> str:
    letters = "".join(sign for sign in word.lower() if sign.isalnum())
    return sha256(letters.encode()).hexdigest()


def office(case: Case, move: Move) -> dict[str, Any]:
    """What was done: state, dates and the post that answers."""
    return {
        "code": case.code,
        "kind": case.kind,
        "state": case.state,
        "at": _moment(move.at),
        "post": case.post.code,
        "due": _moment(case.due_at),
        "reason": move.reason,
        "overruled": move.overruled,
    }


def holder(case: Case, moves: list[Move]) -> dict[str, Any]:
    """Where it is, when it is promised, what its holder must do, and what happened."""
    state = KINDS[case.kind].states[case.state]
    waiting = next((m for m in reversed(moves) if m.items), None)
    return {
        "label": state.public.texts,
        "code": case.code,
        "kind": KINDS[case.kind].label.texts,
        "procedure": case.procedure.name if case.procedure else "",
        "unit": case.unit.label,
        "post": case.post.label,
        "open": state.open,
        "waits_on": state.waits_on,
        "submitted": _moment(case.submitted_at),
        "accepted": _moment(case.accepted_at),
        "first_due": _moment(case.first_due_at),
        "due": _moment(case.due_at),
        "ended": _moment(case.ended_at),
        "limit": case.limit,
        "asked": waiting.items if waiting and state.waits_on == "citizen" else "",
        "history": [line for line in (_line(case, move) for move in moves) if line],
    }


def public_key(case: Case) -> str:
    """Its topic and name in public: the kind and the code, which names nobody."""
    return f"{case.kind}/{case.code}"


def public(case: Case, move: Move) -> dict[str, Any]:
    """What goes public of a piece of work: the words that somebody chose for it."""
    kind, place = KINDS[case.kind].label, case.unit.territory.label
    return {
        "label": {"vi": f"{kind.vi} · {place['vi']}", "en": f"{kind.en} · {place['en']}"},
        "code": case.code,
        "unit": case.unit.label,
        "state": KINDS[case.kind].states[case.state].public.texts,
        "submitted": _moment(case.submitted_at),
        "ended": _moment(case.ended_at),
        "text": move.items,
    }


def _line(case: Case, move: Move) -> dict[str, Any] | None:
    step = KINDS[case.kind].steps.get(move.step)
    label = _OPENED if move.step == "open" else step and step.public and step.public.texts
    return {"label": label, "at": _moment(move.at), "due": _moment(move.due_at)} if label else None


def _moment(at: Any) -> str | None:
    return at.astimezone(VIETNAM).isoformat(timespec="minutes") if at else None
