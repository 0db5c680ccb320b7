"""Which form of the counter holds on a day: its title, number, lines and page, as dated data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Any

from wardbook.org.catalogue import CATALOGUE, MARKS
from wardbook.reports.layouts import Page, Style
from wardbook.reports.layouts import in_force as layout_in_force

STATE = "state"  # the layout whose head the forms have: Decree 30/2020
_HEAD = ("nation", "motto", "superior", "body", "number", "place-date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a form, or a list on it; exactly one of ``key``, ``text``, ``list``, ``heading``.

    ``key``: the label and a value · ``text``: a sentence with values in braces, all obligatory ·
    ``list``: numbered rows under the label · ``heading``: words alone. It stands only where the
    value named by ``when`` is given. ``beside``: on the line of the one before.
    """

    key: str = ""
    text: str = ""
    list: str = ""
    heading: str = ""
    label: str = ""
    after: str = ""
    when: str = ""
    role: str = "entry"
    need: bool = False
    strong: bool = False
    beside: bool = False
    mark: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        return keys_in(self.text) if self.text else tuple(filter(None, (self.key,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a form's table, ``width`` in millimetres; ``signs``: who signs in its cells."""

    label: str
    width: int
    key: str = ""
    text: str = ""
    group: str = ""
    align: str = "left"
    signs: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return keys_in(self.text) if self.text else (self.key,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table of a form; at least ``least`` rows, empty ones for the pen, ``height`` in mm."""

    key: str
    columns: tuple[Column, ...]
    least: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Half of the foot: who signs, or with ``recipients`` to whom the paper goes."""

    title: str = ""
    title_key: str = ""
    hint: str = ""
    key: str = ""
    recipients: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One form, in force from ``valid_from`` until the day before ``valid_to``.

    ``page`` in millimetres and the sizes of ``roles`` in points are those of this very form.
    """

    code: str
    number: str
    title: str
    name_en: str
    circular: str
    basis: str
    source: str
    mark: str
    valid_from: date
    valid_to: date | None = None
    page: Page
    roles: Mapping[str, Style] = field(repr=False)
    symbol: str
    office: str
    breaks: tuple[str, ...] = ()
    has_date: bool = True
    why: str = ""
    personal: frozenset[str] = frozenset()
    content: tuple[Item, ...]
    table: Grid | None = None
    signatures: tuple[Signature, ...] = ()

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.title, "en": self.name_en}

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def keys_in(text: str) -> tuple[str, ...]:
    """The names in braces, in order: ``{number}/PXL`` has one."""
    return tuple(name for _, name, _, _ in Formatter().parse(text) if name)


@cache
def templates() -> tuple[Template, ...]:
    """Every form of every set; raises ``ValueError`` naming one that cannot be."""
    rows: list[Template] = []
    for file in sorted((CATALOGUE / "forms").glob("*.toml")):
        rows += forms_of(tomllib.loads(file.read_text(encoding="utf-8")))
    return tuple(rows)


def forms_of(table: dict[str, Any]) -> list[Template]:
    """One file as its forms; what stands at its head holds for each that says nothing else."""
    given = {row.name for row in fields(Template)}
    shared = {name: value for name, value in table.items() if name in given - {"roles"}}
    roles = {name: Style(**style) for name, style in table["roles"].items()}
    return [_form(shared | row, table["pages"], roles) for row in table["form"]]


def form_in_force(code: str, on: date) -> Template | None:
    """The form of that code name on a day: of the dossier, for what its dossier began under."""
    return next((row for row in templates() if row.code == code and row.in_force(on)), None)


def _form(row: dict[str, Any], pages: dict[str, Any], roles: dict[str, Style]) -> Template:
    size = dict(pages[row["page"]])
    percent = size.pop("percent")
    ends = row.get("valid_to")
    layout = layout_in_force(STATE, ends - timedelta(1) if ends else row["valid_from"])
    if layout is None or row["mark"] not in MARKS:
        raise ValueError(f"{row['code']}: no state layout in its days, or an unknown mark.")
    page = replace(layout.page, **size, number_size=_scaled(layout.page.number_size, percent))
    head = {name: layout.roles[name] for name in _HEAD}
    sized = {name: _resized(style, percent) for name, style in (head | roles).items()}
    made = {
        "basis": row["basis"].format(number=row["number"]),
        "page": page,
        "roles": sized,
        "personal": frozenset(row["personal"]),
        "breaks": tuple(row.get("breaks", ())),
        "content": tuple(Item(**item) for item in row["content"]),
        "table": _grid(row["table"]) if "table" in row else None,
        "signatures": tuple(Signature(**one) for one in row.get("signatures", ())),
    }
    return Template(**(row | made))


def _grid(table: dict[str, Any]) -> Grid:
    columns = [
        Column(**(column | {"signs": tuple(column.get("signs", ()))}))
        for column in table["columns"]
    ]
    return Grid(**(table | {"columns": tuple(columns)}))


def _resized(style: Style, percent: int) -> Style:
    return replace(
        style,
        size=_scaled(style.size, percent),
        before=_scaled(style.before, percent),
        indent=Decimal(style.indent) * percent / 100,
    )


def _scaled(size: int, percent: int) -> int:
    """A whole number of points, half rounded up."""
    return (size * percent + 50) // 100
