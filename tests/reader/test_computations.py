"""Computations read whatever words stand between, and wrong numbers told from honest ones."""

import pytest

from wardbook.reader.read import read


def verdicts(text: str) -> set[tuple[str, str]]:
    """The stated number of every check, as it is written, with the verdict on it."""
    reading = read(text)
    quotes = {figure.id: figure.quote for figure in reading.figures}
    return {(quotes[c.stated_figure], c.verdict) for c in reading.checks if c.stated_figure}


SUMS = [
    # in units of different size
    ("Duy tu 14,6 km trục chính và 5.400 m đường ngõ, cộng chung 20 km.", "20 km"),
    ("Đào 3 km kênh chính, 750 m kênh nhánh, cả thảy 3.750 m.", "3.750 m"),
    ("Cần dời 2,4 km ống nước, đã dời 1.650 m, còn lại 750 m.", "750 m"),
    ("Bàn giao 12,5 ha, trong tổng số 13 ha, còn 5.000 m2.", "5.000 m2"),
    ("Thu mua 18 tấn cam, 350 tạ bưởi, tổng cộng 53 tấn.", "53 tấn"),
    # a list over lines
    ("Rà soát có 84 hộ, trong đó\n- thôn Đông: 31 hộ\n- thôn Đoài: 28 hộ\n- thôn Trung: 25 hộ",
     "84 hộ"),
    ("- Đợt đầu: 38 người\n- Đợt hai: 45 người\n- Đợt ba: 21 người\nCộng 3 đợt 104 người.",
     "104 người"),
    # the sides of an a/b
    ("Quý I làm 4/12 cuộc; ba quý còn lại làm thêm 9 cuộc nên cả năm đạt 13 cuộc.", "13 cuộc"),
    ("Có 25/27 đại biểu tán thành; 2 đại biểu không tán thành.", "2 đại biểu"),
    ("Còn 3 ấp chưa có nhà văn hóa, 9/12 ấp đã có.", "3 ấp"),
    # what is left, told before its whole
    ("Đã thu 6.420 triệu đồng; còn phải thu 1.580 triệu đồng mới đủ 8.000 triệu đồng.",
     "1.580 triệu đồng"),
    ("Phát 3.480 thẻ trên tổng số 3.600 công dân, chưa cấp 120 trường hợp.", "120 trường hợp"),
    # amounts among counts
    ("Chi 210 triệu đồng, gồm: 3 căn nhà 180 triệu đồng (60 triệu đồng/căn); 2 suất 30 triệu đồng.",
     "210 triệu đồng"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), SUMS)
def test_a_sum_is_traced_to_its_parts(text: str, stated: str) -> None:
    assert (stated, "holds") in verdicts(text)


SHARES = [
    ("Chi bộ có 18 đảng viên nam và 12 đảng viên nữ; nữ chiếm 40% tổng số.", "40%"),
    ("Đi bầu 640 cử tri, vắng 10 cử tri; tỷ lệ đi bầu 98,46%.", "98,46%"),
    ("Gọi khám 1.187 người. Trúng tuyển 245 người. Tỷ lệ này đạt 20,6%.", "20,6%"),
    ("Phiếu hợp lệ 21.263, không hợp lệ 107; tỷ lệ hợp lệ 99,5%.", "99,5%"),
    ("Nộp cấp trên 30%, bằng 123,6 triệu đồng trong 412 triệu đồng.", "30%"),
    ("Xảy ra 18 vụ, giảm 4 vụ (18/22 vụ), bằng 18,18%.", "18,18%"),
    ("Số hộ mắc nước từ 210 hộ lên 378 hộ, tăng 168 hộ, bằng 80%.", "80%"),
]


@pytest.mark.parametrize(("text", "stated"), SHARES)
def test_a_percent_is_traced_to_its_amounts(text: str, stated: str) -> None:
    assert (stated, "holds") in verdicts(text)


RATES = [
    ("Quý IV còn phải thu 1.350 triệu đồng, tức bình quân mỗi tháng 450 triệu đồng.",
     "450 triệu đồng"),
    ("Ba năm qua vận động 4,5 tỷ đồng, bình quân mỗi năm 1,5 tỷ đồng.", "1,5 tỷ đồng"),
    ("Tháng 7, 8 kết nạp 22 hội viên, bình quân mỗi tháng 11 hội viên.", "11 hội viên"),
    ("Trong tuần thu gom 84 tấn rác, bình quân 12 tấn/ngày.", "12 tấn/ngày"),
    ("Xây 8 căn, mức 60 triệu đồng/căn, sửa 5 căn, mức 30 triệu đồng/căn, tổng 630 triệu đồng.",
     "630 triệu đồng"),
    ("Gieo 1.250/1.230 ha, năng suất 64 tạ/ha, sản lượng 8.000 tấn.", "8.000 tấn"),
    ("Thu 2.100 tấn quả; bán 20.000 đồng/kg, doanh thu 42 tỷ đồng.", "42 tỷ đồng"),
    ("Thu phí 1.980 hộ × 25.000 đồng = 49,5 triệu đồng mỗi tháng.", "49,5 triệu đồng"),
    ("Hỗ trợ 71 hộ x 60.000 đồng/hộ/tháng, bằng 4.260.000 đồng/tháng.", "4.260.000 đồng/tháng"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), RATES)
def test_so_much_for_each_is_traced(text: str, stated: str) -> None:
    assert (stated, "holds") in verdicts(text)


CHANGES = [
    ("Giải quyết việc làm 640/600 người, vượt 6,67% kế hoạch.", "6,67%"),
    ("Làm 3/10 cuộc; nửa cuối năm thêm 8 cuộc, cả năm đạt 11 cuộc, vượt 1 cuộc.", "1 cuộc"),
    ("Trồng nấm thu 96 triệu đồng, gấp 3 lần trồng lúa (32 triệu đồng).", "3 lần"),
    ("Đợt 1 vớt 38 tấn rác; đợt 2 được 51,5 tấn, nhiều hơn đợt đầu 13,5 tấn.", "13,5 tấn"),
    ("Năm 2019 nợ 22,4 tỷ đồng, năm 2020 tăng lên 29,1 tỷ đồng, cuối năm 2021 đã 34,5 tỷ đồng. "
     "So với năm 2020 số nợ tăng 5,4 tỷ đồng.", "5,4 tỷ đồng"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), CHANGES)
def test_a_change_is_traced_to_its_levels(text: str, stated: str) -> None:
    assert (stated, "holds") in verdicts(text)


WRONG = [
    # one digit, or two that changed places
    ("Có 52 chi bộ: xuất sắc 10 chi bộ, bằng 79,23%; tốt 42 chi bộ, bằng 80,77%.", "79,23%"),
    ("Thu 912,6 triệu đồng; nộp 123,8 triệu đồng, số giữ lại 738,8 triệu đồng.",
     "738,8 triệu đồng"),
    ("Đợt 1 có 174 hộ, đợt 2 thêm 77 hộ, nâng tổng số lên 257 hộ.", "257 hộ"),
    ("Ảnh hưởng 112 hộ, trong đó 118 hộ giải tỏa trắng, 194 hộ giải tỏa một phần.", "112 hộ"),
    ("Gieo 1.250/1.230 ha, năng suất 64 tạ/ha, sản lượng 8.600 tấn.", "8.600 tấn"),
    ("Nhận 947 hồ sơ. Đã trả 812 hồ sơ: trước hạn 700 hồ sơ, đúng hạn 112 hồ sơ; còn 153 hồ sơ.",
     "153 hồ sơ"),
    # said outright
    ("Kết nạp 18 người (kế hoạch 30 người), đạt 80%.", "80%"),
    ("Đàn bò 1.200 con, bằng 188% cùng kỳ (1.000 con).", "188%"),
    ("Dự họp có 145/148 đại biểu, vắng 4 đại biểu.", "4 đại biểu"),
    ("Có 26 đơn, đã giải quyết 21 đơn, chưa giải quyết 6 đơn.", "6 đơn"),
    ("Phải dời 214 ngôi mộ, mới xong 196 ngôi, còn 28 ngôi.", "28 ngôi"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), WRONG)
def test_a_wrong_number_is_found(text: str, stated: str) -> None:
    assert (stated, "fails") in verdicts(text)


HONEST = [
    "Kết nạp 214 đảng viên, đạt 107% chỉ tiêu (200 đảng viên), nhiều hơn năm 2015 18 đảng viên.",
    "Kết nạp 171 đảng viên (chỉ tiêu 160), đạt 106,9%; cho ra 38 trường hợp, giảm 17,4%.",
    "Thu 61,5 tỷ đồng, bình quân mỗi năm 12,3 tỷ đồng, vượt 9,8% so với nghị quyết (56 tỷ đồng).",
    "Giảm 25 hộ, tương ứng giảm 1,02 điểm phần trăm, vượt chỉ tiêu giao (giảm 20 hộ).",
    "Xã tiễn 24 tân binh – đủ 100% chỉ tiêu – gồm 20 đồng chí vào quân đội, 4 vào công an.",
    "Công nhận 1.105/1.180 hộ, đạt 93,64%, tăng 2,14% so với năm 2020 (91,5%).",
    "Trong 27 căn nhà có 8 căn của quân đội, 6 căn của mặt trận, 5 căn của công an.",
    "Thu 486 triệu đồng, vượt 21 triệu đồng dự toán tỉnh và vượt 6 triệu đồng so với dự toán xã "
    "(480 triệu đồng).",
    "Sửa 12 phòng học, xây mới 9 phòng, còn 5 phòng bộ môn chờ thiết bị.",
]


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_text_raises_no_alarm(text: str) -> None:
    assert {verdict for _, verdict in verdicts(text)} <= {"holds"}
