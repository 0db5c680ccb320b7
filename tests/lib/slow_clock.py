"""Deadlines a second time, written from the rules alone: it walks, and knows no table."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

Works = Callable[[date], bool]
Sessions = Callable[[date], tuple[tuple[time, time], ...]]


def due(start: datetime, amount: int, unit: str, works: Works, sessions: Sessions) -> datetime:
    """``start`` and the answer in Vietnam's time; ``sessions`` tells those of a working day."""
    start = _whole_minute(start)
    if unit == "wh":
        return _walk_minutes(start, amount * 60, works, sessions)
    day = _day_of_receipt(start, works, sessions)
    if unit == "wd":
        while amount:
            day += DAY
            if works(day):
                amount -= 1
    else:
        for _ in range(amount):
            day += DAY
        while not works(day):
            day += DAY
    return datetime.combine(day, sessions(day)[-1][1], start.tzinfo)


def _whole_minute(at: datetime) -> datetime:
    floor = at.replace(second=0, microsecond=0)
    return floor if floor == at else floor + MINUTE


def _day_of_receipt(start: datetime, works: Works, sessions: Sessions) -> date:
    day = start.date()
    if works(day) and start.time() <= sessions(day)[-1][1]:
        return day
    day += DAY
    while not works(day):
        day += DAY
    return day


def _walk_minutes(at: datetime, left: int, works: Works, sessions: Sessions) -> datetime:
    """Each minute that lies in a session of a working day is one minute less."""
    while True:
        if not works(at.date()):
            at = datetime.combine(at.date() + DAY, time(), at.tzinfo)
            continue
        if any(opens <= at.time() < closes for opens, closes in sessions(at.date())):
            left -= 1
        at += MINUTE
        if left == 0:
            return at
