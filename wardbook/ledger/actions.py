"""The only writes of the ledger, and the frame in which every other action runs."""

import inspect
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, transaction
from django.db.models import BigIntegerField

from wardbook.ledger import holder, queries, rules
from wardbook.ledger.models import ERASE, Audience, Body, Book, Current, Entry
from wardbook.lib.chain import canonical, chain_hash, entry_hash, genesis
from wardbook.lib.refusal import Refused
from wardbook.web.prepared import Given, Insert, Prepared, Update

P = ParamSpec("P")
R = TypeVar("R")

# The label of a public erasure. Nothing is taken over from the body that goes but its key.
ERASED = {"vi": "Đã xóa theo luật", "en": "Erased by law"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry to be: written when its action ends, as it was when recorded."""

    book: Book
    audience: str
    by: str
    at: str
    verb: str
    key: str
    content: str
    erases: Entry | None = None


_head = Prepared(
    lambda: Book.objects.select_for_update().filter(pk=Given("book", BigIntegerField()))
)
_move_head = Update(
    lambda: Book.objects.filter(pk=Given("book", BigIntegerField())), "seq", "chain_hash", "last_at"
)
_add_entries, _add_bodies = Insert(Entry), Insert(Body)
_drafts: ContextVar[list[Draft] | None] = ContextVar("drafts", default=None)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run ``function`` in one transaction that ends with its ledger entries, of one book.

    It must take ``by`` and ``at`` by keyword, and record at least one entry, or it fails and
    nothing is kept. Entries wait until the end, so the head of the book is locked last and
    briefly. An action called by another joins it: if it fails, so does the other, even where that
    would go on. What the machine cannot keep now is :class:`Refused`, too.
    """
    parameters = inspect.signature(function).parameters
    for name in ("by", "at"):
        if name not in parameters or parameters[name].kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"action {function.__qualname__} must take {name}= by keyword")

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _drafts.get() is not None:
            with transaction.atomic(savepoint=False):
                return function(*args, **kwargs)
        drafts: list[Draft] = []
        token = _drafts.set(drafts)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                append(drafts)
                return result
        except (DatabaseError, OSError) as error:
            refusal = rules.why_not_keep(error)
            if refusal is None:
                raise
            raise Refused(refusal) from error
        finally:
            _drafts.reset(token)

    return run


def record(
    book: Book,
    *,
    audience: str = Audience.OFFICE,
    by: str,
    at: datetime,
    verb: str,
    key: str,
    content: dict[str, object],
) -> None:
    """Say that ``by`` did ``verb`` to ``key``; it is written when the running action ends."""
    drafts = _drafts.get()
    if drafts is None:
        raise RuntimeError("an entry is recorded inside an action")
    if refusal := rules.why_not_record(audience, verb, key, content):
        raise Refused(refusal)
    drafts.append(
        Draft(
            book=book,
            audience=audience,
            by=by,
            at=stamp(at),
            verb=verb,
            key=key,
            content=canonical(content),
        )
    )


def append(drafts: list[Draft]) -> list[Entry]:
    """Number, chain and store ``drafts``, all of one book, under the lock of its head."""
    books = {draft.book.pk for draft in drafts}
    if len(books) != 1:
        raise RuntimeError(f"an action records in one book, not in {len(books)}")
    (head,) = _head(book=books.pop())
    holder.let_go(draft.key for draft in drafts if draft.audience == Audience.HOLDER)
    pairs = [_link(head, draft) for draft in drafts]
    moved = {"seq": head.seq, "chain_hash": head.chain_hash, "last_at": head.last_at}
    _move_head.with_new(_add_entries, *(entry for entry, _ in pairs), book=head.pk, **moved)
    bodies = [body for _, body in pairs]
    _add_bodies(*bodies)
    said = [body for body in bodies if body.entry.audience == Audience.PUBLIC]
    _project(head, [queries.projected(body) for body in said if body.verb != ERASE])
    return [entry for entry, _ in pairs]


def _link(head: Book, draft: Draft) -> tuple[Entry, Body]:
    """The next entry after ``head``, which moves on to it."""
    head.seq += 1
    head.last_at = max(head.last_at, draft.at)
    body = Body(
        salt=secrets.token_bytes(32),
        at=head.last_at,
        by=draft.by,
        verb=draft.verb,
        key=draft.key,
        content=draft.content,
        erases=draft.erases,
    )
    hashed = entry_hash(bytes(body.salt), *body.fields)
    head.chain_hash = chain_hash(head.chain_hash, head.code, head.seq, draft.audience, hashed)
    body.entry = Entry(
        book=head,
        seq=head.seq,
        audience=draft.audience,
        entry_hash=hashed,
        chain_hash=head.chain_hash,
    )
    return body.entry, body


def stamp(at: datetime) -> str:
    """A moment as the ledger writes it: UTC, to the microsecond, 27 characters."""
    if at.tzinfo is None:
        raise TypeError("a moment without its time zone is no moment")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _project(book: Book, rows: list[queries.Projected]) -> None:
    latest = {row.key: row for row in rows}
    Current.objects.bulk_create(
        [Current(book=book, **asdict(row)) for row in latest.values()],
        update_conflicts=True,
        unique_fields=["book", "key"],
        update_fields=[one.name for one in fields(queries.Projected) if one.name != "key"],
    )


@action
def open_book(code: str, *, sample: bool, by: str, at: datetime) -> Book:
    """A book whose first entry says that it was opened; it is ``sample`` for ever or never."""
    if refusal := rules.why_not_open(code):
        raise Refused(refusal)
    book = Book.objects.create(code=code, sample=sample, chain_hash=genesis(code, sample=sample))
    record(book, by=by, at=at, verb="open", key=f"book/{code}", content={"sample": sample})
    return book


@transaction.atomic
def erase(entry: Entry, *, by: str, at: datetime, reason: str) -> Entry:
    """Delete the body of ``entry``; that it was done, and why, is the next entry.

    It speaks under the key of the erased body to the same audience, and what was current in
    public is then the erasure: nothing older comes back. The chain stands: it holds salted
    hashes, and the salt goes with the body.
    """
    Book.objects.select_for_update().get(pk=entry.book_id)  # of two who erase it, one is told
    if refusal := rules.why_not_erase(entry, reason):
        raise Refused(refusal)
    content = {
        "seq": entry.seq,
        "key": entry.body.key,
        "audience": entry.audience,
        "entry_hash": entry.entry_hash,
        "reason": reason.strip(),
        "erased": True,
        "label": ERASED,
    }
    draft = Draft(
        book=entry.book,
        audience=entry.audience,
        by=by,
        at=stamp(at),
        verb=ERASE,
        key=entry.body.key,
        content=canonical(content),
        erases=entry,
    )
    (written,) = append([draft])
    entry.body.delete()
    if Current.objects.filter(entry=entry).exists():
        _project(entry.book, [queries.projected(written.body)])
    return written


@transaction.atomic
def rebuild_current(book: Book) -> None:
    """Compute what is current anew from the entries, while nobody writes in ``book``."""
    Book.objects.select_for_update().get(pk=book.pk)
    Current.objects.filter(book=book).delete()
    _project(book, list(queries.projection(book).values()))
