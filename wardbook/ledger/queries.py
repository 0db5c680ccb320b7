"""Reading the ledger: what is public now, what was said before, and whether the chain stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from wardbook.ledger.models import Audience, Body, Book, Current, Entry
from wardbook.lib.chain import GENESIS, chain_hash, entry_hash
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
    """Every public body of a key, newest first."""
    rows = Body.objects.filter(entry__book=book, entry__audience=Audience.PUBLIC, key=key)
    return rows.select_related("entry").order_by("-entry__seq")


def latest(book: Book, key: str) -> Body | None:
    """The newest public body of a key; later ones of a running action are not yet written."""
    return history(book, key).first()


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
    words = " ".join([label["vi"], label["en"], data.get("search", "")])
    topic = body.key.split("/", 1)[0]
    return Projected(topic, body.key, label["vi"][:400], fold(words), body.entry_id)


def public_bodies(book: Book) -> Iterator[Body]:
    """Every public body of ``book``, oldest first."""
    rows = Body.objects.filter(entry__book=book, entry__audience=Audience.PUBLIC)
    return rows.select_related("entry").order_by("entry__seq").iterator(chunk_size=2000)


def projection(book: Book) -> dict[str, Projected]:
    """``Current`` computed anew from the entries, by key."""
    return {body.key: projected(body) for body in public_bodies(book)}


def stale_keys(book: Book) -> list[str]:
    """Keys whose row in ``Current`` is not the one the entries ask for."""
    rows = Current.objects.filter(book=book)
    held = {
        row.key: Projected(row.topic, row.key, row.name, row.folded, row.entry_id) for row in rows
    }
    asked = projection(book)
    return sorted(key for key in held.keys() | asked.keys() if held.get(key) != asked.get(key))


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a book's chain does not hold, and what is wrong there."""

    seq: int
    fault: str


def first_break(book: Book) -> Break | None:
    """Walk the whole chain of ``book``; ``None`` when every link and every body stands.

    A missing body is no break where a later entry records its erasure.
    """
    walk = _Walk(book.code, _erasures(book))
    for entry in book.entries.select_related("body").order_by("seq").iterator(chunk_size=2000):
        if fault := walk.fault(entry):
            return Break(walk.seq, fault)
    if (book.seq, book.chain_hash) != (walk.seq, walk.previous):
        return Break(walk.seq + 1, "the head of the book names another last entry")
    return None


def _erasures(book: Book) -> dict[int, tuple[int, str]]:
    """seq of an erased entry → (seq of the entry that says so, hash of the erased one)."""
    rows = Body.objects.filter(entry__book=book, verb="erase").select_related("entry")
    return {
        body.data["seq"]: (body.entry.seq, body.data["entry_hash"])
        for body in rows.order_by("entry__seq").iterator()
    }


@dataclass(slots=True)
class _Walk:
    """Where a reader of the chain stands, and what the next entry must fit."""

    book: str
    erasures: dict[int, tuple[int, str]]
    seq: int = 0
    previous: str = GENESIS
    at: str = ""

    def fault(self, entry: Entry) -> str | None:
        """What is wrong with the next entry, or ``None`` after stepping onto it."""
        self.seq += 1
        if entry.seq != self.seq:
            return "the entry is missing"
        link = chain_hash(self.previous, self.book, entry.seq, entry.audience, entry.entry_hash)
        if entry.chain_hash != link:
            return "the link does not follow from the one before"
        self.previous = link
        body: Body | None = getattr(entry, "body", None)
        return self._missing(entry) if body is None else self._body_fault(entry, body)

    def _missing(self, entry: Entry) -> str | None:
        later, erased_hash = self.erasures.get(entry.seq, (0, ""))
        if later > entry.seq and erased_hash == entry.entry_hash:
            return None
        return "the body is gone and no erasure says so"

    def _body_fault(self, entry: Entry, body: Body) -> str | None:
        if entry.seq in self.erasures:
            return "the body stands although its erasure is on record"
        if entry.entry_hash != entry_hash(bytes(body.salt), *body.fields):
            return "the body is not the one that was recorded"
        if body.at < self.at:
            return "it was recorded before the entry it follows"
        self.at = body.at
        return None
