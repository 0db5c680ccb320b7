"""Small papers of each format, made on the spot for the tests that open them."""

import zipfile
from collections.abc import Mapping
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


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as made:
        return {name: made.read(name) for name in made.namelist()}


def archive(parts: Mapping[str, bytes | str], base: bytes = b"") -> bytes:
    """A ZIP of ``base`` with parts added or put in place of its own."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in ((unpacked(base) if base else {}) | dict(parts)).items():
            made.writestr(name, content)
    return buffer.getvalue()
