"""Every time expression of a text, found in one pass and joined where two make one period."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from wardbook.lib.period import NotAPeriod, Period


class Role(Enum):
    """What a time expression is for; only the first three can frame what follows."""

    SPAN = "a period reported on: năm 2022, 6 tháng đầu năm 2018"
    AS_OF = "a moment counted at, or a deadline: tính đến 31/12/2012, đến năm 2025"
    VAGUE = "a stretch that names no year: 4 năm qua, từ đầu nhiệm kỳ"
    NOW = "đến nay, hiện nay: no period, for its own sentence"
    EVENT = "the day something happened"
    AGAINST = "what a figure is compared with: so với năm 2021"
    SAME = "the same stretch of another year: cùng kỳ năm 2021"
    LOOSE = "only half of a date: 14/11, kept where it closes an interval"
    ASIDE = "dates something else: a law, a founding, the title of a plan"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at (start, end); a period still without its year begins with "-"."""

    start: int
    end: int
    period: str
    role: Role

    @property
    def year(self) -> int | None:
        """The year it ends in, where it names one."""
        return _last_year(self.period)

    @property
    def only_year(self) -> int | None:
        """The year it lies in, unless it runs over several."""
        return self.year if self.period[:4] == str(self.year) and ".." not in self.period else None

    @property
    def lacks_year(self) -> bool:
        return self.period.startswith("-")

    def in_year(self, year: int) -> "Time":
        """The same time, its missing year supplied."""
        if not self.lacks_year:
            return self
        parts = self.period.split("/")
        period = "/".join(f"{year}{part}".rstrip("-") if part else "" for part in parts)
        return replace(self, period=period) if _is_period(period) else self


_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_ENDS = r"(?![/-]?\w)"
_OF = rf"(?:(?:\s?[/–-]\s?|(?:\s+của)?\s+năm\s*|\s+){_YEAR})?{_ENDS}"
_DASH = r"\s?[-–—]\s?"
_NUMBER = r"(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai)?)"
_DAY_WORD = r"(?:(?:ngày|sáng|chiều|tối|đêm|trưa|hôm|rạng sáng|dịp|lễ)\s*)"

# Lower-case shapes in order of preference; the integers in the match say the rest.
_SHAPES = {
    "half": rf"(?:0?6|sáu)\s*tháng\s+(?:đầu|cuối)(?:\s+năm(?!\s*{_YEAR}))?{_OF}",
    "first_months": rf"{_NUMBER}\s*tháng\s+(?:(?:đầu|cuối)(?:\s+năm(?!\s*{_YEAR}))?{_OF}"
    rf"|năm\s*{_YEAR})|(?<=lũy kế )\d{{1,2}}\s*tháng(?!\w)",
    "quarter": rf"quý\s*(?:iv|i{{1,3}}|[1-4])(?!\w){_OF}",
    "long_day": rf"ngày\s*\d{{1,2}}\s*tháng\s*\d{{1,2}}{_OF}",
    "days": rf"(?:ngày|từ)\s+\d{{1,2}}\s*(?:đến|[-–—])\s*(?:ngày\s*)?\d{{1,2}}[/-]\d{{1,2}}"
    rf"(?:[/-]{_YEAR})?{_ENDS}",
    "month": rf"tháng\s*(?:\d{{1,2}}|giêng|chạp){_OF}",
    "term": rf"(?:nhiệm kỳ|nhiệm kì|khóa|khoá)\s+\(?{_YEAR}{_DASH}{_YEAR}",
    "years": rf"(?:(?:giai đoạn|năm học|niên vụ|niên khóa|vụ(?:\s+[^\W\d]+){{1,2}}|các năm|năm)\s*)?"
    rf"{_YEAR}\s?[-–—/]\s?{_YEAR}{_ENDS}",
    "year": rf"(?:cả\s+)?năm\s*{_YEAR}{_ENDS}",
    "day": rf"{_DAY_WORD}?\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}{_ENDS}"
    rf"|{_DAY_WORD}\d{{1,2}}\s?[/.-]\s?\d{{1,2}}{_ENDS}",
    "slash_month": rf"(?:0?[1-9]|1[0-2])[/-]{_YEAR}{_ENDS}",
    "bare_year": rf"{_YEAR}{_ENDS}",
    "short_day": rf"\d{{1,2}}[/-]\d{{1,2}}{_ENDS}",
    "now": r"(?:đến nay|đến thời điểm này|hiện nay|hiện tại|bây giờ)(?!\w)"
    r"|(?<!thực )(?<!phát )(?<!thể )(?<!biểu )(?<!xuất )hiện(?=,|\s+(?:có|còn|đã|đang|đạt|toàn|trên|xã|phường|quận|huyện|thị)(?!\w))"
    r"|giờ(?=\s+(?:được|đã|còn|có|đây|thì)(?!\w))",
    "term_so_far": r"(?:từ\s+)?đầu\s+nhiệm\s+k[ỳì](?!\w)|nhiệm\s+k[ỳì]\s+(?:qua|này)(?!\w)",
    "vague": r"thời\s+gian\s+qua(?!\w)"
    rf"|(?:trong|qua|sau)(?:\s+hơn|\s+gần)?\s+{_NUMBER}\s+năm(?!\s+{_YEAR})(?!\w)"
    rf"|(?:{_NUMBER}|những|nhiều|mấy)\s+năm\s+(?:qua|gần\s+đây)(?!\w)",
    "this_year": r"năm\s+nay(?!\w)",
    "year_start": rf"đầu\s+năm(?!\w|\s*{_YEAR})",
    "before": r"cùng\s+k[ỳì](?:\s+năm\s+(?:trước|ngoái))?(?!\w)"
    r"|(?:năm|quý|tháng|tuần|vụ|nhiệm\s+k[ỳì]|năm\s+học|kỳ)\s+(?:trước|ngoái)(?!\w|\s+chuyển)",
}
_ATOM = re.compile(
    r"(?<![\w/.,-])(?:" + "|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items()) + ")"
)
_INTEGER = re.compile(r"\d+")
_WORDS = {
    word: number
    for number, word in enumerate(
        ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười_một"), 1
    )
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _split(text: str) -> tuple[list[int], str]:
    """The small integers of a shape and its year as text, ``""`` where it has none."""
    numbers = _INTEGER.findall(text)
    if numbers and len(numbers[-1]) == 4:
        return [int(n) for n in numbers[:-1]], numbers[-1]
    return [int(n) for n in numbers], ""


def _half(text: str) -> str:
    return f"{_split(text)[1]}-H{1 if 'đầu' in text else 2}"


def _first_months(text: str) -> str:
    numbers, year = _split(text)
    count = numbers[0] if numbers else _WORDS.get(text.partition(" tháng")[0].replace(" ", "_"), 0)
    first, last = (13 - count, 12) if "cuối" in text else (1, count)
    if count == 3:
        return f"{year}-Q{1 if first == 1 else 4}"
    if count == 12:
        return year
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _quarter(text: str) -> str:
    numbers, year = _split(text)
    return f"{year}-Q{numbers[0] if numbers else _ROMAN[re.split(r'[^a-z]+', text[4:].strip())[0]]}"


def _day(text: str) -> str:
    (day, month), year = _split(text)
    return f"{year}-{month:02d}-{day:02d}"


def _days(text: str) -> str:
    (first, last, month), year = _split(text)
    return f"{year}-{month:02d}-{first:02d}/{year}-{month:02d}-{last:02d}"


def _month(text: str) -> str:
    numbers, year = _split(text)
    return f"{year}-{numbers[0] if numbers else 1 if 'giêng' in text else 12:02d}"


def _years(text: str) -> str:
    first, last = _INTEGER.findall(text)
    return f"{first}/{last}"


def _term(text: str) -> str:
    return _years(text).replace("/", "..")


def _year(text: str) -> str:
    return _split(text)[1]


def _this(_: str) -> str:
    return "-"


def _none(_: str) -> str:
    return ""


_MAKERS: dict[str, tuple[Callable[[str], str], Role]] = {
    "half": (_half, Role.SPAN),
    "first_months": (_first_months, Role.SPAN),
    "quarter": (_quarter, Role.SPAN),
    "long_day": (_day, Role.EVENT),
    "days": (_days, Role.SPAN),
    "month": (_month, Role.SPAN),
    "term": (_term, Role.SPAN),
    "years": (_years, Role.SPAN),
    "year": (_year, Role.SPAN),
    "day": (_day, Role.EVENT),
    "slash_month": (_month, Role.SPAN),
    "bare_year": (_year, Role.SPAN),
    "short_day": (_day, Role.LOOSE),
    "now": (_none, Role.NOW),
    "term_so_far": (_none, Role.VAGUE),
    "vague": (_none, Role.VAGUE),
    "this_year": (_this, Role.SPAN),
    "year_start": (_this, Role.LOOSE),
    "before": (_none, Role.AGAINST),
}


@lru_cache(maxsize=4096)
def _is_period(text: str) -> bool:
    try:
        Period(text)
    except NotAPeriod:
        return False
    return True


@lru_cache(maxsize=4096)
def _last_year(period: str) -> int | None:
    years = re.findall(r"\d{4}", period)
    return int(years[-1]) if years else None


def find_times(lower: str) -> list[Time]:
    """All time expressions of a lower-case text, in order, none overlapping."""
    times: list[Time] = []
    for match in _ATOM.finditer(lower):
        time = _read(lower, match)
        if time:
            times.append(time)
    return [_opened(lower, time) for time in _joined(lower, times) if time.role is not Role.LOOSE]


_AS_OF = re.compile(
    r"(?:tính đ[ếé]n|đ[ếé]n|tới|trước)(?:\s+(?:hết|cuối|ngày|đầu|giữa|thời điểm|trước))*\s*$"
)
_AGAINST = re.compile(
    r"(?:so với(?:\s+(?!kế|chỉ|dự)[^\W\d]+){0,3}|so|bằng|hơn|gấp [\d,.]+ lần|bằng [\d,.]+\s?%)"
    r"\s+(?:của\s+|cả\s+|mức\s+)?"
    r"(?:đầu\s+|cuối\s+)?$"
)
_SINCE = re.compile(r"(?:kể\s+)?từ(?:\s+(?:đầu|cuối|giữa|ngày|hồi))*\s*$")
_ASIDE = re.compile(
    r"(?:(?:luật|hiến pháp|pháp lệnh|thông tư|nghị định)[^,;.]{0,60}|chuyển(?:\s+(?:tiếp|sang|nguồn))*|quy hoạch[^,;.]{0,60}"
    r"|(?:sinh|thành lập|ra đời|tách ra|chia tách|khởi công|động thổ|phê duyệt|ban hành|công nhận"
    r"|hoạt động))\s*(?:vào\s+|từ\s+)*$"
)
_NUMBERED = re.compile(
    r"(?:/[a-zđ][\w-]*|\bsố \d[\w/-]*|(?:quyết định|nghị quyết|chỉ thị|công văn|kế hoạch)"
    r"[^,;.]{0,40}),?\s*$"
)  # a paper's name or number before its date


def _read(lower: str, match: re.Match[str]) -> Time | None:
    shape = match.lastgroup or ""
    make, role = _MAKERS[shape]
    period = make(match[0])
    start, end = match.span()
    if period and not _is_period(period if period[0] != "-" else _with_year(period)):
        return None
    before = lower[max(0, start - 80) : start]
    before = before[before.rfind("\n") + 1 :]
    if period:
        role = _role_by_context(before, role)
    return Time(start, end, period, role)


def _with_year(period: str) -> str:
    return "/".join(f"2000{part}".rstrip("-") for part in period.split("/"))


def _role_by_context(before: str, role: Role) -> Role:
    if role is Role.LOOSE:
        return role
    if _AGAINST.search(before):
        return Role.AGAINST
    if _ASIDE.search(before) or (role is Role.EVENT and _NUMBERED.search(before)):
        return Role.ASIDE
    if _AS_OF.search(before):
        return Role.AS_OF
    return role


_TO = re.compile(r"\s*(?:đến|tới|[-–—])(?:\s+(?:hết|cuối|ngày|giữa|đầu))*\s*$")
_AND = re.compile(r"\s*(?:,|và|,\s*và)\s*$")


def _joined(lower: str, times: list[Time]) -> list[Time]:
    joined: list[Time] = []
    for time in times:
        last = joined[-1] if joined else None
        pair = last and time.start - last.end < 20 and _pair(lower, last, time)
        if pair:
            joined[-1] = pair
        else:
            joined.append(time)
    return joined


def _pair(lower: str, a: Time, b: Time) -> Time | None:
    """One time for two neighbours: from–to, since, a list of years, "cùng kỳ năm 2021"."""
    between = lower[a.end : b.start]
    if b.role is Role.NOW and not between.strip() and lower.startswith("đến", b.start):
        return _since(lower, a, b)
    if a.role is Role.AGAINST and not a.period and b.period and not between.strip():
        return replace(b, start=a.start, role=Role.SAME)
    if not a.period or not b.period or "/" in b.period or ".." in a.period + b.period:
        return None
    if _TO.match(between) and "/" not in a.period:
        return _from_to(a, b)
    if _AND.match(between) and _is_next_year(a.period, b.period):
        return replace(a, end=b.end, period=f"{a.period[:4]}/{b.period}")
    return None


def _is_next_year(a: str, b: str) -> bool:
    """Whether "2019" or "2019/2020" is followed by the year after it."""
    return len(a) in (4, 9) and len(b) == 4 and a[-4:].isdigit() and int(a[-4:]) + 1 == int(b)


_FROM_HERE = re.compile(
    r"(?:^|[.;:,!?\n“\"(]\s*)(?:kể\s+)?từ(?:\s+(?:đầu|cuối|giữa|ngày|hồi))*\s*$"
)


def _opened(lower: str, time: Time) -> Time:
    """ "Từ năm 2018, …" opens a period; "khởi công từ năm 2018" only dates its verb."""
    if time.role not in (Role.SPAN, Role.EVENT) or not time.period or "/" in time.period:
        return time
    before = lower[max(0, time.start - 30) : time.start]
    if not _SINCE.search(before):
        return time
    if _FROM_HERE.search(before):
        return replace(time, period=time.period + "/", role=Role.SPAN)
    return replace(time, role=Role.ASIDE)


def _since(lower: str, a: Time, b: Time) -> Time | None:
    if a.role is Role.VAGUE:
        return replace(a, end=b.end)
    if not a.period or not _SINCE.search(lower[max(0, a.start - 20) : a.start]):
        return None
    return Time(a.start, b.end, a.period + "/", Role.SPAN)


def _from_to(a: Time, b: Time) -> Time | None:
    first = a.period if a.period[0] != "-" or b.period[0] == "-" else b.period[:4] + a.period
    last = b.period if b.period[0] != "-" or a.period[0] == "-" else a.period[:4] + b.period
    first = first.rstrip("-")
    if first == last[:4]:  # "từ đầu năm 2021 đến ngày 30/9": the year up to there
        first += "-01-01"[: len(last) - 4]
    period = f"{first}/{last}"
    if a.role is b.role is Role.LOOSE and a.period != "-":
        return None
    role = a.role if a.role in (Role.AGAINST, Role.ASIDE) else Role.SPAN
    if period[0] == "-" or _is_period(period):
        return Time(a.start, b.end, period, role)
    return None
