"""What passes from one holder of a post to the next, and what a review changed in a post."""

from django.db import models
from django.db.models import Q

from wardbook.cases.models.case import Case
from wardbook.ledger.models import Book
from wardbook.org.models import Post, Tenure


class Handover(models.Model):
    """The open work of a post, listed and signed by who gives and who takes it.

    ``listed`` are codes, states and dates as they stood when the first of them signed; dates do
    not move with it. Nobody signs for the other; each signature has its moment.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="handovers")
    giving = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    taking = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    listed = models.JSONField(default=list)
    words = models.CharField(max_length=1000, blank=True)
    given_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["giving", "taking"], name="handover_once"),
            models.CheckConstraint(
                condition=~Q(giving=models.F("taking")), name="handover_to_another"
            ),
        ]
        ordering = ("-given_at", "pk")


class Consequence(models.Model):
    """A post changed hands because of a review or a shortcoming; which one, and by which paper."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consequences")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=400)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "tenure"], name="consequence_once")]
