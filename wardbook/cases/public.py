"""What goes public of work in the loop: what, since when, which post, by when, and what came of it.

Nobody is named: posts answer, posts verify. An end without verification is told for ever.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wardbook.cases import reckoning
from wardbook.cases.faces import moment
from wardbook.cases.kinds import KINDS, inspection, pledge, session
from wardbook.cases.kinds.follow_fields import FOLLOW_FIELDS
from wardbook.cases.kinds.inspection import OUTCOMES
from wardbook.cases.loop import counts_of, draft_of, goes_on_as, overruling, recurrences
from wardbook.cases.models.case import Case, Move
from wardbook.cases.rules.taking import Clock
from wardbook.ledger.queries import standing
from wardbook.lib.disclosure import small

_COUNTS = session.COUNTS | inspection.COUNTS | pledge.COUNTS
# Numbers of persons of one body: where they are few, nothing that was counted is told.
_WHOLE = ("owed", "obliged")
# Fields that a page of everybody shows; the rest is for the office.
_SHOWN = ("result", "addressee", "asked", "area", "raised", "year", "form", "of", "cause",
          "objective", "document", "subject", "agenda")  # fmt: skip
# Steps whose words everybody reads: why a date moved, why it ended so, what was answered.
_SAID = frozenset(
    ("progress", "report", "extend", "drop", "merge", "verify", "overrule", "answer", "agree",
     "refuse", "withdraw", "conclude", "cancel", "review")
)  # fmt: skip


def of(case: Case, moves: Sequence[Move], clock: Clock) -> dict[str, Any]:
    """The public body of a piece of work as it stands after the last of ``moves``."""
    kind = KINDS[case.kind]
    state = kind.states[case.state]
    return {
        "label": {"vi": case.title, "en": case.title},
        "kind": case.kind,
        "kind_label": kind.label.texts,
        "code": case.code,
        "unit": case.unit.label,
        "place": case.unit.territory.label,
        "place_code": case.unit.territory.code,
        "post": case.post.label,
        "post_unit": case.post.unit.label,
        "about": case.about.label if case.about else None,
        "state": case.state,
        "state_label": state.public.texts,
        "open": state.open,
        "waits_on": state.waits_on,
        "since": moment(case.submitted_at),
        "first_due": moment(case.first_due_at),
        "due": moment(case.due_at),
        "ended": moment(case.ended_at),
        "series": case.series,
        "told": _told(case),
        "charged": charged(case, moves, clock, case.ended_at),
        **_counts(case),
        "parent": _named(case.parent),
        "goes_on_as": _named(goes_on_as(case, moves)),
        "history": [line for move in moves if (line := _line(case, move))],
        **_effect(case, moves),
    }


def charged(
    case: Case, moves: Sequence[Move], clock: Clock, end: datetime | None
) -> dict[str, int] | None:
    """Late working days until ``end`` against the first date, by who held the work up.

    Days on which it waited for the tier above are the addressee's; the parts sum to the whole.
    ``None`` where it is not late, or has not ended.
    """
    due = case.first_due_at
    if due is None or end is None or end <= due:
        return None
    parts = reckoning.charged(moves, due, end, *clock)
    return {name: days for name, days in parts.items() if days} or None


def _counts(case: Case) -> dict[str, Any]:
    """What was counted; of a body of fewer than five nothing, since it would point at somebody."""
    counts = counts_of(case)
    few = any(small(counts.get(name)) for name in _WHOLE)
    told = [
        {"name": name, "label": _COUNTS[name].texts, "number": number}
        for name, number in counts.items()
    ]
    return {"counts": [] if few else told, "few": few}


def _told(case: Case) -> list[dict[str, Any]]:
    known = FOLLOW_FIELDS[case.kind]
    return [
        {"name": name, "label": known[name].label.texts, **_text(case, name, text)}
        for name in _SHOWN
        if name in known and (text := case.fields.get(name))
    ]


def _text(case: Case, name: str, text: str) -> dict[str, Any]:
    """The words; of what was chosen from a list, in both languages."""
    if name != "form":
        return {"text": {"vi": text, "en": text}}
    forms = {code: row for code, (row, _counts) in session.FORMS.items()} | inspection.FORMS
    return {"text": forms[text].texts}


def _effect(case: Case, moves: Sequence[Move]) -> dict[str, Any]:
    """What moved and what did not, whether it came again, and an end that nobody verified."""
    ended = overruling(moves)
    return {
        "indicator": case.indicator,
        "before": _figure(case, moves[0].facts.get("before")),
        "after": _figure(case, _after(moves)),
        "none_moves": _last(moves, "none_moves"),
        "repeats": case.repeats.code if case.repeats and case.repeats.released_at else "",
        "times_before": recurrences(case),
        "breakthroughs": draft_of(moves).get("breakthroughs", []),
        "outcome": outcome.texts if (outcome := OUTCOMES.get(_last(moves, "outcome"))) else None,
        "unverified": ended.overruled if ended else "",
    }


def _figure(case: Case, frozen: dict[str, Any] | None) -> dict[str, Any] | None:
    """A frozen figure that is public itself; of another, only which it is: that is released alone.

    Whoever reports work as done would else publish a number that nobody released.
    """
    if not frozen:
        return None
    key = frozen.get("figure") or frozen.get("key")
    if key and standing("figure").filter(book=case.book_id, key=key).exists():
        return frozen | {"figure": key}
    return {name: frozen.get(name) for name in ("indicator", "label", "period")} | {"held": True}


def _line(case: Case, move: Move) -> dict[str, Any] | None:
    step = KINDS[case.kind].steps.get(move.step)
    if step is None or step.public is None:
        return None
    said = move.step in _SAID
    return {
        "step": move.step,
        "label": step.public.texts,
        "at": moment(move.at),
        "due": moment(move.due_at) if move.effect == "extend" else None,
        "text": (move.overruled or move.reason or move.items) if said else "",
        "by": move.by.post.label if step.who in ("verifier", "above") else None,
    }


def _after(moves: Sequence[Move]) -> Any:
    """The indicator as it was frozen when it was reported and verified; an open one has none."""
    return _last([move for move in moves if move.step in ("report", "verify")], "after") or None


def _last(moves: Sequence[Move], name: str) -> Any:
    told = [move.facts[name] for move in moves if move.facts.get(name)]
    return told[-1] if told else ""


def _named(other: Case | None) -> dict[str, Any] | None:
    """What it belongs to or goes on as, where that is public itself."""
    if other is None or other.released_at is None:
        return None
    return {"kind": other.kind, "code": other.code, "label": other.title}
