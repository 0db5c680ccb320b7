"""How a figure is stated: its bound, whether it is a change or a rank, and what it is per."""

import re

from wardbook.reader.surroundings import Surroundings, by_last_word
from wardbook.reader.words import BOUNDS, CHANGES, COMPARED, FAR_BOUNDS, LEVELS, UNITS

_BOUNDS = by_last_word(BOUNDS)
_CHANGES = by_last_word(CHANGES)
_LEVELS = by_last_word({"level": LEVELS})
_COMPARED = {word: way for way, group in COMPARED.items() for word in group.split("|")}
_BETWEEN_BOUND = set("là đạt phải có được từ mức : cũng thực hiện thu cả năm huy động chỉ".split())
# What may stand between "tăng" and its size without telling of something else.
_BETWEEN_CHANGE = set(
    """là : từ được thêm bình quân trung mỗi hằng hàng năm tháng quý so với cùng kỳ trước ngoái đầu kế hoạch
    chỉ tiêu dự toán giao nghị quyết mức đề ra tới hơn về khoảng số tiền gấp trên đó thì cả tỉnh huyện quận
    hđnd phường xã thành phố nhiệm iv iii ii i vụ""".split()
)
_FORMER_WORDS = {"trước", "kỳ", "ngoái"}  # "hơn năm trước 2,4 điểm"
_TIMES_AS_MUCH = re.compile(r" (?:so với )?(?:năm (?:19|20)|năm trước|cùng kỳ|kỳ trước|đầu năm)")
_STOPS = set("đạt được đã chiếm lên xuống còn thành cho bằng gồm có ; . ? ! ) ( , –".split())
_FREE_WORDS = 6
_TO_LEVEL = re.compile(r"[^.;\n]{0,60}?(?<!trở )(?<!\w)(?:xuống|lên|còn|đến nay)(?!\w)")
_ONWARD_FROM = re.compile(r"\s(?:[^\W\d_]+\s){0,4}?trở (lên|xuống)(?!\w)")
_ONWARD = re.compile(r"\s(?:tổng số |số )?trở (lên|xuống)(?!\w)")
_STANDS = re.compile(r"(?:đứng|xếp|vị trí|thứ hạng|vị thứ|hạng|hàng|giữ)(?: [^\W\d_]+){0,3} \Z")
_NUMBERED = re.compile(r"(?:thứ|hạng|vị trí|vị thứ) \Z")
_EACH = re.compile(
    r"(?<!\w)(?<!cây )(?:mỗi|(?:hằng|hàng)(?= (?:năm|tháng|tuần|ngày|quý))) ([^,;.:()\d\n]{2,48}?) ?\Z"
)
_EACH_OPENS = re.compile(r"[-+•*\s]*(?:bình quân |trung bình )?mỗi ([^,;.:()\d\n]{2,48})")
_ELSEWHERE = re.compile(r"^h[ằà]ng \w+ .*(?:cho|của|với)(?!\w)")  # "trợ cấp hằng tháng cho 187 người"
_TOTALS = {"tổng", "cộng", "toàn"}
_EACH_AFTER = re.compile(
    r" (?:cho |/ ?)?(?:mỗi|(?:hằng|hàng)(?= (?:năm|tháng|tuần|ngày|quý))) ([^\W\d_][^,;.:()\d\n]*)"
)


def bound_of(around: Surroundings) -> str:
    """``exact`` unless a word at the number says it is a limit or a guess; the nearest wins."""
    words = around.words
    onward = (_ONWARD_FROM if words[-1:] == ["từ"] else _ONWARD).match(around.right)
    if onward:
        return "at_least" if onward[1] == "lên" else "at_most"
    at, touching, free = len(words), True, 0
    while at > 0 and free < 6:
        found = around.ends_with(_BOUNDS, at)
        if found and touching:
            return "exact" if _only_compares(words, at) else found[0] or "exact"
        if found and (word := " ".join(words[at - found[1] : at])) in FAR_BOUNDS:
            return found[0] if not free or word.startswith("ước") else "exact"
        if not words[at - 1].isalpha() and words[at - 1] != ":":
            break
        free += words[at - 1] not in _BETWEEN_BOUND
        touching = touching and words[at - 1] == "từ"
        at -= 1
    return "exact"


def _only_compares(words: list[str], at: int) -> bool:
    """ "cao hơn 5%", "17 trên 19": the word sets two numbers beside each other."""
    if at < 2:
        return False
    before = words[at - 2]
    return (words[at - 1] == "hơn" and before in _COMPARED) or (
        words[at - 1] == "trên" and before[0].isdigit()
    )


def direction_of(around: Surroundings) -> str | None:
    """``up`` or ``down`` where the number is the size of a change; None for a level.

    Walks left from the number over bounds and words of comparison. A few words more may stand
    between ("giảm tỷ lệ hộ nghèo 1,5%") where the number can be nothing but a part.
    """
    words, quantity = around.words, around.quantity
    if quantity.numerator is not None:
        return None
    if words[-1:] == ["từ"] and quantity.value_max is None and _TO_LEVEL.match(around.right):
        return None
    if quantity.unit.startswith(("bậc", "hạng")) and words[-1:] in (["lên"], ["xuống"]):
        return "up" if words[-1] == "lên" else "down"
    if quantity.unit == "lần" and (words[-1:] == ["bằng"] or _TIMES_AS_MUCH.match(around.right)):
        return "up"
    at, free = len(words), 0
    while at > 0 and free <= _FREE_WORDS:
        word = words[at - 1]
        if word == ")" and "(" in words[:at]:  # "vượt kế hoạch (11.000 ha) 1,9%"
            at = len(words[:at]) - 1 - words[:at][::-1].index("(")
            continue
        if word in ("hơn", "kém"):
            compared = _COMPARED.get(words[at - 2]) if at > 1 and word == "hơn" else None
            if "mức" in words[at : at + 1]:  # "thấp hơn mức 98%" names the level, not the gap
                return None
            if compared or _FORMER_WORDS.intersection(words[at:]):
                return compared or ("up" if word == "hơn" else "down")
        found = around.ends_with(_CHANGES, at)
        if found:
            sized = not free or _is_part(around)
            limited = words[at - found[1] - 1 : at - found[1]] == ["không"]  # "không vượt mức 20%"
            return found[0] or None if sized and not limited else None
        bound = around.ends_with(_BOUNDS, at)
        if bound:
            at -= bound[1]
            continue
        if word in _STOPS or around.ends_with(_LEVELS, at):
            return None
        if word not in _BETWEEN_CHANGE and not (len(word) == 4 and word.isdigit()):
            if word[0].isdigit():
                return None
            free += 1
        at -= 1
    return None


def _is_part(around: Surroundings) -> bool:
    """Only a share or a multiple can stand far from its verb."""
    return around.quantity.is_share or around.quantity.unit.startswith(("lần", "điểm"))


def is_rank(around: Surroundings) -> bool:
    """ "đứng thứ 3/52", "xếp hạng 5", "trong tốp 10"."""
    words = around.words
    if words[-1:] in (["tốp"], ["top"]):
        return True
    if words[-1:] not in (["thứ"], ["hạng"], ["trí"], ["vị"], ["hàng"]):
        return False
    near = " ".join([*words[-7:], ""])
    return bool(_STANDS.search(near)) and bool(_NUMBERED.search(near))


def each_of(around: Surroundings) -> str | None:
    """What the figure is for one of: "mỗi năm", "bình quân mỗi hộ", "hằng tháng"."""
    flow, start = around.passage.flow, around.quantity.start
    before = _EACH.search(flow, max(around.left_start, start - 56), start)
    if before and before[1].count(" ") < 9 and not _ELSEWHERE.search(before[0]):
        return _noun(before[1])
    after = _EACH_AFTER.match(around.right)
    if after:
        return _noun(after[1])
    if around.quantity.is_share or not _TOTALS.isdisjoint(around.words[-5:]):
        return None
    sentence, _ = around.passage.sentence_at(start)
    opening = _EACH_OPENS.match(flow, sentence, start)
    return _noun(opening[1]) if opening else None


def _noun(words: str) -> str:
    first = words.partition(" ")[0]
    pattern = UNITS.get(first)
    found = pattern.match(words) if pattern else None
    return " ".join(found[0].split()) if found else first
