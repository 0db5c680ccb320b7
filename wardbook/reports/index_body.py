"""The national index of a place over a period as a body: ours beside the portal's, and the gap.

Ours is counted from the book; the portal's is what somebody typed from it, and is no part of our
sum. What neither says is not known and stays so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wardbook.cases.queries.service_index import Counted
from wardbook.cases.queries.statement import Frame
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.reports import service_index as index
from wardbook.reports.models import StatedPoints
from wardbook.reports.queries import points_seen
from wardbook.reports.service_index import Part, Row, Step

Content = dict[str, Any]
TIMELINESS = "2.1"


@dataclass(frozen=True, slots=True)
class Said:
    """A component, what the book counts of it, and what the portal shows."""

    row: Row
    counted: Counted | None
    stated: StatedPoints | None

    @property
    def part(self) -> Part | None:
        if self.counted is None:
            return None
        good, of = len(self.counted.good), len(self.counted.of)
        return Part(good, of, self.counted.at_most)

    @property
    def ours(self) -> Decimal | None:
        return None if self.part is None else index.shown(self.row, self.part)

    @property
    def theirs(self) -> Decimal | None:
        return self.stated.points if self.stated else None


def computed(
    frame: Frame, book: Book, counted: Mapping[str, Counted], steps: Sequence[Step] | None
) -> Content:
    """Everything the page and the files say, in plain values.

    ``counted`` is ``wardbook.cases.queries.service_index.counted`` of the frame; ``steps`` lead
    from our 2.1 to that of the portal's list, ``None`` where no such list was taken in.
    """
    stated = points_seen(book, frame.unit, frame.period, by_then=frame.cut_off)
    said = [
        Said(row, counted.get(row.code), stated.get(row.code))
        for row in index.in_force(day_of(frame))
    ]
    return _head(frame, book) | {
        "groups": [_group(group, said) for group in index.groups()] if said else [],
        "ours": _sum(said, ours=True),
        "portal": _sum(said, ours=False),
        "both": _both(said),
        "explained": _explained(said, steps),
    }


def day_of(frame: Frame) -> date:
    """The day whose formulas count: the last of the period, or that of the cut-off before it."""
    cut_off = frame.cut_off.astimezone(VIETNAM).date()
    last_on = frame.period.last_on
    return min(last_on, cut_off) if last_on else cut_off


def _head(frame: Frame, book: Book) -> Content:
    unit, period = frame.unit, frame.period
    words = {code: period.words(code) for code in ("vi", "en")}
    return {
        "label": {
            "vi": f"Bộ chỉ số 766, {unit.label['vi']}, {words['vi']}",
            "en": f"National service index, {unit.label['en']}, {words['en']}",
        },
        "unit": {"code": unit.code, "label": unit.label},
        "period": period.text,
        "on": day_of(frame).isoformat(),
        "cut_off": frame.cut_off.astimezone(VIETNAM).isoformat(timespec="minutes"),
        "sample": {"newspaper": None, "printed_on": None} if book.sample else None,
    }


def _group(group: index.Group, said: Sequence[Said]) -> Content:
    mine = [one for one in said if one.row.group == group.group]
    return {
        "group": group.group,
        "portal_code": group.portal_code,
        "label": group.label,
        "points": group.points,
        "ours": _sum(mine, ours=True),
        "portal": _sum(mine, ours=False),
        "components": [_component(one) for one in mine],
    }


def _component(one: Said) -> Content:
    row = one.row
    return {
        "code": row.code,
        "label": row.label,
        "formula": row.formula,
        "points": row.points,
        "shape": row.shape,
        "threshold": row.threshold,
        "source": row.source,
        "mark": row.mark,
        "checked_on": row.checked_on.isoformat(),
        "changed": len(index.versions(row.code)) > 1,
        "ours": _ours(one),
        "portal": _theirs(one.stated) if one.stated else None,
    } | _gap(one)


def _ours(one: Said) -> Content | None:
    if one.part is None or one.counted is None:
        return None
    return {
        **_part(one.part),
        "rest": len(one.counted.rest),
        "apart": len(one.counted.apart),
        "at_most": one.part.at_most,
        "points": _text(one.ours),
    }


def _theirs(row: StatedPoints) -> Content:
    formula = _row_on(row)
    return {
        **(_part(row.seen.part) if row.seen.part else _part(None)),
        "points": _text(row.points),
        "follows": index.follows(formula, row.seen) if formula else None,
        "seen_on": row.seen_on.isoformat(),
        "at": row.stated_at.astimezone(VIETNAM).isoformat(timespec="minutes"),
        "by": row.stated_by.post.label,
        "before": row.replaces.told if row.replaces else None,
        "reason": row.reason,
    }


def _part(part: Part | None) -> Content:
    return {
        "numerator": part.numerator if part else None,
        "denominator": part.denominator if part else None,
        "percent": _text(part.percent) if part else None,
    }


def _row_on(stated: StatedPoints) -> Row | None:
    """The formula as it was on the day on which the portal was read."""
    rows = index.in_force(stated.seen_on)
    return next((row for row in rows if row.code == stated.component), None)


# The gap


def _gap(one: Said) -> Content:
    """The portal's points less ours, and how much of that is formula and how much is counts."""
    if one.ours is None or one.theirs is None or one.stated is None:
        return {"gap": None, "gap_formula": None, "gap_counts": None}
    part, formula = one.stated.seen.part, _row_on(one.stated)
    by_ours = index.shown(formula, part) if part and formula else None
    return {
        "gap": _text(one.theirs - one.ours),
        "gap_formula": None if by_ours is None else _text(one.theirs - by_ours),
        "gap_counts": None if by_ours is None else _text(by_ours - one.ours),
    }


def _sum(said: Sequence[Said], *, ours: bool) -> Content:
    earned = {one.row.code: one.ours if ours else one.theirs for one in said}
    total = index.total([one.row for one in said], earned)
    some = any(value is not None for value in earned.values())
    return {
        "earned": _text(total.earned) if some else None,
        "of": total.of,
        "unknown": total.unknown,
        "at_most": ours and any(one.part is not None and one.part.at_most for one in said),
    }


def _both(said: Sequence[Said]) -> Content | None:
    """The sums over those components that both know: only these can be compared."""
    pairs = [one for one in said if one.ours is not None and one.theirs is not None]
    if not pairs:
        return None
    ours = sum((one.ours or Decimal(0) for one in pairs), Decimal("0.00"))
    theirs = sum((one.theirs or Decimal(0) for one in pairs), Decimal("0.00"))
    return {
        "ours": _text(ours),
        "portal": _text(theirs),
        "gap": _text(theirs - ours),
        "of": sum(one.row.points for one in pairs),
        "codes": [one.row.code for one in pairs],
    }


def _explained(said: Sequence[Said], steps: Sequence[Step] | None) -> Content | None:
    """What each matter of reconciliation makes of 2.1, and what nothing explains."""
    one = next((one for one in said if one.row.code == TIMELINESS), None)
    if one is None or one.ours is None or steps is None:
        return None
    at, rows = one.ours, []
    for step in steps:
        after = index.shown(one.row, Part(step.numerator, step.denominator))
        if after is None:
            return None
        rows.append(
            {
                "matter": step.matter,
                "dossiers": step.dossiers,
                "numerator": step.numerator,
                "denominator": step.denominator,
                "effect": _text(after - at),
            }
        )
        at = after
    return {
        "steps": rows,
        "by_list": _text(at),
        "rest": _text(one.theirs - at) if one.theirs is not None else None,
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
