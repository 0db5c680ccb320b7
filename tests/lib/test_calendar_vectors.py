"""The dates worked out by hand in the description of the field."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from wardbook.lib.calendar import Calendar, load
from wardbook.lib.clock import VIETNAM, Limit, due
from wardbook.lib.hours import Hours

FOLDER = Path(__file__).resolve().parents[2] / "catalogue" / "calendar"
HOURS = Hours.parse("07:00–11:30, 13:30–17:00")


def due_on(received: date, days: int, calendar: Calendar) -> date:
    start = datetime.combine(received, time(9), VIETNAM)
    return due(start, Limit(days, "wd"), calendar, HOURS).date()


VECTORS = [
    (date(2026, 11, 20), 3, date(2026, 11, 26), date(2026, 11, 26), date(2026, 11, 25)),
    (date(2026, 11, 23), 1, date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 24)),
    (date(2026, 2, 12), 5, date(2026, 2, 26), date(2026, 2, 26), date(2026, 2, 19)),
    (date(2026, 8, 20), 7, date(2026, 8, 28), date(2026, 8, 28), date(2026, 8, 31)),
    (date(2026, 8, 14), 10, date(2026, 8, 27), date(2026, 8, 27), date(2026, 8, 28)),
    (date(2025, 12, 30), 5, date(2026, 1, 8), date(2026, 1, 7), date(2026, 1, 6)),
    (date(2026, 1, 7), 5, date(2026, 1, 13), date(2026, 1, 14), date(2026, 1, 14)),
    (date(2026, 4, 23), 4, date(2026, 5, 4), date(2026, 5, 4), date(2026, 4, 29)),
    (date(2026, 8, 28), 1, date(2026, 9, 3), date(2026, 9, 3), date(2026, 8, 31)),
]


@pytest.mark.parametrize(("received", "days", "expected", "_library", "_plain"), VECTORS)
def test_the_calendar_in_force_gives_the_date_worked_out_by_hand(
    received: date, days: int, expected: date, _library: date, _plain: date
) -> None:
    assert due_on(received, days, load(FOLDER)) == expected


@pytest.mark.parametrize(("received", "days", "_expected", "library", "_plain"), VECTORS)
def test_the_library_without_notices_gives_its_own_date(
    received: date, days: int, _expected: date, library: date, _plain: date
) -> None:
    assert due_on(received, days, Calendar(load(FOLDER).law)) == library


class PlainWeek(Calendar):
    """Monday to Friday work, nothing else counts."""

    version = "plain"

    def _special(self, _year: int) -> dict[date, object]:  # type: ignore[override]  # no day is special
        return {}


@pytest.mark.parametrize(("received", "days", "_expected", "_library", "plain"), VECTORS)
def test_a_plain_week_gives_the_date_that_knows_no_holiday(
    received: date, days: int, _expected: date, _library: date, plain: date
) -> None:
    assert due_on(received, days, PlainWeek(load(FOLDER).law)) == plain
