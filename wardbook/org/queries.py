"""Posts and who holds them, accounts and their state, units and what lies below them."""

from datetime import date
from hashlib import sha256

from wardbook.ledger.models import Book
from wardbook.org import rules
from wardbook.org.models import Invitation, Person, Tenure, Unit


def tenures(person: Person, on: date) -> list[Tenure]:
    """The posts ``person`` holds on a day."""
    rows = Tenure.objects.in_force(on).filter(person=person)
    return list(
        rows.select_related("person", "post__unit__parent__parent__parent", "post__book").order_by(
            "acting", "post__code"
        )
    )


def tenure_for(
    held: list[Tenure], permission: str, *, book: Book, unit: Unit, on: date
) -> Tenure | None:
    """The first of ``held`` that gives ``permission`` in ``unit``; own right before acting."""
    for tenure in held:
        if rules.why_not_act(tenure, permission, book=book, unit=unit, on=on) is None:
            return tenure
    return None


def digest(token: str) -> str:
    """How the token of an invitation is stored."""
    return sha256(token.encode()).hexdigest()


def invitation(token: str) -> Invitation | None:
    """The invitation a token opens, even one that is over."""
    rows = Invitation.objects.select_related("person__book")
    return rows.filter(digest=digest(token)).first()
