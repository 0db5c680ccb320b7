"""Whether a paper bears a secrecy marking (MẬT, TỐI MẬT, TUYỆT MẬT): such a paper is never stored.

The marking is a stamp on a line of its own, near the number of the paper or in its margins; prose
about secrets is not. In doubt about a line of its own the paper is refused.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from wardbook.lib.refusal import Refusal
from wardbook.reader.legacy import DECODERS

_SECRET = Refusal(
    "PAPER-11",
    "This paper is marked %(marking)s. State secrets may not be kept here: nothing of it was "
    "stored. Handle it by the rules for secret papers.",
)

_HEAD_LINES = 40  # the letterhead of a paper, with room for a long list of names
# Compared as letters only: spacing, brackets and rules around a stamp say nothing.
_LEVELS = {"tuyệtmật": "TUYỆT MẬT", "tốimật": "TỐI MẬT", "mật": "MẬT"}
_LABELS = ("độmật", "mứcđộmật", "dấuđộmật", "dấumật", "dấuchỉmứcđộmật", "chếđộmật")
_URGENCY = "(?:h(?:ỏa|oả)tốc(?:hẹngiờ)?|thượngkhẩn|khẩn)?"
_STAMP = re.compile(
    rf"{_URGENCY}(?:tàiliệu|vănbản)?(?:{'|'.join(_LABELS)})?(?P<level>{'|'.join(_LEVELS)}){_URGENCY}"
    r"(?:bảnsố|sốbản|tàiliệuthuhồi|thuhồi)?"
)
_UNMARKED = re.compile(r"(?:do mat:? ?)?(?P<level>tuyet mat|toi mat)|do mat:? ?mat")
_PIECES = re.compile(r"\s\|\s|\t|\s{3,}")


def why_not_store(text: str, margins: Iterable[str] = ()) -> Refusal | None:
    """``text`` in NFC, a paragraph a line; ``margins`` are headers, footers, titles, cell lines."""
    for line in _places(text, margins):
        if level := _level(line):
            return Refusal(_SECRET.rule, _SECRET.message, (("marking", level),))
    return None


def _places(text: str, margins: Iterable[str]) -> Iterator[str]:
    """Everything that could be a stamp: lines, and in the letterhead their parts as well."""
    lines = text.split("\n")
    for line in margins:
        yield from line.split("\n")
    yield from lines
    yield from _scattered(lines)
    for number, line in enumerate(lines):
        for piece in _PIECES.split(line):
            if number < _HEAD_LINES or piece.isupper():
                yield piece


def _scattered(lines: list[str]) -> Iterator[str]:
    """A stamp set one letter a line."""
    word = ""
    for line in [*lines, ""]:
        letter = line.strip()
        if len(letter) == 1:
            word += letter
        elif word:
            yield word
            word = ""


def _level(line: str) -> str | None:
    low = line.lower()
    if not 3 <= len(line) <= 120 or "m" not in low or "t" not in low:
        return None
    readings = [line, *(decode(line) for decode in DECODERS.values())]
    for reading in readings:
        letters = "".join(sign for sign in reading.lower() if sign.isalpha())
        if found := _STAMP.fullmatch(unicodedata.normalize("NFC", letters)):
            return _LEVELS[found["level"]]
    return _without_marks(line)


def _without_marks(line: str) -> str | None:
    """ "TOI MAT" typed without its marks, as in the title of a file."""
    found = _UNMARKED.fullmatch(" ".join(line.lower().split()).strip("()[]*-– "))
    if not found:
        return None
    return {"tuyet mat": "TUYỆT MẬT", "toi mat": "TỐI MẬT"}.get(found["level"] or "", "MẬT")
