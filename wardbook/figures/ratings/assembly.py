"""Evidence for a rating out of the book: lists of records, whose lengths are its numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from wardbook.cases import loop
from wardbook.cases.kinds import OPEN
from wardbook.cases.models import Case, Move
from wardbook.figures.models import UnitRating
from wardbook.figures.ratings.evidence import Evidence, Stated
from wardbook.figures.ratings.targets import Basic, basics
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period
from wardbook.org.models import Unit

KEPT, LEFT = "kept", frozenset({"dropped", "merged"})
_SEEN = ("code", "title", "kind", "state", "fields", "first_due_at", "ended_at")


@dataclass(frozen=True, slots=True)
class Lists:
    """The records behind every number: each list is as long as its number says.

    Shortcomings are those of ``review``; tasks are what was given to posts of the body and was
    first promised for a day of the period.
    """

    review: Case | None
    remedied: list[Case]
    open: list[Case]
    on_time: list[Case]
    late: list[Case]
    undone: list[Case]
    inspections: list[Case]
    targets: list[Basic]

    def evidence(self, stated: Stated) -> Evidence:
        """The numbers; of what the book has no record at all it has no number either."""
        reviewed = self.review is not None
        tasks = len(self.on_time) + len(self.late) + len(self.undone)
        met = [one.met for one in self.targets if one.met is not None]
        return Evidence(
            review=self.review.code if self.review else "",
            shortcomings=len(self.remedied) + len(self.open) if reviewed else None,
            remedied=len(self.remedied) if reviewed else None,
            open_codes=tuple(case.code for case in self.open),
            tasks=tasks or None,
            on_time=len(self.on_time) if tasks else None,
            late=len(self.late) if tasks else None,
            undone=len(self.undone) if tasks else None,
            disciplined=True if self.inspections else None,
            targets_met=met.count(True) if met else None,
            targets_missed=met.count(False) if met else None,
            stated=stated,
        )


def assemble(rating: UnitRating, stated: Stated) -> Evidence:
    """What the book knows about a body over the period of a rating, and what was stated."""
    return lists(rating).evidence(stated)


def lists(rating: UnitRating) -> Lists:
    period = Period(rating.period)
    review = previous_review(rating, period)
    remedied, left = _shortcomings(review, _reviews(rating, period))
    on_time, late, undone = _tasks(rating, period)
    return Lists(
        review=review,
        remedied=remedied,
        open=left,
        on_time=on_time,
        late=late,
        undone=undone,
        inspections=_disciplines(rating, period),
        targets=basics(rating.book, rating.unit.territory, period),
    )


def previous_review(rating: UnitRating, period: Period) -> Case | None:
    """The last review held of the body, or of one it took over, that was of an earlier year."""
    return max(
        _reviews(rating, period),
        key=lambda row: (_year(row), row.submitted_at, row.pk),
        default=None,
    )


def _reviews(rating: UnitRating, period: Period) -> list[Case]:
    rows = loop.reviews(rating.unit).filter(book=rating.book_id)
    rows = rows.select_related(None).only(*_SEEN, "submitted_at")
    return [row for row in rows if _year(row) < (period.last_on or period.start_on).year]


def _year(review: Case) -> int:
    """The year that a review is of; one that cannot be read is no earlier one."""
    text = str(review.fields.get("year", ""))
    return int(text) if text.isascii() and text.isdigit() else 9999


def _shortcomings(review: Case | None, earlier: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    """Those remedied, which somebody verified, and all others: dropped or overruled is not that.

    They are the review's own, and those of older reviews that are still open. One that was merged
    into another is as remedied as that one.
    """
    if review is None:
        return [], []
    rows = Case.objects.filter(parent__in=[row.pk for row in earlier], kind="shortcoming")
    named = [row for row in rows.only(*_SEEN, "parent", "book") if _counts(row, review)]
    standing = {row.pk: row for row in map(_merged_into, named)}
    return (
        _by_code(row for row in standing.values() if row.state == "remedied"),
        _by_code(row for row in standing.values() if row.state != "remedied"),
    )


def _counts(row: Case, review: Case) -> bool:
    return row.parent_id == review.pk or row.state in OPEN


def _merged_into(row: Case) -> Case:
    """The item that stands for this one, through any number of mergers."""
    seen = {row.pk}
    while row.state == "merged":
        move = Move.objects.filter(case=row, step="merge").order_by("-number").first()
        into = loop.by_code(row.book, str(move.facts.get("into", ""))) if move else None
        if into is None or into.pk in seen:
            return row
        seen.add(into.pk)
        row = into
    return row


def _tasks(rating: UnitRating, period: Period) -> tuple[list[Case], list[Case], list[Case]]:
    """Conclusions given to posts of the body: done by the day first promised, late, not done.

    One that the tier above ended without verification nobody saw done. One that was dropped or
    merged by its day was owed no more; later, it was late already: merged, it is done with what
    it goes on as.
    """
    start, end = _moment(period.start_on), _moment(period.end_on or rating.end_on)
    rows = Case.objects.filter(
        book=rating.book_id,
        kind="conclusion",
        post__unit__in=_inside(rating.unit),
        first_due_at__gte=start,
        first_due_at__lt=end,
    )
    seen = rows.only(*_SEEN, "book")
    given = [row for row in seen if not (row.state in LEFT and _by_promise(row))]
    done = [row for row in given if _merged_into(row).state == KEPT]
    on_time = [row for row in done if _by_promise(row)]
    return (
        _by_code(on_time),
        _by_code(row for row in done if row not in on_time),
        _by_code(row for row in given if row not in done),
    )


def _by_promise(case: Case) -> bool:
    due, ended = case.first_due_at, case.ended_at
    return due is not None and ended is not None and ended <= due


def _disciplines(rating: UnitRating, period: Period) -> list[Case]:
    """Inspections about the body that ended in the period with discipline."""
    start, end = _moment(period.start_on), _moment(period.end_on or rating.end_on)
    rows = Case.objects.filter(
        book=rating.book_id,
        kind="inspection",
        about=rating.unit_id,
        ended_at__gte=start,
        ended_at__lt=end,
        moves__step="conclude",
        moves__facts__outcome="discipline",
    )
    return _by_code(rows.only(*_SEEN).distinct())


def _inside(unit: Unit) -> list[int]:
    """The body and what stands below it; below a place only the place itself is meant."""
    return [unit.pk, *unit.children.exclude(kind__in=_BODIES).values_list("pk", flat=True)]


_BODIES = frozenset({"party_cell", "inspection_committee"})  # rated for themselves


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=VIETNAM)


def _by_code(rows: Iterable[Case]) -> list[Case]:
    return sorted(rows, key=lambda row: (row.code, row.pk))
