"""Workbooks: rows as lines, hidden parts named, stray cells harmless."""

from datetime import date

from openpyxl import Workbook

from tests.reader.papers import saved, workbook
from wardbook.reader.paper import Paper, open_paper


def opened(book: Workbook) -> Paper:
    return open_paper(saved(book), "phu-luc.xlsx")


def rules(paper: Paper) -> list[str]:
    return [warning.rule for warning in paper.warnings]


def test_rows_become_lines_with_numbers_as_shown():
    book = workbook(
        ("Chỉ tiêu", "Dự toán", "Thực hiện", "Tỷ lệ"),
        ("Tổng thu", 7900000, 8450000.1 + 0.2, 1.0696),
        formats={"B2": "#,##0", "C2": "#,##0.0", "D2": "0.00%"},
    )

    assert opened(book).text == (
        "Chỉ tiêu | Dự toán | Thực hiện | Tỷ lệ\nTổng thu | 7.900.000 | 8.450.000,3 | 106,96%"
    )


def test_dates_are_written_day_first():
    assert opened(workbook(("Ngày", date(2022, 2, 17)))).text == "Ngày | 17/02/2022"


def test_a_table_that_starts_far_in_loses_its_empty_edge():
    book = workbook()
    book.active["C5"], book.active["E5"], book.active["C6"] = "Hộ", 12, "Khẩu"

    assert opened(book).text == "Hộ |  | 12\nKhẩu"


def test_merged_cells_speak_once():
    book = workbook(("BIỂU TỔNG HỢP", None), ("Hộ", 3))
    book.active.merge_cells("A1:B1")

    assert opened(book).text == "BIỂU TỔNG HỢP\nHộ | 3"


def test_a_hidden_sheet_is_named_and_not_read():
    book = workbook(("Hộ", 3))
    hidden = book.create_sheet("Nháp")
    hidden.append(("Hộ", 4))
    hidden.sheet_state = "hidden"

    paper = opened(book)

    assert (paper.text, rules(paper)) == ("Hộ | 3", ["PAPER-25"])
    assert "Nháp" in paper.warnings[0].text()


def test_hidden_rows_and_columns_are_not_read():
    book = workbook(("a", "b", "c"), ("d", "e", "f"))
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True

    paper = opened(book)

    assert (paper.text, rules(paper)) == ("a |  | c", ["PAPER-25"])


def test_sheets_follow_each_other_with_an_empty_line():
    book = workbook(("a",))
    book.create_sheet("Hai").append(("b",))

    assert opened(book).text == "a\n\nb"


def test_a_formula_without_a_result_is_told():
    assert rules(opened(workbook(("Tổng", "=1+2")))) == ["PAPER-26"]


def test_a_stray_cell_in_the_last_corner_costs_nothing():
    book = workbook(("Hộ", 3))
    book.active["XFD1048576"] = "x"

    paper = opened(book)

    assert (paper.text, rules(paper)) == ("Hộ | 3", ["PAPER-27"])
