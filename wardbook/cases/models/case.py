"""A piece of work with one accountable post, one due date and an end; and what was done on it."""

from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q

from wardbook.cases.kinds import FOLLOW_UP, KINDS
from wardbook.cases.models.procedure import Procedure
from wardbook.ledger.models import Book
from wardbook.org.models import Post, Tenure, Unit

LONGEST_NAME = 200
# Moves that are no step of a kind: who answers for it, and what a calendar made of its date.
ASIDE = frozenset({"hand_over", "calendar"})


class Channel(models.TextChoices):
    """How it was handed in; the national index counts a blank as direct."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class Case(models.Model):
    """A piece of work; it belongs to a post, whoever holds it.

    ``origin`` names the other system whose dossier this mirrors, by the layout of its export;
    blank for our own. ``told`` is what that system says, as it says it. ``fields`` are those of
    its kind (``wardbook.cases.kinds``), with their version; they hold personal data.

    ``submitted_at``, ``accepted_at`` and ``received_at`` (by the competent agency) are three
    moments, none of which follows from another. ``competent`` names an agency other than the
    unit; then the clock may start only when it has the dossier (Decree 309/2026, Art. 8.3).
    ``first_due_at`` is the date that was promised first and never moves; ``due_at`` the one that
    holds. They, the post, the state, ``waits_on``, ``folded``, ``folded_name``
    and the days of its steps are an index: the moves say it, and ``wardbook verify --rebuild``
    makes it anew.

    ``word`` opens the case to the person it belongs to; it stands on what was printed for them.

    Of the loop (``Kind.follows_up``): ``unit`` is the body that keeps it, whoever answers for it;
    ``title`` says what it is, ``about`` the unit it concerns (inspected, visited, asked),
    ``series`` which sessions it belongs to, ``indicator`` what it should move, ``repeats`` the
    shortcoming that came again; from ``released_at`` on everybody reads it.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_index=False)
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=80)
    origin = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="cases", db_index=False)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        db_index=False,
    )
    procedure = models.ForeignKey(
        Procedure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    field = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.DIRECT)
    competent = models.CharField(max_length=200, blank=True)
    limit = models.CharField(max_length=12, blank=True)  # wardbook.lib.clock; blank: not known
    state = models.CharField(max_length=20)
    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    forwarded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    first_due_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    told_due_at = models.DateTimeField(null=True, blank=True)
    waits_on = models.CharField(max_length=7, blank=True)
    told = models.JSONField(default=dict)
    fields = models.JSONField(default=dict)
    folded = models.TextField(blank=True)
    folded_name = models.CharField(max_length=LONGEST_NAME, blank=True)  # the applicant's
    word = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=400, blank=True)
    about = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    series = models.CharField(max_length=60, blank=True)
    indicator = models.CharField(max_length=80, blank=True)
    repeats = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated",
        db_index=False,
    )
    released_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    moves_read: "Sequence[Move]" = ()  # with this row, so that nobody reads them again

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "origin", "code"], name="case_code_once_in_book"
            ),
            models.UniqueConstraint(fields=["word"], condition=~Q(word=""), name="case_word_once"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="case_kind_known"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="case_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("submitted_at")),
                name="case_ends_after_it_was_handed_in",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(first_due_at__isnull=False),
                name="case_due_was_promised_first",
            ),
        ]
        # A foreign key that comes first in one of these, or in a constraint, has no index besides.
        indexes = [
            models.Index(fields=["unit", "kind", "first_due_at"], name="case_by_promise"),
            models.Index(fields=["unit", "kind", "ended_at"], name="case_by_end"),
            models.Index(fields=["post", "due_at"], name="case_by_post"),
            # Whether a dossier is there already is asked whenever one is received: by the numbers
            # of whom it belongs to, and by the name.
            models.Index(fields=["procedure", "unit", "submitted_at"], name="case_by_procedure"),
            models.Index(fields=["unit", "folded_name", "submitted_at"], name="case_by_name"),
            # The statement asks it which of a hundred thousand cases concern a month.
            models.Index(
                fields=[
                    "unit",
                    "kind",
                    "submitted_at",
                    "ended_at",
                    "delivered_at",
                    "state",
                    "origin",
                    "opened_at",
                ],
                name="case_in_statement",
            ),
            # The week and my work ask them about everything open: by date, and by who owes it.
            models.Index(
                fields=[
                    "book",
                    "due_at",
                    "submitted_at",
                    "waits_on",
                    "kind",
                    "state",
                    "unit",
                    "post",
                    "released_at",
                    "field",
                    "ended_at",  # always empty: SQLite else reads every row to see that
                ],
                condition=Q(ended_at__isnull=True),
                name="case_open_by_date",
            ),
            models.Index(
                fields=[
                    "book",
                    "post",
                    "kind",
                    "due_at",
                    "waits_on",
                    "state",
                    "unit",
                    "released_at",
                    "ended_at",
                ],
                condition=Q(ended_at__isnull=True),
                name="case_open_by_post",
            ),
            models.Index(
                fields=["book", "kind", "ended_at", "unit", "post", "released_at"],
                condition=Q(ended_at__isnull=False),
                name="case_ended",
            ),
            # Most cases stand under nothing, and a step writes every index anew.
            models.Index(
                fields=["parent"], condition=Q(parent__isnull=False), name="case_by_parent"
            ),
            models.Index(fields=["about"], condition=Q(about__isnull=False), name="case_by_about"),
            models.Index(
                fields=["repeats"], condition=Q(repeats__isnull=False), name="case_by_repeats"
            ),
            # What is owed in the loop, the soonest first; dossiers are many and not in it.
            models.Index(
                fields=["book", "kind", "due_at"],
                condition=Q(kind__in=sorted(FOLLOW_UP)),
                name="case_in_loop",
            ),
        ]

    @property
    def mirrored(self) -> bool:
        return bool(self.origin)

    @property
    def key(self) -> str:
        """Its topic and name in the ledger: no personal datum."""
        return f"case/{self.pk}"


class Move(models.Model):
    """A step that was taken, for ever.

    ``at`` is when it happened, ``recorded_at`` when it was told. ``effect``, ``until_at`` and
    ``waits_on`` are what the clock reads; ``due_at`` what it answered. ``told`` is the rest of
    what was said of it; ``changed`` of a mirrored case is what the other system says differently.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves", db_index=False)
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    effect = models.CharField(max_length=8, blank=True)
    until_at = models.DateTimeField(null=True, blank=True)
    waits_on = models.CharField(max_length=7, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    items = models.CharField(max_length=2000, blank=True)
    overruled = models.CharField(max_length=400, blank=True)  # why in spite of a rule
    calendar = models.CharField(max_length=40, blank=True)  # the version that was asked
    facts = models.JSONField(default=dict)  # frozen with it: an indicator, a list, an outcome

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="move_once_in_case"),
            models.CheckConstraint(condition=Q(number__gt=0), name="move_number_from_one"),
        ]
        indexes = [
            # What was keyed after a cut-off, whenever it happened.
            models.Index(fields=["recorded_at", "at", "case"], name="move_by_record")
        ]
        ordering = ("case", "number")


class Count(models.Model):
    """A whole number that was told with a move: who was owed, came, signed. The last one holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="counts")
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="counts")
    name = models.CharField(max_length=20)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["move", "name"], name="count_once_a_move")]


class Breach(models.Model):
    """A rule that was not kept, on record: it happened, and so it stands."""

    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="breaches")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="breaches")
    rule = models.CharField(max_length=10)
    message = models.CharField(max_length=300)  # English msgid, as of a refusal
    values = models.JSONField(default=list)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["move", "rule"], name="breach_once_a_move")]


class Serial(models.Model):
    """The last number given in a ward on a day; locked while the next one is taken."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "on"], name="serial_once_a_day")]


class Contact(models.Model):
    """Somebody came: turned away and why, or for a case. One row a visit; nobody is named."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=20)  # wardbook.cases.kinds.contacts
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "at"], name="contact_by_day")]


class Notice(models.Model):
    """What the person is to be told of: by which channel, and who told it when.

    ``failed`` says why the last try came to nothing; it stays to be told then. ``sent_by`` is blank
    of what a program sent.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    about = models.CharField(max_length=20)  # as the step names it: accepted, apology, ready …
    channel = models.CharField(max_length=8)
    due_on = models.DateField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    failed = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_by__isnull=True) | Q(sent_at__isnull=False),
                name="notice_told_when_and_by_whom",
            )
        ]
        indexes = [models.Index(fields=["channel", "sent_at", "due_on"], name="notice_to_tell")]
