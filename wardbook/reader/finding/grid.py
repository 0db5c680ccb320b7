"""Tables in running text: rows whose cells are set apart by bars or tabs, and what columns mean."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from wardbook.reader.checking.around import Spot
from wardbook.reader.passage import Passage, Span

_CELL = re.compile(r"[|\t]")
_LEVEL = re.compile(
    r"^\s*(?:(?P<roman>[IVX]+)|(?P<digit>\d+)|(?P<letter>[a-z])|(?P<dash>[-+]))[\s.)|]"
)
# The first role whose words stand in a column's heading is its role.
_ROLES = (
    ("percent", re.compile(r"%|tỷ lệ|tỉ lệ|tỷ trọng|cơ cấu")),
    ("change", re.compile(r"tăng|giảm|chênh lệch|\+/-|\(\+|vượt")),
    ("former", re.compile(r"cùng kỳ|năm trước|kỳ trước|năm ngoái")),
    ("plan", re.compile(r"kế hoạch|dự toán|chỉ tiêu|giao|mục tiêu|\bkh\b|\bdt\b|nghị quyết")),
    (
        "result",
        re.compile(r"thực hiện|kết quả|đạt|quyết toán|giải ngân|ước|\bth\b|số lượng|năm nay"),
    ),
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "2021", "9T/2021", "6 tháng đầu năm 2021", "quý 1/2021": a stretch and the year it lies in
_DATE = re.compile(r"(?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d")
_BARE_YEAR = re.compile(
    r"\s*((?:\d{1,2} ?(?:t|tháng)|quý (?:\d|[iv]+)|tháng \d{1,2}|vụ [^\d|]{2,12})?"
    r"(?: (?:đầu|cuối))?[ /.-]{0,2}(?:năm )?)(?:19|20)\d\d\s*"
)
_TOTAL = re.compile(r"tổng cộng|tổng số|cộng|tổng$|toàn (?:xã|phường|quận|huyện|thị trấn|bộ)$")


@dataclass(slots=True)
class Row:
    """One line of a table: its words, its name, how deep it stands and its figures by column."""

    words: str
    name: str
    level: int
    cells: dict[int, Spot] = field(default_factory=dict)

    @property
    def is_total(self) -> bool:
        """Named as the sum of the rows above it."""
        return bool(_TOTAL.match(self.name))


@dataclass(slots=True)
class Grid:
    """One table; ``roles`` gives each column a meaning where its heading tells one."""

    roles: dict[int, str]
    headings: dict[int, str]
    rows: list[Row]
    end: int

    @property
    def years(self) -> set[int]:
        """The columns headed by a year."""
        return {column for column, words in self.headings.items() if _YEAR.search(words)}

    def column(self, role: str) -> int | None:
        """The only column of that role, or the first of several."""
        return next((at for at, its in sorted(self.roles.items()) if its == role), None)


def grids(passage: Passage, spots: list[Spot]) -> list[Grid]:
    """Every table that holds figures, in the order of the text."""
    if "|" not in passage.text and "\t" not in passage.text:
        return []
    tables: list[list[Span]] = []
    lines: list[Span] = []
    for line in passage.lines:
        if passage.text.find("|", *line) >= 0 or passage.text.find("\t", *line) >= 0:
            lines.append(line)
        elif lines and passage.text[slice(*line)].strip():
            tables.append(lines)
            lines = []
    starts = [spot.figure.start for spot in spots]
    return [_grid(passage, rows, spots, starts) for rows in [*tables, lines] if len(rows) > 1]


def _grid(passage: Passage, lines: list[Span], spots: list[Spot], starts: list[int]) -> Grid:
    headings: dict[int, str] = defaultdict(str)
    rows = []
    for start, end in lines:
        text = passage.text[start:end]
        bars = [start + match.start() for match in _CELL.finditer(text)]
        inside = spots[bisect_left(starts, start) : bisect_left(starts, end)]
        # A total without a number of its own stands one cell to the left.
        name = next(filter(None, map(str.strip, _CELL.split(text.lower()))), "")
        moved = max(0, len(headings) - 1 - len(bars)) if _TOTAL.match(name) else 0
        found = {moved + bisect_right(bars, spot.figure.start): spot for spot in inside}
        if found:
            rows.append(_row(text, found))
        elif not rows:
            for column, words in enumerate(_CELL.split(text)):
                headings[column] += f" {words.strip().lower()}"
    filled = sorted({column for row in rows for column in row.cells})
    return Grid(_roles({c: headings[c] for c in filled}), headings, rows, lines[-1][1])


def _roles(headings: dict[int, str]) -> dict[int, str]:
    """What the headings of columns mean; of several results the latest year is the result."""
    found = {column: _role(words) for column, words in headings.items()}
    roles = {column: role for column, role in found.items() if role}
    results = [column for column, role in roles.items() if role == "result"]
    years = {column: _YEAR.findall(headings[column])[-1:] for column in results}
    now = [column for column in results if not years[column]]
    for column in results:
        # "Thực hiện | TH 2014": the one without a year is of the year reported
        if years[column] and (now or years[column] < max(years.values())):
            roles[column] = "former"
    if not results:
        roles |= _of_years(headings)
    return roles


def _of_years(headings: dict[int, str]) -> dict[int, str]:
    """Two columns headed alike but for their years, or by nothing else: earlier and result."""
    stretches = {column: _stretch(words) for column, words in headings.items()}
    dated = [stretch for stretch in stretches.values() if stretch is not None]
    pairs = [stretch for stretch in dated if dated.count(stretch) == len(dated) == 2]
    bare = [column for column, stretch in stretches.items() if stretch in pairs]
    if not pairs:
        return {}
    former, result = sorted(bare, key=lambda column: _YEAR.findall(headings[column]))
    return {former: "former", result: "result"}


def _stretch(heading: str) -> str | None:
    """What a heading with one year says besides: "hộ nghèo" of "Hộ nghèo 31/12/2021"."""
    if len(_YEAR.findall(heading)) != 1:
        return None
    bare = _BARE_YEAR.fullmatch(heading)
    return bare[1] if bare else _DATE.sub("", heading)


def _row(text: str, cells: dict[int, Spot]) -> Row:
    label = _CELL.split(text)[: min(cells)]
    level = _LEVEL.match(text)
    depth = ("roman", "digit", "letter", "dash").index(str(level.lastgroup)) + 1 if level else 0
    name = next((words.strip() for words in label if re.search(r"[^\W\d_]{2}", words)), "")
    return Row(
        text.lower(),
        re.sub(r"^\s*(?:[IVX]+|\d+|[a-z])[.)]\s*|^[-+]\s*", "", name).lower(),
        depth,
        cells,
    )


def _role(heading: str) -> str | None:
    return next((role for role, words in _ROLES if words.search(heading)), None)
