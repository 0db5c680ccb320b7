"""Vietnamese numbers to exact values and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.lib.numbers_vi import (
    NUMERAL,
    Amount,
    decimal_mark,
    format_money,
    format_number,
    power_of,
    read_amount,
    read_number,
    written_at,
)

exact = st.decimals(min_value=0, max_value=10**15, places=3, allow_nan=False, allow_infinity=False)
noise = st.text(alphabet="0123456789.,-–/ \u00a0%tỷriệungđồ", max_size=60)


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("07", "7"),
        ("11.000", "11000"),
        ("3.124.335.200", "3124335200"),
        ("1 250", "1250"),
        ("7\u00a0846", "7846"),
        ("8,86", "8.86"),
        ("12.5", "12.5"),
        ("1.145,5", "1145.5"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
    ],
)
def test_separators_are_read_by_where_they_stand(digits: str, value: str) -> None:
    assert read_number(digits) == Decimal(value)


@pytest.mark.parametrize("digits", ["", "1.1.1", "1.23.456", "1,2,3", "0.123.456", "1.2,3,4", "x"])
def test_what_spells_no_number_is_none(digits: str) -> None:
    assert read_number(digits) is None


def test_more_than_eighteen_digits_are_no_number() -> None:
    assert read_number("9" * 18) == 10**18 - 1
    assert read_number("9" * 19) is None


def test_a_comma_before_three_digits_parts_what_has_no_fractions() -> None:
    assert read_number("1,360", whole=True) == 1360
    assert read_number("1,360") == Decimal("1.36")


def test_a_lone_separator_follows_the_habit_of_the_writer() -> None:
    assert read_number("15.208") == 15208
    assert read_number("15.208", decimal=".") == Decimal("15.208")
    assert read_number("2,500", decimal=".") == 2500


def test_the_habit_is_told_by_numerals_without_doubt() -> None:
    assert decimal_mark(["12,5", "1.250", "3.4", "0,7"]) == ","
    assert decimal_mark(["12.5", "84 517", "668.65"]) == "."
    assert decimal_mark(["1,250,000"]) == "."
    assert decimal_mark([]) == ","


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8,86 tỉ", 8_860_000_000),
        ("3 tỷ 250 triệu", 3_250_000_000),
        ("164 triệu 500 ngàn đồng", 164_500_000),
        ("1 tỷ 40 triệu 300 nghìn đồng", 1_040_300_000),
        ("2 tỷ rưỡi", 2_500_000_000),
        ("6 tỷ 4", 6_400_000_000),
        ("3 tỉ 25", 3_250_000_000),
        ("1,5 nghìn", 1500),
        ("3.4 nghìn tỷ", 3_400_000_000_000),
        ("3 trăm triệu", 300_000_000),
        ("2 vạn", 20_000),
        ("5tr2", 5_200_000),
        ("50k", 50_000),
        ("808 trđ", 808_000_000),
        ("3 triệu 500.000 đồng", 3_500_000),
        ("-12,5%", Decimal("-12.5")),
    ],
)
def test_scale_words_are_applied(text: str, value: Decimal) -> None:
    assert read_amount(text) == Amount(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12-15", 12, 15),
        ("từ 10 đến 20 triệu", 10_000_000, 20_000_000),
        ("5 – 6%", 5, 6),
        ("800 triệu - 1,2 tỷ đồng", 800_000_000, 1_200_000_000),
    ],
)
def test_a_range_has_a_low_and_a_high_end(text: str, low: int, high: int) -> None:
    assert read_amount(text) == Amount(Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["", "ba tỷ", "12 hộ", "15-12", "3 tỷ lệ", "1.1.1", "12 tỷ x"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text) is None


def test_a_scale_word_does_not_swallow_the_next_number() -> None:
    text = "6 tỷ 4 hộ"

    assert written_at(text, 0, 1).value() == 6_000_000_000


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (11000, "11.000", "11,000"),
        (Decimal("98.68"), "98,68", "98.68"),
        (Decimal("12.50"), "12,5", "12.5"),
        (-1234, "-1.234", "-1,234"),
        (0, "0", "0"),
    ],
)
def test_numbers_are_written_for_either_screen(
    value: Decimal, vietnamese: str, english: str
) -> None:
    assert format_number(value) == vietnamese
    assert format_number(value, "en") == english


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (8_860_000_000, "8,86 tỷ đồng", "8.86 billion đồng"),
        (87_450_000, "87,45 triệu đồng", "87.45 million đồng"),
        (3_124_335_200, "3.124.335.200 đồng", "3,124,335,200 đồng"),
        (450_000, "450.000 đồng", "450,000 đồng"),
        (0, "0 đồng", "0 đồng"),
    ],
)
def test_money_is_written_in_the_largest_scale_that_stays_exact(
    value: int, vietnamese: str, english: str
) -> None:
    assert format_money(value) == vietnamese
    assert format_money(value, "en") == english


@given(exact)
def test_formatting_then_reading_a_number_returns_it(value: Decimal) -> None:
    assert read_amount(format_number(value)) == Amount(value)
    assert read_amount(format_number(value, "en"), decimal=".") == Amount(value)


@given(st.integers(min_value=0, max_value=10**17))
def test_formatting_then_reading_money_returns_it(value: int) -> None:
    assert read_amount(format_money(value)) == Amount(Decimal(value))


@given(noise)
def test_any_string_of_digits_and_separators_is_read_or_refused(text: str) -> None:
    amount = read_amount(text)

    assert amount is None or amount.high is None or amount.low < amount.high


@given(noise)
def test_every_digit_lies_in_a_numeral(text: str) -> None:
    covered = {at for match in NUMERAL.finditer(text) for at in range(*match.span())}

    assert all(at in covered for at, c in enumerate(text) if c in "0123456789")


def test_a_megabyte_of_digits_is_read_once() -> None:
    assert len(NUMERAL.findall("1" * 1_000_000)) == 1
    assert len(NUMERAL.findall("1." * 500_000)) == 1


@pytest.mark.parametrize(
    ("quote", "value", "power", "shown"),
    [
        ("18.400", 18_400_000_000, 6, "18.400 triệu đồng"),
        ("8,86 tỉ đồng", 8_860_000_000, 9, "8,86 tỷ đồng"),
        ("9.935 triệu", 9_935_000_000, 6, "9.935 triệu đồng"),
        ("12.500", 12_500_000, 3, "12.500 nghìn đồng"),
        ("3 tỷ 250 triệu", 3_250_000_000, None, "3,25 tỷ đồng"),
        ("không rõ", 5, None, "5 đồng"),
    ],
)
def test_money_is_shown_in_the_scale_of_the_paper(
    quote: str, value: int, power: int | None, shown: str
) -> None:
    assert power_of(quote, value) == power
    assert format_money(value, "vi", power) == shown
