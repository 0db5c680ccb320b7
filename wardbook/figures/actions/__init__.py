"""Filing claims as results and targets; releasing, correcting, discarding and withdrawing them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Prefetch
from django.utils import timezone

from wardbook.documents import actions as documents
from wardbook.documents.models import Claim, Document, Outcome
from wardbook.documents.queries import quote_of
from wardbook.figures import queries, rules
from wardbook.figures.actions.units import publish_units
from wardbook.figures.catalogue import Indicator, in_force, kind_of, measures_of, spelled_as
from wardbook.figures.counters import is_counted
from wardbook.figures.filing import Filing
from wardbook.figures.listing import index_of, misindexed
from wardbook.figures.models import Result, Target
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience, Book
from wardbook.ledger.queries import latest
from wardbook.lib import personal
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure


@action
def file_result(claim: Claim, filing: Filing, *, version: int, by: Tenure, at: datetime) -> Result:
    """The claim is a result of its document's unit; names in its sentence start out masked."""
    figure, unit = claim.figure, claim.figure.get("unit") or ""
    kind = kind_of(figure["kind"], unit, filing.measure)
    filing = _judged(filing, unit, kind, on=timezone.localdate(at))
    documents.decide(claim, Outcome.RESULT, version=version, by=by, at=at)
    start, end = quote_of(claim)
    quote = claim.document.text[start:end]
    result = Result(
        **_filed(claim, filing, by=by, at=at),
        kind=kind,
        numerator=_exact(figure, "numerator"),
        denominator=_exact(figure, "denominator"),
        stated_percent=_exact(figure, "stated_percent"),
        direction=figure.get("direction") or "",
        as_of=filing.as_of,
        quote=quote,
        quote_start=start,
    )
    result.masks = _apart(personal.certain(quote) + personal.likely(quote), result.mark)
    _index(result)
    result.save()
    _say(result, "file", by=by, at=at)
    return result


@action
def file_target(
    claim: Claim, filing: Filing, *, giver: str, version: int, by: Tenure, at: datetime
) -> Target:
    """The claim is what was set: by ``giver``, in the document it was read from."""
    unit = claim.figure.get("unit") or ""
    filing = _judged(filing, unit, "target", on=timezone.localdate(at))
    documents.decide(claim, Outcome.TARGET, version=version, by=by, at=at)
    target = Target.objects.create(
        **_filed(claim, filing, by=by, at=at),
        giver=giver.strip(),
        document_title=claim.document.title,
    )
    said: dict[str, object] = {"indicator": target.indicator, "value": target.value}
    said |= {"unit": target.unit.code, "period": target.period, "giver": target.giver}
    key = f"target/{target.pk}"
    record(target.book, by=by.post.code, at=at, verb="file", key=key, content=said)
    return target


@action
def take_back_target(target: Target, reason: str, *, by: Tenure, at: datetime) -> Claim:
    """What was set is in the book no more; its claim may be decided again."""
    row = Target.objects.select_for_update().filter(pk=target.pk).first()
    if row is None:  # somebody else took it back meanwhile
        raise Refused(rules.CHANGED_MEANWHILE)
    refuse(rules.why_not_take_back(row, reason, by=by, on=timezone.localdate(at)))
    said: dict[str, object] = {"unit": row.unit.code, "indicator": row.indicator}
    said |= {"period": row.period, "value": row.value, "reason": reason.strip()}
    record(row.book, by=by.post.code, at=at, verb="discard", key=f"target/{row.pk}", content=said)
    claim, _ = row.claim, row.delete()
    return documents.reopen(claim, reason=reason.strip(), by=by, at=at)


@action
def mask(result: Result, masks: list[tuple[int, int]], *, by: Tenure, at: datetime) -> Result:
    """Choose the words of the quote that the public will not see."""
    row = _held([result])[0]
    refuse(rules.why_not_edit(row, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_stale(row, result))
    refuse(rules.why_not_mask(row, masks))
    _change(row, masks=_merged(masks), masked_by=by)
    _say(row, "mask", by=by, at=at)
    return row


@action
def release(
    results: Iterable[Result],
    *,
    targets: Collection[int] | None = None,
    by: Tenure,
    also: Sequence[Tenure] = (),
    at: datetime,
) -> list[Result]:
    """Make filed results public, all or none: each one an entry anybody can open.

    Whoever releases signs each figure by the first of their posts, ``by`` and ``also``, that may
    release it; one more entry a post lists what it released. ``targets`` are those they have seen
    beside the figures, if they were shown: no other goes public with them.
    """
    seen = list(results)
    rows = _held(seen)
    refuse(rules.why_not_together(rows))
    lists: dict[Tenure, list[Result]] = {}
    for row in sorted(rows, key=lambda row: row.place):  # so that no two wait for each other
        lists.setdefault(_release(row, _seen(seen, row), (by, *also), targets, at=at), []).append(
            row
        )
    publish_units(rows[0].book, [row.unit for row in rows], by=by, at=at)
    day = timezone.localdate(at)
    for post, released in lists.items():
        content: dict[str, object] = {
            "label": {"vi": f"Đợt công bố {day:%d/%m/%Y}", "en": f"Release of {day:%d %B %Y}"},
            "figures": [row.key for row in released],
            "by": post.post.label,
        }
        _publish(released[0], "release", f"release/{released[0].pk}", content, by=post, at=at)
    return rows


@action
def correct(
    result: Result,
    filing: Filing,
    value: Decimal,
    reason: str,
    *,
    value_max: Decimal | None = None,
    denominator: Decimal | None = None,
    by: Tenure,
    at: datetime,
) -> Result:
    """A new row that replaces a released one; the old stays public until the new is released.

    Of a ratio both numbers are given, of a range both ends.
    """
    row, on = _held([result])[0], timezone.localdate(at)
    refuse(rules.why_not_correct(row, filing.indicator, filing.period, reason, by=by, on=on))
    refuse(rules.why_not_stale(row, result))
    refuse(rules.why_not_numbers(row, value, value_max, denominator))
    filing = _judged(filing, row.measure, row.kind, on=on)
    numbers = {"value": value, "value_max": value_max, "denominator": denominator}
    if row.numerator is not None:
        numbers["numerator"] = value
    kept = all(getattr(row, name) == number for name, number in numbers.items())
    later = _copy(
        row,
        **asdict(filing) | numbers,
        stated_percent=row.stated_percent if kept else None,
        filed_at=at,
        filed_by=by,
        replaces=row,
        reason=reason.strip(),
    )
    later.save()
    _say(later, "correct", by=by, at=at)
    return later


@action
def withdraw(result: Result, reason: str, *, by: Tenure, at: datetime) -> Result:
    """Take a public figure back: its page stays and says so; its claim may be filed anew."""
    row = _held([result])[0]
    indicator = _indicator(row)
    on = timezone.localdate(at)
    refuse(rules.why_not_withdraw(row, indicator, reason, by=by, on=on))
    refuse(rules.why_not_stale(row, result))
    refuse(rules.why_not_words(reason))
    reason = reason.strip()
    _change(row, withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason, public_as=None)
    before = latest(row.book, row.key)
    content = queries.figure_head(row, indicator) | {"reason": reason, "by": by.post.label}
    content["before"] = before.entry.seq if before else None
    _publish(row, "withdraw", row.key, content, by=by, at=at)
    documents.reopen(row.claim, by=by, at=at)
    return row


@action
def discard(result: Result, reason: str, *, by: Tenure, at: datetime) -> Claim:
    """Take back what was filed and not yet released; a first filing opens its claim again."""
    row = _held([result])[0]
    refuse(rules.why_not_discard(row, reason, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_stale(row, result))
    claim, corrects = row.claim, row.replaces_id is not None
    reason = reason.strip()
    _change(row, discarded_at=at, discarded_by=by, discarded_reason=reason)
    _say(row, "discard", reason=reason, by=by, at=at)
    return claim if corrects else documents.reopen(claim, by=by, at=at)


@transaction.atomic
def rebuild_index(book: Book) -> None:
    """Compute the columns by which lists find results anew from what they index."""
    for row, index in list(misindexed(book)):
        Result.everything.filter(pk=row.pk).update(**index)


def _copy(row: Result, **facts: Any) -> Result:
    """A new row that waits for release, like ``row`` but for ``facts``."""
    fields = {field.name: getattr(row, field.name) for field in Result._meta.local_fields}
    waits = {"id": None, "released_at": None, "released_by": None, "public_as": None, "version": 0}
    return Result(**fields | waits | facts)


def _index(row: Result) -> None:
    """Set the columns by which lists find it."""
    for name, value in index_of(row).items():
        setattr(row, name, value)


def _held(results: list[Result]) -> list[Result]:
    """The rows as they stand, in that order; nobody else changes them until the action ends.

    The rows that they replace are held too, all in one order: no two actions wait in a ring.
    """
    wanted = {one.pk for one in results} | {one.replaces_id for one in results} - {None}
    around = ("unit", "book", "filed_by__post", "masked_by")
    source = Prefetch("claim__document", Document.objects.defer("text"))
    free = Result.objects.prefetch_related(*around, source).order_by("pk")
    held = free.select_for_update().in_bulk(wanted)
    rows = [held[one.pk] for one in results if one.pk in held]
    if len(rows) < len(results):
        raise Refused(rules.CHANGED_MEANWHILE)
    for row in rows:
        row.replaces = held[row.replaces_id] if row.replaces_id else None
    return rows


def _seen(results: list[Result], row: Result) -> Result:
    return next(one for one in results if one.pk == row.pk)


def _change(row: Result, **facts: Any) -> None:
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.version += 1
    row.save(update_fields=[*facts, "version"])


def _indicator(row: Result) -> Indicator:
    indicator = in_force(row.indicator, row.event_on)
    if indicator is None:
        raise Refused(rules.NO_INDICATOR)
    return indicator


def _release(
    row: Result,
    seen: Result,
    posts: Sequence[Tenure],
    targets: Collection[int] | None,
    *,
    at: datetime,
) -> Tenure:
    """Make ``row`` public and answer by which post it was released."""
    indicator = _indicator(row)
    by = rules.releaser(row, indicator, posts, timezone.localdate(at))
    if isinstance(by, Refusal):
        raise Refused(by)
    refuse(rules.why_not_stale(row, seen))
    beside = queries.targets_for(row)
    refuse(rules.beside(row, queries.rivals(row), beside, by=by))
    if targets is not None and not {target.pk for target in beside} <= set(targets):
        raise Refused(rules.CHANGED_MEANWHILE)
    if is_counted(row.book, row.key):
        raise Refused(rules.COUNTED_ALREADY)
    if row.replaces:
        _change(row.replaces, public_as=None)
    try:
        with transaction.atomic():
            _change(row, released_at=at, released_by=by, public_as=row.place)
    except IntegrityError as error:  # somebody else took the place meanwhile
        raise Refused(rules.ALREADY_PUBLIC) from error
    content = queries.figure_body(row, indicator) | {"released_by": by.post.label}
    if row.replaces:
        before = latest(row.book, row.key)
        content |= {"reason": row.reason, "before": before.entry.seq if before else None}
    verb = "correct" if row.replaces else "release"
    _publish(row, verb, row.key, content, by=by, at=at)
    return by


def _publish(
    result: Result, verb: str, key: str, content: dict[str, object], *, by: Tenure, at: datetime
) -> None:
    record(
        result.book,
        audience=Audience.PUBLIC,
        by=by.post.code,
        at=at,
        verb=verb,
        key=key,
        content=content,
    )


def _say(result: Result, verb: str, *, reason: str = "", by: Tenure, at: datetime) -> None:
    said: dict[str, object] = {
        "indicator": result.indicator,
        "unit": result.unit.code,
        "period": result.period,
        "value": result.value,
        "bound": result.bound,
        "masks": result.masks,
        "reason": reason or result.reason,
        "claim": f"{result.claim.document_id}-{result.claim.name}",
    }
    record(result.book, by=by.post.code, at=at, verb=verb, key=f"result/{result.pk}", content=said)


def _judged(filing: Filing, unit: str, kind: str, *, on: date) -> Filing:
    """The filing with its measure as it is spelled; ``unit`` is that of the figure as read."""
    refuse(rules.why_not_period(filing.period))
    last = Period(filing.period).last_on if filing.period else None
    indicator = in_force(filing.indicator, last or on)
    if indicator is None:
        raise Refused(rules.NO_INDICATOR)
    refuse(rules.why_not_indicator(indicator, filing.measure, unit=unit, kind=kind))
    measure = spelled_as(filing.measure, measures_of(indicator, unit)) or ""
    return replace(filing, measure=measure)


def _filed(claim: Claim, filing: Filing, *, by: Tenure, at: datetime) -> dict[str, Any]:
    """The fields that results and targets share."""
    document, value = claim.document, Decimal(claim.figure["value"])
    value_max = _exact(claim.figure, "value_max")
    refuse(rules.why_not_exact(value, value_max))
    return {
        "book": document.book,
        "unit": document.unit,
        "indicator": filing.indicator,
        "value": value,
        "value_max": value_max,
        "measure": filing.measure,
        "bound": filing.bound,
        "period": filing.period,
        "claim": claim,
        "filed_at": at,
        "filed_by": by,
    }


def _exact(figure: dict[str, Any], name: str) -> Decimal | None:
    return None if figure.get(name) is None else Decimal(figure[name])


def _merged(spans: Iterable[tuple[int, int]]) -> list[list[int]]:
    """``spans`` in order, overlapping ones as one."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged


def _apart(spans: list[tuple[int, int]], figure: tuple[int, int]) -> list[list[int]]:
    """``spans`` merged, without those that touch the figure itself."""
    first, last = figure
    return _merged((a, b) for a, b in spans if b <= first or last <= a)
