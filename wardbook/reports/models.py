"""Reports as they were written, the figures they cite, and what came back of them."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from wardbook.figures.models import Result, Target
from wardbook.ledger.models import Book
from wardbook.org.models import Tenure, Unit
from wardbook.reports import statement
from wardbook.reports.service_index import Part, Seen


class Report(models.Model):
    """A paper composed once: ``content`` is its statement, every bound piece with its result.

    It never changes; a report that says something else is another row.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    layout = models.CharField(max_length=20)  # code in the catalogue
    paper = models.CharField(max_length=10)  # BC, TB … of the layout
    title = models.CharField(max_length=400)
    number = models.PositiveIntegerField(null=True, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    content = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["book", "written_at"], name="report_by_writing")]

    @property
    def key(self) -> str:
        """Its name in the ledger, and in the controls of its file."""
        return f"report/{self.pk}"

    @property
    def statement(self) -> statement.Statement:
        return statement.from_json(self.content)


class Citation(models.Model):
    """A result that a report says, with what it sets beside it, in the order of the report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="citations")
    place = models.PositiveSmallIntegerField()
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    earlier = models.ForeignKey(
        Result, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField(blank=True)  # of the clerk's own, before it

    class Meta:
        ordering = ("report", "place")
        constraints = [
            models.UniqueConstraint(fields=["report", "place"], name="citation_has_its_place"),
        ]


class Comparison(models.Model):
    """A file that came back, set beside its report: ``findings`` are what differs, in order."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="comparisons")
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    findings: Any = models.JSONField(default=list)
    figures = models.PositiveIntegerField()  # numbers bound to results, in the report
    same = models.PositiveIntegerField()  # of them, as they were written
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-read_at", "-pk")


class StatedPoints(models.Model):
    """What the national portal says of a component of its index, as somebody read it on a day.

    Stated, never counted. It never changes: a correction is another row that ``replaces`` it.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    component = models.CharField(max_length=5)  # code in the catalogue: 2.1, 4.5a
    period = models.CharField(max_length=80)
    points = models.DecimalField(max_digits=5, decimal_places=2)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    seen_on = models.DateField()
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "unit", "period", "component", "seen_on"],
                condition=Q(replaces__isnull=True),
                name="points_stated_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__lte=F("denominator")),
                name="points_of_a_part_of_a_whole",
            ),
        ]
        ordering = ("unit", "period", "component", "seen_on", "pk")

    @property
    def seen(self) -> Seen:
        if self.numerator is None or self.denominator is None:
            return Seen(self.points)
        return Seen(self.points, Part(self.numerator, self.denominator))

    @property
    def told(self) -> str:
        """As the ledger keeps it: ``19.41`` or ``19.41 2541/2618``."""
        part = "" if self.numerator is None else f" {self.numerator}/{self.denominator}"
        return f"{self.points:.2f}{part}"
