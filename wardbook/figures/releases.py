"""What a release changes: row by row against what is public, and what was released before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from wardbook.figures import rules
from wardbook.figures.catalogue import Indicator, in_force
from wardbook.figures.models import Result, Target
from wardbook.figures.queries import targets_of
from wardbook.ledger.models import Body, Book
from wardbook.lib.refusal import Refusal
from wardbook.org.models import Tenure


@dataclass(frozen=True, slots=True)
class Line:
    """One row that would become public, and what keeps it back if anything does.

    ``before`` is the public figure it takes the place of; ``former`` the public figure of the
    same indicator over the latest days before. ``targets`` go public with it.
    """

    result: Result
    indicator: Indicator | None
    before: Result | None
    former: Result | None
    targets: list[Target]
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a release would change in one book since ``last``, its latest release."""

    last: datetime | None
    new: list[Line]
    changed: list[Line]
    withdrawn: list[Result]
    unchanged: int

    @property
    def lines(self) -> list[Line]:
        return [*self.new, *self.changed]

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if line.refusal]


def difference(chosen: Sequence[Result], posts: Sequence[Tenure], on: date) -> Difference:
    """What releasing ``chosen``, all of one book, by somebody with ``posts`` would change."""
    book = chosen[0].book
    last = Result.objects.released().filter(book=book).aggregate(at=Max("released_at"))["at"]
    lines = _lines(chosen, posts, on)
    public = Result.objects.public().filter(book=book).count()
    changed = [line for line in lines if line.before]
    return Difference(
        last=last,
        new=[line for line in lines if not line.before],
        changed=changed,
        withdrawn=list(_withdrawn_since(book, last)) if last else [],
        unchanged=public - len(changed),
    )


def _withdrawn_since(book: Book, moment: datetime) -> QuerySet[Result]:
    rows = Result.objects.filter(book=book, withdrawn_at__gt=moment)
    return rows.select_related("unit").defer("folded").order_by("withdrawn_at", "pk")


def _lines(chosen: Sequence[Result], posts: Sequence[Tenure], on: date) -> list[Line]:
    targets, formers = targets_of(chosen), _formers(chosen)
    taken = {row.public_as: row for row in _holders([row.place for row in chosen])}
    lines: list[Line] = []
    for row in chosen:
        holder, before = taken.get(row.place), row.replaces
        rivals = [holder] if holder and holder.pk != row.replaces_id else []
        indicator = in_force(row.indicator, row.event_on)
        refusal = _refusal(row, indicator, posts, rivals, targets[row.pk], on)
        lines.append(Line(row, indicator, before, formers[row.pk], targets[row.pk], refusal))
        taken[row.place] = row  # of two that want one place, the second is told
    return lines


def _holders(places: list[str]) -> QuerySet[Result]:
    return Result.objects.filter(public_as__in=places)


def _refusal(
    row: Result,
    indicator: Indicator | None,
    posts: Sequence[Tenure],
    rivals: list[Result],
    targets: list[Target],
    on: date,
) -> Refusal | None:
    if indicator is None:
        return rules.NO_INDICATOR
    by = rules.releaser(row, indicator, posts, on)
    return by if isinstance(by, Refusal) else rules.beside(row, rivals, targets, by=by)


def _formers(chosen: Sequence[Result]) -> dict[int, Result | None]:
    """result → the public figure of its unit and indicator that ended last before it began."""
    units, codes = {row.unit_id for row in chosen}, {row.indicator for row in chosen}
    rows = Result.objects.public().filter(unit__in=units, indicator__in=codes)
    public = list(rows.filter(end_on__isnull=False).defer("folded", "quote").order_by("end_on"))

    def former(row: Result) -> Result | None:
        before = [one for one in public if _precedes(one, row)]
        return before[-1] if before else None

    return {row.pk: former(row) for row in chosen}


def _precedes(one: Result, row: Result) -> bool:
    same = (one.book_id, one.unit_id, one.indicator) == (row.book_id, row.unit_id, row.indicator)
    return bool(same and row.start_on and one.end_on and one.end_on <= row.start_on)


# Releases that were made


def releases(books: list[Book]) -> QuerySet[Any, Any]:
    """Releases of ``books``, newest first: book, moment, a row's number and how many rows."""
    rows = Result.objects.released().filter(book__in=books)
    return (
        rows.values("book__code", "released_at")
        .annotate(number=Min("pk"), count=Count("pk"))
        .order_by("-released_at", "book__code")
    )


def released_with(result: Result) -> QuerySet[Result]:
    """What became public together with ``result``: one moment of one book is one release."""
    rows = Result.objects.filter(book=result.book, released_at=result.released_at)
    return (
        rows.select_related("unit", "book", "claim__document", "replaces", "released_by__post")
        .prefetch_related("corrections")
        .defer("folded", "claim__document__text", "claim__document__checks")
        .order_by("unit__folded", "indicator", "start_on", "pk")
    )


def entries_of(rows: Sequence[Result]) -> list[Body]:
    """The entries of the ledger that list this release, one a post."""
    keys = [f"release/{row.pk}" for row in rows]
    bodies = Body.objects.filter(entry__book=rows[0].book, key__in=keys)
    return list(bodies.select_related("entry").order_by("entry__seq"))
