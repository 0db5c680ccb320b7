"""What holds of every deadline, whatever the day, the limit, the calendar and the hours."""

from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.lib import slow_clock
from tests.lib.worlds import Office, calendars, limits, off, offices, starts
from wardbook.lib.calendar import Calendar
from wardbook.lib.clock import (
    Effect,
    Limit,
    Tick,
    due,
    due_moments,
    explain,
    moment,
    reckon,
    working_days,
)

START, PAUSE, RESUME, STOP = Effect.START, Effect.PAUSE, Effect.RESUME, Effect.STOP


@given(starts, limits, calendars(), offices())
def test_a_second_clock_that_only_walks_gives_the_same_date(
    start: datetime, limit: Limit, calendar: Calendar, office: Office
) -> None:
    walked = slow_clock.due(start, limit.amount, limit.unit, calendar.works, office.sessions)

    assert due(start, limit, calendar, office.hours) == walked


@given(st.lists(starts, max_size=8), limits, calendars(), offices())
def test_many_at_once_are_the_same_as_one_by_one(
    many: list[datetime], limit: Limit, calendar: Calendar, office: Office
) -> None:
    moments = [moment(start) for start in many]

    together = due_moments(moments, limit, calendar, office.hours)

    assert together == [moment(due(start, limit, calendar, office.hours)) for start in many]


@given(starts, limits, calendars(), offices())
def test_a_limit_ends_on_a_working_day_inside_the_hours(
    start: datetime, limit: Limit, calendar: Calendar, office: Office
) -> None:
    end = due(start, limit, calendar, office.hours)

    assert end > start
    assert calendar.works(end.date())
    assert any(opens < end.time() <= closes for opens, closes in office.sessions(end.date()))


@given(starts, limits, calendars(), offices())
def test_a_longer_limit_is_never_earlier(
    start: datetime, limit: Limit, calendar: Calendar, office: Office
) -> None:
    longer = Limit(limit.amount + 1, limit.unit)

    assert due(start, longer, calendar, office.hours) >= due(start, limit, calendar, office.hours)


@given(starts, limits, calendars(), offices(), st.integers(0, 10**9))
def test_what_comes_later_is_never_due_earlier(
    start: datetime, limit: Limit, calendar: Calendar, office: Office, seconds: int
) -> None:
    later = start + timedelta(seconds=seconds % 10**6)

    assert due(later, limit, calendar, office.hours) >= due(start, limit, calendar, office.hours)


@given(starts, limits, calendars(), offices(), st.integers(0, 200))
def test_an_added_holiday_never_brings_a_date_forward(
    start: datetime, limit: Limit, calendar: Calendar, office: Office, after: int
) -> None:
    day = start.date() + timedelta(days=after)
    assume(calendar.works(day))

    later = due(start, limit, calendar.with_notice(off(day)), office.hours)

    assert later >= due(start, limit, calendar, office.hours)


@given(starts, limits, calendars(), offices(), st.integers(0, 200))
def test_an_added_working_day_never_moves_a_date_back(
    start: datetime, limit: Limit, calendar: Calendar, office: Office, after: int
) -> None:
    day = start.date() + timedelta(days=after)
    assume(not calendar.works(day))

    sooner = due(start, limit, calendar.with_notice(off(day, works=True)), office.hours)

    assert sooner <= due(start, limit, calendar, office.hours)


@given(starts, limits, calendars(), offices(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_pause_never_shortens(
    start: datetime,
    limit: Limit,
    calendar: Calendar,
    office: Office,
    before: int,
    waited: int,
) -> None:
    pause = start + timedelta(seconds=before)
    resume = pause + timedelta(seconds=waited)
    ticks = [Tick(start, START), Tick(pause, PAUSE, waits_on="citizen"), Tick(resume, RESUME)]

    clock = reckon(limit, ticks, calendar, office.hours)

    assert clock.first_due == due(start, limit, calendar, office.hours)
    assert clock.due
    assert clock.due >= clock.first_due


@given(starts, limits, calendars(), offices())
def test_an_explanation_counts_as_many_days_as_the_limit_has(
    start: datetime, limit: Limit, calendar: Calendar, office: Office
) -> None:
    told = explain(start, limit, calendar, office.hours)

    counted = [day for day in told.days if day.counted]
    assert [day.on for day in told.days] == sorted({day.on for day in told.days})
    assert told.days[-1].on == told.due.date()
    assert all(day.reason and day.source and day.mark for day in told.days)
    if limit.unit == "wh":
        assert sum(day.minutes or 0 for day in told.days) == limit.amount * 60
    else:
        assert [day.number for day in counted] == list(range(1, limit.amount + 1))


@given(starts, limits, calendars(), offices())
def test_the_working_days_of_a_limit_are_those_counted_by_its_name(
    start: datetime, limit: Limit, calendar: Calendar, office: Office
) -> None:
    assume(limit.unit == "wd")

    end = due(start, limit, calendar, office.hours)

    assert working_days(start, end, calendar, office.hours) == limit.amount


effects = st.lists(
    st.tuples(st.integers(0, 40 * 24 * 60), st.sampled_from(list(Effect)), st.sampled_from("abc")),
    max_size=12,
)


@given(starts, limits, calendars(), offices(), effects)
def test_the_first_date_stays_and_the_parts_follow_without_a_gap(
    start: datetime,
    limit: Limit,
    calendar: Calendar,
    office: Office,
    events: list[tuple[int, Effect, str]],
) -> None:
    until = start + timedelta(days=50)
    ticks = [Tick(start, START)] + [
        Tick(start + timedelta(minutes=minutes), effect, until, who)
        for minutes, effect, who in events
    ]

    clock = reckon(limit, ticks, calendar, office.hours)

    assert clock.first_due == due(start, limit, calendar, office.hours)
    assert clock.spans[0].start == start
    for span, following in zip(clock.spans, clock.spans[1:], strict=False):
        assert span.end == following.start or _reopened(span.end, following.start, ticks)
    assert clock.due


def _reopened(end: datetime | None, start: datetime, ticks: list[Tick]) -> bool:
    """Nobody is charged between a stop and a restart."""
    found = {(tick.at, tick.effect) for tick in ticks}
    return (end, STOP) in found and (start, Effect.RESTART) in found
