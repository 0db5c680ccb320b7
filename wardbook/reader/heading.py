"""What an official paper says of itself on top: what it is and about, its number and its day."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from wardbook.reader.dates import paper_date

_HEAD = 40  # lines in which a letterhead and title stand
_LONGEST = 300  # characters of a title
_WIDEST = 2000  # characters of a line that are looked at
_FIRST = 6  # lines among which a paper without a title line has a heading
# Kinds of paper that Decree 30/2020 and the Party's instruction name, as their title line.
_KIND = re.compile(
    r"(?:BÁO CÁO|NGHỊ QUYẾT|KẾ HOẠCH|THÔNG BÁO|KẾT LUẬN|CHƯƠNG TRÌNH|TỜ TRÌNH|QUYẾT ĐỊNH|CHỈ THỊ|"
    r"CÔNG VĂN|BIÊN BẢN|PHỤ LỤC|ĐỀ ÁN|HƯỚNG DẪN|QUY ĐỊNH|QUY CHẾ|PHƯƠNG ÁN|CÔNG ĐIỆN|THÔNG TRI)\b"
)
# "15/BC-UBND", "21-BC/ĐU", "3/2026/NQ-HĐND" on one line; a house number has no letters.
_NUMBER = re.compile(
    r"\bSố *:? *(\d{1,6}(?: */ *\d{4})? *[-/] *[^\W\d_][\w&.]*(?: *[-/] *[\w&.]+)*)"
)
# What a letter, which has no title line, is about.
_ABOUT = re.compile(r"\bV/v:?\s+([^|\t]+)")
_MOTTO = re.compile(
    r"CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|Độc lập|ĐẢNG CỘNG SẢN VIỆT NAM", re.IGNORECASE
)
# Whose paper it is: in the letterhead, and again above what a decision rests on.
_WHOSE = re.compile(
    r"UBND|HĐND|[ỦU][YỶ] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BAN (?:CHẤP HÀNH|THƯỜNG VỤ)|CHỦ TỊCH"
)
_LETTERHEAD = re.compile(
    rf"{_WHOSE.pattern}|[ỦU][YỶ] BAN|ĐẢNG BỘ|CHI BỘ|(?:ĐẢNG|QUẬN|THÀNH|TỈNH) [ỦU][YỶ]|BAN |"
    r"MẶT TRẬN|THÀNH PHỐ|TỈNH|QUẬN|PHƯỜNG|XÃ (?!HỘI)|ĐẶC KHU|SỞ|PHÒNG (?!CHỐNG)|"
    r"VĂN PHÒNG|TRUNG TÂM|CÔNG AN"
)
_CLOCK = re.compile(r"\d[:hg]\d\d")
_RULE = re.compile(r"[\W_]*")
_BODY = re.compile(r"[(]|Kính gửi|[IVX]+[.)]|\d+[.)]|Căn cứ|Thực hiện|Phần\b", re.IGNORECASE)
_DAY = re.compile(r"\bngày\s+\d", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?:[^,]{2,40},\s*|\W*(?:sáng|chiều|tối)?\s*)ngày(?:\s+\d|\s+tháng)", re.IGNORECASE
)
_BAR = re.compile(r"[|\t]")
_WORD = re.compile(r"[^\W\d_]+")
# What stays in capitals when a line loses them: II, UBND, HĐND – numerals, and what has no vowel.
_SHORT = re.compile(r"[IVX]{2,}|UBND|UBMTTQ|[BCDĐGHKLMNPQRSTVX]{2,}")


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, number and symbol, and day as the paper itself says; blank where it does not."""

    title: str = ""
    number: str = ""
    day: date | None = None


def heading(text: str) -> Heading:
    """What stands at the head of a paper; nothing is guessed beyond its own words."""
    raw = [line[:_WIDEST].strip() for line in text.split("\n", _HEAD)[:_HEAD]]
    lines = [" ".join(map(str.strip, _BAR.split(line))) for line in raw]
    number = _NUMBER.search("\n".join(lines))
    return Heading(
        title=(_title(lines) or _about(raw) or _first(lines))[:_LONGEST].strip(),
        number=re.sub(r"\s", "", number[1]).rstrip(".")[:80] if number else "",
        day=paper_date(text),
    )


def _title(lines: list[str]) -> str:
    """The line that names the kind of paper, and the lines below it that say its subject."""
    at = next((at for at, line in enumerate(lines) if _names_kind(line)), None)
    if at is None:
        return ""
    subject: list[str] = []
    for line in lines[at + 1 :]:
        if _RULE.fullmatch(line):
            if subject:
                break
            continue
        if _BODY.match(line) or _DATELINE.match(line) or len(subject) == 3:
            break
        if subject and line.isupper() and _WHOSE.match(line):
            break
        subject.append(line)
    return " ".join(filter(None, [_cased(lines[at]), _joined(" ".join(map(_cased, subject)))]))


def _names_kind(line: str) -> bool:
    """Does a line open in capitals with a kind of paper, or consist of one?"""
    return bool(_KIND.match(line) or _KIND.fullmatch(line.upper()))


def _about(raw: list[str]) -> str:
    """What a letter says it is about, going on in lines that open without a capital."""
    for at, line in enumerate(raw):
        if found := _ABOUT.search(line):
            below = takewhile(lambda cell: cell[:1].islower(), map(_first_cell, raw[at + 1 :]))
            words = " ".join([_MOTTO.split(found[1])[0], *below])
            return f"Về việc {' '.join(words.split())}"
    return ""


def _first_cell(line: str) -> str:
    return _BAR.split(line)[0].strip()


def _first(lines: list[str]) -> str:
    """The heading of a paper that names no kind: a table, or what a site says of itself."""
    return next((_cased(line) for line in lines[:_FIRST] if _may_name(line)), "")


def _cased(line: str) -> str:
    """A line in capitals as a sentence; its names lose theirs, which a person puts back."""
    if not line.isupper():
        return line
    low = _WORD.sub(lambda word: word[0] if _SHORT.fullmatch(word[0]) else word[0].lower(), line)
    return low[:1].upper() + low[1:]


def _joined(subject: str) -> str:
    """The subject as it goes on after the kind of paper: a name alone keeps its capital."""
    first, _, rest = subject.partition(" ")
    return subject if rest[:1].isupper() or first.isupper() else f"{first.lower()} {rest}".strip()


def _may_name(line: str) -> bool:
    """Can a line name a paper that has no title line? Not its letterhead, its day or a rule."""
    words = len(line.split())
    if line.endswith((".", ";", ",")) or _CLOCK.search(line):
        return False
    return (
        words >= 3
        and len(line) <= _LONGEST
        and not (line.isupper() and _LETTERHEAD.match(line))
        and not (_MOTTO.search(line) or _DAY.search(line) or _NUMBER.search(line))
    )
