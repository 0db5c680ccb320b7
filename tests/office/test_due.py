"""`wardbook due` answers from the shell when a limit ends, and why."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests import make
from tests.lib.worlds import CALENDAR, HOURS, at
from tests.web.messages import translated
from wardbook.lib import calendar as days
from wardbook.lib import clock
from wardbook.lib.clock import Limit, explain
from wardbook.org.actions import set_hours
from wardbook.org.working_time import FOLDER


def said(*words: str) -> str:
    out = StringIO()
    call_command("due", *words, stdout=out)
    return out.getvalue()


def body(*words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(said(*words, "--json"))
    return told


def test_it_answers_in_vietnamese_without_a_book() -> None:
    assert "Hạn: 17:00, Thứ 3, 13/01/2026" in said("2026-01-07T09:00", "5wd")


def test_it_answers_in_english_where_asked() -> None:
    assert "Due: Tuesday, 13/01/2026, 17:00" in said("2026-01-07T09:00", "5wd", "--lang", "en")


def test_it_lists_every_day_with_its_source() -> None:
    lines = said("2026-01-07T09:00", "5wd", "--explain").splitlines()

    assert "   3  Thứ 7, 10/01/2026: thứ Bảy làm bù [2]" in lines
    assert "[2] 12729/VPCP-KGVX ngày 25/12/2025 (đã đối chiếu với nguồn)" in lines


def test_it_says_that_a_year_is_an_estimate() -> None:
    assert "năm 2027 là dự kiến" in said("2026-12-30T09:00", "5wd")


def test_a_year_long_past_is_not_said_to_be_announced_one_day() -> None:
    told = said("1999-01-07T09:00", "5wd")

    assert "Ngày nghỉ năm 1999 là dự kiến: sổ chưa có thông báo nào cho năm đó." in told


def test_as_data_it_has_the_days_where_they_were_asked_for() -> None:
    told = body("2026-01-07T09:00", "8wh", "--explain")

    assert told["due"] == "2026-01-08T09:00:00+07:00"
    assert [day["minutes"] for day in told["days"]] == [360, 120]
    assert "days" not in body("2026-01-07T09:00", "8wh")


def test_a_time_with_its_zone_is_that_moment() -> None:
    assert body("2026-01-07T02:00+00:00", "8wh")["due"] == "2026-01-08T09:00:00+07:00"


@pytest.mark.django_db
def test_a_unit_counts_by_its_own_hours() -> None:
    unit, given = make.unit(), {"book": make.book(), "by": "system", "at": make.AT}
    day = date(2026, 1, 1)
    set_hours(unit, "07:30–11:30, 13:00–16:30", valid_from=day, source="QĐ 1", **given)

    told = body("2026-01-07T09:00", "5wd", "--unit", unit.code)

    assert told["due"] == "2026-01-13T16:30:00+07:00"
    assert told["unit"] == unit.code
    assert unit.name_vi in said("2026-01-07T09:00", "5wd", "--unit", unit.code)


@pytest.mark.django_db
def test_a_unit_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="No unit has the code 404"):
        said("2026-01-07T09:00", "5wd", "--unit", "404")


@pytest.mark.parametrize(
    ("start", "limit"),
    [
        ("yesterday", "5wd"),
        ("2026-01-07T09:00", "5"),
        ("2026-13-01", "5wd"),
        ("9999-12-31T23:00", "5d"),
        ("0001-01-01", "5wd"),
    ],
)
def test_what_is_no_time_or_no_limit_is_told(start: str, limit: str) -> None:
    with pytest.raises(CommandError, match="write"):
        said(start, limit)


def test_every_reason_and_mark_has_its_vietnamese() -> None:
    law, told = CALENDAR.law, explain(at("2026-03-06T17:30"), Limit(2, "d"), CALENDAR, HOURS)
    reasons = {ground.reason for ground in (*law.holidays, *law.week)}
    reasons |= {notice.reason for notice in days.read_notices(FOLDER / "notices.csv")}
    reasons |= {days.WORKING, days.IN_LIEU, days.SWAPPED_OFF, days.MAKE_UP, days.OFF_BY_NOTICE}
    reasons |= {clock.RECEIVED, clock.AFTER_CLOSING, clock.NEXT_WORKING_DAY, days.WORK_BY_NOTICE}
    known = translated()

    assert {day.reason for day in told.days} <= reasons
    assert not [word for word in (*reasons, *days.MARKS) if not known.get((None, word))]
