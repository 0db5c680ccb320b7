"""What may be taken into the book from another system's export."""

from collections.abc import Sequence
from datetime import datetime

from wardbook.cases.rules.moves import why_not_answer
from wardbook.exchange.models import Difference, Export
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal
from wardbook.org.models import Post, Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act

TAKEN_MEANWHILE = Refusal(
    "EXC-15", "Somebody else goes on with this file just now: look at it again in a moment."
)
TWICE = Refusal(
    "EXC-11",
    "This code stands in the file more than once, with different words. The row that is further "
    "on was taken: have the other one corrected.",
)
NOT_YET = Refusal(
    "EXC-21",
    "This day lies after the day on which the file was taken out. It is kept as it stands: have it "
    "corrected.",
)
NO_END = Refusal(
    "EXC-18",
    "The state says that it ended, and no day says when. It counts as ended on the day of the "
    "export: have the day filled in.",
)


def why_not_take(
    by: Tenure, *, book: Book, unit: Unit, post: Post, as_of: datetime, at: datetime
) -> Refusal | None:
    """EXC-13. An export is taken by who may open work there, for a post that answers for it."""
    on = at.astimezone(VIETNAM).date()
    if refusal := why_not_act(by, Permission.CASE_OPEN, book=book, unit=unit, on=on):
        return refusal
    if refusal := why_not_answer(post, book=book, unit=unit, on=on):
        return refusal
    if as_of > at:
        return Refusal(
            "EXC-13", "Nothing can be taken out of a system tomorrow: put right the day."
        )
    return None


def why_not_again(known: Export | None) -> Refusal | None:
    """EXC-14. The same file is taken once; taken again it would change nothing."""
    if known is None or known.finished_at is None:
        return None
    day = known.taken_at.astimezone(VIETNAM)
    values = (("day", f"{day:%d/%m/%Y %H:%M}"),)
    return Refusal(
        "EXC-14", "This file was taken already, on %(day)s: nothing was changed.", values
    )


def why_not_beside(other: Export | None) -> Refusal | None:
    """EXC-16. Of one system and unit one file is taken after the other, each to its end."""
    if other is None:
        return None
    return Refusal(
        "EXC-16",
        "Another file of this system is not taken to its end: go on with “%(name)s” first.",
        (("name", other.file_name),),
    )


def why_not_go_on(export: Export, by: Tenure, *, at: datetime) -> Refusal | None:
    """EXC-17. A file is gone on with until its end, by who may take files there."""
    on = at.astimezone(VIETNAM).date()
    if refusal := why_not_act(by, Permission.CASE_OPEN, book=export.book, unit=export.unit, on=on):
        return refusal
    if export.finished_at:
        return Refusal("EXC-17", "This file has been taken to its end.")
    return None


def why_not_ask(
    export: Export, rows: Sequence[Difference], by: Tenure, *, at: datetime
) -> Refusal | None:
    """EXC-19. A letter asks about something, and of a file that was taken to its end."""
    on = at.astimezone(VIETNAM).date()
    if refusal := why_not_act(by, Permission.CASE_OPEN, book=export.book, unit=export.unit, on=on):
        return refusal
    if export.finished_at is None:
        return Refusal("EXC-19", "First take the file to its end: what differs is not known yet.")
    return None if rows else Refusal("EXC-19", "Choose at least one cause that was found.")
