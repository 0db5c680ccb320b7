"""The one-stop statement's counts, each with the list of its cases: one definition for both.

Where a dossier came from and where it went is computed by the database from dates and from the
last move known at the cut-off; nobody types it. The left side (what the unit had to deal with)
and the right side (what became of it) are told apart from each other, so that a book which does
not balance shows it (``domain.md`` §2.13).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import LessThan

from wardbook.cases.models.case import Case as Work
from wardbook.cases.models.case import Move
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period
from wardbook.org.models import Unit

KIND = "dossier"
Rows = QuerySet[Any]  # of cases, with what is annotated
CAME = ("carried", "received")
WENT = (
    "early", "on_time", "late", "no_date",  # returned, by the date that holds
    "uncollected",
    "running", "overdue", "undated", "unaccepted",  # in process
    "waiting", "closed", "withdrawn", "refused", "rejected",
)  # fmt: skip
RETURNED = ("early", "on_time", "late", "no_date")
HERE = ("uncollected", "running", "overdue", "undated", "unaccepted", "waiting")
REFUSED = ("refused", "rejected")
# What became of the first promise. "apart": the dossier ended before that day without an answer.
PROMISE = ("kept", "keyed_late", "late", "open_late", "apart")
DUE = ("kept", "keyed_late", "late", "open_late")

LEFT = ("returned", "rejected", "refused", "closed", "withdrawn")  # states outside the book
ANSWERED = ("resolved", "returned", "refused")
ENDED = (*LEFT, "resolved")
ENDINGS = ("resolve", "refuse", "reject", "close", "withdraw")  # steps that set the end
FLAGS = ("asked", "extended", "keyed")
_ASKS = {
    "asked": ("supplement", "complete"),
    "extended": ("extend",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Which dossiers, of which days, as known when.

    ``units`` are the unit of the statement and those below it; ``start`` and ``end`` are the
    period, half-open. What happened up to ``upto`` counts as far as it was on record by
    ``cut_off``; of a dossier that another system keeps, its told days count.
    """

    unit: Unit
    period: Period
    cut_off: datetime
    units: tuple[int, ...] = field(default=())

    @property
    def start(self) -> datetime:
        return _midnight(self.period.start_on)

    @property
    def end(self) -> datetime:
        """Raises ``ValueError`` of a period that is still open."""
        if self.period.end_on is None:
            raise ValueError(f"{self.period} has no end")
        return _midnight(self.period.end_on)

    @property
    def upto(self) -> datetime:
        return min(self.end, self.cut_off)


def frame(unit: Unit, period: Period, cut_off: datetime) -> Frame:
    """The statement's frame, with every unit below ``unit``."""
    return Frame(unit=unit, period=period, cut_off=cut_off, units=tuple(below(unit)))


def below(unit: Unit) -> list[int]:
    """The unit and what is below it, three levels deep as bodies of a ward are."""
    found = level = [unit.pk]
    for _ in range(3):
        level = list(Unit.objects.filter(parent__in=level).values_list("pk", flat=True))
        found = found + level
    return found


def with_dossiers(units: Iterable[Unit]) -> set[int]:
    """Those of ``units`` that hold a dossier."""
    one = Work.objects.filter(unit=OuterRef("pk"), kind=KIND)
    rows = Unit.objects.filter(Exists(one), pk__in=[unit.pk for unit in units])
    return set(rows.values_list("pk", flat=True))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)


def in_book(frame: Frame) -> Rows:
    """Every dossier with a place in the statement: ``came`` and ``went`` say which, blank if none.

    ``state_then`` and ``due_then`` are those of the last move before the end of the frame.
    """
    rows = _known(Work.objects.filter(_reach(frame)), frame)
    placed: Rows = rows.annotate(out_at=_out_at(), came=_came(frame), went=_went(frame))
    return placed.exclude(came="", went="")


def promised(frame: Frame) -> Rows:
    """Every dossier whose first promised date lies in the frame, with its ``promise``."""
    due = Q(first_due_at__gte=frame.start, first_due_at__lt=frame.upto)
    rows = _known(Work.objects.filter(_of(frame) & due), frame)
    said: Rows = rows.filter(due_then__isnull=False).annotate(promise=_promise(frame))
    return said


def held(frame: Frame) -> Rows:
    """Every dossier whose date as it holds lies in the frame; ``promise`` is "kept" or "late".

    While it waits for the citizen no date runs.
    """
    rows = _known(Work.objects.filter(_reach(frame)), frame)
    rows = rows.filter(due_then__gte=frame.start, due_then__lt=frame.upto)
    gone = Q(state_then__in=("closed", "withdrawn", "rejected"), ended_at__lte=F("due_then"))
    in_time = Q(state_then__in=ANSWERED, ended_at__lte=F("due_then"))
    rows = rows.exclude(gone).exclude(state_then="waiting")
    said: Rows = rows.annotate(promise=_word(When(in_time, then=Value("kept")), default="late"))
    return said


def flagged(frame: Frame, name: str) -> Rows:
    """Dossiers to deal with that were ``asked`` for papers, ``extended`` or ``keyed`` late."""
    return in_book(frame).filter(_flag(frame, name)).exclude(came="")


def counts(rows: Rows, *by: str) -> list[dict[str, Any]]:
    """How many rows there are of each value of ``by``: ``n``."""
    return list(rows.order_by().values(*by).annotate(n=Count("pk")))


def book_counts(frame: Frame, *by: str) -> list[dict[str, Any]]:
    """:func:`counts` of :func:`in_book`, and of each flag the rows that :func:`flagged` lists."""
    rows = in_book(frame).order_by().values("came", "went", *by)
    flags = {one: Count("pk", filter=_flag(frame, one) & ~Q(came="")) for one in FLAGS}
    flags["accepted"] = Count("pk", filter=accepted_in(frame) & ~Q(came=""))
    return list(rows.annotate(n=Count("pk"), **flags))


def twice(frame: Frame) -> Rows:
    """Dossiers of one code that two systems keep: they are counted twice."""
    # Grouped once: asked of each dossier, a year's statement took minutes.
    codes = Work.objects.filter(kind=KIND, unit__in=frame.units).order_by().values("book", "code")
    kept_by = codes.annotate(systems=Count("origin", distinct=True))
    doubled = kept_by.filter(systems__gt=1).values("code")
    return in_book(frame).exclude(origin="").filter(code__in=doubled)


# Which rows, and what is said of each


def _of(frame: Frame) -> Q:
    """Dossiers of the units that the book knew at the cut-off."""
    known = Q(opened_at__lte=frame.cut_off) | ~Q(origin="")
    return Q(unit__in=frame.units, kind=KIND) & known


def _reach(frame: Frame) -> Q:
    """No dossier of the statement is outside: asked of one index that holds all these columns."""
    in_time = Q(submitted_at__lt=frame.upto) | Q(delivered_at__lt=frame.upto)
    # An end that was keyed after the cut-off was not known then.
    later = Move.objects.filter(recorded_at__gt=frame.cut_off, at__lt=frame.upto).values("case")
    stays = (
        Q(ended_at__isnull=True)
        | Q(ended_at__gte=frame.start)
        | Q(delivered_at__gte=frame.start)
        | Q(submitted_at__gte=frame.start)
        | Q(state="resolved")
    )
    here = Work.objects.filter(_of(frame) & in_time & stays).values("pk")
    return Q(pk__in=here) | (_of(frame) & Q(pk__in=later))


def _known(rows: Rows, frame: Frame) -> Rows:
    """``rows`` with state and due date after the last move known at the cut-off."""
    moves = Move.objects.filter(case=OuterRef("pk"), at__lt=frame.upto)
    moves = moves.filter(Q(recorded_at__lte=frame.cut_off) | ~Q(case__origin=""))
    last = moves.order_by("-number").values("number")[:1]
    known: Rows = rows.filter(moves__number=Subquery(last)).annotate(
        state_then=F("moves__state"), due_then=F("moves__due_at")
    )
    return known


def _out_at() -> Case:
    """When it left the book: handed over, or ended in another way."""
    return Case(
        When(state_then="returned", then=Coalesce("delivered_at", "ended_at")),
        When(state_then__in=LEFT, then=F("ended_at")),
        output_field=DateTimeField(),
    )


def _came(frame: Frame) -> Case:
    stayed = Q(out_at__isnull=True) | Q(out_at__gte=frame.start)
    received = Q(submitted_at__gte=frame.start, submitted_at__lt=frame.upto)
    return _word(
        When(Q(submitted_at__lt=frame.start) & stayed, then=Value("carried")),
        When(received, then=Value("received")),
    )


def _went(frame: Frame) -> Case:
    out = Q(out_at__gte=frame.start, out_at__lt=frame.upto)
    returned = out & Q(state_then="returned")
    still = ~Q(state_then__in=LEFT)
    earlier = LessThan(_day("ended_at"), _day("due_then"))
    return _word(
        When(returned & Q(due_then__isnull=True), then=Value("no_date")),
        When(returned & Q(ended_at__gt=F("due_then")), then=Value("late")),
        When(returned & Q(earlier), then=Value("early")),
        When(returned, then=Value("on_time")),
        *(When(out & Q(state_then=one), then=Value(one)) for one in LEFT if one != "returned"),
        When(state_then="resolved", then=Value("uncollected")),
        When(state_then__in=("incomplete", "waiting"), then=Value("waiting")),
        When(state_then="submitted", then=Value("unaccepted")),
        When(still & Q(due_then__isnull=True), then=Value("undated")),
        When(still & Q(due_then__gte=frame.upto), then=Value("running")),
        When(still, then=Value("overdue")),
    )


def _promise(frame: Frame) -> Case:
    """What became of the first promise, by what was on record by the end of its day."""
    ended = Q(ended_at__lte=F("first_due_at"))
    gone = Q(state_then__in=("closed", "withdrawn", "rejected")) & ended
    answered = Q(state_then__in=ANSWERED) & ended
    keyed = Move.objects.filter(case=OuterRef("pk"), step__in=ENDINGS).annotate(
        keyed_on=_day("recorded_at"),
        promised_on=_day(ExpressionWrapper(OuterRef("first_due_at"), DateTimeField())),
    )
    keyed = keyed.filter(keyed_on__gt=F("promised_on"))
    return _word(
        When(gone, then=Value("apart")),
        When(answered & Q(origin="") & Q(Exists(keyed)), then=Value("keyed_late")),
        When(answered, then=Value("kept")),
        When(state_then__in=ENDED, then=Value("late")),
        default="open_late",
    )


def _flag(frame: Frame, name: str) -> Q:
    moves = Move.objects.filter(case=OuterRef("pk"), at__gte=frame.start, at__lt=frame.upto)
    moves = moves.filter(Q(recorded_at__lte=frame.cut_off) | ~Q(case__origin=""))
    if name in _ASKS:
        return Q(Exists(moves.filter(step__in=_ASKS[name])))
    days = moves.annotate(happened_on=_day("at"), keyed_on=_day("recorded_at"))
    return Q(origin="") & Q(Exists(days.filter(keyed_on__gt=F("happened_on"))))


def _day(moment: Any) -> TruncDate:
    """The day of a moment where the ward is."""
    return TruncDate(moment, tzinfo=VIETNAM)


def _word(*cases: When, default: str = "") -> Case:
    return Case(*cases, default=Value(default), output_field=CharField())


# The list behind each number


def listed(frame: Frame, name: str, **of: Any) -> Rows:
    """The dossiers of one count, of the part ``of`` (field, channel, unit); raises ``KeyError``."""
    return LISTED[name](frame).filter(**of)


def _column(name: str) -> Callable[[Frame], Rows]:
    side = "came" if name in CAME else "went"
    return lambda frame: in_book(frame).filter(**{side: name})


def _promises(*names: str) -> Callable[[Frame], Rows]:
    return lambda frame: promised(frame).filter(promise__in=names)


def decided(frame: Frame) -> Rows:
    """Dossiers that the counter accepted or refused in the frame."""
    return in_book(frame).exclude(came="").filter(accepted_in(frame) | Q(went="rejected"))


def accepted_in(frame: Frame) -> Q:
    return Q(accepted_at__gte=frame.start, accepted_at__lt=frame.upto)


LISTED: dict[str, Callable[[Frame], Rows]] = {
    **{name: _column(name) for name in (*CAME, *WENT)},
    "total": lambda frame: in_book(frame).exclude(came=""),
    "nowhere": lambda frame: in_book(frame).filter(went=""),
    "from_nowhere": lambda frame: in_book(frame).filter(came=""),
    "returned": lambda frame: in_book(frame).filter(went__in=RETURNED),
    "in_time": lambda frame: in_book(frame).filter(went__in=("early", "on_time")),
    "dated": lambda frame: in_book(frame).filter(went__in=("early", "on_time", "late")),
    "judged": lambda frame: in_book(frame).filter(went__in=(*RETURNED, "refused")),
    "accepted": lambda frame: in_book(frame).exclude(came="").filter(accepted_in(frame)),
    "decided": decided,
    "due": _promises(*DUE),
    "missed": _promises("keyed_late", "late", "open_late"),
    **{f"promise_{name}": _promises(name) for name in PROMISE},
    "held": held,
    "held_kept": lambda frame: held(frame).filter(promise="kept"),
    **{name: partial(flagged, name=name) for name in FLAGS},
    "here": lambda frame: in_book(frame).filter(went__in=HERE),
    "ended": lambda frame: in_book(frame).filter(went__in=("closed", "withdrawn", *REFUSED)),
    "kept": _promises("kept"),
    "twice": twice,
}
