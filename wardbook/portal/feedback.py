"""Feedback of which the answer was made public, from the ledger alone: it says not by whom."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Body, Current
from wardbook.lib.text import words as plain_words
from wardbook.portal.places import SAMPLE_BOOK

Content = dict[str, Any]

TOPIC = "feedback"
A_PAGE = 50  # rows
_LOOKED_THROUGH, _OFFERED, _ALIKE = 500, 3, 3


def listed(words: str, number: int | None) -> Content:
    """One page of the answers that the words name, the newest first, or all of them at once."""
    rows = _rows(words)
    count = rows.count()
    pages = max(1, -(-count // A_PAGE)) if number else 1
    number = min(max(number or 1, 1), pages)
    first = (number - 1) * A_PAGE
    shown = list(rows[first : first + A_PAGE] if pages > 1 else rows)
    return {
        "words": words,
        "count": count,
        "page": number,
        "pages": pages,
        "first": first + 1 if shown else 0,
        "last": first + len(shown),
        "feedback": [_line(row) for row in shown],
        "samples": SAMPLE_BOOK if any(row.book.sample for row in shown) else [],
    }


def named(words: str, most: int = 5) -> Content:
    """The newest answers that the words name, and how many there are, for the search of all."""
    if not words.strip():
        return {"feedback": [], "feedback_count": 0}
    rows = _rows(words)
    found = [_line(row) for row in rows[:most]]
    return {"feedback": found, "feedback_count": rows.count() if found[most - 1 :] else len(found)}


def alike(words: str, place: str) -> list[Content]:
    """What others said that reads like it, of what was answered and made public; at most three."""
    wanted = {word for word in plain_words(words) if len(word) > 2}
    rows = queries.standing(TOPIC).filter(name__endswith=place).order_by("-entry_id")
    found = []
    for row in rows[:_LOOKED_THROUGH]:
        said = str(row.entry.body.data.get("text", ""))
        common = len(wanted & set(plain_words(said)))
        if common >= max(_ALIKE, len(wanted) // 3):
            found.append((common, row))
    found.sort(key=lambda one: -one[0])
    return [_line(row) for _, row in found[:_OFFERED]]


def answer(code: str) -> Content | None:
    """One answer as it reads now, with everything ever said under its code."""
    row = queries.current_of(f"{TOPIC}/{code}")
    if row is None:
        return None
    body, book = row.entry.body, row.book.code
    return _line(row) | {
        "key": row.key,
        "erased": body.verb == ERASE,
        "reason": body.data.get("reason"),
        "at": body.at,
        "seq": row.entry.seq,
        "history": [said(one, book) for one in queries.history(row.book, row.key)],
        "samples": SAMPLE_BOOK if row.book.sample else [],
    }


def _rows(words: str) -> QuerySet[Current]:
    return queries.naming(queries.standing(TOPIC), words).order_by("-entry_id")


def _line(row: Current) -> Content:
    """What its list shows; of an erased one only its label is left."""
    data, code = row.entry.body.data, row.key.removeprefix(f"{TOPIC}/")
    told = {name: data.get(name) for name in ("unit", "state", "submitted", "ended", "text")}
    return told | {
        "code": code,
        "label": data["label"],
        "book": row.book.code,
        "address": reverse("portal:feedback-answer", args=[code]),
    }


def said(body: Body, book: str) -> Content:
    data = body.data
    erased = data["seq"] if body.verb == ERASE else None
    return {
        "seq": body.entry.seq,
        "at": body.at,
        "verb": "withdraw" if erased is None and body.verb == "withdraw" else "release",
        "by": data.get("by"),
        "reason": data.get("reason"),
        "erased_seq": erased,
        "chain_hash": body.entry.chain_hash,
        "address": reverse("portal:entry", args=[book, body.entry.seq]),
    }
