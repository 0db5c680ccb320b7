"""Taking over a late announcement, with every open case whose date it moves."""

from collections.abc import Iterable
from datetime import datetime

from wardbook.cases.actions.moves import move_date
from wardbook.cases.queries.calendar import Shift, dated, moved_by
from wardbook.cases.rules.moves import why_not_catch_up
from wardbook.ledger.actions import action
from wardbook.ledger.models import Book
from wardbook.lib.calendar import Notice
from wardbook.org.actions.signing import must, refuse
from wardbook.org.actions.working_time import accept_notices
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission


@action
def accept_announcement(
    unit: Unit, notices: Iterable[Notice], *, book: Book, by: Tenure, at: datetime
) -> list[Shift]:
    """The days hold from now on, and each open case says from when to when its date moved.

    All or none: who takes a step meanwhile waits, and is then told to look again. Raises
    :class:`Refused`.
    """
    told = list(notices)
    shifts = _held(unit, told, book)
    accept_notices(unit, told, book=book, by=by, at=at)
    source = told[0].source.strip() if told else ""
    for shift in shifts:
        move_date(shift.case, shift.due, shift.version, source, by=by, at=at)
    return shifts


@action
def catch_up(unit: Unit, *, book: Book, by: Tenure, at: datetime) -> list[Shift]:
    """Move open cases that an announcement left behind: one of a unit above, in its own book, or
    one that was taken over while a step was on its way.

    Raises :class:`Refused`, also where every date is as the calendar says.
    """
    must(by, Permission.UNIT_KEEP, book=book, unit=unit, at=at)
    shifts = _held(unit, [], book)
    refuse(why_not_catch_up(len(shifts)))
    for shift in shifts:
        move_date(shift.case, shift.due, shift.version, shift.version, by=by, at=at)
    return shifts


def _held(unit: Unit, told: list[Notice], book: Book) -> list[Shift]:
    """What moves, of cases on which nobody else takes a step until it has moved."""
    list(dated(unit).filter(book=book).select_for_update(of=("self",)))
    return list(moved_by(unit, told, [book]))
