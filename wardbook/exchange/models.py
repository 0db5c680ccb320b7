"""Exports of other systems as they came, what they say of each dossier, and where they differ."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from wardbook.cases.models import Case
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.org.models import Post, Tenure, Unit


class Export(models.Model):
    """A file of another system that is taken into the book, row by row.

    The file lies under its content hash among the originals. ``layout`` and ``layout_from`` name
    the row of the catalogue by which it is read; ``as_of`` is when it was taken out of the other
    system. ``read`` counts the tellings taken so far: whoever goes on starts there. ``about`` is
    how many rows the file has, roughly. ``since_on`` and ``until_on`` are the first and the last
    day on which a dossier in it was accepted, none later than ``as_of``: of other days it says
    nothing.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=20)
    layout = models.CharField(max_length=40)
    layout_from = models.DateField()
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    headings = models.JSONField(default=list)
    as_of = models.DateTimeField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    about = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    twice = models.PositiveIntegerField(default=0)
    untaken = models.PositiveIntegerField(default=0)
    noticed = models.JSONField(default=dict)  # rule → how many cells; not all are kept one by one
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "unit", "sha256"], name="export_once_in_book"),
            models.CheckConstraint(
                condition=Q(read=F("new") + F("changed") + F("same") + F("twice")),
                name="export_rows_add_up",
            ),
        ]
        indexes = [models.Index(fields=["book", "unit", "system", "taken_at"], name="export_order")]

    @property
    def key(self) -> str:
        return f"export/{self.pk}"

    @property
    def as_of_on(self) -> date:
        """The day on which it was taken out, where the ward is."""
        return self.as_of.astimezone(VIETNAM).date()


class Heard(models.Model):
    """What one system says of one dossier now, as it says it.

    ``told`` is what is understood of it (``wardbook.exchange.parse.Told``), ``cells`` the whole
    row. ``gone`` is the export of its days in which it was no longer found; nothing is deleted
    for that. ``case`` is blank where the system only repeats what another keeps.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=20)
    code = models.CharField(max_length=80)
    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="heard")
    row = models.PositiveIntegerField()
    digest = models.CharField(max_length=32)
    told = models.JSONField()
    cells = models.JSONField()
    accepted_on = models.DateField(null=True, blank=True)
    gone = models.ForeignKey(
        Export, on_delete=models.PROTECT, null=True, blank=True, related_name="missed"
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="heard"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "system", "code"], name="heard_once_a_system")
        ]
        indexes = [
            models.Index(fields=["book", "unit", "system", "accepted_on"], name="heard_by_day")
        ]


class Retold(models.Model):
    """What a system said of a dossier before, where it says otherwise now: field → [was, is]."""

    heard = models.ForeignKey(Heard, on_delete=models.PROTECT, related_name="before")
    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="retold")
    changes = models.JSONField()

    class Meta:
        ordering = ("heard", "pk")


class Problem(models.Model):
    """What is wrong with a cell of an export: where it stands, and what to do about it."""

    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="problems")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    cell = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=10)
    message = models.CharField(max_length=300)  # English msgid, as of a refusal
    values = models.JSONField(default=list)

    class Meta:
        ordering = ("export", "row", "pk")


class Difference(models.Model):
    """Where an export and the book, or the law, say different things of a dossier, and why.

    ``field`` is what differs; ``ours`` and ``theirs`` are what each says, as text; ``cause`` and
    ``detail`` are of ``wardbook.exchange.reconcile``.
    """

    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="differences")
    heard = models.ForeignKey(Heard, on_delete=models.PROTECT, related_name="differences")
    field = models.CharField(max_length=20)
    ours = models.CharField(max_length=80, blank=True)
    theirs = models.CharField(max_length=80, blank=True)
    cause = models.CharField(max_length=20)
    detail = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["export", "cause"], name="difference_by_cause")]
