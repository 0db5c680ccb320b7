"""What was promised, named and asked for, and what came of it: from the ledger alone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Current
from wardbook.lib.text import fold
from wardbook.portal.feedback import said
from wardbook.portal.places import SAMPLE_BOOK

Content = dict[str, Any]

# The pages, each with the topics of the ledger that it lists.
PAGES: dict[str, tuple[str, ...]] = {
    "promises": ("conclusion", "visit", "pledge"),
    "shortcomings": ("shortcoming", "remedy"),
    "asked-above": ("request_up",),
    "sessions": ("session", "review", "inspection"),
}
HOW = ("", "open", "late", "ended")
AGES = ((0, 30), (30, 90), (90, 180), (180, None))  # days that an unfinished one is old
A_PAGE = 50
KEPT = ("kind", "kind_label", "code", "unit", "place", "place_code", "post", "post_unit", "about",
        "state", "state_label", "open", "since", "first_due", "due", "ended", "before", "after",
        "none_moves", "unverified", "times_before", "counts", "few", "outcome",
        "charged")  # fmt: skip


def listed(page: str, today: date, *, how: str, place: str, age: str, words: str,
           number: int | None) -> Content:  # fmt: skip
    """One list of the loop: its counts, the ages of what is unfinished, and a page of rows."""
    wanted = fold(words).split()
    found = (row for row in _rows(PAGES[page], place) if all(w in row.folded for w in wanted))
    named = [_line(row, today) for row in found]
    chosen = [row for row in named if _stands(row, how) and _aged(row, age)]
    chosen.sort(key=_order)
    count = len(chosen)
    pages = max(1, -(-count // A_PAGE)) if number else 1
    number = min(max(number or 1, 1), pages)
    first = (number - 1) * A_PAGE
    shown = chosen[first : first + A_PAGE] if pages > 1 else chosen
    return {
        "page_name": page,
        "how": how,
        "place": place,
        "age": age,
        "words": words,
        "counts": {name or "all": sum(_stands(row, name) for row in named) for name in HOW},
        "ages": [
            {"from": low, "to": high, "name": str(low),
             "count": sum(_aged(row, str(low)) for row in named)}
            for low, high in AGES
        ],
        "count": count,
        "page": number,
        "pages": pages,
        "first": first + 1 if shown else 0,
        "last": first + len(shown),
        "rows": shown,
        "samples": SAMPLE_BOOK if any(row["sample"] for row in shown) else [],
    }  # fmt: skip


def item(kind: str, code: str, today: date) -> Content | None:
    """One as it reads now, what belongs to it, and everything ever said under its code."""
    row = queries.current_of(f"{kind}/{code}")
    if row is None or kind not in _TOPICS:
        return None
    body, book = row.entry.body, row.book.code
    data = {} if body.verb == ERASE else body.data
    return _line(row, today) | {
        "key": row.key,
        "erased": body.verb == ERASE,
        "reason": body.data.get("reason"),
        "at": body.at,
        "seq": row.entry.seq,
        "told": data.get("told", []),
        "steps": data.get("history", []),
        "indicator": data.get("indicator", ""),
        "repeats": data.get("repeats", ""),
        "breakthroughs": data.get("breakthroughs", []),
        "parent": _parent(data.get("parent")),
        "goes_on_as": _parent(data.get("goes_on_as")),
        "goes_on": data.get("state") == "merged",
        "children": [_line(one, today) for one in _children(row)],
        "history": [said(one, book) for one in queries.history(row.book, row.key)],
        "samples": SAMPLE_BOOK if row.book.sample else [],
    }


def counts(place: str, today: date) -> Content:
    """How many of each page stand open and late, for the page of a place and the first page."""
    return {
        page: _few([_line(row, today) for row in _rows(topics, place)])
        for page, topics in PAGES.items()
    }


def _few(rows: Sequence[Content]) -> Content:
    return {name or "all": sum(_stands(row, name) for row in rows) for name in HOW}


_TOPICS = frozenset(topic for topics in PAGES.values() for topic in topics)


def _rows(topics: Sequence[str], place: str) -> list[Current]:
    rows = Current.objects.filter(topic__in=topics).exclude(entry__body__verb=ERASE)
    rows = rows.filter(entry__body__isnull=False).select_related("book", "entry__body")
    found = list(rows.order_by("-entry_id"))
    return [one for one in found if not place or one.entry.body.data.get("place_code") == place]


def _children(row: Current) -> list[Current]:
    """What names it as the one it belongs to."""
    code = row.key.partition("/")[2]
    wanted = Q(topic__in=_TOPICS, book=row.book, entry__body__content__contains=f'"{code}"')
    rows = Current.objects.filter(wanted).exclude(pk=row.pk).exclude(entry__body__verb=ERASE)
    near = rows.select_related("book", "entry__body").order_by("entry_id")
    return [one for one in near if (one.entry.body.data.get("parent") or {}).get("code") == code]


def _line(row: Current, today: date) -> Content:
    """What a list shows; of an erased one only its label is left."""
    data, (kind, _, code) = row.entry.body.data, row.key.partition("/")
    due, open_now = _day(data.get("due")), bool(data.get("open"))
    since, end = _day(data.get("since")), _day(data.get("ended")) or today
    moved = {name: _figure(data.get(name)) for name in ("before", "after")}
    return (
        {name: data.get(name) for name in KEPT}
        | moved
        | {
            "kind": kind,
            "code": code,
            "label": data["label"],
            "late": bool(open_now and due and due < today),
            "age": (end - since).days if since else None,
            "book": row.book.code,
            "sample": row.book.sample,
            "address": reverse("portal:loop-item", args=[kind, code]),
        }
    )


def _figure(frozen: Content | None) -> Content | None:
    """A figure as it was frozen, with the page that it opens on where it is public itself."""
    if not frozen:
        return None
    _topic, *where = str(frozen.get("figure") or "").split("/")
    address = reverse("portal:figure", args=where) if len(where) == 3 else ""
    return frozen | {"address": address}


def _parent(given: Content | None) -> Content | None:
    if not given:
        return None
    return given | {"address": reverse("portal:loop-item", args=[given["kind"], given["code"]])}


def _stands(row: Content, how: str) -> bool:
    return {
        "": True,
        "open": bool(row["open"]),
        "late": bool(row["late"]),
        "ended": not row["open"],
    }[how]


def _aged(row: Content, age: str) -> bool:
    """Open, and as old as the range that ``age`` names by its first day; blank: any."""
    if not age:
        return True
    high = next((high for low, high in AGES if str(low) == age), None)
    days = row["age"]
    return bool(row["open"]) and days is not None and int(age) <= days < (high or days + 1)


def _order(row: Content) -> tuple[bool, str]:
    """What is open first, by its date; then what ended, the last first."""
    return (not row["open"], row["due"] or "9") if row["open"] else (True, _back(row["ended"]))


def _back(moment: str | None) -> str:
    """A writing that sorts the later first."""
    return "".join(chr(255 - ord(sign)) for sign in moment or "")


def _day(moment: str | None) -> date | None:
    return datetime.fromisoformat(moment).date() if moment else None
