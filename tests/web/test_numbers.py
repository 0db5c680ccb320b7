"""Exact numbers, dates, periods and verdicts in words."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import translation

from wardbook.web.templatetags import wardbook as words


def in_english(say: Callable[..., str], *given: object) -> str:
    with translation.override("en"):
        return str(say(*given))


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (11_000, "11.000", "11,000"),
        (Decimal("8.86"), "8,86", "8.86"),
        ("1204567", "1.204.567", "1,204,567"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (0, "0", "0"),
    ],
)
def test_a_number_is_written_as_its_readers_write_it(
    value: Decimal, vietnamese: str, english: str
) -> None:
    assert words.number(value) == vietnamese
    assert in_english(words.number, value) == english


def test_many_days_are_written_like_any_number() -> None:
    assert words.days_words(4_709) == "4.709 ngày"
    assert (in_english(words.days_words, 1), in_english(words.days_words, 4_709)) == (
        "1 day",
        "4,709 days",
    )


def test_no_data_is_not_zero() -> None:
    assert {words.number(None), words.money(None), words.percent(None)} == {"chưa có số liệu"}
    assert in_english(words.number, None) == "no data"


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="exact"):
        words.number(8.86)


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (8_860_000_000, "8,86 tỷ đồng", "8.86 billion đồng"),
        (12_500_000, "12,5 triệu đồng", "12.5 million đồng"),
        (850_000, "850.000 đồng", "850,000 đồng"),
    ],
)
def test_money_takes_the_scale_that_shows_it_whole(
    value: int, vietnamese: str, english: str
) -> None:
    assert words.money(value) == vietnamese
    assert in_english(words.money, value) == english


def test_a_rate_of_money_keeps_its_unit() -> None:
    assert words.money(42_000_000, "đồng/người/năm") == "42 triệu đồng/người/năm"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((Decimal("98.68"), "%"), "98,68%"),
        ((97, "%", "at_least"), "ít nhất 97%"),
        ((3, "%/năm", "at_most"), "nhiều nhất 3%/năm"),
        ((1204, "hồ sơ", "about"), "khoảng 1.204 hồ sơ"),
        ((12, "vụ", "exact", 15), "từ 12 đến 15 vụ"),
        ((10_000_000, "đồng", "exact", 20_000_000), "từ 10 triệu đồng đến 20 triệu đồng"),
        ((None, "hộ"), "chưa có số liệu"),
        ((7,), "7"),
    ],
)
def test_a_quantity_says_unit_bound_and_range(given: tuple[object, ...], said: str) -> None:
    assert words.quantity(*given) == said


def test_a_ratio_is_two_numbers() -> None:
    assert words.ratio(18, 11) == "18/<wbr>11"
    assert in_english(words.ratio, 1800, 11) == "1,800 of 11"


def test_a_bound_alone_and_no_word_for_exact() -> None:
    assert words.bound("at_least") == "ít nhất"
    assert words.bound("exact") == ""


def test_a_kind_has_a_word() -> None:
    assert words.kind("target") == "mức giao"
    assert words.kind("something new") == "something new"


def test_days_are_short_in_lists_and_long_in_papers() -> None:
    on = date(2026, 1, 5)

    assert (words.day(on), words.long_day(on)) == ("05/01/2026", "ngày 05 tháng 01 năm 2026")
    assert in_english(words.day, on) == "5 Jan 2026"
    assert in_english(words.long_day, on) == "5 January 2026"
    assert (words.day(None), words.long_day(None), words.moment(None)) == ("", "", "")


def test_a_moment_is_told_by_the_clock_of_the_ward() -> None:
    assert words.moment(datetime(2026, 1, 4, 23, 5, tzinfo=UTC)) == "06:05,\u00a005/01/2026"


def test_a_period_is_told_in_words() -> None:
    assert words.period("2018-H1") == "6 tháng đầu năm 2018"
    assert in_english(words.period, "2018-H1") == "first half of 2018"
    assert (words.period("nobody knows when"), words.period(None)) == ("nobody knows when", "")


@pytest.mark.parametrize(
    ("verdict", "word", "colour"),
    [
        ("holds", "khớp", "green"),
        ("truncated", "cắt bớt, không làm tròn", "yellow"),
        ("fails", "không khớp", "red"),
        (None, "không kiểm tra được", "grey"),
    ],
)
def test_a_verdict_is_a_word_on_a_colour(verdict: str | None, word: str, colour: str) -> None:
    template = engines["django"].from_string("{% load wardbook %}{% verdict verdict %}")

    html = template.render({"verdict": verdict})

    assert f">{word}<" in html
    assert f"govuk-tag--{colour}" in html
