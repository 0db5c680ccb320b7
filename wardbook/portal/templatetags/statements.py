"""The body of a statement as its page reads it."""

from typing import Any

from django import template
from django.urls import reverse

from wardbook.reports.one_stop import view

register = template.Library()


@register.filter
def as_statement(body: dict[str, Any]) -> dict[str, Any]:
    return view.page(body)


@register.filter
def statement_address(body: dict[str, Any]) -> str:
    """The page of the statement from which a figure was counted."""
    _, unit, period = body["source"]["statement"].split("/")
    return reverse("portal:statement", args=[unit, period])
