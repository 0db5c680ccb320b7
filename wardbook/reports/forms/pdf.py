"""A form as a PDF, set by Typst: one compiler kept warm, everything handed over as data."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from wardbook.reports.forms import qr
from wardbook.reports.forms.catalogue import Grid
from wardbook.reports.forms.paper import Form
from wardbook.reports.layouts import Style

MEDIA = "application/pdf"
FOLDER = Path(__file__).parent
FONT = "Libertinus Serif"  # comes inside Typst; narrow like Times, with every Vietnamese letter

_one_at_a_time = Lock()  # the compiler serves one thread at a time, and refuses a second


def written(form: Form) -> bytes:
    """The file; the same form gives the same bytes, on any machine."""
    said = json.dumps(_told(form), ensure_ascii=False)
    with _one_at_a_time:
        content: Any = compiler().compile(format="pdf", sys_inputs={"form": said})
    return bytes(content)


@cache
def compiler() -> typst.Compiler:
    """Reads this folder alone: nothing else of the machine, none of its fonts, no network."""
    return typst.Compiler(
        input=str(FOLDER / "form.typ"),
        root=str(FOLDER),
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
    )


def _told(form: Form) -> dict[str, Any]:
    template, page = form.template, form.template.page
    names = ("width", "height", "top", "bottom", "left", "right", "left_column", "right_column")
    return {
        "title": form.title,
        "font": FONT,
        "remark": form.remark,
        "page": {name: getattr(page, name) for name in (*names, "number_size")},
        "roles": {name: _style(style) for name, style in template.roles.items()},
        "left": [(line.role, line.text) for line in form.left],
        "right": [(line.role, line.text) for line in form.right],
        "lines": form.lines,
        "table": template.table and _table(template.table),
        "rows": [[{"runs": cell.runs, "signs": cell.signs} for cell in row] for row in form.rows],
        "why": form.why if template.why else (),
        "why-title": template.why,
        "qr": form.qr and _code(form.qr.address, form.qr.text),
        "feet": [
            {"title": one.title, "hint": one.hint, "name": one.name, "recipients": one.recipients}
            for one in form.feet
        ],
        "notes": (template.basis, *form.notes),
    }


def _style(style: Style) -> dict[str, Any]:
    names = ("size", "bold", "italic", "align", "before", "rule")
    return {name: getattr(style, name) for name in names} | {"indent": float(style.indent)}


def _table(grid: Grid) -> dict[str, Any]:
    names = ("label", "width", "group", "align")
    columns = [{name: getattr(column, name) for name in names} for column in grid.columns]
    return {"columns": columns, "height": grid.height}


def _code(address: str, text: str) -> dict[str, Any]:
    return {
        "drawing": qr.drawing(address),
        "width": float(qr.width(address)),
        "text": text,
    }
