"""The rows of an export, one after another, whatever kind of file it is; memory does not grow.

Runs in a child process (``child.py``): what comes from elsewhere may be made to harm.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from wardbook.exchange.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from wardbook.exchange.page import read as read_page
from wardbook.exchange.workbook import read as read_workbook
from wardbook.exchange.workbook import row_marks
from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.txt import decode

NOT_AN_EXPORT = Refusal(
    "EXC-01",
    "This file is no list of dossiers that can be read here. Send the XLSX or CSV file as the "
    "other system gives it.",
)
OLD_EXCEL = Refusal(
    "EXC-02",
    "This is a workbook of the old Excel (XLS). Open it, save it as “Excel Workbook (*.xlsx)” and "
    "send that.",
)
UNKNOWN_LETTERS = Refusal(
    "EXC-03",
    "The letters of this file are in a character set that cannot be told. Open it in the program "
    "that wrote it and save it as CSV UTF-8, or as XLSX.",
)
TOO_MANY_ROWS = Refusal(
    "EXC-04",
    "This file has more than %(rows)s rows. Take out a shorter period and send that.",
    (("rows", f"{MAX_ROWS:,}"),),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEPARATORS = ";,\t|"
_SAMPLE = 64 * 1024
_FIRST_LINES = 30


class Row(NamedTuple):
    """A row as it stands: ``sheet`` from 1, ``number`` as the program shows it, its cells as text.

    Days and times of a workbook are ``yyyy-mm-ddThh:mm:ss``; every other cell is as typed.
    """

    sheet: int
    number: int
    cells: list[str]


def read(content: bytes) -> Iterator[Row]:
    """Every row with anything in it, in order."""
    rows = _rows(content)
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise Refused(TOO_MANY_ROWS)
        yield row._replace(cells=[_shown(cell) for cell in row.cells[:MAX_COLUMNS]])


def _shown(cell: str) -> str:
    """One line in one Unicode form: neither decides whether two exports say the same."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFC", cell)
    return " ".join(cell.split())[:MAX_CELL]


def about(content: bytes) -> int:
    """How many rows there will be, roughly and quickly: what progress is measured by."""
    if content.startswith(b"PK"):
        return row_marks(content)
    return content.count(b"<tr") if _is_page(content) else content.count(b"\n")


def _rows(content: bytes) -> Iterator[Row]:
    if content.startswith(_OLE):
        raise Refused(OLD_EXCEL)
    if content.startswith(b"PK"):
        found: Iterator[tuple[int, int, list[str]]] = read_workbook(content)
    elif _is_page(content):
        found = read_page(content, encoding_of(content))
    else:
        found = _lines(content)
    return (Row(*row) for row in found)


def _is_page(content: bytes) -> bool:
    """Many systems send a page with a table and call it a workbook."""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta"))


def _lines(content: bytes) -> Iterator[tuple[int, int, list[str]]]:
    encoding = encoding_of(content)
    text = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    sample = text.read(_SAMPLE)
    if "\0" in sample or not sample.strip():
        raise Refused(NOT_AN_EXPORT)
    text.seek(0)
    named = _named_separator(sample)
    reader = csv.reader(text, delimiter=named or separator_of(sample))
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(NOT_AN_EXPORT) from error
        if any(map(str.strip, cells)) and not (named and reader.line_num == 1):
            yield 1, reader.line_num, cells


def encoding_of(content: bytes) -> str:
    """UTF-8, UTF-16, or Windows-1258 where the letters come out as Vietnamese."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
    if max(even, odd) > len(content[:4096]) // 8:
        return "utf-16-be" if even > odd else "utf-16-le"
    try:
        for _ in io.TextIOWrapper(io.BytesIO(content), "utf-8"):
            pass
    except UnicodeDecodeError:
        return _one_byte(content[:_SAMPLE])
    return "utf-8-sig"


def _one_byte(sample: bytes) -> str:
    """Windows-1258, if the reader of papers finds more Vietnamese in it so than otherwise."""
    told, _ = decode(sample)
    if told == unicodedata.normalize("NFC", sample.decode("cp1258", "replace")):
        return "cp1258"
    raise Refused(UNKNOWN_LETTERS)


def _named_separator(sample: str) -> str:
    """What Excel's own first line says: ``sep=;``."""
    first = sample.partition("\n")[0].strip().strip('"')
    return first[4] if len(first) == 5 and first.startswith("sep=") else ""


def separator_of(sample: str) -> str:
    """The sign that cuts most of the first lines into the same, largest number of cells."""
    lines = sample.splitlines()[:_FIRST_LINES]

    def cut(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        wide = [width for width in widths if width > 1]
        return sum(wide), max(wide, default=0)

    return max(_SEPARATORS, key=cut)
