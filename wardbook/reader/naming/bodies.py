"""The body of government a paper speaks for, and the others it names in passing."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wardbook.reader.passage import UPPER, Passage

_TIERS = {
    "phường": 0,
    "xã": 0,
    "thị trấn": 0,
    "đặc khu": 0,
    "quận": 1,
    "huyện": 1,
    "thị xã": 1,
    "thành phố": 2,
    "tỉnh": 3,
}
# A Party committee bears its tier's name: "Quận ủy Kiến An" is of quận Kiến An.
_COMMITTEES = {
    "quận": "quận",
    "huyện": "huyện",
    "thị": "thị xã",
    "thành": "thành phố",
    "tỉnh": "tỉnh",
}
_SYLLABLE = rf"[{UPPER}][\w’']*"
_NAME = (
    r"\d{1,2}(?![\w.,/]*\w)|(?!(?:[Qq]uận|[Hh]uyện|[Pp]hường|[Xx]ã|Đoàn|ĐOÀN|Hội|Ủy|Uỷ|ỦY|UỶ)\b)"
    rf"{_SYLLABLE}(?:[ \t]{_SYLLABLE}){{0,7}}"
)


_COMMITTEE = r"\s+(?:[Uu]ỷ|[Ủủ]y|ỦY|UỶ|[Đđ]oàn|ĐOÀN)"


def _either_case(words: Iterable[str]) -> Iterator[str]:
    """Each word as it stands in a sentence, at its start and in a title, its letter first.

    A search passes quickly over what begins with none of the letters.
    """
    for word in sorted(words, key=len, reverse=True):
        behind = "" if word in _TIERS else f"(?={_COMMITTEE})"
        for form in (word, word[0].upper() + word[1:], word.upper()):
            yield rf"{form[0]}(?<!\w{form[0]}){form[1:]}{behind}"


_NAMED = re.compile(
    rf"(?P<word>{'|'.join(_either_case({*_TIERS, *_COMMITTEES}))})(?P<committee>{_COMMITTEE})?"
    rf"[ \t\u00a0]+(?P<name>{_NAME})"
)
# Words that often follow a name in a title all in capitals.
_CAPS_STOP = re.compile(
    r" (?=(?:NĂM|QUÝ|THÁNG|VỀ|BÁO|TẬP|THỰC|TỔ|ĐẠI|KỲ|CÔNG|KẾT|ĐẨY|CHÚ|NHIỀU|GIAI|NHIỆM|TỪ|ĐẾN|TRONG"
    r"|SAU|CỦA|VÀ|ĐẠT|CÓ|CHI|THU|KẾ|TRIỂN|XÂY|TĂNG|PHẤN|QUYẾT|TỔNG|SƠ|NGÀY|KHÓA|LẦN|CHO|VỚI|CÒN|HOÀN|LÀM|GIỮ|NÂNG|QUA|CHUNG|GIẢM|VƯỢT|SẴN|HUẤN|HƯỞNG|VÌ|KHÔNG|PHÁT|TRƯỚC"
    r"|ĐÓN|KHAI|BẢO|ỨNG|LO|GỠ|RA|LÀ|HAI|BA|MỘT|NHÌN|QUYẾT|CHỦ|HỌC|KHỞI|CẦN|VÀO|TIẾP)(?: |$))"
)
_TITLE_REACH = 300  # a title stands within the first few hundred characters
_NEAR = 5_000  # how far below its title a paper repeats a name in ordinary letters
_LEADS = re.compile(
    r"(?:[-+•*–]|\(?\w{1,2}[.)])?\s*(?:(?:trong đó|cụ thể|riêng|còn|và|tại|ở|trên địa bàn|trong khi"
    r"|ubnd|hđnd|đảng ủy|đảng bộ|công an|nhân dân|như|là|gồm)\s*)*",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[;\n,:|]|[.!?]\s")
_SCOPE_END = re.compile(r"[;\n]|[.!?](?=\s|$)")
_SUPERIOR = re.compile(
    r"(?:của|theo|do|trình)\s+(?:ubnd|hđnd|đảng ủy|ban thường vụ)?\s*$", re.IGNORECASE
)
_INSIDE = re.compile(rf"(?:{'|'.join(_TIERS)})[^,;.\n]*,\s*$")  # "xã An Bình, huyện …"
_TITLE_NAME = re.compile(rf"\s*({_SYLLABLE}(?:[ \t]{_SYLLABLE}){{1,3}})(?:\s*[:–-]|\s+[^\W\d_])")
_BARE_TIER = re.compile(r"(?<!\w)(phường|xã|thị trấn|quận|huyện|thị xã)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    tier: str
    name: str

    @property
    def body(self) -> str:
        return f"{self.tier} {self.name}"


@dataclass(frozen=True, slots=True)
class Bodies:
    """The passage's own body (``None`` where none is named) and where it speaks of another."""

    own: str | None
    others: tuple[tuple[int, int, str], ...] = ()  # start, end, body; in order

    def of(self, offset: int) -> str | None:
        """The body a figure at ``offset`` is about."""
        at = bisect_right(self.others, (offset,)) - 1
        if at >= 0 and offset < self.others[at][1]:
            return self.others[at][2]
        return self.own


def find_bodies(passage: Passage) -> Bodies:
    text = passage.text
    mentions = _mentions(text)
    if not mentions:
        return Bodies(_titled(text))
    own = _own(text, mentions)
    return Bodies(own, tuple(_others(text, mentions, own)))


def _mentions(text: str) -> list[_Mention]:
    found = []
    for match in _NAMED.finditer(text):
        word = match["word"].lower()
        tier = _COMMITTEES.get(word) if match["committee"] else word
        if tier:
            found.append(_Mention(match.start(), match.end(), tier, match["name"]))
    runs = Counter(m.name for m in found if not _is_caps(m.name))
    return [_Mention(m.start, m.end, m.tier, _cut(text, m, runs)) for m in found]


def _is_caps(name: str) -> bool:
    return name.isupper() and len(name) > 3


def _cut(text: str, mention: _Mention, runs: Counter[str]) -> str:
    """The name without the capitalised words of something else that follow it."""
    if _is_caps(mention.name):
        return _cut_caps(text, mention, runs)
    syllables = mention.name.split()
    for count in range(1, len(syllables)):
        if runs[" ".join(syllables[:count])]:
            return " ".join(syllables[:count])
    return mention.name if len(syllables) <= 4 else " ".join(syllables[:2])


def _cut_caps(text: str, mention: _Mention, runs: Counter[str]) -> str:
    near = text[mention.start : mention.start + _NEAR]
    syllables = _CAPS_STOP.split(mention.name)[0].title().split()
    for count in range(min(4, len(syllables)), 0, -1):
        name = " ".join(syllables[:count])
        if runs[name] or (count > 1 and name in near):
            return name
    return " ".join(syllables[:3])


def _own(text: str, mentions: list[_Mention]) -> str:
    """The body named most, a title counting three times; the first named where two are even."""
    weights: Counter[str] = Counter()
    for at, mention in enumerate(mentions):
        below = mentions[at + 1] if at + 1 < len(mentions) else None
        weights[mention.body] += _weight(text, mention, below)
    return max(weights, key=lambda body: weights[body])


def _weight(text: str, mention: _Mention, after: _Mention | None) -> int:
    before = text[max(0, mention.start - 40) : mention.start]
    if _SUPERIOR.search(before) or _INSIDE.search(before):
        return 0
    if mention.start >= _TITLE_REACH:
        return 1
    # A letterhead names the body above first, on the line over the body that writes.
    gap = text[mention.end : after.start] if after else ""
    if (
        after
        and _TIERS[after.tier] < _TIERS[mention.tier]
        and gap.count("\n") == 1
        and gap.isupper()
    ):
        return 0
    return 3


def _others(text: str, mentions: list[_Mention], own: str) -> list[tuple[int, int, str]]:
    """Where the paper turns to another body of its own tier or below, up to the sentence's end."""
    tier = next((rank for name, rank in _TIERS.items() if own.startswith(name)), 1)
    scopes: list[tuple[int, int, str]] = []
    for mention in mentions:
        if scopes and scopes[-1][1] > mention.start:
            scopes[-1] = (scopes[-1][0], mention.start, scopes[-1][2])
        if mention.body == own or _TIERS[mention.tier] > tier:
            continue
        window = text[max(0, mention.start - 60) : mention.start]
        edges = [m.end() for m in _EDGE.finditer(window)]
        if _LEADS.fullmatch(window[edges[-1] :] if edges else window):
            stop = _SCOPE_END.search(text, mention.end)
            scopes.append((mention.start, stop.start() if stop else len(text), mention.body))
    return scopes


def _titled(text: str) -> str | None:
    """ "Cẩm Sơn: mùa lúa mới …" where the text only says "xã": the name that opens the title."""
    name = _TITLE_NAME.match(text)
    tiers = Counter(match[0].lower() for match in _BARE_TIER.finditer(text, 0, _NEAR))
    if not name or not tiers:
        return None
    return f"{tiers.most_common(1)[0][0]} {name[1].title()}"
