"""Filters that put what a public body or a reader's check says on a page."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language, gettext

from wardbook.lib.refusal import Refusal
from wardbook.web.templatetags.wardbook import number

register = template.Library()

_OPERAND = re.compile(r"f\d+(?:\.(num|den))?")
_PART = {None: "value", "num": "numerator", "den": "denominator"}
_SIGNS = {"*": " × ", "/": " : ", "+": " + ", "-": " − ", ">=": " ≥ ", "<=": " ≤ "}
_SIGN = re.compile(r"\s*(>=|<=|[*/+-])\s*")


@register.filter
def named(label: Mapping[str, str]) -> str:
    """A label in the language of the page: ``{"vi": …, "en": …}``."""
    return label[get_language() or "vi"]


@register.filter
def note(warning: Mapping[str, Any]) -> str:
    """A reader's warning, kept as its msgid and values, as a sentence."""
    return str(gettext(warning["message"]) % warning["values"])


@register.filter
def refusal(said: Refusal) -> str:
    """Why something is not done, as a sentence."""
    return said.text(gettext)


@register.filter
def twin(path: str) -> str:
    """The address at which the body of this page is JSON."""
    return f"{path}index.json" if path in {"/", "/en/"} else f"{path.rstrip('/')}.json"


@register.filter
def recomputation(check: Mapping[str, Any]) -> str:
    """A check as arithmetic: ``18 : 11 × 100 = 163,64; the paper says 163,63``."""
    operands = check.get("operands", {})

    def shown(match: re.Match[str]) -> str:
        operand = operands.get(match[0].split(".")[0], {})
        value = operand.get(_PART[match[1]])
        return match[0] if value is None else number(value)

    pieces = _SIGN.split(check["expr"])
    worked = "".join(_SIGNS.get(piece) or _OPERAND.sub(shown, piece) for piece in pieces)
    if check.get("recomputed") is not None:
        worked = f"{worked} = {number(check['recomputed'])}"
    if check.get("stated") is None:
        return worked
    stated = gettext("the paper says %(number)s") % {"number": number(check["stated"])}
    return f"{worked}; {stated}"
