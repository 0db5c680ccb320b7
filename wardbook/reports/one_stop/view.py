"""The body of a statement as a page shows it: groups, sums and shares; nothing is counted here."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from wardbook.lib.ratio import Ratio, rounded
from wardbook.reports.one_stop.columns import (
    BACK,
    CHARGED,
    COLUMNS,
    HERE,
    NOWHERE,
    OUT,
    PARTS,
    SHARES,
    Column,
    label,
)

Content = dict[str, Any]

HEAD = ("first", "at_least", "held", "returned", "index", "told")
GROUPS = {"returned": label(BACK), "here": label(HERE), "ended": label(OUT)}
# What a table of parts shows of each; the sums open lists of their own.
SHOWN = ("carried", "received", "early", "on_time", "late", "here", "ended", "kept", "due")
SUMS: dict[str, tuple[str, ...]] = {
    name: tuple(column.name for column in COLUMNS if column.group == words)
    for name, words in GROUPS.items()
}
LABELS = {column.name: column.label for column in COLUMNS} | {
    "here": GROUPS["here"],
    "ended": GROUPS["ended"],
    "kept": label(("Đúng hẹn đầu", "Kept first promise")),
    "due": label(("Có hẹn đầu trong kỳ", "First promised in the period")),
    "total": label(("Tổng số", "Total")),
}

# Behind a share: the list of those it counts, and of those they are out of.
LISTS = {
    "first": ("kept", "due"),
    "at_least": ("least_kept", "least_due"),
    "held": ("held_kept", "held"),
    "returned": ("in_time", "dated"),
    "index": ("index_in_time", "index_judged"),
    "told": ("told_in_time", "told_judged"),
    "asked": ("asked", "total"),
    "extended": ("extended", "total"),
    "keyed": ("keyed", "total"),
    "rejected": ("rejected", "decided"),
    "refused": ("refused", "judged"),
    "again": ("again", "received"),
}
SAID = {
    "promise_kept": label(("Đúng hẹn lần đầu", "First promise kept")),
    "promise_late": label(("Có kết quả sau hẹn đầu", "Answered after the first promise")),
    "promise_open_late": label(("Chưa xong, đã quá hẹn đầu", "Open past the first promise")),
    "promise_keyed_late": label(("Ghi sổ sau ngày hẹn", "Keyed after the promised day")),
    "promise_apart": label(("Kết thúc trước hẹn, không có trả lời", "Ended before it, unanswered")),
    "twice": label(("Được đếm hai lần", "Counted twice")),
    **NOWHERE,
    **{share.name: share.label for share in SHARES},
    **{one: share.label for share in SHARES for one in LISTS.get(share.name, ()) if one},
}


def page(body: Content) -> Content:
    """What the templates of office and portal read."""
    shares = {one["name"]: one for one in body["shares"]}
    apart = gap(shares["returned"], shares["first"])
    return {
        "headline": [_share(name, shares[name]) for name in HEAD if _speaks(name, shares[name])],
        "gap": apart,
        "below": -apart if apart and apart < 0 else None,
        "rates": [
            _share(share.name, shares[share.name]) for share in SHARES if share.name not in HEAD
        ],
        "flow": flow(body["parts"][0]["cells"]),
        "total": body["parts"][0]["cells"]["total"],
        "without": _without(body["parts"][0]["cells"]),
        "promise": body["promise"],
        "charged": [(CHARGED[whose], body["charged"][whose]) for whose in CHARGED],
        "late_days": body["charged"]["whole"],
        "tables": [_table(by, body["parts"]) for by in ("field", "channel", "unit")],
        "heads": [(name, LABELS[name]) for name in SHOWN],
        "satisfaction": satisfaction(body),
    }


def flow(cells: Mapping[str, int | None]) -> list[Content]:
    """Both sides of the identity in groups, each with its sum."""
    groups: list[Content] = []
    for column in COLUMNS:
        if not groups or groups[-1]["label"] != column.group:
            groups.append({"label": column.group, "side": column.side, "rows": [], "sum": 0})
        groups[-1]["rows"].append(_row(column, cells[column.name]))
        groups[-1]["sum"] = _plus([groups[-1]["sum"], cells[column.name]])
    return groups


def _row(column: Column, n: int | None) -> Content:
    return {"name": column.name, "label": column.label, "says": column.says, "n": n}


def _plus(numbers: Iterable[int | None]) -> int | None:
    """A sum, or nothing where a part of it is hidden."""
    known = list(numbers)
    return None if None in known else sum(filter(None, known))


def _without(cells: Mapping[str, int]) -> list[Content]:
    return [
        {"name": name, "label": words, "n": cells[name]}
        for name, words in NOWHERE.items()
        if cells[name]
    ]


def _speaks(name: str, share: Mapping[str, Any]) -> bool:
    """A book that mirrors nothing has no word of another system."""
    return name != "told" or bool(share["denominator"])


def _share(name: str, said: Mapping[str, Any]) -> Content:
    share = next(one for one in SHARES if one.name == name)
    value = None if said["value"] is None else Decimal(said["value"])
    return {
        "name": name,
        "label": share.label,
        "says": share.says,
        "percent": share.percent,
        "numerator": said["numerator"],
        "denominator": said["denominator"],
        "value": value,
        "hidden": said["denominator"] is None,
        "lists": LISTS.get(name, ("", "")),
    }


def gap(one: Mapping[str, Any], other: Mapping[str, Any]) -> Decimal | None:
    """By how many percentage points the first share lies above the other."""
    if not one["denominator"] or not other["denominator"]:
        return None
    parts = (Ratio(each["numerator"], each["denominator"]).exact for each in (one, other))
    first, second = (part or Fraction(0) for part in parts)
    return rounded(first - second, Decimal("0.01"))


def _table(by: str, parts: Sequence[Content]) -> Content:
    rows = [part for part in parts if part["by"] == by]
    return {
        "by": by,
        "label": PARTS[by],
        "rows": [
            {"code": row["code"], "label": row["label"], "cells": _cells(row["cells"])}
            for row in rows
        ],
    }


def _cells(cells: Mapping[str, int | None]) -> list[Content]:
    found = dict(cells) | {name: _plus(cells[one] for one in parts) for name, parts in SUMS.items()}
    return [{"name": name, "label": LABELS[name], "n": found[name]} for name in SHOWN]


def satisfaction(body: Content) -> Content | None:
    """Those who gave four or five of all who rated; ``None`` where too few did to be told."""
    said = body["satisfaction"]
    if said is None:
        return None
    content = said["scores"]["4"] + said["scores"]["5"]
    return {"n": said["n"], "content": content, "percent": Ratio(content, said["n"]).percent()}


def columns_of(parts: Sequence[Content]) -> list[tuple[str, Mapping[str, str]]]:
    """Name and label of every part, as columns of a file."""
    return [(_name(part), part["label"]) for part in parts]


def _name(part: Content) -> str:
    return part["by"] if part["by"] == "whole" else f"{part['by']}:{part['code'] or 'others'}"
