"""Relations in the turns of a text: back to what was, on to what is left, short of a plan."""

import pytest

from wardbook.reader.read import read
from wardbook.reader.schema import Reading


def checks(reading: Reading) -> set[tuple[str, str]]:
    return {(check.expr, check.verdict) for check in reading.checks}


HOLDS = [
    # a change goes with the levels that follow it
    ("Hộ nghèo từ 80 còn 64 hộ; bầy dê tăng 1,4 lần (từ 50 lên 70).", "f5/f4"),
    # the level of then, its change, and today's last
    ("Tỷ lệ hộ nghèo giảm so với mức 4,2% của năm trước 0,7 điểm, còn 3,5%.", "f1-f3"),
    # today's level stands sentences before the earlier one
    (
        "Quỹ cho vay 1 tỷ 320 triệu đồng với 60 hộ, 8 tổ. Có 45 hộ trả đủ, 9 hộ xin gia hạn, "
        "6 hộ trễ hạn. Năm trước, quỹ chỉ cho vay 1 tỷ 100 triệu đồng, như vậy tăng 20%.",
        "(f1-f7)/f7*100",
    ),
    # what a plan leaves to do, paragraphs on
    (
        "Đã tập huấn 450 người, đạt 30% kế hoạch (1.500 người).\nTổ chức 4 lớp ở 3 xã.\n"
        "Từ nay đến cuối năm, huyện tập huấn tiếp 1.050 người.",
        "f3-f1",
    ),
    # the plan is of today, not of the year in brackets
    ("Cấp 900 thẻ, tăng 50% so với năm 2019 (600), bằng 90% chỉ tiêu 1.000.", "f1/f5*100"),
    # short of a plan, as the text says; what sinks reaches it from above
    ("Tỷ lệ tiêm đạt 91%, chưa đạt chỉ tiêu 94%.", "f1 < f2"),
    ("Tỷ lệ hộ nghèo còn 2%, đạt chỉ tiêu 3%.", "f1 <= f2"),
    ("Tỷ lệ hộ nghèo còn 5%, chưa đạt chỉ tiêu 4%.", "f1 > f2"),
    # parts told with their percents, and no whole
    (
        "Trồng trọt 90 tỷ đồng (45%), chăn nuôi 70 tỷ đồng (35%), rừng 40 tỷ đồng (20%).",
        "f1/(f1+f3+f5)*100",
    ),
    ("Nam 44%, nữ 56%; tày 80%, dao 15%, kinh 5%.", "f3+f4+f5"),
    ("Nhà kiên cố 70%, nhà bán kiên cố 26%, nhà tạm 4%.", "f1+f2+f3"),
    # a fall over a term of office, a year at a time
    ("Hộ nghèo từ 9,5% đầu nhiệm kỳ giảm còn 3%, bình quân mỗi năm giảm 1,3%.", "(f1-f2)/5"),
    # what each gives, from as many, counted in between
    ("Mỗi hội viên góp 40.000 đồng, 250 hội viên được 10 triệu đồng.", "f2*f1"),
    ("Diện tích rừng từ 90 ha tăng thêm 20 ha, nay là 110 ha.", "f3-f1"),
    ("Thất nghiệp 2,1%, thấp hơn mức bình quân của tỉnh 0,6 điểm phần trăm (2,7%).", "f3-f1"),
]


@pytest.mark.parametrize(("text", "expr"), HOLDS)
def test_what_the_text_turns_to_is_recomputed(text: str, expr: str) -> None:
    assert checks(read(text)) >= {(expr, "holds")}
    assert {verdict for _, verdict in checks(read(text))} == {"holds"}


def test_a_plan_passed_is_not_measured_from_last_year() -> None:
    assert checks(read("Tỷ lệ tiêm đạt 92% (năm trước 90%), vượt 4% kế hoạch.")) == set()


@pytest.mark.parametrize(
    ("text", "now", "then"),
    [
        ("Xã có 2.900 hộ. Hộ nghèo đầu năm 96, thoát nghèo 40, cuối năm còn 56.", "56", 96),
        ("Trong tháng 3, đoàn phát hiện 15 sạp câu điện sai, nay còn 2 sạp.", "2 sạp", 15),
    ],
)
def test_what_is_left_today_goes_back_to_what_there_was(text: str, now: str, then: int) -> None:
    found = {f.quote: f.comparison for f in read(text).figures if f.comparison is not None}

    assert found == {now: then}


def test_two_values_are_not_each_the_earlier_one() -> None:
    figures = read("Hộ nghèo từ 60 còn 45 hộ; đàn bò tăng 1,3 lần (từ 100 lên 130).").figures

    assert [figure.comparison for figure in figures] == [None, 60, None, None, 100]


TABLE = """Thôn | 6 tháng 2021 | 6 tháng 2022
Đông | 120 | 132
Tây | 80 | 78
Toàn xã | 200 | 210

Toàn xã tăng 5%; bình quân mỗi tháng 35 tấn.
"""


def test_one_stretch_of_two_years_heads_then_and_now() -> None:
    reading = read(TABLE)

    assert [figure.comparison for figure in reading.figures][1:6:2] == [120, 80, 200]
    assert ("(f6-f5)/f5*100", "holds") in checks(reading)
    assert ("f6/6", "holds") in checks(reading)


@pytest.mark.parametrize(
    "text",
    [
        "Quý I có 14 vụ, quý II 8 vụ, 6 tháng cộng 22 vụ.",
        "Năm 2020 xã có 13 tiêu chí đạt, năm 2021 thêm 2 tiêu chí.",
        "Có 45 hộ nuôi heo, nay còn 30 hộ nuôi gà.",
    ],
)
def test_what_is_added_or_another_thing_has_no_earlier_value(text: str) -> None:
    assert {figure.comparison for figure in read(text).figures} == {None}


def test_an_earlier_percent_glosses_no_amount() -> None:
    text = "Khám phá 18/20 vụ, bắt 25 người, đạt tỷ lệ 90%, cao hơn năm trước 4% (86%)."

    assert [f.stated_percent for f in read(text).figures] == [90, None, None, None, None]
