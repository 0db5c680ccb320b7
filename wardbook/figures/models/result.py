"""Results and targets: a value of an indicator, for a unit, over a period, with its source."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wardbook.documents.models import Claim
from wardbook.ledger.models import Book
from wardbook.lib.period import Period
from wardbook.org.models import Tenure, Unit

BOUNDS = ("exact", "at_least", "at_most", "about")
MAX_DIGITS, MAX_PLACES = 18, 6  # before and after the decimal mark


def is_exact(value: Decimal) -> bool:
    """Is it a finite number of at most 18 digits and 6 decimals?"""
    _, _, exponent = value.as_tuple()
    fine = isinstance(exponent, int) and exponent >= -MAX_PLACES
    return fine and value.adjusted() < MAX_DIGITS


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
        """Raises ``ValidationError`` for what is no exact number of the book."""
        if value is None:
            return None
        if isinstance(value, float):
            raise ValidationError("a float is not exact")
        try:
            exact = Decimal(str(value))
        except InvalidOperation as error:
            raise ValidationError("not a number") from error
        if not is_exact(exact):
            raise ValidationError("a value has at most 18 digits and 6 decimals")
        return exact

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
        return self.filter(released_at__isnull=True)

    def released(self) -> "ResultRows":
        return self.filter(released_at__isnull=False)

    def public(self) -> "ResultRows":
        """Released, and neither withdrawn nor corrected since."""
        return self.filter(public_as__isnull=False)


_Rows = models.Manager.from_queryset(ResultRows)


class Kept(_Rows["Result"]):
    """Results without those that were discarded before their release."""

    def get_queryset(self) -> ResultRows:
        return ResultRows(self.model, using=self._db).filter(discarded_at__isnull=True)


class Result(Filed):
    """What came, as a document states it: quoted, with its place, bound and period.

    ``quote`` is the sentence as filed, from ``quote_start`` of the document's text; ``masks`` are
    [start, end] pairs inside it that the public does not see. A correction is a new row that
    ``replaces`` the old and says why. Whether a row is released, corrected, withdrawn or discarded
    is told by its dated facts: none is ever deleted, so the book of an earlier day can be listed.
    ``version`` counts changes: whoever changes a row has seen that version. The last four columns
    are an index for lists, computed by ``wardbook.figures.listing.index_of``.
    """

    kind = models.CharField(max_length=8)  # count · money · percent · ratio · rank · change
    numerator = ExactField(null=True, blank=True)
    denominator = ExactField(null=True, blank=True)
    stated_percent = ExactField(null=True, blank=True)
    direction = models.CharField(max_length=4, blank=True)  # of a change: up · down
    as_of = models.DateField(null=True, blank=True)
    quote = models.TextField()
    quote_start = models.PositiveIntegerField()
    masks = models.JSONField(default=list)
    masked_by = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
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
    # The place it takes while it is public; unique, so that no two figures share one.
    public_as = models.CharField(max_length=160, null=True, blank=True, unique=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    discarded_by = models.ForeignKey(
        Tenure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    discarded_reason = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=0)

    start_on = models.DateField(null=True, blank=True)  # the days of ``period``, half-open
    end_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=9, blank=True)  # the worst that recomputing says
    folded = models.TextField(blank=True)  # what it is found by, without accents

    objects = Kept()
    everything = ResultRows.as_manager()

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
            models.CheckConstraint(condition=~Q(quote=""), name="result_has_a_quote"),
            models.CheckConstraint(
                condition=Q(public_as__isnull=True)
                | Q(released_at__isnull=False, withdrawn_at__isnull=True),
                name="public_from_release_to_withdrawal",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True, discarded_by__isnull=True)
                | (
                    Q(discarded_at__isnull=False, discarded_by__isnull=False)
                    & Q(released_at__isnull=True)
                    & ~Q(discarded_reason="")
                ),
                name="result_discarded_when_by_whom_and_why",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(discarded_at__isnull=True),
                name="one_correction_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["book", "filed_at"], name="result_by_filing"),
            models.Index(fields=["book", "released_at"], name="result_by_release"),
        ]

    @property
    def key(self) -> str:
        """The address of the figure in the ledger and on the portal: one a period."""
        period = Period(self.period).address if self.period else "undated"
        return f"figure/{self.unit.code}/{self.indicator}/{period}"

    @property
    def place(self) -> str:
        """What it would hold in public alone: its indicator, of its unit, over its days."""
        period = Period(self.period) if self.period else None
        days = f"{period.start_on}/{period.end_on or ''}" if period else ""
        return f"{self.book_id}/{self.unit_id}/{self.indicator}/{days}"

    @property
    def replaced_by(self) -> "Result | None":
        """Its correction, released or waiting; ``corrections`` may be fetched before."""
        return next((row for row in self.corrections.all() if row.discarded_at is None), None)

    @property
    def mark(self) -> tuple[int, int]:
        """Where the figure itself stands in the quote."""
        return self.claim.start - self.quote_start, self.claim.end - self.quote_start
