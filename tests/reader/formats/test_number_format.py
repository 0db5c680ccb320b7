"""Numbers of worksheets as their cells show them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.reader.formats.number_format import show


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("1234567", "General", "1234567"),
        ("0.30000000000000004", "General", "0,3"),
        ("8.86", "General", "8,86"),
        ("0.3333333333333333", "General", "0,333333333"),
        ("-12.5", "General", "-12,5"),
        ("1234567", "#,##0", "1.234.567"),
        ("1234567.5", "#,##0.00", "1.234.567,50"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("-0.4", "0", "0"),
        ("0.98675", "0.00%", "98,68%"),
        ("1.05", "0%", "105%"),
        ("7", "00", "07"),
        ("11914837000", "#,##0,", "11.914.837"),
        ("11914837000", "#,##0.0,,", "11.914,8"),
        ("-1500", "#,##0_);(#,##0)", "-1.500"),
        ("-1500", "#,##0;[Red]-#,##0", "-1.500"),
        ("0", '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        ("1500", '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "1.500"),
        ("1500", '#,##0 "đồng"', "1.500 đồng"),
        ("1500", "#,##0 [$₫-42A]", "1.500 ₫"),
        ("1.25", "0.0##", "1,25"),
        ("44609", "dd/mm/yyyy", "17/02/2022"),
        ("44609", '"Ngày" d "tháng" m "năm" yyyy', "17/02/2022"),
        ("44609", "mm/yyyy", "02/2022"),
        ("44609.75", "dd/mm/yyyy h:mm", "17/02/2022 18:00"),
        ("0.3125", "h:mm", "07:30"),
        ("1.25", "[h]:mm", "30:00"),
        ("59", "dd/mm/yyyy", "28/02/1900"),
        ("-5", "dd/mm/yyyy", "-5"),
        ("1E+400", "General", "1E+400"),
        ("#REF", "0.0", "#REF"),
        ("0.00005", "General", "0,00005"),
        ("5", "@", "5"),
    ],
)
def test_a_number_is_written_as_its_cell_shows_it(raw, code, shown):
    assert show(raw, code) == shown


def test_days_can_be_counted_from_1904():
    assert show("43147", "dd/mm/yyyy", from_1904=True) == "17/02/2022"


@given(st.integers(-(10**14), 10**14))
def test_grouping_loses_no_digit(number):
    shown = show(str(number), "#,##0")

    assert int(shown.replace(".", "")) == number


@given(st.decimals(-(10**6), 10**6, places=4))
def test_rounding_moves_a_number_by_half_a_place_at_most(number):
    shown = show(str(number), "0.00").replace(",", ".")

    assert abs(Decimal(shown) - number) <= Decimal("0.005")


@given(st.text(max_size=30), st.text(alphabet='0#?,.;%"\\_*[]dmyhsE+-@ ', max_size=30))
def test_no_format_and_no_value_breaks_it(raw, code):
    assert isinstance(show(raw, code) + show("12.5", code), str)
