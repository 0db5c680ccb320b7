"""Time expressions: the period they write and what they are for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.lib.period import Period
from wardbook.reader.dating.time_words import find_times
from wardbook.reader.dating.times import Role

PIECES = [
    *("năm", "năm nay", "tháng", "quý", "iv", "ngày", "từ", "đến", "đến nay", "đầu", "cuối", "6"),
    *(
        "2021",
        "2020-2025",
        "13/2021",
        "31/2",
        "12/5/2022",
        "nhiệm kỳ",
        "so với",
        "cùng kỳ",
        "-",
        ",",
    ),
    *("và", "(", ")", "9 tháng", "trong 2 năm", "vụ đông xuân", "số 12/2018/nđ-cp", "\n", "00"),
]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("năm 2022", "2022"),
        ("trong năm2018", "2018"),
        ("6 tháng đầu năm 2018", "2018-H1"),
        ("sáu tháng cuối năm 2018", "2018-H2"),
        ("06 tháng đầu năm", "-H1"),
        ("3 tháng đầu năm 2021", "2021-Q1"),
        ("9 tháng đầu năm 2021", "2021-01/2021-09"),
        ("chín tháng đầu năm 2021", "2021-01/2021-09"),
        ("10 tháng năm 2022", "2022-01/2022-10"),
        ("12 tháng năm 2022", "2022"),
        ("quý iv/2021", "2021-Q4"),
        ("quý 2 năm 2021", "2021-Q2"),
        ("quý ii", "-Q2"),
        ("tháng 7-2018", "2018-07"),
        ("tháng7/2019", "2019-07"),
        ("tháng chạp năm 2019", "2019-12"),
        ("ngày 21/2/2019", "2019-02-21"),
        ("22.12.2009", "2009-12-22"),
        ("ngày 18 tháng 6 năm 2021", "2021-06-18"),
        ("sáng 14-5", "-05-14"),
        ("giai đoạn 2011 - 2014", "2011/2014"),
        ("năm học 2021 - 2022", "2021/2022"),
        ("vụ đông xuân 2018-2019", "2018/2019"),
        ("nhiệm kỳ 2015 – 2020", "2015..2020"),
        ("từ năm 2017 đến nay", "2017/"),
        ("từ 15/11/2020 đến 14/11/2021", "2020-11-15/2021-11-14"),
        ("từ ngày 15/12/2020 đến hết ngày 14/6/2021", "2020-12-15/2021-06-14"),
        ("từ 1-6 đến 31-7-2019", "2019-06-01/2019-07-31"),
        ("ngày 06 đến 12/6/2022", "2022-06-06/2022-06-12"),
        ("từ tháng 1 đến tháng 9 năm 2021", "2021-01/2021-09"),
        ("từ đầu năm 2023 đến ngày 30/9/2023", "2023-01-01/2023-09-30"),
        ("năm 2019, 2020 và 2021", "2019/2021"),
        ("2 năm 2021 và 2022", "2021/2022"),
    ],
)
def test_a_time_writes_its_period(text: str, period: str) -> None:
    assert [time.period for time in find_times(text)] == [period]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("tính đến 31/12/2012", Role.AS_OF),
        ("đến hết năm 2025", Role.UNTIL),
        ("chậm nhất 30-4", Role.UNTIL),
        ("(số liệu 30/6/2020)", Role.AS_OF),
        ("so với năm 2021", Role.AGAINST),
        ("bằng 98% năm 2021", Role.AGAINST),
        ("gấp 2,5 lần năm 2021", Role.AGAINST),
        ("so với kế hoạch năm 2021", Role.SPAN),
        ("so với cùng kỳ năm 2021", Role.SAME),
        ("luật đất đai năm 2013", Role.ASIDE),
        ("sinh năm 1960", Role.ASIDE),
        ("khởi công từ năm 2016", Role.ASIDE),
        ("kết dư chuyển sang năm 2018", Role.ASIDE),
        ("chỉ thị số 05-ct/tw ngày 15/5/2016", Role.ASIDE),
        ("kế hoạch công tác năm 2022", Role.SPAN),
        ("ngày 17/2/2022", Role.EVENT),
        ("đến nay", Role.NOW),
        ("4 năm qua", Role.VAGUE),
        ("nhiệm kỳ trước", Role.AGAINST),
    ],
)
def test_what_stands_before_a_time_tells_what_it_is_for(text: str, role: Role) -> None:
    assert [time.role for time in find_times(text)] == [role]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "61/2018/nđ-cp",
            "2.017 hộ",
            "18/11 thanh niên",
            "31/2/2020",
            "thực hiện có",
        ),
        *("tháng 13/2020", "20201 cây", "tập huấn 3 tháng", "5 năm kinh nghiệm"),
    ],
)
def test_numbers_that_only_look_like_times_are_none(text: str) -> None:
    assert find_times(text) == []


def test_a_missing_year_is_supplied_to_both_ends() -> None:
    (time,) = find_times("9 tháng đầu năm")

    assert time.in_year(2021).period == "2021-01/2021-09"


def test_a_year_that_gives_no_such_day_is_not_supplied() -> None:
    (time,) = find_times("ngày 29/2")

    assert time.in_year(2020).period == "2020-02-29"
    assert time.in_year(2021).lacks_year


def test_the_only_year_of_a_long_period_is_none() -> None:
    long, short = find_times("giai đoạn 2016-2020; từ tháng 1 đến tháng 9 năm 2021")

    assert (long.year, long.only_year) == (2020, None)
    assert (short.year, short.only_year) == (2021, 2021)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_times_stand_in_order_and_every_period_is_one(text: str) -> None:
    times = find_times(text)

    assert all(a.end <= b.start for a, b in pairwise(times))
    for time in times:
        period = time.in_year(2020).period
        assert not period or str(Period(period)) == period
