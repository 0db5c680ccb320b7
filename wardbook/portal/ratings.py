"""Released ratings of bodies, from the ledger alone: all of them, a body over the years, one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Body, Current
from wardbook.lib.period import Period
from wardbook.reports.table import Column, Table, Value

Content = dict[str, Any]

TOPIC = "unit-rating"
ABOUT = ("label", "unit", "period", "rule", "level", "bound", "decided_on", "decided_by")
COLUMNS = [
    Column("unit", {"vi": "Mã đơn vị", "en": "Unit code"}),
    Column("unit_name", {"vi": "Đơn vị", "en": "Unit"}),
    Column("period", {"vi": "Kỳ", "en": "Period"}, "period"),
    Column("level", {"vi": "Mã mức", "en": "Level code"}),
    Column("level_name", {"vi": "Mức", "en": "Level"}),
    Column("bound", {"vi": "Mức độ chính xác", "en": "Bound"}),
    Column("rule", {"vi": "Quy định", "en": "Rule"}),
    Column("decided_by", {"vi": "Cấp quyết định", "en": "Decided by"}),
    Column("document", {"vi": "Văn bản", "en": "Document"}),
    Column("address", {"vi": "Địa chỉ trang", "en": "Address"}),
]
NO_RANK = {
    "vi": "Chỉ có kết quả đã công bố; xếp theo tên, không theo thứ hạng.",
    "en": "Released ratings only; in the order of names, not of merit.",
}


def listed() -> Content:
    """Every rating that stands, by the name of the body, the latest period first."""
    rows = _in_order(_line(row) for row in queries.standing(TOPIC))
    return {"count": len(rows), "ratings": rows, "samples": _samples(rows)}


def within(code: str) -> list[Content]:
    """The ratings of a unit and of the bodies of a place, by name, the latest period first."""
    rows = queries.standing(TOPIC).filter(
        Q(key__startswith=f"{TOPIC}/{code}/") | Q(key__startswith=f"{TOPIC}/{code}.")
    )
    return _in_order(_line(row) for row in rows)


def _in_order(lines: Iterable[Content]) -> list[Content]:
    rows = sorted(lines, key=lambda row: Period(row["period"]), reverse=True)
    return sorted(rows, key=lambda row: (row["unit"]["label"]["vi"], row["unit"]["code"]))


def of_unit(code: str) -> Content | None:
    """A body over the years, oldest first, with what its place followed; ``None`` without any."""
    place, _, word = code.partition(".")
    changes = _changes(place)
    codes = [code, *(f"{one['code']}.{word}" if word else one["code"] for one in changes)]
    rows = [row for one in codes for row in _of(one)]
    if not any(row["unit"]["code"] == code for row in rows):
        return None
    rows.sort(key=lambda row: (Period(row["period"]), row["unit"]["code"]))
    unit = next(row["unit"] for row in reversed(rows) if row["unit"]["code"] == code)
    return {
        "label": unit["label"],
        "unit": unit,
        "ratings": _broken(rows, changes),
        "samples": _samples(rows),
    }


def _of(code: str) -> list[Content]:
    rows = queries.standing(TOPIC).filter(key__startswith=f"{TOPIC}/{code}/")
    return [_line(row) for row in rows]


def _changes(place: str) -> list[Content]:
    """What the place took over, as the public was told, and what that had taken over before."""
    found: list[Content] = []
    known, level = {place}, [place]
    while level:
        rows = [queries.current_of(f"unit/{code}") for code in level]
        taken = [
            one | {"into": row.entry.body.data["label"]}
            for row in rows
            if row and row.entry.body.verb != ERASE
            for one in row.entry.body.data["predecessors"]
            if one["code"] not in known
        ]
        found += taken
        level = [one["code"] for one in taken]
        known |= set(level)
    return found


def _broken(rows: list[Content], changes: list[Content]) -> list[Content]:
    """Each rating with the ``changes`` of territory that lie between it and the one before it."""
    before = None
    for row in rows:
        other = before is not None and before["unit"]["code"] != row["unit"]["code"]
        row["changes"] = [one for one in changes if _is_from(one, before)] if other else []
        before = row
    return rows


def _is_from(change: Content, row: Content | None) -> bool:
    place = row["unit"]["code"].partition(".")[0] if row else ""
    return bool(change["code"] == place)


def rating(unit: str, period: str) -> Content | None:
    """One rating as it reads now, with everything ever said under its name."""
    row = queries.current_of(f"{TOPIC}/{unit}/{period}")
    if row is None:
        return None
    body, erased = row.entry.body, row.entry.body.verb == ERASE
    sample = None if erased else body.data["sample"]
    return body.data | {
        "key": row.key,
        "code": unit,
        "erased": erased,
        "withdrawn": body.verb == "withdraw",
        "at": body.at,
        "book": row.book.code,
        "seq": row.entry.seq,
        "samples": [sample] if sample else [],
        "history": [_said(one, row.book.code) for one in queries.history(row.book, row.key)],
    }


def _line(row: Current) -> Content:
    data = row.entry.body.data
    _, code, period = row.key.split("/")
    return {name: data.get(name) for name in ABOUT} | {
        "document": data.get("document"),
        "sample": data["sample"],
        "corrected": row.entry.body.verb == "correct",
        "at": row.entry.body.at,
        "address": reverse("portal:unit-rating", args=[code, period]),
        "over_years": reverse("portal:unit-ratings-of", args=[code]),
    }


def _samples(rows: Iterable[Content]) -> list[Content]:
    found = [row["sample"] for row in rows if row["sample"]]
    return [one for at, one in enumerate(found) if one not in found[:at]]


def _said(body: Body, book: str) -> Content:
    data = body.data
    return {
        "seq": body.entry.seq,
        "at": body.at,
        "verb": body.verb,
        "by": data.get("released_by") or data.get("by"),
        "level": data.get("level"),
        "reason": data.get("reason"),
        "erased_seq": data["seq"] if body.verb == ERASE else None,
        "before": data.get("before"),
        "chain_hash": body.entry.chain_hash,
        "address": reverse("portal:entry", args=[book, body.entry.seq]),
    }


def table(rows: Iterable[Content], language: str, name: str = "unit-ratings") -> Table:
    """Ratings as a list to download."""
    title = {"vi": "Xếp loại tập thể đã công bố", "en": "Released ratings of bodies"}
    return Table(name, title, [NO_RANK], COLUMNS, [_row(row, language) for row in rows])


def _row(row: Content, language: str) -> list[Value]:
    return [
        row["unit"]["code"],
        row["unit"]["label"][language],
        row["period"],
        row["level"]["code"],
        row["level"]["label"][language],
        row["bound"],
        row["rule"]["label"][language],
        row["decided_by"][language],
        row["document"],
        row["address"],
    ]
