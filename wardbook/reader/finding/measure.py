"""Whether two figures count the same kind of thing, as far as their units tell."""

import re
from fractions import Fraction
from functools import lru_cache

from wardbook.lib.text import fold
from wardbook.reader.schema import Figure

_ALIASES = {
    "tỉ": "tỷ", "đv": "đảng viên", "đ/c": "đồng chí", "m²": "m2", "km²": "km2", "mét": "m",
    "vnđ": "đồng", "vnd": "đồng", "đ": "đồng", "phần trăm": "%", "hv": "hội viên",
    "ng": "người", "ngôi": "nhà", "cb": "cán bộ", "hs": "hồ sơ",
}  # fmt: skip
# A report names the same people once by number of persons and once by what they are.
_PEOPLE = re.compile(
    r"(?:người|bạn|chị|anh|thanh niên|đồng chí|công dân|cán bộ|đại biểu|học sinh|(?!công)\w+ viên"
    r"|lao động|công nhân|em|cháu|tân binh|quần chúng|phụ nữ|trẻ(?: em)?|công chức"
    r"|viên chức|đối tượng|(?:nhân )?khẩu|bị can|nạn nhân|(?:cấp )?ủy viên|cá nhân|cử tri|chiến sĩ"
    r"|quân nhân|dân quân|ứng cử viên|bệnh nhân|cụ|thành viên|nam|nữ)$|người "
)
_CLASSIFIER = re.compile(r"(?:ngôi|căn|cái|chiếc|con) (?=\w)")  # "609 ngôi nhà" are nhà
PEOPLE = "người"
_NEVER_BARE = ("%", "‰", "đồng")


@lru_cache(maxsize=4096)
def measure(unit: str) -> str:
    """The unit without its variants; all words for people are one measure."""
    plain = _CLASSIFIER.sub("", re.sub(r"\s+", " ", unit.lower().strip()))
    plain = _ALIASES.get(plain, plain)
    # Marks of the commonest unit are often mistyped: "ngừoi".
    return PEOPLE if _PEOPLE.match(plain) or fold(plain) == fold(PEOPLE) else plain


def same_measure(one: Figure, other: Figure) -> bool:
    """True also where one unit is missing, abbreviates the other or stands in its quote."""
    if one.unit == other.unit or _agree(one.unit, other.unit):
        return True
    return len(one.unit) > 1 and len(other.unit) > 1 and _named(one, other)


def may_match(one: Figure, other: Figure) -> bool:
    """The same measure, or a bare number, whose unit stands elsewhere and may be that one."""
    if same_measure(one, other):
        return True
    odd = one.unit.startswith(_NEVER_BARE) or other.unit.startswith(_NEVER_BARE)
    return not odd and (is_bare(one.quote) or is_bare(other.quote))


@lru_cache(maxsize=4096)
def is_bare(quote: str) -> bool:
    """A number without a word: its unit stands elsewhere."""
    return not any(map(str.isalpha, quote))


def _named(one: Figure, other: Figure) -> bool:
    """ "38 lượt ý kiến" are lượt, and ý kiến as well."""
    return f" {one.unit}" in other.quote.lower() or f" {other.unit}" in one.quote.lower()


@lru_cache(maxsize=4096)
def _agree(one: str, other: str) -> bool:
    a, b = measure(one), measure(other)
    if a == b or not a or not b:
        return ("%" not in (a, b) and "đồng" not in (a, b)) or a == b
    return a.startswith(b + " ") or b.startswith(a + " ") or _short(a, b) or _short(b, a)


def _short(letters: str, words: str) -> bool:
    """TCCSĐ beside "tổ chức": the initials begin the abbreviation."""
    initials = "".join(word[0] for word in words.split())
    return len(initials) > 1 and letters.startswith(initials)


# How many kilograms; a harvest is told in tons, its yield in quintals.
_WEIGHTS = {"kg": 1, "yến": 10, "tạ": 100, "tấn": 1000}


def times_in(small: str, large: str) -> Fraction | None:
    """How many of one unit make the other: 10 tạ a tấn; ``None`` where they do not compare."""
    one, other = measure(small), measure(large)
    # "tấn búp tươi" are tấn, "hộ kinh doanh" are hộ
    if one == other or one.startswith(f"{other} ") or other.startswith(f"{one} "):
        return Fraction(1)
    if small in _WEIGHTS and large in _WEIGHTS:
        return Fraction(_WEIGHTS[large], _WEIGHTS[small])
    return None


def is_percent(figure: Figure) -> bool:
    return figure.unit.startswith(("%", "‰"))


def is_money(figure: Figure) -> bool:
    return figure.unit.startswith("đồng")
