"""A form as a Word file: the head of Decree 30/2020, blanks as dotted tabs."""

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
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
    set_widths,
)
from wardbook.reports.forms import qr
from wardbook.reports.forms.catalogue import Column, Grid
from wardbook.reports.forms.paper import HANG, HANGING, Cell, Foot, Form, Run
from wardbook.reports.layouts import Style

__all__ = ["MEDIA", "written"]
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip knows: files differ only where forms do
_BOLD = frozenset({"strong"})


def written(form: Form) -> bytes:
    """The file; the same form gives the same bytes."""
    document = Document()
    _set_up(document, form)
    page = form.template.page
    columns(document, form.styled(form.left), form.styled(form.right), page, "")
    for line in form.lines:
        _paragraph(document, form, line.role, line.runs)
    if form.template.table:
        _table(document, form, form.template.table)
    _explained(document, form)
    _feet(document, form)
    _drop_first(document)
    file = BytesIO()
    document.save(file)
    return _sealed(file.getvalue())


def _set_up(document: Any, form: Form) -> None:
    page, section = form.template.page, document.sections[0]
    set_page(document, page)
    document.styles["Normal"].font.size = Pt(form.template.roles["entry"].size)
    section.header_distance = section.footer_distance = Mm(6)
    if page.width > page.height:
        section.orientation = WD_ORIENT.LANDSCAPE
    day = datetime.combine(form.dated or form.template.valid_from, time(), UTC)
    set_properties(document, form.title, day)
    if form.remark:
        add_remark(section, form.remark, page)
    for footer in (section.first_page_footer, section.footer):
        first = footer.paragraphs[0]
        for at, text in enumerate((form.template.basis, *form.notes)):
            small = first if at == 0 else footer.add_paragraph()
            _fill(small, form, "small", (Run(text),))


def _paragraph(place: Any, form: Form, role: str, runs: Sequence[Run]) -> Any:
    return _fill(place.add_paragraph(), form, role, runs)


def _fill(paragraph: Any, form: Form, role: str, runs: Sequence[Run]) -> Any:
    style = form.template.roles[role]
    format_paragraph(paragraph, style)
    if role == HANGING:
        _hang(paragraph, style)
    for run in runs:
        _add(paragraph, form, style, run)
    return paragraph


def _hang(paragraph: Any, style: Style) -> None:
    shape = paragraph.paragraph_format
    shape.left_indent, shape.first_line_indent = Mm(int(style.indent) + HANG), Mm(-HANG)


def _add(paragraph: Any, form: Form, style: Style, run: Run) -> None:
    if run.kind == "rest":
        page = form.template.page
        edge = Mm(page.width - page.left - page.right)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    words = paragraph.add_run("\t" if run.kind == "rest" else run.text)
    words.font.size, words.font.italic = Pt(style.size), style.italic
    words.font.bold = style.bold or run.kind in _BOLD


# --- Table ------------------------------------------------------------------------------------


def _table(document: Any, form: Form, grid: Grid) -> None:
    grouped = any(column.group for column in grid.columns)
    _gap(document)
    table = document.add_table(rows=1 + grouped, cols=len(grid.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_widths(table, [column.width for column in grid.columns])
    _headings(table, form, grid.columns, grouped=grouped)
    for cells in form.rows:
        row = table.add_row()
        if grid.height:
            row.height, row.height_rule = Mm(grid.height), WD_ROW_HEIGHT_RULE.AT_LEAST
        _no_split(row)
        for place, column, cell in zip(row.cells, grid.columns, cells, strict=True):
            _cell(place, form, column, cell)


def _headings(table: Any, form: Form, heads: Sequence[Column], *, grouped: bool) -> None:
    for row in table.rows:
        _repeat(row)
    at = 0
    for group, members in groupby(heads, key=lambda column: column.group):
        size = len(list(members))
        for column in range(at, at + size):
            top, low = table.cell(0, column), table.cell(int(grouped), column)
            place = low if group else top.merge(low)
            _fill(place.paragraphs[0], form, "column", (Run(heads[column].label),))
        if group:
            over = table.cell(0, at).merge(table.cell(0, at + size - 1))
            _fill(over.paragraphs[0], form, "column", (Run(group),))
        at += size


def _cell(place: Any, form: Form, column: Column, cell: Cell) -> None:
    words = _fill(place.paragraphs[0], form, "cell", cell.runs)
    if column.align == "center":
        words.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if cell.signs:
        signs = _paragraph(place, form, "hint", (Run("    ".join(cell.signs)),))
        signs.paragraph_format.space_before = Pt(4)


def _repeat(row: Any) -> None:
    _mark(row, "w:tblHeader")
    _no_split(row)


def _no_split(row: Any) -> None:
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


# --- Foot -------------------------------------------------------------------------------------


def _explained(document: Any, form: Form) -> None:
    """The code on the left, why the day is this one beside it."""
    place = document
    if form.qr and not form.code_in_foot:
        page = form.template.page
        drawn = qr.png(form.qr.address)
        side = float(drawn.width)
        left, place = _halves(document, side + 4, page.width - page.left - page.right - side - 4)
        _code(left, form, form.qr.text, drawn)
    for at, text in enumerate(form.why):
        if at == 0:
            _paragraph(place, form, "why", (Run(form.template.why),))
        _paragraph(place, form, "because", (Run(text),))


def _code(place: Any, form: Form, text: str, drawn: qr.Drawn) -> None:
    paragraph = place.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = paragraph.add_run().add_picture(BytesIO(drawn.content), width=Mm(float(drawn.width)))
    picture._inline.docPr.set("descr", text)
    beneath = _paragraph(place, form, "because", (Run(text),))
    beneath.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _halves(document: Any, left: float, right: float) -> tuple[Any, Any]:
    _gap(document)
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _no_split(table.rows[0])
    set_widths(table, (left, right))
    return table.cell(0, 0), table.cell(0, 1)


def _gap(document: Any) -> None:
    """Keeps tables apart, which a word processor would join, and ends a file that ends in one."""
    shape = document.add_paragraph().paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(6)


def _feet(document: Any, form: Form) -> None:
    if not form.feet:
        return
    page = form.template.page
    half = (page.width - page.left - page.right) / 2
    for place, foot in zip(_halves(document, half, half), form.feet, strict=True):
        _foot(place, form, foot)
        if form.qr and form.code_in_foot and foot is form.feet[0]:
            _code(place, form, form.qr.text, qr.png(form.qr.address))
    _gap(document)


def _foot(place: Any, form: Form, foot: Foot) -> None:
    if foot.recipients:
        _paragraph(place, form, "recipients", (Run(foot.title),))
        for one in foot.recipients:
            _paragraph(place, form, "recipient", (Run(f"- {one}"),))
    elif foot.title:
        _paragraph(place, form, "sign", (Run(foot.title),))
        _paragraph(place, form, "hint", (Run(foot.hint),))
        _paragraph(place, form, "name", (Run(foot.name),))


# --- File -------------------------------------------------------------------------------------


def _drop_first(document: Any) -> None:
    """Cells that were given words keep no empty paragraph before them."""
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                first, *others = cell._tc.findall(qn("w:p"))
                if (
                    others
                    and not "".join(first.itertext())
                    and first.find(f".//{qn('w:drawing')}") is None
                ):
                    cell._tc.remove(first)


def _sealed(content: bytes) -> bytes:
    """The same file without the hour at which it was written."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(file, "w") as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name, _EPOCH), given.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()
