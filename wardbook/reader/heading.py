"""What an official paper says of itself on top: what it is and about, its number and its day."""

import re
from dataclasses import dataclass
from datetime import date

from wardbook.reader.dates import paper_date

_HEAD = 40  # lines in which a letterhead and title stand
_LONGEST = 300  # characters of a title
_FIRST = 6  # lines among which a paper without a title line has a heading
# Kinds of paper that Decree 30/2020 and the Party's instruction name, as their title line.
_KIND = re.compile(
    r"(?:BÁO CÁO|NGHỊ QUYẾT|KẾ HOẠCH|THÔNG BÁO|KẾT LUẬN|CHƯƠNG TRÌNH|TỜ TRÌNH|QUYẾT ĐỊNH|CHỈ THỊ|"
    r"CÔNG VĂN|BIÊN BẢN|PHỤ LỤC|ĐỀ ÁN)\b"
)
_NUMBER = re.compile(r"\bSố\s*:?\s*(\d{1,6}\s*[-/]\s*[\wĐđ&.]+(?:\s*[-/]\s*[\wĐđ&.]+)*)")
_MOTTO = re.compile(
    r"CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|Độc lập|ĐẢNG CỘNG SẢN VIỆT NAM", re.IGNORECASE
)
_CLOCK = re.compile(r"\d[:hg]\d\d")
_RULE = re.compile(r"[\W_]*")
_BODY = re.compile(r"[(]|Kính gửi|[IVX]+[.)]|\d+[.)]|Căn cứ|Thực hiện|Phần\b", re.IGNORECASE)
_DATELINE = re.compile(r"\bngày\s+\d", re.IGNORECASE)
_BAR = re.compile(r"\s*[|\t]\s*")


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, number and symbol, and day as the paper itself says; blank where it does not."""

    title: str = ""
    number: str = ""
    day: date | None = None


def heading(text: str) -> Heading:
    """What stands at the head of a paper; nothing is guessed beyond its own words."""
    lines = [_BAR.sub(" ", line).strip() for line in text.split("\n", 400)[:_HEAD]]
    number = _NUMBER.search("\n".join(lines))
    return Heading(
        title=_title(lines)[:_LONGEST],
        number=re.sub(r"\s", "", number[1])[:80] if number else "",
        day=paper_date(text),
    )


def _title(lines: list[str]) -> str:
    at = next((at for at, line in enumerate(lines) if _KIND.match(line)), None)
    if at is None:
        return next((line for line in lines[:_FIRST] if _may_name(line)), "")
    subject: list[str] = []
    for line in lines[at + 1 :]:
        if _RULE.fullmatch(line):
            if subject:
                break
            continue
        if _BODY.match(line) or _DATELINE.search(line) or len(subject) == 3:
            break
        subject.append(line)
    return " ".join(filter(None, [_cased(lines[at]), _joined(" ".join(map(_cased, subject)))]))


def _cased(line: str) -> str:
    """A line in capitals as a sentence; its names lose theirs, which a person puts back."""
    return line.capitalize() if line.isupper() else line


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
        and not (_MOTTO.search(line) or _DATELINE.search(line) or _NUMBER.search(line))
    )
