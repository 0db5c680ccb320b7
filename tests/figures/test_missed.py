"""Targets that figures of a place missed, of the days that are asked for."""

from datetime import date

import pytest

from tests import make
from tests.cases.loop import world
from wardbook.figures.actions import file_target
from wardbook.figures.missed import missed

pytestmark = pytest.mark.django_db

START, END = date(2026, 1, 1), date(2026, 12, 1)


def told(came: str, period: str = "2026-H1") -> None:
    """A target of 95 % and what came of it."""
    text = f"BÁO CÁO\n\nChỉ tiêu giải ngân năm 2026 là 95%.\nNăm 2026 giải ngân đạt {came}.\n"
    claims = make.document(text).claims.all()
    about = {"indicator": "investment-disbursed-share", "measure": "%", "period": period}
    first = next(one for one in claims if one.quote.startswith("95%"))
    file_target(
        first, make.filing(**about), giver="Tỉnh", version=first.version, by=make.lan(), at=make.AT
    )
    make.result(next(one for one in claims if one.quote.startswith(came)), **about)


@pytest.mark.parametrize(("came", "count"), [("90%", 1), ("96%", 0)])
def test_what_was_missed_is_named_and_what_was_met_is_not(came: str, count: int) -> None:
    told(came)

    found = missed(world.committee(), START, END)
    assert [row.indicator for row, _target in found] == ["investment-disbursed-share"] * count


def test_a_period_that_ended_in_other_days_is_not_of_them() -> None:
    told("90%")

    assert missed(world.committee(), date(2026, 7, 1), END) == []
    assert missed(world.committee(), START, date(2026, 6, 30)) == []
