"""Why a promised date is that date: every day on the way, counted or not, on what ground.

The ledger keeps it with the promise, short: a letter a day, and what each letter stands for. So
the page of a citizen says what was counted when it was promised, whatever the calendar says later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from string import ascii_letters
from typing import Any

from django.utils.translation import gettext, override

from wardbook.cases.models.case import Case, Move
from wardbook.cases.rules.taking import Clock
from wardbook.lib.clock import (
    AFTER_CLOSING,
    RECEIVED,
    VIETNAM,
    CountedDay,
    Effect,
    Explanation,
    Limit,
    explain,
)
from wardbook.lib.clock import working_days as days_between
from wardbook.org.working_time import working_time

WAITED = "waiting for what you were asked for"
_BEGINS = (Effect.START, Effect.RESTART)


def why(case: Case, moves: Sequence[Move], clock: Clock) -> dict[str, Any]:
    """``first``: how the date promised first was counted; ``now``: the one that holds, if other."""
    begun = (place for place, move in enumerate(moves) if move.effect in _BEGINS)
    told = [move for move in moves[next(begun, len(moves)) :] if move.effect]
    if case.first_due_at is None or case.due_at is None or not told:
        return {"first": None, "now": None}
    first = _counted(case, told[0], [], case.first_due_at, clock)
    if case.due_at == case.first_due_at:
        return {"first": first, "now": None}
    last = [move for move in told if move.effect == Effect.RESTART] or told
    base = last[-1] if last is not told else told[0]
    after = told[told.index(base) + 1 :]
    return {"first": first, "now": _counted(case, base, after, case.due_at, clock)}


def _counted(
    case: Case, base: Move, after: list[Move], due: datetime, clock: Clock
) -> dict[str, Any]:
    """How ``due`` follows from the move ``base`` and what the clock heard after it.

    ``how``: ``set`` by somebody, ``told`` by another system, ``same_day``, or ``counted``.
    """
    said: dict[str, Any] = {"from": _moment(base.at), "due": _moment(due), "limit": case.limit}
    said["again"] = base.effect == Effect.RESTART
    if extended := [move for move in after if move.effect == Effect.EXTEND]:
        by = extended[-1]
        return said | {"how": "set", "on": _moment(by.at), "reason": by.reason}
    if not case.limit:
        return said | {"how": "told" if case.mirrored else "same_day"}
    waits = _waits(base, after, clock)
    for known in (clock, None):
        days = _days(case, base, waits, known)
        if days and days.due == due:
            return said | {"how": "counted", **_short(days, base, waits)}
    return said | {"how": "counted", "days": ""}


def _waits(base: Move, after: list[Move], clock: Clock) -> list[tuple[int, int]]:
    """Working days counted before each wait, and at its end."""
    found, paused = [], None
    for move in after:
        if move.effect == Effect.PAUSE:
            paused = paused or move
        elif move.effect == Effect.RESUME and paused:
            ends = (days_between(base.at, one.at, *clock) for one in (paused, move))
            found.append((next(ends), next(ends)))
            paused = None
    return found


def _days(
    case: Case, base: Move, waits: list[tuple[int, int]], clock: Clock | None
) -> Explanation | None:
    """The days of the limit and of the waits; without ``clock`` by what was known on its day."""
    limit = Limit.parse(case.limit)
    if waits and limit.unit != "wd":
        return None
    if clock is None:
        day = base.recorded_at.astimezone(VIETNAM).date()
        clock = Clock(*working_time(case.unit, day, known_on=day))
    limit = replace(limit, amount=limit.amount + sum(end - start for start, end in waits))
    return explain(base.at, limit, *clock)


def _short(found: Explanation, base: Move, waits: list[tuple[int, int]]) -> dict[str, Any]:
    grounds: dict[tuple[str, str, str, bool], int] = {}
    letters = [
        grounds.setdefault((day.reason, *_source(day), day.counted), len(grounds))
        for day in _without(found.days, waits)
    ]
    if len(grounds) > len(ascii_letters):
        return {"days": ""}
    said: dict[str, Any] = {
        "first_day": found.days[0].on.isoformat(),
        "days": "".join(ascii_letters[at] for at in letters),
        "grounds": [
            {"label": in_both(reason), "source": source, "mark": mark, "counted": counted}
            for reason, source, mark, counted in grounds
        ],
        "calendar": found.calendar_version,
    }
    if found.limit.unit == "wh":
        said["minutes"] = [day.minutes or 0 for day in found.days]
    return said


def _source(day: CountedDay) -> tuple[str, str]:
    """Where it is written that the day is as it is, and how sure that is; not for what is a matter
    of this one case."""
    return ("", "") if day.reason in (RECEIVED, AFTER_CLOSING, WAITED) else (day.source, day.mark)


def _without(days: Sequence[CountedDay], waits: list[tuple[int, int]]) -> Iterator[CountedDay]:
    """The days, those of a wait not counted."""
    for day in days:
        number = day.number or 0
        if any(start < number <= end for start, end in waits):
            yield replace(day, counted=False, number=None, reason=WAITED)
        else:
            yield day


@lru_cache(maxsize=1024)
def in_both(reason: str) -> dict[str, str]:
    """A sentence of the catalogue or of the clock in both languages; as it stands where it is ours
    in one alone."""
    said = {}
    for code in ("vi", "en"):
        with override(code):
            said[code] = gettext(reason)
    return said


def _moment(at: datetime) -> str:
    return at.astimezone(VIETNAM).isoformat(timespec="minutes")
