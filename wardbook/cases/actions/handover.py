"""Handing over the open work of a post, and saying what a review changed in a post."""

from datetime import datetime

from wardbook.cases.models.case import Case
from wardbook.cases.models.handover import Consequence, Handover
from wardbook.cases.queries.handover import open_work
from wardbook.cases.rules import handover as rules
from wardbook.cases.rules.moves import why_not_words
from wardbook.cases.rules.standing import why_not_keep
from wardbook.ledger.actions import action, record
from wardbook.lib.clock import VIETNAM
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission


@action
def give_over(giving: Tenure, taking: Tenure, words: str, *, by: Tenure, at: datetime) -> Handover:
    """Who leaves signs the list of what the post answers for; it is frozen with the signature."""
    refuse(rules.why_not_give_over(giving, taking, by=by) or why_not_words(words))
    row = Handover.objects.create(
        book=giving.post.book,
        post=giving.post,
        giving=giving,
        taking=taking,
        listed=rules.listed(list(open_work(giving.post))),
        words=words.strip(),
        given_at=at,
    )
    _record(row, "give_over", {"listed": row.listed, "words": row.words}, by=by, at=at)
    return row


@action
def take_over(handover: Handover, *, by: Tenure, at: datetime) -> Handover:
    """Who comes signs it too; dates stand as they were promised."""
    row = Handover.objects.select_for_update().get(pk=handover.pk)
    refuse(rules.why_not_take_over(row, by=by, on=at.astimezone(VIETNAM).date()))
    row.taken_at = at
    row.save(update_fields=["taken_at"])
    _record(row, "take_over", {"listed": len(row.listed)}, by=by, at=at)
    return row


@action
def follow_from(case: Case, tenure: Tenure, words: str, *, by: Tenure, at: datetime) -> Consequence:
    """A post changed hands because of this review; the tenure that ended or began is linked."""
    on = at.astimezone(VIETNAM).date()
    refuse(
        why_not_keep(case, Permission.FOLLOW_RELEASE, by, on)
        or rules.why_not_follow_from(case, tenure, words)
        or why_not_words(words)
    )
    row = Consequence.objects.create(
        case=case, tenure=tenure, words=words.strip(), told_at=at, told_by=by
    )
    content: dict[str, object] = {"post": tenure.post.code, "words": row.words}
    record(case.book, by=by.post.code, at=at, verb="consequence", key=case.key, content=content)
    return row


def _record(
    row: Handover, verb: str, content: dict[str, object], *, by: Tenure, at: datetime
) -> None:
    key = f"handover/{row.pk}"
    said = content | {"post": row.post.code}
    record(row.book, by=by.post.code, at=at, verb=verb, key=key, content=said)
