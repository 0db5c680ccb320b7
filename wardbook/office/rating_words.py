"""What steps, states, levels and facts of a rating are called on screens, and their tables."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wardbook.figures.models import RatingState, RatingStep, StepName, UnitRating
from wardbook.figures.ratings import law, queries
from wardbook.figures.ratings.evidence import Evidence, Found, Stated, said
from wardbook.figures.ratings.law import LEVELS
from wardbook.lib.period import Period
from wardbook.lib.ratio import Ratio
from wardbook.office.org_forms import KIND_WORDS
from wardbook.web.tables import Column, Link, Status, Table
from wardbook.web.templatetags.said import refusal
from wardbook.web.templatetags.wardbook import day, number, period

STEP_WORDS: dict[str, Any] = {
    StepName.SELF_RATING: _("Self-rating"),
    StepName.PROPOSAL: _("Proposal"),
    StepName.DECISION: _("Decision"),
    StepName.ADJUST: _("Adjustment of the decision"),
    StepName.CANCEL: _("Cancelling of the decision"),
}
DO_WORDS: dict[str, Any] = {
    StepName.SELF_RATING: _("Rate the body for itself"),
    StepName.PROPOSAL: _("Propose a level"),
    StepName.DECISION: _("Decide the level"),
    StepName.ADJUST: _("Adjust the decision"),
    StepName.CANCEL: _("Cancel the decision"),
}
STATE_WORDS: dict[str, tuple[Any, str]] = {
    RatingState.OPEN: (_("not rated yet"), "grey"),
    RatingState.SELF_RATED: (_("rated by itself"), "yellow"),
    RatingState.PROPOSED: (_("proposed"), "yellow"),
    RatingState.DECIDED: (_("decided"), "green"),
    RatingState.CANCELLED: (_("decision cancelled"), "red"),
}
FACT_WORDS: dict[str, Any] = {
    "remedied": _("Shortcomings of the previous review, remedied and verified"),
    "open": _("Shortcomings of the previous review, still open"),
    "on_time": _("Tasks done by the day first promised"),
    "late": _("Tasks done later"),
    "undone": _("Tasks not done"),
    "inspections": _("Inspections that ended with discipline"),
    "met": _("Basic targets met"),
    "missed": _("Basic targets missed"),
}
STATED_WORDS: dict[str, Any] = {
    "tasks": _("Tasks given"),
    "on_time": _("done on time"),
    "late": _("done late"),
    "undone": _("not done"),
    "beyond": _("beyond what was asked"),
    "disciplined": _("somebody disciplined"),
}
MARK_WORDS: dict[str, Any] = {
    "verified": _("[verified]"),
    "known": _("[known]"),
    "uncertain": _("[uncertain]"),
    "invented": _("[invented]"),
}


def level_words(rule: str, level: str, bound: str = "exact") -> str:
    """A level as the rule of its year calls it; "or better" where a paper says no more."""
    found = law.rule_of(rule).level(level)
    words = found.label[get_language() or "vi"] if found else ""
    return gettext("%(level)s or better") % {"level": words} if bound == "at_least" else words


def state_cell(rating: UnitRating) -> Status:
    word, colour = STATE_WORDS[rating.state]
    return Status(str(word), colour)


def standing(rating: UnitRating) -> str:
    """The level that holds, or nothing."""
    held = queries.current(rating)
    return level_words(rating.rule, held.level, held.bound) if held else ""


def points_words(step: RatingStep) -> str:
    """Both parts and their sum, as they were given."""
    if step.common is None or step.task is None:
        return ""
    parts = (step.common, step.task, step.common + step.task)
    return "{} + {} = {}".format(*(number(part) for part in parts))


def name_of(rating: UnitRating) -> str:
    return rating.unit.label[get_language() or "vi"]


def listed(caption: str, rows: Iterable[UnitRating], inside: Collection[int]) -> Table:
    """Bodies by name with what they were given; in no order of merit.

    Of a rating that is not among those ``inside`` only what is public can be opened.
    """
    columns = [
        Column(gettext("Body")),
        Column(gettext("Kind")),
        Column(gettext("Period")),
        Column(gettext("State")),
        Column(gettext("Level")),
        Column(gettext("In public")),
    ]
    return Table(caption, columns, [_listed(row, inside) for row in rows])


def page_of(row: UnitRating, inside: Collection[int]) -> str:
    """Where somebody reads of a rating: all of it, or what the public reads."""
    if row.pk in inside:
        return reverse("office:unit-rating", args=[row.pk])
    return reverse("portal:unit-rating", args=[row.unit.code, Period(row.period).address])


def _listed(row: UnitRating, inside: Collection[int]) -> list[object]:
    return [
        Link(name_of(row), page_of(row, inside)),
        KIND_WORDS.get(row.kind, row.kind),
        period(row.period),
        state_cell(row),
        standing(row),
        gettext("yes") if row.released else gettext("no"),
    ]


def conditions(
    found: Sequence[Found], evidence: Evidence, rule: law.RatingRule
) -> list[dict[str, Any]]:
    """Every condition with what is known of it; the best level's first."""
    return [_condition(one, evidence, rule) for one in found]


def _condition(one: Found, evidence: Evidence, rule: law.RatingRule) -> dict[str, Any]:
    condition, level = one.condition, rule.level(one.condition.level)
    met = {
        True: Status(gettext("met"), "green"),
        False: Status(gettext("not met"), "red" if condition.holds == "refuse" else "yellow"),
        None: Status(gettext("not known"), "grey"),
    }[one.met]
    sentence = said(one, evidence)
    return {
        "met": met,
        "label": condition.label,
        "level": level.label if level else None,
        "known": refusal(sentence) if sentence else _value(one.value),
        "source": f"{condition.source} {MARK_WORDS[condition.mark]}",
    }


def _value(value: object) -> str:
    """By what a condition is met."""
    if isinstance(value, bool):
        return gettext("nobody was")
    if not isinstance(value, Ratio) or value.denominator is None:
        return ""
    parts = {"part": value.numerator, "whole": value.denominator}
    shown = {name: number(Decimal(str(one))) for name, one in parts.items()}
    return gettext("%(part)s of %(whole)s") % shown


def stated_rows(evidence: Evidence) -> list[tuple[object, object]]:
    """What the body stated, line by line; nothing where it stated nothing at all."""
    stated = evidence.stated
    if stated == Stated():
        return []
    rows: list[tuple[object, object]] = []
    for name, words in STATED_WORDS.items():
        value = getattr(stated, name)
        said_so = {True: gettext("yes"), False: gettext("no")}
        shown = said_so[value] if isinstance(value, bool) else number(value)
        rows.append((words, gettext("not stated") if value is None else shown))
    return rows


def sample_words(rows: Iterable[UnitRating]) -> str:
    """Of a sample book: whose words its ratings restate, if they restate any."""
    steps = [step for row in rows if row.book.sample for step in row.steps.all()]
    papers = {paper.pk: paper for step in steps if (paper := step.paper) and paper.newspaper}
    told = [f"{one.newspaper}, {day(one.newspaper_on)}" for one in papers.values()]
    if told:
        return gettext("restated from %(papers)s; not published by the ward.") % {
            "papers": "; ".join(told)
        }
    return gettext("from the demonstration book; no ward published it.") if steps else ""


def level_choices(rule: str) -> list[tuple[str, str]]:
    return [(code, level_words(rule, code)) for code in LEVELS]
