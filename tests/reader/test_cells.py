"""Cells of tables: their unit, scale and kind come from the headings."""

import pytest

from tests.reader.reading import bounds, directions, figures, kinds, others, units, values

BUDGET = """Biểu thu ngân sách (ĐVT: triệu đồng)
STT | Chỉ tiêu | Dự toán | Thực hiện | Tỷ lệ (%)
1 | Thu tại xã | 1.250 | 1.300,5 | 104,04"""
MIXED = """TT\tChỉ tiêu\tĐVT\tKế hoạch\tKết quả
1\tThu ngân sách\tTỷ đồng\t64,2\t71,9
2\tCây xanh\tm2/người\t5,5\t5,6
3\tRác thu gom\t%\t96\t96,8"""
TREND = """Nội dung | Năm 2020 | Năm 2021 | Tăng (+), giảm (-)
Số vụ cháy | 12 | 9 | -3"""


def test_the_unit_of_the_table_scales_its_cells() -> None:
    assert values(BUDGET) == ["1250000000", "1300500000", "104.04"]
    assert units(BUDGET) == ["đồng", "đồng", "%"]


def test_a_column_of_plans_holds_targets() -> None:
    assert kinds(BUDGET) == ["target", "money", "percent"]


def test_the_span_of_a_cell_is_its_digits() -> None:
    assert [figure.quote for figure in figures(BUDGET)] == ["1.250", "1.300,5", "104,04"]


def test_a_column_of_units_rules_its_rows() -> None:
    assert units(MIXED) == ["đồng", "đồng", "m2/người", "m2/người", "%", "%"]
    assert values(MIXED)[:2] == ["64200000000", "71900000000"]


def test_numbers_of_rows_and_columns_are_ordinals() -> None:
    text = "A | B | 1 | 2\n1 | Thu | 12 | 13"

    assert [why for _, why in others(text)] == ["ordinal"] * 3
    assert values(text) == ["12", "13"]


def test_a_column_of_changes_tells_the_direction_by_sign() -> None:
    assert values(TREND) == ["12", "9", "3"]
    assert directions(TREND) == [None, None, "down"]


def test_a_row_may_name_its_unit() -> None:
    assert units("Nội dung | Kết quả\nDiện tích lúa (ha) | 120,5\nSố hộ nghèo | 45") == ["ha", "hộ"]


def test_a_table_of_html_is_read_by_its_cells() -> None:
    text = (
        "<table><tr><td>Nội dung</td><td>Dự toán (triệu đồng)</td></tr>"
        "<tr><td>Thu</td><td>1.250</td></tr></table>"
    )

    assert values(text) == ["1250000000"]
    assert kinds(text) == ["target"]


LIMITS = """Nội dung | Đơn vị tính | Kết quả
Quỹ vì người nghèo | triệu đồng | trên 730
Thu nhập bình quân | triệu đồng/người/năm | từ 52 - 58
Khách tham quan | lượt | khoảng 4.200
Trẻ đến lớp | % | 96 trở lên
Hộ nghèo | % | < 2"""
TOTAL = """ĐVT: triệu đồng
TT | Khoản thu | Dự toán | Thực hiện | Tỷ lệ (%)
1 | Lệ phí | 5.400 | 5.022 | 93,00
Cộng | 5.400 | 5.022 | 93,00"""


def test_a_bounded_cell_takes_the_unit_and_scale_of_its_row() -> None:
    assert values(LIMITS) == ["730000000", "52000000", "4200", "96", "2"]
    assert units(LIMITS) == ["đồng", "đồng/người/năm", "lượt", "%", "%"]
    assert bounds(LIMITS) == ["at_least", "exact", "about", "at_least", "at_most"]


def test_a_total_over_the_column_of_numbers_keeps_its_columns() -> None:
    assert kinds(TOTAL) == ["target", "money", "percent"] * 2
    assert values(TOTAL)[3:] == ["5400000000", "5022000000", "93"]


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách (ĐVT: triệu đồng)\n- Thuế: 120\n- Phí, lệ phí: 85,5",
        "Đơn vị tính: triệu đồng\n1. Thuế: 120;\n2. Phí: 85,5.",
        "Thu trong năm (triệu đồng): thuế 120; phí 85,5.",
        "ĐVT: triệu đồng\na) Thuế: 120\nb) Phí: 85,5",
        "Đơn vị: triệu đồng\nThuế: 120\nPhí: 85,5",
    ],
)
def test_a_unit_set_over_a_list_scales_its_items(text: str) -> None:
    assert values(text) == ["120000000", "85500000"]
    assert units(text) == ["đồng", "đồng"]


@pytest.mark.parametrize("year", ["2021", "Năm 2021", "6 tháng 2021", "Quý 1/2021"])
def test_a_time_in_a_heading_begins_no_row(year: str) -> None:
    text = f"Nội dung | {year} | So sánh (%)\nSố vụ | 12 | 75"

    assert values(text) == ["12", "75"]
    assert units(text) == ["vụ", "%"]


def test_what_a_column_or_a_row_counts_is_its_unit() -> None:
    assert units("Ấp | Đảng viên | Hộ nghèo\nẤp 1 | 25 | 9") == ["đảng viên", "hộ"]
    assert units("Chỉ tiêu | Kết quả\nHộ cận nghèo | 25") == ["hộ"]


def test_a_year_of_birth_is_no_figure() -> None:
    assert values("Họ tên | Năm sinh | Số tiền\nHộ ông A | 1965 | 5.000.000đ") == ["5000000"]


COURSES = """Nghề | Số lớp | Học viên tốt nghiệp | Có việc làm
Nề | 3 | 64 | 51"""


def test_a_column_that_says_what_was_done_counts_those_of_the_column_before() -> None:
    assert units(COURSES) == ["lớp", "học viên", "học viên"]
