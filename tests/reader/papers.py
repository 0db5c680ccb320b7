"""Small papers of each format, made on the spot for the tests that open them."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from openpyxl import Workbook


def word(*paragraphs: str) -> WordDocument:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def workbook(*rows: tuple[object, ...], formats: dict[str, str] | None = None) -> Workbook:
    """One sheet; ``formats`` gives number formats by cell."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, code in (formats or {}).items():
        book.active[place].number_format = code
    return book


def saved(document: WordDocument | Workbook) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
