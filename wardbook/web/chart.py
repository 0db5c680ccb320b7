"""Bars drawn as SVG from exact numbers: one row a value, whole at 360 px, its table stands beside.

A row lies under the other, so that periods in words have room; no colour carries meaning alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 320  # units of the drawing; a phone shows it one to one
ROW, BAR, CAPTION = 44, 14, 16  # height of a row, of its bar, and of the words above
LINE = 30  # height of a row without a bar
END = 6  # free at the right end


@dataclass(frozen=True, slots=True)
class Row:
    """What is to be drawn, in order. ``value`` ``None`` is no data: words and no bar.

    ``kind``: ``bar``; ``aim`` for a bar that was set and not reached; ``gap``; ``break``.
    """

    label: str
    shown: str = ""
    value: Decimal | None = None
    value_max: Decimal | None = None
    target: Decimal | None = None
    kind: str = "bar"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row with its places."""

    row: Row
    top: int
    text: int  # baseline of the words
    bar: int  # top of the bar
    length: int
    more: int  # of the range, beyond the length
    target: int | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing that ``web/components/chart.html`` writes out."""

    name: str  # makes the ids of title and description unique on the page
    title: str
    description: str
    height: int
    rows: Sequence[Drawn]
    width: int = WIDTH
    bar_height: int = BAR


def bars(name: str, title: str, description: str, rows: Sequence[Row]) -> Chart | None:
    """The rows on one scale from zero; ``None`` where nothing can be drawn to a scale."""
    numbers = [n for row in rows for n in (row.value, row.value_max, row.target) if n is not None]
    if not numbers or min(numbers) < 0 or max(numbers) == 0:
        return None
    top, drawn = 0, []
    for row in rows:
        drawn.append(_drawn(row, top, max(numbers)))
        top += ROW if row.value is not None else LINE
    return Chart(name, title, description, top, drawn)


def _drawn(row: Row, top: int, most: Decimal) -> Drawn:
    length = _length(row.value, most)
    return Drawn(
        row=row,
        top=top,
        text=top + CAPTION - 3,
        bar=top + CAPTION + 2,
        length=length,
        more=max(0, _length(row.value_max, most) - length),
        target=None if row.target is None else _length(row.target, most),
    )


def _length(value: Decimal | None, most: Decimal) -> int:
    """To scale; what is above zero shows at least as a line."""
    if not value:
        return 0
    return max(2, int(value * (WIDTH - END) / most))
