"""Filing claims as results and targets; releasing, correcting and withdrawing figures."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from wardbook.documents import actions as documents
from wardbook.documents.models import Claim, Outcome
from wardbook.documents.queries import quote_of
from wardbook.figures import queries, rules
from wardbook.figures.catalogue import in_force
from wardbook.figures.models import Result, Target
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience
from wardbook.ledger.queries import latest
from wardbook.lib import personal
from wardbook.lib.chain import canonical
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.models import Tenure, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What a person decides about a claim beyond what was read."""

    indicator: str
    measure: str
    bound: str
    period: str = ""
    as_of: date | None = None


def refuse(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)


@action
def file_result(claim: Claim, filing: Filing, *, version: int, by: Tenure, at: datetime) -> Result:
    """The claim is a result of its document's unit; names in its sentence start out masked."""
    refuse(_why_not_file(filing, timezone.localdate(at)))
    documents.decide(claim, Outcome.RESULT, version=version, by=by, at=at)
    text, figure = claim.document.text, claim.figure
    start, end = quote_of(claim)
    result = Result(
        **_filed(claim, filing, by=by, at=at),
        kind=figure["kind"],
        numerator=_exact(figure, "numerator"),
        denominator=_exact(figure, "denominator"),
        stated_percent=_exact(figure, "stated_percent"),
        direction=figure.get("direction") or "",
        as_of=filing.as_of,
        quote_start=start,
        quote_end=end,
    )
    found = personal.certain(text[start:end]) + personal.likely(text[start:end])
    result.masks = _apart([(start + a, start + b) for a, b in found], claim)
    result.save()
    _say(result, "file", by=by, at=at)
    return result


@action
def file_target(
    claim: Claim, filing: Filing, *, giver: str, version: int, by: Tenure, at: datetime
) -> Target:
    """The claim is what was set: by ``giver``, in the document it was read from."""
    refuse(_why_not_file(filing, timezone.localdate(at)))
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
def mask(result: Result, masks: list[tuple[int, int]], *, by: Tenure, at: datetime) -> Result:
    """Choose the words of the quote that the public will not see."""
    refuse(rules.why_not_edit(result, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_mask(result, masks))
    result.masks = _merged(masks)
    result.save(update_fields=["masks"])
    _say(result, "mask", by=by, at=at)
    return result


@action
def release(results: Iterable[Result], *, by: Tenure, at: datetime) -> list[Result]:
    """Make filed results public: each one an entry anybody can open, and one that lists them."""
    released = [_release(result, by=by, at=at) for result in results]
    if released:
        first = released[0]
        for unit in {unit.pk: unit for one in released for unit in one.unit.path}.values():
            _publish_unit(first, unit, by=by, at=at)
        day = timezone.localdate(at)
        content: dict[str, object] = {
            "label": {"vi": f"Đợt công bố {day:%d/%m/%Y}", "en": f"Release of {day:%d %B %Y}"},
            "figures": [result.key for result in released],
            "by": by.post.label,
        }
        key = f"release/{first.pk}"
        _publish(first, "release", key, content, by=by, at=at)
    return released


@action
def correct(
    result: Result, filing: Filing, value: Decimal, reason: str, *, by: Tenure, at: datetime
) -> Result:
    """A new row that replaces a released one; the old stays public until the new is released."""
    on = timezone.localdate(at)
    refuse(rules.why_not_correct(result, reason, by=by, on=on) or _why_not_file(filing, on))
    fields = {field.attname: getattr(result, field.attname) for field in Result._meta.local_fields}
    fields |= asdict(filing) | {
        "id": None,
        "value": value,
        "numerator": None if result.numerator is None else value,
        "filed_at": at,
        "filed_by_id": by.pk,
        "released_at": None,
        "released_by_id": None,
        "replaces_id": result.pk,
        "reason": reason.strip(),
    }
    later = Result.objects.create(**fields)
    _say(later, "correct", by=by, at=at)
    return later


@action
def withdraw(result: Result, reason: str, *, by: Tenure, at: datetime) -> Result:
    """Take a public figure back: its page stays and says so, and why."""
    refuse(rules.why_not_withdraw(result, reason, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_words(reason))
    result.withdrawn_at, result.withdrawn_by = at, by
    result.withdrawn_reason = reason.strip()
    result.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    before = latest(result.book, result.key)
    kept = ("label", "search", "unit", "indicator", "period", "sample")
    content: dict[str, object] = {name: before.data[name] for name in kept} if before else {}
    content |= {"reason": result.withdrawn_reason, "by": by.post.label}
    content["before"] = before.entry.seq if before else None
    _publish(result, "withdraw", result.key, content, by=by, at=at)
    return result


def _release(result: Result, *, by: Tenure, at: datetime) -> Result:
    indicator = in_force(result.indicator, result.event_on)
    if indicator is None:
        raise Refused(rules.NO_INDICATOR)
    refuse(rules.why_not_release(result, indicator, by=by, on=timezone.localdate(at)))
    refuse(rules.why_not_same(queries.rivals(result), result))
    targets, paper = queries.targets_for(result), result.claim.document
    refuse(rules.why_not_targets(targets, by=by))
    givers = [target.giver for target in targets]
    refuse(rules.why_not_words(paper.title, paper.number, result.reason, *givers))
    result.released_at, result.released_by = at, by
    result.save(update_fields=["released_at", "released_by"])
    content = queries.figure_body(result, indicator) | {"released_by": by.post.label}
    before = latest(result.book, result.key)
    verb = "correct" if result.replaces else "release"
    if result.replaces:
        content["reason"] = result.reason
        content["before"] = before.entry.seq if before else None
    _publish(result, verb, result.key, content, by=by, at=at)
    return result


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


def _publish_unit(result: Result, unit: Unit, *, by: Tenure, at: datetime) -> None:
    """Say what ``unit`` is, unless the public was told exactly that before."""
    key, content = f"unit/{unit.code}", queries.unit_body(unit)
    before = latest(result.book, key)
    if before is None or before.content != canonical(content):
        _publish(result, "state", key, content, by=by, at=at)


def _say(result: Result, verb: str, *, by: Tenure, at: datetime) -> None:
    said: dict[str, object] = {
        "indicator": result.indicator,
        "unit": result.unit.code,
        "period": result.period,
        "value": result.value,
        "bound": result.bound,
        "masks": result.masks,
        "reason": result.reason,
        "claim": f"{result.claim.document_id}-{result.claim.name}",
    }
    record(result.book, by=by.post.code, at=at, verb=verb, key=f"result/{result.pk}", content=said)


def _why_not_file(filing: Filing, on: date) -> Refusal | None:
    if refusal := rules.why_not_period(filing.period):
        return refusal
    day = (Period(filing.period).last_on if filing.period else None) or on
    return rules.why_not_indicator(filing.indicator, filing.measure, day)


def _filed(claim: Claim, filing: Filing, *, by: Tenure, at: datetime) -> dict[str, Any]:
    """The fields that results and targets share."""
    document = claim.document
    return {
        "book": document.book,
        "unit": document.unit,
        "indicator": filing.indicator,
        "value": Decimal(claim.figure["value"]),
        "value_max": _exact(claim.figure, "value_max"),
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


def _apart(spans: list[tuple[int, int]], claim: Claim) -> list[list[int]]:
    """``spans`` merged, without those that touch the figure itself."""
    return _merged((a, b) for a, b in spans if b <= claim.start or claim.end <= a)
