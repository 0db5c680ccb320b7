"""What a figure is said to be: its bound, whether it is a change, a rank or a share, and per what."""

import re
from dataclasses import dataclass

from wardbook.reader.surroundings import Surroundings, by_last_word
from wardbook.reader.words import BOUNDS, CHANGES, COMPARED, FAR_BOUNDS, LEVELS, UNITS

_BOUNDS = by_last_word(BOUNDS)
_CHANGES = by_last_word(CHANGES)
_LEVELS = by_last_word({"level": LEVELS})
_BETWEEN_BOUND = {
    "là",
    "đạt",
    "phải",
    "có",
    "được",
    "từ",
    "mức",
    ":",
    "cũng",
    "thực",
    "hiện",
    "thu",
    "cả",
    "năm",
    "huy",
    "động",
}
# What may stand between "tăng" and its size without telling of something else.
_BETWEEN_CHANGE = set(
    """là : từ được thêm bình quân trung mỗi hằng hàng năm tháng quý so với cùng kỳ trước ngoái đầu kế hoạch
    chỉ tiêu dự toán giao nghị quyết mức đề ra tới hơn về khoảng số tiền đến gấp trên đó thì cả tỉnh huyện
    hđnd phường xã thành phố nhiệm kỳ""".split()
)
_STOPS = set("đạt được đã chiếm lên xuống còn thành cho bằng gồm có ; . ? ! ) ( , –".split())
_TO_LEVEL = re.compile(r"[^.;\n]{0,60}?(?<!trở )(?<!\w)(?:xuống|lên|còn|đến nay)(?!\w)")
_AT_LEAST_AFTER = re.compile(r"\s(?:[^\W\d_]+\s){0,4}?trở (lên|xuống)(?!\w)")
_STRAIGHT_AFTER = re.compile(r"\s(?:tổng số |số )?trở (lên|xuống)(?!\w)")
_RANKED = re.compile(
    r"(?:đứng|xếp|vị trí|thứ hạng|vị thứ|hạng|hàng) (?:ở |vị trí |hàng |hạng |thứ |loại ){0,3}\Z"
)
_EACH_AFTER = re.compile(r"\s(?:mỗi|một|hằng|hàng)\s([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a figure is stated."""

    bound: str
    direction: str | None  # of a change
    each: str | None


def bound_of(around: Surroundings) -> str:
    """``exact`` unless a word at the number says it is a limit or a guess; the nearest wins."""
    words, at = around.words, len(around.words)
    before_from = words[-1:] == ["từ"]
    after = (_AT_LEAST_AFTER if before_from else _STRAIGHT_AFTER).match(around.right)
    if after:
        return "at_least" if after[1] == "lên" else "at_most"
    touching = True
    while at > 0 and len(words) - at < 5:
        found = around.ends_with(_BOUNDS, at)
        if found and (touching or " ".join(words[at - found[1] : at]) in FAR_BOUNDS):
            compares = words[at - 1] == "hơn" and _compared(words, at - 1)
            opposed = words[at - 1] == "trên" and at > 1 and words[at - 2][0].isdigit()
            return "exact" if compares or opposed else found[0]
        if words[at - 1] not in _BETWEEN_BOUND:
            return "exact"
        touching = touching and words[at - 1] == "từ"
        at -= 1
    return "exact"


def _compared(words: list[str], at: int) -> str | None:
    """The direction of "cao hơn", "thấp hơn" …, or None; ``at`` is the place of "hơn"."""
    adjective = words[at - 1] if at > 0 else ""
    for direction, group in COMPARED.items():
        if adjective in group.split("|"):
            return direction
    return None


def direction_of(around: Surroundings) -> str | None:
    """``up`` or ``down`` where the number is the size of a change; None for a level."""
    if around.quantity.numerator is not None:
        return None
    words = around.words
    at, free = len(words), 0
    if words[-1:] == ["từ"] and around.quantity.value_max is None and _TO_LEVEL.match(around.right):
        return None
    while at > 0 and len(words) - at < 14:
        if words[at - 1] == "hơn":
            compared = _compared(words, at - 1)
            if compared:
                return compared
        found = around.ends_with(_CHANGES, at)
        if found and not _level_between(words, at):
            return found[0] if not free or _parts(around) else None
        bound = around.ends_with(_BOUNDS, at)
        if bound:
            at -= bound[1]
            continue
        word = words[at - 1]
        if word in _STOPS or around.ends_with(_LEVELS, at):
            return None
        if word not in _BETWEEN_CHANGE and not (len(word) == 4 and word.isdigit()):
            if word[0].isdigit():
                return None
            free += 1
        if free > 6:
            return None
        at -= 1
    return None


def _level_between(words: list[str], at: int) -> bool:
    return any(word in ("lên", "xuống", "còn") for word in words[at:])


def _parts(around: Surroundings) -> bool:
    """Only a share or a multiple can stand far from its verb ("giảm tỷ lệ hộ nghèo 1,5%")."""
    return around.quantity.is_share or around.quantity.unit.startswith(("lần", "điểm"))


def is_rank(around: Surroundings) -> bool:
    words = " ".join(around.words[-8:]) + " "
    if around.words[-1:] in (["tốp"], ["top"]):
        return True
    return bool(_RANKED.search(words)) and not around.quantity.known


def each_of(around: Surroundings) -> str | None:
    """ "mỗi năm", "bình quân mỗi hộ", "hằng năm": what the figure is for one of."""
    words = around.words
    for back in range(1, min(len(words), 7) + 1):
        word = words[-back]
        if word in ",;.:()" or word[0].isdigit():
            return None
        if word in ("mỗi", "hằng", "hàng") and back > 1:
            return _noun(" ".join(words[len(words) - back + 1 :]))
    after = _EACH_AFTER.match(around.right)
    if after and around.right.lstrip().startswith("mỗi"):
        return _noun(around.right.lstrip()[4:])
    return None


def _noun(words: str) -> str | None:
    words = words.strip()
    first = words.partition(" ")[0]
    pattern = UNITS.get(first)
    found = pattern.match(words) if pattern else None
    return " ".join(found[0].split()) if found else first or None
