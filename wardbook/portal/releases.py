"""Releases: what was made public together, row by row, and how each row differs from before."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Body, Book

Content = dict[str, Any]

A_PAGE = 25
SHOWN = ("label", "unit", "period", "value", "value_max", "numerator", "denominator", "bound",
         "measure", "kind")  # fmt: skip
TAKES_BACK = ("correct", "withdraw", ERASE)


def rows(book: str = "") -> QuerySet[Body]:
    """Every release, newest first; what was erased of one is its erasure."""
    found = queries.bodies("release/")
    return found.filter(entry__book__code=book) if book else found


def newest(count: int) -> list[Content]:
    return [line(body) for body in rows()[:count]]


def page(number: int | None, book: str) -> Content:
    """One page of all releases, or without a number all of them."""
    found = rows(book)
    count = found.count()
    pages = max(1, -(-count // A_PAGE)) if number else 1
    number = min(max(number or 1, 1), pages)
    shown = found[(number - 1) * A_PAGE : number * A_PAGE] if pages > 1 else found
    return {
        "count": count,
        "page": number,
        "pages": pages,
        "first": (number - 1) * A_PAGE + 1 if count else 0,
        "last": min(number * A_PAGE, count) if pages > 1 else count,
        "book": book,
        "releases": [line(body) for body in shown],
        "samples": [],
    }


def line(body: Body) -> Content:
    """One release as a list shows it."""
    data, entry = body.data, body.entry
    return {
        "label": data["label"],
        "at": body.at,
        "by": data.get("by"),
        "book": entry.book.code,
        "sample": entry.book.sample,
        "seq": entry.seq,
        "erased": body.verb == ERASE,
        "figures": len(data.get("figures", [])),
        "address": reverse("portal:release", args=[entry.book.code, entry.seq]),
    }


def release(book: Book, seq: int) -> Content | None:
    """One release: each figure as it was then, what stood before, and what became of it."""
    entry = queries.link(book, seq)
    body: Body | None = getattr(entry, "body", None)
    if entry is None or body is None or not body.key.startswith("release/"):
        return None
    keys = body.data.get("figures", [])
    said = queries.about(book, keys)
    lines = [_row(key, said.get(key, []), seq) for key in keys]
    return line(body) | {
        "rows": lines,
        "first": sum(row["change"] == "first" for row in lines),
        "corrected": sum(row["change"] == "corrected" for row in lines),
        "chain_hash": entry.chain_hash,
        "entry": reverse("portal:entry", args=[book.code, seq]),
        "samples": [{"newspaper": None, "printed_on": None}] if book.sample else [],
    }


def _row(key: str, said: list[Body], seq: int) -> Content:
    """``said``: everything ever said under the key, oldest first."""
    _, unit, indicator, period = key.split("/")
    then = [body for body in said if body.entry.seq <= seq]
    later = next((body for body in said if body.entry.seq > seq), None)
    now = then[-1] if then else None
    data = now.data if now else {}
    before = next((body.data for body in then if body.entry.seq == data.get("before")), None)
    return {name: data.get(name) for name in SHOWN} | {
        "key": key,
        "code": {"unit": unit, "indicator": indicator, "period": period},
        "seq": now.entry.seq if now else None,
        "reason": data.get("reason"),
        "change": "corrected" if now and now.verb == "correct" else "first",
        "before": before and {name: before.get(name) for name in SHOWN},
        "later": later and {"verb": later.verb, "seq": later.entry.seq, "at": later.at},
        "address": reverse("portal:figure", args=[unit, indicator, period]),
    }


def news(book: Book, before: int | None = None) -> QuerySet[Body]:
    """What a book's feed says: releases, and every correction, withdrawal and erasure."""
    found = queries.said(book).filter(
        Q(key__startswith="release/", verb="release")
        | Q(key__startswith="figure/", verb__in=TAKES_BACK)
        | Q(key__startswith="release/", verb=ERASE)
    )
    return found.filter(entry__seq__lt=before) if before else found


def news_of(book: Book, unit: str, before: int | None = None) -> QuerySet[Body]:
    """What a unit's feed says: everything ever said of its figures."""
    found = queries.said(book).filter(key__startswith=f"figure/{unit}/")
    return found.filter(entry__seq__lt=before) if before else found
