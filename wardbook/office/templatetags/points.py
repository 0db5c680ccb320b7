"""Points of the national index as the portal writes them: always two decimals."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def points(text: Decimal | str) -> str:
    """``19,40`` in Vietnamese, ``19.40`` in English; a body carries decimals as text."""
    written = f"{Decimal(text):.2f}".replace("-", "−")
    return written if get_language() == "en" else written.replace(".", ",")


@register.filter
def signed(text: Decimal | str) -> str:
    """The same with its sign, as a difference is written: ``+0,50``, ``−1,33``, ``0,00``."""
    return f"+{points(text)}" if Decimal(text) > 0 else points(text)
