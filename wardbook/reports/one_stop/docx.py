"""The sheet of a statement as a Word file in the layout of state papers."""

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from wardbook.reports.docx import (
    MEDIA,
    add_remark,
    columns,
    format_paragraph,
    set_page,
    set_properties,
)
from wardbook.reports.one_stop.sheet import Grid, Sheet

__all__ = ["MEDIA", "render"]

SIZE = 11  # points, in tables
CODE = "one-stop"


def render(sheet: Sheet, *, at: datetime) -> bytes:
    """The file; the same sheet gives the same words and sizes."""
    document, page = Document(), sheet.paper.layout.page
    set_page(document, page)
    set_properties(document, sheet.title, at)
    if sheet.remark:
        add_remark(document.sections[0], sheet.remark, page)
    columns(document, sheet.paper.on("left"), sheet.paper.on("right"), page, CODE)
    for line, style in sheet.paper.on(""):
        _say(document, line.text, style)
    for words in sheet.words:
        _say(document, words, sheet.paper.layout.roles["words"])
    for grid in sheet.grids:
        _say(document, grid.caption, sheet.paper.layout.roles["heading"])
        _table(document, grid)
    document.add_paragraph()
    columns(document, sheet.paper.on("left-foot"), sheet.paper.on("right-foot"), page, CODE)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _say(document: Any, words: str, style: Any) -> None:
    paragraph = document.add_paragraph()
    format_paragraph(paragraph, style)
    run = paragraph.add_run(words)
    run.font.size, run.font.bold, run.font.italic = Pt(style.size), style.bold, style.italic


def _table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    size = SIZE if len(grid.heads) < 6 else SIZE - 2
    _fill(table.rows[0], grid.heads, grid, size, head=True)
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in grid.rows:
        _fill(table.add_row(), row, grid, size, head=False)


def _fill(row: Any, words: tuple[str, ...], grid: Grid, size: int, *, head: bool) -> None:
    for at, (cell, text, width) in enumerate(zip(row.cells, words, grid.widths, strict=True)):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        numeric = WD_ALIGN_PARAGRAPH.CENTER if head else WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.alignment = numeric if at else WD_ALIGN_PARAGRAPH.LEFT
        run = paragraph.add_run(text)
        run.font.size, run.font.bold = Pt(size), head
