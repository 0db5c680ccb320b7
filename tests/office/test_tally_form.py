"""What the form of a tally begins with: the period after the last one."""

import pytest

from wardbook.lib.period import Period
from wardbook.office.views.tally_sheets import after


@pytest.mark.parametrize(
    ("last", "following"),
    [
        ("2025", "2026"), ("2025-H1", "2025-H2"), ("2025-H2", "2026-H1"), ("2025-Q4", "2026-Q1"),
        ("2025-09", "2025-10"), ("2025-12", "2026-01"), ("2020..2025", "2025..2030"),
        ("2024-07/2025-06", "2025-07/2026-06"), ("reporting:2025-H2", "reporting:2026-H1"),
        ("2025-01-31", "2026-01-31"),
    ],
)  # fmt: skip
def test_the_next_period_is_as_long_as_the_last(last: str, following: str) -> None:
    assert after(Period(last)).text == following
