"""A sheet as the public reads it: totals only, and none that point at a handful of people.

The total of the body above is taken as known: newspapers print it. So what a body tells may not
leave, of its sisters that tell nothing, a single one or fewer than five together: the rest would
be found by subtraction.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from wardbook.figures.models import TallySheet
from wardbook.figures.tallies import balance, queries
from wardbook.figures.tallies.catalogue import IN, OUT, Sheet
from wardbook.lib.disclosure import small
from wardbook.lib.period import Period

Totals = Mapping[str, int | None]
Content = dict[str, Any]

RULE = "TAL-12"
STOCK, FLOW, WHOLE = "stock", "flow", "whole"
# What is shown or hidden together: with one of a pair the other would follow.
GROUPS = {STOCK: ("opening", "closing"), FLOW: ("in", "out"), WHOLE: ("total",)}


def totals(sheet: Sheet, numbers: balance.Numbers) -> dict[str, int | None]:
    """Opening, in, out and closing of a sheet that balances; of another the sum of its lines."""
    if not sheet.balances:
        known = [n for line in sheet.lines if (n := numbers.get(line.code)) is not None
                 and line.over_time == "sum"]  # fmt: skip
        return {"total": sum(known) if known else None}
    return {
        "opening": balance.opening(sheet, numbers),
        "in": balance.total(sheet, numbers, IN),
        "out": balance.total(sheet, numbers, OUT),
        "closing": balance.closing(sheet, numbers),
    }


def told_groups(whole: Totals) -> list[str]:
    """The groups of totals that point at nobody by themselves.

    A body of fewer than five members tells nothing at all.
    """
    groups = [group for group, names in GROUPS.items() if set(names) <= set(whole)]
    few = {group for group in groups if any(small(whole[name]) for name in GROUPS[group])}
    return [] if few & {STOCK, WHOLE} else [group for group in groups if group not in few]


def shown_groups(
    row: TallySheet, sheet: Sheet, sisters: Sequence[Sequence[TallySheet]]
) -> list[str]:
    """The groups that releasing ``row`` may show; ``sisters`` are the sheets of the other bodies
    beside it, whatever became of them, body by body."""
    whole = totals(sheet, row.numbers)
    return [
        group for group in told_groups(whole) if not any(_leaves_few(row, sheet, group, sisters))
    ]


def _leaves_few(
    row: TallySheet, sheet: Sheet, group: str, sisters: Sequence[Sequence[TallySheet]]
) -> Iterable[bool]:
    """Whether of the bodies that tell nothing of these days too little is left."""
    hidden = [rows for rows in sisters if not any(_tells(one, group, row.days) for one in rows)]
    yield len(hidden) == 1
    for name in GROUPS[group] if hidden else ():
        known = [_said(rows, sheet, name, row.days) for rows in hidden]
        left = sum(number or 0 for number in known)
        yield small(left) or (left == 0 and None in known)


def _tells(row: TallySheet, group: str, period: Period) -> bool:
    """Was it ever public, of days that lie in the period or beside it?"""
    return row.released_at is not None and group in row.shown and _touches(row, period)


def _touches(row: TallySheet, period: Period) -> bool:
    return row.start_on <= (period.end_on or row.start_on) and row.end_on >= period.start_on


def _said(rows: Sequence[TallySheet], sheet: Sheet, name: str, period: Period) -> int | None:
    """A total of the latest sheet of one body that touches the period."""
    near = [row for row in rows if _touches(row, period) and row.numbers]
    return totals(sheet, near[-1].numbers).get(name) if near else None


def sisters_of(row: TallySheet, sheet: Sheet) -> list[list[TallySheet]]:
    """Every version of every sheet of the other bodies that report beside the row's."""
    above = row.unit.parent
    if above is None or above.kind not in sheet.kinds:
        return []
    others = [one for one in queries.reporters(above, sheet, row.days) if one.pk != row.unit_id]
    rows = TallySheet.objects.filter(book=row.book, unit__in=others, sheet=row.sheet)
    found = queries.by_unit(rows.prefetch_related("tallies").order_by("pk"))
    return [found.get(one.pk, []) for one in others]


def body_of(row: TallySheet, sheet: Sheet, shown: Sequence[str]) -> Content:
    """What is said of a released sheet: its totals, but for the groups that are hidden."""
    whole = totals(sheet, row.numbers)
    told = {name for group in shown for name in GROUPS[group]}
    seen = {name: number if name in told else None for name, number in whole.items()}
    full = set(told) == set(whole)
    return head_of(row, sheet) | {
        "totals": seen,
        "hidden_by": None if full else RULE,
        "balances": _balances(sheet, row.numbers) if full else None,
        "filed_by": row.filed_by.post.label,
    }


def _balances(sheet: Sheet, numbers: balance.Numbers) -> bool | None:
    """Whether the totals close; ``None`` where that cannot be told."""
    would, says = balance.expected(sheet, numbers), balance.closing(sheet, numbers)
    return None if would is None or says is None else would == says


def head_of(row: TallySheet, sheet: Sheet) -> Content:
    """What a sheet is about, without its numbers: all that is left of a withdrawn one."""
    unit, period = row.unit, row.days
    label = {
        code: f"{sheet.label[code]}, {unit.label[code]}, {period.words(code)}"
        for code in ("vi", "en")
    }
    return {
        "label": label,
        "search": f"{sheet.name_vi} {sheet.name_en} {unit.name_vi} {period.text}",
        "unit": {
            "code": unit.code,
            "label": unit.label,
            "path": [{"code": one.code, "label": one.label} for one in unit.path],
        },
        "sheet": {
            "code": sheet.code,
            "label": sheet.label,
            "counts": sheet.counts,
            "source": sheet.source,
            "mark": sheet.mark,
        },
        "period": period.text,
        "start_on": row.start_on.isoformat(),
        "last_on": (row.end_on - timedelta(days=1)).isoformat(),
        "sample": {"newspaper": None, "printed_on": None} if row.book.sample else None,
    }
