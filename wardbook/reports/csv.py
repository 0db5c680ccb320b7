"""A table as CSV: one for machines, and one for the spreadsheet of whoever reads a language."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from wardbook.lib.period import NotAPeriod, Period
from wardbook.reports.table import Column, Table, Value

MEDIA = "text/csv; charset=utf-8"
# A spreadsheet computes a text that begins with one of these; the wide ones are typed in Asia.
FORMULA = "=+-@\t\r\n＝＋－＠"
SEPARATORS = {None: ",", "en": ",", "vi": ";"}  # where the comma is the decimal mark, ";" parts


def csv_of(table: Table, language: str | None = None) -> bytes:
    """``table`` as UTF-8 CSV.

    Without a language it is for machines: names of columns, ``8.86``, ISO days, periods as they
    are written (``2018-H1``). In a language it is what its spreadsheets open as it stands: a mark
    of UTF-8, labels, days and periods in words; in Vietnamese semicolons and ``8,86``. In both a
    text that a spreadsheet would compute is preceded by an apostrophe.
    """
    written = StringIO(newline="")
    lines = csv.writer(written, delimiter=SEPARATORS[language], lineterminator="\r\n")
    lines.writerow(guarded(heading(column, language)) for column in table.columns)
    lines.writerows(cells(table.columns, row, language) for row in table.rows)
    return written.getvalue().encode("utf-8-sig" if language else "utf-8")


def heading(column: Column, language: str | None) -> str:
    label: Mapping[str, str] = column.label
    return label[language] if language else column.name


def cells(columns: Sequence[Column], row: Sequence[Value], language: str | None) -> list[str]:
    return [cell(column, value, language) for column, value in zip(columns, row, strict=True)]


def cell(column: Column, value: Value, language: str | None) -> str:
    """One value; no data is an empty cell, which is not zero."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        digits = format(value, "f" if isinstance(value, Decimal) else "d")
        return digits.replace(".", ",") if language == "vi" else digits
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}" if language == "vi" else value.isoformat()
    return guarded(period_words(value, language) if column.kind == "period" else value)


def period_words(text: str, language: str | None) -> str:
    try:
        return Period(text).words(language) if language else text
    except NotAPeriod:
        return text


def guarded(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(tuple(FORMULA)) else text
