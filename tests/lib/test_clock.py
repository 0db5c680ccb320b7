"""When a limit ends, and why on that day."""

from datetime import UTC, date, datetime

import pytest

from tests.lib.worlds import CALENDAR, HOURS, at
from wardbook.lib import clock
from wardbook.lib.clock import Limit, NotALimit, due, explain
from wardbook.lib.cut_off import CutOff
from wardbook.lib.hours import Hours, NotHours


def ends(start: str, limit: str, hours: Hours = HOURS) -> str:
    return f"{due(at(start), Limit.parse(limit), CALENDAR, hours):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-03-02T09:00", "8wh", "2026-03-03T09:00"),
        ("2026-03-02T06:10", "8wh", "2026-03-02T17:00"),  # before opening counts as opening
        ("2026-03-02T07:00", "4wh", "2026-03-02T11:00"),
        ("2026-03-02T11:00", "1wh", "2026-03-02T14:00"),  # over the break
        ("2026-03-02T12:15", "1wh", "2026-03-02T14:30"),
        ("2026-03-06T16:00", "8wh", "2026-03-09T16:00"),  # over a weekend
        ("2026-03-06T17:00", "1wh", "2026-03-09T08:00"),
        ("2026-01-09T16:00", "2wh", "2026-01-10T08:00"),  # on a Saturday that is worked
        ("2026-11-23T16:30", "1wh", "2026-11-25T07:30"),  # over Culture Day
    ],
)
def test_working_hours_run_through_the_sessions(start: str, limit: str, end: str) -> None:
    assert ends(start, limit) == end


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-03-02T06:00", "1wd", "2026-03-03T17:00"),
        ("2026-03-02T17:00", "1wd", "2026-03-03T17:00"),
        ("2026-03-02T17:00:01", "1wd", "2026-03-04T17:00"),  # received on the next day
        ("2026-03-06T17:30", "1wd", "2026-03-10T17:00"),  # received on Monday
        ("2026-03-07T10:00", "1wd", "2026-03-10T17:00"),
        ("2026-03-02T09:00", "5wd", "2026-03-09T17:00"),
    ],
)
def test_the_day_of_receipt_is_not_counted(start: str, limit: str, end: str) -> None:
    assert ends(start, limit) == end


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-03-02T09:00", "3d", "2026-03-05T17:00"),
        ("2026-03-02T09:00", "5d", "2026-03-09T17:00"),  # Saturday goes on to Monday
        ("2026-02-10T09:00", "5d", "2026-02-23T17:00"),  # into the days of Tet
        ("2026-01-05T09:00", "5d", "2026-01-10T17:00"),  # a Saturday that is worked
        ("2026-03-02T09:00", "30d", "2026-04-01T17:00"),
    ],
)
def test_calendar_days_end_on_a_working_day(start: str, limit: str, end: str) -> None:
    assert ends(start, limit) == end


def test_a_day_limit_ends_at_the_closing_of_its_unit() -> None:
    hours = Hours.parse("07:30–11:30, 13:00–16:30; fri 07:30–11:30")

    assert ends("2026-03-05T09:00", "1wd", hours) == "2026-03-06T11:30"
    assert ends("2026-03-05T16:31", "1wd", hours) == "2026-03-09T16:30"


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    end = due(datetime(2026, 3, 2, 2, 0, tzinfo=UTC), Limit(8, "wh"), CALENDAR, HOURS)

    assert end == at("2026-03-03T09:00")


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        due(datetime(2026, 3, 2, 9), Limit(1, "wd"), CALENDAR, HOURS)  # noqa: DTZ001  what is refused


@pytest.mark.parametrize("text", ["8wh", "5wd", "15d", "9999wd"])
def test_a_limit_is_written_as_it_is_read(text: str) -> None:
    assert str(Limit.parse(text)) == text


@pytest.mark.parametrize("text", ["", "5", "wd", "0wd", "-1d", "1.5wd", "5 wd", "10000d", "5h"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(NotALimit):
        Limit.parse(text)


def test_the_longest_limit_still_ends() -> None:
    assert due(at("2026-12-31T16:59"), Limit(9999, "wd"), CALENDAR, HOURS).year == 2067


# Why this date


def told(start: str, limit: str) -> list[tuple[date, int | None, str]]:
    days = explain(at(start), Limit.parse(limit), CALENDAR, HOURS).days
    return [(day.on, day.number, day.reason) for day in days]


def test_each_day_of_a_limit_says_whether_it_counts_and_why() -> None:
    assert told("2025-12-31T09:00", "3wd") == [
        (date(2025, 12, 31), None, clock.RECEIVED),
        (date(2026, 1, 1), None, "public holiday: New Year's Day"),
        (date(2026, 1, 2), None, "day off, made up on a Saturday"),
        (date(2026, 1, 3), None, "weekend"),
        (date(2026, 1, 4), None, "weekend"),
        (date(2026, 1, 5), 1, "working day"),
        (date(2026, 1, 6), 2, "working day"),
        (date(2026, 1, 7), 3, "working day"),
    ]


def test_each_day_names_its_decision_and_how_sure_it_is() -> None:
    days = explain(at("2025-12-31T09:00"), Limit(1, "wd"), CALENDAR, HOURS).days

    assert days[2].source == "12729/VPCP-KGVX ngày 25/12/2025"
    assert days[2].mark == "verified"


def test_what_came_after_closing_is_received_on_the_next_working_day() -> None:
    assert told("2026-03-06T17:30", "1wd") == [
        (date(2026, 3, 6), None, clock.AFTER_CLOSING),
        (date(2026, 3, 7), None, "weekend"),
        (date(2026, 3, 8), None, "weekend"),
        (date(2026, 3, 9), None, clock.RECEIVED),
        (date(2026, 3, 10), 1, "working day"),
    ]


def test_calendar_days_count_days_of_rest_and_go_on_to_a_working_day() -> None:
    assert told("2026-03-06T09:00", "2d") == [
        (date(2026, 3, 6), None, clock.RECEIVED),
        (date(2026, 3, 7), 1, "weekend"),
        (date(2026, 3, 8), 2, "weekend"),
        (date(2026, 3, 9), None, clock.NEXT_WORKING_DAY),
    ]


def test_hours_say_how_many_minutes_of_each_day_were_used() -> None:
    days = explain(at("2026-03-06T16:00"), Limit(8, "wh"), CALENDAR, HOURS).days

    assert [day.minutes for day in days] == [60, 0, 0, 420]


def test_a_date_in_a_year_that_nobody_announced_is_not_certain() -> None:
    announced = explain(at("2026-11-20T09:00"), Limit(3, "wd"), CALENDAR, HOURS)
    estimated = explain(at("2026-12-30T09:00"), Limit(3, "wd"), CALENDAR, HOURS)

    assert announced.certain
    assert not estimated.certain
    assert estimated.estimated_years == (2027,)


# Same-day duties

FORWARD = CutOff("forward", 15 * 60, "opening", date(2025, 7, 1), None, "NĐ118", "verified")
RESULT = CutOff("same-day-result", 15 * 60, "closing", date(2025, 7, 1), None, "HN", "uncertain")


@pytest.mark.parametrize(
    ("start", "forward", "result"),
    [
        ("2026-03-06T15:00", "2026-03-06T17:00", "2026-03-06T17:00"),
        ("2026-03-06T15:01", "2026-03-09T07:00", "2026-03-09T17:00"),
        ("2026-03-06T17:01", "2026-03-09T07:00", "2026-03-09T17:00"),
        ("2026-03-07T09:00", "2026-03-09T07:00", "2026-03-09T17:00"),
    ],
)
def test_what_comes_after_three_is_for_the_next_working_day(
    start: str, forward: str, result: str
) -> None:
    assert clock.cut_off_due(at(start), FORWARD, CALENDAR, HOURS) == at(forward)
    assert clock.cut_off_due(at(start), RESULT, CALENDAR, HOURS) == at(result)


def test_a_same_day_duty_names_the_days_between() -> None:
    late, in_time = (
        clock.explain_same_day(at(start), RESULT, CALENDAR, HOURS)
        for start in ("2026-03-06T15:01", "2026-03-06T15:00")
    )

    assert (late.due, in_time.due) == (at("2026-03-09T17:00"), at("2026-03-06T17:00"))
    told = [(day.on.day, day.number, day.reason) for day in late.days]
    weekend = late.days[1].reason
    assert told[0] == (6, None, clock.AFTER_CUT_OFF)
    assert told[1:3] == [(7, None, weekend), (8, None, weekend)]
    assert told[3:] == [(9, 1, late.days[3].reason)]
    assert [(day.on.day, day.counted) for day in in_time.days] == [(6, True)]


def test_working_time_between_two_moments_is_counted_both_ways() -> None:
    one, other = at("2026-03-06T16:00"), at("2026-03-09T08:30")

    assert clock.worked_minutes(one, other, CALENDAR, HOURS) == 150
    assert clock.worked_minutes(other, one, CALENDAR, HOURS) == -150
    assert clock.working_days(one, other, CALENDAR, HOURS) == 1


@pytest.mark.parametrize(
    ("end", "days"),
    [
        ("2026-03-05T09:00", 0),
        ("2026-03-06T17:00", 0),
        ("2026-03-06T18:30", 0),  # after closing, and on the day
        ("2026-03-07T09:00", 1),
        ("2026-03-09T07:00", 1),
        ("2026-03-10T23:00", 2),
    ],
)
def test_lateness_counts_days_and_no_hours(end: str, days: int) -> None:
    assert clock.days_late(at("2026-03-06T17:00"), at(end), CALENDAR, HOURS) == days


# Hours


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("7:00-11:30,13:30-17:00", "mon-fri 07:00–11:30, 13:30–17:00"),
        ("08:00–17:00; fri 08:00–16:00", "mon-thu 08:00–17:00; fri 08:00–16:00"),
        ("08:00–17:00; sat 08:00–11:00", "mon-fri 08:00–17:00; sat 08:00–11:00"),
        ("08:00–24:00", "mon-fri 08:00–24:00"),
    ],
)
def test_hours_are_written_in_one_way(text: str, written: str) -> None:
    assert str(Hours.parse(text)) == written
    assert Hours.parse(written) == Hours.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "all day",
        "08:00",
        "08:00–08:00",
        "13:00–12:00",
        "08:00–12:00, 11:00–17:00",
        "08:00–25:00",
        "08:60–12:00",
        "mon-thu 08:00–12:00",
        "day 08:00–12:00",
        "08:00–12:00; fri-mon 08:00–12:00",
    ],
)
def test_what_is_no_week_of_hours_is_refused(text: str) -> None:
    with pytest.raises(NotHours):
        Hours.parse(text)
