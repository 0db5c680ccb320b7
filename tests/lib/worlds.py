"""Calendars, hours and moments for tests of the clock."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import strategies as st

from wardbook.lib.calendar import Calendar, Notice, load
from wardbook.lib.clock import VIETNAM, Limit
from wardbook.lib.hours import Hours

FOLDER = Path(__file__).resolve().parents[2] / "catalogue" / "calendar"
HOURS = Hours.parse("07:00–11:30, 13:30–17:00")
CALENDAR = load(FOLDER)


def at(text: str) -> datetime:
    """``2026-01-07T09:00`` in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def off(on: date, *, works: bool = False) -> Notice:
    return Notice(on=on, works=works, reason="a day off", source="1/TB", mark="stated")


starts = st.builds(
    lambda day, seconds: datetime.combine(day, time(), VIETNAM) + timedelta(seconds=seconds),
    st.dates(date(2013, 6, 1), date(2028, 6, 1)),
    st.one_of(st.integers(0, 86_399), st.integers(0, 95).map(lambda quarter: quarter * 900)),
)
limits = st.one_of(
    st.builds(Limit, st.integers(1, 80), st.just("wh")),
    st.builds(Limit, st.integers(1, 90), st.just("wd")),
    st.builds(Limit, st.integers(1, 120), st.just("d")),
)
weeks = st.sampled_from(
    [
        "07:00–11:30, 13:30–17:00",
        "07:30–11:30, 13:00–16:30",
        "08:00–17:00",
        "06:30-10:00, 10:15-11:00, 15:00-18:05",
    ]
).map(Hours.parse)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """The calendar of the catalogue with some days turned over."""
    first = date(2013, 6, 1)
    turned = draw(st.sets(st.integers(0, 5600), max_size=30))
    days = [first + timedelta(days=number) for number in sorted(turned)]
    return CALENDAR.with_notice(*(off(day, works=not CALENDAR.works(day)) for day in days))


def clock_times(hours: Hours) -> tuple[tuple[time, time], ...]:
    """The sessions of a Monday as times of the day."""
    return tuple((_time(start), _time(end)) for start, end in hours.week[0])


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)
