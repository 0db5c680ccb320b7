"""Why two tellings of a dossier differ: clock, limit, time zone, synchronisation, or nobody knows.

A day alone proves little: a date that lies one day off fits a missed holiday, a shorter limit and a
slip of the pen. So all pairs are weighed first (:meth:`Sorter.weigh`), and a cause is given to one
of them only where it explains many (:meth:`Sorter.sort`). What is left is unexplained and is never
called theirs.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from wardbook.exchange.layouts import STAGES
from wardbook.exchange.moments import Instant, near
from wardbook.exchange.readings import Facts, Readings


class Cause(StrEnum):
    """Why two tellings differ."""

    CLOCK = "clock"
    ZONE = "zone"
    LIMIT = "limit"
    LAG = "lag"
    MISSING_THERE = "missing_there"
    MISSING_HERE = "missing_here"
    BEHIND = "behind"
    UNEXPLAINED = "unexplained"


# Whose matter it is: what is unexplained is nobody's yet.
MATTERS = {
    "clock": (Cause.CLOCK, Cause.ZONE, Cause.LIMIT),
    "synchronisation": (Cause.LAG, Cause.MISSING_THERE),
    "us": (Cause.MISSING_HERE, Cause.BEHIND),
    "unexplained": (Cause.UNEXPLAINED,),
}

COMPARED = ("accepted", "due", "finished")
ENOUGH = 3  # pairs that one cause must explain before it is given to any
SHARE = Fraction(1, 5)  # of the differing pairs that it speaks of
SURE = Fraction(3, 5)  # of a procedure's pairs, for a limit that nobody has told
SMALL = timedelta(minutes=15)
AGREEING = 2_000  # pairs that agree and are looked at, to see what a fault would have changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One telling of a dossier. ``limit`` is what it says, or counts by; ``first_due`` the first
    promise where ``moments["due"]`` is a later one."""

    code: str
    procedure: str
    status: str
    moments: dict[str, Instant]
    limit: str = ""
    first_due: Instant | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A difference: what each side says, and why; ``detail`` names the fault, limit or offset."""

    code: str
    field: str
    ours: str
    theirs: str
    cause: Cause
    detail: str = ""


@dataclass(slots=True)
class _Weights:
    """What all pairs together show."""

    fits: Counter[str] = field(default_factory=Counter)  # fault → differing pairs it explains
    speaks: Counter[str] = field(default_factory=Counter)  # fault → differing pairs it speaks of
    denied: Counter[str] = field(default_factory=Counter)  # fault → agreeing pairs it would change
    limits: Counter[tuple[str, str]] = field(default_factory=Counter)  # procedure, limit → pairs
    of_procedure: Counter[str] = field(default_factory=Counter)  # procedure → all its pairs
    offsets: Counter[int] = field(default_factory=Counter)  # minutes → pairs
    agreeing: int = 0
    looked_at: int = 0


class Sorter:
    """Weighs every pair once, then says of each difference why it is there."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._weights = _Weights()

    # Weighing

    def weigh(self, ours: Said, theirs: Said) -> None:
        weights = self._weights
        weights.of_procedure[ours.procedure] += 1
        offset = _offset(ours, theirs, "accepted")
        if offset:
            weights.offsets[offset] += 1
        day = _day(theirs, "due")
        facts = facts_of(ours)
        if day is None or facts is None:
            return
        if day == _day(ours, "due"):
            self._weigh_agreeing(facts)
            return
        law = self._readings.by_law(facts)
        for name, other in self._readings.others(facts):
            if other != law:
                weights.speaks[name] += 1
                weights.fits[name] += other == day
        if limit := self._readings.limit_to(facts, day):
            weights.limits[ours.procedure, limit] += 1

    def _weigh_agreeing(self, facts: Facts) -> None:
        weights = self._weights
        weights.agreeing += 1
        if weights.looked_at >= AGREEING:
            return
        weights.looked_at += 1
        law = self._readings.by_law(facts)
        weights.denied.update(name for name, day in self._readings.others(facts) if day != law)

    # Sorting

    def sort(self, ours: Said, theirs: Said) -> Iterator[Found]:
        """Every difference of a pair; days that only one side tells of are none."""
        shift = self._shift(ours, theirs)
        for name in COMPARED:
            one, other = ours.moments.get(name), theirs.moments.get(name)
            if one is None or other is None or _agree(name, one, other):
                continue
            cause, detail = self._why(name, ours, theirs, shift)
            yield Found(ours.code, name, one.iso, other.iso, cause, detail)
        if ours.status != theirs.status:
            yield from _status(ours, theirs)

    def _why(self, name: str, ours: Said, theirs: Said, shift: int) -> tuple[Cause, str]:
        one, other = ours.moments[name], theirs.moments[name]
        start = ours.moments.get("submitted")
        if name == "accepted" and start is not None and near(start, other):
            return Cause.CLOCK, "start"
        if shift and _shifted(one, other, shift):
            minutes = abs(shift)
            if minutes % 60:
                return Cause.CLOCK, "skew"
            return Cause.ZONE, f"{shift // 60:+d}h"
        if name == "due":
            return self._why_due(ours, theirs)
        if name == "accepted":
            return Cause.UNEXPLAINED, ""
        later = other.wall > one.wall
        return (Cause.LAG, "recorded_later") if later else (Cause.UNEXPLAINED, "")

    def _why_due(self, ours: Said, theirs: Said) -> tuple[Cause, str]:
        day, facts = theirs.moments["due"].day, facts_of(ours)
        if ours.first_due and ours.first_due.day == day:
            return Cause.LAG, "first_due"
        if theirs.limit and ours.limit and theirs.limit != ours.limit:
            return Cause.LIMIT, theirs.limit
        if facts is None:
            return Cause.UNEXPLAINED, ""
        found = [*self._faults(facts, day), *self._limit(ours, facts, day)]
        best = max(found, default=None, key=lambda row: row[0])
        return (best[1], best[2]) if best else (Cause.UNEXPLAINED, "")

    def _faults(self, facts: Facts, day: date) -> Iterator[tuple[Fraction, Cause, str]]:
        """Faults that lead to this day, and how much of what they speak of they explain."""
        law, weights = self._readings.by_law(facts), self._weights
        scale = Fraction(weights.agreeing, max(1, weights.looked_at))
        for name, other in self._readings.others(facts):
            fits, speaks = weights.fits[name], weights.speaks[name]
            if other != day or other == law or not fits:
                continue
            if (fits >= ENOUGH and Fraction(fits, speaks) >= SHARE) or (fits == speaks > 1):
                yield Fraction(fits) / (speaks + weights.denied[name] * scale), Cause.CLOCK, name

    def _limit(self, ours: Said, facts: Facts, day: date) -> Iterator[tuple[Fraction, Cause, str]]:
        """A limit that nobody told, if most of the procedure's dossiers go by it."""
        limit = self._readings.limit_to(facts, day)
        count = self._weights.limits[ours.procedure, limit] if limit else 0
        share = Fraction(count, max(1, self._weights.of_procedure[ours.procedure]))
        if count >= ENOUGH and share >= SURE:
            yield share, Cause.LIMIT, limit

    def _shift(self, ours: Said, theirs: Said) -> int:
        """The minutes by which all of their times of this dossier are off, if others' are, too."""
        offset = _offset(ours, theirs, "accepted")
        if not offset:
            return 0
        if abs(offset) <= SMALL.seconds // 60:
            alike = sum(
                count
                for other, count in self._weights.offsets.items()
                if other * offset > 0 and abs(other) <= SMALL.seconds // 60
            )
            return offset if alike >= ENOUGH else 0
        whole = offset % 60 == 0 and abs(offset) <= 14 * 60
        return offset if whole and self._weights.offsets[offset] >= ENOUGH else 0


def differ(ours: Said, theirs: Said) -> bool:
    """Is there anything to sort?"""
    return ours.status != theirs.status or any(
        name in theirs.moments and not _agree(name, one, theirs.moments[name])
        for name, one in ours.moments.items()
        if name in COMPARED
    )


def facts_of(said: Said) -> Facts | None:
    """From what the law counts; ``None`` where no limit or no start is known."""
    accepted, received = said.moments.get("accepted"), said.moments.get("received")
    start = received or accepted
    if not said.limit or start is None:
        return None
    return Facts(
        limit=said.limit,
        start=start,
        submitted=said.moments.get("submitted"),
        accepted=accepted,
        asked=said.moments.get("asked"),
        completed=said.moments.get("completed"),
    )


def _day(said: Said, name: str) -> date | None:
    moment = said.moments.get(name)
    return moment.day if moment else None


def _agree(name: str, one: Instant, other: Instant) -> bool:
    """Promises agree by the day; what happened, by the minute where both tell it."""
    return one.day == other.day if name == "due" else near(one, other)


def _offset(ours: Said, theirs: Said, name: str) -> int:
    """Whole minutes by which their time is later than ours; 0 where either tells only the day."""
    one, other = ours.moments.get(name), theirs.moments.get(name)
    if one is None or other is None or not (one.exact and other.exact):
        return 0
    return (other.wall - one.wall + timedelta(seconds=30)) // timedelta(minutes=1)


def _shifted(one: Instant, other: Instant, shift: int) -> bool:
    """Is theirs ours, so many minutes later? Midnight is written as a day alone."""
    moved = one.wall + timedelta(minutes=shift)
    if one.exact and other.exact:
        return abs(moved - other.wall) <= timedelta(minutes=2)
    return moved.date() == other.day


def stage(status: str) -> int:
    """How far along a dossier is; an end beside the way is as far as any."""
    if status.startswith("awaiting"):
        return STAGES.index("processing")
    return STAGES.index(status) if status in STAGES else len(STAGES)


def _status(ours: Said, theirs: Said) -> Iterator[Found]:
    one, other = stage(ours.status), stage(theirs.status)
    cause, detail = Cause.UNEXPLAINED, ""
    if other < one:
        cause = Cause.LAG
    elif other > one:
        cause = Cause.BEHIND
    elif one < STAGES.index("resolved"):
        cause, detail = Cause.LAG, "waiting"
    yield Found(ours.code, "status", ours.status, theirs.status, cause, detail)
