"""Small papers of each format, made on the spot for the tests that open them."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument


def word(*paragraphs: str) -> WordDocument:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def saved(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
