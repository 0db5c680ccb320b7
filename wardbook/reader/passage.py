"""A text cut into the pieces the grammar looks at: lines, sentences, clauses.

Every stage of the reader sees the same ``Passage``. Its text is NFC with HTML remains blanked
out; offsets are into that text, and :meth:`Passage.given` leads back to the text as given.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from wardbook.reader.dating.time_slips import set_right
from wardbook.reader.dating.time_words import find_times
from wardbook.reader.dating.times import Time

Span = tuple[int, int]

_LATIN = [chr(code) for code in (*range(0x41, 0x250), *range(0x1EA0, 0x1F00))]
UPPER = "".join(c for c in _LATIN if c.isupper())  # for use inside [...] of a pattern
_LOWER = "".join(c for c in _LATIN if c.islower())

_REMAINS = re.compile(r"<[a-zA-Z/!][^<>]{0,200}>|&(?:[a-zA-Z]{2,8}|#\d{1,6});")
_NEW_LINE = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|table|h[1-6])\b", re.IGNORECASE)
_NEW_CELL = re.compile(r"</t[dh]\b", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
# A full stop ends a sentence unless it sits inside a number or after an abbreviation's initial.
# Each pattern that reads a whole text begins with the signs it may begin with: the search skips.
_SENTENCE_END = re.compile(
    rf"[.!?…;](?:(?<!;)[.!?…]*+[\"”’)]*+"
    rf"(?=\s{{1,9}}[\"“(]?[{UPPER}]|\s{{0,9}}$|\s{{1,9}}\d{{1,9}}[./)]?\s)|(?<=;)(?=\s)"
    rf"|(?:(?<=[{_LOWER}]{{3}}[.])|(?<=[)%][.]))(?=[{UPPER}][{_LOWER}]))"  # the space left out
)
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s[–—-]\s|[()]")
# A line may be broken inside a sentence, here and there or all along a printed column.
_BREAK = re.compile(r"\r?\n *+(?=[^\W_])")
_MARKER = re.compile(r"(?:[a-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)/-]|[IVX]+\.")
_COLUMN = 50  # no printed column is narrower, no heading of one line is cut at this width
_ZERO = re.compile(  # "O5 đại lý", "1O hộ"
    r"[oO](?:(?<=[0-9][oO])(?![^\W\d_])|(?<!\w[oO])(?=[0-9]))"
)
# The tone typed one letter off: "ngừơi", "vựơt", "trịêu", "kế họach".
_MISPLACED = {
    "ựơ": "ượ", "ừơ": "ườ", "ứơ": "ướ", "ửơ": "ưở", "ữơ": "ưỡ", "ịê": "iệ", "ìê": "iề",
    "íê": "iế", "ỉê": "iể", "ụô": "uộ", "ùô": "uồ", "úô": "uố", "ủô": "uổ", "êụ": "ệu",
    "êù": "ều", "ọac": "oạc", "ọan": "oạn", "ọat": "oạt", "òan": "oàn", "óan": "oán", "ỏan": "oản",
    "óat": "oát",
}  # fmt: skip
_ODD_SPACES = re.compile("[\u00a0\u2007\u2009\u202f\u3000]")


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
        text = _unwrapped(_REMAINS.sub(_blank, text))
        object.__setattr__(self, "text", text)

    @cached_property
    def flow(self) -> str:
        """The text in lower case, letter for letter; odd spaces plain, an O among digits 0."""
        text = _ZERO.sub("0", plain_spaces(self.text))
        lower = text.lower()
        for slip, right in _MISPLACED.items():
            lower = lower.replace(slip, right)
        if len(lower) == len(text):
            return lower
        # "İ" alone grows when lowered; the grammar does not need it.
        return "".join(c if len(c.lower()) > 1 else c.lower() for c in text)

    @cached_property
    def timely(self) -> str:
        """The flow with its mistyped words of time set right, letter for letter."""
        return set_right(self.flow)

    @cached_property
    def times(self) -> list[Time]:
        """Every time expression, mistyped ones too; the figures are not known yet."""
        return find_times(self.timely)

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
        places: list[int] = []
        start = 0
        for line in self.source.splitlines(keepends=True):  # NFC never reaches across a line end
            places += _places(line, start)
            start += len(line)
        return [*places, start]

    def given(self, offset: int) -> int:
        """The place in the text as given that stands for ``offset`` in the passage's text."""
        return offset if self._given is None else self._given[offset]


def _blank(remains: re.Match[str]) -> str:
    """As many characters as the mark has: what it stood for, then spaces."""
    mark = remains[0]
    sign = " "
    if mark[0] == "&":
        plain = html.unescape(mark)
        sign = plain if len(plain) == 1 and not plain.isalnum() else " "
    elif _NEW_LINE.match(mark):
        sign = "\n"
    elif _NEW_CELL.match(mark):
        sign = "|"
    return sign.ljust(len(mark))


def plain_spaces(text: str) -> str:
    """The text with spaces of odd width or that do not break as plain ones."""
    return _ODD_SPACES.sub(" ", text)


def _unwrapped(text: str) -> str:
    """The text with line breaks inside sentences as spaces.

    A break before a small letter is one. Where there are several, the text is a printed column:
    then so is a break after a full line that ends in a small letter or a comma.
    """
    breaks = list(_breaks(text))
    inside = [text[end].islower() and not _in_table(text, start) for start, end in breaks]
    if not any(inside):
        return text
    column = sum(inside) > 1
    soft = [
        span
        for span, plainly in zip(breaks, inside, strict=True)
        if plainly or (column and _fills_column(text, span[0]))
    ]
    pieces, at = [], 0
    for start, end in soft:
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _breaks(text: str) -> Iterator[Span]:
    """The breaks of lines that may be soft, with the spaces around them."""
    for found in _BREAK.finditer(text):
        start, end = found.span()
        while text[start - 1 : start] == " ":
            start -= 1
        before = text[start - 1 : start]
        if (before in ",%)”_" or before.isalnum()) and before and not _MARKER.match(text, end):
            yield start, end


def _in_table(text: str, end: int) -> bool:
    line = text.rfind("\n", 0, end)
    return "|" in text[line + 1 : end] or "\t" in text[line + 1 : end]


def _fills_column(text: str, end: int) -> bool:
    ends_open = text[end - 1].islower() or text[end - 1] == ","
    return ends_open and text.find("\n", max(0, end - _COLUMN), end) < 0


def _places(line: str, start: int) -> Iterator[int]:
    """The place of each character of the line's NFC, where the line as given begins at start."""
    if unicodedata.is_normalized("NFC", line):
        yield from range(start, start + len(line))
        return
    for first, end in _clusters(line):
        # What does not compose ("0" with an accent) keeps a place for each of its marks.
        count = len(unicodedata.normalize("NFC", line[first:end]))
        yield from (start + min(first + at, end - 1) for at in range(count))


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
