"""What the public is told of a body before it reads anything about it."""

from collections.abc import Iterable
from datetime import datetime

from wardbook.figures.queries import unit_body
from wardbook.ledger.actions import record
from wardbook.ledger.models import Audience, Book
from wardbook.ledger.queries import latest
from wardbook.lib.chain import canonical
from wardbook.org.models import Tenure, Unit


def publish_units(book: Book, units: Iterable[Unit], *, by: Tenure, at: datetime) -> None:
    """Say what ``units`` and all above them are, unless the public was told exactly that before."""
    for place in {place.pk: place for unit in units for place in unit.path}.values():
        key, content = f"unit/{place.code}", unit_body(place)
        before = latest(book, key)
        if before is None or before.content != canonical(content):
            record(
                book,
                audience=Audience.PUBLIC,
                by=by.post.code,
                at=at,
                verb="state",
                key=key,
                content=content,
            )
