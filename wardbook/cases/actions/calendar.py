"""Taking over a late announcement, with every open case whose date it moves."""

from collections.abc import Iterable
from datetime import datetime

from wardbook.cases.actions.moves import move_date
from wardbook.cases.queries.calendar import Shift, dated, moved_by
from wardbook.ledger.actions import action
from wardbook.ledger.models import Book
from wardbook.lib.calendar import Notice
from wardbook.org.actions.working_time import accept_notices
from wardbook.org.models import Tenure, Unit


@action
def accept_announcement(
    unit: Unit, notices: Iterable[Notice], *, book: Book, by: Tenure, at: datetime
) -> list[Shift]:
    """The days hold from now on, and each open case says from when to when its date moved.

    All or none: who takes a step meanwhile waits, and is then told to look again. Raises
    :class:`Refused`.
    """
    told = list(notices)
    list(dated(unit).filter(book=book).select_for_update(of=("self",)))
    shifts = [shift for shift in moved_by(unit, told) if shift.case.book_id == book.pk]
    accept_notices(unit, told, book=book, by=by, at=at)
    source = told[0].source.strip() if told else ""
    for shift in shifts:
        move_date(shift.case, shift.due, shift.version, source, by=by, at=at)
    return shifts
