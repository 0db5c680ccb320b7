"""A text as the words, numbers and dates it is compared by: how it is set makes no difference.

Fonts and runs are gone before; here go case, Unicode form, kinds of spaces, breaks, punctuation,
leading zeros of dates, and how a number is written: "8,86 tỷ" is "8.860.000.000".
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from wardbook.lib.numbers_vi import NUMERAL, written_at
from wardbook.lib.text import syllables
from wardbook.reader.passage import plain_spaces

# A break before a letter or a sign is one of lines or cells only; before a digit it parts numbers.
_BREAK = re.compile(r"[\n|](?= *[^\W\d]| *[%‰(),;:./])")
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_DATE = re.compile(
    rf"(?:ngày )?([0-9]{{1,2}}) ?([/.-]) ?([0-9]{{1,2}}) ?\2 ?({_YEAR})"
    rf"|(?:ngày )?([0-9]{{1,2}}) tháng ([0-9]{{1,2}})(?: năm |/)({_YEAR})"
)
_MARKER = re.compile(r"(?:^|\n) *(?:[-+•*] *)?([0-9]{1,2}(?:\.[0-9]{1,2})*)(?=[.)/]? )(?=[.)])")
_TOKEN = re.compile(r"[%‰]|(?<!điểm )phần trăm(?!\w)|[^\W\d_]+|[0-9]")
_END = re.compile(r"[.!?\n|]")
_MINUS = re.compile(r"(?:[^\W\d] |[,:] |\()[-−–]\Z")


class Token(NamedTuple):
    """``kind`` is word, number, date, or marker: the number of a paragraph. ``said`` compares.

    ``opens``: a sentence, a line or a cell ends before it.
    """

    kind: str
    said: str | Decimal | date
    start: int
    end: int
    opens: bool = False

    @property
    def key(self) -> tuple[str, object]:
        """What is the same in two tokens that say the same."""
        return ("number" if self.kind == "marker" else self.kind), self.said

    @property
    def counts(self) -> bool:
        return self.kind in {"number", "date"}


def tidy(text: str) -> str:
    """The text in NFC with plain spaces and few breaks: offsets of tokens are into this one."""
    return _BREAK.sub(" ", laid_out(text))


def laid_out(text: str) -> str:
    """As :func:`tidy`, letter for letter, with its breaks: for whoever reads it."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return re.sub(r"[ \t]+", " ", plain_spaces(text))


def tokens(text: str) -> list[Token]:
    """The tokens of a tidy text, in order."""
    flow = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    markers = {match.start(1): match.end(1) for match in _MARKER.finditer(flow)}
    found: list[Token] = []
    at = 0
    while match := _TOKEN.search(flow, at):
        token = _token(flow, match, markers)
        opens = not found or bool(_END.search(flow, at, token.start))
        found.append(token._replace(opens=opens))
        at = token.end
    return found


def _token(flow: str, match: re.Match[str], markers: dict[int, int]) -> Token:
    start = match.start()
    if start in markers:
        end = markers[start]
        return _number(flow, start, end, kind="marker")
    day = _DATE.match(flow, start)
    if day and (said := _day(day)):
        return Token("date", said, start, day.end())
    if not match[0].isdecimal():
        word = "%" if match[0] == "phần trăm" else _spelled(match[0])
        return Token("word", word, start, match.end())
    numeral = NUMERAL.match(flow, start)
    return _number(flow, start, numeral.end() if numeral else match.end())


def _number(flow: str, start: int, end: int, *, kind: str = "number") -> Token:
    written = written_at(flow, start, end)
    value = written.value()
    if value is None or kind == "marker":
        digits = flow[start:end]
        plain = Decimal(digits) if digits.isdecimal() else digits
        return Token(kind, plain, start, end)
    if _MINUS.search(flow, max(0, start - 3), start):
        return Token(kind, -value, start - 1, written.end)
    return Token(kind, value, start, written.end)


def _day(match: re.Match[str]) -> date | None:
    parts = [part for part in match.groups() if part and part.isdecimal()]
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _spelled(word: str) -> str:
    return "".join(syllables(word)) or word
