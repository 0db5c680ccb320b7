"""Every write to which post answers for which area, and telling the public."""

from datetime import date, datetime

from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience, Book
from wardbook.org import charges as rules
from wardbook.org.actions.signing import By, must, refuse, signature
from wardbook.org.models import Charge, Post, Tenure, Unit
from wardbook.org.roles import Permission


@action
def charge(
    post: Post,
    unit: Unit,
    field: str = "",
    *,
    start_on: date,
    end_on: date | None = None,
    source: str,
    by: By,
    at: datetime,
) -> Charge:
    """``post`` answers for ``unit`` from ``start_on``; with ``field``, for that of it alone."""
    must(by, Permission.UNIT_KEEP, book=post.book, unit=unit, at=at)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # two cannot pass at once
    row = Charge(post=post, unit=unit, field=field, start_on=start_on, end_on=end_on)
    row.source = source.strip()
    refuse(rules.why_not_charge(row))
    row.save()
    days = {"start_on": start_on.isoformat(), "end_on": end_on and end_on.isoformat()}
    content: dict[str, object] = {"post": post.code, "field": field, "source": row.source, **days}
    _record(row, "charge", content, by=by, at=at)
    return row


@action
def end_charge(row: Charge, *, end_on: date, by: By, at: datetime) -> Charge:
    """``end_on`` is the first day on which the post no longer answers for it."""
    must(by, Permission.UNIT_KEEP, book=row.post.book, unit=row.unit, at=at)
    row = _held(row)
    refuse(rules.why_not_end_charge(row, end_on))
    row.end_on = end_on
    row.save(update_fields=["end_on"])
    content: dict[str, object] = {"post": row.post.code, "field": row.field}
    _record(row, "discharge", {**content, "end_on": end_on.isoformat()}, by=by, at=at)
    if row.released_at:
        _tell(row, by=by, at=at)
    return row


@action
def tell_charge(row: Charge, *, public: bool, by: Tenure, at: datetime) -> Charge:
    """Everybody may know from now on which post answers for it; or no longer."""
    must(by, Permission.FIGURE_RELEASE, book=row.post.book, unit=row.unit, at=at)
    refuse(rules.why_not_tell(row, by))
    row = _held(row)
    row.released_at = at if public else None
    row.save(update_fields=["released_at"])
    _tell(row, by=by, at=at)
    return row


def _held(row: Charge) -> Charge:
    """The row as it stands, held until the transaction ends."""
    Charge.objects.select_for_update(no_key=True).get(pk=row.pk)
    near = ("post__book", "post__unit__parent__parent__parent", "unit__parent__parent__parent")
    return Charge.objects.select_related(*near).get(pk=row.pk)


def _tell(row: Charge, *, by: By, at: datetime) -> None:
    """The whole list of the place anew: what the public reads is one body a place."""
    book, place = row.post.book, row.post.unit.territory
    rows = [one for one in _told(book) if one.post.unit.territory.pk == place.pk]
    record(
        book,
        audience=Audience.PUBLIC,
        by=signature(by),
        at=at,
        verb="publish",
        key=f"charges/{place.code}",
        content=rules.public_body(place, rows),
    )


def _told(book: Book) -> list[Charge]:
    rows = Charge.objects.filter(post__book=book).exclude(released_at=None)
    near = rows.select_related("post__unit__parent__parent__parent", "unit")
    return list(near.order_by("unit__folded", "field", "start_on", "pk"))


def _record(row: Charge, verb: str, content: dict[str, object], *, by: By, at: datetime) -> None:
    key = f"unit/{row.unit.code}"
    record(row.post.book, by=signature(by), at=at, verb=verb, key=key, content=content)
