"""The calendar and the opening hours by which a unit's deadlines are counted."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When

from wardbook.lib.calendar import Calendar, Notice, load
from wardbook.lib.cut_off import CutOff, cut_offs, usual_hours
from wardbook.lib.hours import Hours
from wardbook.org.catalogue import CATALOGUE
from wardbook.org.models import CalendarNotice, OpeningHours, Unit

FOLDER = CATALOGUE / "calendar"
_LEVELS = 6  # a cell lies five levels below a province


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
    rows = [_Row(*row) for row in _rows(unit.pk)] if unit else []
    notices = tuple(sorted((row for row in rows if row.what != "hours"), key=_by_acceptance))
    hours = tuple(sorted((row for row in rows if row.what == "hours"), key=_by_precedence))
    return _calendar(notices, known_on), _hours(hours, on)


def calendar_with(unit: Unit, on: date, notices: Iterable[Notice]) -> Calendar:
    """What the calendar of ``unit`` would be if ``notices`` were accepted."""
    calendar, _ = working_time(unit, on)
    return calendar.with_notice(*notices)


def cut_off(code: str, on: date) -> CutOff | None:
    """The rule of a same-day duty (``forward``, ``same-day-result``) in force on a day."""
    rules = (rule for rule in cut_offs(FOLDER) if rule.code == code and rule.valid_from <= on)
    return next((rule for rule in rules if rule.valid_to is None or on < rule.valid_to), None)


def _rows(pk: int) -> QuerySet[OpeningHours, Any]:
    """The rows of the unit and of everything above it, of both tables."""
    levels = ["pk"] + ["__".join(["parent"] * level) for level in range(1, _LEVELS)]
    path = [Unit.objects.filter(pk=pk).values(level) for level in levels]
    above, depth = Q(), Case(*_depths(path), output_field=IntegerField())
    for level in path:
        above |= Q(unit__in=level)
    columns = ("what", "depth", "pk", "start", "other", "text", "source", "mark")
    hours = OpeningHours.objects.filter(above).annotate(
        what=Value("hours", CharField()),
        depth=depth,
        start=F("valid_from"),
        other=F("valid_to"),
        text=F("sessions"),
    )
    notices = CalendarNotice.objects.filter(above).annotate(
        what=Case(
            When(works=True, then=Value("work")), default=Value("off"), output_field=CharField()
        ),
        depth=depth,
        start=F("on"),
        other=F("added_on"),
        text=F("reason"),
    )
    return hours.values_list(*columns).union(notices.values_list(*columns), all=True)


def _depths(path: list[QuerySet[Unit, dict[str, object]]]) -> list[When]:
    return [When(unit__in=level, then=Value(depth)) for depth, level in enumerate(path)]


def _by_acceptance(row: _Row) -> tuple[date, int]:
    return row.other or date.min, row.pk


def _by_precedence(row: _Row) -> tuple[int, int]:
    """Hours of the unit itself before those of units above; of one unit's, the latest first."""
    return row.depth, -row.start.toordinal()


@lru_cache(maxsize=128)
def _calendar(rows: tuple[_Row, ...], known_on: date | None) -> Calendar:
    notices = (
        Notice(row.start, row.what == "work", row.text, row.source, row.mark, row.other)
        for row in rows
    )
    known = [notice for notice in notices if notice.known(known_on)]
    calendar = load(FOLDER, known_on=known_on)
    return calendar.with_notice(*known) if known else calendar


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
