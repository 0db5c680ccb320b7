"""Which days work, why, and as known on which day."""

from datetime import date
from pathlib import Path

import pytest

from tests.lib.worlds import CALENDAR, FOLDER, off
from wardbook.lib.calendar import IN_LIEU, MAKE_UP, SWAPPED_OFF, WEEKEND, WORKING, Day, load

SWAP = date(2026, 1, 2)


@pytest.mark.parametrize(
    ("on", "works", "reason"),
    [
        (date(2026, 1, 1), False, "public holiday: New Year's Day"),
        (SWAP, False, SWAPPED_OFF),
        (date(2026, 1, 10), True, MAKE_UP),
        (date(2026, 2, 16), False, "public holiday: Lunar New Year"),
        (date(2026, 4, 26), False, "public holiday: Hung Kings' Day"),
        (date(2026, 4, 27), False, IN_LIEU),
        (date(2026, 4, 30), False, "public holiday: Reunification Day"),
        (date(2026, 5, 1), False, "public holiday: Labour Day"),
        (date(2026, 8, 22), True, MAKE_UP),
        (date(2026, 8, 31), False, SWAPPED_OFF),
        (date(2026, 9, 1), False, "public holiday: National Day"),
        (date(2026, 11, 24), False, "public holiday: Viet Nam Culture Day"),
        (date(2026, 11, 22), False, WEEKEND),
        (date(2026, 11, 25), True, WORKING),
        (date(2025, 11, 24), True, WORKING),  # Culture Day began in 2026
        (date(2014, 1, 28), False, SWAPPED_OFF),  # the library lets it work
        (date(2014, 2, 8), True, MAKE_UP),
    ],
)
def test_a_day_says_whether_it_works_and_why(on: date, works: bool, reason: str) -> None:
    day = CALENDAR.day(on)

    assert (day.works, day.reason) == (works, reason)
    assert CALENDAR.works(on) == works


def test_the_second_day_of_national_day_began_with_the_code_of_2019() -> None:
    assert CALENDAR.works(date(2020, 9, 1))
    assert not CALENDAR.works(date(2021, 9, 3))


def test_days_off_of_a_year_that_nobody_announced_are_uncertain() -> None:
    assert not CALENDAR.announced(2027)
    assert CALENDAR.day(date(2027, 2, 8)).mark == "uncertain"
    assert CALENDAR.announced(2026)
    assert CALENDAR.day(date(2026, 2, 16)).mark == "verified"


def test_every_day_of_every_year_has_its_reason_and_source() -> None:
    for number in range(date(2005, 1, 1).toordinal(), date(2045, 1, 1).toordinal()):
        day = CALENDAR.day(date.fromordinal(number))
        assert day.reason
        assert day.source
        assert day.mark in ("verified", "known", "uncertain")


def test_a_calendar_does_not_know_what_is_announced_later() -> None:
    before = load(FOLDER, known_on=date(2025, 12, 24))

    assert before.works(SWAP)
    assert not before.works(date(2026, 1, 10))
    assert not load(FOLDER, known_on=date(2025, 12, 25)).works(SWAP)


def test_what_the_library_knows_of_a_later_announcement_is_left_out_too() -> None:
    before = load(FOLDER, known_on=date(2025, 10, 12))

    assert before.works(date(2026, 8, 31))
    assert not before.works(date(2026, 8, 22))
    assert not before.announced(2026)
    assert before.day(date(2026, 2, 16)).mark == "uncertain"


def test_a_later_notice_wins_and_the_calendar_before_it_stays() -> None:
    day = date(2027, 3, 3)

    closed = CALENDAR.with_notice(off(day))
    opened = closed.with_notice(off(day, works=True))

    assert [calendar.works(day) for calendar in (CALENDAR, closed, opened)] == [True, False, True]


def test_calendars_are_the_same_by_what_they_say() -> None:
    day = date(2027, 3, 3)

    assert CALENDAR.with_notice(off(day)) == CALENDAR.with_notice(off(day))
    assert CALENDAR.with_notice(off(day)).version != CALENDAR.version
    assert load(FOLDER, known_on=date(2030, 1, 1)).version == CALENDAR.version


def test_the_version_is_the_same_in_every_process() -> None:
    """Known when the catalogue was last changed: it names library and rows, never this run."""
    library, digest = CALENDAR.version.split("+")

    assert library.startswith("holidays ")
    assert len(digest) == 10
    assert repr(CALENDAR) == f"<Calendar {CALENDAR.version}>"


def test_a_day_of_the_library_that_no_law_of_ours_grounds_is_uncertain() -> None:
    day = CALENDAR.day(date(1990, 4, 30))

    assert not day.works
    assert day.mark == "uncertain"


HEAD = "date,kind,reason,source,mark,added_on\n"


@pytest.mark.parametrize(
    "row",
    [
        "2027-13-01,off,why,who,known,",
        "2027-03-03,closed,why,who,known,",
        "2027-03-03,off,,who,known,",
        "2027-03-03,off,why, ,known,",
        "2027-03-03,off,why,who,sure,",
        "2027-03-03,off,why,who,known,yesterday",
    ],
)
def test_a_row_that_cannot_be_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    (tmp_path / "law.toml").write_bytes((FOLDER / "law.toml").read_bytes())
    (tmp_path / "notices.csv").write_text(HEAD + row + "\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"notices\.csv, line 2"):
        load(tmp_path)


def test_a_law_without_its_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notices.csv").write_text(HEAD, encoding="utf-8")
    (tmp_path / "law.toml").write_text("week = []\nyear = []\nholiday = []", encoding="utf-8")

    with pytest.raises(ValueError, match=r"law\.toml"):
        load(tmp_path)


def test_a_day_is_plain_data() -> None:
    assert CALENDAR.day(SWAP) == Day(
        SWAP,
        works=False,
        reason=SWAPPED_OFF,
        source="12729/VPCP-KGVX ngày 25/12/2025",
        mark="verified",
    )
