"""How a kind of paper is laid out on a day: margins, sizes, head and foot, as dated data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from wardbook.org.catalogue import CATALOGUE, MARKS

SIDES = frozenset({"", "left", "right", "left-foot", "right-foot"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Sizes in millimetres, but for the number's, which is in points."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    left_column: int
    right_column: int
    font: str
    number_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a line of one role is set: sizes in points, the indent of its first line in millimetres.

    ``text`` is what every paper says there; ``side`` a half of the head or foot, "" the body.
    """

    side: str = ""
    text: str = ""
    size: int
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = "left"
    indent: Decimal = Decimal(0)
    before: int = 0
    rule: str = ""  # "line": as long as the words · "third": a third of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One row of the catalogue, in force from ``valid_from`` until the day before ``valid_to``."""

    code: str
    name_vi: str
    name_en: str
    valid_from: date
    valid_to: date | None = None
    source: str
    mark: str
    side: str  # state · party
    symbol: str
    body: str
    body_symbol: str
    superior: str
    number_word: str
    capacities: tuple[str, ...]
    capacity_of: str
    post: str
    recipients: tuple[str, ...]
    papers: Mapping[str, str]
    page: Page
    roles: Mapping[str, Style] = field(repr=False)

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@cache
def layouts() -> tuple[Layout, ...]:
    """Every row; raises ``ValueError`` naming one that cannot be."""
    files = sorted((CATALOGUE / "layouts").glob("*.toml"))
    return tuple(
        layout_of(tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal))
        for file in files
    )


def layout_of(table: dict[str, Any]) -> Layout:
    """One file as a row."""
    lists = {name: tuple(value) for name, value in table.items() if isinstance(value, list)}
    page = Page(**table["page"])
    roles = {name: Style(**style) for name, style in table["roles"].items()}
    layout = Layout(**(table | lists | {"page": page, "roles": roles}))
    if layout.mark not in MARKS or not {style.side for style in roles.values()} <= SIDES:
        raise ValueError(f"{layout.code}: a mark or the side of a role is not one we know.")
    return layout


def in_force(code: str, on: date) -> Layout | None:
    """The layout of that code on the day a paper is dated."""
    return next((row for row in layouts() if row.code == code and row.in_force(on)), None)


def kept(code: str, valid_from: date) -> Layout:
    """The very row by which a paper was written."""
    return next(row for row in layouts() if (row.code, row.valid_from) == (code, valid_from))
