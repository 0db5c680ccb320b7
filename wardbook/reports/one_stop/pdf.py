"""The sheet of a statement as a PDF, set by Typst: everything handed over as data."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from wardbook.reports.forms.pdf import FONT, MEDIA
from wardbook.reports.layouts import Style
from wardbook.reports.one_stop.sheet import Sheet
from wardbook.reports.statement import Line

__all__ = ["MEDIA", "render"]

FOLDER = Path(__file__).parent
_one_at_a_time = Lock()  # the compiler serves one thread at a time, and refuses a second


def render(sheet: Sheet) -> bytes:
    """The file; the same sheet gives the same bytes, on any machine."""
    said = json.dumps(_told(sheet), ensure_ascii=False)
    with _one_at_a_time:
        content: Any = compiler().compile(format="pdf", sys_inputs={"form": said})
    return bytes(content)


@cache
def compiler() -> typst.Compiler:
    """Reads this folder alone: nothing else of the machine, none of its fonts, no network."""
    return typst.Compiler(
        input=str(FOLDER / "sheet.typ"),
        root=str(FOLDER),
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
    )


def _told(sheet: Sheet) -> dict[str, Any]:
    paper, page = sheet.paper, sheet.paper.layout.page
    names = ("width", "height", "top", "bottom", "left", "right", "left_column", "right_column")
    words = paper.layout.roles["words"]
    return {
        "title": sheet.title,
        "font": FONT,
        "remark": sheet.remark,
        "page": {name: getattr(page, name) for name in names},
        **{side: _lines(paper.on(side)) for side in ("left", "right", "left-foot", "right-foot")},
        "lines": _lines(paper.on("")) + [_line(text, words) for text in sheet.words],
        "grids": [
            {"caption": g.caption, "heads": g.heads, "rows": g.rows, "widths": g.widths}
            for g in sheet.grids
        ],
    }


def _lines(lines: Sequence[tuple[Line, Style]]) -> list[dict[str, Any]]:
    """A rule stands below the last line of its role."""
    ends = [at + 1 == len(lines) or lines[at + 1][0].role != line.role
            for at, (line, _) in enumerate(lines)]  # fmt: skip
    return [
        _line(line.text, style, last=last) for (line, style), last in zip(lines, ends, strict=True)
    ]


def _line(text: str, style: Style, *, last: bool = False) -> dict[str, Any]:
    names = ("size", "bold", "italic", "align", "before", "rule")
    told = {name: getattr(style, name) for name in names}
    return {"text": text, "style": told, "rule": bool(style.rule and last)}
