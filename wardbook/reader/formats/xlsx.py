"""Cells of an Excel workbook, a row a line, each as its cell shows it.

Read straight from the XML: openpyxl gives floats, fills every row up to the sheet's widest cell,
and does not tell a formula without a result from an empty cell.
"""

from collections.abc import Iterator
from datetime import date

from lxml import etree

from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.archive import Archive
from wardbook.reader.formats.extract import Extract, joined
from wardbook.reader.formats.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from wardbook.reader.formats.number_format import BUILT_IN, show
from wardbook.reader.formats.ooxml import local, properties, relations, value
from wardbook.reader.formats.rows import data_row
from wardbook.reader.formats.worksheet import SheetReader, Worksheet, text_of

_TOO_MANY_ROWS = Refusal(
    "PAPER-09",
    "This workbook holds more than %(rows)s rows or %(cells)s cells. Keep the sheets that belong "
    "to the paper and send those.",
    (("rows", f"{MAX_ROWS:,}"), ("cells", f"{MAX_CELLS:,}")),
)
_HIDDEN = (
    "These sheets of the workbook are hidden, wholly or in part, and what is hidden was not read: "
    "%(names)s. Show it in Excel and send the file again if it belongs to the paper."
)
_NO_RESULT = Refusal(
    "PAPER-26",
    "Some formulas in this workbook have no result, so their cells were read as empty. Open it in "
    "Excel, save it and send it again.",
)
_FAR_RIGHT = Refusal(
    "PAPER-27",
    "Cells to the right of column %(column)s were not read.",
    (("column", str(MAX_COLUMNS)),),
)
_HEAD = 10  # rows above a table, where a marking stands in a cell of its own


def read(archive: Archive, main: str) -> Extract:
    """All shown sheets in order, an empty line between; hidden ones only for their markings."""
    book = _Book(archive, main)
    text: list[str] = []
    margins = [*properties(archive), *_drawn(archive)]
    hidden = []
    sheets = [(name, visible, book.sheet(part)) for name, visible, part in book.sheets()]
    for name, visible, sheet in sheets:
        rows = sheet.lines()
        lines = [line for cells in rows for line in data_row(cells)]
        margins += [name, *sheet.headers, *(cell for cells in rows[:_HEAD] for cell in cells)]
        if visible:
            text += ["", *lines] if text and lines else lines
        else:
            margins += lines
        if not visible or sheet.some_hidden:
            hidden.append(name)
    return Extract(
        kind="xlsx",
        text=joined(text),
        margins=tuple(margins),
        warnings=tuple(_warnings(hidden, [sheet for _, visible, sheet in sheets if visible])),
    )


def _warnings(hidden: list[str], shown: list[Worksheet]) -> Iterator[Refusal]:
    if hidden:
        yield Refusal("PAPER-25", _HIDDEN, (("names", ", ".join(hidden)),))
    if any(sheet.no_result for sheet in shown):
        yield _NO_RESULT
    if any(sheet.far_right for sheet in shown):
        yield _FAR_RIGHT


def _drawn(archive: Archive) -> Iterator[str]:
    """Lines of text boxes: a stamp can be one."""
    for name in sorted(archive.names):
        if name.startswith("xl/drawings/drawing") and name.endswith(".xml"):
            for paragraph in archive.tree(name).iter("{*}p"):
                yield "".join(mark.text or "" for mark in paragraph.iter("{*}t"))


class _Book:
    """What the sheets of one workbook share: their list, strings, number formats and calendar."""

    def __init__(self, archive: Archive, main: str) -> None:
        self._archive = archive
        self._root = archive.tree(main)
        self._parts = {key: part for key, _, part in relations(archive, main)}
        kinds = {kind: part for _, kind, part in relations(archive, main)}
        self._strings = self._read_strings(kinds.get("sharedStrings"))
        self._formats = self._read_formats(kinds.get("styles"))
        flags = self._root.find("{*}workbookPr")
        self._from_1904 = flags is not None and flags.get("date1904") in {"1", "true"}
        self._rows = self._cells = 0

    def sheets(self) -> Iterator[tuple[str, bool, str]]:
        """Name, whether it is shown, and part of every sheet of cells, in order."""
        for entry in self._root.iterfind("{*}sheets/{*}sheet"):
            part = self._parts.get(value(entry, "id") or "", "")
            if part in self._archive.names:
                yield entry.get("name") or "", entry.get("state") in {None, "visible"}, part

    def sheet(self, part: str) -> Worksheet:
        return SheetReader(self._shown, self._count).read(self._archive.xml(part))

    def _count(self, cells: int) -> None:
        self._rows, self._cells = self._rows + 1, self._cells + cells
        if self._rows > MAX_ROWS or self._cells > MAX_CELLS:
            raise Refused(_TOO_MANY_ROWS)

    def _shown(self, raw: str, kind: str, style: str) -> str:
        match kind:
            case "s":
                number = int(raw) if raw.isdecimal() else -1
                return self._strings[number] if 0 <= number < len(self._strings) else ""
            case "b":
                return "TRUE" if raw == "1" else "FALSE"
            case "d":
                return _iso_date(raw)
            case "str" | "e":
                return raw
            case _:
                code = self._formats.get(style, "General")
                return show(raw, code, from_1904=self._from_1904)

    def _read_strings(self, part: str | None) -> list[str]:
        tree = self._tree(part)
        return [] if tree is None else [text_of(entry) for entry in tree if local(entry) == "si"]

    def _read_formats(self, part: str | None) -> dict[str, str]:
        """Number format by the index that a cell's ``s`` names."""
        tree = self._tree(part)
        if tree is None:
            return {}
        codes = {str(number): code for number, code in BUILT_IN.items()}
        for entry in tree.iterfind("{*}numFmts/{*}numFmt"):
            codes[entry.get("numFmtId") or ""] = entry.get("formatCode") or "General"
        styles = tree.iterfind("{*}cellXfs/{*}xf")
        return {
            str(index): codes.get(style.get("numFmtId") or "0", "General")
            for index, style in enumerate(styles)
        }

    def _tree(self, part: str | None) -> etree._Element | None:
        return self._archive.tree(part) if part in self._archive.names and part else None


def _iso_date(raw: str) -> str:
    try:
        return f"{date.fromisoformat(raw[:10]):%d/%m/%Y}"
    except ValueError:
        return raw
