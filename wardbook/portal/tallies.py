"""The bodies of the public pages of members counted by kind, from the ledger alone."""

from typing import Any

from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Body, Current
from wardbook.lib.period import Period
from wardbook.reports.table import Column, Table, Value

Content = dict[str, Any]

TOPIC = "tally"
# Of each total its words; a sheet that balances has four, another one.
TOTALS = {
    "opening": {"vi": "Đầu kỳ", "en": "At the start"},
    "in": {"vi": "Tăng", "en": "Came in"},
    "out": {"vi": "Giảm", "en": "Went out"},
    "closing": {"vi": "Cuối kỳ", "en": "At the end"},
    "total": {"vi": "Tổng số", "en": "In all"},
}
TITLE = {"vi": "Đảng viên, hội viên, đào tạo: số đếm", "en": "Members and training, counted"}


def listed() -> Content:
    """Every sheet that stands: by body and kind of sheet, the latest period first."""
    rows = [_line(row) for row in queries.standing(TOPIC)]
    rows.sort(key=lambda row: Period(row["period"]), reverse=True)
    rows.sort(key=lambda row: (str(row["unit"]["code"]), str(row["sheet"]["code"])))
    return {
        "count": len(rows),
        "sheets": rows,
        "samples": [row["sample"] for row in rows if row["sample"]][:1],
    }


def _line(row: Current) -> Content:
    data = row.entry.body.data
    names = ("label", "unit", "sheet", "period", "totals", "hidden_by", "balances", "sample")
    _, unit, sheet, period = row.key.split("/")
    return {name: data[name] for name in names} | {
        "at": row.entry.body.at,
        "corrected": row.entry.body.verb == "correct",
        "address": reverse("portal:tally", args=[unit, sheet, period]),
    }


def tally(unit: str, sheet: str, period: str) -> Content | None:
    """One sheet as it reads now, with everything ever said under its name."""
    row = queries.current_of(f"{TOPIC}/{unit}/{sheet}/{period}")
    if row is None:
        return None
    body, erased = row.entry.body, row.entry.body.verb == ERASE
    sample = body.data.get("sample")
    totals = body.data.get("totals") or {}
    return body.data | {
        "key": row.key,
        "erased": erased,
        "withdrawn": body.verb == "withdraw",
        "rows": [
            {"name": name, "label": label, "n": totals[name]}
            for name, label in TOTALS.items()
            if name in totals
        ],
        "at": body.at,
        "book": row.book.code,
        "seq": row.entry.seq,
        "samples": [sample] if sample else [],
        "history": [_said(one, row.book.code) for one in queries.history(row.book, row.key)],
    }


def _said(body: Body, book: str) -> Content:
    data = body.data
    return {
        "seq": body.entry.seq,
        "at": body.at,
        "verb": body.verb,
        "by": data.get("released_by") or data.get("by"),
        "reason": data.get("reason"),
        "erased_seq": data["seq"] if body.verb == ERASE else None,
        "before": data.get("before"),
        "chain_hash": body.entry.chain_hash,
        "address": reverse("portal:entry", args=[book, body.entry.seq]),
    }


def table(body: Content) -> Table:
    """The list as rows: of each sheet its totals; a blank is hidden or not known."""
    columns = (
        Column("unit", {"vi": "Đơn vị", "en": "Body"}),
        Column("sheet", {"vi": "Biểu", "en": "Sheet"}),
        Column("period", {"vi": "Kỳ", "en": "Period"}, "period"),
        *(Column(name, label, "number") for name, label in TOTALS.items()),
        Column("hidden_by", {"vi": "Quy tắc ẩn số", "en": "Hidden by rule"}),
    )
    return Table("members", TITLE, [], columns, [_cells(row) for row in body["sheets"]])


def _cells(row: Content) -> list[Value]:
    totals = [row["totals"].get(name) for name in TOTALS]
    return [row["unit"]["code"], row["sheet"]["code"], row["period"], *totals, row["hidden_by"]]
