"""Numbers by which something goes: the grade of a workman, a patrol, a time zone, a month."""

import re

from wardbook.reader.finding.lexicon import word_set
from wardbook.reader.finding.surroundings import Surroundings

_GRADES = word_set("bậc thợ nghề binh hạng loại tật")  # "thợ hàn bậc 3/7", "thương binh 2/4"
_TRADES = word_set("bậc binh")
_MONTHS_BEFORE = re.compile(r"tháng(?: [^\W\d_]+){0,2} ?\( ?\Z")  # "3 tháng hè (6, 7, 8)"
_MONTHS_AFTER = re.compile(r"(?: ?(?:,|và|-|–|đến) ?(?:0?[1-9]|1[0-2]))+ ?\)")
_ZONE = re.compile(r"(?:GMT|UTC) ?[+-] ?\Z")
# "Tổ tuần tra 363 hoạt động": a body that works is named, not counted
_BODY = re.compile(
    r"(?:tổ|đội|nhóm|lực lượng|ban|đoàn)(?: (?:tuần tra|công tác|cơ động|liên ngành|phản ứng nhanh"
    r"|xung kích|cảnh sát|kiểm tra|đặc nhiệm|phòng chống|tự quản))+ \Z"
)
_VETERANS = re.compile(r"binh(?: hạng| loại)? (?:[1-4]/4(?:,|, và| và| hoặc) )+\Z")
_WORKS = re.compile(r"[0-9]{2,4} hoạt động(?!\w)")
_SIZES = word_set("loại cỡ size")  # "tôm thẻ loại 100 con"


def graded(around: Surroundings) -> str | None:
    """The grade of a workman, or how many of a fish make a kilogram."""
    quantity, last = around.quantity, around.words[-1:]
    if quantity.numerator is not None:
        trade = last and _TRADES.intersection(around.words[-3:])
        grade = trade and _GRADES.issuperset(last) and not quantity.known
        start = quantity.start
        listed = _VETERANS.search(around.passage.flow, max(0, start - 40), start)
        return "name" if grade or listed else None
    sized = quantity.unit == "con/kg" or (quantity.unit == "con" and last == ["loại"])
    return "name" if sized and last and _SIZES.issuperset(last) else None


def month(around: Surroundings) -> str | None:
    """Months listed in brackets after how many they are."""
    flow, quantity = around.passage.flow, around.quantity
    if around.words[-1:] != ["("]:
        return None
    opened = _MONTHS_BEFORE.search(flow, max(0, quantity.start - 24), quantity.start)
    listed = opened and _MONTHS_AFTER.match(flow, quantity.digits_end)
    return "period" if listed and not quantity.known else None


def body(around: Surroundings) -> str | None:
    """The number by which a patrol goes, or the hours of a time zone."""
    text, flow, start = around.passage.text, around.passage.flow, around.quantity.start
    if text[start - 1 : start] in ("+", "-") and _ZONE.search(text, max(0, start - 6), start):
        return "time"
    works = around.quantity.unit == "hoạt động" and _WORKS.match(flow, start)
    return "name" if works and _BODY.search(flow, max(0, start - 40), start) else None
