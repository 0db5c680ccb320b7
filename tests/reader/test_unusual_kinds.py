"""Plans, limits and units told in unusual words, or by a time that the paper cannot report."""

import pytest

from tests.reader.reading import bounds, directions, kinds, units


@pytest.mark.parametrize(
    "text",
    [
        "Xã dự định giám sát 6 tổ chức.",
        "Huyện hẹn cuối năm 2019 cả 12 xã về đích.",
        "Từ giờ tới Tết, xã xóa thêm 4 căn nhà tạm.",
        "Thu tiền đất: giao 1,5 tỷ đồng.",
        "Kế hoạch 2019 Tỉnh ủy giao 180 đảng viên.",
        "Năm tới chỉ tiêu nâng lên 190 đảng viên.",
        "Yêu cầu: cấp ngay 1,2 tỷ đồng cho các xã.",
        "Sang năm học mới, quận tuyển 212 giáo viên.",
        "Thành phố cam kết giải ngân 95%.",
        "Ban kiến nghị cuối năm phải thu 78 tỷ đồng.",
        "Dự báo năm 2020 dân số 8.000 người.",
        "Trọng tâm quý II: kiểm tra 12 đơn vị.",
        "Nghị quyết chỉ đòi 50 đảng viên.",
        "Kết quả năm 2018\nSang năm 2019, giám sát 6 tổ chức.",
        "Hòa Bắc, ngày 22/8/2016\nCuối năm 2017, ống tới 800 hộ.",
        "HỘI NÔNG DÂN XÃ\nBÁO CÁO NHIỆM KỲ 2018 - 2023\nNhiệm kỳ 2023 - 2028\nCó 90% hội viên khá.",
    ],
)
def test_what_is_to_come_is_a_target(text: str) -> None:
    assert kinds(text)[-1] == "target"


@pytest.mark.parametrize(
    "text",
    [
        "Nhìn vào cơ cấu sẽ thấy: nữ 92 đảng viên.",
        "Trả đúng hẹn 701 hồ sơ.",
        "Từ đầu năm tới giữa tháng 11/2019, tuần tra 68 đợt.",
        "Có 17 kiến nghị phải chờ.",
        "Hòa Bắc, ngày 22/8/2016\nNăm 2015, ống tới 800 hộ.",
    ],
)
def test_what_was_is_no_target(text: str) -> None:
    assert kinds(text)[-1] != "target"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ lệ đúng hạn không thấp hơn 99%.", "at_least"),
        ("Không để phát sinh quá 250 vụ.", "at_most"),
        ("Đã ký 644 hộ trên 700.", "exact"),
        ("Kiên cố 5.830 m trên 11 km.", "exact"),
        ("Thấp hơn 1,2%.", "exact"),
        ("Phòng hộ nhiều nhất với 8.210 ha, đặc dụng ít nhất 1.239 ha.", "exact"),
    ],
)
def test_a_limit_may_be_told_by_its_opposite(text: str, expected: str) -> None:
    assert bounds(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 90 hội viên tại 9 chi hội; kết nạp thêm 27.", "hội viên"),
        ("Trong những người bị kết luận, 5 bị khiển trách.", "người"),
        ("Xã có 4.326 khẩu. Hộ nghèo 356, hết.", "hộ"),
        ("Công tác này năm nay giao 180.", ""),
        ("Tổ chức: toàn Hội có 482 hội viên; kết nạp 23.", "hội viên"),
        ("Sĩ số còn 38,1 học sinh/lớp (năm trước 40,4).", "học sinh/lớp"),
    ],
)
def test_a_bare_number_counts_what_its_words_name(text: str, expected: str) -> None:
    assert units(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giá rớt mất 1.700 đồng.", "down"),
        ("Giá đắt thêm 47,6%.", "up"),
        ("Thưởng cao, hơn Tết kia 8,8%.", "up"),
    ],
)
def test_a_price_moves(text: str, expected: str) -> None:
    assert directions(text) == [expected]


def test_a_rank_may_be_told_by_where_it_climbs() -> None:
    assert kinds("Thứ hạng toàn đoàn leo từ 9 lên 6/22 quận.") == ["rank", "rank"]


def test_days_up_to_a_day_and_an_age_are_no_figures() -> None:
    assert kinds("Mưa từ 9 đến 11/10: to.") == []
    assert kinds("Kết thúc sớm trước 19 giờ.") == []
    assert kinds("Các đồng chí tuổi còn dưới 35.") == []
