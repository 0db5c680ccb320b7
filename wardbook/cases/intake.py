"""What the public site may ask the book to do; it imports nothing else of it.

Nobody is signed in here: who may ask holds the word of their own work, or fills in the form for
feedback. Each answers with plain values or raises :class:`wardbook.lib.refusal.Refused`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from wardbook.cases.actions import sending
from wardbook.cases.models import Case
from wardbook.cases.rules.moves import NOT_NOW
from wardbook.cases.rules.sending import (
    AT_MOST,
    ELSEWHERE,
    LONGEST,
    REASONS,
    Sent,
    why_not_say,
    why_not_send,
)
from wardbook.ledger.holder import digest
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refused
from wardbook.org.kinds import Kind
from wardbook.org.models import Post, Tenure, Unit
from wardbook.org.roles import Role

__all__ = [
    "AT_MOST",
    "ELSEWHERE",
    "LONGEST",
    "REASONS",
    "Receipt",
    "Sent",
    "answer_again",
    "places",
    "rate",
    "send_feedback",
    "why_not_say",
    "why_not_send",
]

SITE = "public-site"  # signs what nobody of the office did
_WITHIN = "post__unit__parent__parent__parent"


class Receipt(NamedTuple):
    """What is told to whom sent something; the word is told once and kept in no log."""

    code: str
    word: str


def places(on: date) -> dict[str, dict[str, str]]:
    """Code of each ward and commune that takes feedback today → its names."""
    found = {place.code: place.label for place, _ in _receivers(on)}
    return dict(sorted(found.items(), key=lambda one: one[1]["vi"]))


def send_feedback(sent: Sent, *, at: datetime) -> Receipt:
    """Open a case of feedback with the post that receives it in that place."""
    by = _receiver(sent.unit, at.astimezone(VIETNAM).date())
    case = sending.take_feedback(sent, by=by, at=at)
    return Receipt(case.code, case.word)


def rate(word: str, score: int, reasons: Sequence[str], *, at: datetime) -> None:
    """Rate the service of the work behind a word, once."""
    sending.rate(_case(word), score, reasons, by=SITE, at=at)


def answer_again(word: str, answer: str, *, at: datetime) -> None:
    """Say whether what was fed back is mended, from four weeks after the answer on."""
    case = _case(word)
    sending.take_answer(case, answer, by=_holder(case.post, at), at=at)


def _case(word: str) -> Case:
    """Whatever the word opens; no word and a wrong one are refused alike."""
    rows = Case.objects.select_related("book", "unit", "post__unit")
    case = rows.exclude(word="").filter(word=word).first()
    if case is None or digest(case.word) != digest(word):
        raise Refused(NOT_NOW)
    return case


def _holder(post: Post, at: datetime) -> Tenure:
    """Who holds the post that answers for it, or else whoever receives feedback there."""
    on = at.astimezone(VIETNAM).date()
    held = Tenure.objects.in_force(on).filter(post=post).select_related("post__unit", "post__book")
    return held.order_by("acting", "pk").first() or _receiver(post.unit.territory.code, on)


def _receiver(place: str, on: date) -> Tenure:
    found = next((by for unit, by in _receivers(on) if unit.code == place), None)
    if found is None:
        raise Refused(NOT_NOW)
    return found


def _receivers(on: date) -> list[tuple[Unit, Tenure]]:
    """Of each place the clerk who receives feedback: of the one-stop desk first, then by code."""
    rows = Tenure.objects.in_force(on).filter(post__role=Role.CLERK)
    rows = rows.select_related("person", "post__book", _WITHIN).order_by(
        "acting", "post__code", "pk"
    )
    desks = sorted(rows, key=lambda by: by.post.unit.kind != Kind.ONE_STOP_DESK)
    found: dict[int, tuple[Unit, Tenure]] = {}
    for by in desks:
        place = by.post.unit.territory
        found.setdefault(place.pk, (place, by))
    return list(found.values())
