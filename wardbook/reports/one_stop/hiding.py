"""Small counts: hidden in every format, and not found again by subtraction.

What the unit did as a whole is told whole. In its parts (field, channel, body) a count of one to
four may point at a person whom neighbours know; it is hidden, and beside it as many others as it
takes: for every hidden count there is another table with the same totals. The argument is a
rectangle: with (row, column) hide also (row, column′), (row′, column) and (row′, column′), where
the last is not nought; one dossier moved round the corners leaves every total as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from wardbook.lib.disclosure import FEWEST, small
from wardbook.reports.one_stop.columns import CAME, OTHERS, WENT

Content = dict[str, Any]
Cells = Mapping[str, int]
Hidden = set[tuple[int, str]]

RULE = "REP-09"
# Columns whose sum is told in every row; the last pair is kept and missed of those due.
BLOCKS = ((*CAME, "from_nowhere"), (*WENT, "nowhere"))


def public(body: Content, *, parts: bool = True, before: Content | None = None) -> Content:
    """``body`` as the public may see it; what was hidden ``before`` stays hidden.

    Without ``parts`` the whole alone is told: another statement over some of the days has the
    parts, and would give them away.
    """
    whole, shown = body["parts"][0], []
    if parts:
        for by in ("field", "channel", "unit"):
            rows = [part for part in body["parts"] if part["by"] == by]
            shown += _hide(gathered(rows), _hidden_before(before, by))
    hidden = any(None in part["cells"].values() for part in shown)
    rule = RULE if hidden or len(shown) + 1 < len(body["parts"]) else None
    shares = [_share(share) for share in body["shares"]]
    return body | {"parts": [whole, *shown], "shares": shares, "hidden_by": rule}


def _share(share: Content) -> Content:
    """Shares over fewer than five have no numbers in public."""
    if not small(share["denominator"]):
        return share
    return share | {"numerator": None, "denominator": None, "value": None}


def gathered(rows: Sequence[Content]) -> list[Content]:
    """``rows`` with those of fewer than five dossiers as one; nothing where one alone is left."""
    few = [row for row in rows if row["cells"]["total"] < FEWEST]
    many = sorted(
        (row for row in rows if row["cells"]["total"] >= FEWEST),
        key=lambda row: row["cells"]["total"],
    )
    while few and many and sum(row["cells"]["total"] for row in few) < FEWEST:
        few.append(many.pop(0))
    if few:
        cells = {name: sum(row["cells"][name] for row in few) for name in few[0]["cells"]}
        some = {"by": few[0]["by"], "code": "", "label": OTHERS, "cells": cells}
        many.append(few[0] if len(few) == 1 else some)
    kept = sorted(many, key=lambda row: (row["label"] == OTHERS, str(row["code"])))
    return kept if len(kept) > 1 else []


def _hide(rows: list[Content], before: dict[str, set[str]]) -> list[Content]:
    cells = [row["cells"] for row in rows]
    was = {(at, name) for at, row in enumerate(rows) for name in before.get(row["code"], ())}
    hidden: Hidden = set()
    for block in BLOCKS:
        hidden |= hidden_in(cells, block, {one for one in was if one[1] in block})
    hidden |= _hidden_promises(cells, {at for at, name in was if name in ("kept", "due")})
    return [
        row
        | {"cells": {name: None if (at, name) in hidden else n for name, n in row["cells"].items()}}
        for at, row in enumerate(rows)
    ]


def hidden_in(
    rows: Sequence[Cells], block: Sequence[str], was: Iterable[tuple[int, str]]
) -> Hidden:
    """Cells of a block to hide: the small ones, each with a rectangle that keeps its totals."""
    hidden: Hidden = set()
    wanted = {(at, name) for at, row in enumerate(rows) for name in block if small(row[name])}
    for at, name in sorted(wanted | set(was)):
        others = product((one for one in range(len(rows)) if one != at), block)
        corners = [
            {(at, name), (at, other), (row, name), (row, other)}
            for row, other in others
            if other != name and _turns(rows, at, name, row, other)
        ]
        if not corners:  # no such table: the block is told in total only
            return {(row, one) for row in range(len(rows)) for one in block}
        hidden |= min(corners, key=lambda four: (len(four - hidden), _told(rows, four - hidden)))
    return hidden


def _turns(rows: Sequence[Cells], at: int, name: str, row: int, other: str) -> bool:
    """Could a dossier move round the corners, one way or the other?"""
    away = rows[at][name] > 0 and rows[row][other] > 0
    back = rows[at][other] > 0 and rows[row][name] > 0
    return away or back


def _told(rows: Sequence[Cells], cells: Iterable[tuple[int, str]]) -> tuple[int, list[int]]:
    """How much is lost by hiding them: noughts last, for they tell of nobody."""
    values = [rows[at][name] for at, name in cells]
    return sum(not value for value in values), sorted(values)


def _hidden_promises(rows: Sequence[Cells], was: set[int]) -> Hidden:
    """Rows whose pair "kept of due" is hidden: with one of them always a second."""
    few = {
        at
        for at, row in enumerate(rows)
        if small(row["due"]) or small(row["kept"]) or small(row["due"] - row["kept"])
    } | was
    if len(few) == 1:
        rest = [at for at in range(len(rows)) if at not in few]
        few.add(min(rest, key=lambda at: (not rows[at]["due"], rows[at]["due"])))
    return {(at, name) for at in few for name in ("kept", "due")}


def _hidden_before(before: Content | None, by: str) -> dict[str, set[str]]:
    parts = (part for part in (before or {"parts": []})["parts"] if part["by"] == by)
    return {
        part["code"]: {name for name, n in part["cells"].items() if n is None} for part in parts
    }
