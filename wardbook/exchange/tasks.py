"""A superior's list of tasks as a spreadsheet: what was set, for whom, by when, as it says itself.

Headings vary from province to province, so each column is known by several names
(``docs/reference/task-list.md``). What the list says of progress is kept as it says it and ends
nothing here: done is what somebody else has seen to be done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256

from wardbook.exchange.headed import Fault, Headings, day, headed
from wardbook.exchange.rows import Row
from wardbook.lib import personal
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal
from wardbook.lib.text import words

HEADINGS: Headings = {
    "title": ("noi dung nhiem vu", "nhiem vu", "noi dung", "noi dung cong viec", "nhiem vu giao",
              "ten nhiem vu", "noi dung chi dao", "noi dung ket luan"),
    "document": ("so van ban", "van ban giao", "van ban", "so ky hieu", "van ban chi dao",
                 "so ky hieu van ban", "van ban giao nhiem vu"),
    "set_on": ("ngay giao", "ngay van ban", "ngay ban hanh", "ngay thang van ban"),
    "until": ("han", "thoi han", "han xu ly", "thoi han hoan thanh", "han hoan thanh",
              "ngay het han", "thoi gian hoan thanh"),
    "owner": ("don vi chu tri", "chu tri", "don vi thuc hien", "co quan chu tri", "don vi xu ly",
              "co quan thuc hien"),
    "helpers": ("don vi phoi hop", "phoi hop", "co quan phoi hop"),
    "result": ("san pham", "ket qua phai co", "ket qua du kien", "yeu cau", "san pham hoan thanh"),
    "status": ("trang thai", "tinh trang", "ket qua thuc hien", "tinh hinh thuc hien", "tien do"),
}  # fmt: skip
LONGEST = {"title": 400, "document": 200, "owner": 200, "helpers": 300, "result": 1000,
           "status": 300}  # fmt: skip
NO_HEADING = Refusal(
    "EXC-51", "No heading was found: a list of tasks has the columns “Nội dung nhiệm vụ” and “Hạn”."
)
WRONG_DAY = Refusal("EXC-52", "Write the day as day/month/year, like 31/12/2026.")
NO_DAY = Refusal("EXC-52", "This task has no date: ask for one, or leave it out.")
NO_TITLE = Refusal("EXC-55", "This row says no task: write what is to be done.")
NAMES = Refusal("EXC-53", "Leave names, phone and identity numbers out: write the post instead.")

_CLOSING = time(17, 0)


@dataclass(frozen=True, slots=True)
class Task:
    """One row; ``key`` is the same for the same task in a later list."""

    number: int
    title: str
    until: datetime
    document: str = ""
    set_on: date | None = None
    owner: str = ""
    helpers: str = ""
    result: str = ""
    status: str = ""

    @property
    def key(self) -> str:
        said = "\n".join((*words(self.document), "", *words(self.title)))
        return sha256(said.encode()).hexdigest()[:32]


@dataclass(slots=True)
class TaskList:
    """What a list says: its tasks, its faults, the columns read and those not read."""

    tasks: list[Task] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    @property
    def rows_at_fault(self) -> int:
        return len({fault.number for fault in self.faults})


def read(found: Iterable[Row]) -> TaskList:
    """The tasks of the first sheet that has a heading; raises ``Refused`` when none has."""
    table = headed(found, HEADINGS, needed=("title", "until"), missing=NO_HEADING)
    listed = TaskList(columns=table.columns, unread=table.unread)
    for row, cells in table.rows:
        _take(listed, row, cells)
    return listed


def _take(listed: TaskList, row: Row, cells: dict[str, str]) -> None:
    """Add the row, or say what is wrong with it; a line between groups says nothing."""
    if not (_numbered(row) or cells["until"] or cells.get("owner") or cells.get("document")):
        return
    faults = [Fault(row.number, listed.columns[name], refusal)
              for name, cell in cells.items() if (refusal := _why_not(name, cell))]  # fmt: skip
    until, set_on = day(cells["until"]), day(cells.get("set_on", ""))
    if faults or until is None:
        listed.faults += faults
        return
    said = {name: cells.get(name, "")[:most] for name, most in LONGEST.items()}
    due = datetime.combine(until, _CLOSING, VIETNAM)
    listed.tasks.append(Task(number=row.number, until=due, set_on=set_on, **said))


def _numbered(row: Row) -> bool:
    """Tasks have numbers of their own, "12"; a line between groups has "II" or "B", or none."""
    first, *rest = row.cells or [""]
    return first.strip().rstrip(".").isdecimal() and any(cell.strip() for cell in rest)


def _why_not(name: str, cell: str) -> Refusal | None:
    if name == "title" and not cell.strip():
        return NO_TITLE
    if name == "until" and not cell.strip():
        return NO_DAY
    if name in ("until", "set_on"):
        return WRONG_DAY if cell.strip() and day(cell) is None else None
    return NAMES if personal.certain(cell) or personal.likely(cell) else None
