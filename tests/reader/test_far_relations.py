"""Relations whose figures stand apart: sentences away, in brackets, in other words."""

import pytest

from wardbook.reader.read import read


def checks(text: str) -> set[tuple[str, str]]:
    return {(check.expr, check.verdict) for check in read(text).checks}


SHARES = [
    # the whole is another measure, told in the paragraph before
    ("Đã khám cho 860 cụ.\nKết quả: phát hiện 31 ca tăng huyết áp, bằng 3,6%.", "f2/f1*100"),
    # a rate bears the name of what was done
    (
        "Xảy ra 48 vụ. Công an khám phá 41 vụ, bắt 60 người gồm 52 nam và 8 nữ; "
        "tỷ lệ khám phá 85,42%.",
        "f2/f1*100",
    ),
    # an a/b is the whole of parts of other names
    ("Kiểm tra 90/95 điểm, đạt 94,7%; gồm 40 quán ăn, 35 nhà trọ và 15 sạp.", "f3+f4+f5"),
]
RESTS = [
    # what is left is also divided
    (
        "Đã cấp thẻ cho 1.430 trẻ, đạt 97,9% số trẻ (1.460 trẻ). Còn 30 cháu chưa có thẻ: "
        "18 cháu thiếu giấy, 12 cháu mới chuyển đến.",
        "f3-f1",
    ),
    # of an a/b in another section
    (
        "- Đạt 11/14 chỉ tiêu.\n- Thu 3 tỷ đồng.\n- Năm sau làm nốt 3 chỉ tiêu còn lại.",
        "f1.den-f1.num",
    ),
    # votes of delegates
    ("Dự họp có 23/25 đại biểu, với 20 phiếu tán thành, 3 phiếu còn lại để trống.", "f1.num-f2"),
    # a stock with what went and came
    ("Đầu năm có 215 hộ, thoát 48 hộ nhưng phát sinh 6 hộ, cuối năm còn 173 hộ.", "f1-f2+f3"),
    ("Tháng trước tồn 130 hồ sơ, nhận thêm 75 hồ sơ, trả 190 hồ sơ, còn 15 hồ sơ.", "f1+f2-f3"),
]
CHANGES = [
    # the level of today stands sentences before
    (
        "Sáng nay 96,4% cử tri đi họp. Trời mưa. Tỷ lệ này cao hơn 3,1 điểm phần trăm so với "
        "kỳ trước (khi đó 93,3%).",
        "f1-f3",
    ),
    # the earlier level is told in another line, the plan in this one
    (
        "Năm 2021, thu ngân sách xã 2,5 tỷ đồng.\n"
        "Năm 2022, phấn đấu: thu ngân sách xã 3 tỷ đồng, gấp 1,2 lần năm nay.",
        "f2/f1",
    ),
    (
        "Tỷ lệ hộ nghèo còn 9,4%.\nSang năm phấn đấu hạ tỷ lệ hộ nghèo thêm 1,9 điểm phần trăm, "
        "còn 7,5%.",
        "f1-f3",
    ),
    # then, the rise, now
    ("Hộ giỏi năm ngoái là 310, năm nay tăng 45 hộ, thành 355 hộ.", "f3-f1"),
    # the year turns, and much is told in between
    (
        "Đầu năm có 310 hộ nghèo, bằng 15,5% trong 2.000 hộ. Trong năm 52 hộ thoát nghèo, "
        "cuối năm còn 258 hộ, tỷ lệ 12,9%, giảm 2,6%.",
        "f2-f6",
    ),
]


@pytest.mark.parametrize(("text", "expr"), [*SHARES, *RESTS, *CHANGES])
def test_what_stands_apart_is_recomputed(text: str, expr: str) -> None:
    assert (expr, "holds") in checks(text)


def test_a_slip_is_held_to_the_nearest_whole() -> None:
    text = "Gieo 880 ha, vượt 10% kế hoạch (800 ha). Giống mới là 410 ha (46,9%)."

    assert ("f4/f1*100", "fails") in checks(text)


FORMER = [
    ("Kiểm tra 40 lượt (tăng 8 lượt so với 32 lượt của kỳ trước) và 77 lượt hộ.", "40 lượt", 32),
    ("Kết quả hơn năm trước: 14 em đỗ (năm 2022 là 9 em).", "14 em", 9),
]


@pytest.mark.parametrize(("text", "quote", "former"), FORMER)
def test_only_what_is_told_of_then_is_an_earlier_value(text: str, quote: str, former: int) -> None:
    found = {f.quote: f.comparison for f in read(text).figures if f.comparison is not None}

    assert found == {quote: former}


HONEST = [
    # a percent of last year's sum says nothing of what follows its comma
    "Chi 900 triệu đồng, bằng 90% cùng kỳ, riêng chi lương 700 triệu đồng. Quỹ nay còn 120 triệu.",
    "Xảy ra 48 vụ. Khám phá 41 vụ, bắt 60 người gồm 52 nam và 8 nữ; tỷ lệ hài lòng 88%.",
    "Đạt 11/14 chỉ tiêu. Năm sau làm 2 chỉ tiêu còn lại của đề án khác.",
    "Đầu năm có 215 hộ nghèo. Cuối năm còn 12 hộ ở nhà tạm, giảm 5 hộ.",
    "Rà soát 72 quán, phát hiện 9 quán vi phạm, chiếm 1/3 số vụ của huyện.",
    "Có 45 hộ nghèo, giảm 15 hộ so với năm trước; toàn xã 1.500 hộ, năm trước 1.480 hộ.",
    "Năng suất 65 tạ/ha (vụ trước 62 tạ/ha); sản lượng 2.600 tấn trên diện tích 400 ha.",
    "Năm trước có 9 vụ cháy, năm nay 7 vụ, thiệt hại 1,4 tỷ đồng, giảm 40%.",
    "Xã có 3.000 hộ; năm 2022 có 90 hộ nghèo, tỷ lệ 3%; năm 2021 có 120 hộ, tỷ lệ 4,1%.",
    "Hộ nghèo 4,2%. Tỷ lệ bao phủ bảo hiểm 91,3%, cao hơn 1,5 điểm phần trăm so với kỳ trước.",
]


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_text_raises_no_alarm(text: str) -> None:
    assert {verdict for _, verdict in checks(text)} <= {"holds"}


TOTALS = """Lớp | Học viên dự thi | Đạt chứng chỉ
Điện | 40 | 33
Hàn | 28 | 22
Cộng | 68 | 55
"""
NOTES = [
    (TOTALS + "Ghi chú: tỷ lệ học viên đạt chứng chỉ là 80,9%.", "f6/f5*100"),
    (TOTALS + "Kinh phí 136 triệu đồng, bình quân 2 triệu đồng/học viên.", "f7/f5"),
]
OTHER_WORDS = [
    # a list told in turn shares its scale
    ("Ba quý thu lần lượt 90, 110 và 130 triệu đồng, cộng 330 triệu đồng.", "f1+f2+f3"),
    # shares of a share
    ("Lao động có nghề 58%, trong đó có bằng 31%, còn lại 27% được truyền nghề.", "f2+f3"),
    # the earlier values in one bracket, a total of another thing in between
    (
        "Xã còn 36 hộ nghèo trên tổng số 1.200 hộ, tỷ lệ 3%, giảm 24 hộ (2%) so với năm trước "
        "(60 hộ, 5%).",
        "f6-f1",
    ),
    ("Quý I có 94% bưu gửi đúng hạn, cao hơn năm trước 2 điểm phần trăm (92%).", "f1-f3"),
    # so much for each, how many, what it comes to
    ("Mỗi suất quà 250.000 đồng, tặng 64 suất, trị giá 16 triệu đồng.", "f2*f1"),
    ("Thu nhập 60 triệu đồng/người/năm, tức 5 triệu đồng/người/tháng.", "f1/12"),
    # fractions
    ("Rà soát 72 quán, phát hiện 9 quán vi phạm, chiếm 1/8 số quán.", "f2/f1*f3.den"),
    # two falls told against then once for all, a semicolon after the levels
    (
        "Khởi tố 21 vụ, 28 bị can; so với cùng kỳ giảm 5 vụ (26 vụ), giảm 6 bị can (34 bị can).",
        "f6-f2",
    ),
    # rounded to the digit before cut
    ("Xét nghiệm 640 mẫu, dương tính 16 mẫu (2,5%), âm tính 624 mẫu (97,5%).", "f2/f1*100"),
    ("Xã có 14 chi hội, 686 hội viên, bình quân 49 hội viên/chi hội.", "f2/f1"),
    # a fall over a planned fall
    ("Hộ nghèo từ 80 hộ còn 58 hộ, giảm 22 hộ, vượt 4 hộ so với chỉ tiêu giảm 18 hộ.", "f3-f5"),
    # two kinds at two rates, and their number in between
    (
        "Xây 12 nhà, sửa 20 nhà, tổng cộng 32 nhà với kinh phí 1,26 tỷ đồng, trong đó mỗi nhà xây "
        "75 triệu đồng, mỗi nhà sửa 18 triệu đồng.",
        "f1*f5+f2*f6",
    ),
    ("Vốn huyện 55%, dân góp 30%, còn lại 15% của doanh nghiệp.", "f1+f2+f3"),
    # more than all is no rise
    ("Huyện giao 2 tỷ đồng, xã thu 2,3 tỷ đồng, vượt 300 triệu đồng, bằng 115%.", "f2/f1*100"),
]
FAR_PLANS = (
    "Huyện đón 64.500 lượt khách.\nCó 12 nhà trọ với 140 phòng. Phạt 3 nhà trọ.\n"
    "So với mục tiêu cả năm là 80.000 lượt khách, huyện đã đi được 80,6% chặng đường."
)
MONTHLY = [
    ("Tổ có 25 chị, mỗi tháng góp 40.000 đồng/người, cứ 6 tháng được 6 triệu đồng.", "f1*f2*6"),
    ("Thu 20.000 đồng/hộ/tháng của 450 hộ, cả năm được 108 triệu đồng.", "f2*f1*12"),
]


@pytest.mark.parametrize(("text", "expr"), [*NOTES, *MONTHLY, *OTHER_WORDS])
def test_what_other_words_say_is_recomputed(text: str, expr: str) -> None:
    assert (expr, "holds") in checks(text)


def test_a_plan_told_last_leads_back_to_the_result_told_first() -> None:
    result = read(FAR_PLANS).figures[0]

    assert result.target == 80_000
    assert ("f1/f5*100", "holds") in checks(FAR_PLANS)


def test_bare_parts_count_what_their_whole_counts() -> None:
    text = "Kết nạp 30 đoàn viên, trong đó 12 người Khmer. Theo khối, ấp có 21, cơ quan 9."

    assert [figure.unit for figure in read(text).figures][2:] == ["đoàn viên"] * 2
