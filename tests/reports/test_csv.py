"""CSV for machines and for spreadsheets: exact, and nothing in it computes."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.reports.csv import FORMULA, csv_of
from wardbook.reports.table import Column, Table, Value

COLUMNS = [
    Column("unit", {"vi": "Đơn vị", "en": "Unit"}),
    Column("value", {"vi": "Giá trị", "en": "Value"}, "number"),
    Column("as_of", {"vi": "Tính đến", "en": "As of"}, "day"),
    Column("period", {"vi": "Kỳ", "en": "Period"}, "period"),
]


def table(*rows: list[Value]) -> Table:
    return Table("thu", {"vi": "Thử", "en": "Trial"}, [], COLUMNS, rows)


ROW: list[Value] = ["Phường Thử; A, B", Decimal("-8.860"), date(2026, 1, 5), "2018-H1"]


def test_machines_get_names_dots_and_iso_days() -> None:
    assert csv_of(table(ROW)).decode() == (
        'unit,value,as_of,period\r\n"Phường Thử; A, B",-8.860,2026-01-05,2018-H1\r\n'
    )


def test_a_vietnamese_spreadsheet_gets_a_mark_semicolons_and_comma_decimals() -> None:
    assert csv_of(table(ROW), "vi").decode("utf-8-sig") == (
        "Đơn vị;Giá trị;Tính đến;Kỳ\r\n"
        '"Phường Thử; A, B";-8,860;05/01/2026;6 tháng đầu năm 2018\r\n'
    )
    assert csv_of(table(ROW), "vi").startswith(b"\xef\xbb\xbf")


def test_an_english_spreadsheet_gets_labels_and_dot_decimals() -> None:
    heading, line = csv_of(table(ROW), "en").decode("utf-8-sig").splitlines()

    assert heading == "Unit,Value,As of,Period"
    assert line.endswith(",-8.860,2026-01-05,first half of 2018")


def test_no_data_is_an_empty_cell_and_zero_is_zero() -> None:
    lines = csv_of(table(["a", None, None, None], ["b", 0, None, ""])).decode().splitlines()

    assert lines[1:] == ["a,,,", "b,0,,"]


@pytest.mark.parametrize("value", [1.5, "8", True, datetime(2026, 1, 5, tzinfo=UTC)])
def test_a_value_that_a_column_does_not_hold_is_refused(value: Value) -> None:
    with pytest.raises(TypeError):
        table(["a", value, None, None])


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError):
        table(["a", 1])


@given(
    st.text(st.sampled_from([*FORMULA, " ", ";", ",", '"', "1", "ơ"])),
    st.sampled_from([None, "vi", "en"]),
)
def test_no_text_is_computed_and_none_is_lost(text: str, language: str | None) -> None:
    written = csv_of(table([text, 1, None, ""]), language).decode("utf-8-sig")
    separator = ";" if language == "vi" else ","
    read = list(csv.reader(StringIO(written, newline=""), delimiter=separator))[1][0]

    assert read in {text, f"'{text}"}
    assert not read.lstrip().startswith(tuple("=+-@＝＋－＠"))
