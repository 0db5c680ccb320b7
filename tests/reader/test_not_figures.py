"""Numbers that are no figures, each with its reason."""

import pytest

from tests.reader.reading import others, values


def whys(text: str) -> list[str]:
    assert values(text) == []
    return [why for _, why in others(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 14-5, đại hội khai mạc.",
        "Báo ra ngày 22.12.2009.",
        "Tặng quà dịp 27/7.",
        "Khánh thành ngày 18 tháng 6 năm 2021.",
        "Kết nạp tháng 4-2024.",
        "Xong trước 15-11.",
        "Khởi công 18/5, nay đã xong.",
        "Chiến dịch (1/2 - 10/5/2024).",
        "Từ ngày 1 đến 15/3.",
        "Lập ngày 2021-06-18.",
        "Ngày hội từ 1 đến 18/11/2025.",
        "Mở lớp 5-7/6/2024.",
        "Đợt cao điểm 12 đến ngày 20/4/2023.",
        "Hội thao từ 24 – 26/3/2022.",
        "Trực hai ngày 9 và 10/9/2024.",
        "Quốc tế Lao động 1/5.",
        "Trường Mầm non 1/6.",
    ],
)
def test_days_are_dates(text: str) -> None:
    assert set(whys(text)) == {"date"}


@pytest.mark.parametrize(
    "text",
    [
        "Lúc 7h30 - 11h30.",
        "Trực 24/24 giờ.",
        "Họp 16:05.",
        "Trực 24/7.",
        "Lúc 7 giờ 30 phút.",
        "Tiếp dân 7g30 - 11g.",
        "Mở cửa 13g đến 17g.",
        "Cháy lúc 3g.",
        "Từ 7g15 – 9g.",
    ],
)
def test_hours_of_the_day_are_times(text: str) -> None:
    assert set(whys(text)) == {"time"}


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2021, 2022 đều đạt.",
        "Giai đoạn 2016 - 2020.",
        "Niên vụ 2019/2020.",
        "Quý III/2018 bàn giao.",
        "Trong 6 tháng đầu năm.",
        "So với 6 tháng cuối năm.",
        "Sau 2 năm thực hiện.",
        "Trả trong 3 ngày làm việc.",
        "Tháng 7,8 và 9.",
        "Hồi mới bắt tay (2011).",
        "Số liệu 11 tháng/2023.",
        "Tuần 35, tuần 36 yên.",
        "Nghỉ sau 35 năm công tác.",
    ],
)
def test_years_and_spans_that_frame_are_periods(text: str) -> None:
    assert set(whys(text)) == {"period"}


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ thị 05-CT/TW.",
        "Thực hiện chỉ thị 05 và 03.",
        "Nghị quyết Trung ương 4 khóa XII.",
        "Số: 87/BC-UBND.",
        "Nghị định số 61/2018/NĐ-CP.",
        "Theo Điều 15.",
        "Thực hiện đề án 06.",
        "Theo NĐ 140/2021.",
        "Triển khai Kế hoạch 45 của Huyện ủy.",
        "Theo Kế hoạch 112 về chuyển đổi số.",
    ],
)
def test_numbers_of_papers_are_documents(text: str) -> None:
    assert set(whys(text)) == {"document"}


@pytest.mark.parametrize(
    "text",
    [
        "Trưởng khu vực Tân Hòa 1, ông Sáu.",
        "Bí thư Quận 1.",
        "Phường 3 tổ chức ra quân.",
        "Ở tổ 12A.",
        "Sức khỏe loại 1, 2, 3.",
        "Dịch Covid-19.",
        "Tiêm mũi 1, mũi 2.",
        "Đạt chuẩn mức độ 2.",
        "Phong trào “5 không, 3 sạch”.",
        "Khẩu hiệu 5K.",
        "Sản phẩm OCOP 3 sao.",
        "Công nghệ 4.0.",
        "Gian hàng 0 đồng.",
        "Chính quyền địa phương 2 cấp.",
        "Cuộc vận động 5 không 3 sạch.",
        "Mô hình 3 có, 2 không ở ấp.",
        "Nơi ở 3 sạch và 2 xanh.",
        "Phong trào 3 nhất.",
        "Thực hiện 3 không, 3 có tại chợ.",
        "Ban Chỉ đạo 389 ra quân.",
        "Vốn 135 về đến ấp.",
        "Ở P.5, Q.10.",
        "Sửa ĐT.743.",
        "Bón phân NPK 20-20-15.",
        "Gieo giống IR 50404.",
        "Nông thôn mới 2.0.",
        "Trang xa12.gov.vn.",
        "Lớp 6-9 học buổi chiều.",
        "Ở tổ 7 - 9 còn ngập.",
        "Chốt đặt tại Km 15 quốc lộ.",
        "Tuyển thợ hàn bậc 3/7.",
        "Tôm thẻ loại 80 con bán chạy.",
    ],
)
def test_digits_in_names_are_names(text: str) -> None:
    assert set(whys(text)) == {"name"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Đại hội lần thứ 24.", "ordinal"),
        ("Nghị quyết (khóa 12).", "ordinal"),
        ("Sinh con thứ 3.", "ordinal"),
        ("Kỷ niệm 95 năm Ngày thành lập.", "ordinal"),
        ("Gồm: (1) thu thuế; (2) giảm nghèo.", "ordinal"),
        ("1. Công tác thu ngân sách.", "ordinal"),
        ("Độ tuổi 18-25.", "age"),
        ("Công dân nam tuổi 18-27.", "age"),
        ("Phụ nữ trong tuổi 15 - 49.", "age"),
        ("Gồm: 1) thu thuế; 2) giảm nghèo.", "ordinal"),
        ("Xong bước 1, sang bước 2 còn vướng.", "ordinal"),
        ("Gọi cổng 1022.", "phone"),
        ("Xe cấp cứu 115.", "phone"),
        ("Cứu kịp; 114 chữa cháy tới nơi.", "phone"),
        ("Đoàn liên ngành 814.", "name"),
        ("Người từ 60 tuổi trở lên.", "age"),
        ("Huy hiệu 30, 40, 50 năm tuổi Đảng.", "age"),
        ("Điện thoại: 0292 385 1234.", "phone"),
        ("Hotline 1900 1234.", "phone"),
        ("Điện thoại (0292) 3.851.234.", "phone"),
        ("Tài khoản 1234567890.", "other"),
        ("Nhà ở số 45/6.", "address"),
        ("Ở ngõ 45.", "address"),
        ("Tại số 12 đường Lê Lợi.", "address"),
        ("Thửa đất số 123.", "other"),
        ("Bản đồ 1/5000.", "other"),
        ("Lượt xem: 1234.", "other"),
        ("Tin mới\n\n17\n\nXem thêm", "other"),
        ("Mã số " + "9" * 30, "other"),
    ],
)
def test_other_numbers_keep_their_reason(text: str, why: str) -> None:
    assert set(whys(text)) == {why}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Trong số 12 hộ nghèo.", "12"),
        ("Đã giải quyết 1/5.000 hồ sơ.", "1"),
        ("Mỗi tổ 5 người.", "5"),
        ("Công an 12 xã, thị trấn.", "12"),
        ("Trong tháng 5 vụ cháy.", "5"),
        ("Cùng kỳ 47 vụ.", "47"),
        ("Cấp 1.234 giấy chứng nhận.", "1234"),
        ("Lập biên bản 48.", "48"),
        ("Kế hoạch 60 đảng viên.", "60"),
        ("Thời gian chờ còn 12 phút.", "12"),
        ("Góp 450 ngày công.", "450"),
        ("Đạt99% số hộ.", "99"),
        ("Của phường 37 suất.", "37"),
        ("Kết luận 44 có vi phạm.", "44"),
        ("Huyện giao phường 45 chỉ tiêu.", "45"),
        ("Trong tuần 5 vụ cháy.", "5"),
        ("Giảm còn 12.Trong đó hết nợ.", "12"),
        ("Gồm nam 12.", "12"),
        ("Nộp trực tuyến 320.", "320"),
        ("Trình độ trung cấp 15.", "15"),
        ("Khách mời và đại biểu 120.", "120"),
        ("Số phiếu đồng ý 25.", "25"),
        ("Bước đầu còn 120 hộ.", "120"),
        ("Thu giữ 11g ma túy.", "11"),
        ("Gồm công an, dân phòng 5.", "5"),
        ("Kết nạp trong lực lượng vũ trang 38.", "38"),
        ("Rau các loại 13.", "13"),
        ("Lao động nông thôn 412.", "412"),
    ],
)
def test_what_counts_is_a_figure_for_all_the_words_around_it(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Bác là thương binh hạng 3/4.", "name"),
        ("Chú là bệnh binh 2/3.", "name"),
        ("Tổ tuần tra 247 hoạt động về đêm.", "name"),
        ("Tin đăng (GMT+7).", "time"),
        ("Mở lớp bơi trong 3 tháng hè (6, 7, 8).", "period"),
        ("Từ 14/6 năm nay, chợ mở lại.", "date"),
    ],
)
def test_grades_patrols_zones_and_listed_months_are_no_figures(text: str, why: str) -> None:
    assert others(text)[-1][1] == why


def test_a_year_before_a_level_takes_no_unit_from_it() -> None:
    assert values("Hộ nghèo: 2018 là 140 hộ, 2019 còn 95 hộ.") == ["140", "95"]


def test_all_of_all_is_a_figure_and_round_the_clock_is_none() -> None:
    assert values("Cả 24/24 hộ ký cam kết, tổ trực 24/24.") == ["24"]


def test_groups_that_work_are_still_counted() -> None:
    assert values("Có 12 hoạt động từ thiện, 14/15 thương binh dự.") == ["12", "14"]


def test_grades_come_in_lists_and_counts_in_brackets_are_no_list() -> None:
    assert values("Thương binh 2/4 và 3/4 có 12 người.") == ["12"]
    assert values("Ba vụ (6, 7, 8 căn) làm cháy nhiều nhà.") == ["6", "7", "8"]
