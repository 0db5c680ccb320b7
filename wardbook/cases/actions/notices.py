"""Telling people what became of their work, by the channel that they chose."""

from datetime import date, datetime

from wardbook.cases.models.case import Case, Notice
from wardbook.cases.rules import notices as rules
from wardbook.ledger.actions import action, record
from wardbook.lib.clock import VIETNAM
from wardbook.org.actions.signing import By, refuse, signature
from wardbook.org.models import Tenure

AT_THE_COUNTER = "counter"


def prepare(case: Case, about: str, *, on: date) -> None:
    """Note that the person is to be told; who chose no channel hears it at the counter.

    Of what is done for a dossier its holder is told as of the dossier itself; and that a result
    came before its day, since nobody comes for it then (Decree 118/2025/NĐ-CP, Art. 22.5).
    """
    if about == "ready" and _early(case):
        about = "ready_early"
    case = case.parent or case
    channel = case.fields.get("notice")
    if channel and channel != AT_THE_COUNTER:
        Notice.objects.create(case=case, about=about, channel=channel, due_on=on)


def _early(case: Case) -> bool:
    """Whether the result of a dossier came on a day before the promised one."""
    if case.parent or case.due_at is None or case.ended_at is None:
        return False
    return case.ended_at.astimezone(VIETNAM).date() < case.due_at.astimezone(VIETNAM).date()


def let_go(case: Case) -> None:
    """The person took part in the next step: nobody calls them about the one before it."""
    Notice.objects.filter(case=case, sent_at=None).delete()


@action
def tell(notice: Notice, *, by: By, at: datetime) -> Notice:
    """The person was told. Raises :class:`Refused`."""
    row = _held(notice)
    refuse(rules.why_not_tell(row, by=by, at=at))
    row.sent_at, row.sent_by = at, by if isinstance(by, Tenure) else None
    row.tries += 1
    row.failed = ""
    row.save()
    _say(row, "tell", "", by=by, at=at)
    return row


@action
def miss(notice: Notice, why: str, *, by: By, at: datetime) -> Notice:
    """The person was not reached; it stays to be told. Raises :class:`Refused`."""
    row = _held(notice)
    refuse(rules.why_not_tell(row, by=by, at=at))
    refuse(rules.why_not_miss(why))
    row.tries += 1
    row.failed = why.strip()[:200]
    row.save()
    _say(row, "miss", row.failed, by=by, at=at)
    return row


def _held(notice: Notice) -> Notice:
    rows = Notice.objects.select_related("case__book", "case__unit")
    return rows.select_for_update(of=("self",)).get(pk=notice.pk)


def _say(row: Notice, verb: str, why: str, *, by: By, at: datetime) -> None:
    content: dict[str, object] = {"about": row.about, "channel": row.channel, "why": why}
    case = row.case
    record(case.book, by=signature(by), at=at, verb=verb, key=case.key, content=content)
