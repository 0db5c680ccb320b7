"""A table computed once, of plain values; every format renders this same object."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Label = Mapping[str, str]  # {"vi": …, "en": …}
Kind = Literal["text", "number", "day", "period"]
Value = str | int | Decimal | date | None  # None is no data, which is not zero

TYPES: dict[Kind, tuple[type, ...]] = {
    "text": (str,),
    "number": (int, Decimal),
    "day": (date,),
    "period": (str,),  # a writing of wardbook.lib.period
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``name`` is for machines and never changes, ``label`` is for people."""

    name: str
    label: Label
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """What a list says. ``name`` names files, ``notes`` are sentences that go with the numbers.

    Raises ``ValueError`` for a row of another length, ``TypeError`` for a value that its column
    does not hold: a float, a moment, a number given as text.
    """

    name: str
    title: Label
    notes: Sequence[Label]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]

    def __post_init__(self) -> None:
        for row in self.rows:
            for column, value in zip(self.columns, row, strict=True):
                if value is not None and type(value) not in TYPES[column.kind]:
                    raise TypeError(f"{column.name} holds no {type(value).__name__}")
