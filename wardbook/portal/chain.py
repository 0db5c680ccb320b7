"""The chain of a book for whoever wants to verify it: export, one entry, and our own answer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Audience, Body, Book, Entry
from wardbook.lib.chain import chain_hash, entry_hash, genesis

Content = dict[str, Any]

CHUNK = 1000  # entries asked of the database at a time
A_PAGE = 5000  # entries that one answer verifies
FORMAT = "wardbook chain 1"


def head(book: Book) -> Content:
    """Where a book stands; the first line of its export."""
    return {
        "format": FORMAT,
        "book": book.code,
        "sample": book.sample,
        "seq": book.seq,
        "chain_hash": book.chain_hash,
        "at": book.last_at or None,
    }


def lines(book: Book, after: int = 0) -> Iterator[str]:
    """The head, then every link behind entry ``after``, each a line of JSON.

    A public entry comes with salt and body, so that its hash can be computed; of the others the
    hash alone is public. Read in chunks: no reader holds the database.
    """
    yield json.dumps(head(book), ensure_ascii=False) + "\n"
    while entries := queries.links(book, after, book.seq, CHUNK):
        yield "".join(json.dumps(_line(entry), ensure_ascii=False) + "\n" for entry in entries)
        after = entries[-1].seq


def _line(entry: Entry) -> Content:
    link: Content = {
        "seq": entry.seq,
        "audience": entry.audience,
        "entry_hash": entry.entry_hash,
        "chain_hash": entry.chain_hash,
    }
    return link | (opened(entry) or {})


def opened(entry: Entry) -> Content | None:
    """Salt and body of a public entry that has them, as they are hashed."""
    body: Body | None = getattr(entry, "body", None)
    if body is None or entry.audience != Audience.PUBLIC:
        return None
    return {
        "salt": bytes(body.salt).hex(),
        "at": body.at,
        "by": body.by,
        "verb": body.verb,
        "key": body.key,
        "content": body.content,
    }


@dataclass(slots=True)
class Walked:
    """How far a walk came: ``fault`` says what does not hold at entry ``seq``."""

    after: int
    seq: int
    chain_hash: str
    public: int = 0
    erased: int = 0
    fault: str = ""


def walk(book: Book, after: int) -> Walked:
    """Verify the next :data:`A_PAGE` entries behind ``after`` as a stranger can.

    Each stretch begins with the link printed before it, so all stretches together are the whole
    chain, and each costs the same.
    """
    start = queries.link(book, after) if after else None
    after = start.seq if start else 0
    begin = start.chain_hash if start else genesis(book.code, sample=book.sample)
    walked = Walked(after, after, begin)
    while walked.seq < min(book.seq, after + A_PAGE) and not walked.fault:
        count = min(CHUNK, after + A_PAGE - walked.seq)
        entries = queries.links(book, walked.seq, book.seq, count)
        _walk(book, walked, entries)
    if not walked.fault and walked.seq == book.seq and walked.chain_hash != book.chain_hash:
        walked.fault = "head"
    return walked


def _walk(book: Book, walked: Walked, entries: list[Entry]) -> None:
    gone = [entry.seq for entry in entries if _is_gone(entry)]
    erased = queries.erased_by(book, gone) if gone else {}
    if not entries:
        walked.seq, walked.fault = walked.seq + 1, "missing"
    for entry in entries:
        fault = _fault(book, walked, entry, erased)
        walked.seq += 1
        if fault:
            walked.fault = fault
            return
        walked.chain_hash = entry.chain_hash
        walked.public += opened(entry) is not None
        walked.erased += entry.seq in erased


def _is_gone(entry: Entry) -> bool:
    return entry.audience == Audience.PUBLIC and getattr(entry, "body", None) is None


def _fault(book: Book, walked: Walked, entry: Entry, erased: dict[int, int]) -> str:
    """What does not hold at the next entry, as a word."""
    if entry.seq != walked.seq + 1:
        return "missing"
    link = chain_hash(walked.chain_hash, book.code, entry.seq, entry.audience, entry.entry_hash)
    if link != entry.chain_hash:
        return "link"
    if _is_gone(entry):
        return "" if erased.get(entry.seq, 0) > entry.seq else "gone"
    return "" if entry.audience != Audience.PUBLIC or _is_said(entry) else "body"


def _is_said(entry: Entry) -> bool:
    """Whether the body is the one that was recorded; a damaged one may hold anything."""
    try:
        return entry_hash(bytes(entry.body.salt), *entry.body.fields) == entry.entry_hash
    except (AttributeError, TypeError, UnicodeError):
        return False


def about(book: Book, after: int, wanted: str) -> Content:
    """The page of one book: its head, the server's own answer, and the entry of a hash somebody
    kept."""
    walked = walk(book, after)
    found = queries.entry_of(book, wanted) if wanted else None
    return head(book) | {
        "samples": [{"newspaper": None, "printed_on": None}] if book.sample else [],
        "verified": {
            "first": walked.after + 1,
            "last": walked.seq,
            "public": walked.public,
            "erased": walked.erased,
            "fault": walked.fault or None,
            "next": walked.seq if walked.seq < book.seq and not walked.fault else None,
        },
        "wanted": wanted,
        "found": found and {"seq": found.seq, "address": _address(found, book)},
        "chain": reverse("portal:chain", args=[book.code]),
        "package": reverse("portal:package", args=[book.code]),
        "feed": reverse("portal:feed", args=[book.code]),
    }


def entry(book: Book, seq: int) -> Content | None:
    """One link of the chain, with the one before it, and its body where that is public."""
    found = queries.link(book, seq)
    if found is None:
        return None
    before = queries.link(book, seq - 1) if seq > 1 else None
    erasure: Body | None = getattr(found, "erasure", None)
    body = opened(found)
    said = json.loads(body["content"]) if body else {}
    return {
        "book": book.code,
        "seq": found.seq,
        "audience": found.audience,
        "entry_hash": found.entry_hash,
        "chain_hash": found.chain_hash,
        "previous": before.chain_hash if before else genesis(book.code, sample=book.sample),
        "body": body,
        "said": said,
        "erasure": body is not None and body["verb"] == ERASE,
        "erased_by": erasure.entry.seq if erasure and _is_gone(found) else None,
        "first": seq == 1,
        "last": seq == book.seq,
        "samples": [{"newspaper": None, "printed_on": None}] if book.sample else [],
    }


def _address(found: Entry, book: Book) -> str:
    return reverse("portal:entry", args=[book.code, found.seq])
