"""A text cut into the pieces the grammar looks at: lines, sentences, clauses.

Every stage of the reader sees the same ``Passage``. Its text is NFC with HTML remains blanked
out; offsets are into that text, and :meth:`Passage.given` leads back to the text as given.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

Span = tuple[int, int]

_LATIN = [chr(code) for code in (*range(0x41, 0x250), *range(0x1EA0, 0x1F00))]
UPPER = "".join(c for c in _LATIN if c.isupper())  # for use inside [...] of a pattern

_REMAINS = re.compile(r"<[a-zA-Z/][^<>]{0,200}>|&(?:nbsp|amp|quot|lt|gt|#\d{1,5});")
_LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
# A full stop ends a sentence unless it sits inside a number or after an abbreviation's initial.
_SENTENCE_END = re.compile(
    rf"[.!?…]++[\"”’)]*+(?=\s{{1,9}}[\"“(]?[{UPPER}]|\s{{0,9}}$|\s{{1,9}}\d{{1,9}}[./)]?\s)|;(?=\s)"
)
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[–—-]\s|[()]")
# A printed column breaks lines inside sentences: after a small letter, before one or a number.
_WRAP = re.compile(r"(?<=[^\W\d_A-Z]|,) *+\r?\n *+(?=[^\W\d_]|[0-9]++(?:[.,][0-9]++)*+(?![.)/]))")
_WRAPPED_AT = 50
_ZERO = re.compile(r"(?<=[0-9])[oO](?![^\W\d_])|(?<!\w)[oO](?=[0-9])")  # "O5 đại lý", "1O hộ"
_ODD_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000", " "))


def _pieces(text: str, start: int, end: int, ends: re.Pattern[str]) -> list[Span]:
    spans, at = [], start
    for match in ends.finditer(text, start, end):
        if match.end() > at:
            spans.append((at, match.end()))
        at = match.end()
    if at < end:
        spans.append((at, end))
    return spans


@dataclass(frozen=True)
class Passage:
    """One text, normalised once and cut on demand; all spans are (start, end) offsets."""

    source: str
    text: str = field(init=False)

    def __post_init__(self) -> None:
        text = unicodedata.normalize("NFC", self.source)
        text = _REMAINS.sub(lambda match: " " * len(match[0]), text)
        object.__setattr__(self, "text", text)

    @cached_property
    def flow(self) -> str:
        """The text in lower case, letter for letter, with breaks inside a sentence as spaces."""
        text = _WRAP.sub(self._unwrapped, self.text).translate(_ODD_SPACES)
        text = _ZERO.sub("0", text)
        lower = text.lower()
        if len(lower) == len(text):
            return lower
        # "İ" alone grows when lowered; the grammar does not need it.
        return "".join(c if len(c.lower()) > 1 else c.lower() for c in text)

    def _unwrapped(self, found: re.Match[str]) -> str:
        after = self.text[found.end()]
        long_line = found.start() - self.text.rfind("\n", 0, found.start()) > _WRAPPED_AT
        return (
            " " * len(found[0]) if after.islower() or (after.isdigit() and long_line) else found[0]
        )

    @cached_property
    def lines(self) -> list[Span]:
        return _pieces(self.text, 0, len(self.text), _LINE_END)

    @cached_property
    def sentences(self) -> list[Span]:
        return [s for a, b in self.lines for s in _pieces(self.text, a, b, _SENTENCE_END)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [start for start, _ in self.lines]

    def sentence_at(self, offset: int) -> Span:
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def line_at(self, offset: int) -> Span:
        return self.lines[max(0, bisect_right(self._line_starts, offset) - 1)]

    def clauses(self, span: Span) -> list[Span]:
        return _pieces(self.text, *span, _CLAUSE_END)

    @cached_property
    def _given(self) -> list[int] | None:
        """Offset in the source of each character of an NFC text, or None where they agree."""
        if unicodedata.is_normalized("NFC", self.source):
            return None
        places, at = [], 0
        for start, end in _clusters(self.source):
            places.extend([start] * len(unicodedata.normalize("NFC", self.source[start:end])))
            at = end
        return [*places, at]

    def given(self, offset: int) -> int:
        """The place in the text as given that stands for ``offset`` in the passage's text."""
        return offset if self._given is None else self._given[offset]


def _clusters(source: str) -> list[Span]:
    """A starter with its combining marks; NFC never reaches across one."""
    spans, start = [], 0
    for at in range(1, len(source)):
        if not unicodedata.combining(source[at]):
            spans.append((start, at))
            start = at
    if source:
        spans.append((start, len(source)))
    return spans
