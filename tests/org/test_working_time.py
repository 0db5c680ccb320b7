"""A unit's deadlines are counted by its hours and by what was announced."""

from datetime import date, datetime
from typing import Any

import pytest

from tests import make
from wardbook.ledger.models import Body
from wardbook.lib.calendar import MAKE_UP, SWAPPED_OFF, Notice
from wardbook.lib.clock import VIETNAM, Limit, due
from wardbook.lib.refusal import Refused
from wardbook.org.actions import accept_notices, set_hours
from wardbook.org.models import CalendarNotice, Unit
from wardbook.org.working_time import cut_off, working_time

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 1)
FRIDAY, SATURDAY = date(2027, 1, 8), date(2027, 1, 16)
SWAP = (
    Notice(
        on=FRIDAY, works=False, reason=SWAPPED_OFF, source="1/TB ngày 20/11/2026", mark="stated"
    ),
    Notice(on=SATURDAY, works=True, reason=MAKE_UP, source="1/TB ngày 20/11/2026", mark="stated"),
)


def hours(unit: Unit, sessions: str, **more: Any) -> None:
    more = {"valid_from": date(2026, 1, 1), "source": "QĐ 1", **more}
    set_hours(unit, sessions, book=make.book(), by="system", at=make.AT, **more)


def accept(unit: Unit, *notices: Notice) -> list[CalendarNotice]:
    return accept_notices(unit, notices, book=make.book(), by="system", at=make.AT)


def test_a_unit_without_hours_has_those_of_the_catalogue() -> None:
    _, week = working_time(make.unit(), DAY)

    assert str(week) == "mon-fri 07:00–11:30, 13:30–17:00"


def test_a_body_has_the_hours_of_the_place_above_it() -> None:
    desk = make.unit("99901.one-stop", kind="one_stop_desk", parent=make.unit())
    hours(make.unit(), "08:00–12:00, 13:00–17:00")

    _, week = working_time(desk, DAY)

    assert str(week) == "mon-fri 08:00–12:00, 13:00–17:00"


def test_hours_of_the_unit_itself_win_over_those_above() -> None:
    desk = make.unit("99901.one-stop", kind="one_stop_desk", parent=make.unit())
    hours(desk, "07:30–11:30, 13:00–16:30")
    hours(make.unit(), "08:00–12:00, 13:00–17:00", valid_from=date(2026, 6, 1))

    assert str(working_time(desk, DAY)[1]) == "mon-fri 07:30–11:30, 13:00–16:30"


def test_summer_hours_lie_over_those_of_the_year_and_end() -> None:
    unit = make.unit()
    hours(unit, "07:30–11:30, 13:00–17:00")
    summer = {"valid_from": date(2026, 4, 15), "valid_to": date(2026, 10, 15)}
    hours(unit, "06:30–11:00, 13:30–17:00", **summer)

    _, week = working_time(unit, date(2026, 3, 2))

    assert str(week) == "mon-fri 07:30–11:30, 13:00–17:00"
    assert str(week.on(date(2026, 4, 15))) == "mon-fri 06:30–11:00, 13:30–17:00"
    assert str(week.on(date(2026, 10, 15))) == "mon-fri 07:30–11:30, 13:00–17:00"


def test_a_limit_runs_over_a_change_of_hours() -> None:
    unit = make.unit()
    hours(unit, "08:00–12:00, 13:00–17:00")
    hours(unit, "08:00–10:00, 13:00–15:00", valid_from=date(2026, 12, 2))
    calendar, week = working_time(unit, DAY)

    end = due(datetime(2026, 12, 1, 15, tzinfo=VIETNAM), Limit(8, "wh"), calendar, week)

    assert end == datetime(2026, 12, 3, 10, tzinfo=VIETNAM)  # 2 h, then 4 h, then 2 h


def test_one_query_tells_calendar_and_hours(django_assert_num_queries: Any) -> None:
    desk = make.unit("99901.one-stop", kind="one_stop_desk", parent=make.unit())
    hours(desk, "07:30–11:30, 13:00–16:30")
    accept(make.unit(), *SWAP)

    with django_assert_num_queries(1):
        calendar, week = working_time(desk, DAY)

    assert not calendar.works(FRIDAY)
    assert str(week) == "mon-fri 07:30–11:30, 13:00–16:30"


def test_an_accepted_notice_holds_for_the_unit_and_below_it() -> None:
    ward, other = make.unit(), make.unit("99902")
    desk = make.unit("99901.one-stop", kind="one_stop_desk", parent=ward)

    accept(ward, *SWAP)

    assert [working_time(unit, DAY)[0].works(SATURDAY) for unit in (ward, desk, other)] == [
        True,
        True,
        False,
    ]


def test_who_accepted_a_notice_is_on_the_row_and_in_the_ledger() -> None:
    administrator = make.quan()

    rows = accept_notices(
        administrator.post.unit, SWAP, book=make.book(), by=administrator, at=make.AT
    )

    said = Body.objects.get(verb="accept-notice")
    assert {row.accepted_by for row in rows} == {administrator.post.code} == {said.by}
    assert "2027-01-08" in said.content


def test_what_a_notice_would_change_is_known_before_it_is_accepted() -> None:
    unit = make.unit()

    calendar = working_time(unit, DAY)[0].with_notice(*SWAP)

    assert not calendar.works(FRIDAY)
    assert working_time(unit, DAY)[0].works(FRIDAY)
    accept(unit, *SWAP)
    assert [working_time(unit, DAY)[0].day(day).works for day in (FRIDAY, SATURDAY)] == [
        calendar.works(FRIDAY),
        calendar.works(SATURDAY),
    ]


def test_an_old_date_is_explained_without_what_was_announced_since() -> None:
    unit = make.unit()
    before, _ = working_time(unit, DAY)
    accept(unit, *SWAP)

    then, _ = working_time(unit, DAY, known_on=date(2026, 11, 19))

    assert then.version == before.version
    assert working_time(unit, DAY)[0].version != before.version


def test_a_later_notice_on_the_same_day_wins() -> None:
    unit = make.unit()
    accept(unit, *SWAP)
    back = Notice(on=FRIDAY, works=True, reason="working day", source="2/TB", mark="stated")

    accept(unit, back)

    assert working_time(unit, DAY)[0].works(FRIDAY)


@pytest.mark.parametrize(
    "notices",
    [
        (),
        (SWAP[0], SWAP[0]),
        (Notice(on=FRIDAY, works=True, reason="working day", source="1/TB", mark="stated"),),
        (Notice(on=FRIDAY, works=False, reason=SWAPPED_OFF, source=" ", mark="stated"),),
    ],
    ids=["none", "twice", "no change", "no source"],
)
def test_a_notice_that_says_nothing_new_is_refused(notices: tuple[Notice, ...]) -> None:
    with pytest.raises(Refused, match="ORG-11"):
        accept(make.unit(), *notices)


@pytest.mark.parametrize(
    ("sessions", "more"),
    [
        ("from eight to five", {}),
        ("13:00–17:00, 08:00–12:00", {}),
        ("mon-thu 08:00–12:00", {}),
        ("08:00–12:00", {"source": " "}),
        ("08:00–12:00", {"valid_to": date(2026, 1, 1)}),
    ],
)
def test_hours_that_cannot_be_are_refused(sessions: str, more: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="ORG-10"):
        hours(make.unit(), sessions, **more)


def test_a_clerk_neither_sets_hours_nor_accepts_notices() -> None:
    clerk = make.lan()
    told: dict[str, Any] = {"book": make.book(), "by": clerk, "at": make.AT}

    with pytest.raises(Refused, match="ORG-01"):
        accept_notices(clerk.post.unit, SWAP, **told)
    with pytest.raises(Refused, match="ORG-01"):
        set_hours(clerk.post.unit, "08:00–12:00", valid_from=DAY, source="QĐ 1", **told)


def test_the_afternoon_rule_holds_from_its_day() -> None:
    assert cut_off("forward", date(2025, 6, 30)) is None
    rule = cut_off("forward", DAY)
    assert rule
    assert (rule.until, rule.then) == (15 * 60, "opening")
