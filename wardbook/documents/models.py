"""Papers as they were received, and the claims read from them."""

from django.db import models
from django.db.models import Q

from wardbook.ledger.models import Book
from wardbook.org.models import Person, Tenure, Unit
from wardbook.reader.passage import Passage


class Document(models.Model):
    """An official paper: who it is about, its text, and where it came from.

    The original lies outside the served folders under its content hash. ``text`` is NFC; every
    offset of a claim or check points into it. ``warnings`` and ``checks`` are what the reader said
    (``wardbook.reader.schema``), kept as read.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    title = models.CharField(max_length=400)
    number = models.CharField(max_length=80, blank=True)  # "15/BC-UBND"
    published_on = models.DateField(null=True, blank=True)  # as the paper says, right or not
    file_name = models.CharField(max_length=255)
    media = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    text = models.TextField()
    warnings = models.JSONField(default=list)
    checks = models.JSONField(default=list)
    # A sample restates what a newspaper printed; the ward did not publish it.
    newspaper = models.CharField(max_length=200, blank=True)
    newspaper_on = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Tenure, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "sha256"], name="document_once_in_book"),
            models.CheckConstraint(
                condition=Q(newspaper="", newspaper_on__isnull=True)
                | (~Q(newspaper="") & Q(newspaper_on__isnull=False)),
                name="newspaper_with_its_day",
            ),
        ]


class Outcome(models.TextChoices):
    """What a person decided about a claim."""

    UNFILED = "unfiled"
    RESULT = "result"
    TARGET = "target"
    REJECTED = "rejected"


class Claim(models.Model):
    """One figure read from a paper, until somebody files or rejects it.

    ``figure`` is the reader's figure in its JSON schema. ``version`` counts decisions: whoever
    decides names the version they saw.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="claims")
    name = models.CharField(max_length=10)  # "f4", as the checks call it
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    figure = models.JSONField()
    outcome = models.CharField(
        max_length=8, choices=Outcome.choices, default=Outcome.UNFILED, db_index=True
    )
    reason = models.CharField(max_length=400, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "name"], name="claim_once_in_document"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="outcome_known"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="claim_decided_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="rejected") | ~Q(reason=""), name="rejected_for_a_reason"
            ),
        ]
        ordering = ("document", "start")

    @property
    def quote(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def sentence(self) -> tuple[int, int]:
        """Start and end of the sentence it stands in, without the white space around it."""
        start, end = Passage(self.document.text).sentence_at(self.start)
        sentence = self.document.text[start : max(end, self.end)]
        return (
            start + len(sentence) - len(sentence.lstrip()),
            start + len(sentence.rstrip()),
        )


class Draft(models.Model):
    """What a person has typed about a claim and not yet decided; nobody else sees it.

    ``version`` is that of the claim they saw. Working state: no entry of the ledger tells of it.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    typed = models.JSONField()
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "person"], name="draft_once")]


class Presence(models.Model):
    """Who has a paper open, by the post they hold, and when that was last seen."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    tenure = models.ForeignKey(Tenure, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "tenure"], name="presence_once")]
