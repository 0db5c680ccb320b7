"""Relations that a text states or implies are recomputed; nothing else is alleged."""

import pytest

from wardbook.reader.read import read
from wardbook.reader.schema import Check


def checks(text: str) -> set[tuple[str, str, str]]:
    return {(check.type, check.expr, check.verdict) for check in read(text).checks}


def only(text: str) -> Check:
    (check,) = read(text).checks
    return check


SHARES = [
    # an amount of a whole named before, in the same breath or a sentence earlier
    ("Thôn có 250 hộ, trong đó 15 hộ nghèo, chiếm 6%.", "f2/f1*100", "holds"),
    ("Thôn có 250 hộ. Đã có 235 hộ ký cam kết, bằng 94%.", "f2/f1*100", "holds"),
    ("Có 31 đơn vị đăng ký, 28 đơn vị đạt chuẩn (90,32%).", "f2/f1*100", "holds"),
    ("Có 31 đơn vị đăng ký, 28 đơn vị đạt chuẩn (90,33%).", "f2/f1*100", "fails"),
    # of a whole named after
    ("Có 42 hộ cận nghèo, chiếm 3,5% tổng số 1.200 hộ.", "f1/f3*100", "holds"),
    # of a plan
    ("Gieo trồng 475 ha, đạt 95% kế hoạch (500 ha).", "f1/f3*100", "holds"),
    ("Chỉ tiêu giao 40 đoàn viên, kết nạp được 46 đoàn viên, đạt 115%.", "f2/f1*100", "holds"),
    # a of b
    ("Hòa giải thành 26/30 vụ, đạt 86,66%.", "f1.num/f1.den*100", "truncated"),
    ("Hòa giải thành 26/30 vụ, đạt 86,67%.", "f1.num/f1.den*100", "holds"),
    ("Tỷ lệ hòa giải thành đạt 86,7% (26/30 vụ).", "f2.num/f2.den*100", "holds"),
    # the amount of an operand that is itself a ratio
    ("Giao quân 16/15 thanh niên, trong đó 4 đảng viên (25%).", "f2/f1.num*100", "holds"),
    # written roughly
    ("Chi 2,1 tỷ đồng, chiếm 34% tổng vốn 6,2 tỷ đồng.", "f1/f3*100", "holds"),
    ("Đã chi gần 190 tỷ đồng trên tổng số 204 tỷ đồng, đạt 92%.", "f1/f2*100", "holds"),
]


@pytest.mark.parametrize(("text", "expr", "verdict"), SHARES)
def test_a_percent_is_recomputed_from_its_amount(text: str, expr: str, verdict: str) -> None:
    assert ("ratio_percent", expr, verdict) in checks(text)


CHANGES = [
    ("Xảy ra 25 vụ, giảm 6 vụ so với cùng kỳ (31 vụ).", "f3-f1", "holds"),
    ("Xảy ra 25 vụ, giảm 7 vụ so với cùng kỳ (31 vụ).", "f3-f1", "fails"),
    ("Xảy ra 24 vụ, giảm 8 vụ (25%).", "f2/(f1+f2)*100", "holds"),
    ("Thu 66 tỷ đồng, tăng 10% so với năm 2019 (60 tỷ đồng).", "(f1-f3)/f3*100", "holds"),
    ("Thu nhập tăng từ 30 triệu đồng lên 45 triệu đồng, gấp 1,5 lần.", "f2/f1", "holds"),
    ("Hộ nghèo giảm từ 4,5% xuống còn 3,2%, giảm 1,3%.", "f1-f2", "holds"),
    ("Vận động 55 triệu đồng, vượt 10% so với chỉ tiêu 50 triệu đồng.", "(f1-f3)/f3*100", "holds"),
    ("Tổng thu 9,6 tỷ đồng, tổng chi 9,1 tỷ đồng, kết dư 0,5 tỷ đồng.", "f1-f2", "holds"),
]


@pytest.mark.parametrize(("text", "expr", "verdict"), CHANGES)
def test_a_change_is_recomputed_from_its_levels(text: str, expr: str, verdict: str) -> None:
    assert ("change", expr, verdict) in checks(text)


SUMS = [
    ("Có 40 đơn, gồm 25 đơn kiến nghị và 15 đơn khiếu nại.", "f2+f3", "holds"),
    ("Có 40 đơn, gồm 25 đơn kiến nghị và 16 đơn khiếu nại.", "f2+f3", "fails"),
    ("Nhận 320 hồ sơ, đã trả 305 hồ sơ, còn lại 15 hồ sơ.", "f1-f2", "holds"),
    ("Đã di dời 96/110 hộ; chỉ còn 14 hộ chưa di dời.", "f1.den-f1.num", "holds"),
    ("Cơ cấu kinh tế: nông nghiệp 42,5%, công nghiệp 31,2%, dịch vụ 26,3%.", "f1+f2+f3", "holds"),
    ("Cơ cấu kinh tế: nông nghiệp 42,5%, công nghiệp 31,2%, dịch vụ 28,3%.", "f1+f2+f3", "fails"),
    ("Xã góp 1,2 tỷ đồng, dân góp 800 triệu đồng, tổng cộng 2 tỷ đồng.", "f1+f2", "holds"),
    ("Tiếp 45 lượt/60 người, gồm: định kỳ 20 lượt/26 người; đột xuất 25 lượt/34 người.",
     "f4+f6", "holds"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expr", "verdict"), SUMS)
def test_parts_are_added_up(text: str, expr: str, verdict: str) -> None:
    assert ("sum", expr, verdict) in checks(text)


RATES = [
    ("Trong 4 năm kết nạp 52 đảng viên, bình quân mỗi năm 13 đảng viên.", "mean", "f1/4"),
    ("Hỗ trợ 24 hộ với 600 triệu đồng, bình quân 25 triệu đồng/hộ.", "mean", "f2/f1"),
    ("Sửa 24 căn nhà, mỗi căn 25 triệu đồng, tổng kinh phí 600 triệu đồng.", "product", "f1*f2"),
    ("Lúa 320 ha, năng suất 62 tạ/ha, sản lượng 1.984 tấn.", "product", "f1*f2/10"),
]


@pytest.mark.parametrize(("text", "kind", "expr"), RATES)
def test_so_much_for_each_is_recomputed(text: str, kind: str, expr: str) -> None:
    assert (kind, expr, "holds") in checks(text)


def test_a_result_is_held_to_the_target_it_is_said_to_pass() -> None:
    assert only("Kết nạp 21 đảng viên, vượt chỉ tiêu (20 đảng viên).").verdict == "holds"
    assert only("Kết nạp 19 đảng viên, vượt chỉ tiêu (20 đảng viên).").verdict == "fails"


def test_a_target_missed_without_a_claim_is_no_error_of_the_text() -> None:
    check = only("Kết nạp 19 đảng viên (chỉ tiêu 20 đảng viên).")

    assert (check.expr, check.verdict, check.recomputed) == ("f1 < f2", "holds", None)


def test_a_check_names_all_its_figures_and_what_was_recomputed() -> None:
    check = only("Hòa giải thành 26/30 vụ, đạt 86,66%.")

    assert check.id == "c1"
    assert check.figures == ("f1", "f2")
    assert (str(check.stated), check.stated_figure) == ("86.66", "f2")
    assert str(check.recomputed) == "86.67"


HONEST = [
    "Chi bộ có 45 đảng viên, trong đó 12 đảng viên nữ, 30 đảng viên dưới 40 tuổi.",
    "Tiếp nhận 52 đơn; đã giải quyết 40 đơn; chuyển nơi khác 7 đơn; còn 5 đơn đang xem xét.",
    "Tổ chức 14 lớp cho 520 lượt hội viên, cấp 300 cuốn sổ tay, đạt 95% kế hoạch năm.",
    "Trồng 45 ha rau, năng suất 22 tấn/ha, sản lượng 2.970 tấn do canh tác 3 vụ.",
    "Năm 2018 kết nạp 21 đảng viên, năm 2019 kết nạp 25 đảng viên.",
    "Giải ngân 4,5 tỷ đồng, đạt 82% vốn giao; hoàn thành 7 công trình, đang làm 3 công trình.",
    "Vận động 230 triệu đồng xây 5 căn nhà, mỗi căn 50 triệu đồng do quận hỗ trợ thêm.",
    "Thu 12 tỷ đồng, đạt 77% dự toán, hụt 2 tỷ đồng so với tiến độ; chi 11/14 tỷ đồng.",
]


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_text_raises_no_alarm(text: str) -> None:
    assert {check.verdict for check in read(text).checks} <= {"holds"}


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách đạt 8,86 tỷ đồng, số hộ nghèo giảm 7 hộ so với 1.250 hộ đầu năm.",
        "Thu 8,86 tỉ đồng, giảm 12 hộ nghèo so với 45 hộ năm trước.",
        "Kết nạp 120 đảng viên, tăng 5 hồ sơ so với 300 hồ sơ cùng kỳ.",
    ],
)
def test_money_is_no_earlier_value_of_households(text: str) -> None:
    reading = read(text)

    assert not [check for check in reading.checks if check.verdict == "fails"]
    assert not [figure for figure in reading.figures if figure.comparison]
