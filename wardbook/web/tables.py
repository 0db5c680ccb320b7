"""What a table of a page consists of; drawn by ``web/components/table.html``."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``number`` sets its cells to the right, ``unit`` stands under its label."""

    label: str
    number: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere."""

    text: str
    url: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Status:
    """A cell whose word stands on a colour: green, yellow, red, blue, orange or grey."""

    word: str
    colour: str = "grey"

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, columns and rows; the first cell of a row names it.

    Cells are texts ready to be shown, Links or Statuses. ``total`` repeats on every printed page.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    total: Sequence[object] = ()

    @property
    def lines(self) -> list[list[tuple[Column, object]]]:
        """Each row with the column of every cell."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def total_line(self) -> list[tuple[Column, object]]:
        return list(zip(self.columns, self.total, strict=True)) if self.total else []
