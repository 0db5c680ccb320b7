"""The rows of an XLSX workbook read one by one from the XML, so that memory stays flat.

``wardbook.reader`` holds a whole sheet and shows numbers as a paper prints them; a list of dossiers
may have a hundred thousand rows, and its days are wanted to the second.
"""

from array import array
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import IO, Any

from lxml import etree

from wardbook.exchange.limits import MAX_STREAM, MAX_STRINGS
from wardbook.lib.refusal import Refused
from wardbook.reader.formats.archive import DAMAGED, SWELLS, Archive
from wardbook.reader.formats.number_format import BUILT_IN
from wardbook.reader.formats.ooxml import local, main_part, relations, value
from wardbook.reader.formats.worksheet import text_of

_LAST_DAY = 2_958_465  # 31 December 9999
_VALUE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}v"


def read(content: bytes) -> Iterator[tuple[int, int, list[str]]]:
    """Sheet, number and cells of every row of every sheet that is shown."""
    archive = _Streams(content)
    main = main_part(archive)
    if main is None or not main.startswith("xl/"):
        raise Refused(DAMAGED)
    book = _Book(archive, main)
    try:
        for sheet, part in enumerate(book.sheets(), start=1):
            with archive.stream(part) as stream:
                for number, cells in book.rows(stream):
                    yield sheet, number, cells
    except etree.XMLSyntaxError as error:
        raise Refused(DAMAGED) from error


def row_marks(content: bytes) -> int:
    """Beginnings of rows in all sheets, without reading them."""
    archive, count = _Streams(content), 0
    for name in archive.names:
        if name.startswith("xl/worksheets/"):
            with archive.stream(name) as stream:
                while part := stream.read(1 << 20):
                    count += part.count(b"<row")
    return count


class _Streams(Archive):
    """An archive whose sheets are read while they are inflated."""

    def stream(self, name: str) -> "_Bounded":
        try:
            return _Bounded(self._zip.open(name))
        except Exception as error:
            raise Refused(DAMAGED) from error


class _Bounded:
    """A stream that ends with ``Refused`` where it swells beyond what a list needs."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._left = source, MAX_STREAM

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._source.read(size)
        except Exception as error:  # what zlib and zipfile raise for a broken part is many-named
            raise Refused(DAMAGED) from error
        if self._left == MAX_STREAM and b"<!DOCTYPE" in data[:4096].replace(b"\0", b""):
            raise Refused(DAMAGED)
        self._left -= len(data)
        if self._left < 0:
            raise Refused(SWELLS)
        return data

    def __enter__(self) -> "_Bounded":
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()


class _Strings:
    """Texts that cells share, as one run of bytes: a tenth of what Python strings would take."""

    def __init__(self) -> None:
        self._bytes, self._ends = bytearray(), array("L")

    def add(self, text: str) -> None:
        self._bytes += text.encode()
        self._ends.append(len(self._bytes))
        if len(self._bytes) > MAX_STRINGS:
            raise Refused(SWELLS)

    def get(self, raw: str) -> str:
        number = int(raw) if raw.isdecimal() else -1
        if not 0 <= number < len(self._ends):
            return ""
        start = self._ends[number - 1] if number else 0
        return self._bytes[start : self._ends[number]].decode()


class _Book:
    """What the sheets of one workbook share: their list, texts, formats of days and calendar."""

    def __init__(self, archive: _Streams, main: str) -> None:
        self._archive = archive
        self._root = archive.tree(main)
        self._parts = {key: part for key, _, part in relations(archive, main)}
        kinds = {kind: part for _, kind, part in relations(archive, main)}
        self._strings = self._read_strings(kinds.get("sharedStrings") or "")
        self._days = self._read_days(kinds.get("styles") or "")
        flags = self._root.find("{*}workbookPr")
        self._from_1904 = flags is not None and flags.get("date1904") in {"1", "true"}

    def sheets(self) -> Iterator[str]:
        """The parts of the sheets that are shown, in order."""
        for entry in self._root.iterfind("{*}sheets/{*}sheet"):
            part = self._parts.get(value(entry, "id") or "", "")
            if part in self._archive.names and entry.get("state") in {None, "visible"}:
                yield part

    def rows(self, stream: _Bounded) -> Iterator[tuple[int, list[str]]]:
        number = 0
        for element in _elements(stream, "row"):
            told = element.get("r") or ""
            number = int(told) if told.isdecimal() else number + 1
            cells = self._cells(element)
            if cells:
                yield number, cells

    def _cells(self, row: etree._Element) -> list[str]:
        """Texts of a row up to its last cell that says something."""
        cells: list[str] = []
        filled = 0
        for cell in row:
            column = _column(cell.get("r") or "") or len(cells) + 1
            text = self._text(cell)
            if not text or column > 16_384:
                continue
            if column > len(cells):
                cells.extend([""] * (column - len(cells)))
            cells[column - 1] = text
            filled = max(filled, column)
        return cells[:filled]

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return text_of(cell)
        raw = ""
        for child in cell:  # a formula is never computed: its result stands beside it, or nothing
            if child.tag == _VALUE or local(child) == "v":
                raw = child.text or ""
        if kind == "s":
            return self._strings.get(raw)
        if kind in {"str", "e", "b", "d"}:
            return raw
        is_day = (cell.get("s") or "0") in self._days
        return _number(raw, is_day=is_day, from_1904=self._from_1904) if raw else ""

    def _read_strings(self, part: str) -> _Strings:
        strings = _Strings()
        if part in self._archive.names:
            with self._archive.stream(part) as stream:
                for element in _elements(stream, "si"):
                    strings.add(text_of(element))
        return strings

    def _read_days(self, part: str) -> frozenset[str]:
        """Styles under which a number is a day or a time."""
        if part not in self._archive.names:
            return frozenset()
        tree = self._archive.tree(part)
        codes = {str(number): code for number, code in BUILT_IN.items()}
        for entry in tree.iterfind("{*}numFmts/{*}numFmt"):
            codes[entry.get("numFmtId") or ""] = entry.get("formatCode") or "General"
        styles = enumerate(tree.iterfind("{*}cellXfs/{*}xf"))
        return frozenset(
            str(index) for index, style in styles if _is_day(codes.get(style.get("numFmtId") or ""))
        )


def _is_day(code: str | None) -> bool:
    """Does a format show days? Quoted words and brackets aside, it has a d, a y or an h."""
    bare, quoted = "", False
    for sign in (code or "").lower().replace("general", ""):
        if sign in '"[]':
            quoted = not quoted
        elif not quoted:
            bare += sign
    return bool(set("dyh") & set(bare))


@lru_cache(maxsize=8_000)
def _number(raw: str, *, is_day: bool, from_1904: bool) -> str:
    """A number without noise; a day as ``yyyy-mm-ddThh:mm:ss``."""
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or not -30 < number.adjusted() < 30:
        return raw
    if is_day and 0 <= number <= _LAST_DAY:
        return moment_of(number, from_1904=from_1904)
    return f"{number:f}".removesuffix(".0")


def moment_of(number: Decimal, *, from_1904: bool = False) -> str:
    """A day number of a workbook, to the nearest second: doubles carry no more.

    Excel counts a 29 February 1900 that never was; days before it are one less.
    """
    first = (1904, 1, 1) if from_1904 else (1899, 12, 30 if number >= 60 else 31)
    start = datetime(*first)  # noqa: DTZ001  a wall clock: the layout names its zone
    seconds = int(number * 86_400 + Decimal("0.5"))
    try:
        return (start + timedelta(seconds=seconds)).isoformat()
    except OverflowError:
        return str(number)


def _elements(stream: Any, name: str) -> Iterator[etree._Element]:
    """Elements of that name, each forgotten once it was seen."""
    walk = etree.iterparse(
        stream, tag=f"{{*}}{name}", no_network=True, resolve_entities=False, huge_tree=False
    )
    for _, element in walk:
        yield element
        element.clear()
        parent = element.getparent()
        if parent is not None:
            while element.getprevious() is not None:
                del parent[0]


def _column(place: str) -> int:
    """ "AB12" is in column 28; 0 for a cell that does not say."""
    return _letters(place.rstrip("0123456789"))


@lru_cache(maxsize=20_000)
def _letters(letters: str) -> int:
    if not (letters.isascii() and letters.isupper() and len(letters) < 4):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
