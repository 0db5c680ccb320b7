"""Filters that put states, steps, days and waits of cases into words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext_lazy

from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.tellings import TELLINGS
from wardbook.cases.models import Case
from wardbook.lib.clock import VIETNAM, CountedDay
from wardbook.web.templatetags import procedures
from wardbook.web.templatetags.wardbook import day, moment, number

register = template.Library()

HOURS_A_DAY = 24
DAY_ALONE = len("2026-01-07")
register.filter(procedures.limit_words)

WAITS_ON = {
    "citizen": gettext_lazy("waiting for the applicant"),
    "other": gettext_lazy("waiting for another body"),
    "above": gettext_lazy("waiting for the tier above"),
}
MOVES = {
    "open": gettext_lazy("Handed in"),
    "hand_over": gettext_lazy("Handed over"),
    "calendar": gettext_lazy("Date moved by an announcement"),
}
NOTIFY = {
    "": gettext_lazy("does not want to hear"),
    "phone": gettext_lazy("phone call"),
    "sms": gettext_lazy("SMS"),
    "zalo": gettext_lazy("Zalo"),
    "post": gettext_lazy("letter"),
    "email": gettext_lazy("e-mail"),
    "counter": gettext_lazy("at the counter"),
}
# What another system tells, by the columns of an export.
TOLD = {
    "code": gettext_lazy("Code"),
    "procedure_code": gettext_lazy("Code of the procedure"),
    "procedure": gettext_lazy("Procedure"),
    "field": pgettext_lazy("column", "field"),
    "applicant": pgettext_lazy("column", "applicant"),
    "address": gettext_lazy("Address"),
    "phone": gettext_lazy("Telephone"),
    "agency_code": pgettext_lazy("column", "code of the agency"),
    "agency": gettext_lazy("Agency"),
    "division": pgettext_lazy("column", "division"),
    "officer": pgettext_lazy("column", "officer"),
    "limit": pgettext_lazy("column", "time limit"),
    "fee": pgettext_lazy("column", "fee"),
    "channel": gettext_lazy("How it was handed in"),
    "status": gettext_lazy("State"),
    "submitted": gettext_lazy("Handed in"),
    "accepted": gettext_lazy("Accepted"),
    "received": gettext_lazy("Received"),
    "due": gettext_lazy("Due"),
    "first_due": gettext_lazy("Promised first"),
    "due_again": pgettext_lazy("column", "promised anew"),
    "asked": gettext_lazy("Papers asked for"),
    "completed": gettext_lazy("Papers came"),
    "finished": gettext_lazy("Result ready"),
    "returned": gettext_lazy("Returned"),
    "updated": pgettext_lazy("column", "brought up to date"),
    "outcome": gettext_lazy("What became of the promise"),
    "word": pgettext_lazy("column", "what became of it, in its words"),
}
WEEKDAYS = (
    pgettext_lazy("short weekday", "Mon"),
    pgettext_lazy("short weekday", "Tue"),
    pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"),
    pgettext_lazy("short weekday", "Fri"),
    pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
)


@register.simple_tag
def state_words(case: Case) -> str:
    """Where the case is, in the language of the page."""
    state = KINDS[case.kind].states.get(case.state)
    return state.label.texts[get_language() or "vi"] if state else case.state


@register.filter
def late_by(due: datetime, now: datetime) -> str:
    """How long ago it was due, in days, or in hours within the first."""
    hours = int((now - due).total_seconds() // 3600)
    if hours < HOURS_A_DAY:
        return ngettext("late by %(n)s hour", "late by %(n)s hours", hours) % {"n": hours}
    days = hours // HOURS_A_DAY
    return ngettext("late by %(n)s day", "late by %(n)s days", days) % {"n": number(days)}


@register.filter
def waits_words(waits_on: str) -> str:
    return str(WAITS_ON.get(waits_on, waits_on))


@register.filter
def move_words(step: str) -> str:
    """A move that no table of a kind names."""
    return str(MOVES.get(step, step))


@register.filter
def notify_words(channel: str) -> str:
    return str(NOTIFY.get(channel, channel))


@register.filter
def about_words(about: str) -> str:
    label = TELLINGS.get(about)
    return label.texts[get_language() or "vi"] if label else about


@register.filter
def kind_words(kind: str) -> str:
    return KINDS[kind].label.texts[get_language() or "vi"] if kind in KINDS else kind


@register.filter
def told_words(name: str) -> str:
    """A column of an export; one that is not known here is named as it is there."""
    return str(TOLD.get(name, name))


@register.filter
def told_value(value: str) -> str:
    """What another system tells, moments as they are read here; a day alone is given no hour."""
    try:
        if len(value) == DAY_ALONE:
            return day(value)
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment(at.replace(tzinfo=at.tzinfo or VIETNAM))


@register.filter
def weekday(on: date) -> str:
    return str(WEEKDAYS[on.weekday()])


@register.filter
def day_reason(reason: str) -> str:
    """Why a day is counted or not, which the calendar says as a msgid."""
    return gettext(reason) if reason else ""


@register.filter
def minutes_words(minutes: int) -> str:
    """``2 giờ 30 phút``: what a limit in hours used of a day."""
    hours, rest = divmod(minutes, 60)
    parts = [gettext("%(n)s h") % {"n": hours}] if hours else []
    parts += [gettext("%(n)s min") % {"n": rest}] if rest or not hours else []
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are told on one line: ``day`` is the first, ``last`` the day of the last one."""

    day: CountedDay
    last: date
    number: int | None


@register.filter
def in_short(days: Iterable[CountedDay]) -> Iterator[Stretch]:
    """Neighbouring days that are counted, or not, for one reason and by one decision."""
    begun: CountedDay | None = None
    last: Any = None
    for one in days:
        if begun and last and _alike(begun, one):
            last = one
            continue
        if begun and last:
            yield Stretch(begun, last.on, last.number)
        begun = last = one
    if begun and last:
        yield Stretch(begun, last.on, last.number)


def _alike(one: CountedDay, other: CountedDay) -> bool:
    if one.minutes or other.minutes:
        return False
    said = ("counted", "reason", "source", "mark")
    return all(getattr(one, name) == getattr(other, name) for name in said)
