"""Who may rate, propose, decide, change and release, and what a level asks for."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from wardbook.figures.models import RatingState, RatingStep, StepName, UnitRating, is_exact
from wardbook.figures.ratings import law
from wardbook.figures.ratings.evidence import Evidence, judged, said
from wardbook.figures.ratings.law import LEVELS, RatingRule
from wardbook.figures.ratings.quota import Quota
from wardbook.figures.ratings.scoring import Scored, Told
from wardbook.lib import personal
from wardbook.lib.period import NotAPeriod, Period
from wardbook.lib.refusal import Refusal
from wardbook.org.kinds import PARTY_SIDE
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act

CHANGED = Refusal("RTG-10", "Somebody else changed this rating meanwhile: look at it again.")
TAKEN = Refusal("RTG-01", "This body has a rating of that period already: go on with that one.")
LONGEST = timedelta(days=366)
BEFORE: dict[str, frozenset[str]] = {
    StepName.SELF_RATING: frozenset({RatingState.OPEN, RatingState.SELF_RATED}),
    StepName.PROPOSAL: frozenset({RatingState.SELF_RATED, RatingState.PROPOSED}),
    StepName.DECISION: frozenset({RatingState.PROPOSED, RatingState.CANCELLED}),
    StepName.ADJUST: frozenset({RatingState.DECIDED}),
    StepName.CANCEL: frozenset({RatingState.DECIDED}),
}
AFTER: dict[str, str] = {
    StepName.SELF_RATING: RatingState.SELF_RATED,
    StepName.PROPOSAL: RatingState.PROPOSED,
    StepName.DECISION: RatingState.DECIDED,
    StepName.ADJUST: RatingState.DECIDED,
    StepName.CANCEL: RatingState.CANCELLED,
}
DECIDING = frozenset({StepName.DECISION, StepName.ADJUST, StepName.CANCEL})
_ORDER = {
    StepName.SELF_RATING: Refusal(
        "RTG-02", "It was proposed already: the body rates itself before that."
    ),
    StepName.PROPOSAL: Refusal(
        "RTG-02", "The body rates itself first; once decided, nothing is proposed any more."
    ),
    StepName.DECISION: Refusal(
        "RTG-02", "A level is proposed first; once decided, it is adjusted or cancelled."
    ),
    StepName.ADJUST: Refusal("RTG-02", "Only what was decided is adjusted."),
    StepName.CANCEL: Refusal("RTG-02", "Only what was decided is cancelled."),
}


def why_not_open(unit: Unit, period: str, *, on: date) -> Refusal | None:
    """RTG-01. A body is rated once for a year, half or quarter, by the rule of its last day."""
    try:
        days = Period(period)
    except NotAPeriod:
        return Refusal("RTG-01", "Write the period as 2025, 2025-H1 or 2025-Q3.")
    if days.end_on is None or days.last_on is None or days.end_on - days.start_on > LONGEST:
        return Refusal("RTG-01", "A body is rated over a year, a half-year or a quarter.")
    if days.start_on > on:
        return Refusal("RTG-01", "This period has not begun yet.")
    if not stood_in(unit, days):
        return Refusal("RTG-01", "This body did not stand in that period.")
    if law.rule_on(days.last_on) is None:
        return Refusal("RTG-01", "No rule of that year is on record: enter it in the catalogue.")
    return None


def why_not_side(unit: Unit, by: Tenure) -> Refusal | None:
    """RTG-15. The rating of a Party body is kept by the Party side, and read by it until released.

    Source: design, promise 10.
    """
    if of_party(unit) and not of_party(by.post.unit):
        return Refusal("RTG-15", "The rating of a Party body is kept by the Party side.")
    return None


def of_party(unit: Unit) -> bool:
    """A Party body, or an office of one."""
    return any(one.kind in PARTY_SIDE for one in unit.path)


def stood_in(unit: Unit, days: Period) -> bool:
    began = unit.start_on is None or days.end_on is None or unit.start_on < days.end_on
    return began and (unit.end_on is None or unit.end_on > days.start_on)


def opening(unit: Unit, by: Tenure, *, on: date) -> Refusal | None:
    """Whatever stands in the way of keeping the rating of a body, for button and action."""
    act = why_not_act(by, Permission.RATING_KEEP, book=by.post.book, unit=unit, on=on)
    return act or why_not_side(unit, by)


def obstacle(rating: UnitRating, step: StepName, *, by: Tenure, on: date) -> Refusal | None:
    """Whatever stands in the way of a step before anything was typed: for button and action."""
    deciding = step in DECIDING
    permission = Permission.RATING_DECIDE if deciding else Permission.RATING_KEEP
    return (
        why_not_act(by, permission, book=rating.book, unit=rating.unit, on=on)
        or why_not_side(rating.unit, by)
        or why_not_step(rating, step)
        or (why_not_decide(by, rating.unit, on=on) if deciding else None)
        or (why_not_own_body(by, rating.unit, Period(rating.period)) if deciding else None)
        or why_not_person(list(rating.steps.all()), step, by)
    )


def why_not_step(rating: UnitRating, step: str) -> Refusal | None:
    """RTG-02. The body rates itself, then a level is proposed, then it is decided.

    What was decided is adjusted, or cancelled and decided anew. Source: Guidance 43-HD/BTCTW,
    Art. 15 of Regulation 366-QĐ/TW.
    """
    return None if rating.state in BEFORE[step] else _ORDER[StepName(step)]


def why_not_person(steps: Sequence[RatingStep], step: str, by: Tenure) -> Refusal | None:
    """RTG-03. Who rated the body for itself neither proposes nor decides; who proposed does not
    decide.
    """
    did = {one.step for one in steps if one.by.person_id == by.person_id and not one.told}
    if step != StepName.SELF_RATING and StepName.SELF_RATING in did:
        return Refusal("RTG-03", "You rated this body for itself: somebody else goes on from here.")
    if step in DECIDING and StepName.PROPOSAL in did:
        return Refusal("RTG-03", "You proposed this level: somebody else decides.")
    return None


def why_not_points(rule: RatingRule, scored: Scored) -> Refusal | None:
    """RTG-04. Points lie within the parts of the rule, and a level is not better than its points.

    A level below its points is given for a stated reason. Thresholds: Guidance 43-HD/BTCTW.
    """
    if scored.level not in LEVELS:
        return Refusal("RTG-04", "Choose one of the levels of the rule.")
    if rule.common is None or rule.task is None:
        if scored.common is None and scored.task is None:
            return None
        return Refusal("RTG-04", "The rule of that year counts no points: leave them out.")
    if scored.points is None:
        return Refusal("RTG-04", "Give the points of both parts.")
    if not (_within(scored.common, rule.common) and _within(scored.task, rule.task)):
        values = (("common", str(rule.common)), ("task", str(rule.task)))
        return Refusal(
            "RTG-04",
            "The common part has 0 to %(common)s points, the tasks have 0 to %(task)s.",
            values,
        )
    reached = rule.by_points(scored.points)
    return _why_not_level(scored, reached.code if reached else LEVELS[-1])


def _within(points: Decimal | None, most: Decimal) -> bool:
    return points is not None and is_exact(points) and 0 <= points <= most


def _why_not_level(scored: Scored, reached: str) -> Refusal | None:
    given, earned = LEVELS.index(scored.level), LEVELS.index(reached)
    if given < earned:
        values = (("points", str(scored.points)),)
        return Refusal("RTG-04", "%(points)s points do not reach this level.", values)
    if given > earned and not scored.reason.strip():
        return Refusal("RTG-04", "The points reach a better level: say why this one is given.")
    return None


def why_not_decide(by: Tenure, unit: Unit, *, on: date) -> Refusal | None:
    """RTG-05. Only a body that the dated table names decides on the rating of another.

    Source: ``catalogue/rating/competence.toml``.
    """
    if law.decides(by.post.unit, unit, on):
        return None
    return Refusal(
        "RTG-05",
        "Your post is not of the body that decides on this one: record here what that body"
        " decided, with its document.",
    )


def why_not_own_body(by: Tenure, unit: Unit, days: Period) -> Refusal | None:
    """RTG-08. Nobody decides on a body in which they hold or held a post in that period."""
    ended = Q(end_on__isnull=True) | Q(end_on__gt=days.start_on)
    began = Q(start_on__lt=days.end_on) if days.end_on else Q()
    held = Tenure.objects.filter(began & ended, person_id=by.person_id)
    rows = held.select_related("post__unit__parent__parent__parent__parent")
    if any(unit.pk in {place.pk for place in row.post.unit.path} for row in rows):
        return Refusal("RTG-08", "You hold or held a post in this body in that period.")
    return None


def why_not_level(rule: RatingRule, level: str, kind: str, evidence: Evidence) -> Refusal | None:
    """RTG-06. For the best level every shortcoming of the previous review is remedied and
    confirmed, and whatever the level asks for is known.

    No data satisfies nothing. Source: Guidance 43-HD/BTCTW.
    """
    for found in judged(rule, level, kind, evidence):
        blocks = found.met is False or (found.met is None and level == LEVELS[0])
        if blocks and found.condition.holds == "refuse":
            return said(found, evidence)
    return None


def why_not_against(
    rule: RatingRule, level: str, kind: str, evidence: Evidence
) -> Iterable[Refusal]:
    """RTG-07. No level is given against what the book knows.

    Every condition that is known not to be met; a decision made elsewhere stands all the same.
    """
    for found in judged(rule, level, kind, evidence):
        refusal = said(found, evidence)
        if found.met is False and found.condition.holds == "refuse" and refusal:
            yield refusal


def why_not_exceed(quota: Quota | None, reason: str) -> Refusal | None:
    """RTG-09. No more bodies of a kind are rated best than the quota allows.

    Where the texts do not say how to round, a number that only rounding up allows needs a reason.
    """
    if quota is None or quota.kept:
        return None
    values = (("most", str(quota.most)), ("base", str(quota.base)), ("best", str(quota.best)))
    if quota.kept is False:
        return Refusal(
            "RTG-09",
            "At most %(most)s may be rated best here, as %(base)s count for the quota; it would be"
            " %(best)s.",
            values,
        )
    if reason.strip():
        return None
    return Refusal(
        "RTG-09",
        "Only rounded up does the quota allow %(best)s, and the rule does not say how to round:"
        " say why.",
        values,
    )


def why_not_stale(rating: UnitRating, seen: UnitRating) -> Refusal | None:
    """RTG-10. Whoever changes a rating has seen it as it stands."""
    return CHANGED if rating.version != seen.version else None


def why_not_paper(step: str, document: str, reason: str) -> Refusal | None:
    """RTG-11. A decision has the number of its document; who changes one says why."""
    if step in DECIDING and not document.strip():
        return Refusal("RTG-11", "Give the number of the document that decides it.")
    if step in {StepName.ADJUST, StepName.CANCEL} and not reason.strip():
        return Refusal("RTG-11", "Say why the decision is changed.")
    return None


def why_not_tell(told: Told, rating: UnitRating, *, on: date) -> Refusal | None:
    """RTG-12. A decision made elsewhere is recorded as told: level, body, document and day."""
    if told.level not in LEVELS or told.bound not in {"exact", "at_least"}:
        return Refusal("RTG-12", "Choose the level that the document names.")
    if not told.decided_by.strip() or not told.document.strip():
        return Refusal("RTG-12", "Name the body that decided, and its document.")
    if told.paper and told.paper.book_id != rating.book_id:
        return Refusal("RTG-12", "Choose a document of the same book.")
    began = Period(rating.period).start_on
    if told.decided_on and not began <= told.decided_on <= on:
        return Refusal("RTG-12", "The day of the decision lies after the period began, not ahead.")
    if any(points is not None and not is_exact(points) for points in (told.common, told.task)):
        return Refusal("RTG-12", "Points have at most 18 digits and 6 decimals.")
    return None


def why_not_release(
    rating: UnitRating, current: RatingStep | None, *, by: Tenure, on: date
) -> Refusal | None:
    """RTG-13. A decided rating goes public by somebody else than who recorded it, once.

    That of a Party body is released by that side alone.
    """
    if refusal := _why_not_public(rating, by=by, on=on):
        return refusal
    if rating.state != RatingState.DECIDED or current is None:
        return Refusal("RTG-13", "Only a decided rating goes public.")
    if rating.released == current.number:
        return Refusal("RTG-13", "This rating is public already.")
    if current.told and current.by.person_id == by.person_id:
        return Refusal("RTG-13", "Whoever recorded what was decided elsewhere does not release it.")
    texts = (current.document, current.decided_by)
    if any(personal.certain(text) or personal.likely(text) for text in texts):
        return Refusal("RTG-13", "Take the name of a person out of document and body first.")
    return None


def why_not_withdraw(rating: UnitRating, reason: str, *, by: Tenure, on: date) -> Refusal | None:
    """RTG-14. What is public is taken back for a stated reason, by the side that released it."""
    if refusal := _why_not_public(rating, by=by, on=on):
        return refusal
    if rating.released is None:
        return Refusal("RTG-14", "Only what is public is taken back.")
    if not reason.strip():
        return Refusal("RTG-14", "Say why the rating is taken back.")
    if personal.certain(reason) or personal.likely(reason):
        return Refusal("RTG-14", "Take the name of a person out of the reason: it goes public.")
    return None


def _why_not_public(rating: UnitRating, *, by: Tenure, on: date) -> Refusal | None:
    permission = Permission.FIGURE_RELEASE
    if refusal := why_not_act(by, permission, book=rating.book, unit=rating.unit, on=on):
        return refusal
    if of_party(rating.unit) and not of_party(by.post.unit):
        return Refusal(
            "RTG-13", "The rating of a Party body is released and taken back by the Party side."
        )
    return None
