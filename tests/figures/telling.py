"""A Party committee with cells, and what each tells of a period."""

from datetime import datetime
from typing import Any

from tests import make
from wardbook.figures.actions.tallies import Telling, file_sheet, release_sheet
from wardbook.figures.models import TallySheet
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Role

SHEET = "party-members"
PAPER = "Báo cáo số 12-BC/CB ngày 05/01/2026"
NONE = {
    "admitted": 0, "readmitted": 0, "restored": 0, "moved-in": 0, "moved-out": 0,
    "struck-off": 0, "released": 0, "expelled": 0, "died": 0,
}  # fmt: skip


def committee() -> Unit:
    return make.unit("99901.party", "party_committee", make.unit(), name="Đảng ủy Phường Thử")


def cell(number: int = 1, **more: Any) -> Unit:
    name = f"Chi bộ khu vực {number}"
    return make.unit(f"99901.cell-{number}", "party_cell", committee(), name=name, **more)


def youth(code: str = "99901.youth", name: str = "Đoàn Thanh niên Phường Thử") -> Unit:
    return make.unit(code, "mass_organisation", make.unit(), name=name)


def clerk() -> Tenure:
    """Who keeps the papers of the Party committee."""
    return _holder("mai", Role.CLERK, committee())


def secretary() -> Tenure:
    return _holder("son", Role.LEADER, committee())


def _holder(who: str, role: str, where: Unit) -> Tenure:
    known = Tenure.objects.filter(person__username=who).first()
    return known or make.tenure(who, role, where=where)


def numbers(opening: int | None, closing: int | None, **more: int | None) -> dict[str, int | None]:
    """Every line of the Party's sheet; what is not named here is nobody."""
    told = {name.replace("_", "-"): number for name, number in more.items()}
    return {"opening": opening, **NONE, **told, "closing": closing}


def told(
    unit: Unit | None = None,
    opening: int | None = 30,
    closing: int | None = 30,
    *,
    period: str = "2025",
    by: Tenure | None = None,
    at: datetime = make.AT,
    explained: str = "",
    **more: int | None,
) -> TallySheet:
    """What a cell tells of a year, filed by the committee's clerk."""
    said = Telling(numbers=numbers(opening, closing, **more), source=PAPER, explained=explained)
    return file_sheet(make.book(), unit or cell(), SHEET, period, said, by=by or clerk(), at=at)


def released(*args: Any, **more: Any) -> TallySheet:
    return release_sheet(told(*args, **more), by=secretary(), at=make.AT)


def released_youth(unit: Unit) -> TallySheet:
    """A sheet of the youth union, filed by the ward's clerk and released by its leader."""
    numbers = {"opening": 60, "closing": 65, "admitted": 10, "matured": 5}
    nobody = dict.fromkeys(("moved-in", "moved-out", "struck-off", "expelled", "died"), 0)
    said = Telling(numbers=nobody | numbers, source=PAPER)
    row = file_sheet(make.book(), unit, "youth-members", "2025", said, by=make.lan(), at=make.AT)
    return release_sheet(row, by=make.minh(), at=make.AT)
