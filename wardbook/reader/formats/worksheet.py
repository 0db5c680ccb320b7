"""The cells of one worksheet, row by row as they stand in its XML."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from wardbook.lib.refusal import Refused
from wardbook.reader.formats.archive import DAMAGED
from wardbook.reader.formats.limits import MAX_COLUMNS
from wardbook.reader.formats.ooxml import local

Row = dict[int, str]  # column, counted from 1, to what its cell shows
Show = Callable[[str, str, str], str]  # raw value, type and style of a cell to what it shows

_PLACE = re.compile(r"[A-Z]{1,4}")
_HEADERS = {
    f"{which}{where}" for which in ("odd", "even", "first") for where in ("Header", "Footer")
}
# "&L&"Arial,Bold"&12Tối mật&R…": where a header's parts begin, and how they are set.
_HEADER_PART = re.compile(r"&[LCR]")
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|.)')


@dataclass
class Worksheet:
    """What a sheet shows, and what was passed over on the way."""

    rows: list[Row] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    some_hidden: bool = False
    no_result: bool = False
    far_right: bool = False

    def lines(self) -> list[list[str]]:
        """Rows with anything in them, as cells from the first used column to the row's last."""
        first = min((min(row) for row in self.rows if row), default=1)
        return [
            [row.get(column, "") for column in range(first, max(row) + 1)]
            for row in self.rows
            if row
        ]


class SheetReader:
    """Fills a ``Worksheet`` from its part; ``count`` is told the cells of each row."""

    def __init__(self, show: Show, count: Callable[[int], None]) -> None:
        self._show, self._count = show, count
        self._hidden_columns: set[int] = set()
        self._sheet = Worksheet()

    def read(self, data: bytes) -> Worksheet:
        for element in _elements(data):
            match local(element):
                case "col" if element.get("hidden") in {"1", "true"}:
                    self._hide(element)
                case "row":
                    self._row(element)
                case name if name in _HEADERS:
                    parts = _HEADER_PART.split(element.text or "")
                    self._sheet.headers += (_HEADER_CODE.sub("", part) for part in parts)
        return self._sheet

    def _hide(self, element: etree._Element) -> None:
        first, last = element.get("min") or "", element.get("max") or ""
        if first.isdecimal() and last.isdecimal():
            self._hidden_columns.update(range(int(first), min(int(last), MAX_COLUMNS) + 1))

    def _row(self, element: etree._Element) -> None:
        self._count(len(element))
        hidden = element.get("hidden") in {"1", "true"}
        row, column = {}, 0
        for cell in element:
            column = _column(cell.get("r")) or column + 1
            text = self._cell(cell)
            if not text:
                continue
            if column > MAX_COLUMNS:
                self._sheet.far_right = True
            elif hidden or column in self._hidden_columns:
                self._sheet.some_hidden = True
            else:
                row[column] = text
        self._sheet.rows.append(row)

    def _cell(self, cell: etree._Element) -> str:
        kind, style = cell.get("t") or "n", cell.get("s") or "0"
        if kind == "inlineStr":
            return text_of(cell)
        raw = next((child.text or "" for child in cell if local(child) == "v"), "")
        if not raw and any(local(child) == "f" for child in cell) and kind != "str":
            self._sheet.no_result = True
        return self._show(raw, kind, style) if raw else ""


def _elements(data: bytes) -> Iterator[etree._Element]:
    """Rows and what matters beside them, each forgotten once it was seen."""
    tags = [f"{{*}}{name}" for name in ("col", "row", *sorted(_HEADERS))]
    try:
        walk = etree.iterparse(BytesIO(data), tag=tags, no_network=True, resolve_entities=False)
        for _, element in walk:
            yield element
            element.clear()
            while (before := element.getprevious()) is not None and local(before) == "row":
                before.getparent().remove(before)
    except etree.XMLSyntaxError as error:
        raise Refused(DAMAGED) from error


def _column(place: str | None) -> int:
    """ "AB12" is in column 28; 0 for a cell that does not say."""
    found = _PLACE.match(place or "")
    number = 0
    for letter in found[0] if found else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def text_of(element: etree._Element) -> str:
    """Text of a shared or inline string, without the reading aids of East Asian sheets."""
    return "".join(
        mark.text or ""
        for mark in element.iter("{*}t")
        if (parent := mark.getparent()) is not None and local(parent) != "rPh"
    )
