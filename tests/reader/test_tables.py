"""Tables: columns set against each other, rows that make up a total."""

from wardbook.reader.read import read

PLAN = """ĐVT: triệu đồng
Nội dung | Dự toán | Thực hiện | Tỷ lệ (%)
Tổng thu | 900 | 990 | 110
1. Thu thuế | 600 | 630 | 106
2. Thu phí | 300 | 360 | 120

Thu phí vượt 60 triệu đồng."""

HAMLETS = """Thôn | Số hộ | Hộ nghèo | Tỷ lệ (%)
Thôn Thượng | 210 | 4 | 1,90
Thôn Hạ | 180 | 7 | 3,89
Tổng cộng | 390 | 12 | 2,82"""

YEARS = """Chỉ tiêu | Năm 2021 | Năm 2022 | So sánh (%)
Hộ kinh doanh (hộ) | 120 | 138 | 115
Lượt khách (lượt) | 4.000 | 4.600 | 115
Vụ vi phạm (vụ) | 20 | 15 | 70"""


def checks(text: str) -> dict[str, str]:
    return {check.expr: check.verdict for check in read(text).checks}


def test_results_are_divided_by_the_plan_row_by_row() -> None:
    found = checks(PLAN)

    assert found["f2/f1*100"] == "holds"
    assert found["f5/f4*100"] == "fails"  # 105


def test_rows_below_a_row_make_it_up() -> None:
    found = checks(PLAN)

    assert found["f4+f7"] == found["f5+f8"] == "holds"


def test_a_note_under_a_table_is_held_to_the_row_it_names() -> None:
    assert checks(PLAN)["f8-f7"] == "holds"


def test_a_result_takes_target_and_percent_from_its_row() -> None:
    result = read(PLAN).figures[1]

    assert (result.target, result.stated_percent) == (900_000_000, 110)


def test_a_row_named_total_is_added_up() -> None:
    found = checks(HAMLETS)

    assert found["f1+f4"] == "holds"
    assert found["f2+f5"] == "fails"  # 11


def test_most_rows_show_what_a_column_is_computed_from() -> None:
    found = checks(YEARS)

    assert found["f2/f1*100"] == found["f5/f4*100"] == "holds"
    assert found["f8/f7*100"] == "fails"  # 75
