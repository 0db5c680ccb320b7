"""The shapes time expressions take, and the period each of them writes.

Patterns are for lower-case text and stand in order of preference. A period whose year the words
leave out begins with "-" ("-H1", "-07-21", "-01/-09"); a shape that names no period writes "".
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from wardbook.reader.dating.times import Role

_YEAR = r"(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])"
_ENDS = r"(?!-?\w|/(?!năm\s)\w|[.,][0-9])"
_OF = rf"(?:(?:\s?[/.–-]\s?|(?:\s+của)?\s+năm\s*|\s+){_YEAR}|\s+năm\s+nay)?{_ENDS}"
_WHOLE = rf"(?:\s+năm(?:\s+nay)?(?!\s*{_YEAR}))?{_OF}"
_OF_WORK = (  # "ba tháng đầu của phường mới" are not the first of a year
    r"(?!\s+(?:của\s+(?!năm)|hoạt động|vận hành|thực hiện|triển khai|nhiệm|sau|khi|đi vào))"
)
_DASH = r"\s?[-–—]\s?"
_TWO = r"[0-9]{1,2}"
_MANY = rf"(?:{_TWO}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai)?)"
_DAY_WORD = (
    r"(?:(?:ngày|sáng|chiều|tối|đêm|trưa|hôm|rạng sáng|dịp|lễ)\s*"
    r"|(?:sáng|chiều|tối|đêm|trưa|hôm)\s+(?:nay|qua)\s?(?:[(]|(?<!hôm nay),|(?=\s?ngày))?"
    r"\s?(?:ngày\s+)?)"
)
# Before "9 tháng" these make it a length of time and not the months of a year.
_LENGTH = """
sau hạn suốt gần hơn mỗi còn dài gian dưới trên từ khoảng hoãn treo phạt học đủ chậm quá nợ thai
vòng và đến trước cứ ra được tới thêm
"""
_NO_LENGTH = "".join(f"(?<!{word} )" for word in _LENGTH.split())
# A paper or a scheme goes by its number: "Đề án 1956"; "kế hoạch 2020" is the plan of a year.
_NUMBERED = ("đề án", "quyết định", "công điện", "thông tư", "nghị định", "công văn", "số", "máy")
_NO_NUMBER = "".join(f"(?<!{word} )" for word in _NUMBERED)
_TERM = r"nhiệm\s+k[ỳì]"
_INTEGER = re.compile(r"[0-9]+")
_WORDS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _split(text: str) -> tuple[list[int], str]:
    """The small integers of a shape and its year as text, ``""`` where it has none."""
    numbers = _INTEGER.findall(text)
    year = numbers.pop() if numbers and len(numbers[-1]) == 4 else ""
    return [int(n) for n in numbers], year


def _half(text: str) -> str:
    return f"{_split(text)[1]}-H{2 if 'cuối' in text else 1}"


def _first_months(text: str) -> str:
    numbers, year = _split(text)
    word = text.partition("tháng")[0].strip()
    count = numbers[0] if numbers else _WORDS.index(word) if word in _WORDS else 12
    first, last = (13 - count, 12) if "cuối" in text else (1, count)
    if count in (3, 6):
        part = "Q" if count == 3 else "H"
        return f"{year}-{part}{1 if first == 1 else 12 // count}"
    return year if count == 12 else f"{year}-{first:02d}/{year}-{last:02d}"


def _quarter(text: str) -> str:
    numbers, year = _split(text)
    return f"{year}-Q{numbers[0] if numbers else _ROMAN[re.findall('[iv]+', text)[0]]}"


def _day(text: str) -> str:
    (day, month), year = _split(text)
    return f"{year}-{month:02d}-{day:02d}"


def _days(text: str) -> str:
    (first, *_, last, month), year = _split(text)
    return f"{year}-{month:02d}-{first:02d}/{year}-{month:02d}-{last:02d}"


def _months(text: str) -> str:
    (first, last), year = _split(text)
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _month(text: str) -> str:
    numbers, year = _split(text)
    return f"{year}-{numbers[0] if numbers else 1 if 'giêng' in text else 12:02d}"


def _years(text: str) -> str:
    return "/".join(_INTEGER.findall(text))


def _term(text: str) -> str:
    return "..".join(_INTEGER.findall(text))


def _year(text: str) -> str:
    return _split(text)[1]


def _this_year(_: str) -> str:
    return "-"


def _nothing(_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern, how it writes its period, and what such a time is for unless its context says."""

    pattern: str
    write: Callable[[str], str]
    role: Role


SHAPES = {
    "half": Shape(
        rf"(?:0?6|sáu)\s*tháng\s+(?:đầu|cuối){_WHOLE}|nửa\s+(?:đầu|cuối)(?!\s+(?:nhiệm|tháng|tuần|khóa)){_WHOLE}"
        rf"|(?<!sau )(?<!hơn )(?<!gần )(?<!mỗi )nửa\s+năm(?:\s+nay|\s*{_YEAR})?(?!\w)",
        _half,
        Role.SPAN,
    ),
    "first_months": Shape(
        rf"{_MANY}\s*tháng\s+(?:(?:đầu|cuối){_OF_WORK}{_WHOLE}|(?:năm\s*)?{_YEAR}{_ENDS})"
        rf"|(?:(?<=lũy kế )|(?<=cả )){_TWO}\s*tháng(?!\w)"
        # The head of a column: "9T/2021", "6T đầu năm 2021", "6 tháng/2021"
        rf"|(?:0?[1-9]|1[0-2])(?:t|\s?tháng)\s?[/.-]\s?{_YEAR}{_ENDS}"
        rf"|(?:0?[1-9]|1[0-2])t(?:\s?đn|(?:\s+đầu)?(?:\s+năm)?)\s*{_YEAR}{_ENDS}"
        # "9 tháng thu 6 tỷ": so many months of the year
        rf"|{_NO_LENGTH}(?:0?[4-9]|1[01]|bốn|sáu|bảy|tám|chín|mười(?: một)?)\s*tháng"
        rf"(?:\s+năm\s+nay)?(?!\w|\s*/|\s*{_TWO}\s*(?:năm|[/-]\s?{_YEAR})"
        r"|\s+(?:tuổi|tù|lương|liền|liên|một|trước|sau|tới|nữa|trở)(?!\w))",
        _first_months,
        Role.SPAN,
    ),
    "quarter": Shape(
        rf"quý\s*(?:iv|i{{1,3}}|[1-4])(?!\w){_OF}|q\s?(?:iv|i{{1,3}}|[1-4])\s?[/.-]\s?{_YEAR}{_ENDS}",
        _quarter,
        Role.SPAN,
    ),
    "long_day": Shape(rf"ngày\s*{_TWO}\s*tháng\s*{_TWO}{_OF}", _day, Role.EVENT),
    "day_of_these": Shape(  # of the days named last
        r"(?<!những )(?<!các )(?<!mấy )ngày\s+"
        r"(?:đầu(?:\s+tiên)?|cuối(?:\s+cùng)?|thứ\s+(?:nhất|hai|ba))"
        r"(?!\w|\s+(?:năm|tháng|tuần|quý|vụ|h[àằ]ng|của|đầu|cuối))",
        _nothing,
        Role.EVENT,
    ),
    "days": Shape(
        rf"(?:ngày|từ)\s+{_TWO}(?:,\s*{_TWO}){{0,3}}\s*(?:đến|và|[-–—,])\s*(?:ngày\s*)?{_TWO}[/-]{_TWO}"
        rf"(?:[/-]{_YEAR})?{_ENDS}",
        _days,
        Role.SPAN,
    ),
    "months": Shape(
        rf"tháng\s*{_TWO}\s*[-–—]\s*{_TWO}(?:\s?/\s?|\s+năm\s*){_YEAR}{_ENDS}"
        rf"|tháng\s*{_TWO}(?:,|\s+và\s+(?:tháng\s*)?){_TWO}(?=:|,\s|\s?/{_YEAR}|\s+năm\s){_OF}",
        _months,
        Role.SPAN,
    ),
    "month": Shape(
        rf"tháng\s*(?:{_TWO}|giêng|chạp){_OF}|t{_TWO}\s?[/.-]\s?{_YEAR}{_ENDS}",
        _month,
        Role.SPAN,
    ),
    "term_start": Shape(
        rf"đầu\s+{_TERM}\s+\(?{_YEAR}{_DASH}{_YEAR}", lambda text: _term(text)[:4], Role.SPAN
    ),
    "term": Shape(rf"(?:{_TERM}|kh[óo][aá])\s+\(?{_YEAR}{_DASH}{_YEAR}", _term, Role.SPAN),
    "years": Shape(
        rf"(?:(?:giai đoạn|năm học|niên vụ|niên khóa|vụ(?:\s+[^\W\d]+){{1,2}}|các năm|năm)\s*)?"
        rf"{_YEAR}\s?[-–—/]\s?{_YEAR}{_ENDS}",
        _years,
        Role.SPAN,
    ),
    "year": Shape(rf"(?:cả\s+)?năm\s*{_YEAR}{_ENDS}", _year, Role.SPAN),
    "day": Shape(
        rf"(?:{_DAY_WORD})?{_TWO}\s?[/.-]\s?{_TWO}\s?[/.-]\s?{_YEAR}{_ENDS}"
        rf"|(?:{_DAY_WORD}|(?<=trước )|(?<=nhất )){_TWO}\s?[/.-]\s?{_TWO}{_ENDS}"
        rf"|(?:(?<=đến )|(?<=tới )|(?<=từ )|(?<=hết )|(?<=qua )){_TWO}[/.-]{_TWO}{_ENDS}"
        rf"|(?<=[0-9] \(){_TWO}[/.-]{_TWO}(?=\))",
        _day,
        Role.EVENT,
    ),
    "slash_month": Shape(rf"(?:0?[1-9]|1[0-2])[/-]{_YEAR}{_ENDS}", _month, Role.SPAN),
    "bare_year": Shape(rf"{_NO_NUMBER}{_YEAR}{_ENDS}", _year, Role.SPAN),
    "short_day": Shape(rf"{_TWO}[/-]{_TWO}{_ENDS}", _day, Role.LOOSE),
    "now": Shape(
        r"(?:(?:đến|tới) nay|(?:đến|tới) thời điểm này|hiện nay|hiện tại|hiện thời)(?!\w)"
        r"|hôm nay(?=,|\s(?:đã|có|còn|là|xã|phường|thị|quận|huyện)(?!\w))"
        r"|(?<!thực )(?<!phát )(?<!thể )(?<!biểu )(?<!xuất )hiện"
        r"(?=,|\s(?:[0-9]|(?:có|còn|đã|đang|đạt|toàn|trên|xã|phường|quận|huyện|thị)(?!\w)))",
        _nothing,
        Role.NOW,
    ),
    "vague": Shape(
        r"bây giờ(?!\w)|giờ(?=\s(?:được|đã|còn|có|đây|thì|là|chỉ|lên|xuống|tăng|giảm)(?!\w))"
        r"|(?<!đến )(?<!hiện )(?<!năm )(?<!ngày )(?<!hôm )(?<!lâu )nay"
        r"(?=,|\s\d|\s(?:là|lên|được|đã|còn|có|thì|chỉ|tăng|giảm|đạt|toàn|xã|phường|thị|quận|huyện)(?!\w))|"
        rf"(?:từ\s+)?đầu\s+{_TERM}(?!\w|\s+\(?{_YEAR})|{_TERM}\s+(?:qua|này|vừa\s+(?:qua|rồi))(?!\w)"
        r"|thời\s+gian\s+qua(?!\w)|(?:(?:bước\s+)?sang\s+)?năm\s+(?:sau|tới)"
        r"(?!\w|\s+(?:nay|giữa|cuối|đầu|hết|tháng|ngày|quý|\d{1,2}[/.-]\d))"
        rf"|(?:bước\s+)?sang\s+năm(?!\w|\s*{_YEAR}|\s+(?:học|mới|thứ))"
        rf"|(?:quý|tháng|năm\s+học|{_TERM}|vụ(?:\s+[^\W\d]+){{0,2}})\s+(?:tới|sau(?=,))(?!\w|\s+(?:nay|\d))"
        rf"|(?:trong|qua|sau)(?:\s+hơn|\s+gần)?\s+{_MANY}\s+năm(?!\s+{_YEAR})(?!\w)"
        rf"|(?:{_MANY}|những|nhiều|mấy)\s+năm\s+(?:qua|gần\s+đây)(?!\w)"
        rf"|năm\s+(?:vừa\s+)?qua(?!\w)|{_MANY}\s+(?:tháng|quý|tuần|ngày)\s+(?:vừa\s+)?qua(?!\w)",
        _nothing,
        Role.VAGUE,
    ),
    "whole_year": Shape(
        r"(?<!toán )(?<!hoạch )(?<!tiêu )(?<!kh )(?<!thu )(?<!của )"
        rf"cả\s+năm(?!\w|\s+học|\s*{_YEAR})",
        _this_year,
        Role.SPAN,
    ),
    "this_year": Shape(
        r"(?:cùng\s+(?:k[ỳì]|thời\s+(?:gian|điểm))\s+)?(?<![0-9] )năm\s+nay(?!\w)"
        r"(?:\s+cùng\s+(?:k[ỳì]|thời\s+(?:gian|điểm))(?!\w))?",
        _this_year,
        Role.SPAN,
    ),
    "year_start": Shape(rf"đầu\s+năm(?!\w|\s*{_YEAR}|\s+học)", _this_year, Role.LOOSE),
    "year_end": Shape(
        rf"(?:đến|tới|từ nay đến)?\s*(?:hết|cuối)\s+năm(?:\s+nay)?"
        rf"(?!\w|\s*{_YEAR}|\s+(?:học|trước|ngoái))",
        _this_year,
        Role.UNTIL,
    ),
    "years_ago": Shape(
        rf"(?<!trong )(?<!qua ){_MANY}\s+năm\s+trước(?!\w|\s+chuyển)"
        rf"|cách\s+đây\s+{_MANY}\s+năm(?!\w)",
        _nothing,
        Role.AGAINST,
    ),
    "before": Shape(
        r"cùng\s+(?:k[ỳì]|thời\s+(?:gian|điểm)(?=(?:\s+này)?\s+năm))(?:\s+năm\s+(?:trước|ngoái))?(?!\w)"
        r"|(?:(?<!các )(?<!những )(?<!mấy )(?<!nhiều )năm|qu[ýí]|tháng|tuần|vụ|năm\s+học|kỳ"
        rf"|(?:nửa\s+(?:đầu|cuối)\s+)?{_TERM})\s+(?:trước|ngoái)(?!\w|\s+chuyển)",
        _nothing,
        Role.AGAINST,
    ),
}
_ANY = re.compile(
    r"(?<![0-9][.,])(?:" + "|".join(f"(?P<{name}>{s.pattern})" for name, s in SHAPES.items()) + ")"
)
# What some shape begins with, other than digits: patterns, since most of these words tell no time.
_FIRST_WORDS = r"""
một\s*(?:năm|tháng) hai\s*(?:năm|tháng) ba\s*(?:năm|tháng) bốn\s*(?:năm|tháng)
sáu\s*(?:năm|tháng) bảy\s*(?:năm|tháng) tám\s*(?:năm|tháng) chín\s*(?:năm|tháng)
mười(?:\s(?:một|hai))?\s*(?:năm|tháng) năm nửa\s quý quí qi q1 q2 q3 q4
t0 t1 t2 t3 t4 t5 t6 t7 t8 t9 ngày từ\s+(?:\d|nay|đầu) tháng đầu\s+(?:năm|nhiệm) cách\s+đây
nhiệm khó[oaá] kho[oaá] giai\s+đoạn niên vụ các\s+năm cả\s+năm sáng\s*(?:\d|nay|qua)
chiều\s*(?:\d|nay|qua) tối\s*(?:\d|nay|qua) đêm\s*(?:\d|nay|qua) trưa\s*(?:\d|nay|qua)
hôm\s*(?:\d|nay|qua) rạng dịp\s*\d lễ\s*\d đến\s*(?:nay|thời|hết|cuối) tới\s*(?:nay|thời|hết|cuối)
hiện bây giờ\s nay thời\s+gian sang\s+năm trong\s+(?:hơn|gần|\d|[mhbnstc])
qua\s+(?:hơn|gần|\d|[mhbnstc])
sau\s+(?:hơn|gần|\d|[mhbnstc]) những\s+năm nhiều\s+năm mấy\s+năm hết\s+năm cuối\s+năm
cùng\s+(?:k|th) tuần\s+(?:trước|ngoái) kỳ\s+(?:trước|ngoái) bước\s+sang
"""


def _beginning() -> re.Pattern[str]:
    """The first character of whatever may be a time: most of a text need not be tried."""
    words = sorted(_FIRST_WORDS.split())
    first = rf"[0-9\s{''.join(sorted({word[0] for word in words}))}]"
    by_letter = groupby(words, key=lambda word: word[0])
    rests = [f"(?<={a})(?:{'|'.join(word[1:] for word in group)})" for a, group in by_letter]
    tried = "|".join([r"(?<=[0-9])", r"(?<=\s)\s{0,9}+(?:hết|cuối)", *rests])
    return re.compile(rf"{first}(?:(?<![\w/-]{first})|(?<=đến{first}))(?={tried})")


_BEGINNING = _beginning()


def occurrences(lower: str) -> Iterator[re.Match[str]]:
    """Every shape in a lower-case text, none overlapping; ``lastgroup`` names it."""
    end = 0
    for beginning in _BEGINNING.finditer(lower):
        at = beginning.start()
        if at >= end and (match := _ANY.match(lower, at)):
            end = match.end()
            yield match
