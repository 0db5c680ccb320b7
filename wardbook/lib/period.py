"""Stretches of time as reports name them: a half year, nine months, a term, "since 2017"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import total_ordering
from typing import Self

_PIECE = re.compile(
    r"(?P<year>(?:1[89]|2[01])[0-9]{2})"
    r"(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)
_FORM = re.compile(
    r"(?:(?P<calendar>[a-z]+):)?"
    r"(?P<first>[0-9][-0-9HQ]*)(?:(?P<joint>\.\.|/)(?P<last>[0-9][-0-9HQ]*)?)?"
)
_YEAR = re.compile(r"[0-9]{4}")
# An address takes letters, digits and "-._~": what else a period is written with has a stand-in.
_TO_ADDRESS, _FROM_ADDRESS = str.maketrans("/:", "_~"), str.maketrans("_~", "/:")
_SIZES = {"half": 6, "quarter": 3, "month": 1}  # in months


class NotAPeriod(ValueError):
    """A writing that names no stretch of time."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A way of counting years whose parts do not begin on the first of January.

    Every month of the ordinary calendar begins ``months_before`` months earlier, on ``from_day``.
    """

    name: str
    vietnamese: str
    english: str
    months_before: int
    from_day: int = 15

    def moved(self, day: date) -> date:
        """Where this calendar puts the first day ``day`` of an ordinary month."""
        months = day.year * 12 + day.month - 1 - self.months_before
        return date(months // 12, months % 12 + 1, self.from_day)


# Statistics for the one-stop office close on the 14th of the last month (15 December to 14
# December); the police year closes a month earlier; a school year opens in September.
CALENDARS = {
    c.name: c
    for c in (
        Calendar("reporting", "kỳ báo cáo", "reporting year", 1),
        Calendar("police", "năm công tác công an", "police year", 2),
        Calendar("school", "năm học", "school year", -8, 1),
    )
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, known by its writing.

    Writings: ``2022`` · ``2018-H1`` · ``2016-Q1`` · ``2018-07`` · ``2019-02-21`` · from one to
    another ``2011/2014``, ``2021-01/2021-09`` · still open ``2017/`` · a term of office
    ``2015..2020`` · by a named calendar ``reporting:2021-H1``. Raises :class:`NotAPeriod` for
    anything else. The days of a term are whole years: its congresses are not known from its name.
    """

    text: str
    start_on: date = field(init=False, compare=False)
    end_on: date | None = field(init=False, compare=False)  # first day after; None while open

    def __post_init__(self) -> None:
        form = _FORM.fullmatch(self.text)
        if not form:
            raise NotAPeriod(self.text)
        start: date
        end: date | None
        start, end = _days(form["first"])
        if form["joint"]:
            end = _end_of_join(form, self.text)
        if form["calendar"]:
            start, end = _by_calendar(form, start, end, self.text)
        if end is not None and end <= start:
            raise NotAPeriod(self.text)
        object.__setattr__(self, "start_on", start)
        object.__setattr__(self, "end_on", end)

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: "Period") -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[date, date, str]:
        return self.start_on, self.end_on or date.max, self.text

    @property
    def last_on(self) -> date | None:
        """The last day inside, as screens show it."""
        return self.end_on - timedelta(days=1) if self.end_on else None

    def contains(self, other: "date | Period") -> bool:
        if isinstance(other, date):
            return self.start_on <= other and (self.end_on is None or other < self.end_on)
        return self.start_on <= other.start_on and (
            self.end_on is None or (other.end_on is not None and other.end_on <= self.end_on)
        )

    def overlaps(self, other: "Period") -> bool:
        return (other.end_on is None or self.start_on < other.end_on) and (
            self.end_on is None or other.start_on < self.end_on
        )

    def years_later(self, years: int) -> "Period":
        """The same stretch of another year: ``-1`` is what a report calls "cùng kỳ"."""
        moved = _YEAR.sub(lambda match: str(int(match[0]) + years), self.text)
        try:
            return Period(moved)
        except NotAPeriod:
            return Period(moved.replace("-02-29", "-02-28"))

    @property
    def address(self) -> str:
        """The writing as a part of an address: ``2011_2014``, ``reporting~2021-H1``."""
        return self.text.translate(_TO_ADDRESS)

    @classmethod
    def at(cls, address: str) -> Self:
        """The period whose :attr:`address` that is."""
        return cls(address.translate(_FROM_ADDRESS))

    def words(self, language: str) -> str:
        """The period as a screen says it, in ``"vi"`` or ``"en"``."""
        return _words(self.text, _SAYINGS[language])


def year(number: int) -> Period:
    return Period(f"{number:04d}")


def half(of: int, number: int) -> Period:
    return Period(f"{of:04d}-H{number}")


def quarter(of: int, number: int) -> Period:
    return Period(f"{of:04d}-Q{number}")


def month(of: int, number: int) -> Period:
    return Period(f"{of:04d}-{number:02d}")


def day(of: date) -> Period:
    return Period(of.isoformat())


def first_months(of: int, count: int) -> Period:
    """The first ``count`` months of a year, by its usual name: six are a half."""
    if count == 12:
        return year(of)
    if count in (3, 6):
        return quarter(of, 1) if count == 3 else half(of, 1)
    return month(of, 1) if count == 1 else Period(f"{of:04d}-01/{of:04d}-{count:02d}")


def between(first: Period, last: Period) -> Period:
    return Period(f"{first}/{last}")


def since(first: Period) -> Period:
    return Period(f"{first}/")


def term(first: int, last: int) -> Period:
    return Period(f"{first:04d}..{last:04d}")


def _days(piece: str) -> tuple[date, date]:
    """First day of a year, half, quarter, month or day, and the first day after it."""
    match = _PIECE.fullmatch(piece)
    if not match:
        raise NotAPeriod(piece)
    parts = {name: int(value) for name, value in match.groupdict().items() if value}
    if "day" in parts:
        try:
            only = date(parts["year"], parts["month"], parts["day"])
        except ValueError:
            raise NotAPeriod(piece) from None
        return only, only + timedelta(days=1)
    name, size = next(((n, s) for n, s in _SIZES.items() if n in parts), ("whole", 12))
    place = parts.get(name, 1)
    if not 1 <= place <= 12 // size:
        raise NotAPeriod(piece)
    months = parts["year"] * 12 + (place - 1) * size
    return _first_of(months), _first_of(months + size)


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _end_of_join(form: re.Match[str], text: str) -> date | None:
    is_term = form["joint"] == ".."
    if form["last"] is None:
        if is_term:
            raise NotAPeriod(text)
        return None
    if is_term and not (_YEAR.fullmatch(form["first"]) and _YEAR.fullmatch(form["last"])):
        raise NotAPeriod(text)
    return _days(form["last"])[1]


def _by_calendar(
    form: re.Match[str], start: date, end: date | None, text: str
) -> tuple[date, date | None]:
    calendar = CALENDARS.get(form["calendar"])
    if calendar is None or form["joint"] == ".." or start.day != 1 or (end and end.day != 1):
        raise NotAPeriod(text)
    return calendar.moved(start), calendar.moved(end) if end else None


@dataclass(frozen=True, slots=True)
class _Saying:
    """How one language says each form."""

    half: tuple[str, str]
    quarter: str
    month: str
    day: str
    first_months: str
    year: str
    between: str
    since: str
    term: str
    calendar: Callable[[Calendar], str]


_ROMAN = ("I", "II", "III", "IV")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SAYINGS = {
    "vi": _Saying(
        half=("6 tháng đầu năm {year}", "6 tháng cuối năm {year}"),
        quarter="quý {roman} năm {year}",
        month="tháng {month} năm {year}",
        day="{day:02d}/{month:02d}/{year}",
        first_months="{count} tháng đầu năm {year}",
        year="năm {year}",
        between="từ {first} đến {last}",
        since="từ {first} đến nay",
        term="nhiệm kỳ {first}–{last}",
        calendar=lambda calendar: calendar.vietnamese,
    ),
    "en": _Saying(
        half=("first half of {year}", "second half of {year}"),
        quarter="quarter {number} of {year}",
        month="{name} {year}",  # named: 7/8/2018 is another day elsewhere
        day="{day} {name:.3} {year}",
        first_months="first {count} months of {year}",
        year="{year}",
        between="from {first} to {last}",
        since="since {first}",
        term="term {first}–{last}",
        calendar=lambda calendar: calendar.english,
    ),
}
_FIRST_MONTHS = re.compile(r"(?P<year>[0-9]{4})-01/(?P=year)-(?P<count>[0-9]{2})")


def _words(text: str, say: _Saying) -> str:
    name, colon, rest = text.rpartition(":")
    if colon:
        return f"{_words(rest, say)} ({say.calendar(CALENDARS[name])})"
    if months := _FIRST_MONTHS.fullmatch(text):
        return say.first_months.format(year=months["year"], count=int(months["count"]))
    if ".." in text:
        first, last = text.split("..")
        return say.term.format(first=first, last=last)
    first, slash, last = text.partition("/")
    if not slash:
        return _piece_words(first, say)
    if not last:
        return say.since.format(first=_piece_words(first, say))
    return say.between.format(first=_piece_words(first, say), last=_piece_words(last, say))


def _piece_words(piece: str, say: _Saying) -> str:
    match = _PIECE.fullmatch(piece)
    assert match  # noqa: S101  a Period was made of it
    of = match["year"]
    if match["half"]:
        return say.half[int(match["half"]) - 1].format(year=of)
    if match["quarter"]:
        number = int(match["quarter"])
        return say.quarter.format(year=of, number=number, roman=_ROMAN[number - 1])
    if match["month"]:
        month = int(match["month"])
        named = {"year": of, "month": month, "name": _MONTHS[month - 1]}
        return (
            say.day.format(day=int(match["day"]), **named)
            if match["day"]
            else say.month.format(**named)
        )
    return say.year.format(year=of)
