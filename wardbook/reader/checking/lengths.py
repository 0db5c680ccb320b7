"""How many years, months, weeks or days a stretch of words speaks of."""

import re
from collections.abc import Iterator

PER_YEAR = {"năm": 1, "quý": 4, "tháng": 12, "tuần": 52, "ngày": 365}

_NUMBERS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_COUNTED = re.compile(rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)}) (năm|quý|tháng|tuần|ngày)\b")
_LISTED = re.compile(r"\b(năm|quý|tháng|tuần) (\w+(?:(?:, ?| và | & )\w+)+)")
# How many of a smaller unit other stretches hold.
_HELD = (
    ("tháng", re.compile(r"\bquý (?:[1-4]|i{1,3}|iv)\b"), 3),
    ("tháng", re.compile(r"\b(?:nửa(?: đầu| cuối)?|6 tháng (?:đầu|cuối)) năm"), 6),
    ("tháng", re.compile(r"\b(?:một|cả|mỗi|hằng|hàng) năm\b"), 12),
    ("quý", re.compile(r"\b(?:một|cả|mỗi) năm\b"), 4),
    ("ngày", re.compile(r"\btuần\b"), 7),
)
_SPAN = re.compile(r"(\d{4})\D{1,3}(\d{4})")


def told_lengths(words: str, unit: str) -> Iterator[int]:
    """The lengths that words tell: "8 tháng", "ba năm", "quý IV" in months, "tháng 7, 8"."""
    for number, counted in _COUNTED.findall(words):
        if counted == unit:
            yield int(number) if number.isdigit() else _NUMBERS.index(number) + 1
    yield from (count for held, stretch, count in _HELD if held == unit and stretch.search(words))
    for listed, members in _LISTED.findall(words):
        if listed == unit:
            yield len(re.findall(r"\w+", members))


def spanned_lengths(words: str, unit: str) -> Iterator[int]:
    """The lengths that a span of years may mean, without its last year and with it."""
    years = _SPAN.search(words)
    if years and 0 < int(years[2]) - int(years[1]) < 20:
        yield (int(years[2]) - int(years[1])) * PER_YEAR[unit]
        yield (int(years[2]) - int(years[1]) + 1) * PER_YEAR[unit]
