"""What speaks for a rating: facts frozen as they stood, and what a rule's conditions say of them.

No data is ``None``: it meets no condition, and the sentence says what is missing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from wardbook.figures.ratings.law import Condition, RatingRule
from wardbook.lib.ratio import Ratio
from wardbook.lib.refusal import Refusal

Value = Ratio | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a body says of itself beside its points (Mẫu 01, part B): counts, or ``None``.

    ``tasks`` were given for the period; of them ``on_time`` and ``late`` are done, ``undone`` are
    not, and ``beyond`` went beyond what was asked. ``disciplined``: the collective, a member or a
    unit of it.
    """

    tasks: int | None = None
    on_time: int | None = None
    late: int | None = None
    undone: int | None = None
    beyond: int | None = None
    disciplined: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Facts about a body over a period, counted from records of the book, and what was ``stated``.

    ``review`` is the code of the previous review, blank where the book has none; of its
    ``shortcomings``, ``remedied`` are remedied and verified, the others are ``open_codes``. Tasks
    are what other bodies and sessions gave it. ``targets_missed`` and ``targets_met`` are of the
    five basic ones that have both a target and a figure. ``disciplined`` is true where an
    inspection says so; that none does says nothing.
    """

    review: str = ""
    shortcomings: int | None = None
    remedied: int | None = None
    open_codes: tuple[str, ...] = ()
    tasks: int | None = None
    on_time: int | None = None
    late: int | None = None
    undone: int | None = None
    disciplined: bool | None = None
    targets_met: int | None = None
    targets_missed: int | None = None
    stated: Stated = field(default_factory=Stated)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Evidence":
        """Facts that were kept with a step; what a later version adds is not known of them."""
        known = {name: kept[name] for name in (one.name for one in fields(cls)) if name in kept}
        known["open_codes"] = tuple(known.get("open_codes", ()))
        return cls(**known | {"stated": Stated(**known.get("stated", {}))})


class Found(NamedTuple):
    """A condition, whether it is met (``None`` where facts are missing), and by what."""

    condition: Condition
    met: bool | None
    value: Value


def judged(rule: RatingRule, level: str, kind: str, evidence: Evidence) -> list[Found]:
    """Every condition that ``level`` has under ``rule`` for a body of that kind, looked at."""
    return [_found(condition, evidence) for condition in rule.asked(level, kind)]


def _found(condition: Condition, evidence: Evidence) -> Found:
    """Met where records and statement say so: neither makes good what the other tells."""
    sources: tuple[Evidence | Stated, ...] = (evidence, evidence.stated)
    values = [value for one in sources if (value := measured(condition.measure, one)) is not None]
    known = [(met, value) for value in values if (met := _is_met(condition, value)) is not None]
    if condition.measure == "remedied" and evidence.shortcomings == 0:
        return Found(
            condition, met=True, value=values[0]
        )  # on record, and it named nothing to remedy
    against = next((Found(condition, met, value) for met, value in known if not met), None)
    return against or next((Found(condition, *one) for one in known), Found(condition, None, None))


def _is_met(condition: Condition, value: Value) -> bool | None:
    exact = value.exact if isinstance(value, Ratio) else value
    if exact is None:
        return None
    if condition.measure == "undisciplined":
        return bool(exact)
    least, most = condition.at_least, condition.at_most
    enough = least is None or Fraction(exact) >= Fraction(least)
    return enough and (most is None or Fraction(exact) <= Fraction(most))


def measured(measure: str, facts: Evidence | Stated) -> Value:
    """What a condition looks at; ``None`` where a number for it is missing."""
    if measure == "undisciplined":
        return None if facts.disciplined is None else not facts.disciplined
    if measure == "basic_missed":
        return getattr(facts, "targets_missed", None)
    if measure == "remedied":
        return _of(getattr(facts, "remedied", None), getattr(facts, "shortcomings", None))
    if measure == "done":
        done = None if facts.on_time is None or facts.late is None else facts.on_time + facts.late
        return _of(done, facts.tasks)
    return _of(getattr(facts, measure, None), facts.tasks)


def _of(part: int | None, whole: int | None) -> Ratio | None:
    return None if part is None or whole is None else Ratio(part, whole)


NOT_KNOWN = {
    "remedied": Refusal(
        "RTG-06",
        "The book holds no earlier review of this body, so nobody knows whether its shortcomings"
        " are remedied: enter that review first.",
    ),
    "on_time": Refusal(
        "RTG-06", "How many tasks were done on time is not known: state it, or enter the tasks."
    ),
    "late": Refusal(
        "RTG-06", "How many tasks were late is not known: state it, or enter the tasks."
    ),
    "done": Refusal(
        "RTG-06", "How many tasks were done is not known: state it, or enter the tasks."
    ),
    "beyond": Refusal(
        "RTG-06", "How many tasks went beyond what was asked is not known: state it."
    ),
    "undisciplined": Refusal(
        "RTG-06", "Whether anybody was disciplined is not known: state it, even if nobody was."
    ),
    "basic_missed": Refusal(
        "RTG-06",
        "Of the five basic targets none has both a target and a figure: file them first.",
    ),
}
NOT_MET = {
    "remedied": Refusal(
        "RTG-06", "Shortcomings of review %(review)s are not remedied and confirmed: %(open)s."
    ),
    "on_time": Refusal("RTG-07", "Not every task was done on time: %(part)s of %(whole)s."),
    "late": Refusal(
        "RTG-07", "More than %(most)s in a hundred tasks were late: %(part)s of %(whole)s."
    ),
    "done": Refusal("RTG-07", "Too few tasks were done: %(part)s of %(whole)s."),
    "beyond": Refusal(
        "RTG-07",
        "Fewer than %(least)s in a hundred tasks went beyond what was asked: %(part)s of"
        " %(whole)s.",
    ),
    "undisciplined": Refusal("RTG-07", "The collective, a member or a unit of it was disciplined."),
    "basic_missed": Refusal("RTG-07", "All five basic targets were missed."),
}


def said(found: Found, evidence: Evidence) -> Refusal | None:
    """Why a condition is not met, or not known to be; nothing where it is met."""
    if found.met:
        return None
    if found.met is None:
        return NOT_KNOWN[found.condition.measure]
    refusal = NOT_MET[found.condition.measure]
    values = {
        "review": evidence.review,
        "open": ", ".join(evidence.open_codes[:5]) + ", …" * (len(evidence.open_codes) > 5),
        "least": _plain(found.condition.at_least),
        "most": _plain(found.condition.at_most),
    }
    if isinstance(found.value, Ratio):
        values |= {"part": str(found.value.numerator), "whole": str(found.value.denominator)}
    used = ((name, text) for name, text in values.items() if f"%({name})s" in refusal.message)
    return replace(refusal, values=tuple(used))


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")
