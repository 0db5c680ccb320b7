"""Other calendars judge ours, every year from 2014 to 2026."""

from datetime import timedelta

import pytest
from lunar_vn import LunarDate, lunar_to_solar

from tests.lib.referees import FIRST, LAST, differences, explained
from tests.lib.worlds import CALENDAR
from wardbook.lib.calendar import IN_LIEU

YEARS = range(FIRST, LAST + 1)


def test_every_day_on_which_calendars_differ_is_explained() -> None:
    found, told = {row.cells for row in differences()}, explained()

    assert found == set(told)
    assert all(told.values())


@pytest.mark.parametrize("year", YEARS)
def test_tet_lies_where_the_moon_puts_it(year: int) -> None:
    first = lunar_to_solar(LunarDate(day=1, month=1, year=year))

    days = [CALENDAR.day(first + timedelta(days=number)) for number in range(-1, 4)]

    assert not any(day.works for day in days)
    assert days[1].reason == "public holiday: Lunar New Year"


@pytest.mark.parametrize("year", YEARS)
def test_the_day_of_the_hung_kings_lies_where_the_moon_puts_it(year: int) -> None:
    day = lunar_to_solar(LunarDate(day=10, month=3, year=year))

    assert CALENDAR.day(day).reason == "public holiday: Hung Kings' Day"


@pytest.mark.parametrize("year", YEARS)
def test_as_many_saturdays_are_worked_as_weekdays_are_swapped(year: int) -> None:
    """New Year's swaps reach over the year's end, so the days are those of the swap."""
    off = [row for row in CALENDAR.notices if not row.works and row.reason != IN_LIEU]
    work = [row for row in CALENDAR.notices if row.works]

    near = [row for row in off if row.on.year == year]

    for row in near:
        assert [other for other in work if abs(other.on - row.on) < timedelta(days=16)]
    assert len(off) == len(work)
