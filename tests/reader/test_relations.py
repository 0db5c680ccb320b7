"""What a figure is set against: its percent, its target, its earlier value."""

from decimal import Decimal

import pytest

from wardbook.reader.read import read


def field(text: str, name: str) -> dict[str, Decimal]:
    """The values of one field by quote, of the figures that have it."""
    found = {figure.quote: getattr(figure, name) for figure in read(text).figures}
    return {quote: value for quote, value in found.items() if value is not None}


PERCENTS = [
    ("Hòa giải thành 26 vụ, đạt 86,7%.", "26 vụ"),
    ("Có 26 vụ (86,7%) hòa giải thành.", "26 vụ"),
    ("Hòa giải thành 26/30 vụ, với 41 người dự, đạt tỷ lệ 86,7%.", "26/30 vụ"),
    ("Tỷ lệ đảng viên đạt 86,7% (26 đồng chí).", "26 đồng chí"),
    ("Chỉ tiêu 30 đảng viên, kết nạp 26 đảng viên, đạt 86,7%.", "26 đảng viên"),
]


@pytest.mark.parametrize(("text", "quote"), PERCENTS)
def test_a_percent_glosses_one_amount(text: str, quote: str) -> None:
    assert field(text, "stated_percent") == {quote: Decimal("86.7")}


def test_a_rate_with_a_name_of_its_own_glosses_nothing() -> None:
    text = "Đã giải quyết 30 vụ, tỷ lệ hộ nghèo còn 2,5%."

    assert field(text, "stated_percent") == {}


TARGETS = [
    ("Trồng 46 cây bóng mát, bằng 115% chỉ tiêu 40 cây.", "46 cây"),
    ("Nạo vét 46 km kênh (kế hoạch 40 km).", "46 km"),
    ("Chỉ tiêu 40 suất quà, trao được 46 suất quà.", "46 suất"),
    ("Hoàn thành vượt chỉ tiêu lắp 46/40 trụ đèn.", "46/40 trụ"),
    ("Tổ chức 46/40 buổi, đạt 115% kế hoạch.", "46/40 buổi"),
    # a mean of each year, a rise, a plan told in the next sentence
    ("Thu 46 tấn, bình quân mỗi năm 9,2 tấn, vượt kế hoạch (40 tấn).", "46 tấn"),
    ("Giảm 46 hộ, vượt chỉ tiêu huyện giao (giảm 40 hộ).", "46 hộ"),
    ("Lắp 46/40 trụ đèn, vượt 15% kế hoạch.", "46/40 trụ"),
]


@pytest.mark.parametrize(("text", "quote"), TARGETS)
def test_a_result_knows_the_target_stated_for_it(text: str, quote: str) -> None:
    assert field(text, "target") == {quote: 40}


def test_two_sides_of_a_ratio_are_no_target_unless_the_text_says_so() -> None:
    assert field("Hòa giải thành 26/30 vụ, đạt 86,7%.", "target") == {}


FORMERS = [
    ("Hộ nghèo giảm từ 47 hộ xuống còn 36 hộ.", "36 hộ"),
    ("Xảy ra 36 vụ, giảm 11 vụ so với cùng kỳ (47 vụ).", "36 vụ"),
    ("Đạt 36 điểm (trước đây chỉ 47 điểm).", "36 điểm"),
    ("Năm 2020 xảy ra 47 vụ, năm 2021 xảy ra 36 vụ.", "36 vụ"),
    ("Hồi đầu xã chỉ có 47 lớp. Nay được 36 lớp.", "36 lớp"),
    # another side in brackets, a time of its own, a list of times
    ("Nhà vườn thu 36 tấn, gấp 0,77 lần nhà bên (47 tấn).", "36 tấn"),
    ("Năng suất đạt 36 tạ/ha (vụ đông xuân 2019-2020: 47 tạ/ha).", "36 tạ/ha"),
    ("Đến nay 36 hộ dùng nước giếng; cuối năm 2021 là 47 hộ.", "36 hộ"),
    ("Tỉ lệ chung đạt 36%, cao nhất ở thôn Đông (52%). Năm học trước tỉ lệ chung 47%.", "36%"),
    ("Năm 2021 xã xếp thứ 36, năm 2020 xếp thứ 47.", "36"),
]


@pytest.mark.parametrize(("text", "quote"), FORMERS)
def test_a_figure_knows_its_earlier_value(text: str, quote: str) -> None:
    assert field(text, "comparison") == {quote: 47}


def test_a_pair_of_earlier_values_leads_to_its_neighbours() -> None:
    text = "Quý II phạt 6 cơ sở, 84 triệu đồng; quý I chỉ phạt 2 cơ sở, 20 triệu đồng."

    assert field(text, "comparison") == {"6 cơ sở": 2, "84 triệu đồng": 20_000_000}


def test_percents_of_a_pair_are_a_pair() -> None:
    text = "Hộ nghèo giảm từ 126 hộ (4,2%) xuống còn 78 hộ (2,6%)."

    assert field(text, "comparison") == {"78 hộ": 126, "2,6%": Decimal("4.2")}


def test_parts_of_a_list_are_no_earlier_values() -> None:
    text = "Ba năm xây 27 căn, năm 2019: 8 căn, năm 2020: 9 căn, năm 2021: 10 căn."

    assert field(text, "comparison") == {}


def test_what_was_carried_over_is_no_earlier_value() -> None:
    text = "Phải giải quyết 84 hồ sơ, trong đó kỳ trước chuyển sang 6 hồ sơ."

    assert field(text, "comparison") == {}


def test_a_percent_in_brackets_after_a_change_is_a_change_too() -> None:
    percent = read("Xảy ra 24 vụ, giảm 8 vụ (25%).").figures[2]

    assert (percent.kind, percent.direction) == ("change", "down")
