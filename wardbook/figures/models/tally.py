"""Tallies: the numbers that a body told of a period, line by line, and the quotas set for them."""

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Q

from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.org.models import Tenure, Unit


class Told(models.Model):
    """What a sheet and a quota share: whose, of which days, from whom, and what it replaces.

    A correction is a later row that ``replaces`` this one and says why; none is ever deleted.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    sheet = models.CharField(max_length=40)  # code in the catalogue
    period = models.CharField(max_length=40)  # wardbook.lib.period
    start_on = models.DateField()  # its days, half-open
    end_on = models.DateField()
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="correction"
    )
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__gt=F("start_on")), name="%(class)s_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                name="%(class)s_corrected_for_a_reason",
            ),
        ]

    @cached_property
    def days(self) -> Period:
        return Period(self.period)


class TallySheet(Told):
    """One sheet as a body told it in one go; ``explained`` says why it does not close.

    A correction without numbers takes the sheet back. ``shown`` are the groups of totals that the
    public was told when it was released.
    """

    source = models.CharField(max_length=400)  # the paper: its number, kind and day
    explained = models.CharField(max_length=400, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    shown = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta(Told.Meta):
        constraints = [
            *Told.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "unit", "sheet", "start_on", "end_on"],
                condition=Q(replaces__isnull=True),
                name="one_sheet_for_the_days_of_a_body",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="tally_released_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & Q(released_at__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="tally_withdrawn_when_by_whom_and_why",
            ),
        ]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Line → number, of the lines that were told; ``tallies`` may be fetched before."""
        return {tally.line: tally.value for tally in self.tallies.all()}

    @property
    def key(self) -> str:
        """Its address in the ledger: one for the days of a body, whatever becomes of it."""
        return f"tally/{self.unit.code}/{self.sheet}/{self.days.address}"

    @property
    def is_public(self) -> bool:
        return self.released_at is not None and self.withdrawn_at is None


class Tally(models.Model):
    """One number of one line of one sheet."""

    sheet = models.ForeignKey(TallySheet, on_delete=models.PROTECT, related_name="tallies")
    line = models.CharField(max_length=40)
    value = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "line"], name="tally_once_a_line")]


class Quota(Told):
    """What was set for a line over a period, by whom and in which document; blank: taken back."""

    line = models.CharField(max_length=40)
    value = models.PositiveIntegerField(null=True, blank=True)
    giver = models.CharField(max_length=200)
    document = models.CharField(max_length=400)

    class Meta(Told.Meta):
        constraints = [
            *Told.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "unit", "sheet", "line", "start_on", "end_on"],
                condition=Q(replaces__isnull=True),
                name="one_quota_for_the_days_of_a_line",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(replaces__isnull=False),
                name="quota_set_before_it_is_taken_back",
            ),
        ]


def days_of(period: Period) -> dict[str, Any]:
    """The columns of a period that ends."""
    return {"period": period.text, "start_on": period.start_on, "end_on": period.end_on}
