"""A quoted sentence cut into plain words, the marked figure and masked words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]  # start and end in code points, end exclusive


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the quote; a masked one carries no text, so none can leak into a page."""

    text: str
    marked: bool = False
    masked: bool = False


def pieces(text: str, *, mark: Span | None = None, masked: Iterable[Span] = ()) -> list[Piece]:
    """Cut ``text`` at the ends of the figure (``mark``) and of the masked words.

    Where they overlap the mask wins. Raises ValueError for a span outside the text.
    """
    hidden = tuple(masked)
    spans = [*hidden, *([mark] if mark else [])]
    if any(not 0 <= start < end <= len(text) for start, end in spans):
        raise ValueError("A span lies outside the quoted text.")
    cuts = sorted({0, len(text), *(place for span in spans for place in span)})
    found: list[Piece] = []
    for start, end in pairwise(cuts):
        if any(_covers(span, start) for span in hidden):
            if not (found and found[-1].masked):
                found.append(Piece("", masked=True))
        else:
            found.append(Piece(text[start:end], marked=bool(mark and _covers(mark, start))))
    return found


def _covers(span: Span, place: int) -> bool:
    return span[0] <= place < span[1]
