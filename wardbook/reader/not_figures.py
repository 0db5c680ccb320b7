"""Numbers that state no amount: dates, periods, numbers of papers, names, ages and their kin."""

import re

from wardbook.reader.quantities import Quantity
from wardbook.reader.surroundings import Surroundings, by_last_word
from wardbook.reader.words import DURATIONS

# --- Shapes that tell by themselves, matched where the digits begin --------------------------------
_D = r"(?:0?[1-9]|[12][0-9]|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:19|20)[0-9]{2}"
_SEP = r" {0,2}[-/.] {0,2}"
_SHAPE = re.compile(
    rf"(?P<date>{_D}{_SEP}{_M}{_SEP}(?:{_Y}|[0-9]{{2}})(?![0-9]|[.,/-][0-9])"
    rf"|{_Y}-{_M}-{_D}(?![0-9])"
    rf"|{_D} tháng {_M}(?: năm {_Y}|{_SEP}{_Y})?(?![0-9])"
    rf"|{_M}(?: ?[-/] ?){_Y}(?![0-9.,])(?! ?(?:%|triệu|tỷ|tỉ|đồng|hộ|người|vụ|hồ sơ)))"
    r"|(?P<time>(?:[01]?[0-9]|2[0-4]) ?(?:h|g|:) ?[0-5][0-9](?::[0-9]{2})?(?![0-9])"
    r"|(?:[01]?[0-9]|2[0-4]) giờ [0-5]?[0-9](?! ?(?:xuống|còn|lên))(?: phút)?(?![0-9])"
    r"|24/24 ?(?:h|giờ|g)?(?!\w)|24/7(?![0-9]))"
    r"|(?P<document>[0-9]{1,6}(?:[-/][0-9]{2,4})?[-/.–] ?(?:[a-zđ]{1,3}[0-9]?-)?"
    r"(?:nq|nđ|qđ|tt|ct|kl|bc|kh|tb|tr|ttr|ub|ubnd|hđnd|hd|đa|ctr|cv|ck|pl|qh|sl|bct|btc|bca|bqp|byt"
    r"|ttg|cp|tw|tư|tu|qu|hu|đu|qc|qđi|nqtw|gm|bb|lđ|sy|vb|ct|cđ|pa|qđnd|hđbc|ttlt|ubtvqh|qh1[0-9])"
    r"(?![a-zà-ỹ])(?:[-/–][a-zđ0-9]{1,10}){0,3})"
    r"|(?P<scale>1[:/](?:[0-9]{1,2}[.]?000|500|200)(?![0-9]))"
    r"|(?P<phone>0[0-9]{2,3}[ .-][0-9]{3,4}[ .-]?[0-9]{3,4}(?![0-9])"
    r"|0[1-9][0-9]{8,9}(?![0-9])|1[89]00[ .-]?[0-9]{4,6}(?![0-9]))"
)
_YEAR = re.compile(rf"{_Y}(?![0-9.,/][0-9])")
_YEARS = re.compile(rf"{_Y} {{0,2}}[-–—/] {{0,2}}(?:{_Y}|[0-9]{{2}})(?![0-9])|{_Y}(?![0-9])")
_DAY_MONTH = re.compile(rf"({_D}) ?[-/.] ?({_M})(?![0-9]|[.,/-][0-9])")
_AGED = re.compile(
    r"(?:[0-9]{1,3}(?:, ?| và | - |-|–| – | đến | hoặc )){0,6}+[0-9]{1,3}"
    r"(?: tuổi| ?t(?!\w)| tháng tuổi| năm tuổi| ngày tuổi)(?! thọ)"
)
_JUBILEE = re.compile(
    r"[0-9]{1,3} năm(?: ngày| truyền thống| thành lập| \(| quốc khánh| giải phóng)"
)
_NUMBERING = re.compile(
    r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:[.)/:](?![0-9])|[-–] ?(?=[^\W\d_])| ?/ )"
)
_LEVELLED = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3} ")
CHAIN = re.compile(r"\s*(?:,|;|và|hoặc|đến|tới|với|[-–/&]|,\s*và)\s*")
_HOLIDAYS = set(
    """3/2 8/3 26/3 27/2 30/4 1/5 7/5 19/5 1/6 5/6 21/6 28/6 27/7 19/8 2/9 10/10 13/10 14/10 15/10
    20/10 18/11 20/11 22/12 9/1 4/10 17/10 10/3 26/6 11/7 6/1""".split()
)

# --- Words that tell, by the last words before the number ---------------------------------------------
# ``…`` after a role: holds even when a unit follows the number.
_BEFORE = by_last_word(
    {
        "date…": "ngày|sáng|chiều|tối|đêm|trưa|hôm|rạng sáng|mùng|mồng|ngày lễ|dịp lễ|quốc khánh|thứ ngày",
        "period…": "tháng|quý|những năm|thập niên|thập kỷ|thế kỷ|niên khóa|niên khoá|giai đoạn|tuần thứ"
        "|năm học|vụ mùa năm|khoảng năm|đầu năm|cuối năm|tuần lễ|thời kỳ|tháng giêng",
        "document…": "trung ương|hội nghị trung ương|nqtw|nghị quyết trung ương|nghị quyết tw|quy định số",
        "document": "chỉ thị|nghị quyết|kết luận|quy định|quyết định|nghị định|thông tư|luật|điều|khoản|công văn"
        "|tờ trình|thông báo|hướng dẫn|đề án|chương trình|dự án|quy chế|pháp lệnh|giấy phép|văn bản|công điện"
        "|thông tri|chương|mục|phụ lục|biểu|mẫu|tw|tư|nq|qđ|ct|kl|nđ|tt|kh số|bc|cv|hd|đa|ttr"
        "|phụ biểu|bảng|hình|biểu mẫu|điểm a|khoản|tiểu mục|báo cáo|cuộc vận động|iso|tcvn",
        "name…": "quận|phường|thôn|ấp|khóm|khu phố|tổ dân phố|tdp|kp|xóm|khu vực|bản|buôn|khu dân cư|kdc|kv"
        "|mức độ|cấp độ|vành đai|quốc lộ|tỉnh lộ|đường tỉnh|hương lộ|huyện lộ|ql|tl|đt|covid|tiểu đoàn|trung đoàn"
        "|sư đoàn|đại đội|lữ đoàn|quân khu|quân đoàn|loại|cấp|vùng|công nghiệp|đường số|phương án|phân khu|pháo đài"
        "|nhà máy số|mức|type|tuýp|kilomet|km số|đông|tây|nam|bắc",
        "name": "tổ|đội|nhóm|cụm|chi bộ|chi hội|chi đoàn|lớp|khối|tuyến|kênh|đường|cầu|chợ|khu|mũi|liều|bậc"
        "|tiêu chí|lực lượng|cảnh sát|công an|hạng|trạm|cống|đập|hồ|bãi|bến|ga|lô|tập|phần|mô hình|làng|liên khu|tổ công tác|đoàn kiểm tra|đoàn công tác|đội công tác|tổ liên ngành|nhánh|số"
        "|liên tổ|ô|block|chung cư|tiểu khu|câu|hẻm|phân đội|trung đội|trường|sars-cov|phòng|tầng|cảng|giải",
        "ordinal…": "lần thứ|con thứ|kỳ họp thứ|phiên họp thứ|thứ|kỷ niệm|kỹ niệm|khóa|khoá|vòng|bước",
        "ordinal": "lần|kỳ|đợt|đại hội|kỳ họp|số thứ tự|stt|tt|nhiệm kỳ|nhiệm vụ|tuần|nhiệm vụ thứ",
        "age…": "tuổi|độ tuổi|độ tuổi từ|tuổi từ|tuổi đời|huy hiệu đảng|sn|lứa tuổi|lứa tuổi từ|ở tuổi",
        "phone…": "điện thoại|đt|sđt|hotline|đường dây nóng|tổng đài|fax|zalo|tel|di động|số máy",
        "address…": "ngõ|ngách|hẻm|kiệt|số nhà|nhà số|địa chỉ|trụ sở số|căn hộ số",
        "other…": "trang|thửa|thửa đất|thửa số|tờ bản đồ|tờ|tờ số|tài khoản|mã số|cmnd|cccd|biển số|lượt xem"
        "|lượt truy cập|truy cập|đã xem|mst|mã|biển kiểm soát|số hiệu|id|số báo danh|bản đồ số|khổ|đã đọc"
        "|lượt đọc|bình luận|views|view|print|tổng truy cập|đang online|đang truy cập|tờ bđ",
    }
)
_RANKED = {"đứng", "xếp", "hạng", "vị trí", "trí", "hàng", "vị"}
_COUNT_OF = {"mỗi", "từng", "một", "toàn", "các", "cả", "thêm", "hai", "ba", "những"}
_RESULT_OF_TIME = re.compile(
    r"rút|giảm|còn|xuống|lên|tăng|mất|bình quân|trung bình|sớm hơn|nhanh hơn|chậm hơn|thời gian (?:xử lý|giải quyết|chờ)"
)
_FRAME_OF_TIME = {
    "trong",
    "sau",
    "qua",
    "vòng",
    "trước",
    "suốt",
    "quá",
    "hơn",
    "gần",
    "mới",
    "cứ",
    "hạn",
}
_NO_DURATION = re.compile(r"\s(?:công|lương|tù|làm công|đêm hội|phép|giam|cải tạo)(?!\w)")
_PART_OF_YEAR = re.compile(
    r" (?:đầu|cuối|giữa|qua|gần đây|liền|liên tục|trở lại đây|tới|nay)(?!\w)"
)
_STATES_RESULT = re.compile(r"[^.;\n]{0,40}?(?<!trở )\b(?:xuống|lên|còn)\b")


def shape_at(text: str, start: int) -> tuple[str, int] | None:
    """Why digits that begin at ``start`` are none by their own shape, and where they end."""
    match = _SHAPE.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    return {"scale": "other"}.get(match.lastgroup, match.lastgroup), match.end()


def why_not(around: Surroundings, chained: str | None) -> tuple[str, int] | None:
    """Why a quantity is no figure, and where its digits end; None where it is one.

    ``chained`` is why the number just before it, joined by a comma or a conjunction, is none.
    """
    quantity, flow = around.quantity, around.passage.flow
    for rule in (_in_chain, _year, _day, _list_number, _by_word, _aged, _lasting, _named, _alone):
        why = rule(around, chained) if rule is _in_chain else rule(around)
        if why:
            return why, _end(flow, quantity, why)
    return None


def _end(flow: str, quantity: Quantity, why: str) -> int:
    """Dates and years reach over their second half; everything else over the quantity."""
    if why == "period":
        years = _YEARS.match(flow, quantity.start)
        if years:
            return years.end()
    if why in ("date", "period"):
        day = _DAY_MONTH.match(flow, quantity.start)
        if day:
            return day.end()
    return quantity.end


def _bare(around: Surroundings) -> bool:
    return not around.quantity.unit


def _integer(around: Surroundings) -> bool:
    """Plain digits, as names and numbers of papers are written."""
    quantity = around.quantity
    value = quantity.value
    return (
        value is not None
        and quantity.value_max is None
        and value < 10_000
        and around.passage.flow[quantity.start : quantity.end][:1].isdigit()
        and value == value.to_integral_value()
        and not quantity.is_money
        and not quantity.is_share
    )


def _in_chain(around: Surroundings, chained: str | None) -> str | None:
    if chained and _integer_or_range(around) and _bare(around):
        return chained
    return None


def _integer_or_range(around: Surroundings) -> bool:
    return not (around.quantity.is_money or around.quantity.is_share)


def _year(around: Surroundings) -> str | None:
    match = _YEARS.match(around.passage.flow, around.quantity.start)
    if match is None:
        return None
    if around.words[-1:] in (["năm"], ["/"], ["-"]):
        return "period"
    single = around.quantity.value_max is None and around.quantity.numerator is None
    return None if single and around.quantity.known else "period"


def _day(around: Surroundings) -> str | None:
    flow, start = around.passage.flow, around.quantity.start
    match = _DAY_MONTH.match(flow, start)
    if match is None or (around.quantity.unit and around.quantity.numerator is not None):
        return None
    words = around.words
    day = f"{int(match[1])}/{int(match[2])}"
    near = words[-8:]
    if (
        day in _HOLIDAYS
        and not around.quantity.known
        and {"ngày", "dịp", "lễ", "tết", "niệm", "quỹ", "và"} & set(near)
    ):
        return "date"
    if around.quantity.is_share or around.quantity.known:
        return None
    if {"ngày", "hôm", "sáng", "chiều", "tối", "đêm", "trưa"} & set(words[-4:]):
        return "date"
    return None


def _list_number(around: Surroundings) -> str | None:
    text, quantity = around.passage.text, around.quantity
    line, _ = around.passage.line_at(quantity.start)
    lead = text[line : quantity.start]
    before = text[quantity.start - 1 : quantity.start]
    if len(lead) < 12 and not any(c.isdigit() for c in lead):
        stripped = lead.strip(" \t-–•*+(").rstrip(".")
        if not stripped or (
            len(stripped) <= 4 and stripped.isupper() and lead.rstrip().endswith(".")
        ):
            if _NUMBERING.match(text, quantity.start) or _LEVELLED.match(text, quantity.start):
                return "ordinal"
    if before == "(" and text[quantity.end : quantity.end + 1] == ")" and _integer(around):
        previous = text[max(0, quantity.start - 3) : quantity.start - 1].rstrip()
        if not previous or previous[-1] in ":;,.":
            return "ordinal"
    return None


def _by_word(around: Surroundings) -> str | None:
    words = around.words
    if not words or not _integer_or_range(around):
        return None
    last = words[-1]
    if last == "số":
        return _numbered(around)
    found = around.ends_with(_BEFORE)
    if found is None:
        if last in (":", ".", "-") and len(words) > 1:
            again = around.ends_with(_BEFORE, len(words) - 1)
            if again and again[0].rstrip("…") in ("phone", "address", "other", "date"):
                return again[0].rstrip("…")
            if last == "-" and again and again[0] == "name…":
                return "name"
        return None
    role, length = found
    before = words[-length - 1] if len(words) > length else ""
    if last == "thứ" and (_RANKED & set(words[-4:-1])):
        return None
    if last == "hạng" and before in ("xếp", "đứng", "thứ", "giữ", "đạt"):
        return None
    if role.startswith("name") and before in _COUNT_OF and around.quantity.known:
        return None
    if role.endswith("…"):
        if role == "name…" and not _integer(around):
            return None
        if last in ("tháng", "quý", "ngày", "năm") and before in ("mỗi", "hằng", "hàng", "một"):
            return None
        return role[:-1]
    if around.quantity.known or not _integer(around):
        return None
    return role


def _numbered(around: Surroundings) -> str | None:
    """ "số 12": of a paper, a house, a school; "trong số 12 hộ" counts."""
    words = around.words
    if len(words) > 1 and words[-2] in (
        "trong",
        "tổng",
        "ngoài",
        "với",
        "còn",
        "cho",
        "quân",
        "sĩ",
        "dân",
        "đa",
    ):
        return None
    found = around.ends_with(_BEFORE, len(words) - 1)
    if found:
        return found[0].rstrip("…")
    return None if around.quantity.known else "name"


def _aged(around: Surroundings) -> str | None:
    flow, start = around.passage.flow, around.quantity.start
    if _AGED.match(flow, start):
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
    near = " ".join(words[-6:])
    if words and words[-1] in _FRAME_OF_TIME and not _RESULT_OF_TIME.search(" ".join(words[-3:])):
        return "period"
    if _RESULT_OF_TIME.search(near) or (
        words[-1:] == ["từ"] and _STATES_RESULT.match(around.right)
    ):
        return None
    return "time" if quantity.unit == "giờ" and (quantity.value or 0) <= 24 else "period"


def _named(around: Surroundings) -> str | None:
    """Digits grown into a word ("NQTW4", "12A"), after a proper name, or in a quoted slogan."""
    text, quantity = around.passage.text, around.quantity
    start = quantity.start
    before = text[start - 1 : start]
    if before.isalpha() or (before == "-" and text[start - 2 : start - 1].isalpha()):
        word = around.words[-1] if around.words else ""
        return (
            None
            if text[start - 2 : start].islower() and len(word) > 1 and quantity.known
            else "name"
        )
    after = text[quantity.end : quantity.end + 2]
    if after[:1].isalpha() and not quantity.known:
        return "name"
    if before in '“"‘' and not quantity.known and before:
        return "name"
    if quantity.known or not _integer(around):
        return None
    return "name" if _PROPER.search(text, max(0, start - 14), start) else None


_PROPER = re.compile(r"(?<!\w)[^\W\d_a-zà-ỹđ][^\W\d_A-Z]{1,12} ?\Z")


def _alone(around: Surroundings) -> str | None:
    """A number alone on its line is a counter or a page number left over from a web page."""
    line, end = around.passage.line_at(around.quantity.start)
    return "other" if around.passage.text[line:end].strip(" \t\r\n.()[]").isdigit() else None
