"""Relations among plans, in the rows of tables, and things that a name of their own sets apart."""

import pytest

from wardbook.reader.read import read
from wardbook.reader.schema import Reading

HARVEST = (
    "Thôn | Diện tích (ha) | Năng suất (tạ/ha) | Sản lượng (tấn)\n"
    "Một | 100 | 50 | 500\nHai | 200 | 60 | {}\nCộng | 300 | 56,7 | 1.700"
)
POOR = (
    "Thôn | Hộ nghèo 31/12/2020 | Hộ nghèo 31/12/2021\nMột | 20 | 12\nHai | 30 | 25\n"
    "Toàn xã | 50 | 37\n\nSo với cuối năm 2020, toàn xã giảm {} hộ nghèo."
)


def checks(reading: Reading) -> set[tuple[str, str]]:
    return {(check.expr, check.verdict) for check in reading.checks}


def test_area_by_yield_is_the_harvest_of_a_row_and_the_mean_of_all() -> None:
    products = {("f1*f2/10", "holds"), ("f4*f5/10", "holds"), ("f9*10/f7", "holds")}
    assert checks(read(HARVEST.format("1.200"))) == products | {
        ("f1+f4", "holds"),
        ("f3+f6", "holds"),
    }


def test_one_wrong_harvest_among_right_ones_is_told() -> None:
    assert ("f4*f5/10", "fails") in checks(read(HARVEST.format("1.300")))


def test_columns_of_one_name_and_two_dates_are_then_and_now() -> None:
    reading = read(POOR.format(13))
    assert [figure.comparison for figure in reading.figures[1:6:2]] == [20, 30, 50]
    assert ("f5-f6", "holds") in checks(reading)


def test_a_note_that_misses_its_row_by_one_is_told() -> None:
    assert ("f5-f6", "fails") in checks(read(POOR.format(14)))


def test_a_share_of_a_dated_column_is_not_taken_of_the_earlier_one() -> None:
    text = (
        "Tổ | Số hộ | Hộ cận nghèo 2020 | Hộ cận nghèo 2021 | Tỷ lệ (%)\n"
        "Tổ A | 200 | 20 | 12 | 6\nTổ B | 100 | 9 | 5 | 5"
    )
    assert checks(read(text)) == {("f3/f1*100", "holds"), ("f7/f5*100", "holds")}


HOLDS = [
    # plans multiply with plans
    ("Kế hoạch vụ tới: trồng 200 ha sắn, năng suất 20 tấn/ha, sản lượng 4.000 tấn.", "f1*f2"),
    ("Đất rừng 120 thửa với 480 ha, bình quân 4 ha/thửa.", "f2/f1"),
    # the fraction of a plan
    ("Trồng được 30 ha, bằng 3/4 kế hoạch (40 ha).", "f1/f3*f2.den"),
    # a plan told before is met in full
    ("Thị trấn được giao 40 quân. Sáng nay, thị trấn tiễn đủ 40/40 tân binh.", "f2.num >= f2.den"),
    # places after a plan are its parts
    (
        "Huyện được giao 90 quân: xã Hải Bắc 30, xã Hải Nam 25, còn lại 35 thuộc thị trấn.",
        "f2+f3+f4",
    ),
    # the level of then is not set against what each has
    (
        "Năm 2019, tổ cho vay 9 tỷ đồng, tính ra mỗi hộ 20 triệu đồng. Năm trước mới có "
        "6 tỷ đồng, tức là đã tăng 50%.",
        "(f1-f3)/f3*100",
    ),
    # a total on a line of its own, with means in between
    (
        "- Đất ở: 20 thửa, diện tích 12,6 ha.\n- Đất lúa: 310,3 ha.\n"
        "- Đất rừng: 100 thửa với 40 ha, bình quân 0,4 ha/thửa.\n- Cộng cả ba loại: 362,9 ha.",
        "f2+f3+f5",
    ),
    # two parts of a sum, yet set side by side
    (
        "Đợt 1 vớt 38 tấn rác, đợt 2 vớt 51 tấn, nhiều hơn đợt đầu 13 tấn.\n"
        "Cộng cả hai đợt: 89 tấn.",
        "f2-f1",
    ),
]


@pytest.mark.parametrize(("text", "expr"), HOLDS)
def test_what_is_planned_or_summed_is_recomputed(text: str, expr: str) -> None:
    assert (expr, "holds") in checks(read(text))
    assert {verdict for _, verdict in checks(read(text))} == {"holds"}


SILENT = [
    "Kế hoạch trồng 60 ha rừng, đã trồng 41 ha; còn 15 ha đất trống chưa giao.",
    "Xã có 40 tuyến đường, đã bê tông 30 tuyến; còn 8 tuyến ngõ nhỏ chưa khảo sát.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_bears_a_name_of_its_own_is_no_rest(text: str) -> None:
    assert "fails" not in {verdict for _, verdict in checks(read(text))}


def test_a_rest_with_its_reason_is_one() -> None:
    text = "Nhận 50 đơn, đã giải quyết 45 đơn, chưa giải quyết 6 đơn do vắng mặt đương sự."
    assert checks(read(text)) == {("f1-f2", "fails")}


AIMS = [
    "Kế hoạch năm 2021: giảm thêm 12 hộ nghèo, kết nạp 5 đảng viên.",
    "Hết năm 2013, xã phải cấp tối thiểu 90% số thửa.",
    "Quý II: đưa tỷ lệ nộp phí lên trên 85%.",
    "Chi tại trụ sở, mỗi ngày không quá 120 người.",
    "Huyện được giao 90 quân: xã Hải Bắc 50, xã Hải Nam 40.",
]


@pytest.mark.parametrize("text", AIMS)
def test_what_is_planned_or_allowed_is_a_target(text: str) -> None:
    assert {figure.kind for figure in read(text).figures} == {"target"}


def test_what_is_done_after_a_plan_is_none() -> None:
    reading = read("Kế hoạch quý II: thu 300 triệu đồng, thu được 320 triệu đồng.")
    assert reading.figures[-1].kind == "money"


def test_a_bare_fraction_counts_what_its_second_side_counted() -> None:
    reading = read("Tổ phát hiện 9 sạp lấn chiếm, đã tháo dỡ 6/9; lát xong 2/3 khối lượng vỉa hè.")
    assert [figure.unit for figure in reading.figures] == ["sạp", "sạp", "phần"]


def test_the_second_side_of_a_fraction_is_not_the_plan() -> None:
    assert read("Đã thu bằng 3/4 kế hoạch năm.").figures[0].target is None
