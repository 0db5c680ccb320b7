"""What sessions, reviews, inspections and drives of pledges ask: nothing vanishes, numbers fit."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from wardbook.cases import loop
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds import inspection as inspections
from wardbook.cases.kinds import session as sessions
from wardbook.cases.models.case import Case
from wardbook.cases.rules.follow_up import Guard, OpeningGuard, named
from wardbook.cases.rules.taking import Opening, Taking
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal

_YEAR = re.compile("[0-9]{4}")
_YEARS = 10  # before the one in which it is opened; what is older is a slip of the finger

# When one is opened


def why_not_form_known(told: Opening) -> Refusal | None:
    """FOL-16. What is counted are the whole numbers of a known form, and they fit."""
    known = told.fields.get("form") in sessions.FORMS
    return None if known else Refusal("FOL-16", "Choose what kind of session it is.")


def why_not_inspection_form_known(told: Opening) -> Refusal | None:
    """FOL-16. What is counted are the whole numbers of a known form, and they fit."""
    known = told.fields.get("form") in inspections.FORMS
    return None if known else Refusal("FOL-16", "Choose what kind of inspection it is.")


def why_not_year_near(told: Opening) -> Refusal | None:
    """FOL-34. A review and a drive of pledges are of a year, of the ten before or of the next."""
    year, now = str(told.fields.get("year", "")), told.submitted_at.astimezone(VIETNAM).year
    if _YEAR.fullmatch(year) and now - _YEARS <= int(year) <= now + 1:
        return None
    return Refusal("FOL-34", "Write the year in four digits, like %(year)s.", (("year", str(now)),))


def why_not_carries_unfinished(told: Opening) -> Refusal | None:
    """FOL-12. A session of a series opens with every conclusion that the series left unfinished."""
    if not told.series:
        return None
    return _carries(loop.unfinished(told.unit, told.series), told.facts.get("carried"))


def _carries(rows: Iterable[Case], told: list[dict[str, Any]] | None) -> Refusal | None:
    left = {case.code for case in rows}
    listed = {row["code"] for row in told or ()}
    if left <= listed:
        return None
    values = (("codes", ", ".join(sorted(left - listed)[:5])),)
    return Refusal("FOL-12", "The session opens with what is unfinished: %(codes)s.", values)


def why_not_states_previous(told: Opening) -> Refusal | None:
    """FOL-13. A review states what became of each shortcoming of the one before (form 01 A-III)."""
    return _previous(loop.previous_of(told.unit), told.facts.get("previous"))


def _previous(due: list[dict[str, Any]], told: list[dict[str, Any]] | None) -> Refusal | None:
    stated = {row["code"]: row["state"] for row in told or ()}
    wrong = sorted(row["code"] for row in due if stated.get(row["code"]) != row["state"])
    if not wrong:
        return None
    values = (("codes", ", ".join(wrong[:5])),)
    return Refusal("FOL-13", "State what became of earlier shortcomings: %(codes)s.", values)


# When a step is taken


def why_not_takes_up_unfinished(taking: Taking) -> Refusal | None:
    """FOL-12. A session of a series opens with every conclusion that the series left unfinished.

    One that was planned ahead takes up, when it is held, what was left since.
    """
    left = loop.left_to(taking.case).filter(submitted_at__lte=taking.at)
    return _carries(left, _now(taking, "carried"))


def why_not_states_previous_again(taking: Taking) -> Refusal | None:
    """FOL-13. A review states what became of each shortcoming of the one before (form 01 A-III).

    It states them as they stand when it is held, however long before it was prepared.
    """
    due = loop.previous_of(taking.case.unit, taking.case)
    return _previous(due, _now(taking, "previous"))


def _now(taking: Taking, name: str) -> list[dict[str, Any]] | None:
    """A list as this step freezes it, or as an earlier one did."""
    told: list[dict[str, Any]] | None = taking.told.facts.get(name)
    return loop.last_told(taking.moves, name) if told is None else told


def why_not_carried_spoken_to(taking: Taking) -> Refusal | None:
    """FOL-14. A session ends after each conclusion it opened with was spoken to."""
    carried = loop.last_told(taking.moves, "carried") or ()
    said = taking.told.facts.get("heard", {})
    left = [row["code"] for row in carried if not str(said.get(row["code"], "")).strip()]
    if not left:
        return None
    values = (("codes", ", ".join(left[:5])),)
    return Refusal("FOL-14", "Say what was said of what it opened with: %(codes)s.", values)


def why_not_points_answered(taking: Taking) -> Refusal | None:
    """FOL-15. Each point that the superior suggested is answered by itself (form 01 A-IV)."""
    points = {str(move.number) for move in taking.taken("suggest")}
    answers = loop.draft_of(taking.moves).get("answers", {})
    left = [number for number in points if not str(answers.get(number, "")).strip()]
    if not left:
        return None
    values = (("n", str(len(left))),)
    return Refusal("FOL-15", "%(n)s suggested points have no answer yet.", values)


def why_not_strengths_told(taking: Taking) -> Refusal | None:
    """FOL-30. A report on a review names strengths and what is chosen to break through."""
    draft = loop.draft_of(taking.moves)
    if str(draft.get("strengths", "")).strip() and draft.get("breakthroughs"):
        return None
    return Refusal("FOL-30", "Write the strengths and the breakthrough tasks first.")


def why_not_draft_fits(taking: Taking) -> Refusal | None:
    """FOL-15. Each point that the superior suggested is answered by itself (form 01 A-IV)."""
    known = {str(move.number) for move in taking.taken("suggest")}
    unknown = set(taking.told.facts.get("answers", {})) - known
    return (
        Refusal("FOL-15", "An answer belongs to a point that was suggested.") if unknown else None
    )


def why_not_draft_sent_late(taking: Taking) -> Refusal | None:
    """FOL-31. Who attends has the draft three working days before (Guidance 43-HD/BTCTW)."""
    drafts, limit = taking.taken("draft"), taking.law("review-draft-before")
    if limit is None or (drafts and taking.after(drafts[-1].at, limit.value) <= taking.at):
        return None
    return Refusal("FOL-31", "The draft was not with those who attend in time.")


def why_not_counts_of_form(taking: Taking) -> Refusal | None:
    """FOL-16. What is counted are the whole numbers of a known form, and they fit."""
    _label, names = sessions.FORMS[taking.case.fields["form"]]
    facts = taking.told.facts
    return _numbers(facts, names) or _at_most(
        facts, (("attended", "owed"), ("retaken", "owed"), ("answered", "asked"))
    )


def why_not_turns_fit(taking: Taking) -> Refusal | None:
    """FOL-16. What is counted are the whole numbers of a known form, and they fit."""
    facts = taking.told.facts
    return _numbers(facts, inspections.COUNTS) or _at_most(facts, (("subjects", "turns"),))


def why_not_outcome_known(taking: Taking) -> Refusal | None:
    """FOL-32. An inspection ends with an outcome, "no breach" being one."""
    known = taking.told.facts.get("outcome") in inspections.OUTCOMES
    return None if known else Refusal("FOL-32", "Choose the outcome.")


def why_not_pledges_fit(taking: Taking) -> Refusal | None:
    """FOL-16. What is counted are the whole numbers of a known form, and they fit."""
    facts = taking.told.facts
    names = KINDS["pledge"].steps[taking.step].counts
    return (
        _numbers(facts, names)
        or _at_most(facts, (("signed", "obliged"), ("reviewed", "signed")))
        or _day(facts.get("as_of"), taking.at)
    )


def _numbers(facts: dict[str, Any], names: Iterable[str]) -> Refusal | None:
    for name in names:
        value = facts.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**7:
            return Refusal("FOL-16", "Give each number as a whole number; none is 0.")
    return None


def _at_most(facts: dict[str, Any], pairs: Iterable[tuple[str, str]]) -> Refusal | None:
    """A part is not more than its whole, where both were counted."""
    for part, whole in pairs:
        if part in facts and whole in facts and facts[part] > facts[whole]:
            values = (("part", str(facts[part])), ("whole", str(facts[whole])))
            words = "%(part)s is more than the %(whole)s of which it is a part: look again."
            return Refusal("FOL-16", words, values)
    return None


def _day(text: object, at: datetime) -> Refusal | None:
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        return Refusal("FOL-16", "Say on which day it was counted.")
    past = day <= at.astimezone(VIETNAM).date()
    return None if past else Refusal("FOL-16", "It was counted on a day that has come.")


OPENING: dict[str, OpeningGuard] = named(
    why_not_form_known,
    why_not_inspection_form_known,
    why_not_year_near,
    why_not_carries_unfinished,
    why_not_states_previous,
)
GUARDS: dict[str, Guard] = named(
    why_not_takes_up_unfinished,
    why_not_states_previous_again,
    why_not_carried_spoken_to,
    why_not_points_answered,
    why_not_strengths_told,
    why_not_draft_fits,
    why_not_draft_sent_late,
    why_not_counts_of_form,
    why_not_turns_fit,
    why_not_outcome_known,
    why_not_pledges_fit,
)
