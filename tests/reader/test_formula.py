"""Formulas print what they compute, and know how finely their operands are written."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from wardbook.reader.checking.formula import Formula, constant, of, total
from wardbook.reader.checking.verdicts import compare, judge, judge_whole, near
from wardbook.reader.checking.written import place, slack, written_range
from wardbook.reader.schema import Figure


def figure(id_: str, quote: str, value: str, **fields: Any) -> Figure:
    span = {"start": 0, "end": len(quote)}
    return Figure(id=id_, quote=quote, value=Decimal(value), **span, **fields)


PLACES = [
    ("98,68%", "98.68", "0.01"),
    ("12.50 %", "12.5", "0.01"),
    ("07 căn", "7", "1"),
    ("11.000 hồ sơ", "11000", "1"),
    ("8,86 tỉ đồng", "8860000000", "10000000"),
    ("312 triệu đồng", "312000000", "1000000"),
    ("3 tỷ 250 triệu đồng", "3250000000", "1000000"),
    ("3 tỷ 67,5 triệu đồng", "3067500000", "100000"),
    ("6 tỷ 4", "6400000000", "100000000"),
    ("0,00%", "0", "0.01"),
]


@pytest.mark.parametrize(("quote", "value", "finest"), PLACES)
def test_the_place_is_that_of_the_last_digit_written(quote: str, value: str, finest: str) -> None:
    assert place(figure("f1", quote, value)) == Decimal(finest)


def test_sides_of_a_ratio_have_places_of_their_own() -> None:
    sides = {"numerator": Decimal("21.3"), "denominator": Decimal(28)}
    ratio = figure("f1", "21,3/28 km", "21.3", kind="ratio", **sides)

    assert (place(ratio, "num"), place(ratio, "den")) == (Decimal("0.1"), 1)


def test_only_decimals_and_scale_words_leave_slack() -> None:
    assert slack(figure("f1", "11.000 hồ sơ", "11000")) == 0
    assert slack(figure("f1", "2,7km", "2.7")) == Decimal("0.1")
    assert slack(figure("f1", "75 triệu đồng", "75000000")) == 1_000_000


def test_a_cell_scaled_by_its_heading_is_exact() -> None:
    assert slack(figure("f1", "8.450", "8450000000")) == 0
    assert place(figure("f1", "8.450", "8450000000")) == 1_000_000


def test_a_range_stands_for_all_between_its_ends() -> None:
    written = written_range(figure("f1", "12-15 người", "12", value_max=Decimal(15)))

    assert (written.low, written.high) == (12, 15)


def formulas() -> tuple[Formula, Formula, Formula]:
    return (
        of(figure("f1", "36 vụ", "36")),
        of(figure("f2", "47 vụ", "47")),
        of(figure("f3", "10", "10")),
    )


def test_a_formula_prints_as_it_is_built() -> None:
    a, b, c = formulas()

    assert ((a - b) / b * 100).text == "(f1-f2)/f2*100"
    assert (a / (b + c)).text == "f1/(f2+f3)"
    assert (a - (b - c)).text == "f1-(f2-f3)"
    assert (total([a, b, c]) / constant(3)).text == "(f1+f2+f3)/3"


def test_a_formula_computes_exactly_and_names_each_figure_once() -> None:
    a, b, _ = formulas()

    change = (a - b) / b * 100

    assert change.value == Fraction(-1100, 47)
    assert change.figures == ("f1", "f2")


def test_what_may_be_zero_divides_nothing() -> None:
    a, b, _ = formulas()

    with pytest.raises(ZeroDivisionError):
        a / (b - b)


def test_money_written_roughly_may_add_up() -> None:
    parts = [figure("f1", "1,2 tỷ đồng", "1200000000"), figure("f2", "3,4 tỷ đồng", "3400000000")]
    whole = figure("f3", "4,7 tỷ đồng", "4700000000")

    check = judge("sum", total([of(part) for part in parts]), whole)

    assert (check.verdict, check.recomputed) == ("holds", 4_600_000_000)


def test_shares_that_miss_a_hundred_by_rounding_hold() -> None:
    shares = [figure(f"f{n}", "33,3%", "33.3") for n in (1, 2, 3)]

    check = judge_whole(total([of(share) for share in shares]), 100)

    assert (check.verdict, check.stated, check.stated_figure) == ("holds", 100, None)


def test_a_comparison_states_and_recomputes_no_number() -> None:
    a, b, _ = formulas()

    check = compare(a, ">=", b)

    assert (check.verdict, check.stated, check.recomputed) == ("fails", None, None)


def test_a_slip_is_a_small_miss_or_digits_in_another_order() -> None:
    a, b, _ = formulas()
    share = a / b * 100  # 76.595…

    assert near(share, figure("f4", "75,6%", "75.6"), 4)
    assert near(share, figure("f4", "67,6%", "67.6"), 4)
    assert not near(share, figure("f4", "67,5%", "67.5"), 4)
