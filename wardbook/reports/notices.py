"""The printed notice of a procedure: its words and the code that answers for ever."""

from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe

from wardbook.reports.forms.qr import LEVEL, QUIET


def sheet(version: dict[str, Any], address: str) -> dict[str, Any]:
    """One sheet for ``web/components/notice.html``; ``address`` is whole, as a phone opens it."""
    label = {"vi": version["name"], "en": version["name_en"] or version["name"]}
    shown = address.partition("://")[2].rstrip("/")
    return {"version": version, "label": label, "address": shown, "qr": drawn(address)}


def drawn(address: str) -> SafeString:
    """The code as a drawing that takes the size of its box."""
    markup = segno.make_qr(address, error=LEVEL).svg_inline(omitsize=True, border=QUIET)
    return mark_safe(markup)  # noqa: S308 - drawn by us: numbers alone
