"""How the lines of a paper stand to each other: titles, headings, list items, rows, prose."""

import re
from typing import NamedTuple

from wardbook.reader.passage import Passage

TITLE, LEAD_IN, ROMAN, NUMBER, LETTER, BULLET, SUB_BULLET = range(7)
PROSE = 9

_MARKER = re.compile(
    r"[ \t\u00a0]*(?:(?P<roman>[IVX]{1,5}|[A-Z])[.)/]\s|(?P<number>\(?\d{1,2}(?:\.\d{1,2})*[.)/])\s"
    r"|(?P<letter>[a-zđ][.)])\s|(?P<bullet>[-–—•*►➢▪])\s?(?!\d)|(?P<sub>[+o○])\s)"
)
_LEVELS = {
    "roman": ROMAN,
    "number": NUMBER,
    "letter": LETTER,
    "bullet": BULLET,
    "sub": SUB_BULLET,
}
_CELL = re.compile(r"\s*\|\s*|\t+")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_CLOSED = re.compile(r"[.;,:!?…][\"”’)]*$")
_LONGEST_TITLE = 200


class Line(NamedTuple):
    """One line: where its words begin after a list marker, its level, and what it does."""

    start: int
    body: int
    end: int
    level: int
    has_figures: bool
    is_row: bool
    opens_list: bool  # ends with a colon

    @property
    def is_heading(self) -> bool:
        return self.level <= LETTER and not self.has_figures


def outline(passage: Passage, starts: list[int], *, counted_only: bool = False) -> list[Line]:
    """The lines of a passage that hold words; ``starts`` are the offsets of its figures.

    ``counted_only`` leaves out the lines without figures.
    """
    lines: list[Line] = []
    at = 0
    for match in _LINE.finditer(passage.flow):
        first = at
        while at < len(starts) and starts[at] < match.end():
            at += 1
        if at > first or not (counted_only or match[0].isspace()):
            line = _line(passage.text, *match.span(), has_figures=at > first, is_first=not lines)
            lines.append(line)
    return lines


def _line(text: str, start: int, end: int, *, has_figures: bool, is_first: bool) -> Line:
    marker = _MARKER.match(text, start, end)
    words = text[start:end].strip()
    is_row = "|" in words or "\t" in words
    if marker and marker.lastgroup:
        level = _LEVELS[marker.lastgroup]
    elif is_row:
        level = BULLET
    else:
        may_be = is_first or not has_figures  # a headline may tell a figure
        is_title = may_be and len(words) < _LONGEST_TITLE and not _CLOSED.search(words)
        level = TITLE if is_title else PROSE
    if words.endswith("?") and not has_figures:
        level = min(level, LETTER)  # a question stands over its answer, up to the next one
    body = marker.end() if marker else start
    return Line(start, body, end, level, has_figures, is_row, words.endswith(":"))


def cells(text: str, line: Line) -> list[tuple[int, int]]:
    """The spans of a row's cells."""
    spans, at = [], line.start
    for match in _CELL.finditer(text, line.start, line.end):
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, (at, line.end)]
