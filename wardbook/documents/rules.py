"""What may be received, and what may be decided about a claim."""

from datetime import date

from django.utils import timezone

from wardbook.documents.models import Claim, Document, Outcome
from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refusal
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import why_not_act

DECIDED_MEANWHILE = Refusal(
    "DOC-04", "Somebody else decided about this figure meanwhile: look at it again."
)
SAID_MEANWHILE = Refusal(
    "DOC-07", "Somebody else put right what is said of this paper meanwhile: look at it again."
)


def why_not_receive(
    by: Tenure, *, book: Book, unit: Unit, newspaper: str, on: date
) -> Refusal | None:
    """DOC-01. Restated sample papers and real ones never share a book."""
    if refusal := why_not_act(by, Permission.DOCUMENT_RECEIVE, book=book, unit=unit, on=on):
        return refusal
    if newspaper and not book.sample:
        return Refusal("DOC-01", "A paper restated from a newspaper belongs in a sample book.")
    return None


def why_not_again(known: Document | None) -> Refusal | None:
    """DOC-02. The same bytes are one paper."""
    if known is None:
        return None
    day = timezone.localdate(known.received_at)
    values = (("title", known.title), ("day", f"{day:%d/%m/%Y}"))
    return Refusal("DOC-02", "This paper was received on %(day)s already: “%(title)s”.", values)


def why_not_decide(
    claim: Claim, outcome: str, reason: str, *, by: Tenure, on: date
) -> Refusal | None:
    """DOC-03. A claim is decided once, until its result is taken back; a rejection says why."""
    document = claim.document
    if refusal := why_not_act(
        by, Permission.FIGURE_FILE, book=document.book, unit=document.unit, on=on
    ):
        return refusal
    if claim.outcome != Outcome.UNFILED:
        return Refusal("DOC-03", "This figure has been decided already.")
    if outcome == Outcome.REJECTED and not reason.strip():
        return Refusal("DOC-03", "Say why this figure is left out.")
    return None


def why_not_describe(document: Document, title: str, *, by: Tenure, on: date) -> Refusal | None:
    """DOC-05. A paper has a title; whoever may receive papers may put it right."""
    if refusal := why_not_act(
        by, Permission.DOCUMENT_RECEIVE, book=document.book, unit=document.unit, on=on
    ):
        return refusal
    return None if title.strip() else Refusal("DOC-05", "Give the paper a title.")


def why_not_take_back(claim: Claim, reason: str, *, by: Tenure, on: date) -> Refusal | None:
    """DOC-06. What was left out may be decided again, for a stated reason."""
    document = claim.document
    if refusal := why_not_act(
        by, Permission.FIGURE_FILE, book=document.book, unit=document.unit, on=on
    ):
        return refusal
    if claim.outcome != Outcome.REJECTED:
        return Refusal("DOC-06", "Only a figure that was left out is taken back here.")
    return None if reason.strip() else Refusal("DOC-06", "Say why this figure is decided again.")
