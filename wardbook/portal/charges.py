"""Which post answers for which area of a place, as the place told it last; never who holds it."""

from datetime import date
from typing import Any

from django.urls import reverse

from wardbook.ledger import queries
from wardbook.portal.places import SAMPLE_BOOK

Content = dict[str, Any]


def of(code: str, on: date) -> list[Content]:
    """What is told of a place and holds on a day, by area and field."""
    rows = queries.standing("charges").filter(key=f"charges/{code}")
    return [
        one
        | {
            "entry": reverse("portal:entry", args=[row.book.code, row.entry.seq]),
            "sample": row.book.sample,
        }
        for row in rows.select_related("book", "entry__body")
        for one in row.entry.body.data["charges"]
        if _holds(one, on)
    ]


def samples(rows: list[Content]) -> list[Content]:
    """What a page says of rows that no ward published."""
    return SAMPLE_BOOK if any(row["sample"] for row in rows) else []


def _holds(one: Content, on: date) -> bool:
    start, end = one["from"], one["to"]
    return date.fromisoformat(start) <= on and (end is None or on < date.fromisoformat(end))
