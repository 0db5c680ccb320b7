"""Filters for pages about somebody's own work: limits, days of the week, opening hours."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.utils import formats
from django.utils.translation import get_language, gettext, ngettext, pgettext

from wardbook.web.templatetags.wardbook import day

register = template.Library()

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@register.filter
def limit_words(limit: str) -> str:
    """``5wd`` → ``5 working days``."""
    amount = int(limit.rstrip("whd") or 0)
    if limit.endswith("wh"):
        said = ngettext("%(n)s working hour", "%(n)s working hours", amount)
    elif limit.endswith("wd"):
        said = ngettext("%(n)s working day", "%(n)s working days", amount)
    else:
        said = ngettext("%(n)s day", "%(n)s days", amount)
    return str(said % {"n": amount})


@register.filter
def weekday(on: str) -> str:
    """An ISO day with its short name: ``Thứ 2, 14/09/2026``, ``Mon, 14 Sep 2026``."""
    return _weekday_of(on, get_language())


@lru_cache(maxsize=4096)
def _weekday_of(on: str, _language: str | None) -> str:
    return f"{formats.date_format(date.fromisoformat(on), 'D')}, {day(on)}"


@register.filter
def counted(day: Mapping[str, Any]) -> str:
    """What a day counts: its minutes, its number among those counted, or no."""
    if day["minutes"]:
        return gettext("%(n)s min") % {"n": day["minutes"]}
    return str(day["number"] or pgettext("day counted", "no"))


@register.filter
def opening(hours: str) -> str:
    """``07:00–11:30, 13:30–17:00; fri 07:00–11:30`` with its days in words."""
    parts = [part.strip() for part in hours.split(";") if part.strip()]
    return "; ".join(_part(part) for part in parts)


def _part(part: str) -> str:
    if not part[:1].isalpha():
        return gettext("Monday to Friday %(sessions)s") % {"sessions": part}
    days, _, sessions = part.partition(" ")
    names = " – ".join(_weekday(name) for name in days.replace("–", "-").split("-"))
    return f"{names} {sessions}"


def _weekday(name: str) -> str:
    return str(formats.date_format(date(2024, 1, 1 + _DAYS.index(name)), "l"))
