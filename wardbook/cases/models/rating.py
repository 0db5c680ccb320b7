"""What people said of the service, and which tokens are spent; neither leads to the other."""

import secrets

from django.db import models
from django.db.models import Q

from wardbook.org.models import Unit


def any_number() -> int:
    """A number at random, so that rows keep no order in which they came."""
    return secrets.randbelow(2**62) + 1


class Rating(models.Model):
    """One to five, and at most three reasons; of whom and of which case nobody can say.

    ``on`` is the first day of the month in which it was given.
    """

    id = models.BigIntegerField(primary_key=True)  # any_number()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="rating_from_one_to_five"
            ),
            models.CheckConstraint(condition=Q(on__day=1), name="rating_on_first_of_month"),
        ]
        indexes = [models.Index(fields=["unit", "on"], name="rating_by_month")]


class SpentToken(models.Model):
    """Something that is done once was done: a keyed hash of what it was done with, and no more."""

    token = models.CharField(max_length=64, primary_key=True)
