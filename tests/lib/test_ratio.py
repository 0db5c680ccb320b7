"""A percentage from two integers; rounded, cut or neither."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.lib.ratio import Fit, Range, Ratio, cut, follows, rounded

HUNDREDTH = Decimal("0.01")
counts = st.integers(0, 10**15)
positive = st.integers(1, 10**15)
places = st.sampled_from([Decimal("0.001"), HUNDREDTH, Decimal("0.1"), Decimal(1), Decimal(10**6)])
values = st.fractions(min_value=-(10**9), max_value=10**9)
bounds = st.sampled_from(["exact", "at_least", "at_most", "about"])


def fit(numerator: int, denominator: int, stated: str) -> Fit:
    recomputed = Ratio(numerator, denominator).exact
    assert recomputed is not None
    return follows(Decimal(stated), recomputed, place=Decimal(1).scaleb(-2))


@pytest.mark.parametrize("denominator", [0, None])
def test_a_share_of_nothing_is_no_number(denominator: int | None) -> None:
    assert Ratio(3, denominator).percent() is None


def test_a_percent_is_rounded_half_up() -> None:
    assert Ratio(1, 8).percent(Decimal("0.1")) == Decimal("12.5")
    assert Ratio(1, 800).percent(HUNDREDTH) == Decimal("0.13")


def test_a_share_of_long_numbers_is_rounded() -> None:
    assert fit(11_756_978_705, 11_914_837_000, "98.68") is Fit.ROUNDED


def test_eighteen_of_eleven_is_cut_not_rounded() -> None:
    assert fit(18, 11, "163.63") is Fit.CUT
    assert fit(18, 11, "163.64") is Fit.ROUNDED


def test_a_neighbouring_number_does_not_follow() -> None:
    assert fit(18, 11, "163.65") is Fit.NONE
    assert fit(18, 11, "163.62") is Fit.NONE


def test_a_fall_is_cut_towards_nothing() -> None:
    assert cut(Fraction(-5, 3), HUNDREDTH) == Decimal("-1.66")
    assert rounded(Fraction(-5, 3), HUNDREDTH) == Decimal("-1.67")


def test_operands_that_were_rounded_may_give_the_number() -> None:
    part = Range.written(Decimal("2.1"), slack=Decimal("0.1"))
    whole = Range.written(Decimal("6.3"), slack=Decimal("0.1"))

    possible = part / whole * Range.only(100)

    assert follows(Decimal(34), Fraction(100, 3), possible=possible) is Fit.POSSIBLE
    assert follows(Decimal(36), Fraction(100, 3), possible=possible) is Fit.NONE


@pytest.mark.parametrize(
    ("bound", "fits", "misses"),
    [("at_least", 104, 106), ("at_most", 96, 94), ("about", 95, 94)],
)
def test_a_hedge_reaches_five_percent_its_own_way(bound: str, fits: int, misses: int) -> None:
    assert follows(Decimal(100), fits, bound=bound) is Fit.POSSIBLE
    assert follows(Decimal(100), misses, bound=bound) is Fit.NONE


def test_a_hedged_number_is_never_called_cut() -> None:
    assert follows(Decimal(163), Fraction(1636, 10)) is Fit.CUT
    assert follows(Decimal(163), Fraction(1636, 10), bound="at_least") is Fit.POSSIBLE


@given(values, places)
def test_rounding_moves_by_half_a_place_at_most(value: Fraction, place: Decimal) -> None:
    assert abs(Fraction(rounded(value, place)) - value) * 2 <= Fraction(place)


@given(values, places)
def test_cutting_never_leaves_zero_behind(value: Fraction, place: Decimal) -> None:
    left = Fraction(cut(value, place))

    assert abs(left) <= abs(value) < abs(left) + Fraction(place)


@given(values, places)
def test_both_give_multiples_of_the_place(value: Fraction, place: Decimal) -> None:
    for result in (rounded(value, place), cut(value, place)):
        assert (Fraction(result) / Fraction(place)).denominator == 1


@given(counts, positive, places)
def test_a_rounded_share_always_follows(part: int, whole: int, place: Decimal) -> None:
    recomputed = Fraction(part * 100, whole)

    assert follows(rounded(recomputed, place), recomputed, place=place) is Fit.ROUNDED
    assert follows(cut(recomputed, place), recomputed, place=place) in {Fit.ROUNDED, Fit.CUT}


@given(counts, positive, places)
def test_one_place_beside_does_not_follow(part: int, whole: int, place: Decimal) -> None:
    recomputed = Fraction(part * 100, whole)
    beside = rounded(recomputed, place) + place

    assert follows(beside, recomputed, place=place) is Fit.NONE


@given(values, places, bounds)
def test_a_written_number_may_stand_for_itself(value: Fraction, place: Decimal, bound: str) -> None:
    written = Range.written(value, slack=place, bound=bound)

    assert written.low <= value <= written.high


@given(st.lists(values, min_size=4, max_size=4), st.sampled_from("+-*/"))
def test_a_range_holds_whatever_its_members_give(ends: list[Fraction], sign: str) -> None:
    a, b = Range(*sorted(ends[:2])), Range(*sorted(ends[2:]))
    if sign == "/" and b.low <= 0 <= b.high:
        return
    operate = {
        "+": lambda x, y: x + y,
        "-": lambda x, y: x - y,
        "*": lambda x, y: x * y,
        "/": lambda x, y: x / y,
    }[sign]

    result = operate(a, b)

    middle = operate((a.low + a.high) / 2, (b.low + b.high) / 2)
    assert result.low <= middle <= result.high


def test_a_range_around_zero_divides_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        Range.only(1) / Range(Fraction(-1), Fraction(1))
