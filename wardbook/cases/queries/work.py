"""What posts answer for, grouped by when it is due; and the register of dossiers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case as When_
from django.db.models import CharField, Count, Q, QuerySet, Value, When

from wardbook.cases.kinds import FOLLOW_UP, OPEN
from wardbook.cases.models.case import Case
from wardbook.cases.queries.cases import cases
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.lib.text import fold
from wardbook.org.models import Post, Unit

# Late first; what waits for somebody else last, unless its day is over and its clock runs on.
GROUPS = ("late", "today", "week", "later", "no_date", "waiting")
EVERYTHING = Q()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a page of work shows: whose, and what of it."""

    posts: Sequence[Post] = ()  # none: everybody's at ``units``
    units: Sequence[Unit] = ()
    books: Sequence[Book] = ()
    seen: Q = EVERYTHING  # what of it somebody sees: ``follow_up.seen``
    words: str = ""
    nameless: Collection[int] = ()  # units at which nobody is looked for by name
    kind: str = ""
    field: str = ""
    origin: str = ""  # "own", "mirrored", or both


def work(asked: Asked, now: datetime) -> QuerySet[Case]:
    """Everything open that was asked for, each row with its ``group``, the soonest due first."""
    rows = cases(ended_at=None, book__in=asked.books).filter(asked.seen)
    rows = rows.filter(post__in=asked.posts) if asked.posts else rows.filter(unit__in=asked.units)
    for name in ("kind", "field"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.origin:
        rows = rows.filter(origin="") if asked.origin == "own" else rows.exclude(origin="")
    for word in fold(asked.words).split():
        rows = rows.filter(_has(word, asked))
    return rows.annotate(group=_group(now)).order_by("due_at", "submitted_at", "pk")


def _has(word: str, asked: Asked) -> Q:
    """True of work that has a word; at a unit where it may be anybody's, as its code or title."""
    found = Q(folded__contains=word)
    if not asked.nameless:
        return found
    of_nobody = Q(code__icontains=word) | Q(kind__in=FOLLOW_UP)
    return found & (~Q(unit__in=asked.nameless) | of_nobody)


def owing(posts: Iterable[Post], *, kept_by: Unit | None = None) -> int:
    """How many open cases some posts answer for, with those that a body keeps, whoever does."""
    asked = Q(post__in=list(posts)) | (Q(unit=kept_by) if kept_by else Q(pk=None))
    return Case.objects.filter(asked, state__in=OPEN).count()


def _group(now: datetime) -> When_:
    """The group of a row."""
    return When_(
        *(When(in_group(name, now), then=Value(name)) for name in GROUPS),
        output_field=CharField(max_length=8),
    )


def in_group(name: str, now: datetime) -> Q:
    """True of open rows of a group, as spans of an index.

    A clock that stands still for the applicant is waiting, never late.
    """
    ends, nobody = day_ends(now), Q(waits_on="")
    return {
        "late": Q(due_at__lt=now) & ~Q(waits_on="citizen"),
        "today": nobody & Q(due_at__gte=now, due_at__lte=ends[0]),
        "week": nobody & Q(due_at__gt=ends[0], due_at__lte=ends[1]),
        "later": nobody & Q(due_at__gt=ends[1]),
        "no_date": nobody & Q(due_at=None),
        "waiting": Q(waits_on="citizen") | (~nobody & (Q(due_at__gte=now) | Q(due_at=None))),
    }[name]


def day_ends(now: datetime) -> tuple[datetime, datetime]:
    """The ends of today and of this week's Sunday; at a weekend, of the week that is coming."""
    today = now.astimezone(VIETNAM).date()
    sunday = today + timedelta(days=6 - today.weekday() + (7 if today.weekday() > 4 else 0))
    return _end(today), _end(sunday)


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, VIETNAM)


def counts(rows: Any) -> dict[str, int]:
    """How many stand in each group, in one question."""
    found = dict(rows.order_by().values_list("group").annotate(n=Count("pk")))
    return {name: found.get(name, 0) for name in GROUPS}


def fields_of(books: Iterable[Book]) -> list[str]:
    """The areas of work that open cases of these books have."""
    rows = Case.objects.filter(book__in=list(books), ended_at=None).exclude(field="")
    return sorted(rows.order_by().values_list("field", flat=True).distinct())


def registered(
    units: Sequence[Unit], start: date, end: date, *, field: str = "", channel: str = ""
) -> QuerySet[Case]:
    """Own dossiers handed in at these places between two days, both in it, in their order."""
    rows = cases(unit__in=units, kind="dossier", origin="")
    rows = rows.filter(
        submitted_at__gte=datetime.combine(start, time.min, VIETNAM), submitted_at__lte=_end(end)
    )
    rows = rows.filter(field=field) if field else rows
    rows = rows.filter(channel=channel) if channel else rows
    return rows.order_by("submitted_at", "pk")
