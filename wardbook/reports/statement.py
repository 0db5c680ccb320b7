"""A report computed once, as lines of pieces: the page and the file render this same object."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from wardbook.reports.layouts import Layout, Style, kept
from wardbook.reports.sentences import Fact, Piece, sentence, text_of

BLANK = "…"
_HEADING = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)\. \S.*[^.:;]")


class Line(NamedTuple):
    """A paragraph; its ``role`` is one of its layout's."""

    role: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return text_of(list(self.pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What the clerk says of a paper beside its figures; what is blank stays blank on it."""

    paper: str  # BC, TB, … of the layout
    about: str
    superior: str = ""
    body: str = ""
    number: int | None = None
    place: str = ""
    dated_on: date | None = None
    to: str = ""
    recipients: tuple[str, ...] = ()
    capacity: str = ""  # TM., KT. …
    capacity_of: str = ""
    post: str = ""
    signer: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Words of the clerk's own, one paragraph a line, and the figure that follows them."""

    words: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Statement:
    """The lines of a paper, with the layout by which it was composed."""

    layout: Layout
    lines: tuple[Line, ...]

    def on(self, side: str) -> list[tuple[Line, Style]]:
        """The lines of one half of head or foot, or with "" those of the text."""
        styled = ((line, self.layout.roles[line.role]) for line in self.lines)
        return [(line, style) for line, style in styled if style.side == side]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def as_json(self) -> dict[str, Any]:
        return {
            "layout": self.layout.code,
            "layout_from": self.layout.valid_from.isoformat(),
            "lines": [[line.role, [list(piece) for piece in line.pieces]] for line in self.lines],
        }


def from_json(said: dict[str, Any]) -> Statement:
    """The statement as it was composed, by the layout of its day."""
    lines = (Line(role, tuple(Piece(*piece) for piece in pieces)) for role, pieces in said["lines"])
    layout = kept(said["layout"], date.fromisoformat(said["layout_from"]))
    return Statement(layout, tuple(lines))


def numbered(number: int) -> str:
    """The number of a paper: below ten it takes a zero."""
    return f"{number:02d}"


def long_day(day: date) -> str:
    """``ngày 05 tháng 02 năm 2026``: days below ten and months 1 and 2 take a zero, no others."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def compose(layout: Layout, about: Particulars, blocks: Sequence[Block]) -> Statement:
    """The whole paper; only roles that its layout knows."""
    lines = [*_head(layout, about), *_title(layout, about)]
    for block in blocks:
        lines += _own(block.words)
        lines.append(Line("figure", tuple(sentence(block.fact))))
    lines += [*_own(about.closing), *_foot(layout, about)]
    return Statement(layout, tuple(line for line in lines if line.role in layout.roles))


def _plain(role: str, text: str) -> list[Line]:
    """A line for each line of ``text`` that says something."""
    return [Line(role, (Piece(line.strip()),)) for line in text.splitlines() if line.strip()]


def _own(words: str) -> Iterable[Line]:
    for line in filter(None, map(str.strip, words.splitlines())):
        yield Line("heading" if _HEADING.fullmatch(line) else "words", (Piece(line),))


def _head(layout: Layout, about: Particulars) -> list[Line]:
    fixed = {role: style.text for role, style in layout.roles.items() if style.side == "left"}
    left = [*_plain("superior", about.superior), *_plain("body", about.body)]
    left += [line for role, text in fixed.items() for line in _plain(role, text)]
    right = [
        line
        for role, style in layout.roles.items()
        if style.side == "right"
        for line in _plain(role, style.text)
    ]
    return [*left, _number(layout, about), *right, _place_and_date(about)]


def _number(layout: Layout, about: Particulars) -> Line:
    given = BLANK if about.number is None else numbered(about.number)
    before, after = layout.symbol.split("{number}")
    symbol = after.format(paper=about.paper, body=layout.body_symbol)
    number = Piece(given, "number", "", "paper-number")
    return Line("number", (Piece(layout.number_word + before), number, Piece(symbol)))


def _place_and_date(about: Particulars) -> Line:
    blank = f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    day = long_day(about.dated_on) if about.dated_on else blank
    place = [Piece(f"{about.place}, ")] if about.place else []
    return Line("place-date", (*place, Piece(day, "date", "", "paper-date")))


def _title(layout: Layout, about: Particulars) -> list[Line]:
    title = _plain("title", layout.papers[about.paper])
    return [*title, *_plain("about", about.about), *_plain("to", about.to)]


def _foot(layout: Layout, about: Particulars) -> list[Line]:
    label = layout.roles["recipients"].text
    *others, last = [*about.recipients] or [""]
    listed = [f"- {one};" for one in others] + ([f"- {last}."] if last else [])
    left = [*_plain("recipients", label if last else ""), *_plain("recipient", "\n".join(listed))]
    capacity = f"{about.capacity} {about.capacity_of}".strip() if about.capacity else ""
    signer = [*_plain("signer", capacity), *_plain("signer", about.post)]
    return [*left, *signer, Line("name", (Piece(about.signer),))]
