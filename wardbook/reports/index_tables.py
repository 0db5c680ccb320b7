"""The national index as tables and files: in words for people, in codes for machines."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from wardbook.reports import xlsx
from wardbook.reports.table import Column, Label, Table, Value

Content = dict[str, Any]
Writer = Callable[[Content, str, datetime], bytes]

COLUMNS = (
    Column("code", {"vi": "Mã", "en": "Code"}),
    Column("component", {"vi": "Chỉ số thành phần", "en": "Component"}),
    Column("most", {"vi": "Điểm tối đa", "en": "Points at most"}, "number"),
    Column("numerator", {"vi": "Theo sổ: tử số", "en": "By the book: so many"}, "number"),
    Column("denominator", {"vi": "Theo sổ: mẫu số", "en": "By the book: of"}, "number"),
    Column("percent", {"vi": "Theo sổ, %", "en": "By the book, %"}, "number"),
    Column("points", {"vi": "Điểm theo sổ", "en": "Points by the book"}, "number"),
    Column("bound", {"vi": "Mức", "en": "Bound"}),
    Column("portal_points", {"vi": "Điểm trên Cổng", "en": "Points on the portal"}, "number"),
    Column(
        "portal_numerator", {"vi": "Trên Cổng: tử số", "en": "On the portal: so many"}, "number"
    ),
    Column("portal_denominator", {"vi": "Trên Cổng: mẫu số", "en": "On the portal: of"}, "number"),
    Column("seen_on", {"vi": "Ngày xem Cổng", "en": "Portal read on"}, "day"),
    Column("gap", {"vi": "Cổng trừ sổ", "en": "Portal less book"}, "number"),
    Column("gap_formula", {"vi": "do công thức", "en": "of it: formula"}, "number"),
    Column("gap_counts", {"vi": "do số đếm", "en": "of it: counts"}, "number"),
    Column("mark", {"vi": "Độ tin cậy của công thức", "en": "Mark of the formula"}),
    Column("source", {"vi": "Nguồn của công thức", "en": "Source of the formula"}),
)
AT_MOST = {"vi": "không quá", "en": "at most"}
MARKS = {
    "verified": {"vi": "đã kiểm chứng", "en": "verified"},
    "known": {"vi": "được biết, chưa đọc nguồn", "en": "known"},
    "uncertain": {"vi": "chưa chắc", "en": "uncertain"},
}


def for_people(body: Content, language: str) -> Table:
    """A line for each component, group by group, and the sums of what is known."""
    return Table(_file(body), body["label"], notes(body), COLUMNS, list(_lines(body, language)))


def for_machines(body: Content) -> Table:
    """The same lines in codes."""
    return Table(_file(body), body["label"], notes(body), COLUMNS, list(_lines(body, None)))


def _lines(body: Content, language: str | None) -> Iterator[list[Value]]:
    for group in body["groups"]:
        for one in group["components"]:
            yield _line(one, language)


def _line(one: Content, language: str | None) -> list[Value]:
    ours, portal = one["ours"] or {}, one["portal"] or {}
    bound = "" if not ours else "at_most" if ours["at_most"] else "exact"
    words = AT_MOST[language] if language and bound == "at_most" else bound
    seen_on = portal.get("seen_on")
    return [
        one["code"],
        one["label"][language] if language else one["label"]["en"],
        one["points"],
        ours.get("numerator"),
        ours.get("denominator"),
        _number(ours.get("percent")),
        _number(ours.get("points")),
        ("" if language and bound == "exact" else words) or None,
        _number(portal.get("points")),
        portal.get("numerator"),
        portal.get("denominator"),
        datetime.fromisoformat(seen_on).date() if seen_on else None,
        _number(one["gap"]),
        _number(one["gap_formula"]),
        _number(one["gap_counts"]),
        MARKS[one["mark"]][language] if language else one["mark"],
        one["source"],
    ]


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def notes(body: Content) -> list[Label]:
    """As known when, by the formulas of which day, and what a blank is."""
    at, on = datetime.fromisoformat(body["cut_off"]), datetime.fromisoformat(body["on"])
    said: list[Label] = [
        {
            "vi": f"Theo số liệu trong sổ lúc {at:%H:%M} ngày {at:%d/%m/%Y}, công thức của ngày"
            f" {on:%d/%m/%Y}.",
            "en": f"As on record at {at:%H:%M} on {at:%d %B %Y}, by the formulas of {on:%d %B %Y}.",
        },
        {
            "vi": "Ô trống: sổ không có số này, không phải là 0. Điểm trên Cổng do người nhập.",
            "en": "An empty cell is not known, which is not zero. The portal's points were typed.",
        },
    ]
    if body["sample"]:
        sample = {
            "vi": "Số liệu mẫu: không phải của cơ quan nào.",
            "en": "Sample figures: of no office.",
        }
        said.append(sample)
    return said


def _file(body: Content) -> str:
    period = body["period"].replace("/", "_").replace(":", "~")
    return f"index-766-{body['unit']['code']}-{period}"


# Files


def _xlsx(body: Content, language: str, at: datetime) -> bytes:
    return xlsx.xlsx_of(for_people(body, language), for_machines(body), language, at=at)


def _json(body: Content, _language: str, _at: datetime) -> bytes:
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


FORMS: dict[str, tuple[str, str, Writer]] = {
    "xlsx": ("Excel (XLSX)", xlsx.MEDIA, _xlsx),
    "json": ("JSON", "application/json; charset=utf-8", _json),
}


def written(body: Content, form: str, language: str, *, at: datetime) -> tuple[str, str, bytes]:
    """Name, media type and content; raises ``KeyError`` for a form that is none."""
    _, media, writer = FORMS[form]
    name = f"{_file(body)}{'-mau' if body['sample'] else ''}.{form}"
    return name, media, writer(body, language, at)
