"""The sheet of a statement as a PDF, set by Typst: everything handed over as data."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wardbook.reports.layouts import Style
from wardbook.reports.one_stop.sheet import Sheet
from wardbook.reports.statement import Line
from wardbook.reports.typeset import FONT, typeset

TEMPLATE = Path(__file__).with_name("sheet.typ")


def render(sheet: Sheet) -> bytes:
    """The file; the same sheet gives the same bytes, on any machine."""
    return typeset(TEMPLATE, _told(sheet))


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
