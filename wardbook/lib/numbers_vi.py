"""Vietnamese numbers as written ("11.000", "8,86 tỉ", "2 tỷ rưỡi") to exact values and back.

``.`` or a space parts thousands and ``,`` starts decimals, but ``12.5%``, ``3.4 tỷ`` and
``1,360 hộ`` are written too. A lone separator before exactly three digits is the one doubtful
case; the caller settles it with ``whole`` (the thing counted has no parts) and ``decimal``
(the mark the writer uses elsewhere). Every value is an exact ``Decimal``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

MAX_DIGITS = 18  # beyond a billion billions it is a serial number or noise
SPACES = " \u00a0\u2009\u202f"

# Bounded or possessive throughout: a megabyte of digits is read once and refused. The digit in
# front lets the search skip the words.
NUMERAL = re.compile(
    rf"[0-9](?:(?<!0)[0-9]{{0,2}}(?:[{SPACES}][0-9]{{3}}(?![0-9])){{1,6}}+(?:,[0-9]++)?"
    rf"(?![{SPACES}]?[%/])"
    # "88 ,4%": a slip of the typist, certain only where a share or a scale word follows.
    r"|[0-9]{0,2} , ?[0-9]{1,2}(?= ?(?:%|tỷ|tỉ|triệu))|[0-9]{0,2} [.][0-9]{3}(?![0-9])"
    r"|[0-9]*+(?:[.,][0-9]++)*+)"
)
_SPELLED = re.compile(r"[0-9]{1,18}(?:[.,][0-9]{1,18}){0,17}")
_SCALES = {
    "tỷ": 9, "tỉ": 9, "ty": 9, "triệu": 6, "triêu": 6, "trieu": 6, "tr": 6, "vạn": 4, "nghìn": 3,
    "ngàn": 3, "nghin": 3, "ngan": 3, "k": 3, "trăm": 2, "chục": 1,
}  # fmt: skip
_SMALL = "nghìn|ngàn|trăm|chục|vạn"
# "tỷ lệ", "tỷ trọng" … begin with the word for a billion and are none.
_SCALE = re.compile(
    rf"[{SPACES}]{{0,3}}(?:({_SMALL})[{SPACES}]{{1,3}})?"
    r"(tỷ|tỉ|ty|triệu|triêu|trieu|tr|nghìn|ngàn|nghin|ngan|vạn|trăm|chục|k)(?:(?![^\W\d_])|(?=đ))"
    rf"(?![{SPACES}](?:lệ|trọng|suất|số|giá|phú)(?![^\W\d_]))"
)
_HALF = re.compile(rf"[{SPACES}]{{0,3}}rư[ỡở]i(?![^\W\d_])")
_NEXT = re.compile(rf"[{SPACES}]{{0,3}}([0-9]{{1,3}}(?:[.,][0-9]{{1,3}}){{0,3}})(?![0-9.,][0-9])")
# "6 tỷ 4" ends there; "6 tỷ 4 hộ" is a new number.
_CLOSES = re.compile(
    rf"[{SPACES}]{{0,3}}(?:[,;:)\]”\"!?\n]|\.(?![0-9])|\Z|(?:đồng|cho|để|trong|từ|do|và|so|nhờ|vì|của|ở|tại|theo|nên|là|cùng|với|sau|trước|khi|mỗi|một)(?!\w))"
)
_COUNTS = re.compile(
    rf"[{SPACES}]?(?:[/%–-]|(?:hộ|người|căn|con|cây|vụ|lượt|đơn|xã|ấp|thôn|công trình|dự án)(?!\w))"
)
_JOINS = re.compile(
    rf"[{SPACES}]{{0,3}}[-–—÷][{SPACES}]{{0,3}}(?=[0-9])|[{SPACES}]{{1,3}}(?:đến|tới)[{SPACES}]{{1,3}}(?=[0-9])"
)
_TAIL = re.compile(rf"[{SPACES}]{{0,3}}(?:đồng|vnđ|vnd|đ|%)?[{SPACES}]{{0,3}}")
_LEAD = re.compile(rf"[{SPACES}]{{0,3}}(?:từ[{SPACES}]{{1,3}})?([-−]?)")


class Written(NamedTuple):
    """A number as it stands: its numerals, each with the power of ten its scale word adds."""

    start: int
    end: int
    parts: tuple[tuple[str, int], ...]

    @property
    def scaled(self) -> bool:
        return self.parts[0][1] > 0

    def value(self, *, whole: bool = False, decimal: str = ",") -> Decimal | None:
        """The value in base units, or None where the digits spell no number."""
        total = Decimal(0)
        for digits, power in self.parts:
            read = read_number(digits, whole=whole and not self.scaled, decimal=decimal)
            if read is None:
                return None
            total += read.scaleb(power)
        return total if abs(total) < 10**MAX_DIGITS else None


@dataclass(frozen=True, slots=True)
class Amount:
    """What a whole string says: one value, or the low and high end of a range."""

    low: Decimal
    high: Decimal | None = None


def read_number(digits: str, *, whole: bool = False, decimal: str = ",") -> Decimal | None:
    """The value of one numeral, or None: "1.250" → 1250, "8,86" → 8.86, "1.1.1" → None."""
    plain = "".join(digits.split())
    if not _SPELLED.fullmatch(plain):
        return None
    pieces = plain.replace(",", ".").split(".")
    if sum(map(len, pieces)) > MAX_DIGITS:
        return None
    if len(pieces) == 1:
        return None if len(plain) < len(digits) and plain[0] == "0" else Decimal(plain)
    if "." in plain and "," in plain:
        return _mixed(plain, pieces)
    if len(pieces) > 2:
        return Decimal("".join(pieces)) if _grouped(pieces) else None
    mark = "," if "," in plain else "."
    if _grouped(pieces) and (whole or mark != decimal):
        return Decimal("".join(pieces))
    return Decimal(".".join(pieces))


def _mixed(plain: str, pieces: list[str]) -> Decimal | None:
    last = max(plain.rfind("."), plain.rfind(","))
    if plain.count(plain[last]) > 1 or not _grouped(pieces[:-1]):
        return None
    return Decimal("".join(pieces[:-1]) + "." + pieces[-1])


def _grouped(pieces: list[str]) -> bool:
    head, *groups = pieces
    return 1 <= len(head) <= 3 and head[0] != "0" and all(len(g) == 3 for g in groups)


def decimal_mark(numerals: Iterable[str]) -> str:
    """The decimal mark of a writer, from the numerals that leave no doubt; "," unless outvoted."""
    votes = {",": 0, ".": 0}
    for numeral in numerals:
        if numeral.isdigit():
            continue
        for mark, other in ((",", "."), (".", ",")):
            tail = numeral.rpartition(mark)[2]
            if numeral.count(mark) == 1 and len(tail) != 3:
                votes[mark] += 1
            if numeral.count(mark) > 1 and len(tail) == 3 and other not in tail:
                votes[other] += 1
    return "." if votes["."] > votes[","] else ","


def written_at(text: str, start: int, end: int) -> Written:
    """The number whose first numeral is ``text[start:end]``, with its scale words; lower case."""
    parts, at = [(text[start:end], 0)], end
    power, at = _scale_at(text, at)
    if power == 0:
        return Written(start, end, tuple(parts))
    parts = [(text[start:end], power)]
    for _ in range(3):
        half = _HALF.match(text, at)
        if half:
            return Written(start, half.end(), (*parts, ("5", power - 1)))
        more = _smaller(text, at, power)
        if more is None:
            break
        part, at = more
        parts.append(part)
        power = part[1]
    return Written(start, at, tuple(parts))


def _scale_at(text: str, at: int) -> tuple[int, int]:
    match = _SCALE.match(text, at)
    if match is None:
        return 0, at
    return _SCALES.get(match[1] or "", 0) + _SCALES[match[2]], match.end()


def _smaller(text: str, at: int, power: int) -> tuple[tuple[str, int], int] | None:
    """The next part of a compound: "250 triệu" after "3 tỷ", "300.000 đồng", "4" of "6 tỷ 4"."""
    match = _NEXT.match(text, at)
    if match is None:
        return None
    digits, end = match[1], match.end()
    below, scale_end = _scale_at(text, end)
    if 0 < below < power:
        return (digits, below), scale_end
    closes = (len(digits) == 1 and not _COUNTS.match(text, end)) or _CLOSES.match(text, end)
    if below or power < 3 or not closes:
        return None
    if digits.isdigit():
        return (digits, power - len(digits)), end
    grouped = read_number(digits)
    rest = grouped is not None and grouped < 10**power and text[end : end + 4].lstrip()[:1] == "đ"
    return ((digits, 0), end) if rest else None


def upper_end(text: str, low: Written) -> Written | None:
    """The high end of a range that begins with ``low`` ("12-15", "10 đến 20 triệu"), or None."""
    join = _JOINS.match(text, low.end)
    numeral = join and NUMERAL.match(text, join.end())
    return written_at(text, *numeral.span()) if numeral else None


def with_scale_of(low: Written, high: Written) -> Written:
    """ "10 đến 20 triệu" means ten million: the low end borrows a scale it lacks."""
    if low.scaled or not high.scaled:
        return low
    return Written(low.start, low.end, ((low.parts[0][0], high.parts[0][1]),))


def read_amount(text: str, *, decimal: str = ",") -> Amount | None:
    """What a typed amount says ("8,86 tỉ đồng", "từ 10 đến 20 triệu", "12,5%"), or None."""
    text = text.strip().lower()
    lead = _LEAD.match(text)
    numeral = lead and NUMERAL.match(text, lead.end())
    if not lead or not numeral:
        return None
    low = written_at(text, *numeral.span())
    high = upper_end(text, low)
    tail = _TAIL.match(text, (high or low).end)
    if tail is None or tail.end() < len(text) or (high and lead[1]):
        return None
    value = (with_scale_of(low, high) if high else low).value(decimal=decimal)
    top = high.value(decimal=decimal) if high else None
    if value is None or (high and (top is None or top <= value)):
        return None
    return Amount(-value if lead[1] else value, top)


_MARKS = {"vi": (".", ","), "en": (",", ".")}
_MONEY = {
    "vi": {9: "tỷ đồng", 6: "triệu đồng", 3: "nghìn đồng", 0: "đồng"},
    "en": {9: "billion đồng", 6: "million đồng", 3: "thousand đồng", 0: "đồng"},
}
_USUAL = (9, 6, 0)


def format_number(value: Decimal | int, language: str = "vi") -> str:
    """``11000`` as "11.000" on a Vietnamese screen and "11,000" on an English one; exact."""
    thousands, decimal = _MARKS[language]
    whole, _, part = f"{Decimal(value):,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", thousands) + (decimal + part if part else "")


def format_money(value: Decimal | int, language: str = "vi", power: int | None = None) -> str:
    """Đồng in the largest scale that needs two decimals at most: "8,86 tỷ đồng"; exact.

    With ``power`` of ten (9, 6, 3, 0), in that scale, as a paper has it: "18.400 triệu đồng".
    """
    for scale in _USUAL if power is None else (power,):
        scaled = Decimal(value).scaleb(-scale)
        short = abs(scaled) >= 1 and scaled * 100 == (scaled * 100).to_integral_value()
        if scale in (0, power) or short:
            return f"{format_number(scaled, language)} {_MONEY[language][scale]}"
    raise AssertionError("the last scale is one đồng and always fits")


def power_of(text: str, value: Decimal | int) -> int | None:
    """The scale in which ``text`` says ``value`` đồng: 6 where "18.400" is 18,4 tỷ; or None."""
    numeral = NUMERAL.search(text)
    read = numeral and read_number(numeral[0])
    return next((scale for scale in _MONEY["vi"] if read and read.scaleb(scale) == value), None)
