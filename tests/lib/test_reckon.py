"""How waiting, restarts and extensions move a deadline: three clocks on one dossier."""

from datetime import date, datetime, timedelta

import pytest

from tests.lib.worlds import CALENDAR, HOURS, at, off
from wardbook.lib.clock import (
    Effect,
    Limit,
    Reckoned,
    Span,
    Tick,
    due,
    reckon,
)

TEN = Limit(10, "wd")
START, PAUSE, RESUME, RESTART, EXTEND, STOP = (
    Effect.START,
    Effect.PAUSE,
    Effect.RESUME,
    Effect.RESTART,
    Effect.EXTEND,
    Effect.STOP,
)
# Ten working days; a supplement asked on day 2, answered 6 days later, the result 9 days after.
RECEIVED, ASKED, ANSWERED = at("2026-03-02T09:00"), at("2026-03-04T09:00"), at("2026-03-12T09:00")
DONE = at("2026-03-25T16:00")


def run(*ticks: Tick, limit: Limit = TEN) -> Reckoned:
    return reckon(limit, ticks, CALENDAR, HOURS)


def test_by_law_the_limit_begins_anew_when_the_dossier_is_complete() -> None:
    clock = run(
        Tick(RECEIVED, START), Tick(ASKED, PAUSE, waits_on="citizen"), Tick(ANSWERED, RESTART)
    )

    assert clock.due == at("2026-03-26T17:00")  # ten working days after the answer
    assert clock.due >= DONE


def test_by_the_index_only_the_waiting_is_taken_off() -> None:
    clock = run(
        Tick(RECEIVED, START), Tick(ASKED, PAUSE, waits_on="citizen"), Tick(ANSWERED, RESUME)
    )

    assert clock.due == at("2026-03-24T17:00")  # day 10 and 6 days of waiting
    assert clock.due < DONE  # the eleventh day: late


def test_by_provincial_software_the_date_is_pushed() -> None:
    old = due(RECEIVED, TEN, CALENDAR, HOURS)
    pushed = due(old + timedelta(days=(ANSWERED - ASKED).days - 1), Limit(1, "wd"), CALENDAR, HOURS)

    clock = run(Tick(RECEIVED, START), Tick(ANSWERED, EXTEND, until=pushed))

    assert clock.due == at("2026-03-24T17:00")
    assert clock.due < DONE


def test_the_first_date_stays_in_all_three() -> None:
    for answer in (Tick(ANSWERED, RESTART), Tick(ANSWERED, RESUME), Tick(ANSWERED, EXTEND, DONE)):
        clock = run(Tick(RECEIVED, START), Tick(ASKED, PAUSE), answer)

        assert clock.first_due == at("2026-03-16T17:00")


def test_a_day_off_announced_later_moves_the_date_that_holds_and_not_the_first() -> None:
    calendar = CALENDAR.with_notice(off(date(2026, 3, 9)))
    ticks = [Tick(RECEIVED, START), Tick(ASKED, PAUSE), Tick(ANSWERED, RESUME)]

    clock = reckon(TEN, ticks[:1], calendar, HOURS, promised_by=CALENDAR)

    assert clock.first_due == at("2026-03-16T17:00")
    assert clock.due == at("2026-03-17T17:00")
    assert reckon(TEN, ticks, CALENDAR, HOURS, promised_by=CALENDAR) == run(*ticks)
    assert reckon(TEN, [], calendar, HOURS, promised_by=CALENDAR) == run()


def test_an_extension_met_is_late_by_the_first_date_and_in_time_by_the_second() -> None:
    clock = run(
        Tick(RECEIVED, START), Tick(at("2026-03-13T10:00"), EXTEND, until=at("2026-03-25T17:00"))
    )

    assert clock.first_due
    assert clock.due
    assert clock.first_due < DONE <= clock.due


def test_an_extension_to_a_day_off_ends_on_the_next_working_day() -> None:
    clock = run(Tick(RECEIVED, START), Tick(ASKED, EXTEND, until=at("2026-03-21T17:00")))

    assert clock.due == at("2026-03-23T17:00")


@pytest.mark.parametrize("limit", ["10wd", "14d", "80wh"])
def test_an_extension_told_for_after_closing_ends_at_the_closing_of_that_day(limit: str) -> None:
    """Whoever types 18:00 promises that day, not the next working day."""
    clock = run(
        Tick(RECEIVED, START),
        Tick(ASKED, EXTEND, until=at("2026-03-20T18:00")),
        limit=Limit.parse(limit),
    )

    assert clock.due == at("2026-03-20T17:00")


def test_an_extension_of_hours_ends_at_the_hour_told() -> None:
    clock = run(
        Tick(RECEIVED, START),
        Tick(at("2026-03-02T10:00"), EXTEND, until=at("2026-03-04T07:00")),
        limit=Limit(8, "wh"),
    )

    assert clock.due == at("2026-03-04T07:00")


def test_an_extension_must_say_until_when() -> None:
    with pytest.raises(ValueError, match="until"):
        run(Tick(RECEIVED, START), Tick(ASKED, EXTEND))


def test_what_was_waited_before_an_extension_is_not_added_again() -> None:
    clock = run(
        Tick(RECEIVED, START),
        Tick(ASKED, PAUSE),
        Tick(at("2026-03-10T09:00"), EXTEND, until=at("2026-03-20T17:00")),
        Tick(at("2026-03-11T09:00"), RESUME),
    )

    assert clock.due == at("2026-03-23T17:00")  # one working day after the extended date


def test_a_complaint_goes_on_where_it_was_suspended() -> None:
    clock = run(
        Tick(at("2026-03-02T09:00"), START),
        Tick(at("2026-03-12T09:00"), PAUSE, waits_on="court"),
        Tick(at("2026-03-22T09:00"), RESUME),
        limit=Limit(30, "d"),
    )

    assert clock.first_due == at("2026-04-01T17:00")
    assert clock.due == at("2026-04-13T17:00")  # received on Monday the 23rd: 11 days, to 12 April


def test_hours_that_pause_go_on_with_what_was_left() -> None:
    clock = run(
        Tick(at("2026-03-02T08:00"), START),
        Tick(at("2026-03-02T10:30"), PAUSE),
        Tick(at("2026-03-03T14:00"), RESUME),
        limit=Limit(8, "wh"),
    )

    assert clock.due == at("2026-03-04T09:30")  # 5.5 hours were left: 3 that day, 2.5 the next


def test_a_clock_that_pauses_keeps_its_date_and_does_not_run() -> None:
    clock = run(Tick(RECEIVED, START), Tick(ASKED, PAUSE, waits_on="citizen"))

    assert not clock.running
    assert clock.due == clock.first_due


def test_each_stretch_is_charged_to_whom_it_waits_for_and_they_meet() -> None:
    clock = run(
        Tick(RECEIVED, START),
        Tick(ASKED, PAUSE, waits_on="citizen"),
        Tick(ANSWERED, RESTART),
        Tick(DONE, STOP),
    )

    assert clock.spans == (
        Span(RECEIVED, ASKED, ""),
        Span(ASKED, ANSWERED, "citizen"),
        Span(ANSWERED, DONE, ""),
    )
    assert not clock.running


def test_the_last_stretch_is_open_while_nothing_has_ended_it() -> None:
    assert run(Tick(RECEIVED, START)).spans == (Span(RECEIVED, None, ""),)


@pytest.mark.parametrize(
    "tick",
    [Tick(ANSWERED, RESUME), Tick(ANSWERED, START), Tick(ANSWERED, START, waits_on="other")],
    ids=["a resume without a pause", "a second start", "a second start for another"],
)
def test_what_finds_nothing_to_do_changes_nothing(tick: Tick) -> None:
    assert run(Tick(RECEIVED, START), tick) == run(Tick(RECEIVED, START))


@pytest.mark.parametrize("effect", [PAUSE, RESUME, EXTEND, STOP])
def test_a_clock_that_never_started_has_no_date(effect: Effect) -> None:
    assert run(Tick(ASKED, effect, until=DONE)) == run()


def test_ticks_are_taken_in_the_order_of_their_times() -> None:
    ticks = [Tick(RECEIVED, START), Tick(ASKED, PAUSE), Tick(ANSWERED, RESTART)]

    assert run(*reversed(ticks)) == run(*ticks)


def test_a_late_limit_stays_late_through_a_pause() -> None:
    asked = at("2026-03-18T09:00")
    clock = run(Tick(RECEIVED, START), Tick(asked, PAUSE), Tick(at("2026-03-20T09:00"), RESUME))

    assert clock.due == at("2026-03-18T17:00")  # two days more than the sixteenth


def test_a_pause_over_a_year_finds_its_date() -> None:
    later: datetime = RECEIVED.replace(year=2029)
    clock = run(Tick(RECEIVED, START), Tick(ASKED, PAUSE), Tick(later, RESUME))

    assert clock.due
    assert clock.due.year == 2029
