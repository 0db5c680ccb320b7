"""Text of a PDF: its lines by where their letters stand, joined into paragraphs."""

from collections.abc import Iterator
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.archive import DAMAGED, LOCKED
from wardbook.reader.formats.extract import TOO_LONG, Extract, joined
from wardbook.reader.formats.layout import CELL, Line, Page, paragraphs, set_margins_apart
from wardbook.reader.formats.limits import MAX_CHARACTERS, MAX_PAGES
from wardbook.reader.formats.signature import PICTURE
from wardbook.reader.formats.txt import UNKNOWN_LETTERS

_TOO_MANY_PAGES = Refusal(
    "PAPER-09",
    "This PDF has more than %(limit)s pages. Divide it and send its parts.",
    (("limit", str(MAX_PAGES)),),
)
_SOME_PICTURES = "Pages that are pictures were not read: %(pages)s."
_FEW_LETTERS = 10  # a page number at most: the page is a picture or empty
_BREAKS = {0x0A, 0x0D}
_HYPHEN = 0x02  # pdfium's sign for a hyphen at the end of a line
_TITLES = ("Title", "Subject", "Keywords")


def read(content: bytes) -> Extract:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise Refused(LOCKED if locked else DAMAGED) from error
    if len(document) > MAX_PAGES:
        raise Refused(_TOO_MANY_PAGES)
    try:
        return _read(document)
    except pypdfium2.PdfiumError as error:
        raise Refused(DAMAGED) from error


def _read(document: pypdfium2.PdfDocument) -> Extract:
    pages: list[Page] = []
    pictures: list[int] = []
    notes: list[str] = []
    letters = 0
    for index in range(len(document)):
        page = document[index]
        lines = list(_lines(page, index))
        here = sum(len(line.text) for line in lines)
        letters += here
        if letters > MAX_CHARACTERS:
            raise Refused(TOO_LONG)
        if here < _FEW_LETTERS and _has_picture(page):
            pictures.append(index + 1)
        notes += _notes(page)
        pages.append(Page(lines, *page.get_size()))
        page.close()
    if pictures and letters < _FEW_LETTERS * len(pages):
        raise Refused(PICTURE)
    body, margins = set_margins_apart(pages)
    text = joined(paragraphs(body))
    _refuse_unreadable(text)
    titles = [document.get_metadata_value(key) for key in _TITLES]
    return Extract(
        kind="pdf",
        text=text,
        margins=(*titles, *margins, *notes),
        pages=len(document),
        warnings=tuple(_picture_warning(pictures)),
    )


def _picture_warning(pictures: list[int]) -> Iterator[Refusal]:
    if pictures:
        yield Refusal("PAPER-28", _SOME_PICTURES, (("pages", ", ".join(map(str, pictures))),))


def _refuse_unreadable(text: str) -> None:
    """Some programs embed fonts without saying which letters they draw."""
    strange = sum(sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" for sign in text)
    if strange * 3 > len(text):
        raise Refused(UNKNOWN_LETTERS)


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _notes(page: pypdfium2.PdfPage) -> Iterator[str]:
    """What stamps and notes laid over the page say; a secrecy stamp can be one."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 200)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        size = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        if 2 < size < 2_000:
            buffer = (pdfium.FPDF_WCHAR * (size // 2))()
            pdfium.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size)
            yield bytes(buffer).decode("utf-16-le", "ignore").rstrip("\0")
        pdfium.FPDFPage_CloseAnnot(note)


class _Letters:
    """The letters of one page with their boxes; boxes are asked for only where needed."""

    def __init__(self, text_page: pypdfium2.PdfTextPage) -> None:
        self._page = text_page
        count = text_page.count_chars()
        if count > MAX_CHARACTERS:
            raise Refused(TOO_LONG)
        self.codes = [pdfium.FPDFText_GetUnicode(text_page, at) for at in range(count)]

    def box(self, at: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top, by the font and not by the letter's own shape."""
        left, bottom, right, top = self._page.get_charbox(at, loose=True)
        return left, bottom, right, top

    def line(self, places: list[int], page: int) -> Line:
        """The line that the letters at ``places`` (none a space at the ends) make up."""
        gaps = self._gaps(places)
        usual = median(gaps.values()) if len(gaps) > 3 else 0.0
        left, bottom, _, top = self.box(places[0])
        right = self.box(places[-1])[2]
        # A justified line stretches every gap alike, though never to the width of a column.
        wide = (top - bottom) * min(2.5, max(1.2, 2.5 * usual / max(top - bottom, 0.1)))
        text = ""
        for at in places:
            if at in gaps:
                text = text.rstrip() + (CELL if gaps[at] > wide else " ")
            text += _letter(self.codes[at])
        return Line(" ".join(text.split(" ")), left, right, bottom, top - bottom, page)

    def _gaps(self, places: list[int]) -> dict[int, float]:
        """Width of the space before each word but the first."""
        gaps = {}
        for at, before in zip(places[1:], places, strict=False):
            if at - before > 1 or not _solid(self.codes[before]):
                gaps[at] = self.box(at)[0] - self.box(before)[2]
        return gaps


def _solid(code: int) -> bool:
    return code > 0x20 and code != 0xA0


def _letter(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    # Symbol fonts keep the codes of letters in the private area F0xx.
    code = code - 0xF000 if 0xF020 <= code <= 0xF0FF else code
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _lines(page: pypdfium2.PdfPage, index: int) -> Iterator[Line]:
    """Lines in the order they were written; pieces that stand side by side are one."""
    text_page = page.get_textpage()
    letters = _Letters(text_page)
    last: Line | None = None
    for places in _pieces(letters.codes):
        line = letters.line(places, index)
        if last and _beside(last, line):
            last = _together(last, line)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last
    text_page.close()


def _pieces(codes: list[int]) -> Iterator[list[int]]:
    """Places of the visible letters of each line."""
    places: list[int] = []
    for at, code in enumerate(codes):
        if _solid(code) or code == _HYPHEN:
            places.append(at)
        if (code in _BREAKS or code == _HYPHEN) and places:
            yield places
            places = []
    if places:
        yield places


def _beside(left: Line, right: Line) -> bool:
    same_height = abs(left.bottom - right.bottom) < 0.3 * min(left.height, right.height)
    return same_height and right.left >= left.right - 1


def _together(left: Line, right: Line) -> Line:
    gap = right.left - left.right
    between = CELL if gap > 1.2 * left.height else " "
    return Line(
        left.text + between + right.text,
        left.left,
        right.right,
        left.bottom,
        left.height,
        left.page,
    )
