"""A form of the counter filled in once, as lines and cells: the PDF and the Word file render it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import unquote

from wardbook.lib.text import fold
from wardbook.reports.forms.catalogue import (
    Column,
    Grid,
    Item,
    Signature,
    Template,
    form_in_force,
    keys_in,
)
from wardbook.reports.layouts import Style
from wardbook.reports.sentences import Piece
from wardbook.reports.statement import Line as HeadLine
from wardbook.reports.statement import long_day

DOTS = "…………………"  # where a word is missing inside a sentence
UNCHECKED = "Bố cục chưa được đối chiếu với mẫu gốc."
UNCHECKED_ITEM = "(*) Mục chưa được đối chiếu với mẫu gốc."
CHECKED = "verified"
HANGING, HANG = "item", 4  # the role whose lines hang below their number, and millimetres how far

Values = Mapping[str, str]
Rows = Mapping[str, Sequence[Values]]

_SPACES = re.compile(r"[^\S\n]+")
_TURNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF}
_UNPRINTED = frozenset({"Cc", "Cs", "Co"})
_NO_LETTER = 0xFFFE  # the last two places of every plane, which no file may hold
_CAPITAL = Decimal("0.25")  # millimetres that a capital is wide for each point of its size
_SHORTEST = 4  # characters of a personal value worth looking for in an address


class Run(NamedTuple):
    """Words of one look.

    Kinds: "" the form's own · value · strong · blank: dots · rest: dots to the end of the line.
    """

    text: str
    kind: str = ""


class Line(NamedTuple):
    """A paragraph; its ``role`` is one of the template's."""

    role: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Cell(NamedTuple):
    """A cell of the table, and who signs in it."""

    runs: tuple[Run, ...]
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Qr:
    """A code that opens ``address``; ``text`` stands beneath it for those who cannot scan."""

    address: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """One half of the foot: who signs, with the name if it is known, or to whom the paper goes."""

    title: str
    hint: str = ""
    name: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A whole form: ``left`` and ``right`` are its head, ``notes`` the small print of its foot."""

    template: Template
    dated: date | None
    left: tuple[HeadLine, ...]
    right: tuple[HeadLine, ...]
    lines: tuple[Line, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    feet: tuple[Foot, ...] = ()
    why: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    qr: Qr | None = None
    remark: str = ""

    @property
    def title(self) -> str:
        """What the file says of itself; never a person or a dossier."""
        return self.template.title

    @property
    def code_in_foot(self) -> bool:
        """Whether the code stands where nobody signs, rather than on a line of its own."""
        return bool(self.qr and not self.why and self.feet and not self.feet[0].title)

    def styled(self, lines: Iterable[HeadLine]) -> list[tuple[HeadLine, Style]]:
        return [(line, self.template.roles[line.role]) for line in lines]


@dataclass(frozen=True, slots=True)
class Filling:
    """What a form is filled with."""

    values: Values
    rows: Rows

    def of(self, key: str, *, strong: bool = False) -> Run:
        text = self.values.get(key, "")
        return Run(text, "strong" if strong else "value") if text else Run(DOTS, "blank")


def form(
    code: str,
    *,
    on: date,
    values: Values,
    rows: Rows | None = None,
    dated: date | None = None,
    why: Sequence[str] = (),
    qr: Qr | None = None,
    remark: str = "",
) -> Form:
    """The form of that code name that holds on the day ``on``, filled in.

    ``values``: text by key, as it is to be read; ``rows``: the same, for each row of a list.
    What is obligatory and not given stays a dotted blank; ``dated`` is the day of the paper.
    ``why`` are the lines that explain the promised day; ``remark`` stands on top: that it is a
    sample. Raises ``ValueError`` where no such form held on that day, or where the address of the
    code says who somebody is.
    """
    template = form_in_force(code, on)
    if template is None:
        raise ValueError(f"No form {code!r} is in force on {on}.")
    filling = Filling(
        {key: clean(text) for key, text in values.items()},
        {key: [_cleaned(row) for row in given] for key, given in (rows or {}).items()},
    )
    if qr is not None and (said := _says_who(template, filling, qr.address)):
        raise ValueError(f"The address of a code must not say the {said} of a dossier.")
    made = compose(template, filling, dated)
    return replace(
        made,
        why=tuple(filter(None, map(clean, why))) if template.why else (),
        qr=qr and Qr(qr.address, clean(qr.text)),
        remark=clean(remark),
    )


def compose(template: Template, filling: Filling, dated: date | None) -> Form:
    """Head, text, table and foot of the form."""
    return Form(
        template=template,
        dated=dated,
        left=_left(template, filling),
        right=_right(template, filling, dated),
        lines=tuple(_lines(template, filling)),
        rows=tuple(_table(template.table, filling)) if template.table else (),
        feet=tuple(_foot(one, filling) for one in template.signatures),
        notes=_notes(template),
    )


def clean(text: str) -> str:
    """The text as paper can carry it: no control characters, none that turn the line around."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text).replace("\r\n", "\n"))
    if not text.isprintable():  # nearly every text is: its letters need no look at each
        text = "".join(letter for letter in text if letter == "\n" or _printed(letter))
    return "\n".join(map(str.strip, text.strip().split("\n")))


def _printed(letter: str) -> bool:
    place = ord(letter)
    if place in _TURNS or place & _NO_LETTER == _NO_LETTER or 0xFDD0 <= place <= 0xFDEF:
        return False
    return unicodedata.category(letter) not in _UNPRINTED


def _cleaned(row: Values) -> dict[str, str]:
    return {key: clean(text) for key, text in row.items()}


def _says_who(template: Template, filling: Filling, address: str) -> str:
    """The key of a personal value that the address holds, or ""."""
    within = _bare(unquote(address))
    held = (
        key for key in template.personal if len(_bare(filling.values.get(key, ""))) >= _SHORTEST
    )
    return next((key for key in sorted(held) if _bare(filling.values[key]) in within), "")


def _bare(text: str) -> str:
    """Letters and digits alone, as they are compared."""
    return "".join(filter(str.isalnum, fold(text)))


# --- Head -------------------------------------------------------------------------------------


def _left(template: Template, filling: Filling) -> tuple[HeadLine, ...]:
    names = {key: filling.values.get(key, "").upper() for key in ("superior", "body")}
    names["body"] = names["body"] or DOTS
    number = {**filling.values, "office": filling.values.get("office") or template.office}
    runs = _sentence(template.symbol, Filling(number, {}))
    return (
        *(line for role, name in names.items() for line in _name(template, role, name)),
        HeadLine("number", tuple(Piece(run.text) for run in runs)),
    )


def _name(template: Template, role: str, name: str) -> list[HeadLine]:
    """A body's name; one too long for its column goes on where such names are broken."""
    size = template.roles[role].size
    if len(name) * size * _CAPITAL > template.page.left_column:
        for start in template.breaks:
            name = re.sub(rf"^{start} (?=\S)", f"{start}\n", name)
    return _head_lines(role, name)


def _right(template: Template, filling: Filling, dated: date | None) -> tuple[HeadLine, ...]:
    day = long_day(dated) if dated else "ngày …… tháng …… năm ………"
    place = filling.values.get("place") or DOTS
    fixed = [
        line
        for role in ("nation", "motto")
        for line in _head_lines(role, template.roles[role].text)
    ]
    said = (HeadLine("place-date", (Piece(f"{place}, {day}"),)),) if template.has_date else ()
    return (*fixed, *said)


def _head_lines(role: str, text: str) -> list[HeadLine]:
    return [HeadLine(role, (Piece(line),)) for line in text.splitlines() if line]


# --- Text -------------------------------------------------------------------------------------


def _lines(template: Template, filling: Filling) -> Iterable[Line]:
    yield Line("title", (Run(template.title.upper()),))
    lines: list[Line] = []
    for item in template.content:
        if item.when and not filling.values.get(item.when):
            continue
        made = _item(item, filling)
        if item.beside and made and lines:
            lines[-1] = Line(lines[-1].role, (*lines[-1].runs, Run("   "), *made[0].runs))
        else:
            lines += made
    yield from lines


def _item(item: Item, filling: Filling) -> list[Line]:
    if item.heading:
        return [Line("heading", (Run(item.heading),))]
    if item.text:
        return [Line("words", _sentence(item.text, filling))]
    if item.list:
        return _list(item, filling)
    value = filling.of(item.key, strong=item.strong)
    if value.kind == "blank" and not item.need:
        return []
    if value.kind == "blank" and item.role in {"entry", "words"}:
        value = Run("", "rest")
    after = (Run(item.after),) if item.after else ()
    return [Line(item.role, (Run(f"{_label(item)}: "), value, *after))]


def _list(item: Item, filling: Filling) -> list[Line]:
    """A numbered row a line; two blank ones where there must be some and there are none."""
    given = [row.get("text", "") for row in filling.rows.get(item.list, ())]
    if not given and item.need:
        given = ["", ""]
    runs = [Run(text, "value") if text else Run("", "rest") for text in given]
    numbered = [Line("item", (Run(f"{at}. "), run)) for at, run in enumerate(runs, 1)]
    return [Line("entry", (Run(_label(item)),)), *numbered] if numbered else []


def _label(item: Item) -> str:
    return f"{item.label} (*)" if item.mark not in {"", CHECKED} else item.label


def _sentence(text: str, filling: Filling) -> tuple[Run, ...]:
    """The words with their values; a full stop of the value's own is not said twice."""
    runs: list[Run] = []
    for part in re.split(r"(\{\w+\})", text):
        key = keys_in(part)
        run = _flat(filling.of(key[0])) if key else Run(part)
        if not key and part.startswith((".", ";")) and runs and runs[-1].text.endswith("."):
            runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip("."))
        runs.append(run)
    return tuple(run for run in runs if run.text)


def _flat(run: Run) -> Run:
    """On one line, as it stands inside a sentence."""
    return run._replace(text=run.text.replace("\n", " "))


# --- Table and foot ---------------------------------------------------------------------------


def _table(grid: Grid, filling: Filling) -> Iterable[tuple[Cell, ...]]:
    rows = list(filling.rows.get(grid.key, ()))
    rows += [{}] * (grid.least - len(rows))
    for row in rows:
        yield tuple(_cell(column, row) for column in grid.columns)


def _cell(column: Column, row: Values) -> Cell:
    if column.text:
        return Cell(_sentence(column.text, Filling(row, {})), column.signs)
    text = row.get(column.key, "")
    return Cell((Run(text, "value"),) if text else (), column.signs)


def _foot(one: Signature, filling: Filling) -> Foot:
    if one.recipients:
        listed = [row.get("text", "") for row in filling.rows.get("recipients", ())]
        return Foot(title="Nơi nhận:" if listed else "", recipients=tuple(filter(None, listed)))
    title = filling.values.get(one.title_key) or one.title
    return Foot(title=title.upper(), hint=one.hint, name=filling.values.get(one.key, ""))


def _notes(template: Template) -> tuple[str, ...]:
    doubted = any(item.mark not in {"", CHECKED} for item in template.content)
    said = (
        UNCHECKED if template.mark != CHECKED else "",
        UNCHECKED_ITEM if doubted else "",
    )
    return tuple(filter(None, said))
