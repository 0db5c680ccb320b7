"""Filters that put the public side of the loop into words."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy, pgettext_lazy

register = template.Library()

HOW = {
    "all": gettext_lazy("in all"),
    "open": gettext_lazy("open"),
    "late": pgettext_lazy("promise", "late"),
    "ended": gettext_lazy("ended"),
}


@register.filter
def loop_how(name: str) -> Any:
    """How many stand how: the word beside a count."""
    return HOW[name]


CHARGED = {
    "owner": gettext_lazy("whoever answers for it"),
    "citizen": gettext_lazy("the citizen"),
    "other": gettext_lazy("another body"),
    "above": gettext_lazy("the tier above"),
}


@register.filter
def loop_charged(name: str) -> Any:
    """Whose late days are."""
    return CHARGED[name]
