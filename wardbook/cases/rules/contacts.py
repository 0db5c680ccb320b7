"""What is recorded of somebody who came: why, and for which work; never who."""

from wardbook.cases.kinds.contacts import CAME_AGAIN, SENT_HOME
from wardbook.cases.models.case import Case
from wardbook.cases.models.procedure import Procedure
from wardbook.ledger.models import Book
from wardbook.lib.personal import certain, likely
from wardbook.lib.refusal import Refusal

NO_REASON = Refusal("CTR-10", "Choose why they came, or were sent home.")
OTHER_BOOK = Refusal("CTR-10", "This procedure or dossier is of another book.")
NAMES = Refusal("CTR-11", "Leave names and numbers of people out: a visit names nobody.")


def why_not_note(
    reason: str, book: Book, case: Case | None, procedure: Procedure | None
) -> Refusal | None:
    """CTR-10. A visit has a reason of the short list, and is for one book."""
    if reason not in (CAME_AGAIN if case else SENT_HOME):
        return NO_REASON
    rows = [row for row in (case, procedure) if row]
    return OTHER_BOOK if any(row.book_id != book.pk for row in rows) else None


def why_not_words(note: str) -> Refusal | None:
    """CTR-11. What is noted of a visit says nobody's number or name."""
    return NAMES if certain(note) or likely(note) else None
