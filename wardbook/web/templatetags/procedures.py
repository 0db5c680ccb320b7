"""Filters that put what is known of a procedure and its notices into words."""

import re

from django import template
from django.utils.translation import gettext, gettext_lazy, ngettext

from wardbook.web.tables import Status

register = template.Library()

_LIMIT = re.compile(r"(\d+)(wh|wd|d)")  # wardbook.lib.clock
MARKS = {
    "verified": (gettext_lazy("read in the source named"), "green"),
    "known": (gettext_lazy("general knowledge, read in no source yet"), "yellow"),
    "uncertain": (gettext_lazy("read in part or at second hand"), "orange"),
}
LEVELS = {
    "commune": gettext_lazy("the ward or commune"),
    "province": gettext_lazy("the province"),
    "ministry": gettext_lazy("a ministry"),
    "other": gettext_lazy("another agency"),
}
FIELDS = {
    "code": gettext_lazy("National code"),
    "name": gettext_lazy("Name"),
    "field": gettext_lazy("Area of work"),
    "limit": gettext_lazy("How long it takes"),
    "limit_note": gettext_lazy("About the time"),
    "fee": gettext_lazy("What it costs"),
    "parts": gettext_lazy("Papers to bring"),
    "on_the_spot": gettext_lazy("Done while you wait"),
    "same_day": gettext_lazy("Done on the same day"),
    "agency": gettext_lazy("Who does it"),
    "level": gettext_lazy("Who decides"),
    "result": gettext_lazy("What you get"),
    "legal_basis": gettext_lazy("Legal basis"),
    "form_note": gettext_lazy("Form to fill in"),
    "valid_to": gettext_lazy("Comes back after it had ended"),
}
STANDINGS = {
    "current": (gettext_lazy("hangs, in force"), "green"),
    "stale": (gettext_lazy("an old version hangs"), "orange"),
    "missing": (gettext_lazy("missing"), "red"),
    "unreadable": (gettext_lazy("cannot be read"), "red"),
    "never": (gettext_lazy("nobody has looked"), "grey"),
    "ended": (gettext_lazy("hangs, no longer in force"), "orange"),
}


@register.filter
def limit_words(limit: str) -> str:
    """``5wd`` → ``5 ngày làm việc``; nothing for what no source says."""
    match = _LIMIT.fullmatch(limit or "")
    if not match:
        return ""
    count = int(match[1])
    words = {
        "wh": ngettext("%(n)s working hour", "%(n)s working hours", count),
        "wd": ngettext("%(n)s working day", "%(n)s working days", count),
        "d": ngettext("%(n)s day, days off included", "%(n)s days, days off included", count),
    }
    return words[match[2]] % {"n": count}


@register.filter
def mark_words(mark: str) -> str:
    return str(MARKS[mark][0]) if mark in MARKS else mark


@register.filter
def level_words(level: str) -> str:
    return str(LEVELS[level]) if level in LEVELS else level


@register.filter
def field_words(name: str) -> str:
    """What a part of a procedure is called."""
    return str(FIELDS[name]) if name in FIELDS else name


@register.filter
def told(value: object, name: str) -> str:
    """A part of a procedure as one line: limits in words, yes or no, papers one after another."""
    if name == "limit":
        return limit_words(str(value)) or gettext("not stated")
    if name == "level":
        return level_words(str(value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return "; ".join(map(str, value)) or gettext("not stated")
    return str(value) or gettext("not stated")


@register.filter
def mark_status(mark: str) -> Status:
    word, colour = MARKS.get(mark, (mark, "grey"))
    return Status(str(word), colour)


@register.filter
def standing_status(standing: str) -> Status:
    word, colour = STANDINGS.get(standing, (standing, "grey"))
    return Status(str(word), colour)
