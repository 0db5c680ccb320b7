"""The calendar and the opening hours by which a unit's deadlines are counted."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from wardbook.lib.calendar import Calendar, Notice, load
from wardbook.lib.cut_off import CutOff, cut_offs, usual_hours
from wardbook.lib.hours import Hours
from wardbook.org.catalogue import CATALOGUE
from wardbook.org.models import Unit
from wardbook.web.prepared import rows_of

FOLDER = CATALOGUE / "calendar"
_ROWS = """
    WITH RECURSIVE above (id, parent_id, depth) AS (
        SELECT id, parent_id, 0 FROM org_unit WHERE id = %s
        UNION ALL
        SELECT u.id, u.parent_id, above.depth + 1
        FROM org_unit u JOIN above ON u.id = above.parent_id
    )
    SELECT 'hours', above.depth, h.id, h.valid_from, h.valid_to, h.sessions, h.source, h.mark
    FROM org_openinghours h JOIN above ON h.unit_id = above.id
    UNION ALL
    SELECT CASE WHEN n.works THEN 'work' ELSE 'off' END, above.depth, n.id, n."on", n.added_on,
           n.reason, n.source, n.mark
    FROM org_calendarnotice n JOIN above ON n.unit_id = above.id
"""


class _Row(NamedTuple):
    """A row of either table: ``what`` is "hours", "work" or "off"; ``depth`` is 0 for the unit."""

    what: str
    depth: int
    pk: int
    start: date
    other: date | None  # hours: valid_to; notices: added_on
    text: str
    source: str
    mark: str


def working_time(
    unit: Unit | None, on: date, *, known_on: date | None = None
) -> tuple[Calendar, Hours]:
    """The calendar in force for ``unit`` and its hours, those of ``on`` first; one query.

    Hours of other days than ``on`` are in them too, so a limit may run over a change. With
    ``known_on`` nothing counts that was announced after that day, which explains an old date
    anew. Without a unit both are the catalogue's.
    """
    rows = list(_rows(unit.pk)) if unit else []
    notices = tuple(sorted((row for row in rows if row.what != "hours"), key=_by_acceptance))
    hours = tuple(sorted((row for row in rows if row.what == "hours"), key=_by_precedence))
    return _calendar(notices, known_on), _hours(hours, on)


def cut_off(code: str, on: date) -> CutOff | None:
    """The rule of a same-day duty (``forward``, ``same-day-result``) in force on a day."""
    rules = (rule for rule in cut_offs(FOLDER) if rule.code == code and rule.valid_from <= on)
    return next((rule for rule in rules if rule.valid_to is None or on < rule.valid_to), None)


def _rows(pk: int) -> Iterator[_Row]:
    """The rows of the unit and of everything above it, of both tables.

    Every deadline asks for them: as text of ours it takes a tenth of what composing it takes.
    """
    for what, depth, number, start, other, *rest in rows_of(_ROWS, [pk]):
        yield _Row(what, depth, number, _day(start), other and _day(other), *rest)


def _day(value: date | str) -> date:
    """SQLite keeps a day as text, and gives it back so."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _by_acceptance(row: _Row) -> tuple[date, int]:
    return row.other or date.min, row.pk


def _by_precedence(row: _Row) -> tuple[int, int]:
    """Hours of the unit itself before those of units above; of one unit's, the latest first."""
    return row.depth, -row.start.toordinal()


def _calendar(rows: tuple[_Row, ...], known_on: date | None) -> Calendar:
    notices = (
        Notice(row.start, row.what == "work", row.text, row.source, row.mark, row.other)
        for row in rows
    )
    known = tuple(notice for notice in notices if notice.known(known_on))
    return _joined(load(FOLDER, known_on=known_on), known)


@lru_cache(maxsize=128)
def _joined(calendar: Calendar, notices: tuple[Notice, ...]) -> Calendar:
    return calendar.with_notice(*notices) if notices else calendar


@lru_cache(maxsize=512)
def _hours(rows: tuple[_Row, ...], on: date) -> Hours:
    """The week of ``on``, and each week that is in force from another day on."""
    usual = usual_hours(FOLDER)
    edges = {row.start for row in rows} | {row.other for row in rows if row.other}
    edges |= {row.valid_from for row in usual[1:]}
    weeks = [(edge, _week(rows, edge)) for edge in sorted(edges)]
    if not weeks:
        return _week(rows, on)
    return Hours(_week(rows, on).week, ((date.min, _week(rows, date.min)), *weeks))


def _week(rows: tuple[_Row, ...], on: date) -> Hours:
    own = (row for row in rows if row.start <= on and (row.other is None or on < row.other))
    found = next(own, None)
    if found:
        return Hours.parse(found.text)
    usual = usual_hours(FOLDER)
    return next((row.hours for row in reversed(usual) if row.valid_from <= on), usual[0].hours)
