"""The only writes of the ledger, and the frame in which every other action runs."""

import inspect
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from wardbook.ledger import queries, rules
from wardbook.ledger.models import Audience, Body, Book, Current, Entry
from wardbook.lib.chain import GENESIS, canonical, chain_hash, entry_hash
from wardbook.lib.refusal import Refused

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry to be: written when its action ends."""

    book: Book
    audience: str
    by: str
    at: datetime
    verb: str
    key: str
    content: dict[str, object]


_drafts: ContextVar[list[Draft] | None] = ContextVar("drafts", default=None)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run ``function`` in one transaction that ends with its ledger entries, of one book.

    It must take ``by`` and ``at`` by keyword, and record at least one entry, or it fails and
    nothing is kept. Entries wait until the end, so the head of the book is locked last and
    briefly. An action called by another joins it.
    """
    parameters = inspect.signature(function).parameters
    for name in ("by", "at"):
        if name not in parameters or parameters[name].kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"action {function.__qualname__} must take {name}= by keyword")

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _drafts.get() is not None:
            return function(*args, **kwargs)
        drafts: list[Draft] = []
        token = _drafts.set(drafts)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                append(drafts)
        finally:
            _drafts.reset(token)
        return result

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
    if refusal := rules.why_not_record(audience, key, content):
        raise Refused(refusal)
    drafts.append(
        Draft(book=book, audience=audience, by=by, at=at, verb=verb, key=key, content=content)
    )


def append(drafts: list[Draft]) -> list[Entry]:
    """Number, chain and store ``drafts``, all of one book, under the lock of its head."""
    books = {draft.book.pk for draft in drafts}
    if len(books) != 1:
        raise RuntimeError(f"an action records in one book, not in {len(books)}")
    head = Book.objects.select_for_update().get(pk=books.pop())
    pairs = [_link(head, draft) for draft in drafts]
    Entry.objects.bulk_create([entry for entry, _ in pairs])
    bodies = [body for _, body in pairs]
    Body.objects.bulk_create(bodies)
    head.save(update_fields=["seq", "chain_hash", "last_at"])
    _project(head, [body for body in bodies if body.entry.audience == Audience.PUBLIC])
    return [entry for entry, _ in pairs]


def _link(head: Book, draft: Draft) -> tuple[Entry, Body]:
    """The next entry after ``head``, which moves on to it."""
    head.seq += 1
    head.last_at = max(head.last_at, stamp(draft.at))
    body = Body(
        salt=secrets.token_bytes(32),
        at=head.last_at,
        by=draft.by,
        verb=draft.verb,
        key=draft.key,
        content=canonical(draft.content),
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
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _project(book: Book, bodies: list[Body]) -> None:
    rows = {row.key: row for row in map(queries.projected, bodies)}.values()
    Current.objects.bulk_create(
        [
            Current(
                book=book,
                topic=row.topic,
                key=row.key,
                name=row.name,
                folded=row.folded,
                entry_id=row.entry_id,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["book", "key"],
        update_fields=["topic", "name", "folded", "entry"],
    )


def open_book(code: str, *, sample: bool) -> Book:
    """An empty book; it is ``sample`` for ever or never."""
    return Book.objects.create(code=code, sample=sample, chain_hash=GENESIS)


@transaction.atomic
def erase(entry: Entry, *, by: str, at: datetime, reason: str) -> Entry:
    """Delete the body of ``entry``; that it was done, and why, is the next entry.

    The chain stands: it holds salted hashes, and the salt goes with the body.
    """
    if refusal := rules.why_not_erase(entry, reason):
        raise Refused(refusal)
    content = {"seq": entry.seq, "entry_hash": entry.entry_hash, "reason": reason.strip()}
    written = append(
        [
            Draft(
                book=entry.book,
                audience=Audience.OFFICE,
                by=by,
                at=at,
                verb="erase",
                key=f"entry/{entry.pk}",  # the guard of the table looks for this key
                content=content,
            )
        ]
    )
    key = entry.body.key
    entry.body.delete()
    _fall_back(entry, key)
    return written[0]


def _fall_back(erased: Entry, key: str) -> None:
    """What is current falls back to the public body before the erased one, or goes."""
    row = Current.objects.filter(entry=erased).first()
    if row is None:
        return
    row.delete()
    if before := queries.history(erased.book, key).first():
        _project(erased.book, [before])


@transaction.atomic
def rebuild_current(book: Book) -> None:
    """Compute what is current anew from the entries."""
    Current.objects.filter(book=book).delete()
    _project(book, list(queries.public_bodies(book)))
