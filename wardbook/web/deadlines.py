"""Limits, opening hours and days of a deadline, in the words of the reader's language."""

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext, ngettext

from wardbook.lib.clock import CountedDay, Limit
from wardbook.lib.hours import Hours, sessions_text


def limit_words(limit: Limit) -> str:
    """A limit as people say it: "5 working days"."""
    count = {"count": limit.amount}
    if limit.unit == "wh":
        return ngettext("%(count)s working hour", "%(count)s working hours", limit.amount) % count
    if limit.unit == "wd":
        return ngettext("%(count)s working day", "%(count)s working days", limit.amount) % count
    return ngettext("%(count)s day", "%(count)s days", limit.amount) % count


def hours_words(hours: Hours) -> str:
    """A week of hours, one part for each stretch of equal days: "Mon–Fri 07:00–11:30, …"."""
    return "; ".join(
        f"{_days(first, last)} {sessions_text(hours.week[first])}"
        for first, last in hours.stretches
    )


def why(day: CountedDay) -> str:
    """Why a day is counted or not; for a limit in hours, how much of it is."""
    if not day.minutes:
        return gettext(day.reason)
    used = {"time": f"{day.minutes // 60}:{day.minutes % 60:02d}", "reason": gettext(day.reason)}
    return gettext("%(reason)s, %(time)s counted") % used


def _days(first: int, last: int) -> str:
    names = [str(WEEKDAYS_ABBR[day]) for day in sorted({first, last})]
    return "–".join(names)
