"""Which open work moves when a day off or a working Saturday is announced late."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from wardbook.cases import reckoning
from wardbook.cases.kinds import OPEN
from wardbook.cases.models.case import Case, Move
from wardbook.cases.reckoning import BEGINS
from wardbook.ledger.models import Book
from wardbook.lib.calendar import Calendar, Notice
from wardbook.lib.clock import VIETNAM, Effect
from wardbook.lib.hours import Hours
from wardbook.org.models import Unit
from wardbook.org.working_time import working_time

_LEVELS = 5  # a cell lies five levels below a province


@dataclass(frozen=True, slots=True)
class Shift:
    """A case whose date moves: from when to when. The date promised first stays."""

    case: Case
    due: datetime
    version: str  # of the calendar that moves it


class Clocks(dict[tuple[Unit, date], tuple[Calendar, Hours]]):
    """Calendar and hours of a unit on a day, asked for once however many cases share them."""

    def __missing__(self, key: tuple[Unit, date]) -> tuple[Calendar, Hours]:
        found = self[key] = working_time(*key)
        return found


def moved_by(
    unit: Unit, notices: Iterable[Notice], books: Iterable[Book] | None = None
) -> Iterator[Shift]:
    """Every open case of ``unit`` and below whose date moves when ``notices`` hold.

    Of every book, or of ``books``. Without a notice: what one that holds already left behind.
    """
    told, clocks, rows = list(notices), Clocks(), dated(unit)
    rows = rows if books is None else rows.filter(book__in=books)
    for case in rows.prefetch_related("moves"):
        moves = list(case.moves.all())
        clocked = [move for move in moves if move.effect]
        if not clocked:
            continue
        calendar, hours = clocks[case.unit, clocked[-1].at.astimezone(VIETNAM).date()]
        after = calendar.with_notice(*told)
        due = _due(case, clocked, after, hours)
        if due and due != case.due_at:
            yield Shift(case, due, after.version)


def _due(case: Case, clocked: list[Move], calendar: Calendar, hours: Hours) -> datetime | None:
    """By its limit; a result of the same day by when it was handed in, if no day was set since."""
    if case.limit:
        return reckoning.dates(case, clocked, calendar, hours).now
    if any(move.effect == Effect.EXTEND for move in clocked):
        return None
    begun = [move for move in clocked if move.effect in BEGINS]
    return reckoning.same_day(case, begun[-1].at, calendar, hours) if begun else None


def dated(unit: Unit) -> QuerySet[Case]:
    """Open cases of ``unit`` and below that have a date, the soonest first."""
    below = Q()
    for level in range(_LEVELS):
        below |= Q(**{"__".join(["unit", *["parent"] * level]): unit})
    counted = Q(limit__gt="") | Q(procedure__same_day=True, origin="")
    rows = Case.objects.filter(below, counted, state__in=OPEN, due_at__isnull=False)
    return rows.select_related("book", "unit", "post__unit", "procedure").order_by("due_at", "pk")
