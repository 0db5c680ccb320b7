"""Results and targets: a value of an indicator, for a unit, over a period, with its source."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from wardbook.documents.models import Claim
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.org.models import Tenure, Unit

BOUNDS = ("exact", "at_least", "at_most", "about")


if TYPE_CHECKING:
    _Text = models.CharField[Decimal | str | int | None, Any]
else:
    _Text = models.CharField  # not generic at run time


class ExactField(_Text):
    """A decimal kept as its own digits: SQLite would turn a long one into a float."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 40
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """For migrations it is the text that the database holds."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def from_db_value(self, value: str | None, *_: object) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: object) -> Any:
        if value is None or isinstance(value, Decimal):
            return value
        if isinstance(value, float):
            raise ValidationError("a float is not exact")
        return Decimal(str(value))

    def get_prep_value(self, value: object) -> Any:
        exact = self.to_python(value)
        return None if exact is None else format(exact, "f")


class Filed(models.Model):
    """What a result and a target share: value, measure, unit, period, source, who filed it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    indicator = models.CharField(max_length=80, db_index=True)  # code in the catalogue
    value = ExactField()
    value_max = ExactField(null=True, blank=True)
    measure = models.CharField(max_length=60, blank=True)  # as written: hồ sơ, %, điểm phần trăm
    bound = models.CharField(max_length=8)
    period = models.CharField(max_length=40, blank=True)  # wardbook.lib.period; blank: not stated
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(bound__in=BOUNDS), name="%(class)s_bound_known")
        ]

    @property
    def event_on(self) -> date:
        """The day whose catalogue gives the indicator its meaning: the period's last, if known."""
        last = Period(self.period).last_on if self.period else None
        return last or timezone.localdate(self.filed_at)


class Target(Filed):
    """What was set, by whom, in which document."""

    giver = models.CharField(max_length=200, blank=True)
    document_title = models.CharField(max_length=400, blank=True)


class ResultRows(models.QuerySet["Result"]):
    def awaiting_release(self) -> "ResultRows":
        return self.filter(released_at__isnull=True, replaced_by__isnull=True)

    def released(self) -> "ResultRows":
        return self.filter(released_at__isnull=False)


class Result(Filed):
    """What came, as a document states it: quoted, with its place, bound and period.

    ``quote_start`` and ``quote_end`` bound the sentence in the document's text; ``masks`` are
    [start, end] pairs inside it that the public does not see. A correction is a new row that
    ``replaces`` the old and says why. Whether a row is released, corrected or withdrawn is told
    by its dated facts.
    """

    kind = models.CharField(max_length=8)  # count · money · percent · ratio · rank · change
    numerator = ExactField(null=True, blank=True)
    denominator = ExactField(null=True, blank=True)
    stated_percent = ExactField(null=True, blank=True)
    direction = models.CharField(max_length=4, blank=True)  # of a change: up · down
    as_of = models.DateField(null=True, blank=True)
    quote_start = models.PositiveIntegerField()
    quote_end = models.PositiveIntegerField()
    masks = models.JSONField(default=list)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.CharField(max_length=400, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    objects = ResultRows.as_manager()

    class Meta(Filed.Meta):
        constraints = [
            *Filed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="result_released_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="result_withdrawn_when_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="corrected_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(quote_end__gt=F("quote_start")), name="result_has_a_quote"
            ),
        ]

    @property
    def key(self) -> str:
        """The address of the figure in the ledger and on the portal: one a period."""
        period = self.period.replace("/", "_") or "undated"
        return f"figure/{self.unit.code}/{self.indicator}/{period}"
