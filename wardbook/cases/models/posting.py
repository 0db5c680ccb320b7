"""Where notices of procedures hang, and what somebody saw there on a day."""

from django.db import models
from django.db.models import Q

from wardbook.cases.models.procedure import Procedure
from wardbook.ledger.models import Book
from wardbook.org.models import Tenure, Unit, ends_after_start


class Place(models.Model):
    """A place of posting that a unit keeps, from a day to a day: a counter, a cultural house."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=80, unique=True)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [ends_after_start("place_ends_after_start")]

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}


class Seen(models.TextChoices):
    """What somebody saw at the place; whether a version is out of date follows from its days."""

    HANGS = "hangs"
    MISSING = "missing"
    UNREADABLE = "unreadable"


class Posting(models.Model):
    """Somebody looked for the notice of a procedure at a place; of each, the last look counts.

    ``procedure`` is the version that hangs or, where none does, the one that should.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="postings")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="postings")
    state = models.CharField(max_length=10)
    seen_at = models.DateTimeField()
    by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Seen.values), name="posting_state_known")
        ]
        indexes = [models.Index(fields=["place", "procedure", "id"], name="posting_latest")]
