"""Taking files in for a case."""

from datetime import datetime

from wardbook.cases.kinds import KINDS
from wardbook.cases.models.case import Case
from wardbook.cases.models.scan import Scan
from wardbook.cases.rules.scans import media_of, why_not_add, why_not_replace, why_not_take
from wardbook.cases.rules.standing import why_not_add_evidence
from wardbook.documents.actions import keep_original
from wardbook.ledger.actions import action, record
from wardbook.lib.chain import content_hash
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act
from wardbook.reader.paper import open_paper

MARKED = "PAPER-11"  # with a mark of secrecy
_READABLE = {"pdf", "docx"}


def add_scan(
    case: Case,
    content: bytes,
    file_name: str,
    *,
    replaces: Scan | None = None,
    by: Tenure,
    at: datetime,
) -> Scan:
    """Judge and keep a file; raises ``Refused`` before a byte of it is stored.

    Of the loop it is evidence; a later revision ``replaces`` an earlier one, which stays.

    What can be read of it is read for marks of secrecy, before the transaction: nothing slow may
    hold the book. A picture cannot be read here; whoever scans it answers for that.
    """
    refuse(_why_not_by(case, by=by, at=at))
    refuse(why_not_take(content))
    digest = content_hash(content)
    refuse(why_not_add(case, digest) or why_not_replace(case, replaces))
    if media_of(content) in _READABLE:
        _refuse_secret(content, file_name)
    keep_original(content, digest)
    return _store(case, content, digest, file_name, replaces, by=by, at=at)


def _why_not_by(case: Case, *, by: Tenure, at: datetime) -> Refusal | None:
    if KINDS[case.kind].follows_up:
        return why_not_add_evidence(case, by=by, at=at)
    on = at.astimezone(VIETNAM).date()
    return why_not_act(by, Permission.CASE_MOVE, book=case.book, unit=case.unit, on=on)


def _refuse_secret(content: bytes, file_name: str) -> None:
    """A mark of secrecy stops it; that it is a picture, or locked, does not."""
    try:
        open_paper(content, file_name)
    except Refused as refused:
        if refused.refusal.rule == MARKED:
            raise


@action
def _store(
    case: Case,
    content: bytes,
    digest: str,
    file_name: str,
    replaces: Scan | None,
    *,
    by: Tenure,
    at: datetime,
) -> Scan:
    held = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    refuse(why_not_add(held, digest) or why_not_replace(held, replaces))
    row = Scan.objects.create(
        case=case,
        file_name=file_name.replace("\\", "/").rpartition("/")[2][-255:],
        media=media_of(content),
        sha256=digest,
        size=len(content),
        received_at=at,
        received_by=by,
        replaces=replaces,
    )
    facts: dict[str, object] = {"sha256": digest, "media": row.media, "size": row.size}
    record(case.book, by=by.post.code, at=at, verb="scan", key=case.key, content=facts)
    return row
