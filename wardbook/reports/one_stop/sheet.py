"""A statement as a state paper: head, tables and foot, for the Word file and the PDF alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wardbook.lib.numbers_vi import format_number
from wardbook.lib.period import Period
from wardbook.reports import layouts
from wardbook.reports.one_stop import tables, view
from wardbook.reports.one_stop.columns import SATISFIED
from wardbook.reports.statement import Particulars, Statement, compose

Content = dict[str, Any]

SAMPLE = "BẢN MẪU – lập từ sổ mẫu, không phải văn bản của cơ quan"
HIDDEN = "(che)"
NONE_DUE = "không có hồ sơ đến hạn"
NO_CASE = "không có hồ sơ"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first column is words, the others numbers; ``widths`` in millimetres."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``paper`` has head, title and foot by the layout of its day; between them the tables."""

    paper: Statement
    title: str
    words: tuple[str, ...]
    grids: tuple[Grid, ...]
    remark: str


def sheet(body: Content) -> Sheet:
    """The paper in Vietnamese, as the layout of the day of the cut-off sets it."""
    day = date.fromisoformat(body["cut_off"][:10])
    layout = layouts.in_force("state", day)
    assert layout is not None  # noqa: S101  the catalogue has had one since 2020
    unit, period = body["unit"]["label"]["vi"], Period(body["period"])
    about = f"Kết quả tiếp nhận, giải quyết hồ sơ một cửa {period.words('vi')}"
    said = Particulars(
        paper="BC",
        about=about,
        body=layout.body.format(unit=unit.upper()),
        place=unit,
        recipients=layout.recipients,
        capacity=layout.capacities[0],
        capacity_of=layout.capacity_of,
        post=layout.post,
    )
    plain = body | {"hidden_by": None, "sample": None}  # both are said in another way here
    words = tuple(note["vi"] for note in tables.notes(plain))
    words += (f"{HIDDEN}: {tables.HIDDEN_ON_PAPER}",) if body.get("hidden_by") else ()
    remark = SAMPLE if body["sample"] else ""
    return Sheet(compose(layout, said, ()), about, words, tuple(_grids(body)), remark)


def _grids(body: Content) -> list[Grid]:
    said = view.page(body)
    grids = [
        Grid(
            "1. Lời hẹn đầu và các tỷ lệ",
            ("Tỷ lệ", "Số hồ sơ", "Giá trị"),
            tuple(_shares(said)),
            (95, 35, 35),
        ),
        Grid("2. Hồ sơ đến và kết quả", ("Nội dung", "Số hồ sơ"), _flow(said), (130, 35)),
        Grid(
            "3. Ngày làm việc trễ so với lời hẹn đầu",
            ("Do", "Ngày"),
            (
                *((whose["vi"], _n(days)) for whose, days in said["charged"]),
                ("Tổng số", _n(said["late_days"])),
            ),
            (130, 35),
        ),
    ]
    heads = tuple(words["vi"] for _, words in said["heads"])
    shown = [table for table in said["tables"] if table["rows"]]
    for number, table in enumerate(shown, start=4):
        rows = tuple(
            (row["label"]["vi"], *(_n(cell["n"]) for cell in row["cells"])) for row in table["rows"]
        )
        words = f"{number}. {table['label']['vi']}"
        grids.append(Grid(words, ("Phần", *heads), rows, (39, *[14] * len(heads))))
    return grids


def _flow(said: Content) -> tuple[tuple[str, ...], ...]:
    rows = [
        line
        for group in said["flow"]
        for line in (
            (group["label"]["vi"].upper(), _n(group["sum"])),
            *((row["label"]["vi"], _n(row["n"])) for row in group["rows"]),
        )
    ]
    rows += [(row["label"]["vi"], _n(row["n"])) for row in said["without"]]
    return tuple(rows)


def _shares(said: Content) -> Iterator[tuple[str, ...]]:
    yield from (_share(one, NONE_DUE) for one in said["headline"])
    yield from (_share(one, NO_CASE) for one in said["rates"])
    if found := said["satisfaction"]:
        share = f"{_n(found['content'])}/{_n(found['n'])}"
        yield SATISFIED["vi"], share, format_number(found["percent"], "vi") + "%"


def _share(one: Content, none: str) -> tuple[str, ...]:
    if one["hidden"]:
        return one["label"]["vi"], HIDDEN, HIDDEN
    value: Decimal | None = one["value"]
    words = none if value is None else format_number(value, "vi") + "%" * one["percent"]
    return one["label"]["vi"], f"{_n(one['numerator'])}/{_n(one['denominator'])}", words


def _n(number: int | None) -> str:
    return HIDDEN if number is None else format_number(number, "vi")
