"""What was promised, named and asked for, and what came of it: from the ledger alone."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Current
from wardbook.lib.period import Period
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
    named = _rows(PAGES[page], place)
    for word in fold(words).split():
        named = named.filter(folded__contains=word)
    chosen = _stands(how, today) & _aged(age, today)
    found = named.aggregate(
        count=Count("pk", filter=chosen),
        **{f"how_{name}": Count("pk", filter=_stands(name, today)) for name in HOW},
        **{f"age_{low}": Count("pk", filter=_aged(str(low), today)) for low, _high in AGES},
    )
    count = found["count"]
    pages = max(1, -(-count // A_PAGE)) if number else 1
    number = min(max(number or 1, 1), pages)
    first = (number - 1) * A_PAGE
    ordered = named.filter(chosen).order_by(*_ORDER)
    shown = _lines(ordered[first : first + A_PAGE] if pages > 1 else ordered, today)
    return {
        "page_name": page,
        "how": how,
        "place": place,
        "age": age,
        "words": words,
        "counts": {name or "all": found[f"how_{name}"] for name in HOW},
        "ages": [
            {"from": low, "to": high, "name": str(low), "count": found[f"age_{low}"]}
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
    line = _line(row, today)
    moved = {name: _by_now(line[name], row, data.get("place_code")) for name in ("before", "after")}
    return (
        line
        | moved
        | {
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
    )


_TOPICS = tuple(topic for topics in PAGES.values() for topic in topics)
# What is open first, by its date; then what ended, the last first.
_ORDER = (
    F("open").desc(),
    Case(When(open=True, then="due")).asc(nulls_last=True),
    F("ended").desc(nulls_last=True),
    F("entry").desc(),
)


def _rows(topics: Sequence[str], place: str) -> QuerySet[Current]:
    """What stands of some topics; of an erasure nothing says whether it is open."""
    rows = Current.objects.filter(topic__in=topics, open__isnull=False)
    return rows.filter(place=place) if place else rows


def _lines(chosen: QuerySet[Current], today: date) -> list[Content]:
    """The rows by their numbers alone first: so the database sorts no words."""
    numbers = list(chosen.values_list("pk", flat=True))
    rows = Current.objects.select_related("book", "entry__body").in_bulk(numbers)
    return [_line(rows[number], today) for number in numbers]


def _children(row: Current) -> QuerySet[Current]:
    """What names it as the one it belongs to."""
    rows = Current.objects.filter(book=row.book, parent=row.key, topic__in=_TOPICS)
    return rows.select_related("book", "entry__body").order_by("entry_id")


def _line(row: Current, today: date) -> Content:
    """What a list shows; of an erased one only its label is left."""
    data, (kind, _, code) = row.entry.body.data, row.key.partition("/")
    moved = {name: _figure(data.get(name)) for name in ("before", "after")}
    return (
        {name: data.get(name) for name in KEPT}
        | moved
        | {
            "kind": kind,
            "code": code,
            "label": data["label"],
            "late": bool(row.open and row.due and row.due < today),
            "age": ((row.ended or today) - row.since).days if row.since else None,
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


def _by_now(frozen: Content | None, row: Current, place: str | None) -> Content | None:
    """As it was frozen; one that nobody had released then opens, if it is public by now."""
    if not frozen or not frozen.get("held") or not frozen.get("period"):
        return frozen
    key = f"figure/{place}/{frozen['indicator']}/{Period(frozen['period']).address}"
    public = queries.standing("figure").filter(book=row.book, key=key).exists()
    return _figure(frozen | {"figure": key}) if public else frozen


def _parent(given: Content | None) -> Content | None:
    if not given:
        return None
    return given | {"address": reverse("portal:loop-item", args=[given["kind"], given["code"]])}


def _stands(how: str, today: date) -> Q:
    return {
        "": Q(pk__isnull=False),
        "open": Q(open=True),
        "late": Q(open=True, due__lt=today),
        "ended": Q(open=False),
    }[how]


def _aged(age: str, today: date) -> Q:
    """Open, and as old as the range that ``age`` names by its first day; blank: any."""
    if not age:
        return Q()
    high = next((high for low, high in AGES if str(low) == age), None)
    found = Q(open=True, since__lte=today - timedelta(days=int(age)))
    return found & Q(since__gt=today - timedelta(days=high)) if high else found
