"""Every time expression of a text, found in one pass and joined where two make one period."""

import re
from dataclasses import replace

from wardbook.reader.dating.time_shapes import SHAPES, occurrences
from wardbook.reader.dating.times import Role, Time, is_period, with_year

_CLOCK = r"\d{1,2}\s?(?:h|giờ|g|:)(?:\s?\d{2})?"
# What stands before a time tells what it is for.
_AS_OF = re.compile(
    r"(?:tính|số liệu|chốt|cập nhật|(?:tại |vào )?thời điểm)"
    rf"(?:\s+(?:chốt|đ[ếé]n|tới|hết|cuối|ngày|đầu|giữa|thời điểm|lúc|{_CLOCK}),?)*\s*$"
)
_EDGE_OF = re.compile(r"(?:^|[^\w\s]\s*)(?:đầu|cuối)\s*$")  # "cuối năm 2020": a moment
_UNTIL = re.compile(
    r"(?:đ[ếé]n|tới|trước|chậm nhất)"
    rf"(?:\s+(?:hết|cuối|ngày|đầu|giữa|thời điểm|trước|{_CLOCK}))*\s*$"
)
_AGAINST = re.compile(  # "so với bão số 5 hồi tháng 9"
    r"so(?: với)?\s(?!kế|chỉ|dự|mục)[^.,;:()\n]{1,60}\s(?:hồi|của|vào|ở|diễn ra|tổ chức)"
    r"(?:\s+(?:đầu|cuối|giữa|ngày))*\s+$"
    r"|(?:so(?: với)?(?:\s+(?!kế |chỉ |dự )[^\W\d]+){0,5}|bằng|hơn|[\d,.]+ lần|bằng [\d,.]+\s?%"
    r"|(?:đặt|đem|để)(?: \w+)? cạnh|đối chiếu(?: với)?|(?:nhìn|soi) sang)"
    r"\s+(?:của\s+|cả\s+|mức\s+)?(?:đầu\s+|cuối\s+)?$"
)
_TIMES = re.compile(r"[\d,.]+ lần\s+$")  # "gấp 1,7 lần hiện nay"
_ASIDE = re.compile(
    r"(?:(?:luật|hiến pháp|pháp lệnh|thông tư|nghị định|quy hoạch)[^,;.]{0,60}"
    r"|chuyển(?:\s+(?:tiếp|sang|nguồn))*|(?<!học )(?<!số )(?<!suất )(?<!lệ )sinh|thành lập|ra đời"
    r"|tách ra|chia tách|khởi công|động thổ|phê duyệt|ban hành|công nhận|hoạt động)"
    r"\s*(?:vào\s+|từ\s+)*$"
)
_PAPER = re.compile(  # the name or number of a paper, before its date
    r"(?:\b(?:tin|báo ra|đăng|cập nhật):?|/[a-zđ][\w-]*|\bsố \d[\w/-]*"
    r"|(?:quyết định|nghị quyết|chỉ thị|công văn|kế hoạch)[^,;.]{0,40}),?\s*$"
)
_SINCE = re.compile(rf"(?:kể\s+)?từ(?:\s+(?:đầu|cuối|giữa|ngày|hồi|lúc|{_CLOCK}))*\s*$")
_OPENS = re.compile(rf"(?:^|[.;:,!?\n“\"(]\s*){_SINCE.pattern}")
_BEGUN = re.compile(  # "đợt cao điểm mở từ 17/10, …"
    r"(?:đợt|chiến dịch|chương trình|phong trào|cuộc vận động|tháng|tuần)\s[^.;:,\n]{0,40}"
    rf"(?:mở|diễn ra|bắt đầu|triển khai|phát động|ra quân|thực hiện|kéo dài)\s+{_SINCE.pattern}"
)
# What stands between two times that are one.
_TO = re.compile(
    rf"[^\S\n]*(?:đến|tới|[-–—])(?:[^\S\n]+(?:hết|cuối|ngày|giữa|đầu|{_CLOCK}))*[^\S\n]*$"
)
_DASH = re.compile(r"[-–—]")
_INSIDE = re.compile(r"(?:\s+(?:qua|nay))?\s?\((?:tính\s+)?(?:từ\s+)?(?:ngày\s+)?")
_OTHER_YEAR = re.compile(
    r"(?:\s+năm|(?<=năm))\s+(trước|ngoái|sau|tới)"
    r"(?!\w|\s+(?:nay|giữa|cuối|đầu|hết|tháng|ngày|quý|\d{1,2}[/.-]\d))"
)
_MONTH = re.compile(r"(?:[0-9]{4})?-[0-9]{2}")
_AND = re.compile(r"[^\S\n]*(?:,|và|,\s*và)\s*$")


def find_times(lower: str) -> list[Time]:
    """All time expressions of a lower-case text, in order, none overlapping."""
    joined: list[Time] = []
    for match in occurrences(lower):
        last = joined[-1] if joined else None
        time = _read(lower, match)
        if time is None or (last and time.start < last.end):
            continue
        pair = _pair(lower, last, time) if last and time.start - last.end < 20 else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(time)
        if len(joined) > 1 and _says_exactly(lower, *joined[-2:]):
            joined[-2:] = [_in_days(*joined[-2:])]
    opened = (_opened(lower, time) for time in joined)
    return [
        time
        for time in opened
        if time.role is not Role.LOOSE
        and (not time.period or is_period(with_year(time.period, 2000)))
    ]


def _read(lower: str, match: re.Match[str]) -> Time | None:
    shape = SHAPES[match.lastgroup or ""]
    start, end = match.span()
    period = shape.write(match[0])
    if period and not is_period(with_year(period, 2000)):
        return None
    if with_year(period, 2000) != period and (tail := _OTHER_YEAR.match(lower, end)):
        role = Role.AGAINST if tail[1] in ("trước", "ngoái") else Role.VAGUE
        return Time(start, tail.end(), "", role)
    before = lower[max(0, start - 80) : start]
    before = before[before.rfind("\n") + 1 :]
    if not period:
        is_level = shape.role in (Role.NOW, Role.VAGUE) and _TIMES.search(before)
        return Time(start, end, period, Role.ASIDE if is_level else shape.role)
    return Time(start, end, period, _role_after(before, shape.role))


def _role_after(before: str, role: Role) -> Role:
    if role is Role.LOOSE:
        return role
    if _AGAINST.search(before):
        return Role.AGAINST
    if _ASIDE.search(before) or (role is Role.EVENT and _PAPER.search(before)):
        return Role.ASIDE
    if _AS_OF.search(before) or (role is Role.SPAN and _EDGE_OF.search(before)):
        return Role.AS_OF
    return Role.UNTIL if _UNTIL.search(before) else role


def _pair(lower: str, a: Time, b: Time) -> Time | None:
    """One time for two neighbours: since, "cùng kỳ năm 2021", from–to, a list of years."""
    between = lower[a.end : b.start]
    if b.role is Role.NOW and not between.strip(" ,") and lower[b.start] in "đt":  # "đến nay"
        return _since(lower, a, b)
    if not between.strip():
        if a.role is b.role is Role.AGAINST and not b.period:  # "cùng kỳ tháng trước"
            return replace(a, end=b.end, period="")
        if a.role is Role.AGAINST and not a.period and b.period:
            return replace(b, start=a.start, role=Role.SAME)
    if not a.period or not b.period or "/" in b.period or ".." in a.period + b.period:
        return None
    if _TO.match(between) and "/" not in a.period:
        if _DASH.search(between) and not _is_alike(a, b):
            return None  # "12/3/2021 – Quý I": the date of the paper, then a period
        return _from_to(a, b)
    return _listed(lower, a, b) if _AND.match(between) else None


def _says_exactly(lower: str, a: Time, b: Time) -> bool:
    """ "Nửa năm qua (từ 15/12/2021 đến 14/6/2022)": the second is the first in days."""
    is_gloss = "/" in b.period and lower.startswith(")", b.end)
    return is_gloss and _INSIDE.fullmatch(lower, a.end, b.start) is not None


def _in_days(a: Time, b: Time) -> Time:
    return replace(b.in_year(a.year) if b.lacks_year and a.year else b, start=a.start)


def _since(lower: str, a: Time, b: Time) -> Time | None:
    if a.role is Role.VAGUE:
        return replace(a, end=b.end)
    if not a.period or not _SINCE.search(lower[max(0, a.start - 20) : a.start]):
        return None
    return Time(a.start, b.end, a.period.partition("/")[0] + "/", Role.SPAN)


def _from_to(a: Time, b: Time) -> Time | None:
    if a.role is b.role is Role.LOOSE and a.period != "-":
        return None
    first = b.period[:4] + a.period if a.lacks_year and not b.lacks_year else a.period
    last = a.period[:4] + b.period if b.lacks_year and not a.lacks_year else b.period
    first = first.rstrip("-")
    if first == last[:4]:  # "từ đầu năm 2021 đến ngày 30/9": the year up to there
        first += "-01-01"[: len(last) - 4]
    role = a.role if a.role in (Role.AGAINST, Role.ASIDE) else Role.SPAN
    if not a.year and b.year and not is_period(f"{first}/{last}"):  # "từ 15/11 đến 14/11/2021"
        first = with_year(a.period, b.year - 1)
    joined = Time(a.start, b.end, f"{first}/{last}", role)
    return joined if joined.lacks_year or is_period(joined.period) else None


def _listed(lower: str, a: Time, b: Time) -> Time | None:
    """ "Năm 2019, 2020" and "tháng 6, tháng 7" run on from the one into the other."""
    if a.role is Role.AGAINST and lower.startswith("năm", b.start):
        return None  # "so với năm 2021, năm 2022 tăng 12%"
    if _is_next_year(a.period, b.period):
        return replace(a, end=b.end, period=f"{a.period[:4]}/{b.period}")
    return _from_to(a, b) if _is_month_before(a.period, b.period) else None


def _is_alike(a: Time, b: Time) -> bool:
    """Whether two times are told in the same measure, where both are days or parts of a year."""
    parts = [time.period.partition("-")[2] for time in (a, b)]
    return not all(parts) or len(parts[0]) == len(parts[1])


def _is_next_year(a: str, b: str) -> bool:
    """Whether "2019" or "2019/2020" is followed by the year after it."""
    return len(a) in (4, 9) and len(b) == 4 and a[-4:].isdigit() and int(a[-4:]) + 1 == int(b)


def _is_month_before(a: str, b: str) -> bool:
    """Whether "-06" or "2022-06" is followed by a month of the same year."""
    months = (_MONTH.fullmatch(a), _MONTH.fullmatch(b))
    return all(months) and int(a[-2:]) + 1 == int(b[-2:])


def _opened(lower: str, time: Time) -> Time:
    """ "Từ năm 2018, …" opens a period; "khởi công từ năm 2018" only dates its verb."""
    is_open_form = is_period(with_year(f"{time.period}/", 2000))
    if time.role not in (Role.SPAN, Role.EVENT, Role.LOOSE) or not is_open_form:
        return time
    before = lower[max(0, time.start - 30) : time.start]
    if not _SINCE.search(before):
        return time
    if time.period == "-" or (time.role is not Role.LOOSE and _OPENS.search(before)):
        return replace(time, period=time.period + "/", role=Role.SPAN)
    if lower.startswith(",", time.end) and _BEGUN.search(
        lower, max(0, time.start - 80), time.start
    ):
        return replace(time, period=time.period + "/", role=Role.SPAN)
    return replace(time, role=Role.ASIDE)
