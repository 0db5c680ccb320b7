"""Whether a paper bears a secrecy marking (MẬT, TỐI MẬT, TUYỆT MẬT): such a paper is never stored.

The marking is a stamp on a line of its own, near the number of the paper or in its margins; prose
about secrets is not. In doubt about a line of its own the paper is refused.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from wardbook.lib.refusal import Refusal
from wardbook.reader.formats.legacy import DECODERS

_SECRET = Refusal(
    "PAPER-11",
    "This paper is marked %(marking)s. State secrets may not be kept here: nothing of it was "
    "stored. Handle it by the rules for secret papers.",
)

_LONGEST_HEAD = 300  # a line of the letterhead with both its columns
_HEAD_LINES = 40  # the letterhead of a paper, with room for a long list of names
# Compared as letters only: spacing, brackets and rules around a stamp say nothing.
_LEVELS = {"tuyệtmật": "TUYỆT MẬT", "tốimật": "TỐI MẬT", "mật": "MẬT"}
_LABELS = ("độmật", "mứcđộmật", "dấuđộmật", "dấumật", "dấuchỉmứcđộmật", "chếđộmật")
_URGENCY = "(?:h(?:ỏa|oả)tốc(?:hẹngiờ)?|thượngkhẩn|khẩn)?"
_STAMP = re.compile(
    rf"{_URGENCY}(?:tàiliệu|vănbản)?(?:{'|'.join(_LABELS)})?(?P<level>{'|'.join(_LEVELS)}){_URGENCY}"
    r"(?:bảnsố|sốbản|tàiliệuthuhồi|thuhồi)?"
)
_HINT = re.compile("m(?:ậ|ë|aä|a)t")  # in Unicode, TCVN3, VNI and without marks
_UNMARKED = re.compile(r"(?:do mat:? ?)?(?P<level>tuyet mat|toi mat)|do mat:? ?mat")
# Capitals after or before the paper's number: "Số: 12-BC/ĐU TỐI MẬT". "BẢO VỆ BÍ MẬT" is a subject.
_BY_NUMBER = re.compile(
    r"\b[Ss](?:ố|Ố)\s*[:.]?\s*\d*\s*[-/].*\s(?<!BÍ )(?<!BẢO )(?P<after>TUYỆT MẬT|TỐI MẬT|MẬT)\W*$"
    r"|^\W*(?P<before>TUYỆT MẬT|TỐI MẬT|MẬT)\s+[Ss](?:ố|Ố)\b"
)
_PIECES = re.compile(r"\s\|\s|\t|\s{3,}")


def why_not_store(text: str, margins: Iterable[str] = ()) -> Refusal | None:
    """``text`` in NFC, a paragraph a line; ``margins`` are headers, footers, titles, cell lines."""
    lines = text.split("\n")
    for piece in _pieces([*(line for margin in margins for line in margin.split("\n")), *lines]):
        if level := _level(piece):
            return _secret(level)
    for line in lines[:_HEAD_LINES]:
        # In the letterhead any cell or part of a line can be a stamp.
        level = next(filter(None, map(_level, _PIECES.split(line))), None)
        if level or (level := _beside_number(line)):
            return _secret(level)
    return None


def _secret(level: str) -> Refusal:
    return Refusal(_SECRET.rule, _SECRET.message, (("marking", level),))


def _pieces(lines: list[str]) -> Iterator[str]:
    """What could be a stamp anywhere: whole lines, capitals in a cell, letters one a line."""
    yield from lines
    yield from _scattered(lines)
    for line in lines:
        yield from (piece for piece in _PIECES.split(line) if piece.isupper())


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
    if not 3 <= len(line) <= 120 or not _HINT.search(_letters(line)):
        return None
    for reading in (line, *(decode(line) for decode in DECODERS.values())):
        if found := _STAMP.fullmatch(unicodedata.normalize("NFC", _letters(reading))):
            return _LEVELS[found["level"]]
    return _without_marks(line)


def _letters(line: str) -> str:
    return "".join(filter(str.isalpha, line.lower()))


def _beside_number(line: str) -> str | None:
    found = _BY_NUMBER.search(line) if len(line) <= _LONGEST_HEAD else None
    return (found["after"] or found["before"]) if found else None


def _without_marks(line: str) -> str | None:
    """ "TOI MAT" typed without its marks, as in the title of a file."""
    found = _UNMARKED.fullmatch(" ".join(line.lower().split()).strip("()[]*-– "))
    if not found:
        return None
    return {"tuyet mat": "TUYỆT MẬT", "toi mat": "TỐI MẬT"}.get(found["level"] or "", "MẬT")
