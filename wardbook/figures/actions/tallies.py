"""Filing what a body tells in numbers, correcting, releasing and withdrawing it; setting quotas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from wardbook.figures.models import Quota, Tally, TallySheet
from wardbook.figures.models.tally import days_of
from wardbook.figures.tallies import public, queries, rules
from wardbook.figures.tallies.balance import findings
from wardbook.figures.tallies.catalogue import Sheet, in_force
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience, Book
from wardbook.ledger.queries import latest
from wardbook.lib.period import NotAPeriod, Period
from wardbook.lib.refusal import Refused
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission

Row = TypeVar("Row", TallySheet, Quota)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What somebody typed of one sheet: line → number, ``None`` where nobody knows.

    ``source`` is the paper it was read from, ``explained`` why the numbers do not close.
    """

    numbers: Mapping[str, int | None]
    source: str
    explained: str = ""


@action
def file_sheet(
    book: Book, unit: Unit, code: str, period: str, said: Telling, *, by: Tenure, at: datetime
) -> TallySheet:
    """The first telling of a sheet for these days of a body."""
    on = timezone.localdate(at)
    sheet = _sheet(code, period, on)
    refuse(rules.why_not(Permission.FIGURE_FILE, by, unit, sheet=sheet, book=book, on=on))
    refuse(rules.why_not_sheet(sheet, unit))
    others = list(queries.heads(book, [unit]).filter(sheet=code))
    refuse(rules.why_not_period(period, [row.days for row in others], today=on))
    row = TallySheet(book=book, unit=unit, sheet=code, **days_of(Period(period)))
    return _keep(row, said, others, by=by, at=at)


@action
def correct_sheet(
    row: TallySheet, said: Telling, reason: str, *, by: Tenure, at: datetime
) -> TallySheet:
    """A later version of the sheet; the one it replaces stays. A correction of what was public
    is public once it is released."""
    _judge(row, Permission.FIGURE_FILE, by=by, at=at)
    refuse(rules.why_not_correct(row, reason) or rules.why_not_words(reason))
    others = list(queries.heads(row.book, [row.unit]).filter(sheet=row.sheet).exclude(pk=row.pk))
    later = _successor(row, TallySheet, reason)
    return _keep(later, said, others, by=by, at=at)


@action
def take_back_sheet(row: TallySheet, reason: str, *, by: Tenure, at: datetime) -> TallySheet:
    """A correction without numbers: nothing is told of these days any more."""
    _judge(row, Permission.FIGURE_FILE, by=by, at=at)
    refuse(rules.why_not_correct(row, reason) or rules.why_not_words(reason))
    later = _successor(row, TallySheet, reason)
    later.source, later.filed_at, later.filed_by = row.source, at, by
    _save(later)
    _say(later, "discard", {"reason": later.reason}, by=by, at=at)
    return later


@action
def release_sheet(row: TallySheet, *, by: Tenure, at: datetime) -> TallySheet:
    """Make the totals of one sheet public: an entry anybody can open."""
    sheet = _judge(row, Permission.FIGURE_RELEASE, by=by, at=at)
    list(TallySheet.objects.select_for_update().filter(book=row.book, sheet=row.sheet))
    row.refresh_from_db()
    refuse(rules.why_not_release(row, by=by))
    row.shown = public.shown_groups(row, sheet, public.sisters_of(row, sheet))
    row.released_at, row.released_by = at, by
    row.save(update_fields=["shown", "released_at", "released_by"])
    before = latest(row.book, row.key)
    content = public.body_of(row, sheet, row.shown) | {"released_by": by.post.label}
    if before is not None:
        # Why it is corrected may tell a number that is hidden.
        reason = None if content["hidden_by"] else row.reason or None
        content |= {"reason": reason, "before": before.entry.seq}
    _publish(row, "correct" if before else "release", content, by=by, at=at)
    return row


@action
def withdraw_sheet(row: TallySheet, reason: str, *, by: Tenure, at: datetime) -> TallySheet:
    """Take what is public back: that it was public, and why it is not, stays known."""
    sheet = _judge(row, Permission.FIGURE_RELEASE, by=by, at=at)
    row.refresh_from_db()
    refuse(rules.why_not_withdraw(row, queries.public_now(row), reason))
    refuse(rules.why_not_words(reason))
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = at, by, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    before = latest(row.book, row.key)
    content = public.head_of(row, sheet) | {"reason": reason.strip(), "by": by.post.label}
    content["before"] = before.entry.seq if before else None
    _publish(row, "withdraw", content, by=by, at=at)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A quota as a document sets it; a value of ``None`` takes it back."""

    line: str
    period: str
    value: int | None
    giver: str
    document: str


@action
def set_quota(
    book: Book,
    unit: Unit,
    code: str,
    given: Given,
    reason: str = "",
    *,
    by: Tenure,
    at: datetime,
) -> Quota:
    """What a body is to reach over a period; set anew it says why, and the old one stays."""
    on = timezone.localdate(at)
    sheet = _sheet(code, given.period, on)
    refuse(rules.why_not(Permission.FIGURE_FILE, by, unit, sheet=sheet, book=book, on=on))
    refuse(rules.why_not_sheet(sheet, unit) or rules.why_not_term(given.period))
    refuse(rules.why_not_quota(sheet, given.line, given.giver, given.document))
    refuse(rules.why_not_words(given.giver, given.document, reason))
    row = _set(queries.quota(book, unit, code, given.line, Period(given.period)), given, reason)
    row = row or Quota(book=book, unit=unit, sheet=code, **days_of(Period(given.period)))
    row.line, row.value = given.line, given.value
    row.giver, row.document = given.giver.strip(), given.document.strip()
    row.filed_at, row.filed_by = at, by
    _save(row)
    names = ("sheet", "line", "period", "value", "giver", "document", "reason")
    content = {"unit": unit.code} | {name: getattr(row, name) for name in names}
    verb = "correct" if row.replaces else "file"
    record(book, by=by.post.code, at=at, verb=verb, key=f"quota/{row.pk}", content=content)
    return row


def _set(before: Quota | None, given: Given, reason: str) -> Quota | None:
    """The row that takes the place of ``before``; only what stands is taken back."""
    if before is None:
        refuse(rules.why_not_value(given.value))
        return None
    refuse(rules.why_not_correct(before, reason))
    if given.value is not None or before.value is None:
        refuse(rules.why_not_value(given.value))
    return _successor(before, Quota, reason)


def _sheet(code: str, period: str, on: date) -> Sheet | None:
    """The sheet on the last day of the period, if there are both."""
    try:
        last = Period(period).last_on
    except NotAPeriod:
        last = None
    return in_force(code, last or on)


def _judge(row: TallySheet, permission: str, *, by: Tenure, at: datetime) -> Sheet:
    sheet, on = queries.sheet_of(row), timezone.localdate(at)
    refuse(rules.why_not(permission, by, row.unit, sheet=sheet, book=row.book, on=on))
    return sheet


def _successor(row: Row, kind: type[Row], reason: str) -> Row:
    same = ("book", "unit", "sheet", "period", "start_on", "end_on")
    facts = {name: getattr(row, name) for name in same}
    return kind(**facts, replaces=row, reason=reason.strip())


def _keep(
    row: TallySheet, said: Telling, others: Iterable[TallySheet], *, by: Tenure, at: datetime
) -> TallySheet:
    """Judge what was typed and store it, every line or none."""
    sheet = queries.sheet_of(row)
    refuse(rules.why_not_numbers(sheet, said.numbers))
    before = queries.closed_with(sheet, list(others), row.days)
    found = findings(sheet, said.numbers, before)
    refuse(rules.why_not_explained(sheet, found, said.explained))
    refuse(rules.why_not_source(said.source))
    refuse(rules.why_not_words(said.source, said.explained))
    row.source, row.explained = said.source.strip(), said.explained.strip() if found else ""
    row.filed_at, row.filed_by = at, by
    _save(row)
    told = [(code, said.numbers.get(code)) for code in sheet.codes]
    Tally.objects.bulk_create(
        [Tally(sheet=row, line=code, value=n) for code, n in told if n is not None]
    )
    numbers = {code: n for code, n in told if n is not None}
    more = {"numbers": numbers, "source": row.source, "explained": row.explained}
    verb = "correct" if row.replaces else "file"
    _say(row, verb, more | {"reason": row.reason}, by=by, at=at)
    return row


def _save(row: TallySheet | Quota) -> None:
    """Of two who file the same days, or correct the same version, one is told."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(rules.CHANGED_MEANWHILE) from error


def _say(
    row: TallySheet, verb: str, more: Mapping[str, object], *, by: Tenure, at: datetime
) -> None:
    said = {"unit": row.unit.code, "sheet": row.sheet, "period": row.period, **more}
    key = f"tally-sheet/{row.pk}"
    record(row.book, by=by.post.code, at=at, verb=verb, key=key, content=said)


def _publish(
    row: TallySheet, verb: str, content: dict[str, object], *, by: Tenure, at: datetime
) -> None:
    record(
        row.book,
        audience=Audience.PUBLIC,
        by=by.post.code,
        at=at,
        verb=verb,
        key=row.key,
        content=content,
    )
