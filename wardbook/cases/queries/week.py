"""What a leader asks before a week begins: who owes what, what is late, what waits since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from wardbook.cases.kinds import KINDS
from wardbook.cases.models.case import Breach, Case, Move
from wardbook.cases.queries.cases import cases
from wardbook.cases.queries.work import EVERYTHING, Asked, in_group, work
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.org import queries
from wardbook.org.models import Post, Unit

WAITS = ("citizen", "other", "above")


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday."""

    start: date

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, text: str) -> Self:
        """``2026-W47``; raises :class:`ValueError`."""
        year, _, week = text.partition("-W")
        return cls(date.fromisocalendar(int(year), int(week), 1))

    def __str__(self) -> str:
        year, week, _ = self.start.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def days(self) -> list[date]:
        return [self.start + timedelta(days=number) for number in range(7)]

    @property
    def last(self) -> date:
        return self.days[-1]

    @property
    def before(self) -> "Week":
        return Week(self.start - timedelta(days=7))

    @property
    def after(self) -> "Week":
        return Week(self.start + timedelta(days=7))

    def since(self, today: date) -> date:
        """From when breaches are told: on a Monday, of the week that is just over."""
        return self.start - timedelta(days=7) if today == self.start else self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whose week it is: the books and places they read, all units in them, and their posts.

    ``seen`` is what of it they see (:func:`wardbook.cases.queries.follow_up.seen`).
    """

    books: Sequence[Book]
    units: Sequence[Unit]
    posts: Sequence[Post]
    seen: Q = EVERYTHING

    @property
    def rows(self) -> QuerySet[Case]:
        return cases(book__in=self.books, unit__in=self.units).filter(self.seen)


@dataclass(frozen=True, slots=True)
class Owed:
    """How many open cases of a kind a post answers for, and how many of them stand how."""

    post: int
    kind: str
    count: int
    late: int
    reported: int = 0
    above: int = 0  # they wait for the tier above


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on a day: how much, and of it what is done, and what is or was late."""

    count: int = 0
    done: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits on one side: how much, and since when the oldest does."""

    count: int = 0
    since: datetime | None = None


def within(places: Sequence[Unit]) -> list[Unit]:
    """The places and everything below them."""
    return list(queries.within(places).order_by("pk"))


def standing(desk: Desk, now: datetime) -> list[Owed]:
    """Everything open, by post and kind."""
    rows = _open(desk, now).order_by().values_list("post", "kind")
    found = rows.annotate(
        n=Count("pk"),
        late=Count("pk", filter=in_group("late", now)),
        reported=Count("pk", filter=Q(state="reported")),
        above=Count("pk", filter=Q(waits_on="above")),
    )
    return [Owed(*row) for row in found.order_by("post", "kind")]


def owed(desk: Desk, now: datetime, *, mine: bool) -> QuerySet[Case]:
    """What the desk's own posts answer for, or what others answer for to it."""
    rows: QuerySet[Case] = _open(desk, now)
    return rows.filter(post__in=desk.posts) if mine else rows.exclude(post__in=desk.posts)


def late(desk: Desk, now: datetime) -> QuerySet[Case]:
    """What is late now, the longest first; a clock that stands still for a citizen is not."""
    rows: QuerySet[Case] = _open(desk, now).filter(in_group("late", now))
    return rows


def _open(desk: Desk, now: datetime) -> Any:  # rows with a ``group``
    return work(Asked(units=desk.units, books=desk.books, seen=desk.seen), now)


def waiting(desk: Desk, on: str) -> QuerySet[Case]:
    """What waits on the citizen, another body or the tier above, the longest ``since`` first."""
    rows: QuerySet[Case] = _since(desk.rows.filter(waits_on=on, ended_at=None))
    return rows.order_by(F("since").asc(nulls_last=True), "pk")


def waits(desk: Desk) -> dict[str, Waiting]:
    rows = _since(desk.rows.filter(waits_on__in=WAITS, ended_at=None)).order_by()
    found = rows.values_list("waits_on").annotate(n=Count("pk"), oldest=Min("since"))
    told = {on: Waiting(n, oldest) for on, n, oldest in found}
    return {on: told.get(on, Waiting()) for on in WAITS}


def _since(rows: QuerySet[Case]) -> Any:
    """Each row with the moment from which it waits on whom it waits on now."""
    moves = Move.objects.filter(case=OuterRef("pk"))
    elsewhere = moves.filter(~Q(waits_on=OuterRef("waits_on"))).order_by("-number")
    rows = rows.annotate(left=Coalesce(Subquery(elsewhere.values("number")[:1]), 0))
    began = moves.filter(number__gt=OuterRef("left")).order_by("number")
    return rows.annotate(since=Subquery(began.values("at")[:1]))


def due(desk: Desk, start: date, end: date) -> QuerySet[Case]:
    """What is due between two days, both in it, done or not."""
    span = (datetime.combine(start, time.min, VIETNAM), datetime.combine(end, time.max, VIETNAM))
    return desk.rows.filter(due_at__range=span).order_by("due_at", "pk")


def due_by_day(desk: Desk, week: Week, now: datetime) -> dict[date, Due]:
    """Of every day of a week; each date is the one that holds."""
    open_late = Q(ended_at=None, due_at__lt=now) & ~Q(waits_on="citizen")
    rows = due(desk, week.start, week.last).order_by()
    found = rows.values_list(TruncDate("due_at", tzinfo=VIETNAM)).annotate(
        n=Count("pk"),
        done=Count("pk", filter=Q(ended_at__isnull=False)),
        late=Count("pk", filter=open_late | Q(ended_at__gt=F("due_at"))),
    )
    told = {day: Due(*rest) for day, *rest in found}
    return {day: told.get(day, Due()) for day in week.days}


def breaches(desk: Desk, start: date, end: date) -> QuerySet[Breach]:
    """Rules that were not kept in these days, newest first.

    Our own that were only recorded then count too: nobody saw them before. What an export tells of
    older days does not, or the first one would fill a week with a year.
    """
    span = (datetime.combine(start, time.min, VIETNAM), datetime.combine(end, time.max, VIETNAM))
    # Breaches are few: they are looked for first, and then whether their case is of this desk.
    kept = Case.objects.filter(desk.seen, book__in=desk.books, unit__in=desk.units)
    rows = Breach.objects.filter(Exists(kept.filter(pk=OuterRef("case"))))
    ours = Q(case__origin="", move__recorded_at__range=span)
    rows = rows.filter(Q(move__at__range=span) | ours)
    shown = rows.select_related("move", "case__post__unit", "case__procedure", "case__unit")
    return shown.order_by("-move__at", "-pk")


def by_rule(rows: QuerySet[Breach]) -> list[tuple[str, str, int]]:
    """Rule, what it says, and how often it was broken, most often first."""
    found = rows.order_by().values_list("rule", "message").annotate(n=Count("pk"))
    return list(found.order_by("-n", "rule", "message"))


def unpublished(desk: Desk) -> QuerySet[Case]:
    """Work whose answer its kind makes public, and which nobody has made public yet."""
    ready, kinds = Q(pk=None), set()
    for kind in KINDS.values():
        for step in kind.steps.values():
            if step.publishes and not kind.follows_up:
                kinds.add(kind.code)
                ready |= Q(kind=kind.code, state__in=step.before)
    rows = desk.rows.filter(kind__in=sorted(kinds), delivered_at=None)
    return rows.filter(ready).order_by("ended_at", "pk")
