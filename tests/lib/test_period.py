"""Periods: their writings, their days, their order and their names."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.lib import period
from wardbook.lib.period import CALENDARS, NotAPeriod, Period

YEARS = st.integers(1900, 2100)
PIECES = st.one_of(
    st.builds(period.year, YEARS),
    st.builds(period.half, YEARS, st.integers(1, 2)),
    st.builds(period.quarter, YEARS, st.integers(1, 4)),
    st.builds(period.month, YEARS, st.integers(1, 12)),
    st.builds(period.day, st.dates(date(1900, 1, 1), date(2100, 12, 31))),
)
JOINED = st.tuples(PIECES, PIECES).filter(lambda pair: pair[0].start_on < pair[1].end_on)
TERMS = st.builds(
    lambda first, length: period.term(first, first + length), YEARS, st.integers(1, 9)
)
PERIODS = st.one_of(
    PIECES,
    JOINED.map(lambda pair: period.between(*pair)),
    PIECES.map(period.since),
    TERMS,
)


@given(PERIODS)
def test_a_period_is_known_by_its_writing(one: Period) -> None:
    assert Period(str(one)) == one


@given(PERIODS)
def test_a_period_ends_after_it_starts(one: Period) -> None:
    assert one.end_on is None or one.start_on < one.end_on
    assert one.last_on is None or one.start_on <= one.last_on


@given(PERIODS)
def test_a_period_contains_its_own_days_and_no_other(one: Period) -> None:
    assert one.contains(one)
    assert one.contains(one.start_on)
    assert not one.contains(one.start_on - timedelta(days=1))
    assert one.end_on is None or not one.contains(one.end_on)


@given(PERIODS, PERIODS)
def test_what_contains_a_period_overlaps_it_and_overlap_is_mutual(a: Period, b: Period) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.overlaps(b) or not a.contains(b)


@given(PERIODS, PERIODS)
def test_order_is_by_first_day_then_by_end(a: Period, b: Period) -> None:
    assert (a < b) != (b <= a)
    assert a.start_on <= b.start_on or b < a


@given(YEARS)
def test_halves_quarters_and_months_fill_the_year_without_a_gap(of: int) -> None:
    for parts in (
        [period.half(of, n) for n in (1, 2)],
        [period.quarter(of, n) for n in (1, 2, 3, 4)],
        [period.month(of, n) for n in range(1, 13)],
    ):
        ends = [part.end_on for part in parts]
        assert [part.start_on for part in parts] == [period.year(of).start_on, *ends[:-1]]
        assert ends[-1] == period.year(of).end_on


@given(PIECES, st.integers(-50, 50))
def test_the_same_stretch_of_another_year_leads_back(one: Period, years: int) -> None:
    there = one.years_later(years)

    back = there.years_later(-years)

    assert back == one or str(one).endswith("02-29")


@given(YEARS, st.integers(1, 12))
def test_the_first_months_start_the_year_and_end_with_their_month(of: int, count: int) -> None:
    first = period.first_months(of, count)

    assert first.start_on == date(of, 1, 1)
    assert first.end_on == period.month(of, count).end_on


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "18",
            "2018-7",
            "2018-00",
            "2018-13",
            "2018-H3",
            "2018-Q0",
            "2018-02-30",
            "2018-Q1-02",
        ),
        *("2018/2017", "2018-07/2018-06", "2015..", "2015-01..2020-01", "2020..2015", "/2018"),
        *("lunar:2018", "reporting:2015..2020", "reporting:2018-07-15", "2018 ", "0001"),
    ],
)
def test_another_writing_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        Period(text)


def test_an_open_period_has_no_last_day() -> None:
    since = Period("2017/")

    assert since.last_on is None
    assert since.contains(date(2099, 1, 1))
    assert since.overlaps(Period("2015..2020"))
    assert not Period("2017").contains(since)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("reporting:2021", date(2020, 12, 15), date(2021, 12, 14)),
        ("reporting:2021-H1", date(2020, 12, 15), date(2021, 6, 14)),
        ("reporting:2021-Q1", date(2020, 12, 15), date(2021, 3, 14)),
        ("reporting:2021-01/2021-09", date(2020, 12, 15), date(2021, 9, 14)),
        ("police:2021", date(2020, 11, 15), date(2021, 11, 14)),
        ("school:2018", date(2018, 9, 1), date(2019, 8, 31)),
    ],
)
def test_a_named_calendar_moves_the_days(text: str, first: date, last: date) -> None:
    assert (Period(text).start_on, Period(text).last_on) == (first, last)


def test_a_named_calendar_can_stay_open() -> None:
    assert Period("reporting:2021/").start_on == date(2020, 12, 15)
    assert Period("reporting:2021/").end_on is None


def test_the_leap_day_moves_to_the_last_of_february() -> None:
    assert Period("2020-02-29").years_later(-1) == Period("2019-02-28")
    assert Period("2020-02-29").years_later(4) == Period("2024-02-29")


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("2022", "năm 2022", "2022"),
        ("2018-H1", "6 tháng đầu năm 2018", "first half of 2018"),
        ("2018-H2", "6 tháng cuối năm 2018", "second half of 2018"),
        ("2016-Q3", "quý III năm 2016", "quarter 3 of 2016"),
        ("2018-07", "tháng 7 năm 2018", "July 2018"),
        ("2019-02-21", "21/02/2019", "21 Feb 2019"),
        ("2021-01/2021-09", "9 tháng đầu năm 2021", "first 9 months of 2021"),
        ("2011/2014", "từ năm 2011 đến năm 2014", "from 2011 to 2014"),
        ("2017/", "từ năm 2017 đến nay", "since 2017"),
        ("2015..2020", "nhiệm kỳ 2015–2020", "term 2015–2020"),
        ("reporting:2021", "năm 2021 (kỳ báo cáo)", "2021 (reporting year)"),
    ],
)
def test_a_screen_says_a_period_in_words(text: str, vietnamese: str, english: str) -> None:
    assert Period(text).words("vi") == vietnamese
    assert Period(text).words("en") == english


def test_every_calendar_is_named_in_both_languages() -> None:
    for name, calendar in CALENDARS.items():
        assert calendar.vietnamese in Period(f"{name}:2020").words("vi")
        assert calendar.english in Period(f"{name}:2020").words("en")
