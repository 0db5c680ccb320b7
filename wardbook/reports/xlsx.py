"""A table as XLSX: a sheet for people, and a sheet for machines that says the same exactly."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wardbook.lib.numbers_vi import format_number
from wardbook.reports.csv import guarded, heading, period_words
from wardbook.reports.table import Column, Table, Value

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MACHINES = "data"  # the name of their sheet, in every language
PEOPLE = {"vi": "Số liệu", "en": "Figures"}
LOCALE = {"vi": "[$-42A]", "en": "[$-409]"}  # 8,86 and 05/01/2026, or 8.86 and 5 Jan 2026
DAYS = {"vi": "dd/mm/yyyy", "en": "d mmm yyyy"}
A4 = 9
EXACT = 15  # significant digits that a spreadsheet keeps of a number
NARROW, WIDE = 8, 48  # characters
LINE = {"border": 1, "border_color": "#C9C6BE", "valign": "top"}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {"font_color": "#55534E"},
    "head": LINE | {"bold": True, "text_wrap": True, "bg_color": "#EFEDE7"},
    "text": LINE | {"text_wrap": True},
    "guarded": LINE | {"text_wrap": True, "quote_prefix": True},
    "digits": LINE | {"align": "right"},
}


def xlsx_of(people: Table, machines: Table, language: str, *, at: datetime) -> bytes:
    """Both tables in one workbook made at ``at``: the same rows, in words and in codes.

    For people: title, notes, head that stays in sight, numbers and days in the manner of the
    language. For machines: names of columns, numbers, ISO days; a number of more than 15 digits,
    which a spreadsheet would round, is a text in both. No cell is a formula.
    """
    written = BytesIO()
    book = Workbook(written, {"in_memory": True, "default_date_format": DAYS[language]})
    book.set_properties({"title": people.title[language], "created": at.replace(tzinfo=None)})
    _People(book, people, language).write()
    _write_data(book.add_worksheet(MACHINES), machines, book.add_format({"quote_prefix": True}))
    book.close()
    return written.getvalue()


def is_exact_there(value: int | Decimal) -> bool:
    """Does a spreadsheet keep every digit of it?"""
    return len(Decimal(value).normalize().as_tuple().digits) <= EXACT


class _People:
    """The sheet that is read and printed."""

    def __init__(self, book: Workbook, table: Table, language: str) -> None:
        self.book, self.table, self.language = book, table, language
        self.sheet: Worksheet = book.add_worksheet(PEOPLE[language])
        self.looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        self.numbers: dict[str, Format] = {}

    def write(self) -> None:
        table, sheet, language = self.table, self.sheet, self.language
        sheet.write_string(0, 0, table.title[language], self.looks["title"])
        for at, note in enumerate(table.notes, start=1):
            sheet.write_string(at, 0, note[language], self.looks["note"])
        head = len(table.notes) + 2
        labels = [heading(column, language) for column in table.columns]
        for at, label in enumerate(labels):
            sheet.write_string(head, at, label, self.looks["head"])
        for at, row in enumerate(table.rows, start=head + 1):
            for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                self._cell(at, place, column, value)
        self._lay_out(head, labels)

    def _cell(self, row: int, place: int, column: Column, value: Value) -> None:
        sheet, looks = self.sheet, self.looks
        if value is None:
            sheet.write_blank(row, place, None, looks["text"])
        elif isinstance(value, int | Decimal):
            if is_exact_there(value):
                number: Any = value  # a Decimal is written digit by digit
                sheet.write_number(row, place, number, self._number(_pattern(value)))
            else:
                sheet.write_string(row, place, format_number(value, self.language), looks["digits"])
        elif isinstance(value, date):
            day = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day has no zone
            sheet.write_datetime(row, place, day, self._number(DAYS[self.language]))
        else:
            said = period_words(value, self.language) if column.kind == "period" else value
            look = "text" if guarded(said) == said else "guarded"
            sheet.write_string(row, place, said, looks[look])

    def _number(self, pattern: str) -> Format:
        if pattern not in self.numbers:
            look = LINE | {"num_format": LOCALE[self.language] + pattern}
            self.numbers[pattern] = self.book.add_format(look)
        return self.numbers[pattern]

    def _lay_out(self, head: int, labels: Sequence[str]) -> None:
        sheet, table, last = self.sheet, self.table, head + len(self.table.rows)
        for at, label in enumerate(labels):
            shown = (_shown(row[at], self.language) for row in table.rows[:500])
            sheet.set_column(at, at, _width(label, shown))
        sheet.freeze_panes(head + 1, 1)
        sheet.autofilter(head, 0, last, len(labels) - 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)
        sheet.set_footer(f"&L{table.title[self.language].replace('&', '&&')}&R&P/&N")


def _write_data(sheet: Worksheet, table: Table, prefixed: Format) -> None:
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name)
    for at, row in enumerate(table.rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, int | Decimal) and is_exact_there(value):
                number: Any = value
                sheet.write_number(at, place, number)
            elif value is not None:
                text = _exactly(value)
                sheet.write_string(at, place, text, None if guarded(text) == text else prefixed)
    sheet.freeze_panes(1, 0)


def _exactly(value: Value) -> str:
    if isinstance(value, int | Decimal):
        return format(Decimal(value), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _pattern(value: int | Decimal) -> str:
    """Grouped thousands, and as many decimals as the number has: "8,86" is not "8,860"."""
    exponent = Decimal(value).normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _shown(value: Value, language: str) -> str:
    if isinstance(value, int | Decimal):
        return format_number(value, language)
    return "00/00/0000" if isinstance(value, date) else str(value or "")


def _width(label: str, shown: Iterable[str]) -> int:
    longest = max(map(len, shown), default=0)
    return min(WIDE, max(NARROW, longest + 2, len(label) // 2 + 3))
