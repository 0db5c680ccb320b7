"""Periods told by the one before them: "năm tới", "quý tới", "vụ hè thu tới", "năm nay"."""

import re

from wardbook.lib.period import Period, month, quarter
from wardbook.reader.dating.order import moved_by
from wardbook.reader.dating.time_words import find_times
from wardbook.reader.dating.times import Role, Time, is_period

_THIS_YEAR = re.compile(r".*năm nay")
_HEAD = re.compile(
    r"(?:bước\s+)?(?:sang\s+(?=năm)|(?=.*\s(?:tới|sau)$))(năm học|năm|quý|tháng|vụ|nhiệm)(?!\w)"
)
_MANY = re.compile(  # "ba năm tới", "những tháng tới" are no one year or month
    r"(?:\d|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|những|các|mấy|nhiều|vài))\s$"
)
_SEVERAL = re.compile(r"([0-9]{4})(?:/|\.\.)([0-9]{4})")
_SAME = re.compile(r"cùng\s+(?:k|th)")
_LAST_YEAR = re.compile(r"(.+?)\s+năm\s+(?:trước|ngoái)")
_LONGEST = 184  # days, of a period that "tháng tới" follows
_LOOKS_BACK = 2  # papers up to February still tell of the year before


def next_to(lower: str, time: Time, told: Time | None, issued: Time | None) -> str:
    """The period that ``time``, words such as "quý tới", means; ``""`` where nothing says it.

    ``told`` is the period told of; ``issued`` the paper's own date, which "năm tới" follows.
    """
    head = _HEAD.match(lower, time.start, time.end)
    told = told or issued
    if head is None or _MANY.search(lower, max(0, time.start - 8), time.start):
        return ""
    if told is None or told.year is None or not is_period(told.period):
        return ""
    if head[1] in ("quý", "tháng"):
        return _next_part(head[1], told.period)
    if head[1] == "vụ":
        return _next_crop(lower[time.start : time.end], told)
    if head[1] in ("nhiệm", "năm học"):
        years = _SEVERAL.fullmatch(told.period)
        return (years and moved_by(told.period, int(years[2]) - int(years[1]))) or ""
    return _next_year(told, issued)


def _next_year(told: Time, issued: Time | None) -> str:
    """The year after the paper's; a paper of January closes the year it tells of."""
    now = told.only_year
    if issued and issued.year and (now is None or now > issued.year or not _looks_back(issued)):
        now = issued.year
    return str(now + 1) if now else ""


def _looks_back(issued: Time) -> bool:
    return issued.last_month <= _LOOKS_BACK


def _next_part(part: str, told: str) -> str:
    """The quarter or month after a period of half a year at most."""
    last = Period(told).last_on
    if last is None or (last - Period(told).start_on).days > _LONGEST:
        return ""
    each, form = (3, quarter) if part == "quý" else (1, month)
    year, at = divmod(last.year * 12 + last.month - 1 + each, 12)
    return str(form(year, at // each + 1))


def _next_crop(words: str, told: Time) -> str:
    """Winter rice runs over two years; the other crops follow it in the second."""
    years = _SEVERAL.fullmatch(told.period)
    if "đông xuân" in words:
        return "" if years or told.year is None else f"{told.year}/{told.year + 1}"
    return years[2] if years and "vụ tới" not in words else ""


def is_later(time: Time, latest: Time | None) -> bool:
    """Whether a period told of is the latest so far; plans and terms of office tell of none."""
    years = _SEVERAL.fullmatch(time.period)
    if time.year is None or (years and int(years[2]) != int(years[1]) + 1):
        return False
    return latest is None or time.year >= (latest.year or 0)


def same_time(lower: str, time: Time, last: Time, told: Time | None) -> str:
    """ "9 tháng năm ngoái 8 vụ, năm nay cùng thời gian 5": the stretch named before, this year."""
    if time.period != "-" or not _SAME.search(lower, time.start, time.end):
        return ""
    if last.role is Role.SPAN and last.only_year:
        return moved_by(last.period, 1) or ""
    stretch = _LAST_YEAR.fullmatch(lower, last.start, last.end)
    if stretch is None or told is None or told.year is None:
        return ""
    found = find_times(f"{stretch[1]} năm {told.year}")
    return found[0].period if found else ""


def year_now(lower: str, time: Time, now: Time | None) -> int | None:
    """The year that "7 tháng năm nay" means beside the paper's own date or its latest period."""
    if now is None or not _THIS_YEAR.match(lower, time.start, time.end):
        return None
    is_date = len(now.period) == len("2023-01-31")
    return None if is_date and _looks_back(now) else now.year
