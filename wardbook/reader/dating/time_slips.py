"""Words of time mistyped, set right letter for letter: "thang 9", "qúy III", "tinh den"."""

import re
import unicodedata
from functools import cache
from itertools import product
from typing import NamedTuple

_LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)


def _marks(letter: str) -> tuple[str, frozenset[str]]:
    apart = unicodedata.normalize("NFD", letter.replace("đ", "d\u0335"))
    return apart[0], frozenset(apart[1:])


@cache
def _left_of(letter: str) -> str:
    """The letter, and what is left of it when some of its marks are not typed."""
    base, marks = _marks(letter)
    kept = (other for other in _LETTERS if _marks(other)[0] == base and _marks(other)[1] <= marks)
    return "".join(kept) or letter


def poorer(word: str) -> list[str]:
    """Every writing of a word or pair of words that leaves out marks, itself left out."""
    return [
        "".join(letters) for letters in product(*map(_left_of, word)) if "".join(letters) != word
    ]


def _poorer(letter: str) -> str:
    kept = _left_of(letter)
    return f"[{kept}]" if len(kept) > 1 else letter


def _forms(word: str) -> list[str]:
    """The word, and the word with two letters swapped."""
    swapped = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word) - 1)
        if word[at] != word[at + 1]
    )
    return [word, *swapped]


def _slips(word: str, before: str) -> str:
    """A pattern of the word with marks left out or two letters swapped, of the same length.

    It begins with the letters a slip may begin with, which lets the search skip to them; a word
    begins there, or ``before``, of fixed width, stands in front.
    """
    forms = _forms(word)
    first = "".join(sorted({letter for form in forms for letter in _left_of(form[0])}))
    rest = "|".join(f"(?<={_poorer(form[0])}){''.join(map(_poorer, form[1:]))}" for form in forms)
    behind = rf"(?<={before}\s[{first}])" if before else rf"(?<!\w[{first}])"
    return rf"[{first}]{behind}(?:{rest})"


class _Rule(NamedTuple):
    """What to set right where a pattern matches; only a text with one of the slips needs it."""

    pattern: re.Pattern[str]
    word: str
    slips: frozenset[str]


def _rule(word: str, *, before: str = "", after: str, tails: tuple[str, ...] = ("",)) -> _Rule:
    """``tails`` are the letters that may stand right behind the word."""
    slips = {slip for form in _forms(word) for slip in (form, *poorer(form))} - {word}
    grown = frozenset(slip + tail for slip in slips for tail in tails)
    return _Rule(re.compile(_slips(word, before) + after), word, grown)


_YEAR = r"\s*(?:19|20)\d\d(?!\d)"
_UNIT = r"(?=\s+(?:năm|tháng|quý|ngày|kỳ|nhiệm)(?!\w))"
_QUARTER = r"(?=\s*(?:iv|i{1,3}|[1-4])(?!\w))"
_ROMAN = ("", "i", "ii", "iii", "iv")
# From the innermost word out: what is set right decides about the word before it.
_RULES = (
    _rule("tháng", after=r"(?=\s*\d|\s+(?:trước|nay|qua|này|đầu|cuối|dau|cuoi)(?!\w))"),
    _rule("tháng", before=r"\d", after=r"(?!\w)"),
    _rule("quý", after=_QUARTER, tails=_ROMAN),
    _Rule(
        re.compile(r"q(?<!\wq)(?:úy|uí|úi)" + _QUARTER),
        "quý",
        frozenset(slip + tail for slip in ("qúy", "quí", "qúi") for tail in _ROMAN),
    ),
    _rule("năm", after=rf"(?={_YEAR}|\s+(?:nay|trước|truoc|ngoái|qua)(?!\w))"),
    _rule("ngày", after=r"(?=\s*\d{1,2}(?:\s?[/.-]\s?\d|\s+(?:tháng|và|đến)))"),
    _rule("nhiệm", after=r"(?=\s+k[yỳì](?!\w))"),
    _rule("cùng", after=r"(?=\s+k[yỳìýi](?!\w))"),
    _rule("kỳ", before="cùng", after=r"(?!\w)"),
    _Rule(re.compile(r"k(?<=cùng\sk)[ýi](?!\w)"), "kỳ", frozenset({"ký", "ki"})),
    _rule("kỳ", before="nhiệm", after=r"(?!\w)"),
    _rule("năm", before="(?:đầu|dau|uối|uoi|hết|het)", after=r"(?=[\s,.;:)]|$)"),
    _rule("trước", before="(?:[ăn][mg]|[uk][ýỳ])", after=r"(?!\w)"),
    _rule("đầu", after=_UNIT),
    _rule("cuối", after=_UNIT),
    _rule("hết", after=_UNIT),
    _rule("đến", after=r"(?=\s+(?:năm|tháng|quý|ngày|cuối|hết|đầu|nay|\d)(?!\w)|\s+\d)"),
    _rule("từ", after=r"(?=\s+(?:năm|tháng|quý|ngày|cuối|đầu|\d{1,2}[/-]\d))"),
    _rule("tính", after=r"(?=\s+(?:đến|tới|từ|hết)(?!\w))"),
)
_WORD = re.compile(r"[^\W\d_]+")
_SPACED_YEAR = re.compile(r"(?<=n[aă]m )(?:20 [012]\d|2 0[012]\d|20[012] \d)(?![\d.,]|\s\d)")


def set_right(lower: str) -> str:
    """The lower-case text with its words of time as they were meant; every offset stays."""
    lower = _SPACED_YEAR.sub(lambda year: year[0].replace(" ", "") + " ", lower)
    words = set(_WORD.findall(lower))
    for pattern, word, slips in _RULES:
        if not words.isdisjoint(slips):
            lower = pattern.sub(word, lower)
    return lower
