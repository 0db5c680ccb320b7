"""Periods as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.lib import period as periods
from wardbook.reader.period_words import read_period

YEARS = st.integers(1990, 2060)
WRITTEN = st.one_of(
    YEARS.map(periods.year),
    st.builds(periods.half, YEARS, st.integers(1, 2)),
    st.builds(periods.quarter, YEARS, st.integers(1, 4)),
    st.builds(periods.month, YEARS, st.integers(1, 12)),
    st.builds(periods.first_months, YEARS, st.integers(7, 11)),
    YEARS.map(lambda year: periods.since(periods.year(year))),
    YEARS.map(lambda year: periods.term(year, year + 5)),
    st.dates(date(1990, 1, 1), date(2060, 12, 31)).map(periods.day),
)


@given(WRITTEN)
def test_a_period_shown_in_words_is_read_back(period: periods.Period) -> None:
    assert read_period(period.words("vi")) == period.text == read_period(period.text)


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("quý 1 2026", "2026-Q1"),
        (" Quý I/2026 ", "2026-Q1"),
        ("nửa đầu 2026", "2026-H1"),
        ("7/2026", "2026-07"),
        ("9 tháng 2026", "2026-01/2026-09"),
        ("từ 2017 đến nay", "2017/"),
        ("nhiệm kỳ 2020-2025", "2020..2025"),
    ],
)
def test_words_mean_what_they_mean_in_a_paper(typed: str, period: str) -> None:
    assert read_period(typed) == period


@pytest.mark.parametrize("typed", ["", "hôm qua", "quý 9", "năm nay", "1" * 200])
def test_what_names_no_one_period_is_none(typed: str) -> None:
    assert read_period(typed) is None
