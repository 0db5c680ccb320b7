"""What the public sends, as entries of the book: feedback, what became of it, ratings."""

import hmac
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from wardbook.cases.actions.moves import open_case, take_step
from wardbook.cases.kinds.fields import Feedback, written
from wardbook.cases.models import Case, Channel, Rating, SpentToken
from wardbook.cases.models.rating import any_number
from wardbook.cases.rules import moves as rules_of_moves
from wardbook.cases.rules import sending as rules
from wardbook.cases.rules.taking import Opening, Told
from wardbook.ledger.actions import action, record
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure

# Kept with the move: the post that answers for it recorded it, the person said it.
_SAID_ONLINE = "Người phản ánh tự trả lời trên trang của mình."


@action
def take_feedback(sent: rules.Sent, *, by: Tenure, at: datetime) -> Case:
    """Feedback that came by the public form, for the post of ``by``; raises :class:`Refused`."""
    refuse(rules.why_not_send(sent))
    _spend(f"sent {sent.form}", rules.ALREADY)
    about = f"{sent.words.strip()}\n\n{sent.where.strip()}".strip()
    told = Feedback(
        applicant=sent.name.strip(), phone=sent.phone.strip(), email=sent.email.strip(), about=about
    )
    post = by.post
    opening = Opening(
        book=post.book,
        unit=post.unit,
        post=post,
        submitted_at=at,
        channel=Channel.ONLINE,
        fields=written(told),
    )
    return open_case("feedback", opening, by=by, at=at)


@action
def take_answer(case: Case, answer: str, *, by: Tenure, at: datetime) -> Case:
    """Whoever gave feedback says whether it was mended; raises :class:`Refused`."""
    if answer not in rules.ANSWERS:
        raise Refused(rules_of_moves.NOT_NOW)
    return take_step(case, answer, Told(reason=_SAID_ONLINE), by=by, at=at)


@action
def rate(case: Case, score: int, reasons: Sequence[str], *, by: str, at: datetime) -> None:
    """The service of an ended case is rated, once; the book is told that somebody did, not who.

    Case and rating share no number and no moment: which tokens are spent says a keyed hash.
    """
    refuse(rules.why_not_rate(case, score, reasons))
    _spend(f"rated {case.word}", rules.RATED)
    month = at.astimezone(VIETNAM).date().replace(day=1)
    Rating.objects.create(
        id=any_number(),
        unit=case.unit,
        field=case.field,
        on=month,
        score=score,
        reasons=sorted(set(reasons)),
    )
    said: dict[str, object] = {"month": f"{month:%Y-%m}", "ratings": 1}
    key = f"ratings/{case.unit.code}"
    record(case.book, by=by, at=at, verb="rate", key=key, content=said)


def _spend(what: str, done: Refusal) -> None:
    """Refused with ``done`` if this was done already."""
    token = hmac.digest(settings.SECRET_KEY.encode(), what.encode(), "sha256").hex()
    try:
        with transaction.atomic():
            SpentToken.objects.create(token=token)
    except IntegrityError as error:
        raise Refused(done) from error
