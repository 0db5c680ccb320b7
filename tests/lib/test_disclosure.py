"""Which counts of persons are told to nobody."""

import pytest

from wardbook.lib.disclosure import FEWEST, small


@pytest.mark.parametrize(
    ("count", "hidden"), [(None, False), (0, False), (1, True), (FEWEST - 1, True), (FEWEST, False)]
)
def test_a_count_of_somebody_below_five_is_small(count: int | None, hidden: object) -> None:
    assert small(count) is hidden
