"""Calendars, hours and moments for tests of the clock."""

from dataclasses import dataclass
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
FULL = ((time(7), time(11, 30)), (time(13, 30), time(17)))
SHORT = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
MORNING = ((time(7, 30), time(11, 30)),)
WHOLE = ((time(8), time(17)),)
PIECES = ((time(6, 30), time(10)), (time(10, 15), time(11)), (time(15), time(18, 5)))
# As written → what that means from Monday to Thursday, and on Friday or a Saturday worked for it.
WEEKS = {
    "07:00–11:30, 13:30–17:00": (FULL, FULL),
    "07:30–11:30, 13:00–16:30; fri 07:30–11:30": (SHORT, MORNING),
    "08:00–17:00; sat 08:00–11:00": (WHOLE, WHOLE),
    "06:30-10:00, 10:15-11:00, 15:00-18:05": (PIECES, PIECES),
}


@dataclass(frozen=True)
class Office:
    """Opening hours as the clock takes them, and by a look at the texts in force."""

    texts: tuple[tuple[date, str], ...]  # in force from a day on

    @property
    def hours(self) -> Hours:
        weeks = tuple((start, Hours.parse(text)) for start, text in self.texts)
        return Hours(weeks[0][1].week, weeks)

    def sessions(self, on: date) -> tuple[tuple[time, time], ...]:
        in_force = [text for start, text in self.texts if start <= on][-1]
        return WEEKS[in_force][on.weekday() > 3]


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """An office whose hours change now and then."""
    days = draw(st.sets(st.dates(date(2013, 6, 1), date(2028, 12, 31)), max_size=4))
    return Office(
        tuple((start, draw(st.sampled_from(list(WEEKS)))) for start in (date.min, *sorted(days)))
    )


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """The calendar of the catalogue with some days turned over."""
    first = date(2013, 6, 1)
    turned = draw(st.sets(st.integers(0, 5600), max_size=30))
    days = [first + timedelta(days=number) for number in sorted(turned)]
    return CALENDAR.with_notice(*(off(day, works=not CALENDAR.works(day)) for day in days))
