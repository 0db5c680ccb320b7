"""How else a deadline could have been counted: the faults that clocks of dossiers are known for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from wardbook.exchange.moments import Instant
from wardbook.lib.calendar import Calendar, Day
from wardbook.lib.clock import VIETNAM, Limit, due_moments, moment, working_days
from wardbook.lib.hours import MINUTES_A_DAY, Hours


class _Weekdays(Calendar):
    """Monday to Friday, no holiday."""

    @cached_property
    def version(self) -> str:
        return "weekdays"

    def day(self, on: date) -> Day:
        return self._ordinary(on)


class _NoMakeUp(Calendar):
    """Days off as they are, but no Saturday or Sunday is ever worked."""

    @cached_property
    def version(self) -> str:
        return f"no make-up {Calendar(self.law, self.notices, self.unknown).version}"

    def works(self, on: date) -> bool:
        return on.weekday() < 5 and super().works(on)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a deadline follows from, in one zone; ``start`` is where the law's clock starts."""

    limit: str
    start: Instant
    submitted: Instant | None = None
    accepted: Instant | None = None
    asked: Instant | None = None
    completed: Instant | None = None


class Readings:
    """The days on which a limit ends: by law, and by each fault."""

    def __init__(self, calendar: Calendar, hours: Hours) -> None:
        self._calendar, self._hours = calendar, hours
        self._others = {
            "weekdays": _Weekdays(calendar.law),
            "no_swaps": Calendar(calendar.law, (), frozenset(row.on for row in calendar.notices)),
            "no_make_up": _NoMakeUp(calendar.law, calendar.notices, calendar.unknown),
        }

    def by_law(self, facts: Facts) -> date:
        """The limit from its start, or anew from the day on which the supplement came."""
        start = facts.completed if facts.asked and facts.completed else facts.start
        return self._end(start, Limit.parse(facts.limit))

    def others(self, facts: Facts) -> Iterator[tuple[str, date]]:
        """Every fault that these facts could show, with the day to which it leads."""
        limit = Limit.parse(facts.limit)
        anew = facts.completed if facts.asked and facts.completed else facts.start
        for name, calendar in self._others.items():
            yield name, self._end(anew, limit, calendar)
        if limit.unit != "wh" and limit.amount > 1:
            yield "first_day", self._end(anew, Limit(limit.amount - 1, limit.unit))
        if limit.unit != "wh":
            other = "d" if limit.unit == "wd" else "wd"
            name = "every_day" if limit.unit == "wd" else "working_days"
            yield name, self._end(anew, Limit(limit.amount, other))
        morning = Instant(anew.wall.replace(hour=9, minute=0), exact=True)
        yield "after_closing", self._end(morning, limit)
        for name, start in (("submitted", facts.submitted), ("accepted", facts.accepted)):
            if start and start != facts.start:
                yield name, self._end(start, limit)
        if facts.asked and facts.completed:
            yield from self._supplemented(facts, limit)

    def _supplemented(self, facts: Facts, limit: Limit) -> Iterator[tuple[str, date]]:
        assert facts.asked  # noqa: S101  its caller has looked
        assert facts.completed  # noqa: S101  its caller has looked
        first = datetime.combine(self._end(facts.start, limit), datetime.min.time())
        waited = self._between(facts.asked.wall, facts.completed.wall)
        if waited > 0:
            yield "paused", self._end(Instant(first, exact=False), Limit(waited, "wd"))
        days = (facts.completed.day - facts.asked.day).days
        pushed = Instant(first + timedelta(days=days - 1), exact=False)
        yield "pushed", self._end(pushed, Limit(1, "wd"))

    def limit_to(self, facts: Facts, day: date) -> str:
        """The limit in the same unit that would end on ``day`` by law; "" when none would."""
        unit = Limit.parse(facts.limit).unit
        start = facts.completed if facts.asked and facts.completed else facts.start
        if unit == "wh":
            return ""
        end = datetime.combine(day, datetime.min.time().replace(hour=10))
        count = self._between(start.wall, end) if unit == "wd" else (day - start.day).days
        if not 1 <= count <= 400 or self._end(start, Limit(count, unit)) != day:
            return ""
        return f"{count}{unit}"

    def _between(self, one: datetime, other: datetime) -> int:
        return working_days(
            one.replace(tzinfo=VIETNAM), other.replace(tzinfo=VIETNAM), self._calendar, self._hours
        )

    def _end(self, start: Instant, limit: Limit, calendar: Calendar | None = None) -> date:
        begun = moment(start.wall.replace(tzinfo=VIETNAM))
        (over,) = due_moments([begun], limit, calendar or self._calendar, self._hours)
        return date.fromordinal(over // MINUTES_A_DAY)
