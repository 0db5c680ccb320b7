"""What the figures of a table row count: its label, and the heading of their column."""

import re
from bisect import bisect_right

from wardbook.reader.dating.outline import Line, cells
from wardbook.reader.schema import Figure

_NUMBERING = re.compile(r"^\s*(?:[IVX]+|\d+(?:\.\d+)*|[a-z])[.)]\s*|^\s*[-+–]\s*")
_UNIT = re.compile(r"\s*\([^()\d]{1,15}\)$")  # "Thu ngân sách (triệu đồng)"
_NO_LABEL = re.compile(r"[\d.,%IVX ]+")
_TOTALS = ("cộng", "tổng cộng", "tổng số", "tổng", "toàn xã", "toàn phường")
_OF_THESE = re.compile(r"(?:trong đó|gồm)\s*:?\s*", re.IGNORECASE)
_BUDGET = re.compile(r"(?:thu|chi)\s+ngân sách", re.IGNORECASE)
# Headings that say how or when it was counted, not what.
_MEASURING = re.compile(
    r"\d|%|dự toán|thực hiện|kế hoạch|kết quả|t[ỷỉ] lệ|\bso\b|năm|quý|tháng|kỳ|đvt|đơn vị|đạt|ước"
    r"|giao|tăng|giảm|chỉ tiêu|số liệu|ghi chú|số lượng|giá trị|tổng|cộng|số tiền|mức|vụ"
)
_WHEN = re.compile(
    r"(?:năm|quý|tháng|đến|ngày|cuối|đầu|kỳ|vụ)?\s*(?:\d{1,2}\s?[/.-]\s?){0,2}(?:19|20)\d\d"
    r"|(?:\d{1,2}\s?T|\d{1,2} tháng)[/ ]?|cuối kỳ|đầu kỳ",
    re.IGNORECASE,
)
_SAYS_HOW = re.compile(
    r"(?:số (?:liệu|lượng)|kết quả|thực hiện|kế hoạch|dự toán|chỉ tiêu|tổng|tổng số|cộng|giá trị"
    r"|đạt|t[ỷỉ] lệ(?: (?:đạt|%|hoàn thành))?|so .*|tăng.*|giảm.*|ước.*|giao|ghi chú|[\W\d_]*)"
    r"(?:\W*%\W*)?"
)
# A share is of something: "Tỷ lệ nữ (%)"; "tỷ lệ đạt" only says how it was counted.
_SHARE = re.compile(
    r"t[ỷỉ] lệ (?!hoàn|thực|đạt|so|tăng|giảm|phần|đúng|%|chung|\()[^\d%|]+", re.IGNORECASE
)
_PLACE = r"(?:thôn|xã|phường|thị trấn|tổ|tổ dân phố|khu phố|khu|ấp|khóm|bản|địa bàn|huyện|quận)"
_PLACES = re.compile(rf"(?:tên |các )?{_PLACE}(?:[,/ ]+{_PLACE})*")
_TITLE = re.compile(
    r"^\W*(?:(?:phụ lục|biểu|bảng)(?: số)?(?: [\divx]+)?\W*|thống kê|tổng hợp|kết quả|tình hình"
    r"|số liệu|báo cáo|công tác)\s*",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r"\W(?:năm|quý|tháng|xã|phường|huyện|quận|thị|trên|tại|của|\d)(?!\w)|[(:,]")
_LONGEST_TITLE = 7  # syllables
_TITLE_REACH = 3_000  # how far above its total a table begins
_LONGEST = 9  # syllables


def name_row(text: str, line: Line, figures: list[Figure], *, has_budget: bool) -> list[str]:
    """A subject for each figure of the row."""
    above = text[max(0, line.start - _TITLE_REACH) : line.start]
    label = _label(text, line.start, line.end)
    is_total = label.lower() in _TOTALS
    part = _OF_THESE.match(label)
    if part:
        label = f"{_label_above(above)} {label[part.end() :]}".strip()
    if is_total and has_budget and (budget := _BUDGET.search(above)):
        label += f" {budget[0].lower()}"
    headings, starts = _headings(above), [start for start, _ in cells(text, line)]
    is_of_places = any(_PLACES.fullmatch(heading.lower()) for heading in headings[:2])
    topic = _topic(above) if is_of_places else ""
    names = []
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1 - len(starts)  # a total may lack a first cell
        heading = headings[at] if -at <= len(headings) else ""
        counted = _counted(heading) if is_of_places else ""
        name = counted or _joined(heading, label, is_total=is_total)
        names.append(f"{topic} {name}" if topic and name == label else name)
    return names


def _counted(heading: str) -> str:
    """What a column of a table of places counts, whenever: "Số sinh 2014" the births."""
    words = " ".join(_WHEN.sub(" ", _UNIT.sub("", heading)).split())
    return "" if len(words) < len("hộ") or _SAYS_HOW.fullmatch(words.lower()) else _lowered(words)


def _joined(heading: str, label: str, *, is_total: bool) -> str:
    lower = heading.lower()
    share = _SHARE.fullmatch(_UNIT.sub("", heading))
    if share and label:
        return f"{_lowered(share[0])} {label}"
    if not label:  # a table of years
        return _UNIT.sub("", heading[:1].lower() + heading[1:])
    if not lower or _MEASURING.search(lower) or len(lower) < len("lớp"):
        return label
    words = heading[:1].lower() + heading[1:]
    return words if is_total else " ".join(f"{words} {label}".split()[:_LONGEST])


def _label(text: str, start: int, end: int) -> str:
    for cell in re.split(r"\||\t", text[start:end]):
        label = _UNIT.sub("", _NUMBERING.sub("", cell.strip())).strip()
        if len(label) > 2 and not _NO_LABEL.fullmatch(label):
            return label
    return ""


def _label_above(above: str) -> str:
    """The label of the nearest row above that is no part itself."""
    for row in reversed(above.split("\n")):
        label = _label(row, 0, len(row))
        if "|" in row and not _OF_THESE.match(label):
            return label
    return ""


def _headings(above: str) -> list[str]:
    """The cells of the first row of the table."""
    rows: list[str] = []
    for row in reversed(above.rstrip("\n").split("\n")):
        if "|" not in row and "\t" not in row:
            break
        rows.append(row)
    return [cell.strip() for cell in re.split(r"\s*\|\s*|\t+", rows[-1])] if rows else []


def _topic(above: str) -> str:
    """What the title of a table of places counts: "BIỂU THU GOM RÁC XÃ HẢI AN" the refuse."""
    for row in reversed(above.rstrip("\n").split("\n")):
        if "|" in row or "\t" in row or not row.strip() or row.lstrip().startswith("("):
            continue
        title, last = row.strip().lower(), ""
        while title != last:
            title, last = _TITLE.sub("", title), title
        end = _TITLE_END.search(title)
        words = (title[: end.start()] if end else title).split()
        return " ".join(words) if len(words) <= _LONGEST_TITLE else ""
    return ""


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
