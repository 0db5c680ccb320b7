"""Reports as they were written, the figures they cite, and what came back of them."""

from typing import Any

from django.db import models

from wardbook.figures.models import Result, Target
from wardbook.ledger.models import Book
from wardbook.org.models import Tenure, Unit
from wardbook.reports import statement


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
