"""Every list of the public site as a table of plain values: what a download holds."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from wardbook.reports.table import Column, Table, Value

Content = dict[str, Any]

WARD = ZoneInfo("Asia/Ho_Chi_Minh")
NO_ZERO = {"vi": "Ô trống là không có số liệu, không phải số không.",
           "en": "An empty cell is no data, which is not zero."}  # fmt: skip
STATED = {
    "vi": "Số liệu nêu trong văn bản hoặc đếm từ hồ sơ: trang của từng số liệu nói rõ.",
    "en": "Stated in documents or counted from records: the page of each says which.",
}

FIGURE = [
    Column("unit", {"vi": "Mã đơn vị", "en": "Unit code"}),
    Column("unit_name", {"vi": "Đơn vị", "en": "Unit"}),
    Column("indicator", {"vi": "Mã chỉ tiêu", "en": "Indicator code"}),
    Column("indicator_name", {"vi": "Chỉ tiêu", "en": "Indicator"}),
    Column("period", {"vi": "Kỳ", "en": "Period"}, "period"),
    Column("as_of", {"vi": "Tính đến ngày", "en": "As of"}, "day"),
    Column("bound", {"vi": "Mức độ chính xác", "en": "Bound"}),
    Column("value", {"vi": "Giá trị", "en": "Value"}, "number"),
    Column("value_max", {"vi": "Giá trị cao nhất", "en": "High end"}, "number"),
    Column("denominator", {"vi": "Trên tổng số", "en": "Out of"}, "number"),
    Column("measure", {"vi": "Đơn vị tính", "en": "Measure"}),
    Column("kind", {"vi": "Loại số liệu", "en": "Kind"}),
    Column("target", {"vi": "Mức giao", "en": "Target"}, "number"),
    Column("target_giver", {"vi": "Nơi giao", "en": "Target set by"}),
    Column("target_bound", {"vi": "Mức giao: chính xác", "en": "Target bound"}),
    Column("released_on", {"vi": "Ngày công bố", "en": "Released on"}, "day"),
    Column("book", {"vi": "Sổ", "en": "Book"}),
    Column("seq", {"vi": "Bút toán", "en": "Entry"}, "number"),
    Column("sample", {"vi": "Số liệu mẫu", "en": "Sample"}),
    Column("address", {"vi": "Địa chỉ trang", "en": "Address"}),
]
UNIT = [
    Column("unit", {"vi": "Mã đơn vị", "en": "Unit code"}),
    Column("unit_name", {"vi": "Đơn vị", "en": "Unit"}),
    Column("kind", {"vi": "Cấp", "en": "Tier"}),
    Column("above", {"vi": "Thuộc đơn vị (mã)", "en": "Within (code)"}),
    Column("end_on", {"vi": "Hết hoạt động từ ngày", "en": "Ended on"}, "day"),
    Column("figures", {"vi": "Số liệu đang công bố", "en": "Figures standing"}, "number"),
    Column("address", {"vi": "Địa chỉ trang", "en": "Address"}),
]
INDICATOR = [
    Column("indicator", {"vi": "Mã chỉ tiêu", "en": "Indicator code"}),
    Column("indicator_name", {"vi": "Chỉ tiêu", "en": "Indicator"}),
    Column("area", {"vi": "Lĩnh vực", "en": "Area"}),
    Column("measure", {"vi": "Đơn vị tính", "en": "Measure"}),
    Column("definition", {"vi": "Đếm cái gì", "en": "What is counted"}),
    Column("figures", {"vi": "Số liệu đang công bố", "en": "Figures standing"}, "number"),
    Column("address", {"vi": "Địa chỉ trang", "en": "Address"}),
]
RELEASE = [
    Column("book", {"vi": "Sổ", "en": "Book"}),
    Column("seq", {"vi": "Bút toán", "en": "Entry"}, "number"),
    Column("released_on", {"vi": "Ngày công bố", "en": "Released on"}, "day"),
    Column("by", {"vi": "Người công bố", "en": "Released by"}),
    Column("figures", {"vi": "Số liệu", "en": "Figures"}, "number"),
    Column("address", {"vi": "Địa chỉ trang", "en": "Address"}),
]
CHANGE = [
    Column("unit", {"vi": "Mã đơn vị", "en": "Unit code"}),
    Column("indicator", {"vi": "Mã chỉ tiêu", "en": "Indicator code"}),
    Column("indicator_name", {"vi": "Chỉ tiêu", "en": "Indicator"}),
    Column("period", {"vi": "Kỳ", "en": "Period"}, "period"),
    Column("change", {"vi": "Thay đổi", "en": "Change"}),
    Column("before", {"vi": "Giá trị trước", "en": "Value before"}, "number"),
    Column("value", {"vi": "Giá trị công bố", "en": "Value released"}, "number"),
    Column("measure", {"vi": "Đơn vị tính", "en": "Measure"}),
    Column("reason", {"vi": "Lý do", "en": "Reason"}),
    Column("later", {"vi": "Sau đó", "en": "Later"}),
    Column("address", {"vi": "Địa chỉ trang", "en": "Address"}),
]


def figures(rows: Iterable[Content], language: str, name: str = "figures") -> Table:
    title = {"vi": "Số liệu đã công bố", "en": "Published figures"}
    return Table(name, title, [NO_ZERO, STATED], FIGURE, [_figure(row, language) for row in rows])


def _figure(row: Content, language: str) -> list[Value]:
    target = next(iter(row["achievements"]), None)
    return [
        row["unit"]["code"],
        row["unit"]["label"][language],
        row["indicator"]["code"],
        row["label"][language],
        row["period"],
        _day(row["as_of"]),
        row["bound"],
        _number(row["value"]),
        _number(row["value_max"]),
        _number(row["denominator"]),
        row["measure"],
        row["kind"],
        _number(target["value"]) if target else None,
        target["giver"] if target else None,
        target["bound"] if target else None,
        _local(row["at"]),
        row["book"],
        row["seq"],
        _sample(row["sample"]),
        row["address"],
    ]


def units(rows: Iterable[Content], language: str) -> Table:
    title = {"vi": "Đơn vị có số liệu công bố", "en": "Units with published figures"}
    lines: list[list[Value]] = [
        [
            row["code"],
            row["label"][language],
            row["kind"],
            row["path"][-2]["code"] if len(row["path"]) > 1 else None,
            _day(row["end_on"]),
            row["figures"],
            row["address"],
        ]
        for row in rows
    ]
    return Table("units", title, [NO_ZERO], UNIT, lines)


def indicators(rows: Iterable[Content], language: str) -> Table:
    title = {"vi": "Chỉ tiêu có số liệu công bố", "en": "Indicators with published figures"}
    lines: list[list[Value]] = [
        [
            row["code"],
            row["label"][language],
            row["area"]["label"][language],
            row["measure"],
            row["definition"] and row["definition"][language],
            row["figures"],
            row["address"],
        ]
        for row in rows
    ]
    return Table("indicators", title, [], INDICATOR, lines)


def releases(rows: Iterable[Content], language: str) -> Table:
    title = {"vi": "Các đợt công bố", "en": "Releases"}
    lines: list[list[Value]] = [
        [
            row["book"],
            row["seq"],
            _local(row["at"]),
            row["by"] and row["by"][language],
            row["figures"],
            row["address"],
        ]
        for row in rows
    ]
    return Table("releases", title, [], RELEASE, lines)


def release(body: Content, language: str) -> Table:
    """One release row by row, with what stood before."""
    lines: list[list[Value]] = [
        [
            row["code"]["unit"],
            row["code"]["indicator"],
            row["label"] and row["label"][language],
            row["period"],
            row["change"],
            _number(row["before"]["value"]) if row["before"] else None,
            _number(row["value"]),
            row["measure"],
            row["reason"],
            row["later"]["verb"] if row["later"] else None,
            row["address"],
        ]
        for row in body["rows"]
    ]
    name = f"release-{body['book']}-{body['seq']}"
    return Table(name, body["label"], [NO_ZERO], CHANGE, lines)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _local(at: str) -> date:
    """The day of a moment where the ward is."""
    return datetime.fromisoformat(at).astimezone(WARD).date()


def _sample(sample: Content | None) -> str | None:
    return None if sample is None else sample["newspaper"] or "sample"
