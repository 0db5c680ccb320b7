"""A list of procedures as a spreadsheet: which columns it has, and what each row says.

Offices keep such lists with the columns of the national catalogue; their headings vary, so each is
known by several names (``docs/reference/procedures-sheet.md``). A row with a fault is told with its
number and column, and the others go on.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from wardbook.cases.catalogue import ProcedureRow, area_of
from wardbook.exchange.headed import Fault, Headings, day, headed
from wardbook.exchange.rows import Row
from wardbook.lib.refusal import Refusal, Refused
from wardbook.lib.text import fold, words

HEADINGS: Headings = {  # as offices and the national portal write them
    "code": ("ma tthc", "ma thu tuc", "ma so", "ma so tthc", "ma thu tuc hanh chinh", "ma"),
    "name": ("ten tthc", "ten thu tuc", "ten thu tuc hanh chinh", "ten"),
    "field": ("linh vuc", "ten linh vuc"),
    "level": ("cap thuc hien", "cap giai quyet", "cap"),
    "agency": ("co quan thuc hien", "co quan giai quyet"),
    "limit": ("thoi han giai quyet", "thoi han", "thoi gian giai quyet"),
    "fee": ("phi le phi", "phi va le phi", "le phi", "phi"),
    "parts": ("thanh phan ho so", "ho so gom"),
    "result": ("ket qua", "ket qua thuc hien", "ket qua giai quyet"),
    "legal_basis": ("can cu phap ly", "van ban quy dinh"),
    "form_note": ("bieu mau", "mau don to khai"),
    "decision": ("quyet dinh so", "quyet dinh cong bo", "so quyet dinh", "so quyet dinh cong bo"),
    "valid_from": ("ngay hieu luc", "hieu luc tu", "ngay co hieu luc"),
    "status": ("trang thai",),
}
LONGEST = {"code": 40, "name": 600, "field": 200, "agency": 400}
NO_HEADING = Refusal(
    "EXC-40",
    "No heading was found: a list of procedures has the columns “Tên TTHC” and “Lĩnh vực”.",
)

_CODE = re.compile(r"(\d\.\d{6})(?:\.000\.00\.00)?(?:\.H\d{2})?")
_LIMIT = re.compile(
    r"(?:khong qua |toi da |trong thoi han |trong )?(\d{1,3})(?: \([^)]*\))? "
    r"(ngay lam viec|ngay|gio lam viec)\b"
)
_UNITS = {"ngay lam viec": "wd", "ngay": "d", "gio lam viec": "wh"}


@dataclass(slots=True)
class Sheet:
    """What a list says: its rows, its faults, the columns that were read and those that were not.

    ``numbers`` gives the number of the row in the file by the key of a procedure.
    """

    rows: list[ProcedureRow] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def read(found: Iterable[Row], source: str) -> Sheet:
    """The list in the first sheet that has a heading; ``source`` is what the whole list is.

    Raises ``Refused`` when there is no heading among the first rows.
    """
    table = headed(found, HEADINGS, needed=("name", "field"), missing=NO_HEADING)
    sheet = Sheet(columns=table.columns, unread=table.unread)
    for row, cells in table.rows:
        _take(sheet, row, cells, source)
    return sheet


def _take(sheet: Sheet, row: Row, cells: dict[str, str], source: str) -> None:
    """Add the row, or say what is wrong with it; a line between groups says nothing."""
    if not (cells["field"] or cells.get("code")):
        return
    said: dict[str, Any] = {"source": cells.get("decision") or source, "mark": "verified"}
    faults = []
    for name, cell in cells.items():
        try:
            said |= _READERS[name](cell) if name in _READERS else {name: _long(name, cell)}
        except Refused as refused:
            faults.append(Fault(row.number, sheet.columns[name], refused.refusal))
    said.pop("decision", None)
    key = said.get("code") or "-".join(words(said.get("name", "")))[:80]
    if key and key in sheet.numbers:
        again = Refusal("EXC-41", "Row %(row)s is about the same procedure: keep one of the two.",
                        (("row", str(sheet.numbers[key])),))  # fmt: skip
        faults.append(Fault(row.number, sheet.columns.get("code", sheet.columns["name"]), again))
    sheet.faults += faults
    if not faults:
        sheet.rows.append(ProcedureRow(key=key, **said))
        sheet.numbers[key] = row.number


# What one cell says


def _long(name: str, cell: str) -> str:
    if len(cell) > LONGEST.get(name, 4_000):
        values = (("most", str(LONGEST[name])),)
        raise Refused(
            Refusal("EXC-42", "This is longer than %(most)s letters: shorten it.", values)
        )
    return cell


def _name(cell: str) -> dict[str, Any]:
    if not cell:
        raise Refused(Refusal("EXC-42", "The name is blank: fill it in."))
    return {"name": _long("name", cell)}


def _code(cell: str) -> dict[str, Any]:
    match = _CODE.fullmatch(cell)
    if cell and not match:
        raise Refused(
            Refusal("EXC-42", "This is no national code like 1.001193: correct it or leave it out.")
        )
    return {"code": match[1] if match else ""}


def _field(cell: str) -> dict[str, Any]:
    if not cell:
        raise Refused(Refusal("EXC-42", "The area of work is blank: fill it in."))
    code, vi, en = area_of(_long("field", cell))
    return {"field": code, "field_vi": vi, "field_en": en}


def _level(cell: str) -> dict[str, Any]:
    said = set(words(cell))
    if not said:
        return {}
    for level, known in (("commune", {"xa", "phuong"}), ("province", {"tinh"}),
                         ("ministry", {"bo"})):  # fmt: skip
        if said & known:
            return {"level": level}
    return {"level": "other"}


def _limit(cell: str) -> dict[str, Any]:
    """``03 ngày làm việc`` is a limit; what holds more than one number is told as it stands."""
    said = fold(cell)
    match = _LIMIT.match(said)
    if match and not re.search(r"\d", re.sub(r"\([^)]*\)", "", said[match.end() :])):
        note = cell if said[match.end() :].strip(" .") else ""
        return {"limit": f"{int(match[1])}{_UNITS[match[2]]}", "limit_note": note}
    if re.fullmatch(r"(ngay )?trong ngay( lam viec)?( tiep nhan)?\.?", said):
        return {"same_day": True}
    if re.fullmatch(r"(giai quyet|tra ket qua) ngay\.?", said):
        return {"on_the_spot": True}
    return {"limit_note": cell}


def _fee(cell: str) -> dict[str, Any]:
    """A cross says that there is a fee and not how much."""
    return {} if fold(cell) in {"x", "co", "-"} else {"fee": cell}


def _parts(cell: str) -> dict[str, Any]:
    return {"parts": tuple(part for one in cell.split(";") if (part := one.strip(" .-")))}


def _valid_from(cell: str) -> dict[str, Any]:
    if not cell:
        return {}
    if found := day(cell):
        return {"valid_from": found}
    raise Refused(Refusal("EXC-42", "This is no day: type it like 05/01/2026, or leave it out."))


def _status(cell: str) -> dict[str, Any]:
    said = fold(cell)
    if "bai bo" in said or "het hieu luc" in said:
        raise Refused(
            Refusal("EXC-43", "It is abolished: end it on its page, by the decision that says so.")
        )
    return {}


_READERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "name": _name,
    "code": _code,
    "field": _field,
    "level": _level,
    "limit": _limit,
    "fee": _fee,
    "parts": _parts,
    "valid_from": _valid_from,
    "status": _status,
    "decision": lambda _cell: {},
}
