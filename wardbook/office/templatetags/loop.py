"""Filters that put the loop into words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy

from wardbook.office.loop.list_forms import WORDS
from wardbook.office.loop.story import value

register = template.Library()

STANDING = {
    "remedied": gettext_lazy("remedied"),
    "in_progress": gettext_lazy("in progress"),
    "not_remedied": gettext_lazy("not remedied"),
}


@register.filter
def how_words(name: str) -> Any:
    """How work of the loop stands, as the list narrows it."""
    return WORDS[name]


@register.filter
def standing_words(state: str) -> Any:
    """Form 01 A-III of Guidance 43-HD/BTCTW."""
    return STANDING.get(state, state)


@register.filter
def frozen(figure: dict[str, Any]) -> str:
    return value(figure)


@register.filter
def at_key(kept: Mapping[str, str] | None, number: int) -> str:
    """The answer that stands under a number."""
    return (kept or {}).get(str(number), "")
