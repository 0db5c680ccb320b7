"""How the lines of a paper stand to each other: titles, headings, list items, rows, prose."""

import re
from dataclasses import dataclass

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
_CLOSED = re.compile(r"[.;,!?…][\"”’)]*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
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


def outline(passage: Passage, starts: list[int]) -> list[Line]:
    """The lines of a passage that hold words; ``starts`` are the offsets of its figures."""
    lines, at = [], 0
    for start, end in passage.lines:
        first = at
        while at < len(starts) and starts[at] < end:
            at += 1
        if passage.text[start:end].strip():
            lines.append(_line(passage.text, start, end, has_figures=at > first))
    return lines


def _line(text: str, start: int, end: int, *, has_figures: bool) -> Line:
    marker = _MARKER.match(text, start, end)
    words = text[start:end].rstrip()
    is_row = "|" in words or "\t" in words.strip()
    body = marker.end() if marker else start
    if marker and marker.lastgroup:
        level = _LEVELS[marker.lastgroup]
    elif is_row:
        level = BULLET
    else:
        is_title = not has_figures and len(words) < 200 and not _CLOSED.search(words)
        level = TITLE if is_title and not words.endswith(":") else PROSE
    return Line(start, body, end, level, has_figures, is_row, words.endswith(":"))


def column(text: str, line: Line, offset: int) -> int:
    """Which cell of a row holds ``offset``, from 0."""
    return sum(1 for _ in _CELL.finditer(text, line.start, offset))


def cells(text: str, line: Line) -> list[tuple[int, int]]:
    """The spans of a row's cells."""
    spans, at = [], line.start
    for match in _CELL.finditer(text, line.start, line.end):
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, (at, line.end)]
