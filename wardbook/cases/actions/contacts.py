"""Recording that somebody came: sent home and why, or again for a dossier."""

from datetime import datetime

from wardbook.cases.models.case import Case, Contact
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.rules.contacts import why_not_note, why_not_words
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act


@action
def note_visit(
    reason: str,
    *,
    book: Book,
    unit: Unit,
    case: Case | None = None,
    procedure: Procedure | None = None,
    note: str = "",
    by: Tenure,
    at: datetime,
) -> Contact:
    """One row for one visit; nobody is named. Raises :class:`Refused`."""
    on = at.astimezone(VIETNAM).date()
    permission = Permission.CASE_MOVE if case else Permission.CASE_OPEN
    refuse(why_not_act(by, permission, book=book, unit=unit, on=on))
    refuse(why_not_note(reason, book, case, procedure) or why_not_words(note))
    row = Contact.objects.create(
        book=book,
        unit=unit,
        at=at,
        by=by,
        case=case,
        procedure=procedure,
        reason=reason,
        note=note.strip()[:200],
    )
    said: dict[str, object] = {"reason": reason, "unit": unit.code}
    said |= {"case": case.code} if case else {}
    said |= {"procedure": procedure.key} if procedure else {}
    record(book, by=by.post.code, at=at, verb="visit", key=f"contact/{row.pk}", content=said)
    return row
