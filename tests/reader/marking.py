"""Texts whose figures are marked in place: ``[12 hộ]``, ``[change|3 hộ]``, ``[money|5 tỷ]``."""

import re
from decimal import Decimal

from wardbook.reader.passage import Passage
from wardbook.reader.schema import Figure

_MARK = re.compile(r"\[(?:(?P<kind>[a-z]+)\|)?(?P<quote>[^\]]+)\]")
_UNIT = re.compile(r"[^\W\d_][^\d]*$|%")
_SCALE = re.compile(r"^(?:nghìn|triệu|tỷ)\s*")


def marked(text: str) -> tuple[Passage, list[Figure]]:
    """The passage without its marks, and the figures that were marked."""
    plain, figures, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        figures.append(_figure(f"f{len(figures) + 1}", match, len(plain)))
        plain += match["quote"]
        at = match.end()
    return Passage(plain + text[at:]), figures


def _figure(name: str, match: re.Match[str], start: int) -> Figure:
    quote = match["quote"]
    found = _UNIT.search(quote)
    unit = _SCALE.sub("", found[0]) if found else ""
    kind = match["kind"] or ("percent" if unit == "%" else "count")
    is_range = "-" in quote
    return Figure(
        id=name,
        quote=quote,
        start=start,
        end=start + len(quote),
        value=Decimal(1),
        value_max=Decimal(2) if is_range else None,
        unit=unit,
        kind=kind,
    )
