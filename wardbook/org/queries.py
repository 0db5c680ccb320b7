"""Which posts a person holds, and which of them lets the person act somewhere."""

from datetime import date

from wardbook.ledger.models import Book
from wardbook.org import rules
from wardbook.org.models import Person, Tenure, Unit


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
