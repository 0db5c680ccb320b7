"""Papers of a case as pictures or files."""

from django.db import models

from wardbook.cases.models.case import Case
from wardbook.org.models import Tenure


class Scan(models.Model):
    """A file handed in for a case; it lies under its content hash, outside the served folders.

    ``media`` is what its first bytes say, whatever its name: pdf, png, jpg, docx, xlsx. A later
    revision ``replaces`` an earlier one, which stays.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="scans")
    file_name = models.CharField(max_length=255)
    media = models.CharField(max_length=5)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "sha256"], name="scan_once_in_case")]
        ordering = ("case", "id")
