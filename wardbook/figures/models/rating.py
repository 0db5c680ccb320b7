"""The rating of a body over a period, and every step that led to it or changed it."""

from django.db import models
from django.db.models import Q

from wardbook.documents.models import Document
from wardbook.figures.models.result import ExactField
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.org.models import Tenure, Unit


class RatingState(models.TextChoices):
    """How far it is."""

    OPEN = "open"
    SELF_RATED = "self_rated"
    PROPOSED = "proposed"
    DECIDED = "decided"
    CANCELLED = "cancelled"


class StepName(models.TextChoices):
    """What is done on a rating."""

    SELF_RATING = "self_rating"
    PROPOSAL = "proposal"
    DECISION = "decision"
    ADJUST = "adjust"
    CANCEL = "cancel"


class UnitRating(models.Model):
    """How a body was rated over a period, by the rule of that period's last day.

    ``kind`` is that of the unit when it was opened; bodies of one kind share a quota. ``state``
    and ``level`` are an index of its steps. ``released`` is the number of the step that the public
    reads of; blank: none. ``version`` counts changes: whoever changes it has seen that version.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ratings")
    period = models.CharField(max_length=40)  # wardbook.lib.period
    end_on = models.DateField()  # the first day after it, for lists
    kind = models.CharField(max_length=30)  # wardbook.org.kinds.Kind
    rule = models.CharField(max_length=40)  # key in catalogue/rating/rules.toml
    state = models.CharField(max_length=10, choices=RatingState.choices, default=RatingState.OPEN)
    level = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    released = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "unit", "period"], name="rating_once_a_unit_and_period"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RatingState.values), name="unit_rating_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=RatingState.DECIDED) | Q(level=""),
                name="unit_rating_level_only_when_decided",
            ),
        ]
        indexes = [models.Index(fields=["book", "kind", "end_on"], name="unit_rating_by_group")]

    @property
    def key(self) -> str:
        """Its topic and name in the ledger, inside the office."""
        return f"rating/{self.pk}"

    @property
    def public_key(self) -> str:
        """Its address in public."""
        return f"unit-rating/{self.unit.code}/{Period(self.period).address}"


class RatingStep(models.Model):
    """One step, for ever: who, by which post, which level and points, and what spoke for it.

    ``at`` is when it was done here, ``decided_on`` the day of a decision where its document says
    it. ``decided_by`` names the body of a
    decision that was made elsewhere (``told``); blank: by the post of ``by``. ``paper`` is the
    document, where the book has it. ``bound`` "at_least"
    says that a paper names the level or a better one. ``evidence`` are the facts as they then
    stood; ``stated`` those that the body stated itself. ``outstanding``: the larger share of the
    quota was asked for. Points are ``None`` where they were not counted or not told.
    """

    rating = models.ForeignKey(UnitRating, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=12, choices=StepName.choices)
    level = models.CharField(max_length=20, blank=True)
    bound = models.CharField(max_length=8, default="exact")
    common = ExactField(null=True, blank=True)
    task = ExactField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    document = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    told = models.BooleanField(default=False)
    outstanding = models.BooleanField(default=False)
    stated = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField()
    decided_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating", "number"], name="rating_step_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="rating_step_from_one"),
            models.CheckConstraint(condition=Q(step__in=StepName.values), name="rating_step_known"),
            models.CheckConstraint(
                condition=Q(bound__in=["exact", "at_least"]), name="rating_step_bound_known"
            ),
            models.CheckConstraint(
                condition=Q(step=StepName.CANCEL, level="")
                | (~Q(step=StepName.CANCEL) & ~Q(level="")),
                name="rating_step_has_a_level_unless_it_cancels",
            ),
            models.CheckConstraint(
                condition=Q(told=False) | (~Q(decided_by="") & ~Q(document="")),
                name="rating_told_by_whom_in_which_document",
            ),
        ]
        ordering = ("rating", "number")


class RatingBreach(models.Model):
    """A rule that a decision made elsewhere did not keep, as far as the book can see; it stands."""

    step = models.ForeignKey(RatingStep, on_delete=models.PROTECT, related_name="breaches")
    rule = models.CharField(max_length=10)
    message = models.CharField(max_length=300)  # English msgid, as of a refusal
    values = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "rule", "message"], name="rating_breach_once")
        ]
