"""The bodies of the public pages of one-stop statements, from the ledger alone."""

from typing import Any

from django.urls import reverse

from wardbook.ledger import queries
from wardbook.ledger.models import ERASE, Body, Current
from wardbook.lib.period import Period

Content = dict[str, Any]


def listed() -> Content:
    """Every statement that stands, by unit, the latest period first."""
    rows = [_line(row) for row in queries.standing("statement")]
    rows.sort(key=lambda row: Period(row["period"]), reverse=True)
    rows.sort(key=lambda row: str(row["unit"]["code"]))
    samples = [row["sample"] for row in rows if row["sample"]][:1]
    return {"count": len(rows), "statements": rows, "samples": samples}


def _line(row: Current) -> Content:
    data = row.entry.body.data
    first = next(one for one in data["shares"] if one["name"] == "first")
    _, code, period = row.key.split("/")
    return {name: data[name] for name in ("label", "unit", "period", "cut_off", "sample")} | {
        "first": first,
        "total": data["parts"][0]["cells"]["total"],
        "at": row.entry.body.at,
        "corrected": row.entry.body.verb == "correct",
        "address": reverse("portal:statement", args=[code, period]),
    }


def statement(unit: str, period: str) -> Content | None:
    """One statement as it reads now, with everything ever said under its name."""
    row = queries.current_of(f"statement/{unit}/{period}")
    if row is None:
        return None
    body, erased = row.entry.body, row.entry.body.verb == ERASE
    sample = None if erased else body.data["sample"]
    return body.data | {
        "key": row.key,
        "erased": erased,
        "at": body.at,
        "book": row.book.code,
        "seq": row.entry.seq,
        "samples": [sample] if sample else [],
        "workbook": reverse("portal:statement-xlsx", args=[unit, period]),
        "history": [_said(one, row.book.code) for one in queries.history(row.book, row.key)],
    }


def _said(body: Body, book: str) -> Content:
    data = body.data
    return {
        "seq": body.entry.seq,
        "at": body.at,
        "verb": body.verb,
        "by": data.get("by"),
        "reason": data.get("reason"),
        "erased_seq": data["seq"] if body.verb == ERASE else None,
        "before": data.get("before"),
        "cut_off": data.get("cut_off"),
        "chain_hash": body.entry.chain_hash,
        "address": reverse("portal:entry", args=[book, body.entry.seq]),
    }
