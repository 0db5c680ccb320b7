"""A form as a PDF, set by Typst: everything handed over as data."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from wardbook.reports.docx import rule_length
from wardbook.reports.forms import qr
from wardbook.reports.forms.catalogue import Grid
from wardbook.reports.forms.paper import HANG, HANGING, Cell, Form, Run
from wardbook.reports.layouts import Style
from wardbook.reports.statement import Line as HeadLine
from wardbook.reports.typeset import FONT, typeset

TEMPLATE = Path(__file__).with_name("form.typ")
LONGEST, LONGEST_IN_CELL = 24, 11  # letters of a word that is never broken
NAMED = ("entry", "small", "column", "cell", "why", "because", "recipients", "recipient", "sign",
         "hint", "name")  # roles that the template asks for  # fmt: skip
ONE_PAGE = b"/Type/Pages/Count 1/"
_PART = re.compile(r"[^-./@]{1,8}[-./@]*|[-./@]+")


def written(form: Form) -> bytes:
    """The file; the same form gives the same bytes, on any machine."""
    told = _told(form)
    content = typeset(TEMPLATE, told | {"numbered": bool(form.rows)})
    if form.rows or ONE_PAGE in content:
        return content
    # Numbers take a tenth of the time, and few forms without a table need any.
    return typeset(TEMPLATE, told | {"numbered": True})


def _told(form: Form) -> dict[str, Any]:
    template, page = form.template, form.template.page
    names = ("width", "height", "top", "bottom", "left", "right", "left_column", "right_column")
    return {
        "title": form.title,
        "font": FONT,
        "remark": form.remark,
        "page": {name: getattr(page, name) for name in (*names, "number_size")},
        "roles": {name: _style(name, template.roles[name]) for name in NAMED},
        "left": _head(form, form.left, page.left_column),
        "right": _head(form, form.right, page.right_column),
        "lines": [
            (_style(role, template.roles[role]), [_runs(line.runs) for line in lines])
            for role, lines in groupby(form.lines, attrgetter("role"))
        ],
        "table": template.table and _table(template.table),
        "rows": [[_cell(cell) for cell in row] for row in form.rows],
        "why": [_line(text) for text in form.why],
        "why-title": [_line(template.why)],
        "qr": form.qr and _code(form.qr.address, form.qr.text),
        "qr-in-foot": form.code_in_foot,
        "feet": [
            {
                "title": [_line(one.title)] if one.title else [],
                "hint": [_line(one.hint)],
                "name": [_line(one.name)],
                "recipients": [_line(f"- {name}") for name in one.recipients],
            }
            for one in form.feet
        ],
        "notes": (template.basis, *form.notes),
    }


def _head(form: Form, lines: Sequence[HeadLine], width: int) -> list[tuple[Any, ...]]:
    """Role, words, and the millimetres of the rule below the last line of that role."""
    said: list[tuple[Any, ...]] = []
    for line, style in form.styled(lines):
        if said and said[-1][0] == line.role:
            said[-1] = (*said[-1][:2], 0)
        rule = float(rule_length(line.text, style, width)) if style.rule else 0
        said.append((line.role, _line(line.text), rule))
    return [(_style(role, form.template.roles[role]), *rest) for role, *rest in said]


def _runs(runs: Sequence[Run], longest: int = LONGEST) -> list[tuple[Any, str]]:
    return [(_parts(run.text, longest), run.kind) for run in runs]


def _line(text: str) -> list[tuple[Any, str]]:
    return [(_parts(text), "")]


def _cell(cell: Cell) -> dict[str, Any]:
    return {"runs": _runs(cell.runs, LONGEST_IN_CELL), "signs": cell.signs}


def _parts(text: str, longest: int = LONGEST) -> str | list[str]:
    """The text, or where a word is too long for its line, the parts it may be broken into."""
    if all(len(word) <= longest for word in text.split()):
        return text
    parts: list[str] = []
    for at, word in enumerate(re.split(rf"(\S{{{longest + 1},}})", text)):
        parts += _PART.findall(word) if at % 2 else [word]
    return parts


@cache
def _style(name: str, style: Style) -> dict[str, Any]:
    """Sizes in points; in millimetres the indents of the first line and of the others."""
    names = ("size", "bold", "italic", "align", "before")
    indent, hangs = float(style.indent), name == HANGING
    where = {"indent": indent, "hang": (indent + HANG) * hangs}
    return {name: getattr(style, name) for name in names} | where


def _table(grid: Grid) -> dict[str, Any]:
    names = ("label", "width", "group", "align")
    columns = [{name: getattr(column, name) for name in names} for column in grid.columns]
    return {"columns": columns, "height": grid.height}


def _code(address: str, text: str) -> dict[str, Any]:
    drawn = qr.svg(address)
    return {
        "drawing": drawn.content.decode(),
        "width": float(drawn.width),
        "text": _line(text),
        "alt": text,
    }
