"""The body of government a paper speaks for, and the other bodies it names."""

import re
from collections import Counter
from dataclasses import dataclass

from wardbook.reader.passage import Passage

_KINDS = {
    "phường": 0,
    "xã": 0,
    "thị trấn": 0,
    "đặc khu": 0,
    "quận": 1,
    "huyện": 1,
    "thị xã": 1,
    "thành phố": 2,
    "tỉnh": 2,
}
_COMMITTEES = {"quận": "quận", "huyện": "huyện", "thị": "thị xã"}
_CAPITALS = "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper())
_SYLLABLE = rf"[{_CAPITALS}][\w’']*"
_NAMED = re.compile(
    r"(?<!\w)(?:(?P<kind>[Pp]hường|[Xx]ã|[Tt]hị trấn|[Đđ]ặc khu|[Qq]uận|[Hh]uyện|[Tt]hị xã"
    r"|[Tt]hành phố|[Tt]ỉnh|PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU|QUẬN|HUYỆN|THỊ XÃ|THÀNH PHỐ|TỈNH)"
    r"|(?P<committee>[Qq]uận|[Hh]uyện|[Tt]hị|QUẬN|HUYỆN|THỊ)\s+(?:[Uu]ỷ|[Ủủ]y|ỦY|UỶ))"
    rf"[ \t\u00a0]+(?P<name>\d{{1,2}}(?!\w)|{_SYLLABLE}(?:[ \t]{_SYLLABLE}){{0,7}})"
)
_CAPS_STOP = re.compile(
    r" (?=(?:NĂM|QUÝ|THÁNG|VỀ|BÁO|TẬP|THỰC|TỔ|ĐẠI|KỲ|CÔNG|KẾT|ĐẨY|CHÚ|NHIỀU)(?: |$))"
)
_TITLE_LINES = 300  # a title stands within the first few hundred characters


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    kind: str
    name: str  # as written, perhaps with more capitalised words behind it
    is_caps: bool


@dataclass(frozen=True, slots=True)
class Bodies:
    """The passage's own body; ``None`` where none is named."""

    own: str | None

    def of(self, offset: int) -> str | None:
        """The body a figure at ``offset`` is about."""
        return self.own


def find_bodies(passage: Passage) -> Bodies:
    mentions = [_mention(m) for m in _NAMED.finditer(passage.text)]
    if not mentions:
        return Bodies(_titled(passage.text))
    names = _names(passage.text, mentions)
    weights: Counter[str] = Counter()
    first: dict[str, int] = {}
    for mention in mentions:
        body = f"{mention.kind} {names[mention]}"
        first.setdefault(body, mention.start)
        weights[body] += 3 if mention.start < _TITLE_LINES and body not in weights else 1
    own = min(weights, key=lambda body: (-weights[body], first[body]))
    return Bodies(own)


_TITLE_NAME = re.compile(rf"\s*({_SYLLABLE}(?:[ \t]{_SYLLABLE}){{1,3}})\s*[:–-]")
_BARE_KIND = re.compile(r"(?<!\w)(phường|xã|thị trấn|quận|huyện|thị xã)(?!\w)", re.IGNORECASE)


def _titled(text: str) -> str | None:
    """ "Cẩm Sơn: mùa lúa mới …" where the text only says "xã": the name that opens the title."""
    name = _TITLE_NAME.match(text)
    kinds = Counter(match[0].lower() for match in _BARE_KIND.finditer(text[:20_000]))
    if not name or not kinds:
        return None
    return f"{kinds.most_common(1)[0][0]} {name[1].title()}"


def _mention(match: re.Match[str]) -> _Mention:
    kind = (match["kind"] or "").lower() or _COMMITTEES[match["committee"].lower()]
    name = match["name"]
    return _Mention(match.start(), match.end(), kind, name, name.isupper() and len(name) > 3)


def _names(text: str, mentions: list[_Mention]) -> dict[_Mention, str]:
    """The name in each mention, cut where capitalised words of something else follow."""
    runs = Counter(m.name for m in mentions if not m.is_caps)
    return {m: _cut_caps(text, m, runs) if m.is_caps else _cut(m.name, runs) for m in mentions}


def _cut(name: str, runs: Counter[str]) -> str:
    """The shortest run that other mentions also show, or at most three syllables."""
    syllables = name.split()
    for count in range(1, len(syllables)):
        shorter = " ".join(syllables[:count])
        if runs[shorter]:
            return shorter
    return name if len(syllables) <= 4 else " ".join(syllables[:2])


def _cut_caps(text: str, mention: _Mention, runs: Counter[str]) -> str:
    syllables = _CAPS_STOP.split(mention.name)[0].title().split()
    for count in range(min(4, len(syllables)), 0, -1):
        name = " ".join(syllables[:count])
        if runs[name] or (count > 1 and name in text):
            return name
    return " ".join(syllables[:3])
