"""Cells of tables written with bars or tabs: their unit, scale and role, told by the headings."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from wardbook.reader.finding.lexicon import entries
from wardbook.reader.finding.quantities import quantity_at
from wardbook.reader.finding.words import BODY_UNITS, BOUNDS, DURATIONS, UNITS
from wardbook.reader.passage import Passage, Span

_BAR = re.compile(r"[|\t]")
_TABLE_UNIT = re.compile(r"(?:đvt|đơn vị tính|đơn vị)\s?[:.]\s?([^)\n|;\t]{1,40})")
_SETS_UNIT = re.compile(r"đvt|đơn vị(?: tính)?\s?:|đồng\) ?:")
_LEAD = re.compile(r"\(([^()\n]{4,20})\) ?:")
_UNIT_END = re.compile(r"\(([^()\n0-9]{2,20})\)\s*\Z")
# "- Lệ phí: 85,5" under a line that sets the unit
_ITEM = re.compile(
    r"\s*(?:[-–•+*]|[0-9]{1,2}[.)]|[a-zđ][.)])?[^:0-9\n]{2,60}: ?[0-9][0-9.,]*[;.,]?\s*\Z"
)
_BARE = re.compile(
    r"(?<=[ :(])(?!(?:19|20)[0-9]{2}(?![0-9.,]))[0-9]++(?:[.,][0-9]+)*+(?= ?[;,.)]?(?:\s|\Z))"
)
_IN_BRACKETS = re.compile(r"\(([^()]{1,30})\)")
_UNIT_HEADING = re.compile(r"\W*(?:đvt|đơn vị|đơn vị tính|đv tính)\W*$")
_ORDER_HEADING = re.compile(
    r"\W*(?:stt|tt|số tt|số thứ tự|mục|thứ tự|năm|năm sinh|ngày|số điện thoại|mã số)\W*$"
)
# A cell of a heading: "2022", "6 tháng 2022", "quý 1/2023".
_TIME_CELL = re.compile(
    r"(?:năm )?(?:[0-9]{1,2} tháng|quý [0-9]|tháng [0-9]{1,2})?(?: đầu)?(?: năm)?[ /-]*"
    r"(?:19|20)[0-9]{2}$"
)
_BOUNDS = "|".join(
    re.escape(word) for way, group in BOUNDS.items() if way for word in entries(group)
)
_NUMBER_CELL = re.compile(rf"\s*[(+−–-]?\s*(?:(?:tăng|giảm|từ|{_BOUNDS}) ?)*+[0-9]")
_ONWARD = re.compile(r"(?: trở (?:lên|xuống))?\s*\Z")
_NAMING = (
    BODY_UNITS
    | DURATIONS
    | entries(
        "chỉ tiêu|kế hoạch|nội dung|tiêu chí|hạng mục|lĩnh vực|nhiệm vụ|mục|loại|công trình|dự án"
        "|khoản"
    )
)
_COUNTED = re.compile(r"(?:^|tổng )số (.+)")
_ROLES = (
    ("change", re.compile(r"(?:tăng|giảm|chênh lệch|\+/-|\(\+)(?!.*trưởng)")),
    (
        "target",
        re.compile(
            r"kế hoạch|dự toán|chỉ tiêu|giao|mục tiêu|\bkh\b|\bdt\b|nghị quyết|\bnq\b|định mức"
        ),
    ),
)
_OF_BEFORE = re.compile(
    r"(?:trong đó:? )?(?:có|đã|đang|đạt|được|chưa|không|còn|hoàn thành|tốt nghiệp|trúng|thoát|nữ"
    r"|nam|giỏi|khá|trung bình|yếu|xuất sắc|vắng|dự|tham gia)"
    r"(?!\w)(?!.*(?:tiền|kinh phí|tỷ|đồng|%))"
)
_COMPARES = re.compile(r"tỷ lệ|tỉ lệ|so sánh|so với|đạt|%|/")


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit that a heading sets for its cells, and what one of it is in base units."""

    unit: str
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one cell before its digits are read."""

    start: int
    end: int
    words_end: int  # its words and digits end here; spaces follow
    measure: Measure | None = None
    role: str = ""  # target · change · order · ""
    is_number: bool = False


@dataclass(slots=True)
class _Table:
    measure: Measure | None
    headings: dict[int, str] = field(default_factory=dict)
    measures: dict[int, Measure] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    unit_column: int | None = None
    begun: bool = False  # below its headings

    def spans(self, words: list[str]) -> bool:
        """A row one cell short that opens with a name: it covers the column of numbers too."""
        one_short = len(words) == max(self.headings, default=-1)
        return one_short and bool(_ORDER_HEADING.match(self.headings[0])) and words[0][:2].isalpha()

    def counted(self, column: int) -> Measure | None:
        """What a heading counts; "Có việc làm" counts those of the column before."""
        heading = self.headings.get(column, "")
        measure = _counted(heading)
        if measure or column < 2 or not _OF_BEFORE.match(heading):
            return measure
        return self.counted(column - 1)


class Tables:
    """The cells of a passage by offset."""

    def __init__(self, passage: Passage) -> None:
        self._cells: list[Cell] = []
        self._flow = passage.flow
        if "|" in passage.text or "\t" in passage.text or _SETS_UNIT.search(self._flow):
            self._read(passage)
        self._starts = [cell.start for cell in self._cells]

    def cell_at(self, offset: int) -> Cell | None:
        at = bisect_right(self._starts, offset) - 1
        return self._cells[at] if at >= 0 and offset < self._cells[at].end else None

    def _read(self, passage: Passage) -> None:
        table, above = None, None
        for start, end in passage.lines:
            cells = self._split(start, end)
            if len(cells) < 2:
                if self._flow[start:end].strip():
                    table, above = None, self._line(start, end, above)
                continue
            table = table or _Table(above)
            self._row(table, cells)

    def _line(self, start: int, end: int, above: Measure | None) -> Measure | None:
        """Reads a line beside tables; returns the unit that it sets for the lines below."""
        line = self._flow[start:end]
        unit = _TABLE_UNIT.search(line) if "đơn vị" in line or "đvt" in line else None
        if unit:
            return measure_of(unit[1])
        headed = _UNIT_END.search(line) if line.rstrip().endswith(")") else None
        measure = measure_of(headed[1]) if headed else None
        if measure and (measure.scale > 1 or measure.unit in ("đồng", "USD", "%")):
            return measure  # "Quyết toán các quỹ (đồng)" over its table
        brackets = "):" in line or ") :" in line
        lead = _LEAD.search(self._flow, start, end) if brackets else None
        measure = measure_of(lead[1]) if lead else None
        if lead and measure and measure.scale > 1:  # "thu (triệu đồng): thuế 120; phí 85,5"
            self._listed(lead.end(), end, measure)
        if not above or not _ITEM.match(self._flow, start, end):
            return None
        self._listed(start, end, above)
        return above

    def _listed(self, start: int, end: int, measure: Measure) -> None:
        for number in _BARE.finditer(self._flow, start, end):
            self._cells.append(Cell(*number.span(), number.end(), measure, is_number=True))

    def _split(self, start: int, end: int) -> list[Span]:
        if self._flow.find("|", start, end) < 0 and self._flow.find("\t", start, end) < 0:
            return []
        bars = [match.start() for match in _BAR.finditer(self._flow, start, end)]
        return list(zip([start, *(bar + 1 for bar in bars)], [*bars, end], strict=True))

    def _row(self, table: _Table, cells: list[Span]) -> None:
        words = [self._flow[a:b].strip() for a, b in cells]
        numbers = [bool(_NUMBER_CELL.match(cell)) for cell in words]
        if not table.begun:  # the years of a heading are no numbers
            numbers = [
                is_number and not _TIME_CELL.match(cell)
                for is_number, cell in zip(numbers, words, strict=True)
            ]
        if _counts_up(words):
            self._cells += [Cell(a, b, b, role="order") for a, b in cells]
        elif not any(numbers):
            _head(table, words)
        else:
            table.begun = True
            self._fill(table, cells, words, numbers)

    def _fill(
        self, table: _Table, cells: list[Span], words: list[str], numbers: list[bool]
    ) -> None:
        row = _row_measure(table, words, numbers)
        first = next((column for column, cell in enumerate(words) if cell), 0)
        shift = int(table.spans(words))
        names_follow = len(words[first]) < 5 and not all(numbers[first + 1 :])
        for column, (start, end) in enumerate(cells):
            place = column + shift if column else 0
            heading = table.headings.get(place, "") if column or not shift else ""
            order = _ORDER_HEADING.match(heading) or (column == first and names_follow)
            role = "order" if order else table.roles.get(place, "")
            measure = table.measures.get(place) or row or table.measure or table.counted(place)
            words_end = start + len(_ONWARD.sub("", self._flow[start:end]))
            self._cells.append(Cell(start, end, words_end, measure, role, numbers[column]))


@lru_cache(maxsize=1024)
def measure_of(words: str) -> Measure | None:
    """The measure that words of a heading name: "triệu đồng" is a million đồng."""
    words = words.strip(" .:()")
    digits = re.match(r"[0-9.]+", words)
    text, end = (words, digits.end()) if digits else (f"1 {words}", 1)
    read = quantity_at(text, 0, end, ",")
    return Measure(read.unit, read.value) if read.known and read.value is not None else None


def _head(table: _Table, words: list[str]) -> None:
    for column, cell in enumerate(words):
        heading = f"{table.headings.get(column, '')} {cell}".strip()
        table.headings[column] = heading
        if _UNIT_HEADING.match(heading):
            table.unit_column = column
        bracket = _IN_BRACKETS.search(cell)
        measure = measure_of(bracket[1]) if bracket else None
        if measure is None and "%" in cell:
            measure = Measure("%")
        if measure:
            table.measures[column] = measure
        role = next((role for role, sign in _ROLES if sign.search(heading)), "")
        if role == "target" and _COMPARES.search(heading):
            role = ""
        table.roles[column] = role if column else ""


def _row_measure(table: _Table, words: list[str], numbers: list[bool]) -> Measure | None:
    """The unit a row names: in its column of units, in brackets, or as "số hộ …"."""
    column = None if table.unit_column is None else table.unit_column - table.spans(words)
    if column is not None and column < len(words):
        return measure_of(words[column])
    for cell in words[: numbers.index(True, 1) if True in numbers[1:] else 1]:
        bracket = _IN_BRACKETS.search(cell)
        measure = measure_of(bracket[1]) if bracket else None
        if measure:
            return measure
    return None if table.measure else next((m for m in map(_counted, words) if m), None)


def _counted(words: str) -> Measure | None:
    """ "Số hộ nghèo", "Đảng viên nữ": what the words count; the names of places count nothing."""
    found = _COUNTED.search(words)
    words = found[1] if found else words
    pattern = UNITS.get(words.partition(" ")[0])
    unit = pattern.match(words) if pattern else None
    idle = unit and not found and unit[0] in _NAMING
    return Measure(unit[0]) if unit and not idle else None


def _counts_up(words: list[str]) -> bool:
    """A row that numbers the columns: "A | B | 1 | 2 | 3=2/1"."""
    digits = [cell.strip("()[]").partition("=")[0].strip("() ") for cell in words]
    plain = [int(cell) for cell in digits if cell.isdecimal() and len(cell) < 3]
    named = [cell for cell in digits if cell and not cell.isdigit()]
    return (
        len(plain) > 1
        and plain == list(range(1, len(plain) + 1))
        and all(len(n) < 3 for n in named)
    )
