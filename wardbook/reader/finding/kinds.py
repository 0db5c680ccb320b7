"""How a figure is stated: its bound, whether it is a change or a rank, and what it is per."""

import re

from wardbook.reader.finding.lexicon import by_last_word, word_set
from wardbook.reader.finding.surroundings import Surroundings
from wardbook.reader.finding.words import (
    BODY_UNITS,
    BOUNDS,
    CHANGES,
    COMPARED,
    FAR_BOUNDS,
    LEVELS,
    UNITS,
)

_BOUNDS = by_last_word(BOUNDS)
_COMPARED = {word: way for way, group in COMPARED.items() for word in group.split("|")}
# A bound word of the second kind may stand this far off: "tối thiểu phải đạt 85%".
_BETWEEN_BOUND = word_set(
    """là đạt phải có được từ mức : cũng thực hiện thu cả năm huy động chỉ trần khống chế định quy
    tỷ lệ"""
)
# Between "tăng" and its size these tell of nothing else; a stop word begins another statement.
_BETWEEN_CHANGE = """
là|:|từ|được|thêm|bình quân|trung bình|mỗi|hằng|hàng|năm|tháng|quý|so với|cùng kỳ|trước|ngoái|đầu
kế hoạch|chỉ tiêu|dự toán|giao|nghị quyết|mức|đề ra|tới|về|số tiền|đó|thì|cả|tỉnh|huyện|quận|hđnd
phường|xã|thành phố|nhiệm kỳ|mặt bằng|báo động|i|ii|iii|iv|vụ|so|với|kỳ|tiền|gấp
"""
_STOPS = "đạt|đã|chiếm|cho|bằng|gồm|có|;|.|?|!|(|,|–"
_STEPS = by_last_word(
    {**CHANGES, "stop": f"{_STOPS}|{LEVELS}", "pass": "|".join((_BETWEEN_CHANGE, *BOUNDS.values()))}
)
_FREE_WORDS = 6
_FORMER_WORDS = {"trước", "kỳ", "ngoái"}
_TO_LEVEL = re.compile(r"[^.;\n]{0,60}?(?<!trở )(?<!\w)(?:xuống|lên|còn|đến nay)(?!\w)")
_TIMES_AS_MUCH = re.compile(r" (?:so với )?(?:năm (?:19|20)|năm trước|cùng kỳ|kỳ trước|đầu năm)")
_SET_AGAINST = re.compile(
    r"so (?:với )?(?:cùng kỳ|(?:cuối |đầu )?(?:năm|nhiệm kỳ|quý|tháng)|kỳ|trước)"
)
_SIGN = re.compile(r"\( ?([+−–-]) ?\Z")
_ONWARD_FROM = re.compile(r" (?:[^\W\d_]+ ){0,4}?trở (lên|xuống)(?!\w)")
_ONWARD = re.compile(r" (?:tổng số |số )?trở (lên|xuống)(?!\w)")
_STANDS = re.compile(r"(?:đứng|xếp|vị trí|thứ hạng|vị thứ|hạng|hàng|giữ)(?: [^\W\d_]+){0,3} \Z")
_TO_RANK = re.compile(
    r"(?:thứ|hạng|trí) [0-9][0-9.,/]* .*"
    r"(?:lên|xuống|năm trước|năm ngoái|cùng kỳ|trước đó|trước đây)"
    r"(?: xếp| đứng| ở)?(?: vị| hạng)? (?:thứ|hạng|trí)\Z"
)
_FROM_RANK = re.compile(r"từ(?: vị)? (?:thứ|hạng|trí)\Z")
_THAT_IS_MORE = re.compile(r"(?:tức|nghĩa|tức là|nghĩa là) thêm\Z")
_MORE_THAN = re.compile(r", hơn (?:[^\W\d_]+ ){1,5}\Z")  # ", hơn Tết Đinh Dậu 8,8%"
_UP_OR_DOWN = re.compile(r"(?:/[0-9]+)?(?: [^\W\d_]+){0,3} (?:lên|xuống)(?!\w)")
_RANK_MOVES = re.compile(
    r"(?:thứ hạng|vị thứ|xếp hạng)(?: [^\W\d_]+){0,5}(?: từ (?:[0-9]{1,2}(?:/[0-9]+)?)?)?"
    r"(?: (?:lên|xuống|còn|là))? \Z"
)
_RANKS = {"hạng", "thứ"}
_OF_RANK = BODY_UNITS | {"", "hạng"}
_NUMBERED = re.compile(r"(?:thứ|hạng|vị trí|vị thứ) \Z")
_TIMES = "(?:năm|tháng|tuần|ngày|quý)"
_EVERY = rf"(?:mỗi|(?:hằng|hàng)(?= {_TIMES}))"
_EACH = re.compile(
    rf"(?=[mh])(?<!\w)(?<!cây ){_EVERY} (?:một )?"
    rf"((?:(?!{_TIMES})[^\W\d_]+, )?[^,;.:()\d\n]{{2,48}}?) ?\Z"
)
_EACH_AFTER = re.compile(
    rf" (?:cho |/ ?)?(?:{_EVERY}|một(?= (?:năm|tháng|tuần|ngày|quý))) ([^\W\d_][^,;.:()\d\n]*)"
)
_BY_HEAD = re.compile(
    r"(?:tính|chia)(?: bình quân)?(?: theo| ra)? đầu (người|hộ)"
    r"(?: (?:được|là|gần|ngót|hơn|trên|khoảng))* \Z"
)
# "năm nào cũng trên 5.000 tấn": in each of them
_ANY = re.compile(r"(?<!\w)([^\W\d_]+(?: [^\W\d_]+)?) nào (?:[^,;.:()\d\n]{1,20} )?\Z")
_EACH_OPENS = re.compile(r"[-+•*\s]*(?:bình quân |trung bình )?mỗi (?:một )?([^,;.:()\d\n]{2,48})")
# "Mỗi ngày khám 40 lượt, cả tháng 880 lượt": from there on it is told of more than one.
_ALL_TOLD = re.compile(
    r"[,;] (?:(?:tính |nên |như vậy |vậy )?(?:cả|trong|tổng|cộng|tính|toàn|hết|sau|qua|đến|lũy|luỹ)"
    r"|còn|riêng|nâng|hiện|năm|tháng|tuần|quý|đã)(?!\w)"
)
_EACH_ALLOWANCE = re.compile(r"h[ằà]ng \w+ .*(?:cho|của|với)(?!\w)")
# "không để trường nào dưới 98%" asks for 98 at least.
_LET_NONE = re.compile(
    r"không (?:để|có|còn) (?:[^\W\d_]+ ){0,4}nào (?:đạt )?(?:dưới|trên|quá|vượt)\Z"
    r"|không để (?:[^\W\d_]+ ){1,5}(?:dưới|trên|vượt)\Z"
)
_OPPOSITE = {"at_least": "at_most", "at_most": "at_least", "about": "about"}
_GROUND = {
    "tuyến",
    "tuyến đường",
    "lĩnh vực",
    "mặt",
    "địa bàn",
    "trục",
    "cánh đồng",
    "kênh",
    "con đường",
}
_MEASURES = {"ha", "m2", "km2", "km", "m", "m3", "sào", "mẫu", "công đất"}
_HOLDS = word_set("có được đạt với là gồm của cho tới đến lên còn ra và nhận làm xong")
_TOTALS = {"tổng", "cộng", "toàn"}


def _past(words: list[str]) -> bool:
    """ "không để nợ vượt 2%", "không để phát sinh quá 250 vụ"."""
    if words[-1:] == ["quá"]:
        return "không" in words[-10:-1]
    return words[-1:] == ["vượt"] and bool(_LET_NONE.search(" ".join(words)))


def bound_of(around: Surroundings) -> str:
    """``exact`` unless a word at the number says it is a limit or a guess; the nearest wins."""
    words = around.words
    onward = (_ONWARD_FROM if words[-1:] == ["từ"] else _ONWARD).match(around.right)
    if onward:
        return "at_least" if onward[1] == "lên" else "at_most"
    if _past(words):
        return "at_most"
    at, touching, free = len(words), True, 0
    while at > 0 and free < _FREE_WORDS:
        found = around.ends_with(_BOUNDS, at)
        if found and found[0] == "at_least" and _is_fewest(words, at, found[1]):
            return "exact"
        if found and (touching or " ".join(words[at - found[1] : at]) in FAR_BOUNDS):
            reaches = touching or not free or words[at - found[1]] == "ước"
            idle = _only_sets(words, at, found[1]) or (
                words[at - 1] == "trên" and _lies_on(around, at)
            )
            if not found[0] or not reaches or idle:
                return "exact"
            return _OPPOSITE[found[0]] if _LET_NONE.search(" ".join(words[:at])) else found[0]
        if not words[at - 1].isalpha() and words[at - 1] != ":":
            break
        free += words[at - 1] not in _BETWEEN_BOUND
        touching = touching and words[at - 1] == "từ"
        at -= 1
    return "exact"


def _is_fewest(words: list[str], at: int, length: int) -> bool:
    """ "phòng hộ nhiều nhất với 8.210 ha, đặc dụng ít nhất 1.239 ha": the least of all."""
    return words[at - length : at] == ["ít", "nhất"] and " nhiều nhất " in " ".join(words[: at - 2])


def _only_sets(words: list[str], at: int, length: int) -> bool:
    """ "cao hơn 5%", "17 trên 19": the word sets two numbers beside each other."""
    before = words[at - 2] if at > 1 and length == 1 else ""
    return (words[at - 1] == "hơn" and before in _COMPARED) or (
        words[at - 1] == "trên" and before[:1].isdigit() and before[-1:] != "."
    )


def _lies_on(around: Surroundings, at: int) -> bool:
    """ "vớt rác trên 4 tuyến kênh": where, not how many; but "có trên 4 tuyến kênh"."""
    words = around.words
    unit = around.quantity.unit
    bare = not unit and words[-1:] == ["trên"]  # "644 hộ trên 700"
    if (unit in _MEASURES or bare) and words[at - 3 : at - 2]:
        return words[at - 3][0].isdigit()  # "2.800 tấn trên 450 ha"
    if words[-1:] == ["trên"] and unit == words[at - 2]:  # "2,6 tỷ đồng trên 5 tỷ đồng"
        return any(word[0].isdigit() for word in words[max(0, at - 4) : at - 2])
    return (
        at > 1
        and around.quantity.unit in _GROUND
        and words[at - 2].isalpha()
        and words[at - 2] not in _HOLDS
    )


def direction_of(around: Surroundings) -> str | None:
    """``up`` or ``down`` where the number is the size of a change; None for a level."""
    words, quantity = around.words, around.quantity
    if quantity.numerator is not None:
        return None
    if words[-3:] == ["so", "với", "mức"]:
        return None
    if words[-1:] == ["từ"] and quantity.value_max is None and _TO_LEVEL.match(around.right):
        return None
    sign = _SIGN.search(around.passage.text, max(0, quantity.start - 3), quantity.start)
    if sign and (quantity.known or sign[1] == "+"):
        return "up" if sign[1] == "+" else "down"
    if quantity.unit in ("bậc", "hạng") and words[-1:] in (["lên"], ["xuống"]):
        return "up" if words[-1] == "lên" else "down"
    if quantity.unit == "lần" and (words[-1:] == ["bằng"] or _TIMES_AS_MUCH.match(around.right)):
        return "up"
    return "up" if _is_more(around) else _changed(around)


def _is_more(around: Surroundings) -> bool:
    """ "tức thêm 14", ", hơn Tết năm kia 8,8%", "so với năm trước thêm 3"."""
    words = around.words
    if _THAT_IS_MORE.search(" ".join(words[-4:])):
        return True
    compares = around.quantity.is_share and "hơn" in words[-7:-1] and words[-1] != "hơn"
    if compares and _MORE_THAN.search(" ".join([*words[-7:], ""])):
        return True
    near = " ".join(words[-14:])
    return words[-1:] == ["thêm"] and bool(_SET_AGAINST.search(near + around.right))


def _changed(around: Surroundings) -> str | None:
    """Walks left from the number to a word of change, over what may stand between.

    A few words more may stand there ("giảm tỷ lệ hộ nghèo 1,5%") where the number can be nothing
    but a part.
    """
    words, at, free = around.words, len(around.words), 0
    while at > 0 and free <= _FREE_WORDS:
        if words[at - 1] == ")":  # "vượt kế hoạch (11.000 ha) 1,9%"
            at = _opening(words, at)
            continue
        compared = _compared(words, at, points=around.quantity.unit.startswith("điểm phần"))
        if compared is not None:
            return compared or None
        role, length = around.ends_with(_STEPS, at) or ("", 1)
        if role in ("up", "down"):
            # "không vượt mức 20%", "không để số nợ vượt 2%"
            limit = words[at - length - 1 : at - length] == ["không"] or _past(words[:at])
            return role if (not free or _is_part(around)) and not limit else None
        if role in ("stop", "idiom") or (
            not role and words[at - 1][0].isdigit() and not _year(words[at - 1])
        ):
            return None
        free += not role
        at -= length
    return None


def _opening(words: list[str], at: int) -> int:
    """The place of the bracket that the one before ``at`` closes, or the start."""
    return next((place for place in range(at - 2, -1, -1) if words[place] == "("), 0)


def _compared(words: list[str], at: int, *, points: bool) -> str | None:
    """The direction of "cao hơn", "hơn năm trước"; "" for "hơn mức 98%", a level; else None."""
    if words[at - 1] not in ("hơn", "kém"):
        return None
    listed = ":" in words[at:] and "là" not in words[at:]  # "cao hơn năm ngoái: 11 em giỏi"
    level = words[at : at + 1] == ["mức"] and not points
    if level or listed:
        return ""
    if words[at - 1] == "hơn" and at > 1 and words[at - 2] in _COMPARED:
        return _COMPARED[words[at - 2]]
    if any(word in _FORMER_WORDS or _year(word) for word in words[at:]):
        return "up" if words[at - 1] == "hơn" else "down"
    return None


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()


def _is_part(around: Surroundings) -> bool:
    """Only a share or a multiple can stand far from its verb."""
    return around.quantity.is_share or around.quantity.unit.startswith(("lần", "điểm"))


def moves_rank(around: Surroundings) -> bool:
    """ "từ thứ 12 lên thứ 5", "đứng thứ 5, năm trước thứ 7"."""
    if around.words[-1:] not in (["thứ"], ["hạng"], ["trí"]):
        return False
    said = " ".join(around.words[-14:])
    return bool(
        _TO_RANK.search(said) or (_FROM_RANK.search(said) and _UP_OR_DOWN.match(around.right))
    )


def is_rank(around: Surroundings) -> bool:
    """ "đứng thứ 3/52", "xếp hạng 5", "trong tốp 10"."""
    words = around.words
    if words[-1:] in (["tốp"], ["top"]) or moves_rank(around):
        return True
    may = around.quantity.unit in _OF_RANK and not _RANKS.isdisjoint(words[-9:])
    if may and _RANK_MOVES.search(" ".join([*words[-9:], ""])):
        return True
    if words[-1:] in (["xếp"], ["đứng"]):
        return around.quantity.numerator is not None
    if words[-1:] not in (["thứ"], ["hạng"], ["trí"], ["vị"], ["hàng"]):
        return False
    near = " ".join([*words[-7:], ""])
    return bool(_STANDS.search(near)) and bool(_NUMBERED.search(near))


def each_of(around: Surroundings) -> str | None:
    """What the figure is for one of: "mỗi năm", "bình quân mỗi hộ", "hằng tháng"."""
    flow, start = around.passage.flow, around.quantity.start
    before = _EACH.search(flow, max(around.left_start, start - 56), start)
    if before and before[1].count(" ") < 9 and not _modifies(flow, before):
        return _noun(before[1])
    near = max(around.left_start, start - 40)
    any_ = _ANY.search(flow, near, start) if flow.find(" nào ", near, start) > 0 else None
    if any_:
        return any_[1] if _noun(any_[1]) == any_[1] else any_[1].rpartition(" ")[2]
    near = max(around.left_start, start - 30)
    head = _BY_HEAD.search(flow, near, start) if flow.find("đầu", near, start) >= 0 else None
    if head:
        return head[1]
    after = _EACH_AFTER.match(around.right)
    if after:
        return _noun(after[1])
    if around.quantity.is_share or not _TOTALS.isdisjoint(around.words[-5:]):
        return None
    sentence, _ = around.passage.sentence_at(start)
    opening = _EACH_OPENS.match(flow, sentence, start)
    each = _noun(opening[1]) if opening else None
    if opening and _ALL_TOLD.search(flow, opening.start(1), start):
        return None
    # "Mỗi suất 300.000 đồng, tặng 85 suất, trị giá …": the suất are counted by now.
    said = flow[sentence + 6 : start]
    counted = each == around.quantity.unit or f" {each}," in said
    counted = counted or bool(each and re.search(rf"[0-9] {re.escape(each)}(?!\w)", said))
    return None if counted else each


def _modifies(flow: str, found: re.Match[str]) -> bool:
    """ "chi trợ cấp hằng tháng cho 187 người": each month is the allowance, not the people."""
    follows_noun = flow[found.start() - 2 : found.start() - 1].isalpha()
    return follows_noun and bool(_EACH_ALLOWANCE.match(found[0]))


def _noun(words: str) -> str:
    if words.startswith("ngày làm việc"):
        return "ngày làm việc"
    first = words.partition(" ")[0].rstrip(",")
    pattern = UNITS.get(first)
    found = pattern.match(words) if pattern else None
    return found[0] if found else first
