"""Procedures, their versions, their notices and where those hang, as the ledger says it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Current
from wardbook.lib.text import fold
from wardbook.portal.places import SAMPLE_BOOK

Content = dict[str, Any]

A_PAGE = 50  # rows
# What a reader of two versions asks about; source and mark are told with each version.
TOLD = ("name", "limit", "limit_note", "fee", "parts", "on_the_spot", "same_day", "agency", "level",
        "result", "legal_basis", "form_note")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One procedure of the list, before its body is read."""

    key: str
    entry: int
    field: str
    name: str


def listed(words: str, area: str, book: str, number: int | None) -> Content:
    """One page of the procedures that the words and the area name, or all of them at once."""
    rows = _rows(words, book)
    areas = _areas(rows)
    if not words:  # what words name best stands first
        order = [one["code"] for one in areas]
        rows.sort(key=lambda row: (order.index(row.field), row.name))
    rows = [row for row in rows if not area or row.field == area]
    pages = max(1, -(-len(rows) // A_PAGE)) if number else 1
    number = min(max(number or 1, 1), pages)
    first = (number - 1) * A_PAGE
    shown = rows[first : first + A_PAGE] if pages > 1 else rows
    found = _bodies(row.entry for row in shown)
    return {
        "words": words,
        "area": area,
        "book": book,
        "areas": areas,
        "count": len(rows),
        "page": number,
        "pages": pages,
        "first": first + 1 if shown else 0,
        "last": first + len(shown),
        "procedures": [_line(found[row.entry]) for row in shown if row.entry in found],
        "samples": SAMPLE_BOOK if any(one.book.sample for one in found.values()) else [],
    }


def named(words: str, most: int = 10) -> Content:
    """The first procedures that the words name, and how many there are, for the search of all."""
    rows = _rows(words, "") if words.strip() else []
    found = _bodies(row.entry for row in rows[:most])
    lines = [_line(found[row.entry]) for row in rows[:most] if row.entry in found]
    return {"procedures": lines, "procedure_count": len(rows)}


def _rows(words: str, book: str) -> list[Row]:
    """Each key once, a real book before a sample; words are sought by their beginnings."""
    standing = queries.naming(queries.standing("procedure"), words)
    if book:
        standing = standing.filter(book__code=book)
    said = [f" {word}" for word in fold(words).split()]
    asked = standing.values_list("key", "entry_id", "folded", "name", "book__sample", "book__code")
    kept: dict[str, tuple[bool, str, Row]] = {}
    for key, entry, folded, name, sample, code in asked:
        if not all(word in f" {folded}" for word in said):
            continue
        row = (sample, code, Row(key, entry, folded.rpartition("field:")[2], fold(name)))
        if key not in kept or row[:2] < kept[key][:2]:
            kept[key] = row
    return [row for _, _, row in kept.values()]


def _bodies(entries: Iterable[int]) -> dict[int, Current]:
    rows = queries.current("procedure").filter(entry_id__in=list(entries))
    return {row.entry_id: row for row in rows}


def _areas(rows: Sequence[Row]) -> list[Content]:
    """Areas of work of these procedures, by name, each with how many."""
    one_of_each = {row.field: row.entry for row in rows}
    found = _bodies(one_of_each.values())
    areas = [
        found[entry].entry.body.data["field"] | {"count": sum(row.field == code for row in rows)}
        for code, entry in one_of_each.items()
        if entry in found
    ]
    return sorted(areas, key=lambda area: fold(area["label"]["vi"]))


def _line(row: Current) -> Content:
    data = row.entry.body.data
    last = data["versions"][0]
    names = ("limit", "limit_note", "same_day", "on_the_spot", "fee", "mark", "valid_from")
    return {name: last[name] for name in names} | {
        "key": _key(row),
        "code": data["code"],
        "label": data["label"],
        "field": data["field"],
        "valid_to": last["valid_to"],
        "book": row.book.code,
        "address": reverse("portal:procedure", args=[_key(row)]),
    }


def _key(row: Current) -> str:
    return row.key.removeprefix("procedure/")


def procedure(key: str, on: date, book: str = "") -> Content | None:
    """Every version of a procedure, what each changed, and which is in force ``on`` that day."""
    rows = queries.current("procedure").filter(key=f"procedure/{key}")
    found = sorted(rows, key=lambda row: (row.book.sample, row.book.code))
    row = next((one for one in found if not book or one.book.code == book), None)
    if row is None or row.entry.body.verb == ERASE:
        return None
    data = row.entry.body.data
    versions = data["versions"]
    standing = _in_force(versions, on)
    changes = [_changes(later, earlier) for later, earlier in pairwise(versions)]
    return {name: data[name] for name in ("label", "code", "field")} | {
        "key": key,
        "in_force": standing,
        "coming": next((one for one in reversed(versions) if _begins_after(one, on)), None),
        "reason": data.get("reason"),
        "versions": [
            version | {"changes": told}
            for version, told in zip(versions, [*changes, []], strict=True)
        ],
        "book": row.book.code,
        "books": [one.book.code for one in found],
        "at": row.entry.body.at,
        "seq": row.entry.seq,
        "entry": reverse("portal:entry", args=[row.book.code, row.entry.seq]),
        "samples": SAMPLE_BOOK if row.book.sample else [],
    }


def _in_force(versions: Sequence[Content], on: date) -> Content | None:
    day = on.isoformat()
    return next(
        (
            one
            for one in versions
            if (one["valid_from"] or "") <= day and (one["valid_to"] or "9999") > day
        ),
        None,
    )


def _begins_after(version: Content, on: date) -> bool:
    return (version["valid_from"] or "") > on.isoformat()


def _changes(later: Content, earlier: Content) -> list[Content]:
    return [
        {"name": name, "before": earlier[name], "after": later[name]}
        for name in TOLD
        if later[name] != earlier[name]
    ]


def notice(code: str, on: date) -> Content | None:
    """What a printed notice is today: in force, coming, replaced or ended; for ever."""
    found = queries.current_of(f"notice/{code}")
    if found is None:
        return None
    data = found.entry.body.data
    about = procedure(data.get("procedure", ""), on, found.book.code)
    versions = about["versions"] if about else []
    printed = next((one for one in versions if one["version"] == data["version"]), None)
    current = about["in_force"] if about else None
    return {
        "code": code,
        "label": data["label"],
        "state": _state(printed, current, on),
        "printed": printed,
        "now": current,
        "replaced_on": printed["valid_to"] if printed else None,
        "reason": about["reason"] if about else None,
        "procedure": about and {"key": about["key"], "code": about["code"]},
        "book": found.book.code,
        "samples": SAMPLE_BOOK if found.book.sample else [],
    }


def _state(printed: Content | None, current: Content | None, on: date) -> str:
    if printed is None:
        return "unknown"
    if _begins_after(printed, on):
        return "coming"
    if current is None:
        return "ended"
    return "current" if current["version"] == printed["version"] else "replaced"


def posted(code: str = "") -> list[Content]:
    """What hangs where, as each ward told it last; of one ward or of all, by name."""
    rows = queries.standing("postings")
    rows = rows.filter(key=f"postings/{code}") if code else rows
    return [_posted(row) for row in rows]


def _posted(row: Current) -> Content:
    data = row.entry.body.data
    names = ("label", "unit", "procedures", "counts", "places")
    return {name: data[name] for name in names} | {
        "at": row.entry.body.at,
        "book": row.book.code,
        "sample": row.book.sample,
        "entry": reverse("portal:entry", args=[row.book.code, row.entry.seq]),
    }


def last_day(day: str) -> str:
    """The last day of days that end before ``day``."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
