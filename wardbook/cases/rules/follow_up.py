"""What the loop asks of what is owed: evidence, an indicator that moved, one extension."""

from collections.abc import Callable, Iterable
from typing import Any

from wardbook.cases import loop
from wardbook.cases.kinds import KINDS
from wardbook.cases.models.case import Case
from wardbook.cases.rules.taking import Opening, Taking
from wardbook.lib import personal
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal

OpeningGuard = Callable[[Opening], Refusal | None]
Guard = Callable[[Taking], Refusal | None]

# When it is opened


def why_not_under(kind: str, told: Opening) -> Refusal | None:
    """FOL-10. It stands where its kind stands: alone, or open under open work of the same body."""
    parent = told.parent
    if parent is None:
        alone = "" in KINDS[kind].parents
        return None if alone else Refusal("FOL-10", "Open it under what it belongs to.")
    if refusal := why_not_above_it(kind, parent):
        return refusal
    same = parent.unit_id == told.unit.pk and parent.book_id == told.book.pk
    return (
        None if same else Refusal("FOL-10", "It is kept by the body that keeps what it belongs to.")
    )


def why_not_above_it(kind: str, parent: Case) -> Refusal | None:
    """FOL-10. It stands where its kind stands: alone, or open under open work of the same body.

    What can be said of the work above before anything is typed.
    """
    if parent.kind not in KINDS[kind].parents:
        return Refusal("FOL-10", "Work of this kind is not opened under that.")
    open_now = parent.state in KINDS[parent.kind].open_states
    return None if open_now else Refusal("FOL-10", "What it would belong to has ended.")


def why_not_series_known(told: Opening) -> Refusal | None:
    """FOL-23. What a session sets belongs to the session's series."""
    if told.parent is None or told.parent.kind != "session":
        return None
    same = told.series == told.parent.series
    return None if same else Refusal("FOL-23", "It belongs to the series of its session.")


def why_not_indicator_before(told: Opening) -> Refusal | None:
    """FOL-06. What should move is frozen before and after; or it is said why nothing moves."""
    return _indicator(told.indicator, told.facts, "before")


def why_not_told_again(told: Opening) -> Refusal | None:
    """FOL-17. A shortcoming like one of the years before is told to be that one again, or not."""
    if told.repeats or str(told.facts.get("new_because", "")).strip():
        return None
    again = loop.like_it(told.unit, told.title, told.indicator)
    if again is None:
        return None
    values = (("code", again.code), ("title", again.title))
    return Refusal(
        "FOL-17",
        "“%(title)s” (%(code)s) was named before: say that it came again, or why it is another.",
        values,
    )


def why_not_addressed_above(told: Opening) -> Refusal | None:
    """FOL-24. A request upward goes to a place or body above, or to a named addressee outside."""
    if told.about is None:
        return None
    above = {unit.code for unit in told.unit.territory.path[:-1]}
    if told.about.territory.code in above:
        return None
    return Refusal("FOL-24", "Choose a place or a body above this one.")


def why_not_area_below(told: Opening) -> Refusal | None:
    """FOL-25. A visit is to an area of the place."""
    if told.about is None or told.unit.territory.code in {u.code for u in told.about.path}:
        return None
    return Refusal("FOL-25", "Choose an area of this place.")


# When a step is taken


def why_not_extended_once(taking: Taking) -> Refusal | None:
    """FOL-07. A date is put off once, for a reason, to a later one."""
    if not taking.taken("extend"):
        return None
    return Refusal("FOL-07", "It was extended once already, and no further.")


def why_not_extends_later(taking: Taking) -> Refusal | None:
    """FOL-07. A date is put off once, for a reason, to a later one."""
    due, until = taking.case.due_at, taking.told.until
    if due is None or until is None or until > due:
        return None
    return Refusal("FOL-07", "Choose a date after the one that holds.")


def why_not_extended_late(taking: Taking) -> Refusal | None:
    """FOL-26. A date is put off before it has passed; later is on record as a breach."""
    return _after_its_date(taking, "FOL-26", "It was extended after its date, %(when)s.")


def why_not_reported_late(taking: Taking) -> Refusal | None:
    """FOL-21. It is ended by the date that holds; later is on record as a breach."""
    return _after_its_date(taking, "FOL-21", "It was owed by %(when)s.")


def why_not_answered_late(taking: Taking) -> Refusal | None:
    """FOL-27. The tier above answers by the date it was asked for; later is on record."""
    return _after_its_date(taking, "FOL-27", "An answer was asked for by %(when)s.")


def why_not_asked_above(taking: Taking) -> Refusal | None:
    """FOL-28. Work waits for the tier above while a request to it is open, and no longer."""
    if loop.asked_above(taking.case):
        return None
    return Refusal("FOL-28", "First open the request to the tier above.")


def why_not_answered_above(taking: Taking) -> Refusal | None:
    """FOL-28. Work waits for the tier above while a request to it is open, and no longer."""
    if not loop.asked_above(taking.case):
        return None
    return Refusal("FOL-28", "A request to the tier above is still open under it.")


def why_not_evidence(taking: Taking) -> Refusal | None:
    """FOL-05. What is reported as done has evidence, on itself or on what was done for it."""
    if loop.evidence(taking.case):
        return None
    return Refusal("FOL-05", "Add the evidence first: a paper, a photo, minutes.")


def why_not_indicator_moved(taking: Taking) -> Refusal | None:
    """FOL-06. What should move is frozen before and after; or it is said why nothing moves.

    A shortcoming always answers it; of a conclusion or a remedy only if it names an indicator.
    """
    case, told = taking.case, taking.taken("report")
    if case.kind != "shortcoming" and not case.indicator:
        return None
    facts = taking.moves[0].facts | (told[-1].facts if told else {}) | taking.told.facts
    if loop.same_figure(facts.get("before"), facts.get("after")):
        facts = facts | {"after": None}
    return _indicator(case.indicator, facts, "after")


def why_not_children_ended(taking: Taking) -> Refusal | None:
    """FOL-08. What was opened under it ends first."""
    left = loop.open_under(taking.case)
    if not left:
        return None
    values = (("codes", ", ".join(case.code for case in left[:5])),)
    return Refusal("FOL-08", "First end what was opened under it: %(codes)s.", values)


def why_not_merges_into_open(taking: Taking) -> Refusal | None:
    """FOL-11. It is merged into open work of its kind and body, which is shown for both."""
    case, into = taking.case, loop.by_code(taking.case.book, str(taking.told.said("into") or ""))
    if into is None or into.pk == case.pk:
        return Refusal("FOL-11", "Name the code of the other one.")
    same = (into.kind, into.unit_id) == (case.kind, case.unit_id)
    if not same or into.state not in KINDS[into.kind].open_states:
        return Refusal("FOL-11", "It is merged into open work of the same kind and body only.")
    hidden = case.released_at and not into.released_at
    return (
        Refusal("FOL-11", "This one is public: make the other one public first.")
        if hidden
        else None
    )


def why_not_released_once(taking: Taking) -> Refusal | None:
    """FOL-18. It is made public once, by the body that keeps it, and names nobody."""
    return Refusal("FOL-18", "It is public already.") if taking.case.released_at else None


def why_not_parent_released(taking: Taking) -> Refusal | None:
    """FOL-29. A remedy goes public with its shortcoming, not before it."""
    case = taking.case
    hidden = case.kind == "remedy" and case.parent and case.parent.released_at is None
    return Refusal("FOL-29", "Make its shortcoming public first.") if hidden else None


def why_not_names_nobody(taking: Taking) -> Refusal | None:
    """FOL-18. It is made public once, by the body that keeps it, and names nobody."""
    words = [taking.case.title, *texts(taking.case.fields)]
    words += [text for move in taking.moves for text in (move.reason, move.items, move.overruled)]
    if any(personal.certain(one) or personal.likely(one) for one in words if one):
        return Refusal("FOL-18", "It names somebody: put the words right before it goes public.")
    return None


# What they are made of


def _after_its_date(taking: Taking, rule: str, message: str) -> Refusal | None:
    due = taking.case.due_at
    if due is None or taking.at <= due:
        return None
    return Refusal(rule, message, (("when", f"{due.astimezone(VIETNAM):%d/%m/%Y}"),))


def _indicator(code: str, facts: dict[str, Any], when: str) -> Refusal | None:
    frozen = facts.get(when) or {}
    if code and frozen.get("indicator") == code and frozen.get("value") is not None:
        return None
    if str(facts.get("none_moves", "")).strip():
        return None
    if code:
        return Refusal(
            "FOL-06", "The indicator has no figure of that time: file it, or say why none."
        )
    return Refusal("FOL-06", "Choose the indicator that should move, or say why none moves.")


def texts(value: object) -> Iterable[str]:
    """Every word in nested facts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def named(*guards: Callable[..., Refusal | None]) -> dict[str, Any]:
    return {guard.__name__.removeprefix("why_not_"): guard for guard in guards}


OPENING: dict[str, OpeningGuard] = named(
    why_not_series_known,
    why_not_indicator_before,
    why_not_told_again,
    why_not_addressed_above,
    why_not_area_below,
)
GUARDS: dict[str, Guard] = named(
    why_not_extended_once,
    why_not_extends_later,
    why_not_extended_late,
    why_not_reported_late,
    why_not_answered_late,
    why_not_asked_above,
    why_not_answered_above,
    why_not_evidence,
    why_not_indicator_moved,
    why_not_children_ended,
    why_not_merges_into_open,
    why_not_released_once,
    why_not_parent_released,
    why_not_names_nobody,
)
