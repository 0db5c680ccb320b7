"""Text of a Word document: paragraphs and tables in order, deletions and hidden text left out.

Read straight from the XML: python-docx passes over text boxes, content controls and insertions,
and takes four times as long to start. Names are matched without their namespace, so that both
dialects of the standard (transitional and strict) read alike.
"""

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from wardbook.reader.formats.archive import Archive
from wardbook.reader.formats.extract import Extract, joined
from wardbook.reader.formats.fonts import Fonts
from wardbook.reader.formats.legacy import CONVERTED, convert_font, font_charset, syllables
from wardbook.reader.formats.ooxml import inside, local, properties, value
from wardbook.reader.formats.rows import row_lines

# Deleted and moved-away text, properties, and the older twin of a text box.
_LEFT_OUT = {"del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "trPr", "Fallback"}
_SIGNS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}

Run = tuple[str | None, str]  # font, text


def read(archive: Archive, main: str) -> Extract:
    """The document whose main part is ``main``; footnotes stand at its end."""
    fonts = Fonts(archive, main)
    word = _Word(archive, main, fonts)
    if word.garbled:  # the old fonts are only named, the letters are Unicode
        word = _Word(archive, main, fonts, trust_fonts=False)
    return Extract(
        kind="docx",
        text=joined(word.body),
        margins=(*properties(archive), *word.margins),
        warnings=(CONVERTED[word.charset],) if word.charset else (),
    )


class _Word:
    """The lines of one document, and the old character set that was converted in it."""

    def __init__(
        self, archive: Archive, main: str, fonts: Fonts, *, trust_fonts: bool = True
    ) -> None:
        self._fonts, self._trust = fonts, trust_fonts
        self.charset: str | None = None
        self._gain = 0
        folder = main.rpartition("/")[0] + "/"
        self.margins: list[str] = []
        self.body = list(self._lines(archive.tree(main)))
        for name in sorted(archive.names):
            if name.startswith((folder + "header", folder + "footer")) and name.endswith(".xml"):
                self.margins += self._lines(archive.tree(name))
            elif name == folder + "footnotes.xml":
                self.body += self._lines(archive.tree(name))

    @property
    def garbled(self) -> bool:
        return self._gain < 0

    def _lines(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            match local(child):
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case name if name not in _LEFT_OUT:
                    yield from self._lines(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        """Its own text, then the lines of text boxes anchored in it."""
        boxes: list[str] = []
        runs = self._runs(paragraph, self._fonts.of_paragraph(paragraph), boxes)
        text = "".join(
            # Neighbours in one font are joined first: a VNI letter may span two runs.
            self._unicode("".join(text for _, text in same), font)
            for font, same in groupby(runs, key=lambda run: run[0])
        )
        yield from (line.strip() for line in text.split("\n") if line.strip())
        yield from boxes

    def _runs(self, parent: etree._Element, font: str | None, boxes: list[str]) -> Iterator[Run]:
        for child in parent:
            match local(child):
                case "t":
                    yield font, child.text or ""
                case "r":
                    if not self._fonts.hidden(child):
                        yield from self._runs(child, self._fonts.of_run(child) or font, boxes)
                case "txbxContent":
                    boxes += self._lines(child)
                case name if name in _SIGNS:
                    yield font, _SIGNS[name]
                case name if name not in _LEFT_OUT:
                    yield from self._runs(child, font, boxes)

    def _unicode(self, text: str, font: str | None) -> str:
        if font is None or not self._trust or font_charset(font) is None:
            return text
        converted = convert_font(text, font)
        if converted == text:
            self._gain -= syllables(text)
        else:
            self._gain += syllables(converted) - syllables(text)
            self.charset = self.charset or font_charset(font)
        return converted

    def _table(self, table: etree._Element) -> Iterator[str]:
        for row in inside(table, "tr"):
            if any(local(mark) == "del" for mark in row.iterfind("{*}trPr/*")):
                continue
            cells = [column for cell in inside(row, "tc") for column in self._columns(cell)]
            for lines in cells:
                if len(lines) > 1:
                    self.margins += lines
            yield from row_lines(cells)

    def _columns(self, cell: etree._Element) -> list[list[str]]:
        """The columns that a cell covers; a merged cell speaks once, in its first place."""
        width, continued = 1, False
        for mark in cell.iterfind("{*}tcPr/*"):
            match local(mark):
                case "gridSpan":
                    digits = value(mark, "val") or "1"
                    width = int(digits) if digits.isdecimal() and len(digits) < 3 else 1
                case "vMerge" | "hMerge":
                    continued = value(mark, "val") != "restart"
        return [[] if continued else list(self._lines(cell)), *([] for _ in range(width - 1))]
