"""What the ledger is told of a piece of work: one body for the office, one for its holder.

The office body names nobody: who the work is for stands in the case alone. The holder body is
all that the page behind the printed word shows.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from wardbook.cases import explained, law
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.table import Step
from wardbook.cases.models.case import Case, Move
from wardbook.cases.reckoning import ruled_on
from wardbook.cases.rules.taking import Clock
from wardbook.ledger.holder import TOPIC, digest
from wardbook.lib.clock import VIETNAM, Limit, due

_OPENED = {"vi": "Đã nộp", "en": "Handed in"}
# Steps whose reason its holder reads: what decides over their work, and why it will be late.
_TOLD_WHY = frozenset({"reject", "refuse", "extend", "answer", "transfer", "wrong"})


def read_by_holder(name: str, step: Step) -> frozenset[str]:
    """Which words of a step stand on the page of whom the work belongs to: reason, items."""
    if step.public is None:
        return frozenset()
    return frozenset({"reason", "items"} if name in _TOLD_WHY else {"items"})


def holder_key(word: str) -> str:
    """Where the body for a printed word is; the word itself is in no ledger."""
    return f"{TOPIC}{digest(word)}" if word else ""


def office(case: Case, move: Move) -> dict[str, Any]:
    """What was done: state, dates and the post that answers."""
    return {
        "code": case.code,
        "kind": case.kind,
        "state": case.state,
        "at": moment(move.at),
        "post": case.post.code,
        "due": moment(case.due_at),
        "reason": move.reason,
        "overruled": move.overruled,
    }


def holder(case: Case, moves: Sequence[Move], clock: Clock) -> dict[str, Any]:
    """Where it is, when it is promised and why then, what its holder must do, what happened."""
    state = KINDS[case.kind].states[case.state]
    waiting = next((m for m in reversed(moves) if m.items), None)
    asked = waiting if state.waits_on == "citizen" else None
    return {
        "label": state.public.texts,
        "code": case.code,
        "origin": case.origin,
        "kind": case.kind,
        "kind_label": KINDS[case.kind].label.texts,
        "procedure": _named(case),
        "unit": case.unit.label,
        "unit_code": case.unit.code,
        "phone": case.unit.telephone,
        "post": case.post.label,
        "hours": str(clock.hours.on(moves[-1].at.astimezone(VIETNAM).date())),
        "state": case.state,
        "open": state.open,
        "waits_on": state.waits_on,
        "submitted": moment(case.submitted_at),
        "accepted": moment(case.accepted_at),
        "first_due": moment(case.first_due_at),
        "due": moment(case.due_at),
        "told_due": moment(case.told_due_at),
        "ended": moment(case.ended_at),
        "delivered": moment(case.delivered_at),
        "limit": case.limit,
        "why": explained.why(case, moves, clock),
        "asked": asked.items if asked else "",
        "hand_in_by": _hand_in_by(case, asked, clock),
        "ask_again": _ask_again(case),
        "history": _history(case, moves),
    }


def _history(case: Case, moves: Sequence[Move]) -> list[dict[str, Any]]:
    """What happened to it, and to what was opened for it, in the order of time.

    A step that opened something says by when that is promised.
    """
    lines = [_line(case, move) for move in moves]
    opens = {name for name, step in KINDS[case.kind].steps.items() if step.opens}
    if opening := [line for line in lines if line and line["step"] in opens]:
        children = case.children.order_by("pk").prefetch_related("moves")
        for line, child in zip(opening, children, strict=False):  # the last is opened just after
            line["until"] = moment(child.due_at)
        lines += [_line(one, move) for one in children for move in one.moves.all()[1:]]
    return sorted(filter(None, lines), key=lambda line: str(line["at"]))


def _named(case: Case) -> dict[str, str]:
    """Its procedure or, where the book knows none, what another system calls it."""
    named = case.procedure
    if named is None:
        told = str(case.told.get("procedure", ""))
        return {"vi": told, "en": told} if told else {}
    return {"vi": named.name, "en": named.name_en or named.name}


def _hand_in_by(case: Case, asked: Move | None, clock: Clock) -> str | None:
    """The last day for papers that were asked for after acceptance; none where no law sets it."""
    limit = law.provision("supplement-closes-after", ruled_on(case))
    if asked is None or asked.step != "supplement" or limit is None:
        return None
    return due(asked.at, Limit.parse(limit.value), *clock).date().isoformat()


def _ask_again(case: Case) -> str | None:
    """From which day whoever gave feedback that was answered is asked whether it was mended."""
    wait = law.provision("feedback-asked-again-after", ruled_on(case))
    if (case.kind, case.state) != ("feedback", "answered") or wait is None or not case.ended_at:
        return None
    day = case.ended_at + timedelta(days=Limit.parse(wait.value).amount)
    return day.astimezone(VIETNAM).date().isoformat()


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
        "submitted": moment(case.submitted_at),
        "ended": moment(case.ended_at),
        "text": move.items,
        "search": move.items,
    }


def _line(case: Case, move: Move) -> dict[str, Any] | None:
    step = KINDS[case.kind].steps.get(move.step)
    label = _OPENED if move.step == "open" else step and step.public and step.public.texts
    if not label:
        return None
    read = read_by_holder(move.step, step) if step else frozenset()
    said = {"step": move.step, "label": label, "at": moment(move.at), "due": moment(move.due_at)}
    return said | {"reason": move.reason if "reason" in read else "", "items": move.items}


def moment(at: datetime | None) -> str | None:
    return at.astimezone(VIETNAM).isoformat(timespec="minutes") if at else None
