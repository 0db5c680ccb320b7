"""Filters and tags that put exact numbers, dates, periods and verdicts into words."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext

from wardbook.lib.numbers_vi import format_money, format_number, power_of
from wardbook.lib.period import NotAPeriod, Period
from wardbook.web.measures import measure_words

register = template.Library()

Number = Decimal | int | str  # a string of digits, as JSON carries money and decimals

BOUNDS = {
    "at_least": gettext_lazy("at least %(number)s"),
    "at_most": gettext_lazy("at most %(number)s"),
    "about": gettext_lazy("about %(number)s"),
}
KINDS = {
    "count": gettext_lazy("count"),
    "money": gettext_lazy("money"),
    "percent": gettext_lazy("percent"),
    "ratio": gettext_lazy("so many of so many"),
    "change": gettext_lazy("change"),
    "rank": gettext_lazy("rank"),
    "target": gettext_lazy("target"),
}
VERDICTS = {
    "holds": (gettext_lazy("holds"), "green"),
    "truncated": (gettext_lazy("cut, not rounded"), "yellow"),
    "fails": (gettext_lazy("does not follow"), "red"),
}


@register.filter
def number(value: Number | None) -> str:
    """``11.000`` and ``8,86`` in Vietnamese, ``11,000`` and ``8.86`` in English.

    ``None`` is no data, which is not zero. Raises TypeError for a float, which is not exact.
    """
    return gettext("no data") if value is None else format_number(_exact(value), _language())


@register.filter
def days_words(count: int) -> str:
    """``4.709 ngày`` in Vietnamese, ``4,709 days`` in English."""
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": number(count)}


@register.filter
def money(value: Number | None, unit: str = "đồng", power: int | None = None) -> str:
    """``8,86 tỷ đồng``, exact; ``unit`` may be a rate: ``đồng/người/năm``."""
    if value is None:
        return gettext("no data")
    rate = measure_words(unit.removeprefix("đồng"), _exact(value), _language())
    return format_money(_exact(value), _language(), power) + rate


@register.filter
def scale(figure: Mapping[str, Any]) -> int | None:
    """The power of ten in which a paper writes the money of ``figure``, for ``quantity``."""
    return power_of(figure["quote"], Decimal(figure["value"]))


def _exact(value: Number) -> Decimal:
    if isinstance(value, float):
        raise TypeError("Numbers shown are exact: give an int or a Decimal.")
    return Decimal(value)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@register.filter
def percent(value: Number | None) -> str:
    return number(value) if value is None else f"{number(value)}%"


@register.simple_tag
def quantity(
    value: Number | None,
    unit: str = "",
    bound: str = "exact",
    value_max: Number | None = None,
    scale: int | None = None,
) -> str:
    """A value with its unit, its bound in words and the high end of its range.

    ``{% quantity figure.value figure.unit figure.bound figure.value_max %}`` → ``ít nhất 97%``.
    Money is in the ``scale`` that a paper has, if it is given.
    """
    shown = _with_unit(value, unit, scale)
    if value is not None and value_max is not None:
        low = shown if unit.startswith("đồng") else number(value)
        high = _with_unit(value_max, unit, scale)
        shown = gettext("%(low)s to %(high)s") % {"low": low, "high": high}
    return BOUNDS[bound] % {"number": shown} if bound in BOUNDS else shown


def _with_unit(value: Number | None, unit: str, scale: int | None) -> str:
    if value is None or not unit:
        return number(value)
    if unit.startswith("đồng"):
        return money(value, unit, scale)
    words = measure_words(unit, _exact(value), _language())
    return f"{number(value)}{words}" if unit.startswith("%") else f"{number(value)} {words}"


@register.filter
def measured(unit: str, value: Number) -> str:
    """The measure alone, as it stands beside ``value``: ``hồ sơ``, in English ``dossiers``."""
    return measure_words(unit, _exact(value), _language())


@register.simple_tag
def ratio(numerator: Number, denominator: Number | None) -> str:
    """``18/11`` in Vietnamese, ``18 of 11`` in English; long ones may break after the slash."""
    parts = {"part": number(numerator), "whole": number(denominator)}
    words = escape(gettext("%(part)s of %(whole)s") % parts)
    return mark_safe(words.replace("/", "/<wbr>"))  # noqa: S308 - escaped in the line above


@register.filter
def bound(value: str) -> str:
    """The bound alone: ``ít nhất``; nothing for an exact figure."""
    return str(BOUNDS[value] % {"number": ""}).strip() if value in BOUNDS else ""


@register.filter
def kind(value: str) -> str:
    """What sort of figure it is, in words."""
    return str(KINDS[value]) if value in KINDS else value


@register.filter
def day(value: date | str | None) -> str:
    """``05/01/2026``, for lists; English names the month, which nobody can misread.

    A text is an ISO day, as JSON carries it.
    """
    if not value:
        return ""
    value = date.fromisoformat(value) if isinstance(value, str) else value
    return _day(date(value.year, value.month, value.day), _language())


@lru_cache(maxsize=4096)  # a page of somebody's work names each day of a limit
def _day(value: date, language: str) -> str:
    return formats.date_format(value, "d/m/Y" if language == "vi" else "j M Y")


@register.filter
def long_day(value: date | None) -> str:
    """``ngày 05 tháng 01 năm 2026``, as papers write it."""
    if value is None:
        return ""
    written = r"\n\g\à\y d \t\h\á\n\g m \n\ă\m Y" if _language() == "vi" else "j F Y"
    return formats.date_format(value, written)


@register.filter
def moment(value: datetime | str | None) -> str:
    """Clock time and day where the ward is: ``14:05, 05/01/2026``; a text is an ISO moment."""
    if not value:
        return ""
    value = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = timezone.localtime(value)
    return f"{local:%H:%M},\u00a0{day(local.date())}"


@register.filter
def period(value: Period | str | None) -> str:
    """``2018-H1`` → ``6 tháng đầu năm 2018``; a writing that is no period stays as it is."""
    if not value:
        return ""
    try:
        named = value if isinstance(value, Period) else Period(value)
    except NotAPeriod:
        return str(value)
    return named.words(_language())


@register.inclusion_tag("web/components/tag.html")
def verdict(value: str | None) -> dict[str, Any]:
    """What recomputing said: ``{% verdict check.verdict %}``; nothing given cannot be checked."""
    word, colour = _verdict(value)
    return {"word": word, "colour": colour}


@register.simple_tag
def verdict_words(value: str | None) -> str:
    """The words of a verdict alone."""
    return _verdict(value)[0]


def _verdict(value: str | None) -> tuple[str, str]:
    word, colour = VERDICTS.get(value or "", (pgettext("verdict", "cannot be checked"), "grey"))
    return str(word), colour
