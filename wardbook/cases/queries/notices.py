"""Whom somebody has still to tell, and by which channel."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet

from wardbook.cases.models.case import Move, Notice
from wardbook.lib.clock import VIETNAM
from wardbook.org.models import Unit

MAX_TRIES = 5  # of a program; then a person takes over


def to_tell(units: Iterable[Unit], *, mail: bool) -> QuerySet[Notice]:
    """What people still tell in these places, the oldest first; ``mail``: e-mail goes by itself.

    ``case.asked`` are the moves that asked for papers, which the caller reads out.
    """
    sends = Q(channel="email", tries__lt=MAX_TRIES) if mail else Q(pk=None)
    asked = Move.objects.exclude(items="").order_by("number")
    rows = _rows().filter(case__unit__in=units, sent_at=None).exclude(sends)
    return rows.prefetch_related(Prefetch("case__moves", asked, to_attr="asked"))


def told_today(units: Iterable[Unit], now: datetime) -> QuerySet[Notice]:
    start = datetime.combine(now.astimezone(VIETNAM).date(), time(), VIETNAM)
    return _rows().filter(
        case__unit__in=units, sent_at__gte=start, sent_at__lt=start + timedelta(days=1)
    )


def mail_to_send() -> QuerySet[Notice]:
    return _rows().filter(channel="email", sent_at=None, tries__lt=MAX_TRIES)


def _rows() -> QuerySet[Notice]:
    return Notice.objects.select_related(
        "case__book", "case__unit", "case__post", "case__procedure", "sent_by__person"
    ).order_by("due_on", "pk")
