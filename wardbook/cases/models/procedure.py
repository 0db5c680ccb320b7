"""Administrative procedures: one row for each version that was ever in force."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from wardbook.ledger.models import Book
from wardbook.lib.text import words
from wardbook.web.prepared import Given

MARKS = ("verified", "known", "uncertain")


def valid_on(on: date | Given) -> Q:
    """True of versions whose half-open days hold ``on``; a blank first day is not known."""
    began = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return began & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


class ProcedureRows(models.QuerySet["Procedure"]):
    def in_force(self, on: date | Given) -> Self:
        return self.filter(valid_on(on))


class Procedure(models.Model):
    """One version of a procedure in a book, from a day until the day before ``valid_to``.

    ``key`` names the procedure in every version: its national ``code`` or, where no source for
    that was read, words of ours. What no source says stays blank: ``limit`` is what
    ``wardbook.lib.clock`` reads (``8wh`` working hours, ``5wd`` working days, ``15d`` days),
    ``fee`` is a sentence. A case is pinned to the version of the day on which it was received.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    code = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=600)
    name_en = models.CharField(max_length=600, blank=True)
    field = models.CharField(max_length=60)  # code of the area of work
    field_vi = models.CharField(max_length=200)
    field_en = models.CharField(max_length=200)
    level = models.CharField(max_length=20)  # who decides: commune, province, ministry, other
    agency = models.CharField(max_length=400, blank=True)
    limit = models.CharField(max_length=8, blank=True)
    limit_note = models.TextField(blank=True)
    fee = models.TextField(blank=True)
    parts = models.JSONField(default=list)  # papers to hand in, each a sentence
    on_the_spot = models.BooleanField(default=False)  # the result is given while one waits
    same_day = models.BooleanField(default=False)  # by 15:00 today, later on the next working day
    result = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    form_note = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400)
    mark = models.CharField(max_length=10)
    notice = models.CharField(max_length=12, unique=True)  # code on the printed notice
    folded = models.CharField(max_length=1400)

    objects = ProcedureRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "key", "version"], name="procedure_version_once"
            ),
            models.UniqueConstraint(
                fields=["book", "key"],
                condition=Q(valid_to__isnull=True),
                name="procedure_one_open_version",
            ),
            models.CheckConstraint(condition=Q(mark__in=MARKS), name="procedure_mark_known"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="procedure_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["book", "code"], name="procedure_by_code")]

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name, "en": self.name_en or self.name}

    @property
    def search_words(self) -> str:
        """What ``folded`` holds: its code and folded words, each behind a space.

        A search asks for the beginning of a word: ``tu`` is no part of "status".
        """
        said = words(f"{self.name} {self.name_en} {self.field_vi} {self.field_en}")
        return " ".join(["", self.code or self.key, *said])

    def stands(self, on: date) -> bool:
        start, end = self.valid_from, self.valid_to
        return (start is None or start <= on) and (end is None or on < end)
