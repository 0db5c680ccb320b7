"""Rating a body: it rates itself, a level is proposed, the competent body decides."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from wardbook.figures.actions.units import publish_units
from wardbook.figures.models import RatingBreach, RatingState, RatingStep, StepName, UnitRating
from wardbook.figures.ratings import law, public, queries, rules
from wardbook.figures.ratings.assembly import assemble
from wardbook.figures.ratings.evidence import Evidence
from wardbook.figures.ratings.law import LEVELS
from wardbook.figures.ratings.scoring import Choice, Scored, Told
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience, Book
from wardbook.ledger.queries import latest
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act


@action
def open_rating(unit: Unit, period: str, *, book: Book, by: Tenure, at: datetime) -> UnitRating:
    """Begin the rating of a body over a period, by the rule of its last day."""
    on = timezone.localdate(at)
    refuse(why_not_act(by, Permission.RATING_KEEP, book=book, unit=unit, on=on))
    refuse(rules.why_not_side(unit, by))
    refuse(rules.why_not_open(unit, period, on=on))
    days = Period(period)
    rule = law.rule_on(days.last_on or on)
    try:
        with transaction.atomic():
            rating = UnitRating.objects.create(
                book=book,
                unit=unit,
                period=days.text,
                end_on=days.end_on or on,
                kind=unit.kind,
                rule=rule.key if rule else "",
                opened_at=at,
                opened_by=by,
            )
    except IntegrityError as error:  # it has one of that period
        raise Refused(rules.TAKEN) from error
    content: dict[str, object] = {"unit": unit.code, "period": days.text, "rule": rating.rule}
    record(book, by=by.post.code, at=at, verb="open", key=rating.key, content=content)
    return rating


@action
def self_rate(rating: UnitRating, scored: Scored, *, by: Tenure, at: datetime) -> UnitRating:
    """What the body says of itself; it may say it again until a level is proposed."""
    row = _begin(rating, StepName.SELF_RATING, scored, by=by, at=at)
    evidence = assemble(row, scored.stated or queries.stated(row))
    return _step(row, StepName.SELF_RATING, scored, evidence, by=by, at=at)


@action
def propose(rating: UnitRating, scored: Scored, *, by: Tenure, at: datetime) -> UnitRating:
    """What whoever appraised it proposes."""
    row = _begin(rating, StepName.PROPOSAL, scored, by=by, at=at)
    evidence = assemble(row, scored.stated or queries.stated(row))
    _level(row, scored, evidence)
    return _step(row, StepName.PROPOSAL, scored, evidence, by=by, at=at)


@action
def decide(choices: Sequence[Choice], *, by: Tenure, at: datetime) -> list[UnitRating]:
    """The competent body decides on one or several bodies, on all of them or on none.

    They are decided together, so that the quota is counted over what they then are.
    """
    _hold_groups([one.rating for one in choices])
    rows = [_decide(one, StepName.DECISION, by=by, at=at) for one in choices]
    _quotas(rows, {one.rating.pk: one.scored for one in choices})
    return rows


@action
def adjust(rating: UnitRating, scored: Scored, *, by: Tenure, at: datetime) -> UnitRating:
    """Another level than was decided, for a reason that became known later."""
    _hold_groups([rating])
    choice = Choice(rating=rating, scored=scored)
    row = _decide(choice, StepName.ADJUST, by=by, at=at)
    _quotas([row], {row.pk: scored})
    return row


@action
def cancel(
    rating: UnitRating, reason: str, document: str, *, by: Tenure, at: datetime
) -> UnitRating:
    """What was decided holds no longer; it is decided anew from here."""
    row = _held(rating)
    refuse(rules.why_not_stale(row, rating))
    refuse(rules.obstacle(row, StepName.CANCEL, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_paper(StepName.CANCEL, document, reason))
    scored = Scored(level="", reason=reason, document=document)
    return _step(row, StepName.CANCEL, scored, assemble(row, queries.stated(row)), by=by, at=at)


@action
def tell(
    unit: Unit, period: str, told: Told, *, book: Book, by: Tenure, at: datetime
) -> UnitRating:
    """Record what a body outside this book decided, as its document says.

    It stands whatever a rule says of it; what the book knows against it is noted beside it.
    """
    on = timezone.localdate(at)
    refuse(why_not_act(by, Permission.RATING_KEEP, book=book, unit=unit, on=on))
    refuse(rules.why_not_side(unit, by))
    known = UnitRating.objects.filter(book=book, unit=unit, period=period).first()
    rating = known or open_rating(unit, period, book=book, by=by, at=at)
    row = _held(rating)
    refuse(rules.why_not_tell(told, row, on=on))
    step = StepName.ADJUST if row.state == RatingState.DECIDED else StepName.DECISION
    scored = Scored(level=told.level, common=told.common, task=told.task, document=told.document)
    evidence = assemble(row, queries.stated(row))
    done = _step(row, step, scored, evidence, told=told, by=by, at=at)
    _note(done, scored, evidence)
    return queries.ratings().get(pk=done.pk)


@action
def release(rating: UnitRating, *, by: Tenure, at: datetime) -> UnitRating:
    """From now on everybody reads how the body was rated, by which rule and document."""
    row = _held(rating)
    current = queries.current(row)
    refuse(rules.why_not_release(row, current, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_stale(row, rating))
    if current is None:
        raise Refused(rules.CHANGED)
    before = latest(row.book, row.public_key)
    content = public.body(row, current) | {"released_by": by.post.label}
    corrects = before is not None and before.verb in {"release", "correct"}
    if before is not None:
        content["before"] = before.entry.seq
    _change(row, released=current.number)
    publish_units(row.book, [row.unit], by=by, at=at)
    _publish(row, "correct" if corrects else "release", content, by=by, at=at)
    return row


@action
def withdraw(rating: UnitRating, reason: str, *, by: Tenure, at: datetime) -> UnitRating:
    """Take a public rating back; its page stays and says so."""
    row = _held(rating)
    refuse(rules.why_not_withdraw(row, reason, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_stale(row, rating))
    _take_back(row, reason.strip(), by=by, at=at)
    return row


@transaction.atomic
def rebuild_index(book: Book) -> None:
    """Set state and level of every rating anew from its steps."""
    for row in queries.misindexed(book):
        state, level = queries.index_of(row)
        UnitRating.objects.filter(pk=row.pk).update(state=state, level=level)


# Steps


def _begin(
    seen: UnitRating, step: StepName, scored: Scored, *, by: Tenure, at: datetime
) -> UnitRating:
    """The rating as it stands, once nothing stands in the way of what the office does itself."""
    row = _held(seen)
    refuse(rules.why_not_stale(row, seen))
    refuse(rules.obstacle(row, step, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_points(law.rule_of(row.rule), scored))
    return row


def _decide(choice: Choice, step: StepName, *, by: Tenure, at: datetime) -> UnitRating:
    row, scored = _held(choice.rating), choice.scored
    refuse(rules.why_not_stale(row, choice.rating))
    refuse(rules.obstacle(row, step, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_points(law.rule_of(row.rule), scored))
    refuse(rules.why_not_paper(step, scored.document, scored.reason))
    evidence = assemble(row, scored.stated or queries.stated(row))
    _level(row, scored, evidence)
    return _step(row, step, scored, evidence, by=by, at=at)


def _hold_groups(ratings: Sequence[UnitRating]) -> None:
    """Until the action ends nobody else decides in these groups: their quotas are counted once."""
    for book, period, kind in sorted({(one.book_id, one.period, one.kind) for one in ratings}):
        rows = UnitRating.objects.filter(book=book, period=period, kind=kind).order_by("pk")
        list(rows.select_for_update())


def _level(row: UnitRating, scored: Scored, evidence: Evidence) -> None:
    refuse(rules.why_not_level(law.rule_of(row.rule), scored.level, row.kind, evidence))


def _quotas(rows: Sequence[UnitRating], scored: dict[int, Scored]) -> None:
    """The quota of every group in which somebody was just rated best, as the group now stands."""
    for row in rows:
        given = scored[row.pk]
        if given.level == LEVELS[0]:
            group = queries.group(row, outstanding=given.outstanding)
            refuse(rules.why_not_exceed(group.quota, given.reason))


def _step(
    row: UnitRating,
    step: StepName,
    scored: Scored,
    evidence: Evidence,
    *,
    told: Told | None = None,
    by: Tenure,
    at: datetime,
) -> UnitRating:
    """Write the step, what it makes of the rating, and its entry."""
    RatingStep.objects.create(
        rating=row,
        number=len(row.steps.all()) + 1,
        step=step,
        level=scored.level,
        bound=told.bound if told else "exact",
        common=scored.common,
        task=scored.task,
        reason=scored.reason.strip(),
        document=scored.document.strip(),
        decided_by=told.decided_by.strip() if told else "",
        paper=told.paper if told else None,
        told=told is not None,
        outstanding=scored.outstanding,
        stated=asdict(scored.stated) if scored.stated else {},
        evidence=evidence.as_json(),
        at=at,
        decided_on=told.decided_on if told else timezone.localdate(at),
        by=by,
    )
    level = scored.level if step in queries.EFFECTIVE else ""
    _change(row, state=rules.AFTER[step], level=level)
    _say(row, step, scored, told, by=by, at=at)
    if row.released is not None and step in rules.DECIDING:
        _take_back(row, CHANGED_SINCE, by=by, at=at)
    return _held(row)


CHANGED_SINCE = "Cấp có thẩm quyền đã điều chỉnh hoặc hủy quyết định xếp loại."


def _say(
    row: UnitRating, step: str, scored: Scored, told: Told | None, *, by: Tenure, at: datetime
) -> None:
    said: dict[str, object] = {
        "unit": row.unit.code,
        "period": row.period,
        "rule": row.rule,
        "level": scored.level,
        "bound": told.bound if told else "exact",
        "common": scored.common,
        "task": scored.task,
        "reason": scored.reason.strip(),
        "document": scored.document.strip(),
        "decided_by": told.decided_by.strip() if told else "",
        "told": told is not None,
    }
    record(row.book, by=by.post.code, at=at, verb=step.replace("_", "-"), key=row.key, content=said)


def _note(row: UnitRating, scored: Scored, evidence: Evidence) -> None:
    """Keep beside a decision made elsewhere whatever rule the book sees it did not keep."""
    step = row.steps.all()[len(row.steps.all()) - 1]
    rule = law.rule_of(row.rule)
    found = list(rules.why_not_against(rule, scored.level, row.kind, evidence))
    if scored.points is not None and (refusal := rules.why_not_points(rule, scored)):
        found.append(refusal)
    if scored.level == LEVELS[0]:
        quota = queries.group(row).quota
        if quota is not None and quota.kept is False:
            found += [one for one in [rules.why_not_exceed(quota, "")] if one]
    RatingBreach.objects.bulk_create([_breach(step, one) for one in found])


def _breach(step: RatingStep, refusal: Refusal) -> RatingBreach:
    values = [list(pair) for pair in refusal.values]
    return RatingBreach(step=step, rule=refusal.rule, message=refusal.message, values=values)


def _held(seen: UnitRating) -> UnitRating:
    """The rating as it stands; nobody else changes it until the action ends."""
    list(UnitRating.objects.select_for_update().filter(pk=seen.pk))
    return queries.ratings().get(pk=seen.pk)


def _change(row: UnitRating, **facts: Any) -> None:
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.version += 1
    row.save(update_fields=[*facts, "version"])


# What the public reads


def _take_back(row: UnitRating, reason: str, *, by: Tenure, at: datetime) -> None:
    before = latest(row.book, row.public_key)
    content = public.head(row) | {"reason": reason, "by": by.post.label}
    content["before"] = before.entry.seq if before else None
    _change(row, released=None)
    _publish(row, "withdraw", content, by=by, at=at)


def _publish(
    row: UnitRating, verb: str, content: dict[str, object], *, by: Tenure, at: datetime
) -> None:
    record(
        row.book,
        audience=Audience.PUBLIC,
        by=by.post.code,
        at=at,
        verb=verb,
        key=row.public_key,
        content=content,
    )
