"""Places where notices hang, what was seen there, and telling the public."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from wardbook.cases.models.posting import Place, Posting, Seen
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.queries import postings as queries
from wardbook.cases.rules import procedures as rules
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience, Book
from wardbook.org.actions.signing import By, must, refuse, signature
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission


@action
def open_place(
    unit: Unit, name: dict[str, str], *, start_on: date, book: Book, by: By, at: datetime
) -> Place:
    """A place of posting that ``unit`` keeps from ``start_on``; ``name`` in vi and en."""
    must(by, Permission.PROCEDURE_KEEP, book=book, unit=unit, at=at)
    refuse(rules.why_not_place(name))
    place = Place(book=book, unit=unit, start_on=start_on)
    place.name_vi, place.name_en = name["vi"].strip(), name["en"].strip()
    place.code = f"{unit.territory.code}-p{Place.objects.filter(book=book).count() + 1}"
    place.save()
    said: dict[str, object] = {"unit": unit.code, "name": place.label, "from": start_on.isoformat()}
    record(book, by=signature(by), at=at, verb="open", key=f"place/{place.code}", content=said)
    return place


@action
def close_place(place: Place, on: date, *, by: By, at: datetime) -> Place:
    """From ``on`` nothing hangs there; what was seen before stays."""
    rows = Place.objects.select_related("book", "unit")
    row = rows.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
    must(by, Permission.PROCEDURE_KEEP, book=row.book, unit=row.unit, at=at)
    refuse(rules.why_not_close(row, on))
    row.end_on = on
    row.save(update_fields=["end_on"])
    said: dict[str, object] = {"on": on.isoformat()}
    record(row.book, by=signature(by), at=at, verb="close", key=f"place/{row.code}", content=said)
    return row


@action
def look(
    place: Place, seen: Sequence[tuple[Procedure, str]], *, by: Tenure, at: datetime
) -> list[Posting]:
    """Somebody looked for these notices at ``place`` and saw each in a state."""
    on = timezone.localdate(at)
    for procedure, state in seen:
        refuse(rules.why_not_look(place, procedure, state, by=by, on=on))
    rows = [
        Posting(book=place.book, place=place, procedure=one, state=state, seen_at=at, by=by)
        for one, state in seen
    ]
    Posting.objects.bulk_create(rows)
    said: dict[str, object] = {
        str(state): [one.notice for one, told in seen if told == state] for state in Seen.values
    }
    key = f"place/{place.code}"
    record(place.book, by=by.post.code, at=at, verb="look", key=key, content=said)
    return rows


@action
def publish_postings(unit: Unit, *, book: Book, by: By, at: datetime) -> int:
    """Tell the public what hangs where in ``unit`` as of now; answers how many places."""
    must(by, Permission.PROCEDURE_KEEP, book=book, unit=unit, at=at)
    on = timezone.localdate(at)
    rows = [row for row in queries.places([unit], on) if row.book_id == book.pk]
    refuse(rules.why_not_publish(rows))
    body = queries.postings_body(unit, queries.boards(rows, on))
    record(
        book,
        audience=Audience.PUBLIC,
        by=signature(by),
        at=at,
        verb="publish",
        key=f"postings/{unit.code}",
        content=body,
    )
    return len(rows)
