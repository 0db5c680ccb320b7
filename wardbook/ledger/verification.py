"""Whether the ledger stands: its chains, what is shown of them, and rows that hang in the air."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields

from django.db import connection
from django.db.models import Exists, OuterRef

from wardbook.ledger.models import ERASE, Audience, Body, Book, Current, Entry
from wardbook.ledger.queries import Projected, projection
from wardbook.ledger.rules import is_label
from wardbook.lib.chain import canonical, chain_hash, entry_hash, genesis

_BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment, while others go on writing.

    Inside a transaction it adds nothing: that one's own view of the data holds.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor, _reading_anything():
        cursor.execute(_BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def _reading_anything() -> Iterator[None]:
    """SQLite may hold text that is no UTF-8: it is to be named, not to stop the reader."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.connection.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    try:
        yield
    finally:
        connection.connection.text_factory = str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a book's chain does not hold, and what is wrong there."""

    seq: int
    fault: str


def first_break(book: Book) -> Break | None:
    """Walk the whole chain of ``book``, read in the same :func:`snapshot`; ``None`` if it stands.

    A missing body is no break where a later entry records its erasure.
    """
    if not _are_text(book.code, book.chain_hash, book.last_at):
        return Break(0, "the head of the book is not text")
    walk = _Walk(book, genesis(book.code, sample=book.sample), _erasures(book))
    rows = book.entries.select_related("body__erases").order_by("seq")
    for entry in rows.iterator(chunk_size=2000):
        if fault := walk.fault(entry):
            return Break(walk.seq, fault)
    if (book.seq, book.chain_hash) != (walk.seq, walk.previous):
        return Break(walk.seq + 1, "the head of the book names another last entry")
    if book.last_at != walk.at:
        return Break(walk.seq, "the head of the book names another time for it")
    return None


def stale_keys(book: Book) -> list[str]:
    """Keys whose row in ``Current`` is not the one the entries ask for."""
    columns = [one.name for one in fields(Projected)]
    rows = Current.objects.filter(book=book).values(*columns)
    held = {row["key"]: Projected(**row) for row in rows}
    asked = projection(book)
    return sorted(key for key in held.keys() | asked.keys() if held.get(key) != asked.get(key))


def orphans() -> list[str]:
    """Rows that belong to nothing, each in words: no walk along a chain would meet them."""
    entries = Entry.objects.filter(~Exists(Book.objects.filter(pk=OuterRef("book_id"))))
    bodies = Body.objects.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
    return [
        *(f"an entry (row {pk}) belongs to no book" for pk in entries.values_list("pk", flat=True)),
        *(f"a body (row {pk}) belongs to no entry" for pk in bodies.values_list("pk", flat=True)),
    ]


def _erasures(book: Book) -> dict[int, tuple[int, object]]:
    """seq of an erased entry → (seq of the entry that says so, hash of the erased one)."""
    rows = Body.objects.filter(entry__book=book, verb=ERASE).select_related("entry")
    found: dict[int, tuple[int, object]] = {}
    for body in rows.order_by("entry__seq").iterator():
        said = body.parsed or {}
        if isinstance(said.get("seq"), int):
            found[said["seq"]] = body.entry.seq, said.get("entry_hash")
    return found


@dataclass(slots=True)
class _Walk:
    """Where a reader of the chain stands, and what the next entry must fit."""

    book: Book
    previous: str
    erasures: dict[int, tuple[int, object]] = field(default_factory=dict)
    seq: int = 0
    at: str = ""

    def fault(self, entry: Entry) -> str | None:
        """What is wrong with the next entry, or ``None`` after stepping onto it."""
        self.seq += 1
        if entry.seq != self.seq:
            return "the entry is missing"
        if not _are_text(entry.audience, entry.entry_hash, entry.chain_hash):
            return "the link is not text"
        code, hashed = self.book.code, entry.entry_hash
        link = chain_hash(self.previous, code, entry.seq, entry.audience, hashed)
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
        if not isinstance(body.salt, bytes | memoryview) or not _are_text(*body.fields):
            return "the body is not of the types that are recorded"
        if entry.entry_hash != entry_hash(bytes(body.salt), *body.fields):
            return "the body is not the one that was recorded"
        if body.at < self.at:
            return "it was recorded before the entry it follows"
        self.at = body.at
        return _content_fault(entry, body)


def _are_text(*fields: object) -> bool:
    """Whether each is a string that UTF-8 can write: SQLite lets a column hold anything."""
    try:
        return all(isinstance(one, str) and one.encode() is not None for one in fields)
    except UnicodeEncodeError:
        return False


def _content_fault(entry: Entry, body: Body) -> str | None:
    said = body.parsed
    if said is None or canonical(said) != body.content:
        return "its content is not canonical JSON"
    if entry.audience == Audience.PUBLIC and not is_label(said.get("label")):
        return "it is public and has no label"
    if body.verb == ERASE:
        return _erasure_fault(entry, body, said)
    return "it lets another body go and is no erasure" if body.erases_id is not None else None


def _erasure_fault(entry: Entry, body: Body, said: dict[str, object]) -> str | None:
    """An erasure must name one earlier entry of its book, in its content and by its reference."""
    gone = body.erases
    if gone is None or gone.book_id != entry.book_id or gone.seq >= entry.seq:
        return "it is an erasure and names no earlier entry of the book"
    names = {
        "seq": gone.seq,
        "entry_hash": gone.entry_hash,
        "audience": entry.audience,
        "key": body.key,
    }
    if gone.audience != entry.audience or any(said.get(name) != names[name] for name in names):
        return "it is an erasure and does not say what it erased"
    return None
