"""Tallies of the sample book: the Party side and an organisation of the invented ward.

Bodies and numbers are made up. One cell is small, one has not reported, one does not balance and
says why. Beside them stands what a newspaper printed of another ward's Party committee: what it
does not say is blank, which is no nought.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from wardbook.figures.actions.tallies import (
    Given,
    Telling,
    file_sheet,
    release_sheet,
    set_quota,
)
from wardbook.figures.models import Quota, TallySheet
from wardbook.figures.tallies.catalogue import IN, OUT, in_force
from wardbook.ledger.models import Book
from wardbook.office.sample_accounts import BY, PARTY_CLERK, seat, seated
from wardbook.org import actions as org
from wardbook.org.kinds import Kind
from wardbook.org.models import Tenure, Unit

SINCE = date(2025, 7, 1)
FROM = date(2026, 1, 1)
PARTY, YOUTH = "party-members", "youth-members"
SOURCE = "Đặt ra cho sổ mẫu; không có thật"
NOTHING: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """What one body tells of a period; lines of the balance that are not named were nobody."""

    period: str
    opening: int
    closing: int
    lines: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    explained: str = ""


H2, Y26 = "2025-H2", "2026-H1"
CELLS: tuple[tuple[str, str, tuple[Told, ...]], ...] = (
    ("Chi bộ khu vực Rạch Gành", "Party Cell of Rach Ganh Area", (
        Told(H2, 41, 43, {"admitted": 2, "women": 15}),
        Told(Y26, 43, 44, {"admitted": 1, "made-official": 2, "women": 15}),
    )),
    ("Chi bộ khu vực Vạn Lợi", "Party Cell of Van Loi Area", (
        Told(H2, 38, 37, {"moved-in": 1, "moved-out": 1, "died": 1}),
        Told(Y26, 37, 39, {"admitted": 2}),
    )),
    ("Chi bộ khu vực Tân Gành", "Party Cell of Tan Ganh Area", (
        Told(H2, 29, 29),
        Told(Y26, 29, 30, {"admitted": 1, "released": 1},
             explained="Một quyết định cho ra khỏi Đảng chưa chuyển đến, số cuối kỳ chưa trừ"),
    )),
    ("Chi bộ Công an phường", "Party Cell of the Ward Police", (
        Told(H2, 33, 33, {"admitted": 2, "moved-in": 1, "moved-out": 3}),
        Told(Y26, 33, 35, {"admitted": 3, "moved-out": 1}),
    )),
    ("Chi bộ Trường Tiểu học Vạn Gành", "Party Cell of Van Ganh Primary School", (
        Told(H2, 18, 19, {"admitted": 1}),
        Told(Y26, 19, 18, {"struck-off": 1, "made-official": 1}),
    )),
    ("Chi bộ Trạm Y tế", "Party Cell of the Health Station", (
        Told(H2, 4, 4),
        Told(Y26, 4, 4),
    )),
    ("Chi bộ khu vực Gành Mới", "Party Cell of Ganh Moi Area", (
        Told(H2, 22, 23, {"admitted": 1}),
    )),
)  # fmt: skip
WARD = (Told(H2, 185, 188, {"admitted": 6, "moved-in": 2, "moved-out": 4, "died": 1}),)
BRANCHES: tuple[tuple[str, str, tuple[Told, ...]], ...] = (
    ("Chi đoàn khu vực Rạch Gành", "Youth Branch of Rach Ganh Area",
     (Told(Y26, 58, 61, {"admitted": 9, "matured": 5, "moved-out": 1}),)),
    ("Chi đoàn khu vực Vạn Lợi", "Youth Branch of Van Loi Area",
     (Told(Y26, 47, 45, {"admitted": 3, "matured": 5}),)),
    ("Chi đoàn Công an phường", "Youth Branch of the Ward Police", ()),
)  # fmt: skip
# The newspaper has neither the opening nor how those removed left: both stay unknown.
PRINTED = {"admitted": 60, "closing": 357}
UNTOLD = (
    "Bài báo không nêu đầu kỳ, chuyển đến, chuyển đi, và hình thức đưa 22 đảng viên ra khỏi Đảng"
)


def prepare(
    book: Book,
    ward: Unit,
    other: Unit,
    *,
    say: Callable[[str], object],
    now: Callable[[], datetime],
) -> None:
    """What is missing of them; what people did since is left as it is.

    ``ward`` is the invented one, ``other`` that of which a newspaper printed the numbers.
    """
    if TallySheet.objects.filter(book=book).exists():
        return
    say("members counted by kind, body by body")
    party, front = (Unit.objects.get(code=f"{ward.code}.{one}") for one in ("party", "front"))
    clerk = _clerk(book, party, now)
    _tell(book, _bodies(book, party, Kind.PARTY_CELL, CELLS, now), PARTY, clerk, now)
    (whole,) = _tell(book, [(party, WARD)], PARTY, clerk, now)
    _youth(book, front, clerk, now)
    _quotas(book, party, clerk, now)
    release_sheet(whole, by=seat(ward, "bithu"), at=now())
    if there := Unit.objects.filter(code=f"{other.code}.party").first():
        _printed(book, there, now)


def _clerk(book: Book, party: Unit, now: Callable[[], datetime]) -> Tenure:
    return seated(PARTY_CLERK, party, book, now, of=party.territory.code)


def _bodies(
    book: Book,
    above: Unit,
    kind: str,
    rows: Iterable[tuple[str, str, tuple[Told, ...]]],
    now: Callable[[], datetime],
) -> list[tuple[Unit, tuple[Told, ...]]]:
    found = []
    for vi, en, told in rows:
        known = Unit.objects.filter(parent=above, name_vi=vi).first()
        name = {"vi": vi, "en": en}
        found.append((known or _add(book, above, kind, name, now), told))
    return found


def _add(
    book: Book, above: Unit, kind: str, name: dict[str, str], now: Callable[[], datetime]
) -> Unit:
    return org.add_unit(
        above, kind, name, start_on=SINCE, source=SOURCE, book=book, by=BY, at=now()
    )


def _tell(
    book: Book,
    rows: Iterable[tuple[Unit, tuple[Told, ...]]],
    code: str,
    clerk: Tenure,
    now: Callable[[], datetime],
) -> list[TallySheet]:
    return [
        file_sheet(book, unit, code, one.period, _telling(code, one), by=clerk, at=now())
        for unit, told in rows
        for one in told
    ]


def _telling(code: str, told: Told) -> Telling:
    sheet = in_force(code, FROM)
    lines = [*sheet.of_sign(IN), *sheet.of_sign(OUT)] if sheet else []
    nobody = dict.fromkeys(lines, 0)
    numbers = {"opening": told.opening, **nobody, **told.lines, "closing": told.closing}
    return Telling(
        numbers=numbers, source=f"Báo cáo mẫu kỳ {told.period}", explained=told.explained
    )


def _youth(book: Book, front: Unit, clerk: Tenure, now: Callable[[], datetime]) -> None:
    name = {"vi": "Đoàn Thanh niên phường Vạn Gành", "en": "Youth Union of Van Ganh Ward"}
    known = Unit.objects.filter(parent=front, name_vi=name["vi"]).first()
    union = known or _add(book, front, Kind.MASS_ORGANISATION, name, now)
    rows = _bodies(book, union, Kind.MASS_ORGANISATION, BRANCHES, now)
    _tell(book, rows, YOUTH, clerk, now)


def _quotas(book: Book, party: Unit, clerk: Tenure, now: Callable[[], datetime]) -> None:
    if Quota.objects.filter(book=book, unit=party).exists():
        return
    given = Given(
        line="admitted",
        period="2025..2030",
        value=75,
        giver="Đại hội Đảng bộ phường lần thứ nhất (ví dụ)",
        document="Nghị quyết mẫu số 01-NQ/ĐH ngày 30/6/2025",
    )
    set_quota(book, party, PARTY, given, by=clerk, at=now())


def _printed(book: Book, party: Unit, now: Callable[[], datetime]) -> None:
    """Sixty admitted are all of the term's quota, of 357 at the end: as the newspaper says."""
    clerk = _clerk(book, party, now)
    said = Telling(numbers=PRINTED, source="Bài báo ngày 16/6/2024", explained=UNTOLD)
    file_sheet(book, party, PARTY, "2020-07/2024-05", said, by=clerk, at=now())
    given = Given(
        line="admitted",
        period="2020..2025",
        value=60,
        giver="Đại hội Đảng bộ phường nhiệm kỳ 2020–2025",
        document="Bài báo ngày 16/6/2024: 60 đảng viên là 100 % chỉ tiêu nhiệm kỳ",
    )
    set_quota(book, party, PARTY, given, by=clerk, at=now())
