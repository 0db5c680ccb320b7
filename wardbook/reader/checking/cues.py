"""The words by which Vietnamese reports relate one figure to another.

Each pattern looks at the lower-case words before or after a figure (see ``around.Spot``).
"""

import re
from typing import NamedTuple

_HEDGE = (
    r"(?:trên|hơn|gần|khoảng|ước|xấp xỉ|dưới|ít nhất|tối thiểu|tối đa|chừng|cỡ|non|ngót nghét"
    r"|ngót|đến|tới|tròn|đúng|không quá|được|độ|chỉ|mới)"
)
_SHARE = (
    r"(?:đạt được|đạt|chiếm|bằng|tương đương|tương ứng|tức là|tức|hoàn thành|ứng với|vào khoảng"
    r"|được|đủ|=)"
)
_RATE = r"(?:(?:tỷ|tỉ) (?:lệ|trọng)(?: bao phủ| tham gia)?|độ (?:che phủ|bao phủ|phủ))"

# "63 đảng viên, đạt 105%" · "45 vụ (83,33%)" · "26 đồng chí chiếm tỷ lệ 27%"
GLOSS = re.compile(
    rf"(?P<verb>(?:(?:đã|mới|chỉ|được|đều|và|cũng|hiện|thì) )*"
    rf"(?:{_SHARE}(?: (?:với|là))?|{_RATE}|{_SHARE} {_RATE})(?: (?:là|đạt|chiếm|với))?:?)"
    rf"(?: {_HEDGE})*\s*$"
)
BARE = re.compile(r"^\([-+−–]?$")
RESTATES = re.compile(
    rf"^[)]?,? ?(?:bằng|tương đương|tương ứng|tức là|tức)(?: với)?(?: {_HEDGE})*$"
)
OPEN_BRACKET = re.compile(rf"\(\s*[~≈]?(?:{_HEDGE} ?)*$|^[–—,-]$")
HEDGED = re.compile(r"^[^,;:()]{0,40}, (?:ước|khoảng|gần|hơn|trên|xấp xỉ)(?: tính)?$")
# "27,08% (26 đồng chí)" · "95%, tương ứng 38 hộ"
GLOSS_AFTER = re.compile(
    r"^\s*(?:[^,;.()]{0,40}\(\s*"
    r"|,?\s*(?:tương (?:ứng|đương)|tức(?: là)?|ứng với|bằng|=|với)(?: |$))"
    rf"(?:(?:với|là|tức|tương ứng|{_HEDGE}) ?)*$"
)

_PLAN = (
    r"(?:chỉ tiêu|kế h\w{1,2}ch|dự toán|mục tiêu|định mức|\bkh\b|\bdt\b|pháp lệnh"
    r"|(?:so với|theo) nghị quyết"
    r"|(?:trên|huyện|quận|tỉnh|thành phố|xã|phường|cấp trên|được|nhà nước|hđnd|biên chế) giao)"
)
PLAN = re.compile(_PLAN)
# "chỉ tiêu 60 đảng viên", "kế hoạch năm huyện giao là 75 triệu"
PLAN_OF = re.compile(
    rf"{_PLAN}(?:(?!gồm|trong đó)[^,;.()–]){{0,40}}[,:(]?\s*(?:là|:|giao|giảm|tăng)?\s*"
    rf"(?:{_HEDGE} ?)*$"
)
# "chưa đạt chỉ tiêu 95%": the text itself says that it falls short
DENIED = re.compile(
    r"(?:chưa|không|chẳng)(?: [^\W\d_]+)? (?:đạt|hoàn thành|vượt|về đích)[^,;.()]{0,25}" + _PLAN
)
CLAIM = re.compile(r"(?:vượt|đạt và vượt|đạt|hoàn thành|về đích)[^,;.()]{0,25}" + _PLAN)

_THEN = (
    r"(?:cùng kỳ|trước (?:đây|kia|đó)(?! là)"
    r"|(?<!các )(?<!những )(?:năm|kỳ|quý|tháng|nhiệm kỳ|vụ|khóa|đợt|lần)(?: \w+){0,2}"
    r" (?:trước|ngoái)|ban đầu|(?<!tháng )(?<!nửa )đầu (?:năm|nhiệm kỳ|kỳ)(?! nay)|lúc đầu"
    r"|(?<!thu )(?<!phục )hồi|xưa)"
)
THEN = re.compile(rf"\b{_THEN}\b")
_AGAINST = re.compile(
    rf"\b(?:{_THEN}|so(?: với)?|(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn|trong khi)\b"
    r"|\((?:năm|quý|tháng|tuần|nhiệm kỳ|vụ|đợt|kỳ|niên (?:học|vụ)|khóa|cuối|đầu)\b[^()]{0,30}$"
    r"|\b(?:năm|quý|tháng) [^,;()]{1,15} \($|\((?:19|20)\d\d(?: (?:có|là|chỉ|mới|đạt|được))*$"
)
_BETTER = re.compile(r"\bhơn (?!mức)[^:()]*:$")
_CARRIED = re.compile(rf"chuyển (?:sang|qua|tiếp)|tồn|mang sang|{_PLAN}")
FROM = re.compile(rf"(?:^|[\s(])từ(?: (?:mức|chỗ|con số|chỉ|có))*(?: {_HEDGE})*\s*$")
LEVELS_FOLLOW = re.compile(r"^[^,;.()]{0,20}[(:] ?từ(?: [^\W\d_]+){0,3}$")
FROM_LEVEL = re.compile(r"so với (?:mức|con số)(?: [^\W\d_]+)?$")
TO = re.compile(
    r"(?:xuống|lên|còn|thành|tăng|giảm)"
    r"(?: (?:chỉ|còn|mức|đến|tới|được|là|thành|nay|đạt|lên|xuống))*"
    rf"(?: {_HEDGE})*\s*$"
)
_TIME = re.compile(
    r"\b(?P<unit>năm|quý|tháng|tuần) (?P<number>\d{1,4}|[ivx]{1,4})\b"
    r"|(?<=\d[-/.])(?P<year>(?:19|20)\d\d)\b"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
LIST_THEN = re.compile(rf"\b(?:{_THEN}|tương ứng là)\b|năm \d{{4}} ?:$")
NOW_IS = re.compile(rf"\b(?:nay|hiện(?: nay)?)(?: (?:đã|là|có|đạt|được|{_HEDGE}))*$")
OWN_WORDS = re.compile(r"(?!chưa|đang|không|vẫn|phải)[^\W\d_][^,;.()]*")
# "còn 20 ha đất trống": a name of its own; "còn 6 đơn do vắng mặt" says only why
NAMED_APART = re.compile(
    r"(?!chưa|đang|không|vẫn|phải|do |vì |để |thuộc|chờ|sẽ|tồn|quá|ở |tại|cần|trong|đến|từ|chuyển)"
    r"[^\W\d_][^,;.()]*"
)
MORE = re.compile(rf"\bthêm(?: được)?(?: {_HEDGE})*$")
SUNK = re.compile(r"\b(?:còn|xuống|giảm)(?: [^\W\d_]+){0,2}$")
NOW = re.compile(r"\b(?:giờ|nay|hiện|cuối (?:năm|kỳ|nhiệm kỳ|tháng|quý))\b")
NOW_LEFT = re.compile(
    r"\b(?:nay|hiện(?: nay)?|cuối (?:năm|kỳ|nhiệm kỳ|tháng|quý))(?: [^\W\d_]+){0,2} còn"
    rf"(?: (?:lại|chỉ|có|{_HEDGE}))*$"
)
OPENING = re.compile(r"\bđầu (?:năm|kỳ|nhiệm kỳ|tháng|quý)\b[^,;.()]{0,24}$")
DONE = re.compile(r"\b(?:đạt|thực hiện|kết quả|được|đã|đến nay|kết nạp|thu|có)\b")


CLOSED = re.compile(r"(?:gồm|cụ thể|chia ra|chia làm|chia thành|bao gồm|tính ra)\b")
CLASSED = re.compile(r"xếp loại|phân loại|chia theo|tính theo|theo loại")
AMONG = re.compile(r"\b(?:trong đó|trong số đó|trong số này)\b")
PARTS = re.compile(
    r"gồm|cụ thể|chia ra|chia làm|chia thành|trong (?:số )?đó|xếp loại|phân loại|\bcó\b|:|\("
    r"|(?:xét|phân|tách|chia|tính|xếp|nhìn) (?:ra )?theo"
    r"|theo (?:lĩnh vực|khối|nhóm|thứ tự|giới|ngành)"
)
ASIDE = re.compile(r"(?:riêng|trong đó|trong số|của số này|\(có|kể cả|tính cả)")
REST = re.compile(
    r"(?:còn|chưa|vắng|đang|không|thiếu|nợ|dở|tồn|chuyển (?:kỳ|sang)|quá hạn|trễ|hỏng|loại|chờ)"
)
LEFT = re.compile(r"\b(?:giữ lại|để lại|còn(?: [^\W\d_]+){0,2})[,:]?$")
TO_DO = re.compile(r"\b(?:còn|tiếp|nốt|thêm|nữa|từ nay|chưa|thiếu|phải|tròn)\b")
UNDONE = re.compile(r"\b(?:chưa|vắng|không|trượt|trễ|quá hạn|bỏ trống)\b[^,;.()]{0,30}$")
REMAINING = re.compile(r"còn lại:?$")
FINISHED = re.compile(
    r"\b(?:đã|xong|được|hoàn thành|giải quyết|có mặt|nộp|trả|chi|thành|hợp lệ|tiêm|thu)\b"
)
LEFT_AFTER = re.compile(r"^[^,;.()]{0,12}còn lại")
WHOLE = re.compile(
    r"tổng|tất cả|toàn (?:xã|phường|huyện|quận|bộ|tỉnh)|cả thảy|cộng (?:lại|thành|là)|phải"
    r"|nhận"
)
OUT_OF = re.compile(r"\btr(?:ên|ong) (?:tổng )?số$")
AT = re.compile(r"\b(?:ở|tại)$")
TOTAL = re.compile(
    r"tổng|\bcộng\b(?! đồng| tác| sản)|\bgộp\b|tất cả|cả thảy|trị giá|thành tiền|số tiền|kinh phí"
    r"|sản lượng|doanh thu|tính chung|lũy kế|như vậy|\bcả (?:năm|hai|ba|đợt)\b|là|="
)
SUMMED = re.compile(
    r"\bcộng\b(?! đồng| tác| sản)|nâng tổng|tổng số lên|cả (?:hai|ba|năm|\d)|như vậy"
)
ADDS_UP = re.compile(r"[-–+•*\s]*(?:tổng )?cộng\b(?! đồng| tác)")
ADDED = re.compile(r"\b(?:cộng|tổng|gộp|cả) (?:\w+ ){0,2}(?:năm|kỳ|cộng|số)\b")
# "18,6% tổng vốn 11,56 tỉ đồng" · "0,31% trong 4.487 hộ" · "97,3% số được triệu tập là 192"
OF_WHOLE = re.compile(
    r"^(?:(?:so với|của|trong|trên) )?(?:tổng|số|toàn|cả|kế hoạch|chỉ tiêu|dự toán|trong|trên)\b"
    r"(?:(?!gồm)[^,;–])*$"
)
OF_NUMBER = re.compile(r"^\s*(?:của |trong |trên )?(?:tổng )?số\b")
CLASSES = re.compile(r"cơ cấu|tỷ trọng|tỉ trọng|xếp loại|phân loại|loại|trong đó|gồm|cụ thể|:")
EVERY = re.compile(
    r"(?:mỗi|bình quân|trung bình)(?: (?:mỗi|một|hằng|hàng|cho))* (\w+)\b[^,;()]{0,25}$"
)
TIMES = re.compile(r"(?:^| )(?:x|×|nhân(?: với)?)$")
MEAN = re.compile(r"bình quân|trung bình|tính ra")
MOVES = re.compile(
    r"\b(?:tăng|giảm|vượt|gấp)(?: (?:thêm|bình quân|từ|ít nhất|tối thiểu|trên|hơn))*$"
)
EXCESS = re.compile(r"vượt|hụt|thiếu|(?:thấp|cao) hơn (?:so với )?(?:kế hoạch|chỉ tiêu|dự toán)")
BALANCE = re.compile(r"kết dư|bội thu|tồn quỹ|chênh lệch thu|bội chi")
REVENUE = re.compile(r"tổng thu|thu ngân sách|tổng nguồn|cộng nguồn")
SPENDING = re.compile(r"tổng chi|chi ngân sách|đã chi")

SUBJECT = re.compile(r"[,;(]|\b(?:tỷ lệ|tỉ lệ|tỷ trọng|và|với|nhưng|còn)\b")
RATE_NAMED = re.compile(
    r"(?:tỷ|tỉ) lệ ([^,;:()]{2,60}?)(?: (?:đạt|là|chiếm|bằng|ở mức|:))?[^,;()\w]*$"
)
WORD = re.compile(r"[^\W\d_]+")
EMPTY = {"trong", "đó", "có", "gồm", "và", "là", "số", "được", "cụ", "thể"}  # say nothing alone
_OF_TIME = {
    "năm", "kỳ", "nhiệm", "quý", "tháng", "tuần", "đầu", "cuối", "cùng", "trước", "so", "với",
    "đến", "tới", "hết", "ngày", "đợt", "vụ", "lần", "học", "thì", "mới", "chỉ", "đã", "đạt",
}  # fmt: skip
OF_FORMER = re.compile(rf"^\s*(?:so (?:với )?)?{_THEN}")
OF_PLAN = re.compile(rf"^(?:so (?:với )?|theo )?{_PLAN}")
TO_PLAN = re.compile(rf"^[^,;.()]{{0,30}}\b(?:so với|theo) (?:{_PLAN}|chương trình)")
SET = re.compile(rf"^(?:{_PLAN}|nghị quyết|đề ra|được giao|quy định)")
GIVEN = re.compile(
    r"(?:^|[,:(] ?|\w )(?:nghị quyết|giao|chỉ tiêu|kế hoạch|dự toán)"
    r"(?: (?:là|:|chỉ|đòi|đặt|yêu cầu))*$"
)
LIMIT = re.compile(r"(?:(?:cao|thấp|nhiều|ít) hơn|kém|so với|vượt)[^,;.()]{0,20}\(?$")
NET = re.compile(r"(?:tăng|giảm) (?:thực|ròng)|thực (?:tăng|giảm)")


class Moment(NamedTuple):
    """A numbered year, quarter, month or week, and how many letters tell it."""

    unit: str
    number: int
    length: int


def last_time(words: str, unit: str | None = None) -> Moment | None:
    """The last time named in a stretch of text, or the last of that unit."""
    found = None
    for match in _TIME.finditer(words):
        number = match["number"] or match["year"]
        value = int(number) if number.isdigit() else _ROMAN.get(number, 0)
        moment = Moment(match["unit"] or "năm", value, len(match[0]))
        found = moment if unit in {None, moment.unit} else found
    return found


def is_of_plan(before: str, after: str) -> bool:
    """Whether the clause of a figure speaks of a plan."""
    clause = re.split(r"[,;(]", before)[-1] + " " + re.split(r"[,;)]", after)[0]
    return bool(PLAN.search(clause))


def besides_time(before: str) -> str:
    """The words that tell no time and are no bare verb: nothing of "cuối năm 2021 là"."""
    return " ".join(word for word in WORD.findall(before) if word not in _OF_TIME | EMPTY)


def shared(one: str, other: str) -> int:
    """How many words two stretches of text have in common."""
    return len(set(WORD.findall(one)).intersection(WORD.findall(other)) - EMPTY - _OF_TIME)


def names(name: str, words: str) -> bool:
    """Whether most words of a row's name stand in a clause."""
    wanted = WORD.findall(name)
    found = set(WORD.findall(words))
    return bool(wanted) and sum(word in found for word in wanted) * 3 >= len(wanted) * 2


def is_of_then(before: str) -> bool:
    """Whether a change is told against another time: "nhiều hơn năm 2015 18 đảng viên"."""
    return bool(THEN.search(before) or last_time(before))


def is_former(before: str) -> bool:
    """Whether the words before a figure say that it is an earlier or other-side value."""
    clause = before[before.rfind(", ") + 1 :]
    if _BETTER.search(clause):  # "cao hơn năm ngoái: 11 em" are today's
        return False
    return bool(_AGAINST.search(clause)) and not _CARRIED.search(clause)
