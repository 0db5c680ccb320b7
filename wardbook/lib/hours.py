"""When an office is open: sessions of each weekday, in whole minutes of the day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_DAY = 24 * 60
_FRIDAY = 4

Sessions = tuple[tuple[int, int], ...]  # from minute, to minute of the day; the end is outside

_DAYS = re.compile(r"([a-z]{3})(?:\s*[-–]\s*([a-z]{3}))?\s+")


class NotHours(ValueError):
    """A writing that is no week of opening hours."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Sessions of Monday to Sunday, and the weeks that follow from later days on.

    Every weekday from Monday to Friday has a session. Those of Saturday and Sunday are for
    visitors: they make no working day. A Saturday that is worked in place of a weekday has
    Friday's sessions.
    """

    week: tuple[Sessions, ...]
    later: "tuple[tuple[date, Hours], ...]" = field(default=())

    def __post_init__(self) -> None:
        if len(self.week) != len(WEEKDAYS):
            raise NotHours("a week has seven days")
        for name, sessions in zip(WEEKDAYS, self.week, strict=True):
            edges = [minute for session in sessions for minute in session]
            if edges != sorted(set(edges)) or (edges and edges[-1] > MINUTES_A_DAY):
                raise NotHours(f"{name}: sessions follow one another within a day")
        if not all(self.week[: _FRIDAY + 1]):
            raise NotHours("every weekday from Monday to Friday has a session")

    @classmethod
    def parse(cls, text: str) -> "Hours":
        """``"07:00–11:30, 13:30–17:00"``, and other days after it: ``"…; fri 07:00–11:30"``.

        A part names its days (``fri``, ``mon-thu``) or holds for all of Monday to Friday; a later
        part wins. Raises :class:`NotHours`.
        """
        return _parsed(text)

    def __str__(self) -> str:
        """The writing that :meth:`parse` takes: one part for each stretch of equal days."""
        return "; ".join(
            f"{_span(first, last)} {sessions_text(self.week[first])}"
            for first, last in self.stretches
        )

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """First and last weekday of each stretch with the same sessions; closed days left out."""
        found: list[tuple[int, int]] = []
        for day, sessions in enumerate(self.week):
            if found and found[-1][1] == day - 1 and self.week[found[-1][0]] == sessions:
                found[-1] = (found[-1][0], day)
            elif sessions:
                found.append((day, day))
        return tuple(found)

    def on(self, day: date) -> "Hours":
        """The week in force on a day."""
        return next((hours for start, hours in reversed(self.later) if start <= day), self)

    def sessions(self, on: date) -> Sessions:
        """When work is done on a day that works."""
        return self.on(on).week[min(on.weekday(), _FRIDAY)]


def minute_of(text: str) -> int:
    """``13:30`` as a minute of the day; raises :class:`NotHours`."""
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and int(minute) < 60):
        raise NotHours(f"{text}: write a time as 13:30")
    return int(hour) * 60 + int(minute)


def sessions_text(sessions: Sessions) -> str:
    return ", ".join(f"{clock(start)}–{clock(end)}" for start, end in sessions)


def clock(minute: int) -> str:
    """A minute of the day as ``13:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@cache
def _parsed(text: str) -> Hours:
    week: list[Sessions] = [()] * len(WEEKDAYS)
    for part in filter(None, map(str.strip, text.lower().split(";"))):
        named = _DAYS.match(part)
        days = _named(named) if named else range(_FRIDAY + 1)
        sessions = _sessions(part[named.end() :] if named else part)
        for day in days:
            week[day] = sessions
    return Hours(tuple(week))


def _named(match: re.Match[str]) -> Sequence[int]:
    first, last = match[1], match[2] or match[1]
    days = range(WEEKDAYS.index(first), WEEKDAYS.index(last) + 1) if _known(first, last) else ()
    if not days:
        raise NotHours(f"{match[0].strip()}: name days in order, as {', '.join(WEEKDAYS)}")
    return days


def _known(*names: str) -> bool:
    return all(name in WEEKDAYS for name in names)


def _sessions(text: str) -> Sessions:
    found = []
    for piece in text.split(","):
        start, dash, end = piece.replace("-", "–").partition("–")
        if not dash:
            raise NotHours(f"{piece.strip()}: write a session as 07:00–11:30")
        found.append((minute_of(start), minute_of(end)))
    return tuple(found)


def _span(first: int, last: int) -> str:
    return WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}"
