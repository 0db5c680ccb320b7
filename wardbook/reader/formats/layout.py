"""Lines of printed pages made into paragraphs again; running heads and page numbers set apart.

A PDF knows only where letters stand. A line goes on in the next when the next line's first word
would not have fitted at its end; rows of tables, list items and indented lines begin anew.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_HEAD_ZONE = 0.075  # of the page's height: state papers keep 20 mm of 297 free above and below
_NUMBER_ZONE = 0.1
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:trang\s*)?(\d{1,4})(?:\s*(?:/|trên)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_MARK = re.compile(r"(?:[-–—+*•·▪●○◦►✓❖§]|[a-zđA-ZĐ][.)]|[IVX]{1,5}[.)]|\(\w{1,3}\))\s|Điều \d")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s")
_CLOSED = re.compile(r"[.;:!?…][”\"')]*$")
CELL = " | "

Edges = tuple[float, float]  # left and right, in points


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; places in points from the left and the bottom of its page."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    page: int = 0

    @property
    def is_row(self) -> bool:
        return CELL in self.text


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page in reading order, and its size in points."""

    lines: list[Line]
    width: float
    height: float


def set_margins_apart(pages: list[Page]) -> tuple[list[Page], list[str]]:
    """Pages without running heads and numbers, and the lines taken out."""
    repeated = Counter(
        shape for page in pages for shape in {_shape(ln) for ln in page.lines if _edge(ln, page)}
    )
    often = {shape for shape, count in repeated.items() if count > 1 and count * 2 >= len(pages)}
    body, margins = [], []
    for number, page in enumerate(pages, start=1):
        kept = []
        for line in page.lines:
            head = _edge(line, page) and _shape(line) in often
            if head or _is_page_number(line, page, number):
                margins.append(line.text)
            else:
                kept.append(line)
        body.append(Page(kept, page.width, page.height))
    return body, margins


def _edge(line: Line, page: Page, zone: float = _HEAD_ZONE) -> bool:
    middle = line.bottom + line.height / 2
    return not zone * page.height < middle < (1 - zone) * page.height


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _is_page_number(line: Line, page: Page, number: int) -> bool:
    """A number alone at the edge that counts with the pages; a cover may not be counted."""
    found = _PAGE_NUMBER.fullmatch(line.text)
    if found is None or not _edge(line, page, _NUMBER_ZONE):
        return False
    return abs(int(found[1]) - number) <= 2


def paragraphs(pages: list[Page]) -> list[str]:
    """One string a paragraph, list item or table row."""
    edges = _edges(pages)
    lines = [(line, edges[round(page.width)]) for page in pages for line in page.lines]
    pitch = _usual_pitch([line for line, _ in lines])
    done: list[list[Line]] = []
    for line, edge in lines:
        if done and _goes_on(done[-1][-1], line, edge, pitch):
            done[-1].append(line)
        else:
            done.append([line])
    return [_one_paragraph(parts) for parts in done]


def _one_paragraph(lines: list[Line]) -> str:
    """Lines joined by spaces, but for a word or number cut at a hyphen."""
    return "".join(line.text if _is_cut(line.text) else line.text + " " for line in lines).rstrip()


def _edges(pages: list[Page]) -> dict[int, Edges]:
    """Where prose begins and ends, by width of page: upright and broad pages differ."""
    edges = {}
    for width in {round(page.width) for page in pages}:
        lines = [line for page in pages if round(page.width) == width for line in page.lines]
        prose = [line for line in lines if not line.is_row] or lines
        left = min((line.left for line in prose), default=0.0)
        right = max((line.right for line in prose), default=0.0)
        full = sum(line.right > right - 3 * line.height for line in prose)
        # A few short lines do not show the margin; no page leaves a quarter of it free.
        edges[width] = (left, right if full >= 5 else max(right, 0.75 * width))
    return edges


def _usual_pitch(lines: list[Line]) -> float:
    """The usual step from a line to the next, in heights of a line."""
    steps = [
        (above.bottom - below.bottom) / above.height
        for above, below in pairwise(lines)
        if above.page == below.page and above.bottom > below.bottom and above.height > 0
    ]
    return median(steps) if steps else 1.5


def _goes_on(above: Line, below: Line, edges: Edges, pitch: float) -> bool:
    if above.is_row or below.is_row or _begins(below.text, above.text):
        return False
    letter = (below.right - below.left) / max(1, len(below.text))
    first_word = letter * (len(below.text.split(" ", 1)[0]) + 1)
    if _room(above, edges) > first_word + letter:
        return False
    if not 0.85 < below.height / max(above.height, 0.1) < 1.18:
        return False
    if above.page != below.page:
        return not _CLOSED.search(above.text) or not below.text[0].isupper()
    step = (above.bottom - below.bottom) / max(above.height, 0.1)
    indented = below.left > above.left + 1.5 * letter and not _centred(below, edges)
    return 0 < step < pitch * 1.35 and (not indented or _begins(above.text, ""))


def _room(line: Line, edges: Edges) -> float:
    """Width left free beside a line; a centred one shares it between its sides."""
    free = edges[1] - line.right
    return 2 * free if _centred(line, edges) else free


def _centred(line: Line, edges: Edges) -> bool:
    before, after = line.left - edges[0], edges[1] - line.right
    return before > line.height and abs(before - after) < line.height


def _begins(text: str, above: str) -> bool:
    """Whether a line opens an item; a number may also stand first on a line by chance."""
    if _MARK.match(text):
        return True
    number = _NUMBERED.match(text)
    if number is None or not text[number.end() :][:1].isupper():
        return False
    return not above or bool(_CLOSED.search(above))


def _is_cut(text: str) -> bool:
    """ "2018-" goes on without a space; a dash after a space is a dash."""
    return text.endswith("-") and not text.endswith(" -")
