"""When a procedure may be given a version or ended, and what may be said of a notice."""

from collections.abc import Sequence
from datetime import date

from wardbook.cases.models.posting import Place, Seen
from wardbook.cases.models.procedure import Procedure
from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refusal
from wardbook.org.models import Tenure
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED, why_not_act

NOTHING_NEW = Refusal("PRO-02", "The book has all of this already: nothing was written.")
LOADED_MEANWHILE = Refusal(
    "PRO-08", "Somebody else loaded procedures meanwhile: look at the differences again."
)


def keeping(by: Tenure, book: Book, on: date) -> Refusal | None:
    """Why the post may not keep procedures: they are the ward's, so it acts for the whole of it."""
    place = by.post.unit.territory
    return why_not_act(by, Permission.PROCEDURE_KEEP, book=book, unit=place, on=on)


def why_not_version(before: Procedure | None, on: date | None) -> Refusal | None:
    """PRO-01. No two versions of a procedure are in force on one day.

    Source: DESIGN §3, a case is pinned to the version in force at its receipt.
    """
    if before is None:
        return None
    if on is None:
        return Refusal("PRO-01", "Say from which day the new version holds.")
    if before.valid_from and on <= before.valid_from:
        values = (("day", f"{before.valid_from:%d/%m/%Y}"),)
        return Refusal(
            "PRO-01", "The version before began on %(day)s: choose a later day for this.", values
        )
    if before.valid_to and on < before.valid_to:
        values = (("day", f"{before.valid_to:%d/%m/%Y}"),)
        return Refusal(
            "PRO-01", "The version before holds until %(day)s: choose that day or a later.", values
        )
    return None


def why_not_end(procedure: Procedure, on: date, reason: str) -> Refusal | None:
    """PRO-03. A procedure ends once, after its version began, as a named decision says."""
    if procedure.valid_to:
        return Refusal("PRO-03", "This version has its last day already.")
    if procedure.valid_from and on <= procedure.valid_from:
        return Refusal("PRO-03", "It ends after the day on which this version began.")
    if not reason.strip():
        return Refusal("PRO-03", "Name the decision that ends the procedure.")
    return None


def why_not_place(names: dict[str, str]) -> Refusal | None:
    """PRO-04. A place of posting has a name in both languages."""
    if all(name.strip() for name in names.values()):
        return None
    return Refusal("PRO-04", "Name the place, in Vietnamese and in English.")


def why_not_close(place: Place, on: date) -> Refusal | None:
    """PRO-07. A place of posting is closed once, after it was opened."""
    if place.end_on or on <= place.start_on:
        return Refusal("PRO-07", "This place is closed already, or was not open before that day.")
    return None


def why_not_look(
    place: Place, procedure: Procedure, state: str, *, by: Tenure, on: date
) -> Refusal | None:
    """PRO-05. Somebody of the unit that keeps a place says what hangs there, of its own book.

    A notice of a version that is no longer in force is told as it hangs: that is what the list of
    stale ones is for.
    """
    permission = Permission.POSTING_RECORD
    if refusal := why_not_act(by, permission, book=place.book, unit=place.unit, on=on):
        return refusal
    if procedure.book_id != place.book_id:
        return NOT_ALLOWED
    if place.end_on and place.end_on <= on:
        return Refusal("PRO-05", "This place is closed: choose one where notices hang today.")
    if state not in Seen.values:
        return Refusal("PRO-05", "Say whether the notice hangs, is missing or cannot be read.")
    return None


def why_not_publish(places: Sequence[Place]) -> Refusal | None:
    """PRO-06. What hangs where is published once there is a place where something hangs."""
    return None if places else Refusal("PRO-06", "Enter a place where notices hang first.")
