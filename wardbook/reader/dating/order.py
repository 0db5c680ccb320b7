"""How times stand to each other, and a period moved by years, quarters or months."""

import re
from dataclasses import replace
from datetime import timedelta

from wardbook.lib.period import NotAPeriod, Period
from wardbook.reader.dating.cues import YEAR_BEFORE
from wardbook.reader.dating.times import Time, is_period

NUMERALS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_before(a: Time, b: Time) -> bool:
    """Whether ``a`` has ended when ``b`` begins."""
    if not (is_period(a.period) and is_period(b.period)):
        return False
    if ".." in a.period and ".." in b.period:  # a term ends in the year the next begins
        return a.period < b.period
    end = Period(a.period).end_on
    return end is not None and end <= Period(b.period).start_on


def holds(whole: Time, part: Time) -> bool:
    if not (is_period(whole.period) and is_period(part.period)) or whole.period == part.period:
        return False
    return Period(whole.period).contains(Period(part.period))


def from_first_to_last(times: list[Time]) -> Time:
    ends = times[0].period.partition("/")[0], times[-1].period.rpartition("/")[2]
    joined = "/".join(ends)
    return replace(times[-1], start=times[0].start, period=joined if is_period(joined) else "")


def moved_by(period: str, years: int) -> str | None:
    try:
        return str(Period(period).years_later(years))
    except NotAPeriod:
        return None


def one_before(period: str) -> str | None:
    """The quarter or month before a quarter or month."""
    year, _, part = period.partition("-")
    names = (
        [f"Q{n}" for n in range(1, 5)] if part[:1] == "Q" else [f"{n:02d}" for n in range(1, 13)]
    )
    if part not in names:
        return None
    at = names.index(part)
    return f"{year}-{names[at - 1]}" if at else f"{int(year) - 1}-{names[-1]}"


def week_before(period: str) -> str | None:
    """The seven days before seven days."""
    if not DAYS.fullmatch(period):
        return None
    week, first = timedelta(days=7), Period(period).start_on
    if Period(period).end_on != first + week:
        return None
    return f"{first - week}/{first - timedelta(days=1)}"


def day_of(days: str, words: str) -> str | None:
    """The day of "2018-11-22/2018-11-24" that "ngày đầu", "ngày thứ hai", "ngày cuối" means."""
    first, _, last = days.partition("/")
    if "cuối" in words:
        return last
    days_on = count_of(words.rsplit(maxsplit=1)[-1]) - 1  # "thứ hai"
    day = Period(first).start_on + timedelta(days=max(0, days_on))
    return day.isoformat() if day.isoformat() <= last else None


def count_of(word: str) -> int:
    """A small number in digits or as a word; zero for any other word."""
    return int(word) if word.isdigit() else NUMERALS.index(word) if word in NUMERALS else 0


def years_back(words: str) -> int:
    """How many years ago "năm ngoái" or "hai năm trước" lies; none for other words."""
    ago = YEAR_BEFORE.fullmatch(words)
    if ago is None:
        return 0
    count = ago["ago"] or ago["since"] or "1"
    return count_of(count)


def said(time: Time | None) -> str | None:
    return (time.period or None) if time else None
