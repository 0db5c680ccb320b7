"""Bars: to one scale from zero, and nothing drawn where nothing can be."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.web.chart import END, WIDTH, Row, bars

VALUES = st.lists(st.decimals(0, 10**12, places=2), min_size=1, max_size=6)


def rows(*values: str | None) -> list[Row]:
    return [Row(f"{n}", value=value and Decimal(value)) for n, value in enumerate(values)]


def test_bars_are_to_scale_from_zero() -> None:
    chart = bars("a", "Title", "Words", rows("50", "100", "0"))

    assert chart
    assert [drawn.length for drawn in chart.rows] == [157, 314, 0]


@given(VALUES.filter(any))
def test_bars_keep_the_order_of_values_and_stay_inside(values: list[Decimal]) -> None:
    chart = bars("a", "Title", "Words", [Row("x", value=value) for value in values])

    assert chart
    pairs = sorted((drawn.row.value, drawn.length) for drawn in chart.rows if drawn.row.value)
    assert [length for _, length in pairs] == sorted(length for _, length in pairs)
    assert all(0 < length <= WIDTH - END for _, length in pairs)


def test_a_target_is_drawn_to_the_same_scale() -> None:
    chart = bars("a", "Title", "Words", [Row("x", value=Decimal(50), target=Decimal(100))])

    assert chart
    assert (chart.rows[0].length, chart.rows[0].target) == (157, 314)


def test_no_data_takes_a_line_of_words_and_no_bar() -> None:
    chart = bars("a", "Title", "Words", [*rows("5"), Row("nothing", kind="gap")])

    assert chart
    assert (chart.rows[1].length, chart.height) == (0, 74)


@pytest.mark.parametrize("values", [[], [None], ["-1", "5"], ["0", "0"]])
def test_what_has_no_scale_is_not_drawn(values: list[str | None]) -> None:
    assert bars("a", "Title", "Words", rows(*values)) is None
