"""Why a promised date is that date: every day on the way, counted or not, on what ground.

The office reads each date that was ever promised. The ledger keeps the first and the one that
holds, short: a letter a day, and what each letter stands for. So the page of a citizen says what
was counted when it was promised, whatever the calendar says later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from string import ascii_letters
from typing import Any

from django.utils.translation import gettext, override

from wardbook.cases.models.case import Case, Move
from wardbook.cases.reckoning import BEGINS, BY_CALENDAR
from wardbook.cases.rules.taking import Clock
from wardbook.lib.clock import (
    AFTER_CLOSING,
    AFTER_CUT_OFF,
    RECEIVED,
    VIETNAM,
    CountedDay,
    Effect,
    Explanation,
    Limit,
    explain,
    explain_same_day,
)
from wardbook.lib.clock import working_days as days_between
from wardbook.org.working_time import cut_off, working_time

WAITED = "waiting for what you were asked for"
_OF_THIS_CASE = (RECEIVED, AFTER_CLOSING, AFTER_CUT_OFF, WAITED)
_MOVES = (*BEGINS, Effect.RESUME, Effect.EXTEND)
_BY_DAYS = ("counted", "same_day")


@dataclass(frozen=True, slots=True)
class Promise:
    """A date that was promised: ``due``, set by ``move`` and counted from ``base``.

    ``how``: ``counted``; ``set`` by an extension; ``told`` by another system; ``same_day``; or
    ``given``: named by the office where no limit is known. ``explained``, of a counted one and of
    one of the same day, holds its days, those of a wait not counted; ``None`` where a limit not in
    working days was waited on. ``paused``: when the clock stood still that ``move`` let go on.
    """

    move: Move
    base: Move
    due: datetime
    how: str
    explained: Explanation | None = None
    paused: datetime | None = None

    @property
    def agrees(self) -> bool:
        """A calendar that was known then, or is now, gives the same date."""
        return self.explained is None or self.explained.due == self.due


@dataclass(frozen=True, slots=True)
class _Dated:
    """A move that set a date, where it is counted from, and what the clock heard in between."""

    move: Move
    base: Move
    after: tuple[Move, ...]
    due: datetime


def promises(case: Case, moves: Sequence[Move]) -> list[Promise]:
    """Every date that was promised, in the order of time; the first never changes."""
    return [_promise(case, one) for one in _dated(moves)]


def promised_by(case: Case, moves: Sequence[Move], number: int) -> Promise | None:
    """The promise that the move of this number made, if it made one."""
    found = (one for one in _dated(moves) if one.move.number == number)
    return next((_promise(case, one) for one in found), None)


def why(case: Case, moves: Sequence[Move], clock: Clock) -> dict[str, Any]:
    """``first``: how the date promised first was counted; ``now``: the one that holds, if other."""
    begun = (place for place, move in enumerate(moves) if move.effect in BEGINS)
    told = [move for move in moves[next(begun, len(moves)) :] if move.effect]
    if case.first_due_at is None or case.due_at is None or not told:
        return {"first": None, "now": None}
    first = _Dated(told[0], told[0], (), case.first_due_at)
    if case.due_at == case.first_due_at:
        return {"first": _said(case, first, clock), "now": None}
    base = next((move for move in reversed(told) if move.effect == Effect.RESTART), told[0])
    after = tuple(told[told.index(base) + 1 :])
    now = _Dated(after[-1] if after else base, base, after, case.due_at)
    return {"first": _said(case, first, clock), "now": _said(case, now, clock)}


def _dated(moves: Sequence[Move]) -> list[_Dated]:
    """The moves that set another date; a clock starts once, a restart always counts anew."""
    found: list[_Dated] = []
    base: Move | None = None
    after: list[Move] = []
    for move in moves:
        if move.effect == Effect.RESTART or (move.effect == Effect.START and base is None):
            base, after = move, []
        elif base is not None and (move.effect or move.step == BY_CALENDAR):
            after = [*after, move]
        sets = move.effect in _MOVES or move.step == BY_CALENDAR
        if not sets or base is None or move.due_at is None:
            continue
        if move is base or not found or move.due_at != found[-1].due:
            found.append(_Dated(move, base, tuple(after), move.due_at))
    return found


def _promise(case: Case, dated: _Dated, clock: Clock | None = None) -> Promise:
    """How the date follows; ``clock`` is tried before the calendar that was known on its day."""
    how = _how(case, dated)
    if how not in _BY_DAYS:
        return Promise(dated.move, dated.base, dated.due, how, paused=_paused(dated))
    days = None
    for known in _clocks(case, dated, clock):
        days = _days(case, dated, known)
        if days is None or days.due == dated.due:
            break
    if how == "same_day" and days and days.due != dated.due:
        days = None  # somebody named that day
    return Promise(dated.move, dated.base, dated.due, how, days, _paused(dated))


def _how(case: Case, dated: _Dated) -> str:
    if any(move.effect == Effect.EXTEND for move in dated.after):
        return "set"
    if case.limit:
        return "counted"
    if case.mirrored:
        return "told"
    procedure = case.procedure
    at_once = procedure is not None and (procedure.same_day or procedure.on_the_spot)
    return "same_day" if at_once else "given"


def _clocks(case: Case, dated: _Dated, clock: Clock | None) -> Iterator[Clock]:
    """What was known when the date was set comes first where nothing newer is at hand."""
    if clock is not None:
        yield clock
    known = dated.move.recorded_at.astimezone(VIETNAM).date()
    day = dated.base.at.astimezone(VIETNAM).date()
    yield Clock(*working_time(case.unit, day, known_on=known))
    if clock is None:
        yield Clock(*working_time(case.unit, day))


def _paused(dated: _Dated) -> datetime | None:
    if dated.move.effect != Effect.RESUME:
        return None
    return next((one.at for one in reversed(dated.after) if one.effect == Effect.PAUSE), None)


def _waits(dated: _Dated, clock: Clock) -> list[tuple[int, int]]:
    """Working days counted before each wait, and at its end."""
    found, paused = [], None
    for move in dated.after:
        if move.effect == Effect.PAUSE:
            paused = paused or move
        elif move.effect == Effect.RESUME and paused:
            ends = (days_between(dated.base.at, one.at, *clock) for one in (paused, move))
            found.append((next(ends), next(ends)))
            paused = None
    return found


def _days(case: Case, dated: _Dated, clock: Clock) -> Explanation | None:
    """The days of the limit and of the waits, which are not counted."""
    if not case.limit:
        rule = cut_off("same-day-result", dated.base.at.astimezone(VIETNAM).date())
        return _explain_same_day(dated.base.at, rule, *clock) if rule else None
    limit, waits = Limit.parse(case.limit), _waits(dated, clock)
    if waits and limit.unit != "wd":
        return None
    longer = replace(limit, amount=limit.amount + sum(end - start for start, end in waits))
    found = _explain(dated.base.at, longer, *clock)
    return replace(found, limit=limit, days=tuple(_without(found.days, waits))) if waits else found


# Each step says again how the date was counted.
_explain = lru_cache(maxsize=512)(explain)
_explain_same_day = lru_cache(maxsize=512)(explain_same_day)


def _without(days: Sequence[CountedDay], waits: list[tuple[int, int]]) -> Iterator[CountedDay]:
    """The days, those of a wait not counted and the others numbered on."""
    left_out = 0
    for day in days:
        number = day.number or 0
        if any(start < number <= end for start, end in waits):
            left_out += 1
            yield replace(day, counted=False, number=None, reason=WAITED)
        else:
            yield replace(day, number=number - left_out) if day.number else day


# What the ledger keeps


def _said(case: Case, dated: _Dated, clock: Clock) -> dict[str, Any]:
    """How the date follows from its base and what the clock heard after it."""
    found = _promise(case, dated, clock)
    said: dict[str, Any] = {
        "from": _moment(dated.base.at),
        "due": _moment(dated.due),
        "limit": case.limit,
        "again": dated.base.effect == Effect.RESTART,
        "how": found.how,
    }
    if found.how == "set":
        by = next(one for one in reversed(dated.after) if one.effect == Effect.EXTEND)
        return said | {"on": _moment(by.at), "reason": by.reason}
    if found.how not in _BY_DAYS:
        return said
    days = found.explained if found.agrees else None
    return said | (_short(days) if days else {"days": ""})


def _short(found: Explanation) -> dict[str, Any]:
    grounds: dict[tuple[str, str, str, bool], int] = {}
    letters = [
        grounds.setdefault((day.reason, *_source(day), day.counted), len(grounds))
        for day in found.days
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
    return ("", "") if day.reason in _OF_THIS_CASE else (day.source, day.mark)


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
