"""A statement as a Word file in the layout of its paper, every bound piece in a content control.

The controls carry which report and result a piece says, for whoever opens the file elsewhere;
reading the file back does not need them.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from wardbook.reports.layouts import Page, Style
from wardbook.reports.sentences import Piece
from wardbook.reports.statement import Line, Statement

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_MM_PER_PT = Decimal("0.353")
_WIDE, _NARROW = Decimal("0.71"), Decimal("0.47")  # a bold capital, a letter; parts of the size
Lines = Sequence[tuple[Line, Style]]


def render(statement: Statement, *, code: str, title: str, at: datetime, remark: str = "") -> bytes:
    """The file; the same statement gives the same words, controls and sizes.

    A ``remark`` stands on top of every page: that the figures are samples.
    """
    document = Document()
    page = statement.layout.page
    set_page(document, page)
    set_properties(document, title, at)
    if remark:
        add_remark(document.sections[0], remark, page)
    text_width = page.width - page.left - page.right
    columns(document, statement.on("left"), statement.on("right"), page, code)
    _paragraphs(document, statement.on(""), code, width=text_width)
    columns(document, statement.on("left-foot"), statement.on("right-foot"), page, code)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def set_page(document: Any, page: Page) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = page.font, Pt(14)
    fonts = normal.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), page.font)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.rPr.append(language)
    _number_pages(section.header.paragraphs[0], page)


def _number_pages(paragraph: Any, page: Page) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size, run.font.name = Pt(page.number_size), page.font
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = words
        run._r.append(mark)


def add_remark(section: Any, remark: str, page: Page) -> None:
    for paragraph in (section.first_page_header.paragraphs[0], section.header.add_paragraph()):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(remark)
        run.font.size, run.font.name, run.font.bold = Pt(page.number_size), page.font, True


def set_properties(document: Any, title: str, at: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.language = title[:255], "vi-VN"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = at.replace(tzinfo=None)


def columns(document: Any, left: Lines, right: Lines, page: Page, code: str) -> None:
    """Head and foot: two columns of a table without borders."""
    if not left and not right:
        return
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    halves = ((left, page.left_column), (right, page.right_column))
    set_widths(table, [page.left_column, page.right_column])
    for cell, (lines, width) in zip(table.rows[0].cells, halves, strict=True):
        _paragraphs(cell, lines, code, width=width, first=cell.paragraphs[0])


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Millimetres of each column: one program reads them off the columns, another off the cells."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _paragraphs(
    place: Any, lines: Lines, code: str, *, width: int, first: Any | None = None
) -> None:
    for at, (line, style) in enumerate(lines):
        paragraph = first if first is not None and at == 0 else place.add_paragraph()
        format_paragraph(paragraph, style)
        for piece in line.pieces:
            _add(paragraph, piece, style, code)
        last = at + 1 == len(lines) or lines[at + 1][0].role != line.role
        if style.rule and last:
            _draw_rule(place.add_paragraph(), line.text, style, width)


def format_paragraph(paragraph: Any, style: Style) -> None:
    shape = paragraph.paragraph_format
    shape.alignment = _ALIGN[style.align]
    shape.space_before, shape.space_after = Pt(style.before), Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if style.indent:
        shape.first_line_indent = Mm(int(style.indent * 10) / 10)


def _add(paragraph: Any, piece: Piece, style: Style, code: str) -> None:
    run = paragraph.add_run(piece.text)
    run.font.size = Pt(style.size)
    run.font.bold, run.font.italic = style.bold, style.italic
    run.font.underline = style.underline or None
    if piece.kind:
        _control(run._r, piece, code)


def _control(run: Any, piece: Piece, code: str) -> None:
    """Put the run into a control that says what it is; its text can be edited as any other."""
    control, about, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    alias, tag = OxmlElement("w:alias"), OxmlElement("w:tag")
    alias.set(qn("w:val"), f"{piece.part} {piece.kind}")
    tag.set(qn("w:val"), ":".join(filter(None, (code, piece.key, piece.part))))
    about.extend([alias, tag])
    run.addprevious(control)
    content.append(run)
    control.extend([about, content])


def rule_length(above: str, style: Style, width: int) -> Decimal:
    """Millimetres of the line below the words: as long as they are, or a third of it."""
    letter = _WIDE if above.isupper() else _NARROW + Decimal("0.03") * style.bold
    words = min(Decimal(width - 4), len(above) * letter * style.size * _MM_PER_PT)
    return words if style.rule == "line" else words / 3


def _draw_rule(paragraph: Any, above: str, style: Style, width: int) -> None:
    length = rule_length(above, style, width)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
    shape.left_indent = shape.right_indent = Mm(int((Decimal(width) - length) / 2))
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
