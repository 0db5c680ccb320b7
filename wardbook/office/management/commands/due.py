"""`wardbook due`: when a limit ends, and why on that day; without a book too."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from wardbook.lib.clock import VIETNAM, CountedDay, Explanation, Limit, NotALimit, explain
from wardbook.lib.hours import Hours, sessions_text
from wardbook.org.models import Unit
from wardbook.org.working_time import working_time
from wardbook.web.deadlines import hours_words, limit_words, why

YEARS = range(1901, 2100)  # in which the lunar calendar, and so Tết, is known
ESTIMATED = "The days off of %(year)s are an estimate: no announcement for it is known."


def _moment(text: str) -> datetime:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text}: write the time as 2026-01-07T09:00") from None
    if told.year not in YEARS:
        raise ArgumentTypeError(f"{text}: write a year from {YEARS[0]} to {YEARS[-1]}")
    return told if told.tzinfo else told.replace(tzinfo=VIETNAM)


def _limit(text: str) -> Limit:
    try:
        return Limit.parse(text)
    except NotALimit:
        raise ArgumentTypeError(
            f"{text}: write 8wh (working hours), 5wd (working days) or 15d (days)"
        ) from None


class Command(BaseCommand):
    """The same clock as on the screens, by the catalogue alone or by a unit's hours and notices."""

    help = "When a limit ends: wardbook due 2026-01-07T09:00 5wd [--unit CODE] [--explain] [--json]"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("start", type=_moment, help="when it was received, in Vietnam's time")
        parser.add_argument("limit", type=_limit, help="8wh, 5wd or 15d")
        parser.add_argument("--unit", help="code of a unit, whose hours and notices count")
        parser.add_argument("--explain", action="store_true", help="list every day and why")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--lang", choices=["vi", "en"], default="vi", help="language of words")

    def handle(self, *_args: Any, **options: Any) -> None:
        start: datetime = options["start"]
        on = start.astimezone(VIETNAM).date()
        unit = _unit(options["unit"], on) if options["unit"] else None
        calendar, hours = working_time(unit, on)
        told = explain(start, options["limit"], calendar, hours)
        with translation.override(options["lang"]):
            if options["json"]:
                body = _body(told, unit, hours, days=options["explain"])
                self.stdout.write(json.dumps(body, ensure_ascii=False, indent=2))
            else:
                self.stdout.write("\n".join(_lines(told, unit, hours, days=options["explain"])))


def _unit(code: str, on: date) -> Unit:
    try:
        unit = Unit.objects.filter(code=code).first()
        standing = Unit.objects.in_force(on).filter(official_code=code)
        unit = unit or standing.first()
    except DatabaseError as error:
        raise CommandError("There is no book here: leave --unit out, or open a book.") from error
    if unit is None:
        raise CommandError(f"No unit has the code {code}.")
    return unit


def _body(told: Explanation, unit: Unit | None, hours: Hours, *, days: bool) -> dict[str, object]:
    body: dict[str, object] = {
        "start": told.start.isoformat(),
        "limit": str(told.limit),
        "due": told.due.isoformat(),
        "unit": unit.code if unit else None,
        "hours": str(hours),
        "calendar": told.calendar_version,
        "certain": told.certain,
        "estimated_years": list(told.estimated_years),
    }
    return body | {"days": [_day(day) for day in told.days]} if days else body


def _day(day: CountedDay) -> dict[str, object]:
    return {
        "on": day.on.isoformat(),
        "counted": day.counted,
        "number": day.number,
        "minutes": day.minutes,
        "sessions": sessions_text(day.sessions),
        "reason": gettext(day.reason),
        "source": day.source,
        "mark": day.mark,
    }


def _lines(told: Explanation, unit: Unit | None, hours: Hours, *, days: bool) -> list[str]:
    lines = [
        gettext("Due: %(day)s, %(time)s") % _parts(told.due),
        gettext("%(limit)s from %(day)s, %(time)s")
        % {**_parts(told.start), "limit": limit_words(told.limit)},
    ]
    if days:
        lines += _day_lines(told)
    if unit:
        lines += [gettext("Unit: %(name)s") % {"name": unit.label[translation.get_language()]}]
    lines += [gettext("Opening hours: %(hours)s") % {"hours": hours_words(hours)}]
    lines += [gettext("Calendar: %(version)s") % {"version": told.calendar_version}]
    return lines + [gettext(ESTIMATED) % {"year": year} for year in told.estimated_years]


def _day_lines(told: Explanation) -> list[str]:
    """A line a day with the number of its source, then the sources."""
    sources = list(dict.fromkeys((day.source, day.mark) for day in told.days))
    lines = [
        f"{day.number or '–':>4}  {_date(day.on)}: {why(day)}"
        f" [{sources.index((day.source, day.mark)) + 1}]"
        for day in told.days
    ]
    notes = [
        f"[{number}] {source} ({gettext(mark)})"
        for number, (source, mark) in enumerate(sources, start=1)
    ]
    return ["", *lines, "", *notes, ""]


def _parts(at: datetime) -> dict[str, str]:
    return {"day": _date(at), "time": f"{at:%H:%M}"}


def _date(on: date) -> str:
    return date_format(on, "l, d/m/Y")
