"""What a figure takes over from what stands before it: a unit left unsaid, a direction."""

import re

from wardbook.reader.finding.lexicon import entries, word_set
from wardbook.reader.finding.surroundings import Surroundings
from wardbook.reader.finding.words import DURATIONS, NO_UNIT, UNITS, WHOLE_UNITS
from wardbook.reader.passage import UPPER
from wardbook.reader.schema import Figure

_GLOSSES = re.compile(
    r" ?\( ?[+−–-]? ?(?:khoảng |gần |hơn |trên |bằng |tương đương |tương ứng |tức )*\Z"
    r"|,? ?(?:tương đương|tương ứng|tức|tức là)(?: với)? (?:khoảng |gần |hơn |trên )?\Z"
)
_EQUALS = re.compile(r", (?:bằng|tỷ lệ) \Z")  # "tăng 168 hộ, bằng 79,2%."
_ENDS = re.compile(r" ?(?:[.;),]|\Z)")
# "giảm 2 vụ, 3 người bị thương so với cùng kỳ": one comparison closes the list.
_LISTED = re.compile(r"[^,;.:()\n\d]{0,16}(?:,| và|, và) ")
_AGAINST = re.compile(r"[^;.:()\n]{0,40} so (?:với )?(?:cùng kỳ|năm|kỳ|quý|tháng|đầu|nhiệm kỳ)")
_SET_AGAINST = re.compile(
    r"(?:hơn|so với|so) (?:cùng kỳ|(?:năm|kỳ|quý|tháng) (?:trước|ngoái))(?: (?:tăng|giảm))? \Z"
)
_BEYOND = re.compile(
    r"(?:(cao|nhiều|lớn|thấp|ít|kém|nhỏ) hơn|(vượt|kém|hụt|thiếu))(?: so với)?(?: mức| yêu cầu)?"
    r"(?: chỉ tiêu| kế hoạch| mục tiêu| dự toán)? \Z"
)
# "giảm so với mức 2,6% của năm trước 0,5 điểm": a change from a level told in between
_FROM_LEVEL = re.compile(
    r"(?:(tăng|cao hơn|nhiều hơn)|(giảm|thấp hơn|ít hơn)) so với (?:mức|con số)(?: [^\W\d_]+)? \Z"
)
_OF_THEN = re.compile(r" (?:của|ở|hồi)?[^,;.()]{0,30} (?:tới|đến|là )?\Z")
_BY = re.compile(r"[^,;.()\d\n]{0,40}(?: tới| đến| là|) ")
_SHARES = ("%", "‰", "điểm")
_JOINED = re.compile(r"[^,;.:()\n\d]{0,30} và (?:[^\W\d_]+ ){0,1}\Z")
_BESIDE = re.compile(r"\([^()\d]{0,24}(?:(?:19|20)[0-9]{2}[^()\d]{0,4})?\Z")
_FULL_STOP = re.compile(r"[.;](?![0-9])|\n")
_MOVES = re.compile(r"[^.;()\n]{0,40}(?:lên|xuống|còn|là|:) ")
_WITH = re.compile(r"[^,;.:()\n\d]{0,24} (?:và|cùng|cùng với|kèm|kèm theo) (?:[^\W\d_]+ ){0,3}")
# Kinds of what is counted, or what it is measured against: never its unit.
_KINDS = (
    entries(
        "nam|nữ|phụ nữ|kiến nghị|phản ánh|chỉ tiêu|kế hoạch|loại|mục|nội dung|quả|biên chế"
        "|nhóm|lĩnh vực|vấn đề"
    )
    | DURATIONS
    | {"kỳ"}
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_PLANS = ("chỉ tiêu", "kế hoạch")
_NAME = rf"(?:[{UPPER}][^\W\d_]* ){{1,4}}"
_PLACE = re.compile(rf"(?:(?<=\W)([^\W\d_]+) )?{_NAME}\Z")
_NEXT_PLACE = re.compile(rf"(?:[,;]|[,;]? và) (?:([^\W\d_{UPPER}]+) )?{_NAME}")
_FIRST_PLACE = re.compile(rf" ?: (xã|phường|thị trấn|thôn|ấp|bản|buôn|khóm|làng) {_NAME}")
_THOUSAND = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_OPENERS = word_set("con riêng tổng toàn bộ số các những trong đó và - + • gồm")
_STOPS = word_set(", ; . : ( ) | %")
# Words of their own that begin like a unit.
_OTHER_WORDS = entries(
    "công tác|công cuộc|công trình|công việc|công nghệ|công nghiệp|công an|công đoàn|công khai"
    "|dân tộc|dân số|dân sinh|dân vận|dân chủ|dân trí|dân cư|hộ tịch|hộ khẩu|đoàn kết|đoàn thể"
    "|ban hành|tin tưởng|bộ đội|bộ máy|bộ mặt|cấp ủy|điểm nổi|điểm sáng|điểm mới|đường lối|đơn giản"
    "|lần đầu|lần này|lần lượt|năm qua|phần lớn|phần nhiều|phần còn|xã hội|nhà nước|nhà văn"
    "|bài học|bài toán|mẫu mực|mẫu giáo|vụ mùa|con người|quả thật"
)
_THOSE = ("số", "những", "các")
_NEXT = 30  # letters from a level to the one in brackets
_LABEL = 4  # words of a label that stands right before its number
_ENDS_SENTENCE = word_set(". ; ? !")


def direction_from(previous: Figure, gap: str, around: Surroundings) -> str | None:
    """The direction of the change that this figure glosses ("giảm 3 vụ (25%)") or goes on with."""
    beyond = _beyond(previous, gap, around)
    if beyond:
        return beyond
    if previous.direction is None or around.quantity.numerator is not None:
        return None
    other_measure = previous.unit.startswith(_SHARES) != around.quantity.is_share
    alone = gap.lstrip()[:1] != "(" or around.right[:1] in (")", ",", ";")
    if other_measure and alone and _GLOSSES.match(gap):
        return previous.direction
    # "vượt 15 hộ, bằng 112%" is the result of the plan, no rise of more than all
    part = (around.quantity.value or 0) < 100 and _EQUALS.fullmatch(gap)
    if other_measure and part and _ENDS.match(around.right):
        return previous.direction
    if _LISTED.fullmatch(gap) and _AGAINST.match(around.right) and not around.quantity.is_share:
        return previous.direction
    if gap in (", ", " và ") and not other_measure and _is_set_against(previous, around):
        return previous.direction
    same = previous.unit == around.quantity.unit
    return previous.direction if same and _JOINED.fullmatch(gap) else None


def _is_set_against(previous: Figure, around: Surroundings) -> bool:
    """ "nhiều hơn cùng kỳ 2 vụ, 3 xe": the comparison told before the first holds for both."""
    start, flow = previous.start, around.passage.flow
    told = _SET_AGAINST.search(flow, max(0, start - 40), start)
    return bool(told) and not around.quantity.is_share


def _beyond(previous: Figure, gap: str, around: Surroundings) -> str | None:
    """ "thấp hơn mức 98% nghị quyết đề ra tới 3,8%": how far from a plan told in between."""
    flow = around.passage.flow
    alike = around.quantity.unit in (previous.unit, "điểm", "điểm phần trăm", "điểm %")
    near = max(0, previous.start - 30)
    if alike and flow.find("so với ", near, previous.start) >= 0 and _OF_THEN.fullmatch(gap):
        level = _FROM_LEVEL.search(flow, near, previous.start)
        if level:
            return "up" if level[1] else "down"
    if previous.kind != "target" or previous.unit[:1] != around.quantity.unit[:1]:
        return None
    found = _BEYOND.search(flow, max(0, previous.start - 30), previous.start)
    if found is None or not _BY.fullmatch(gap):
        return None
    return "up" if (found[1] or found[2]) in ("cao", "nhiều", "lớn", "vượt") else "down"


def goes_on_rank(previous: Figure, gap: str, around: Surroundings) -> bool:
    """ "tháng 8 đứng thứ 5/34 xã, tháng 9 lên 3/34"."""
    bare = around.quantity.numerator is not None and not around.quantity.known
    return bare and previous.kind == "rank" and bool(_MOVES.fullmatch(gap))


def goes_on_places(previous: Figure | None, around: Surroundings) -> bool:
    """ "xã An Lộc 96 hộ, xã An Phú 56": in a list of places the number is no part of the name."""
    if previous is None or previous.kind not in ("count", "target") or around.right[:1].isalnum():
        return False
    text = around.passage.text
    first = _FIRST_PLACE.fullmatch(text, previous.end, around.quantity.start)
    if first and re.compile(rf", {first[1]} {_NAME}\d").match(text, around.quantity.end):
        return True
    joined = _NEXT_PLACE.fullmatch(text, previous.end, around.quantity.start)
    place = _PLACE.search(text, max(0, previous.start - 40), previous.start) if joined else None
    return bool(joined and place and joined[1] in (None, place[1]))


def is_thousand(unit: str, around: Surroundings) -> bool:
    """ "1,276 nhà, hư hại nhẹ 1,045": the bare number counts the same whole things."""
    start, end = around.quantity.start, around.quantity.digits_end
    bare = not around.quantity.unit and bool(_THOUSAND.fullmatch(around.passage.flow, start, end))
    return bare and unit in WHOLE_UNITS


def each_from(figures: list[Figure], around: Surroundings) -> str | None:
    """What the figure before is for one of, where this one goes on ("400m2 và 5 cây").

    A former value in brackets goes back to the last figure of its unit.
    """
    flow, start, unit = around.passage.flow, around.quantity.start, around.quantity.unit
    beside = _BESIDE.search(flow, max(0, start - 30), start)
    for figure in reversed(figures[-3:]):
        gap = flow[figure.end : start]
        if len(gap) > 90 or _FULL_STOP.search(gap):
            return None
        if not beside:
            return figure.each if _WITH.fullmatch(gap) else None
        if figure.unit == unit:
            return figure.each
    return None


def unit_from(previous: Figure | None, around: Surroundings) -> str:
    """The unit of a bare number: what its clause counts ("đảng viên: 02"), or that of its total."""
    clause = _clause(around.words)
    while clause and clause[0] in _OPENERS:
        clause = clause[1:]
    noun = _leading_unit(clause)
    if noun in _PLANS:
        noun = next((unit for at in range(1, 6) if " " in (unit := _leading_unit(clause[at:]))), "")
    if noun in _KINDS:
        noun = ""
    if noun and (around.words[-1:] in ([":"], ["là"], ["("]) or "số" in around.words[-8:]):
        return noun
    opens = around.words[-len(clause) - 1 : -len(clause)] in ([], ["."], [";"])
    if noun and opens and len(clause) <= _LABEL and NO_UNIT.isdisjoint(clause):
        return noun  # ". Hộ nghèo 356, tỷ lệ …"
    counted = _among(around.words) or _of_list(around.words)
    if counted or previous is None:
        return counted or noun or _sentence_head(around) or _line_head(around)
    beside = _BESIDE.search(
        around.passage.flow, max(0, around.quantity.start - 30), around.quantity.start
    )
    if previous.unit == "đ/c" or (beside and around.quantity.start - previous.end < _NEXT):
        return previous.unit  # "38,1 học sinh/lớp (năm trước 40,4)"
    return previous.unit.partition("/")[0]


def _among(words: list[str]) -> str:
    """ "Trong những người bị kết luận, 5 bị khiển trách": the noun of those among whom."""
    for at in range(len(words) - 3, -1, -1):
        if words[at] in _ENDS_SENTENCE or words[at][0].isdigit():
            return ""
        if words[at] == "trong" and words[at + 1] in _THOSE:
            noun = _leading_unit(words[at + 2 :])
            return "" if noun in _KINDS else noun
    return ""


def _line_head(around: Surroundings) -> str:
    """ "- Đơn trùng lặp, nặc danh: 05": the noun that opens the line."""
    words = around.words
    while words and (words[0] in _OPENERS or not words[0].isalpha()):
        words = words[1:]
    noun = _leading_unit(words)
    return "" if noun in _KINDS else noun


def _sentence_head(around: Surroundings) -> str:
    """ "Hộ khá, giàu năm ngoái là 684": the noun that opens the sentence."""
    words = around.words
    ends = [at for at, word in enumerate(words) if word in _ENDS_SENTENCE]
    clause = words[ends[-1] + 1 :] if ends else []
    noun = _leading_unit(clause)
    return "" if noun in _KINDS else noun


def _of_list(words: list[str]) -> str:
    """ "Xếp loại chi bộ: xuất sắc 4, tốt 17": the parts count what stands before the colon."""
    heads = [at for at, word in enumerate(words[:-1]) if word == ":" and words[at + 1].isalpha()]
    if not heads:
        return ""
    if "." in words[heads[-1] :]:  # the list is over
        return ""
    if _counts_before(words[heads[-1] + 1 :]):
        return ""
    head = words[: heads[-1]]
    for length in (3, 2, 1):
        noun = _leading_unit(head[-length:])
        if noun == " ".join(head[-length:]) and noun not in _KINDS:
            return noun
    return ""


def _counts_before(words: list[str]) -> bool:
    """ "Tổ chức: toàn Hội có 482 hội viên; kết nạp 23": another noun was counted since."""
    return any(
        word[0].isdigit() and _leading_unit(words[at + 1 : at + 4]) for at, word in enumerate(words)
    )


def _clause(words: list[str]) -> list[str]:
    """The words since the last comma; a colon belongs to what it follows ("khiển trách: 03")."""
    end = len(words) - 1 if words[-1:] in ([":"], ["("]) else len(words)
    for at in range(end - 1, -1, -1):
        if words[at] in _STOPS or (words[at][0].isdigit() and not _YEAR.fullmatch(words[at])):
            return words[at + 1 : end]
    return words[:end]


def _leading_unit(clause: list[str]) -> str:
    pattern = UNITS.get(clause[0]) if clause else None
    found = pattern.match(" ".join(clause)) if pattern else None
    if not found or (
        len(clause) > 1 and " ".join(clause[:2]) in _OTHER_WORDS and " " not in found[0]
    ):
        return ""
    return found[0]
