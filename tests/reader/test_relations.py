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
    ("Kết nạp 63 đảng viên, đạt 105% so với chỉ tiêu 60 đảng viên.", "63 đảng viên"),
    ("Kết nạp 63 đảng viên (chỉ tiêu 60 đảng viên).", "63 đảng viên"),
    ("Chỉ tiêu 60 đảng viên, kết nạp được 63 đảng viên.", "63 đảng viên"),
    ("Hoàn thành vượt chỉ tiêu kết nạp 63/60 đảng viên.", "63/60 đảng viên"),
    ("Kết nạp 63/60 đảng viên, đạt 105% kế hoạch.", "63/60 đảng viên"),
]


@pytest.mark.parametrize(("text", "quote"), TARGETS)
def test_a_result_knows_the_target_stated_for_it(text: str, quote: str) -> None:
    assert field(text, "target") == {quote: 60}


def test_two_sides_of_a_ratio_are_no_target_unless_the_text_says_so() -> None:
    assert field("Hòa giải thành 26/30 vụ, đạt 86,7%.", "target") == {}


FORMERS = [
    ("Hộ nghèo giảm từ 47 hộ xuống còn 36 hộ.", "36 hộ"),
    ("Xảy ra 36 vụ, giảm 11 vụ so với cùng kỳ (47 vụ).", "36 vụ"),
    ("Đạt 36 điểm (trước đây chỉ 47 điểm).", "36 điểm"),
    ("Năm 2020 xảy ra 47 vụ, năm 2021 xảy ra 36 vụ.", "36 vụ"),
    ("Hồi đầu xã chỉ có 47 lớp. Nay được 36 lớp.", "36 lớp"),
]


@pytest.mark.parametrize(("text", "quote"), FORMERS)
def test_a_figure_knows_its_earlier_value(text: str, quote: str) -> None:
    assert field(text, "comparison") == {quote: 47}


def test_what_was_carried_over_is_no_earlier_value() -> None:
    text = "Phải giải quyết 84 hồ sơ, trong đó kỳ trước chuyển sang 6 hồ sơ."

    assert field(text, "comparison") == {}


def test_a_percent_in_brackets_after_a_change_is_a_change_too() -> None:
    percent = read("Xảy ra 24 vụ, giảm 8 vụ (25%).").figures[2]

    assert (percent.kind, percent.direction) == ("change", "down")
