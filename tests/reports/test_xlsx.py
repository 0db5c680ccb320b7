"""Files of a list: what is listed is in them, whole, and no cell computes anything."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from wardbook.reports.table import Column, Table
from wardbook.reports.xlsx import MACHINES, PEOPLE, xlsx_of

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
COLUMNS = [
    Column("name", {"vi": "Chỉ tiêu", "en": "Indicator"}),
    Column("value", {"vi": "Giá trị", "en": "Value"}, "number"),
    Column("period", {"vi": "Kỳ", "en": "Period"}, "period"),
    Column("filed_on", {"vi": "Ngày ghi sổ", "en": "Filed on"}, "day"),
]
NOTES = [{"vi": "Đơn vị: Phường Thử", "en": "Unit: Test"}, {"vi": "2 số liệu.", "en": "2 figures."}]
TITLE = {"vi": "Danh sách số liệu", "en": "List of figures"}
ROWS: list[Any] = [
    ("Thu ngân sách", Decimal("8.86"), "2018-H1", date(2026, 1, 5)),
    ("Hồ sơ", Decimal(11000), None, None),
]


def opened(rows: list[Any], language: str = "vi") -> Workbook:
    table = Table("figures", TITLE, NOTES, COLUMNS, rows)
    return load_workbook(BytesIO(xlsx_of(table, table, language, at=AT)))


def lines(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_the_sheet_for_people_says_what_it_is_before_its_rows() -> None:
    sheet = opened(ROWS)[PEOPLE["vi"]]

    assert [row[0] for row in lines(sheet)[:3]] == [TITLE["vi"], *(note["vi"] for note in NOTES)]
    assert lines(sheet)[4] == ("Chỉ tiêu", "Giá trị", "Kỳ", "Ngày ghi sổ")
    assert lines(sheet)[5][:3] == ("Thu ngân sách", 8.86, "6 tháng đầu năm 2018")
    assert lines(sheet)[5][3].date() == date(2026, 1, 5)
    assert len(lines(sheet)) == 5 + len(ROWS)


def test_numbers_and_days_are_shown_in_the_manner_of_the_language() -> None:
    formats = {
        language: [cell.number_format for cell in opened(ROWS, language)[PEOPLE[language]][6]]
        for language in ("vi", "en")
    }

    assert formats["vi"][1::2] == ["[$-42A]#,##0.00", "[$-42A]dd/mm/yyyy"]
    assert formats["en"][1::2] == ["[$-409]#,##0.00", "[$-409]d mmm yyyy"]


def test_the_head_stays_in_sight_and_repeats_in_print() -> None:
    sheet = opened(ROWS)[PEOPLE["vi"]]

    assert sheet.freeze_panes == "B6"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.auto_filter.ref == "A5:D7"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert 8 <= sheet.column_dimensions["A"].width <= 49


def test_the_sheet_for_machines_has_names_and_iso_days() -> None:
    sheet = opened(ROWS)[MACHINES]

    assert lines(sheet) == [
        ("name", "value", "period", "filed_on"),
        ("Thu ngân sách", 8.86, "2018-H1", "2026-01-05"),
        ("Hồ sơ", 11000, None, None),
    ]


@given(value=st.decimals(-(10**18), 10**18, places=6, allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back_digit_by_digit(value: Decimal) -> None:
    cell = opened([("a", value, None, None)])[MACHINES]["B2"].value

    assert Decimal(str(cell)) == value


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_number_too_long_for_a_spreadsheet_is_a_text(language: str) -> None:
    book = opened([("a", Decimal("123456789012345678"), None, None)], language)
    mark = {"vi": ".", "en": ","}[language]

    assert book[MACHINES]["B2"].value == "123456789012345678"
    assert book[PEOPLE[language]]["B6"].value == mark.join(
        ["123", "456", "789", "012", "345", "678"]
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "=HYPERLINK(A1)", "{=1}"]
)
def test_no_text_becomes_a_formula(text: str) -> None:
    book = opened([(text, None, None, None)])

    for cell in (book[PEOPLE["vi"]]["A6"], book[MACHINES]["A2"]):
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix or text == "{=1}"


def test_an_address_does_not_become_a_link() -> None:
    sheet = opened([("https://example.org/", None, None, None)])[PEOPLE["vi"]]

    assert sheet["A6"].hyperlink is None
