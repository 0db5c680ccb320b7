"""Words of time as typists miss them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.reader.dating.time_slips import poorer, set_right


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tinh den ngay 20-7, nam 2022", "tính đến ngày 20-7, năm 2022"),
        ("6 thang dau nam 2020", "6 tháng đầu năm 2020"),
        ("trong 7 thang, xã", "trong 7 tháng, xã"),
        ("qúy ii/2023, quí 4", "quý ii/2023, quý 4"),
        ("đên hết thnág 5", "đến hết tháng 5"),
        ("tu thang 2 den thang 4/2021", "từ tháng 2 đến tháng 4/2021"),
        ("so cung ky nam truoc", "so cùng kỳ năm trước"),
        ("nhiem ky 2010-2015", "nhiệm kỳ 2010-2015"),
        ("năm 2 019 có", "năm 2019  có"),
    ],
)
def test_marks_left_out_and_letters_swapped_are_set_right(typed: str, meant: str) -> None:
    assert set_right(typed) == meant


@pytest.mark.parametrize(
    "text", ["điểm đen giao thông", "4 nam, 6 nữ", "quỹ 1 tỷ", "thang máy", "ngay tại chỗ"]
)
def test_words_of_their_own_stay(text: str) -> None:
    assert set_right(text) == text


@given(st.text(alphabet="thangnăquýđêdenm 0123456789/-", max_size=60))
def test_every_offset_stays(text: str) -> None:
    assert len(set_right(text)) == len(text)


def test_a_poorer_writing_lacks_marks_only() -> None:
    assert set(poorer("đạt")) == {"đat", "dạt", "dat"}
