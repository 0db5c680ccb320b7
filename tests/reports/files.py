"""What people do to the file of a report without changing what it says, and how it is opened."""

import unicodedata
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from wardbook.reader.paper import open_paper
from wardbook.reports.docx import render
from wardbook.reports.statement import Statement

AT = datetime(2026, 2, 5, tzinfo=UTC)


def file_of(statement: Statement) -> bytes:
    return render(statement, code="report/1", title="Báo cáo", at=AT)


def text_of(content: bytes) -> str:
    return open_paper(content, "bao-cao.docx").text


def edited(content: bytes, edit: Any) -> bytes:
    """The file after ``edit`` worked on it, as a word processor saves it."""
    document = Document(BytesIO(content))
    edit(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def runs(document: Any) -> list[Any]:
    return list(document.element.body.iter(qn("w:r")))


def restyled(document: Any) -> None:
    """Another font, size and colour everywhere, and some of it bold."""
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.font.name, run.font.size, run.font.bold = "Arial", Pt(11), True
            run.font.color.rgb = RGBColor(0x1D, 0x4E, 0x89)


def split_runs(document: Any) -> None:
    """Every run cut in two, in the middle of words and numbers."""
    for run in runs(document):
        words = run.find(qn("w:t"))
        if words is None or len(words.text or "") < 2 or len(run.findall(qn("w:t"))) > 1:
            continue
        middle = len(words.text) // 2
        second = deepcopy(run)
        words.text, second.find(qn("w:t")).text = words.text[:middle], words.text[middle:]
        for half in (words, second.find(qn("w:t"))):
            half.set(qn("xml:space"), "preserve")
        run.addnext(second)


def without_controls(document: Any) -> None:
    """The content controls taken off, their text left: what pasting into another file does."""
    for control in list(document.element.body.iter(qn("w:sdt"))):
        for child in list(control.find(qn("w:sdtContent"))):
            control.addprevious(child)
        control.getparent().remove(control)


def decomposed(document: Any) -> None:
    """Letters and their accents apart, as some keyboards type."""
    for words in document.element.body.iter(qn("w:t")):
        words.text = unicodedata.normalize("NFD", words.text or "")


def hard_spaces(document: Any) -> None:
    """Every space one that does not break."""
    for words in document.element.body.iter(qn("w:t")):
        words.text = (words.text or "").replace(" ", "\u00a0")


def accepted_changes(document: Any) -> None:
    """Everything as a tracked insertion that was accepted, beside words that were deleted."""
    for run in runs(document):
        inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
        gone = OxmlElement("w:r")
        words = OxmlElement("w:delText")
        words.text = "999 hồ sơ"
        gone.append(words)
        deleted.append(gone)
        run.addprevious(inserted)
        inserted.append(run)
        inserted.addnext(deleted)


def broken_lines(document: Any) -> None:
    """A line break after the first word of every run that has several."""
    for run in runs(document):
        words = run.find(qn("w:t"))
        first, space, rest = (
            (words.text or "").strip().partition(" ") if words is not None else 3 * ("",)
        )
        if not space or not rest[0].isalpha():
            continue
        before = words.text[: len(words.text) - len(words.text.lstrip())]
        after = words.text[len(words.text.rstrip()) :]
        words.text = before + first
        words.set(qn("xml:space"), "preserve")
        line, last = OxmlElement("w:br"), OxmlElement("w:t")
        last.text = rest + after
        last.set(qn("xml:space"), "preserve")
        run.extend([line, last])


def moved_paragraphs(document: Any) -> None:
    """The paragraphs of the text in the opposite order."""
    paragraphs = [paragraph._p for paragraph in document.paragraphs]
    if not paragraphs:
        return
    place = paragraphs[0].getprevious()
    for paragraph in paragraphs:
        place.addnext(paragraph)


def in_a_table(document: Any) -> None:
    """Every paragraph of the text in a cell of its own."""
    paragraphs = [paragraph._p for paragraph in document.paragraphs if paragraph.text.strip()]
    table = document.add_table(rows=len(paragraphs), cols=2)
    for row, paragraph in zip(table.rows, paragraphs, strict=True):
        row.cells[0].text = "–"
        row.cells[1].paragraphs[0]._p.addprevious(paragraph)


REFORMATTINGS = (
    restyled,
    split_runs,
    without_controls,
    decomposed,
    hard_spaces,
    accepted_changes,
    broken_lines,
    moved_paragraphs,
    in_a_table,
)
