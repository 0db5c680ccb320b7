"""Handovers that somebody has to sign, and those that both signed."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from wardbook.cases.kinds import OPEN
from wardbook.cases.models.case import Case
from wardbook.cases.models.handover import Handover
from wardbook.org.models import Person, Post, Tenure


def handovers(tenures: Sequence[Tenure], posts: Sequence[Post]) -> QuerySet[Handover]:
    """Those of these posts, and those that these tenures sign; the last first."""
    mine = [one.pk for one in tenures]
    rows = Handover.objects.filter(Q(post__in=posts) | Q(giving__in=mine) | Q(taking__in=mine))
    return rows.select_related("post__unit", "giving__person", "taking__person")


def successors(giving: Tenure, on: date) -> QuerySet[Tenure]:
    """Who comes to the post after a tenure, holds it now or later, and has no list of it yet."""
    signed = Handover.objects.filter(giving=giving).values_list("taking", flat=True)
    rows = Tenure.objects.filter(post=giving.post).exclude(person=giving.person)
    after = Q(start_on__gt=giving.start_on) | Q(start_on=giving.start_on, pk__gt=giving.pk)
    still = Q(end_on__isnull=True) | Q(end_on__gt=on)
    rows = rows.filter(after, still).exclude(pk__in=signed)
    return rows.select_related("person").order_by("acting", "-start_on")


def open_work(post: Post) -> QuerySet[Case]:
    """What the post answers for and has not ended: what a handover of it lists."""
    return Case.objects.filter(post=post, state__in=OPEN).order_by("due_at", "pk")


def past_tenures(person: Person, on: date) -> QuerySet[Tenure]:
    """Posts that a person has left in the last ninety days: they may still sign for them."""
    rows = Tenure.objects.filter(person=person, end_on__isnull=False, end_on__lte=on)
    near = [row.pk for row in rows if row.end_on and (on - row.end_on).days <= _AFTER]
    return Tenure.objects.filter(pk__in=near).select_related("post__unit", "post__book", "person")


_AFTER = 90  # days
