"""The day a paper says it was written, and whether that day can be right.

A paper of 17 February 2022 cannot give the results of 2022. The date is never corrected here: a
warning says what was found, and a person decides.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from wardbook.lib.period import NotAPeriod, Period
from wardbook.lib.refusal import Refusal
from wardbook.reader.schema import Figure

_NO_SUCH_DAY = "This paper is dated %(written)s. There is no such day; look at the original."
_NOT_YET = (
    "This paper is dated %(dated)s, a day that has not come. Look at the date on the original."
)
_RESULTS = (
    "This paper is dated %(dated)s, yet it gives results of %(period)s, which was not over: "
    "“%(quote)s”. Look at the date on the original."
)
_FIGURES = (
    "This paper is dated %(dated)s, yet %(count)s of its figures are results of %(period)s, which "
    "was not over. Look at the date on the original."
)
_PROGRAMME = (
    "This paper is dated %(dated)s, yet it speaks of the programme of %(period)s, too early for "
    "one: “%(quote)s”. Look at the date on the original."
)
_CITES = (
    "This paper is dated %(dated)s, yet it cites a paper of %(period)s: “%(quote)s”. Look at the "
    "date on the original."
)

_HEAD, _FOOT = 30, 15  # lines of a letterhead, and of a signature that has the date beside it
_NUMERIC = r"(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})"
_WORDS = r"(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})"
# "An Hòa, ngày 17 tháng 2 năm 2022", alone on its line or in its cell.
_DATELINE = re.compile(rf"(?:^|[,|\t]|\s{{3,}})\s*ngày\s+{_WORDS}\W*(?:$|\|)", re.IGNORECASE)
_DATELINE_SHORT = re.compile(rf"^[^\d|]{{2,40}},\s*ngày\s+{_NUMERIC}\W*$", re.IGNORECASE)
# "Thứ Bảy, 26/01/2019 18:37", "(Báo ra ngày 22.12.2009)": a short line that is a date.
_STAMP = re.compile(
    rf"^(?:[^\d,.;]{{0,30}}[,:]?\s*)?{_NUMERIC}(?:\D{{0,6}}\d{{1,2}}[:hg]\d{{2}}.?)?\W*$"
)
# "Ngày 17/2/2022, Thường trực …" opening the first sentence.
_OPENING = re.compile(rf"^\W*(?:sáng|chiều|tối)?\s*ngày\s+(?:{_NUMERIC})\b", re.IGNORECASE)
_OPENING_WORDS = re.compile(rf"^\W*(?:sáng|chiều|tối)?\s*ngày\s+{_WORDS}\b", re.IGNORECASE)

Written = re.Match[str]


def paper_date(text: str) -> date | None:
    """The day in the dateline, else at the head, else opening the first sentence; or ``None``."""
    written = _written(text)
    return _day(written) if written else None


def doubts(text: str, figures: Iterable[Figure], *, on: date | None = None) -> tuple[Refusal, ...]:
    """What speaks against a paper's own date, by its text and the results read from it."""
    periods = [figure.period for figure in figures if figure.period and figure.kind != "target"]
    return date_warnings(text, periods, on=on)


def date_warnings(
    text: str, periods: Iterable[str] = (), *, on: date | None = None
) -> tuple[Refusal, ...]:
    """What speaks against the paper's own date; nothing for a paper without one.

    ``periods`` are those of its results (writings of ``lib.period``, one a figure, targets left
    out); ``on`` is the day of reading.
    """
    written = _written(text)
    if written is None:
        return ()
    dated = _day(written)
    if dated is None:
        shown = f"{written['d']}/{written['m']}/{written['y']}"
        return (Refusal("PAPER-31", _NO_SUCH_DAY, (("written", shown),)),)
    found = [*_from_the_future(text, dated), *_unfinished(text, periods, dated)]
    if on and dated > on:
        found.insert(0, Refusal("PAPER-32", _NOT_YET, (("dated", _shown(dated)),)))
    return tuple(found)


def _written(text: str) -> Written | None:
    """Where the paper says its date; it may be no day of the calendar."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for part, patterns in (
        (lines[:_HEAD], (_DATELINE, _DATELINE_SHORT)),
        (lines[:10], (_STAMP,)),
        (lines[:10], (_OPENING, _OPENING_WORDS)),
        (lines[-_FOOT:], (_DATELINE, _DATELINE_SHORT)),
    ):
        for line in part:
            for pattern in patterns:
                if found := pattern.search(line[:400]):
                    return found
    return None


def _day(written: Written) -> date | None:
    try:
        return date(int(written["y"]), int(written["m"]), int(written["d"]))
    except ValueError:
        return None


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


# --- what the paper speaks of, against its date ---

_YEAR = re.compile(r"năm\s+(?P<year>20\d\d)(?!\s*[-–/]\s*\d)", re.IGNORECASE)
# "Năm 2022, kết quả …", "Trong năm 2022 phường đã …": the year opens what it covers.
_OPENS = re.compile(r"(?:^|[.,;:\n“\"(-]|\btrong|\bqua|\bđó)\s*$")
_PLAN = re.compile(
    r"kế hoạch|phương hướng|mục tiêu|chỉ tiêu|phấn đấu|dự kiến|dự toán|nhiệm vụ|chương trình|giao"
    r"|sẽ|triển khai|đăng ký|đề ra|phát động|chủ đề|so với"
)
_PROGRAMME_OF = re.compile(
    r"(?:phương hướng|chương trình công tác|chương trình|kế hoạch công tác|nhiệm vụ trọng tâm"
    r"|nhiệm vụ công tác|phương hướng,? nhiệm vụ|nhiệm vụ)\s*$"
)
_RESULT_BEFORE = re.compile(
    r"(?:kết quả|tổng kết|thành tích)"
    r"(?:(?!tháng|quý|đầu|cuối|từ |đến|so với|phương hướng|triển khai|kế hoạch)[^.,;\n]){0,50}$"
)
_RESULT_AFTER = re.compile(r"^[^.;]{0,60}?\b(?:kết quả|đạt|đã|hoàn thành|vượt)\b[^;]{0,120}?\d")
_CITED = re.compile(
    r"(?:nghị quyết|quyết định|kế hoạch|báo cáo|công văn|chỉ thị|thông tư|nghị định|thông báo)"
    rf"[^;\n]{{0,60}}?\bngày\s+(?:{_NUMERIC})",
    re.IGNORECASE,
)
# How long before its end a report may already speak of a period: "ước thực hiện cả năm" is said
# from October on, a half year is reported from the middle of its last month.
_YEAR_SLACK, _PART_SLACK = timedelta(92), timedelta(31)
_PROGRAMME_SLACK = timedelta(580)  # next year's programme is drafted from June on
_FEWEST = 4  # figures that must agree on a period: one may be misread, an event has its own


def _from_the_future(text: str, dated: date) -> Iterator[Refusal]:
    for found in _CITED.finditer(text):
        day = _day(found)
        if day and day > dated:
            yield _warning("PAPER-35", _CITES, dated, _shown(day), found[0])
            return


def _unfinished(text: str, periods: Iterable[str], dated: date) -> Iterator[Refusal]:
    """Results of a year that was not over, and programmes of a year that was far away."""
    said: set[str] = set()
    for found in _YEAR.finditer(text):
        year = int(found["year"])
        before = text[max(0, found.start() - 60) : found.start()].lower()
        rule, message = _kind_of_mention(before, text[found.end() : found.end() + 200].lower())
        slack = _YEAR_SLACK if rule == "PAPER-33" else _PROGRAMME_SLACK
        if rule and rule not in said and dated + slack < date(year, 12, 31):
            said.add(rule)
            quote = _around(text, found.start(), found.end())
            yield _warning(rule, message, dated, str(year), quote)
    if "PAPER-33" not in said:
        yield from _unfinished_periods(periods, dated)


def _around(text: str, start: int, end: int) -> str:
    """Whole words of the line about a place, some forty letters each way."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    before, after = text[first:start], text[end:last]
    if len(before) > 40:
        before = before[-40:].partition(" ")[2]
    if len(after) > 40:
        after = after[:40].rpartition(" ")[0]
    return before + text[start:end] + after


def _kind_of_mention(before: str, after: str) -> tuple[str, str]:
    """Whether a year is named for its results, for its programme, or neither."""
    if _RESULT_BEFORE.search(before):
        return "PAPER-33", _RESULTS
    if _PROGRAMME_OF.search(before):
        return "PAPER-34", _PROGRAMME
    result = _RESULT_AFTER.match(after) if _OPENS.search(before) else None
    if result and not _PLAN.search(result[0]):
        return "PAPER-33", _RESULTS
    return "", ""


def _unfinished_periods(periods: Iterable[str], dated: date) -> Iterator[Refusal]:
    for writing, count in Counter(periods).most_common():
        end = _end(writing)
        if count < _FEWEST or end is None:
            continue
        slack = _YEAR_SLACK if (end.month, end.day) == (1, 1) else _PART_SLACK
        if end > dated + slack:
            values = (("dated", _shown(dated)), ("count", str(count)), ("period", writing))
            yield Refusal("PAPER-33", _FIGURES, values)
            return


def _end(writing: str) -> date | None:
    """The first day after a closed period; single days and open periods say nothing here."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", writing) or writing.endswith("/") or ".." in writing:
        return None
    try:
        return Period(writing).end_on
    except NotAPeriod:
        return None


def _warning(rule: str, message: str, dated: date, period: str, quote: str) -> Refusal:
    values = (("dated", _shown(dated)), ("period", period), ("quote", " ".join(quote.split())))
    return Refusal(rule, message, values)
