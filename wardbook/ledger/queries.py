"""Reading the ledger: what is public now, and what was said before."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from wardbook.ledger.models import ERASE, Audience, Body, Book, Current
from wardbook.ledger.rules import is_label
from wardbook.lib.text import fold


def current(topic: str) -> QuerySet[Current]:
    """What the public may see of a topic now in every book here, by name, with bodies."""
    rows = Current.objects.filter(topic=topic).select_related("book", "entry__body")
    return rows.order_by("name", "key")


def current_of(key: str) -> Current | None:
    """What the public may see under ``key``; a real book comes before a sample."""
    rows = Current.objects.filter(key=key).select_related("book", "entry__body")
    return rows.order_by("book__sample", "book__code").first()


def history(book: Book, key: str) -> QuerySet[Body]:
    """Every public body of a key, newest first; erasures are among them."""
    rows = Body.objects.filter(entry__book=book, entry__audience=Audience.PUBLIC, key=key)
    return rows.select_related("entry").order_by("-entry__seq")


def latest(book: Book, key: str) -> Body | None:
    """What is current under a key; later bodies of a running action are not yet written."""
    rows = Current.objects.filter(book=book, key=key).select_related("entry__body")
    row = rows.first()
    return row.entry.body if row else None


@dataclass(frozen=True, slots=True)
class Projected:
    """One row that :class:`Current` should hold."""

    topic: str
    key: str
    name: str
    folded: str
    entry_id: int


def projected(body: Body) -> Projected:
    """The row a public body asks for: its topic, its Vietnamese name, and words to search it by."""
    data = body.data
    label = data["label"]
    words = " ".join([label["vi"], label["en"], str(data.get("search", ""))])
    topic = body.key.split("/", 1)[0]
    return Projected(topic, body.key, label["vi"][:400], fold(words), body.entry_id)


def projection(book: Book) -> dict[str, Projected]:
    """``Current`` computed anew from the entries, by key: of each the body of the highest place.

    An erasure stands in the place of what it erased: it is current if that was, and never pushes
    aside what was said later. A body that cannot be read is left out, for ``verify`` to name.
    """
    rows: dict[str, Projected] = {}
    places: dict[str, int] = {}
    for body in _public_bodies(book):
        data = body.parsed
        if data is None or not is_label(data.get("label")) or not isinstance(body.key, str):
            continue
        place = data.get("seq") if body.verb == ERASE else body.entry.seq
        if isinstance(place, int) and place > places.get(body.key, 0):
            rows[body.key], places[body.key] = projected(body), place
    return rows


def _public_bodies(book: Book) -> Iterator[Body]:
    """Every public body of ``book``, oldest first."""
    rows = Body.objects.filter(entry__book=book, entry__audience=Audience.PUBLIC)
    return rows.select_related("entry").order_by("entry__seq").iterator(chunk_size=2000)
