"""Numbers that state no amount: dates, periods, numbers of papers, names, ages and their kin."""

import re
from collections.abc import Callable

from wardbook.reader.finding.kinds import moves_rank
from wardbook.reader.finding.lexicon import word_set
from wardbook.reader.finding.name_words import (
    BEFORE,
    COUNTED_PLACES,
    COUNTING_NUMBER,
    DATE_PREPOSITIONS,
    DAY_WORDS,
    HOLIDAY_WORDS,
    HOLIDAYS,
)
from wardbook.reader.finding.numbered import body, graded, month
from wardbook.reader.finding.shapes import DAY, MONTH, YEAR
from wardbook.reader.finding.surroundings import Surroundings
from wardbook.reader.finding.words import BODY_UNITS, DURATIONS
from wardbook.reader.naming.syllable import is_syllable
from wardbook.reader.passage import UPPER

CHAIN = re.compile(r" ?(?:,|;|và|hoặc|đến|tới|với|[-–/&]|, và|hay|cùng) ?")
_YEAR = re.compile(rf"{YEAR}(?![0-9]|[.,/][0-9])")
_YEARS = re.compile(rf"{YEAR} {{0,2}}[-–—/] {{0,2}}(?:{YEAR}|[0-9]{{2}})(?![0-9])|{YEAR}(?![0-9])")
_TWO_YEARS = re.compile(rf"{YEAR} {{0,2}}[-–—/] {{0,2}}{YEAR}(?![0-9])")
_DAY_MONTH = re.compile(rf"({DAY}) ?[-/.] ?({MONTH})(?![0-9]|[.,/-][0-9])")
_DAY_TO_DAY = re.compile(
    rf"{DAY}[/-]{MONTH} ?(?:-|–|đến|tới)(?: (?:hết )?ngày)? ?{DAY}[/-]{MONTH}(?![0-9])"
)
_DAYS = re.compile(
    rf"{DAY}(?: ?(?:,|và|-|–|đến|tới|đến ngày) ?{DAY}){{1,4}} ?[/-] ?{MONTH}"
    rf"(?:[/-]{YEAR})?(?![0-9])"
)
_DAYS_ENDED = re.compile(rf"{DAY} ?(?:-|–|đến|tới) ?{DAY}/{MONTH} ?[:,;.)](?![0-9])")
_AGED = re.compile(
    r"(?:[0-9]{1,3}(?:, ?| và | - |-|–| – | đến | hoặc )){0,6}+[0-9]{1,3}"
    r" ?(?:tuổi|t(?!\w)|tháng tuổi|năm tuổi|ngày tuổi)(?! thọ)"
)
_MEDAL = re.compile(r"(?:[0-9]{2}(?:, ?| và )){0,6}+[0-9]{2} năm(?!\w)")
_JUBILEE = re.compile(
    r"[0-9]{1,3} năm (?:ngày|truyền thống|thành lập|quốc khánh|giải phóng|cách mạng|chiến thắng)"
)
_NUMBERING = re.compile(
    r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:[.)/:](?![0-9])|[-–] ?(?=[^\W\d_])| ?/ )"
)
_BETWEEN = (". ", "; ", ": ", ", ")  # "1) thu; 2) chi"
_LEVELLED = re.compile(rf"[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}} (?=[{UPPER}])")
_MARKER = re.compile(r"[ \t]*(?:[-–•*+►(]|[IVX]{1,5}\.|[A-Z]\.)?[ \t]*(?:[IVX]{1,5}\.)?\Z")
_PROPER = re.compile(
    rf"(?:[{UPPER}][^\W\d_A-Z]{{0,12}} "
    r"|(?<!\w)(?:cầu|chợ|kênh|trường|đường|hồ|đập|trạm|bến|ấp|thôn) )"
    rf"[{UPPER}][^\W\d_A-Z]{{0,12}} ?\Z"
)
# "5 không, 3 sạch": the numbers of a slogan come in pairs.
_CREED = r"(?:không|có|sạch|nhất|xanh|biết|rõ|cùng|tự|giữ|bám|dám|chống)(?!\w)"
_CREED_AFTER = re.compile(rf" {_CREED}(?:,| và|, và)? [0-9]{{1,2}} {_CREED}")
_CREED_NEXT = re.compile(f" {_CREED}")
_CREED_BEFORE = re.compile(rf"(?<![0-9])[0-9]{{1,2}} {_CREED}(?:,| và|, và)? \Z")
_CONCLUDED = re.compile(r" có (?:vi phạm|khuyết điểm|dấu hiệu)")  # "kết luận 44 có vi phạm"
_ABBREVIATED = re.compile(r"(?<!\w)[A-ZĐ]{1,4}\.\Z")  # "P.5", "ĐT.743"
_CODE = re.compile(r"(?<!\w)[A-Z]{2,4} \Z")
_NUMBER_OF_YEAR = re.compile(rf"[0-9]{{1,5}}/{YEAR}(?![0-9])")  # "NĐ 140/2021"
_EMERGENCY = re.compile(r"(?:11[1-5]|1022)(?![0-9.,/%])")
_CALLED = word_set("gọi cứu xe lượng ; .")
_PLANS = word_set("kh dt nq th")
_JOINT = re.compile(r",| ?[-–] ?| (?:đến|tới) ")
_PAPER_BEFORE = re.compile(r"Kế hoạch \Z")
_PAPER_AFTER = re.compile(r" (?:của|ngày|về|và)(?!\w)")
_STREET = re.compile(rf" (?:đường|phố|ngõ|hẻm|quốc lộ)(?!\w)| [{UPPER}][^\W\d_A-Z]+ [{UPPER}]")
_RESULT_OF_TIME = re.compile(
    r"rút|giảm(?! nghèo)|còn|xuống|lên|tăng|mất|(?:bình quân|trung bình|trước hạn)"
    r"|(?:sớm|nhanh|chậm|muộn|trễ)(?! nhất| hạn)|vượt"
    r"|thời gian (?:xử lý|giải quyết|chờ|thẩm định|cấp|trả|thực hiện)"
)
_FRAMES_TIME = word_set("trong sau qua vòng trước suốt quá hơn gần mới cứ hạn khoảng")
_NO_DURATION = re.compile(r" (?:công(?! tác)|lương|tù|phép|giam|cải tạo|giảng|lao động)(?!\w)")
_PART_OF_YEAR = re.compile(
    r" (?:năm (?:19|20)[0-9]{2}|đầu|cuối|giữa|qua|gần đây|liền|liên tục|trở lại đây|tới|nay)(?!\w)"
)
_TO_LEVEL = re.compile(r"[^.;\n]{0,40}?(?<!trở )(?<!\w)(?:xuống|lên|còn)(?!\w)")
_RANKED = word_set("đứng xếp hạng vị trí hàng giữ lên xuống nhảy tụt")
_OF_THAT_YEAR = re.compile(r" (?:nay|này|ngoái|trước|sau|tới|(?:19|20)[0-9]{2})(?!\w)")
_STATED = word_set("đạt được : là có tiêu hoạch giao quân")
_QUOTED = 45


def why_not(around: Surroundings, chained: str | None) -> tuple[str, int] | None:
    """Why a quantity is no figure, and where its digits end; None where it is one.

    ``chained`` is why the number just before it, joined by a comma or a conjunction, is none.
    """
    if chained and not around.quantity.unit and _plain(around):
        return chained, _end(around, chained)
    for rule in _RULES:
        why = rule(around)
        if why:
            return why, _end(around, why)
    return None


def _end(around: Surroundings, why: str) -> int:
    """Dates and years reach over their second half, spans of time over their unit."""
    flow, quantity = around.passage.flow, around.quantity
    if why in ("date", "period"):
        for shape in (_YEARS, _DAY_MONTH, _DAYS):
            whole = shape.match(flow, quantity.start)
            if whole:
                return whole.end()
    if quantity.unit in DURATIONS or why == "age":
        return quantity.end
    return quantity.digits_end


def _plain(around: Surroundings) -> bool:
    """Neither money nor a share: those are figures wherever they stand."""
    return not (around.quantity.is_money or around.quantity.is_share)


def _integer(around: Surroundings, below: int = 10_000) -> bool:
    """Plain digits, as names and papers are numbered: no separators, no range."""
    quantity = around.quantity
    digits = around.passage.flow[quantity.start : quantity.digits_end]
    return _plain(around) and digits.isdigit() and int(digits) < below


def _grown(around: Surroundings) -> str | None:
    """Digits grown into a word: "NQTW4", "KP3", "12b"; but "đạt99%" only lacks a space."""
    text, quantity = around.passage.text, around.quantity
    start = quantity.start
    before = text[start - 1 : start]
    if before.isalpha() or (before == "-" and text[start - 2 : start - 1].isalpha()):
        word = around.words[-1] if before.isalpha() and around.words else ""
        whole = text[start - len(word) : start]
        lacks_space = is_syllable(word) or (len(word) > 2 and quantity.known)
        return None if len(word) > 1 and whole[1:].islower() and lacks_space else "name"
    if text[quantity.digits_end : quantity.digits_end + 1].isalpha() and not quantity.known:
        return "name"
    if _ABBREVIATED.search(text, max(0, start - 6), start):
        return None if quantity.known and quantity.unit not in BODY_UNITS else "name"
    return None


def _serial(around: Surroundings) -> str | None:
    """A long run of digits that counts nothing, or one after capitals ("IR 50404")."""
    text, quantity = around.passage.text, around.quantity
    digits = text[quantity.start : quantity.digits_end]
    if quantity.known or not digits.isdigit():
        return None
    if len(digits) > 8:
        return "other"
    if _EMERGENCY.match(digits) and _CALLED.issuperset(around.words[-1:]):
        return "phone"  # "gọi 113", "; 115 vận chuyển"
    coded = len(digits) > 2 and _CODE.search(text, max(0, quantity.start - 6), quantity.start)
    return "name" if coded and around.words[-1] not in _PLANS else None


def _year(around: Surroundings) -> str | None:
    flow, start = around.passage.flow, around.quantity.start
    if not _YEAR.match(flow, start):
        two = _TWO_YEARS.match(flow, start) and not around.quantity.known
        return "period" if two else None
    if around.words[-1:] in (["năm"], ["/"], ["-"], ["học"], ["vụ"]):
        return "period"
    quantity = around.quantity
    single = quantity.value_max is None and quantity.numerator is None
    counted = quantity.known and quantity.unit not in BODY_UNITS
    # In "2020 còn 90 hộ" the unit is another number's.
    own = quantity.end > quantity.digits_end or around.words[-1:] == ["từ"]
    return None if single and counted and own else "period"


def _day(around: Surroundings) -> str | None:
    """ "14-5", "27/7": a day where a word of days is near and nothing is counted."""
    flow, start = around.passage.flow, around.quantity.start
    as_of = around.words[-2:] == ["tính", "đến"]
    of_year = around.quantity.unit == "năm" and _OF_THAT_YEAR.match(around.right)
    if around.quantity.known and not as_of and not of_year:
        return None
    from_day = around.words[-1:] == ["từ"] and _DAYS_ENDED.match(flow, start)
    if from_day or _DAY_TO_DAY.match(flow, start):
        return "date"
    if DAY_WORDS & set(around.words[-2:]) and _DAYS.match(flow, start):
        return "date"
    match = _DAY_MONTH.match(flow, start)
    if match is None:
        return None
    near = set(around.words[-8:])
    if around.words[-1:] and around.words[-1] in DATE_PREPOSITIONS:
        return "date"
    if int(match[1]) > int(match[2]) and not _STATED.intersection(around.words[-1:]):
        return "date"  # more of them than there are would say what of
    if f"{int(match[1])}/{int(match[2])}" in HOLIDAYS and HOLIDAY_WORDS & near:
        return "date"
    return "date" if DAY_WORDS & set(around.words[-4:]) else None


def _list_number(around: Surroundings) -> str | None:
    text, quantity = around.passage.text, around.quantity
    start = quantity.start
    line = text.rfind("\n", max(0, start - 12), start) + 1
    opens = (line or start < 12) and _MARKER.match(text[line:start])
    if opens and (_NUMBERING.match(text, start) or _LEVELLED.match(text, start)):
        return "ordinal"
    end, near = quantity.digits_end, max(0, start - 30)
    loose = text[end : end + 2] == ") " and text[start - 2 : start] in _BETWEEN
    if loose and text.rfind("(", near, start) <= text.rfind(")", near, start):
        return "ordinal" if _integer(around, 100) else None
    if text[start - 1 : start] == "(" and text[quantity.end : quantity.end + 1] == ")":
        before = text[max(0, start - 3) : start - 1].rstrip()
        if _integer(around, 100) and (not before or before[-1] in ":;,."):
            return "ordinal"
    return None


def _by_word(around: Surroundings) -> str | None:
    words = around.words
    if not words or not _plain(around):
        return None
    if words[-1] in (":", ".", "-", "("):
        found = around.ends_with(BEFORE, len(words) - 1)
        return found[0].split()[0] if found and found[0].endswith("always") else None
    if (
        _PAPER_BEFORE.search(
            around.passage.text, max(0, around.quantity.start - 9), around.quantity.start
        )
        and _PAPER_AFTER.match(around.right)
        and _integer(around)
    ):
        return "document"
    found = around.ends_with(BEFORE)
    if words[-1] == "số" and (found is None or not found[0].endswith("always")):
        return _numbered(around)
    if found is None:
        return None
    role, length = found
    before = words[-length - 1] if len(words) > length else ""
    why, strength = role.split()
    return why if _holds(around, words[-1], before, strength) else None


def _holds(around: Surroundings, word: str, before: str, strength: str) -> bool:
    # In "bước 2 còn 120 hộ" the unit is another number's.
    known = around.quantity.known and around.quantity.end > around.quantity.digits_end
    ranked = bool(_RANKED & set(around.words[-5:-1])) or moves_rank(around)
    if ranked and word in ("thứ", "hạng"):
        return before in ("huân", "huy", "chương")
    if strength in ("always", "never") or _CONCLUDED.match(around.right):
        return strength == "always"
    if word == "tuổi" and before.isdigit():
        return False
    if before in ("mỗi", "từng"):
        return False
    if strength == "dated":
        day = _listed(around) or _DAY_MONTH.match(around.passage.flow, around.quantity.start)
        return bool(day) and (not known or around.quantity.unit in BODY_UNITS)
    if before in COUNTED_PLACES and known and around.quantity.unit != "tổ chức":
        return False
    if strength == "small":
        return _integer(around, 100 if known else 2_000)
    numbered = _integer(around) or _NUMBER_OF_YEAR.match(around.passage.flow, around.quantity.start)
    return not known and bool(numbered or _listed(around, 120))


def _listed(around: Surroundings, below: int = 32) -> bool:
    """Small numbers, one or several: "tháng 7", "tổ 7,8", "tổ 7 - 9"."""
    quantity = around.quantity
    digits = _JOINT.split(around.passage.flow[quantity.start : quantity.digits_end])
    return _plain(around) and all(part.isdigit() and int(part) < below for part in digits)


def _numbered(around: Surroundings) -> str | None:
    """ "số 12": of a paper, a house, a school; "trong số 12 hộ" counts."""
    words, quantity = around.words, around.quantity
    if words[-2:-1] and words[-2] in COUNTING_NUMBER:
        return None
    if _STREET.match(around.passage.text, quantity.digits_end):
        return "address"
    found = around.ends_with(BEFORE, len(words) - 1)
    if found:
        return found[0].split()[0]
    return None if quantity.known or not _integer(around) else "name"


def _aged(around: Surroundings) -> str | None:
    flow, start = around.passage.flow, around.quantity.start
    if _AGED.match(flow, start):
        return "age"
    if {"hiệu"} & set(around.words[-4:]) and _MEDAL.match(flow, start):
        return "age"
    return "ordinal" if _JUBILEE.match(flow, start) else None


def _lasting(around: Surroundings) -> str | None:
    """Time that frames is no figure; time that is the result ("rút từ 60 phút xuống 20") is."""
    quantity, words = around.quantity, around.words
    if quantity.unit not in DURATIONS or quantity.numerator is not None:
        return None
    if _NO_DURATION.match(around.right):
        return None
    if _PART_OF_YEAR.match(around.right):
        return "period"
    if (
        words[-1:]
        and words[-1] in _FRAMES_TIME
        and not _RESULT_OF_TIME.search(" ".join(words[-3:]))
    ):
        return "period"
    clock = quantity.unit == "giờ" and words[-1:] == ["trước"]  # "xong sớm, trước 19 giờ"
    if _RESULT_OF_TIME.search(" ".join(words[-5:])) and not clock:
        return None
    if words[-1:] == ["từ"] and _TO_LEVEL.match(around.right):
        return None
    if quantity.unit == "giờ":
        return "time" if (quantity.value or 0) <= 24 else None
    return None if quantity.unit in ("phút", "giây") else "period"


def _named(around: Surroundings) -> str | None:
    """After a proper name ("Tân Phước 1"), in a quoted slogan, or a grade in stars."""
    text, quantity = around.passage.text, around.quantity
    start = quantity.start
    if quantity.unit in ("sao", "cấp") and _integer(around, 6):
        return "name"  # "OCOP 3 sao", "chính quyền 2 cấp"
    if quantity.is_money and quantity.value == 0:
        return "name"  # "gian hàng 0 đồng"
    if not _integer(around, 100):
        return None
    if _in_creed(around):
        return "name"
    if _in_short_quotes(text, start, quantity.end):
        return "name"
    if quantity.known:
        return None
    if around.words[-1:] in (["tại"], ["ở"]) and _STREET.match(text, quantity.digits_end):
        return "address"
    return "name" if _PROPER.search(text, max(0, start - 28), start) else None


def _in_creed(around: Surroundings) -> bool:
    flow, start = around.passage.flow, around.quantity.start
    end = around.quantity.digits_end
    if _CREED_AFTER.match(flow, end):
        return True
    return bool(
        _CREED_NEXT.match(flow, end) and _CREED_BEFORE.search(flow, max(0, start - 14), start)
    )


def _in_short_quotes(text: str, start: int, end: int) -> bool:
    """“5 không, 3 sạch”: a slogan or a model is quoted shortly, speech at length."""
    before = text[max(0, start - _QUOTED) : start]
    opened = max(before.rfind(mark) for mark in '“«"')
    if opened < 0 or "”" in before[opened:]:
        return False
    if before[opened] == '"' and before.count('"') % 2 == 0:
        return False
    rest = text[end : end + _QUOTED - (len(before) - opened)]
    closed = min((rest.find(mark) for mark in '”»"' if mark in rest), default=-1)
    return closed >= 0 and "\n" not in rest[:closed]


def _alone(around: Surroundings) -> str | None:
    """A number alone on its line is a counter or a page number left over from a web page."""
    line, end = around.passage.line_at(around.quantity.start)
    if end - line > 24:
        return None
    return "other" if around.passage.text[line:end].strip(" \t\r\n.()[]").isdigit() else None


_RULES: tuple[Callable[[Surroundings], str | None], ...] = (
    _list_number,
    _grown,
    _year,
    _day,
    _aged,
    _by_word,
    _lasting,
    _named,
    graded,
    month,
    body,
    _serial,
    _alone,
)
