"""How a figure is stated: bound, change and direction, rank, target, and what it is per."""

import pytest

from tests.reader.reading import bounds, directions, figures, kinds, only


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Có trên 40 hộ.", "at_least"),
        ("Có hơn 40 hộ.", "at_least"),
        ("Ít nhất là 40 hộ.", "at_least"),
        ("Tối thiểu phải đạt 85%.", "at_least"),
        ("Đạt từ 85% trở lên.", "at_least"),
        ("Kết nạp 40 đảng viên trở lên.", "at_least"),
        ("Không dưới 40 hộ.", "at_least"),
        ("Tăng hơn 5%.", "at_least"),
        ("Còn dưới 3%.", "at_most"),
        ("Không quá 5%.", "at_most"),
        ("Tối đa không quá 5%.", "at_most"),
        ("Có 3 người trở xuống.", "at_most"),
        ("Xếp trong tốp 10.", "at_most"),
        ("Gần 40 hộ.", "about"),
        ("Vào khoảng 40 hộ.", "about"),
        ("Khoảng từ 30 - 40 hộ.", "about"),
        ("Ước thực hiện cả năm 12 tỷ đồng.", "about"),
        ("Xấp xỉ 2 tỷ rưỡi.", "about"),
        ("Non 40 hộ.", "about"),
        ("Mỗi lượt độ 14 triệu đồng.", "about"),
        ("Ước đạt hơn 62 tỷ đồng.", "at_least"),
        ("Cao hơn 1,2%.", "exact"),
        ("Từ 12-15 người.", "exact"),
        ("Trường mầm non 42 cháu.", "exact"),
        ("Sống trên 668 km2.", "exact"),
        ("Nộp lên cấp trên 30%.", "exact"),
        ("Ngân sách cấp trên 12 tỷ đồng.", "exact"),
        ("Cấp trên 1.200 thẻ.", "at_least"),
        ("Vớt rác trên 4 tuyến kênh.", "exact"),
        ("Có trên 4 tuyến kênh.", "at_least"),
        ("5. Trên 95% dân số.", "at_least"),
        ("Không để quá 3 hồ sơ trễ.", "at_most"),
        ("Không để trường nào dưới 98%.", "at_least"),
        ("Không có ấp nào dưới 95%.", "at_least"),
        ("Không để nợ đọng vượt 2%.", "at_most"),
    ],
)
def test_the_nearest_word_bounds_the_figure(text: str, bound: str) -> None:
    assert only(text).bound == bound


def test_a_bound_opens_a_ratio() -> None:
    assert only("Đã chi hơn 12 tỷ đồng/15 tỷ đồng.").bound == "at_least"


def test_on_between_two_numbers_is_no_bound() -> None:
    assert bounds("Hoàn thành 17 trên 19 chỉ tiêu.") == ["exact", "exact"]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Tăng 12 hộ.", "up"),
        ("Giảm được 5 vụ.", "down"),
        ("Vượt kế hoạch 12%.", "up"),
        ("Vượt thu 300 triệu đồng.", "up"),
        ("Thiếu 3 phòng học.", "down"),
        ("Thấp hơn bình quân của huyện 0,4 điểm phần trăm.", "down"),
        ("Nhiều hơn kỳ trước 274 triệu đồng.", "up"),
        ("Hơn năm trước 2,4 điểm phần trăm.", "up"),
        ("Ít hơn cùng kỳ 5 em.", "down"),
        ("Gấp gần 3 lần.", "up"),
        ("Gần 2 lần năm 2015.", "up"),
        ("Giảm tỷ lệ hộ nghèo bình quân 1,5%.", "down"),
        ("Tăng so với năm 2020 là 12%.", "up"),
        ("Quận tụt 3 hạng.", "down"),
        ("Phường lên 12 bậc.", "up"),
        ("Rút ngắn 3 ngày so với quy định.", "down"),
        ("Thấp hơn mặt bằng chung của tỉnh 1,2 điểm phần trăm.", "down"),
        ("So với đầu nhiệm kỳ thêm 14 đảng viên.", "up"),
        ("Thêm 14 đảng viên so với cùng kỳ.", "up"),
        ("Vượt tiến độ 2 tháng.", "up"),
        ("Nay (+15%).", "up"),
        ("Nay (-4,5%).", "down"),
    ],
)
def test_the_size_of_a_rise_or_fall_is_a_change(text: str, direction: str) -> None:
    figure = only(text)

    assert (figure.kind, figure.direction) == ("change", direction)


@pytest.mark.parametrize(
    "text",
    [
        "Hộ nghèo giảm còn 4%.",
        "Nâng tổng số lên 357 đảng viên.",
        "Yếu kém 1 chi bộ.",
        "Tăng cường 350 chiến sĩ.",
        "Xã vượt qua 16 tiêu chí.",
        "Hoàn thành vượt chỉ tiêu 18/11 thanh niên.",
    ],
)
def test_a_level_is_no_change(text: str) -> None:
    assert only(text).direction is None


def test_a_list_after_a_comparison_holds_levels() -> None:
    assert kinds("Kết quả tốt hơn năm trước: 14 em đỗ đại học, 3 em đạt giải.") == ["count"] * 2


def test_the_level_that_a_change_is_measured_against_is_none() -> None:
    assert kinds("Giảm so với mức 3,4% của năm trước.") == ["percent"]


def test_a_change_over_brackets_is_a_change() -> None:
    assert kinds("Gieo 11.205 ha, vượt kế hoạch (11.000 ha) 1,9%.") == ["count", "target", "change"]


def test_a_gloss_of_a_change_is_a_change() -> None:
    assert directions("Giảm 3 vụ (25%), tăng 12 hộ, tương đương 5%.") == [
        "down",
        "down",
        "up",
        "up",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tăng 168 hộ, bằng 79,2%.",
        "Tăng 12 vụ, tỷ lệ 25%.",
        "Tăng 4 vụ, 3 người so với cùng kỳ.",
        "Tăng 2 vụ và 5 người so với năm trước.",
        "Tăng 3 lớp, 87 em so cùng kỳ.",
    ],
)
def test_what_goes_on_with_a_change_is_one(text: str) -> None:
    assert directions(text) == ["up", "up"]


def test_a_share_of_the_plan_ends_a_change() -> None:
    assert kinds("Tăng 168 hộ, bằng 105% kế hoạch.") == ["change", "percent"]


@pytest.mark.parametrize(
    "text",
    [
        "Thấp hơn mức 98% nghị quyết đề ra tới 3,8%.",
        "Thấp hơn chỉ tiêu 95% đại hội giao là 3%.",
        "Kém kế hoạch 10 đảng viên là 2 đảng viên.",
        "Thiếu so với yêu cầu 20 giáo viên là 4 giáo viên.",
        "Hụt dự toán 9 tỷ đồng huyện giao tới 1 tỷ đồng.",
    ],
)
def test_a_distance_from_a_plan_is_a_change(text: str) -> None:
    assert kinds(text) == ["target", "change"]
    assert directions(text) == [None, "down"]


def test_the_former_value_in_brackets_is_no_change() -> None:
    assert kinds("Giảm 12 vụ (cùng kỳ 47 vụ).") == ["change", "count"]


def test_a_joined_share_goes_on_with_the_change() -> None:
    assert directions("Giảm 2,1% hộ nghèo và 0,4% hộ cận nghèo.") == ["down", "down"]


@pytest.mark.parametrize(
    ("text", "place", "field"),
    [
        ("Xã xếp thứ 6/14.", 6, 14),
        ("Phường đứng thứ 7/58 xã, phường.", 7, 58),
        ("Quận xếp hạng 5 toàn thành phố.", 5, None),
        ("Trường nhảy lên hạng 2 trong 14 trường.", 2, None),
    ],
)
def test_a_place_among_others_is_a_rank(text: str, place: int, field: int | None) -> None:
    figure = figures(text)[0]

    assert (figure.kind, figure.unit) == ("rank", "hạng")
    assert (figure.value, figure.denominator) == (place, field)


@pytest.mark.parametrize(
    "text",
    [
        "Từ hạng 12 lên hạng 5.",
        "Từ vị trí 7/14 lên vị trí 3/14.",
        "Chỉ số tăng từ thứ 12 lên thứ 5.",
        "Xã đứng thứ 5, năm trước thứ 7.",
        "Năm ngoái đứng thứ 5/34 xã, năm nay lên 3/34.",
    ],
)
def test_a_rank_that_moves_is_two_ranks(text: str) -> None:
    assert kinds(text) == ["rank", "rank"]


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("Mỗi năm kết nạp 12 đảng viên.", "năm"),
        ("Bình quân mỗi hộ hơn 9 triệu đồng.", "hộ"),
        ("Giảm nghèo hằng năm từ 2% trở lên.", "năm"),
        ("Kết nạp 3% mỗi năm.", "năm"),
        ("Hằng năm, phường chỉ đạo 100% chi bộ.", None),
        ("Chi trợ cấp hằng tháng cho 187 người.", None),
        ("Mỗi một hộ góp 1,2 triệu đồng.", "hộ"),
        ("Năm nào cũng trên 5.000 tấn.", "năm"),
        ("Chi bộ nào cũng kết nạp 2 đảng viên.", "chi bộ"),
        ("Giao mỗi xã, thị trấn trồng 200 cây.", "xã"),
        ("Trung bình 50 hồ sơ một ngày làm việc.", "ngày làm việc"),
    ],
)
def test_what_a_figure_is_per(text: str, each: str | None) -> None:
    assert only(text).each == each


@pytest.mark.parametrize(
    "text",
    [
        "Mỗi lô 400m2 đất ở cùng 0,5 ha đất vườn.",
        "Mỗi lô dựng 2 trụ và 1 cổng.",
        "Mỗi lô thu 51 triệu đồng, gấp đôi năm 2015 (26 triệu đồng).",
        "Mỗi lô có 12 cây kèm 3 chậu.",
        "Mỗi lô nộp 2 triệu đồng (năm trước 1 triệu đồng).",
    ],
)
def test_what_goes_on_is_per_the_same(text: str) -> None:
    assert [figure.each for figure in figures(text)] == ["lô", "lô"]


@pytest.mark.parametrize(
    "text",
    [
        "Phấn đấu đạt trên 97%.",
        "Xã sẽ khởi công 3 công trình.",
        "Mục tiêu đến năm 2030 là 100% hộ.",
        "Chỉ tiêu được giao là 60 đảng viên.",
        "Dự toán 12 tỷ đồng.",
        "Vượt chỉ tiêu 15 trên giao.",
        "Đại hội thống nhất đến năm 2025 kết nạp 75 đảng viên.",
        "Mức vay tối đa 100 triệu đồng/hộ.",
        "Không vượt mức khống chế 20%.",
        "Cảng xuống cấp, cần 7 tỷ đồng nạo vét.",
        "Xã kiến nghị cấp trên bố trí 330 triệu đồng.",
        "Mỗi chi hội giúp ít nhất 01 hộ.",
        "Huyện yêu cầu vận động xong 126 em.",
        "Quý IV còn phải thu 1.569 triệu đồng.",
        "Không để trường nào dưới 98%.",
        "Nghị quyết đề ra hằng năm giảm ít nhất 10% số vụ.",
        "Xã xây dựng dự toán thu tăng tối thiểu 5%.",
        "Theo nghị quyết, đến năm 2025 có 90% hộ đạt chuẩn.",
        "Mỗi năm phải giảm 1,5-2% hộ nghèo.",
        "Phải giảm ít nhất 3 vụ.",
        "Xã đề nghị huyện nâng cấp 3 km đường.",
        "Vượt chỉ tiêu huyện giao (giảm 20 hộ).",
        "Thị xã yêu cầu các phường trước 20/8 thu gom ít nhất 95% lượng rác.",
        "Huyện chỉ đạo gieo sạ xong trước ngày 5/6, diện tích 840 ha.",
        "Xã quyết giữ tốc độ tăng tối thiểu 12%.",
        "Năm tới thôn xin nhận 4 km.",
    ],
)
def test_what_is_planned_asked_for_or_permitted_is_a_target(text: str) -> None:
    assert only(text).kind == "target"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đạt 105% chỉ tiêu.", ["percent"]),
        ("Giảm 22 hộ, chỉ tiêu giảm 18 hộ.", ["change", "target"]),
        ("Vượt 15 hộ, bằng 112,5%.", ["change", "percent"]),
        ("Trồng 46 cây bóng mát, bằng 115% chỉ tiêu 40.", ["count", "percent", "target"]),
        ("Gieo 980 ha, bằng 98% kế hoạch (1.000 ha).", ["count", "percent", "target"]),
        ("Chương trình mục tiêu quốc gia giải ngân 3 tỷ đồng.", ["money"]),
        ("Phấn đấu nâng từ 85% lên 92%.", ["percent", "target"]),
        ("Dự kiến xây 5 cầu; đến nay đã xong 3 cầu.", ["target", "count"]),
        ("Phấn đấu thu 60 tỷ đồng (năm 2020: 52 tỷ đồng).", ["target", "money"]),
        ("Dự toán 12 tỷ đồng, thực hiện 11 tỷ đồng.", ["target", "money"]),
        ("Phấn đấu đạt 95 tạ, gấp 1,7 lần năm 2025 (56 tạ).", ["target", "target", "count"]),
        ("Phấn đấu gấp 2 lần hiện nay và thêm 60 đảng viên.", ["target", "target"]),
        ("Đạt 4/9 thôn theo chỉ tiêu năm (44,4%).", ["ratio", "percent"]),
        ("Đạt 105% kế hoạch (tăng 12% so với cùng kỳ).", ["percent", "change"]),
        ("Nghị quyết giao thu 9 tỷ đồng, tăng 8% so với năm 2023.", ["target", "target"]),
    ],
)
def test_a_result_beside_a_plan_stays_a_result(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


RESOLUTION = """CÁC CHỈ TIÊU CHỦ YẾU
(1) Thu nhập bình quân: từ 58 triệu đồng/người/năm trở lên.
(2) Số trường đạt chuẩn: 03/04 trường.
Đại hội bầu 15 đồng chí vào Ban Chấp hành."""


def test_items_under_a_heading_of_aims_are_targets() -> None:
    assert kinds(RESOLUTION) == ["target", "target", "count"]


REPORT = """II. PHƯƠNG HƯỚNG NĂM 2023
1. Kinh tế
Thu ngân sách 12 tỷ đồng.
III. KẾT QUẢ NĂM 2022
Thu ngân sách 11 tỷ đồng."""


def test_a_lead_in_covers_its_paragraph() -> None:
    text = "Năm 2023, phấn đấu: thu 4 tỷ đồng; còn 30 hộ. Trồng 20 ha rừng. Đã chuẩn bị 9 ha."

    assert kinds(text) == ["target", "target", "target", "count"]


def test_the_answer_to_what_is_to_come_is_an_aim() -> None:
    text = "- Năm qua ra sao?\n- Làm được 7 km.\n- Thế sang năm?\n- Xóm làm 9 km, đã đo 2 km."

    assert kinds(text) == ["count", "target", "count"]


def test_a_section_of_results_ends_a_section_of_aims() -> None:
    assert kinds(REPORT) == ["target", "money"]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("KẾT QUẢ 9 THÁNG NĂM 2019", "Quý IV/2019 kiểm tra 2 chi bộ."),
        ("Quỹ vì người nghèo năm 2022", "Quý I/2023 trao tiếp 60 suất quà."),
        ("Một năm nhìn lại: 2021", "Sang năm 2022, sửa 3 cây cầu."),
        ("Tin tháng 5/2020", "Tháng 6/2020 mở 2 lớp."),
        ("Báo cáo quý II năm 2018", "- Đến hết tháng 9/2018: giải tỏa 4 điểm."),
    ],
)
def test_what_comes_after_the_time_of_the_title_is_to_be_reached(title: str, sentence: str) -> None:
    assert kinds(f"{title}\n\n{sentence}") == ["target"]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Tin tháng 5/2020", "Tháng 4/2020 mở 2 lớp."),
        ("Tin tháng 5/2020", "Năm 2020 mở 2 lớp."),
        ("Nhiệm kỳ 2015-2020", "Năm 2021 mở 2 lớp."),
        ("Tin tháng 5/2020", "Tháng 6/2020 xã đã mở 2 lớp."),
        ("Lớp học ở xã", "Tháng 6/2020 mở 2 lớp."),
    ],
)
def test_what_is_told_of_the_time_of_the_title_is_a_result(title: str, sentence: str) -> None:
    assert kinds(f"{title}\n\n{sentence}") == ["count"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tỷ lệ tiêm đạt 98%, vượt chỉ tiêu 96%.", "target"),
        ("Tỷ lệ tiêm đạt 98%, vượt chỉ tiêu 2%.", "change"),
        ("Thu đạt 130% kế hoạch, vượt kế hoạch 30%.", "change"),
        ("Tỷ lệ nước sạch 98% so với chỉ tiêu là 97%.", "target"),
        ("Chi 480 triệu đồng, so với dự toán là 96%.", "percent"),
        ("Hộ nghèo còn 3,1%, giảm so với mức 3,9% của năm trước 0,8 điểm.", "change"),
        ("Từ nay đến cuối năm, xã trồng tiếp 40 cây.", "target"),
    ],
)
def test_the_words_beside_a_plan_or_a_level_tell_the_kind(text: str, kind: str) -> None:
    assert kinds(text)[-1] == kind


def test_what_is_told_of_the_whole_month_is_not_of_each_day() -> None:
    found = figures("Mỗi ngày khám 30 lượt và cấp 20 đơn, cả tháng khám 660 lượt.")

    assert [figure.each for figure in found] == ["ngày", "ngày", None]


@pytest.mark.parametrize(
    "text", ["Thu 900 tấn trên 300 ha.", "Giải ngân 2,6 tỷ đồng trên 5 tỷ đồng."]
)
def test_what_lies_on_land_or_is_of_a_whole_is_no_bound(text: str) -> None:
    assert bounds(text) == ["exact", "exact"]


def test_one_comparison_told_first_holds_for_a_list() -> None:
    assert directions("Bắt 9 người, nhiều hơn cùng kỳ 2 vụ, 3 xe máy.") == [None, "up", "up"]
