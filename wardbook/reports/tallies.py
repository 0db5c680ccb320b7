"""What several bodies told of a period: one object for the page, the workbook, CSV and JSON."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from wardbook.figures.models import TallySheet
from wardbook.figures.tallies.balance import Finding, Numbers
from wardbook.figures.tallies.catalogue import Sheet
from wardbook.figures.tallies.queries import Gathered, Part, Reached
from wardbook.lib.clock import VIETNAM
from wardbook.reports import csv, xlsx
from wardbook.reports.table import Column, Label, Table, Value

Content = dict[str, Any]
Writer = Callable[[Content, str, datetime], bytes]

STATES: dict[str, Label] = {
    "whole": {"vi": "đã báo cáo", "en": "reported"},
    "partly": {"vi": "còn thiếu kỳ", "en": "in part"},
    "none": {"vi": "chưa báo cáo", "en": "not reported"},
}
TOGETHER: Label = {"vi": "Cộng", "en": "Together"}


def computed(whole: Gathered, quotas: Sequence[Reached]) -> Content:
    """Everything the page and the files say, in plain values."""
    unit, sheet, period = whole.unit, whole.sheet, whole.period
    words = {code: period.words(code) for code in ("vi", "en")}
    return {
        "label": {
            code: f"{sheet.label[code]}, {unit.label[code]}, {words[code]}" for code in words
        },
        "unit": {"code": unit.code, "label": unit.label},
        "sheet": _sheet(sheet),
        "period": period.text,
        "start_on": period.start_on.isoformat(),
        "last_on": period.last_on.isoformat() if period.last_on else None,
        "reported": whole.reported,
        "of": len(whole.parts),
        "parts": [_part(part, sheet) for part in whole.parts],
        "sums": {
            code: {"value": one.value, "known": one.known, "of": one.of}
            for code, one in whole.sums.items()
        },
        "own": _own(whole.own, sheet) if whole.own else None,
        "differences": whole.differences,
        "quotas": [quota(one) for one in quotas],
    }


def _sheet(sheet: Sheet) -> Content:
    return {
        "code": sheet.code,
        "label": sheet.label,
        "counts": sheet.counts,
        "source": sheet.source,
        "mark": sheet.mark,
        "lines": [
            {"code": line.code, "label": line.label, "sign": line.sign} for line in sheet.lines
        ],
    }


def _part(part: Part, sheet: Sheet) -> Content:
    return {
        "unit": {"code": part.unit.code, "label": part.unit.label},
        "state": part.state,
        "covers": [period.text for period in part.covers],
        "numbers": part.numbers and _numbers(part.numbers, sheet),
        "findings": [finding(one, sheet) for one in part.findings],
    }


def _numbers(numbers: Numbers, sheet: Sheet) -> dict[str, int | None]:
    return {code: numbers.get(code) for code in sheet.codes}


def finding(one: Finding, sheet: Sheet) -> Content:
    """In what a sheet does not close."""
    label = sheet.line(one.line).label
    said = {"says": one.says, "expected": one.expected, "by": one.by}
    return {"fault": str(one.fault), "line": one.line, "label": label, **said}


def _own(row: TallySheet, sheet: Sheet) -> Content:
    at = row.filed_at.astimezone(VIETNAM).isoformat(timespec="minutes")
    return {"numbers": _numbers(row.numbers, sheet), "source": row.source, "at": at}


def quota(one: Reached) -> Content:
    """A quota and how much of it is reached; no percent while nothing was told."""
    percent = one.share.percent() if one.share else None
    return {
        "line": one.line.code,
        "label": one.line.label,
        "period": one.quota.period,
        "value": one.quota.value,
        "giver": one.quota.giver,
        "document": one.quota.document,
        "told": one.told,
        "percent": None if percent is None else format(percent, "f"),
        "bodies": one.bodies,
        "of": one.of,
        "upto": one.upto.isoformat() if one.upto else None,
    }


# Tables and files


def for_people(body: Content, language: str) -> Table:
    """A line for each body, then their sum."""
    return _table(body, lambda part: STATES[part["state"]][language], language)


def for_machines(body: Content) -> Table:
    return _table(body, lambda part: str(part["state"]), None)


def _table(body: Content, state: Callable[[Content], str], language: str | None) -> Table:
    lines = body["sheet"]["lines"]
    columns = [
        Column("body", {"vi": "Đơn vị", "en": "Body"}),
        Column("state", {"vi": "Tình trạng", "en": "State"}),
        Column("periods", {"vi": "Các kỳ đã báo cáo", "en": "Periods told"}),
        *(Column(line["code"], line["label"], "number") for line in lines),
    ]
    rows = list(_rows(body, state, language))
    return Table(_name(body), body["label"], notes(body), columns, rows)


def _rows(
    body: Content, state: Callable[[Content], str], language: str | None
) -> Iterator[list[Value]]:
    codes = [line["code"] for line in body["sheet"]["lines"]]
    for part in body["parts"]:
        numbers = part["numbers"] or {}
        unit = part["unit"]
        name = unit["label"][language] if language else unit["code"]
        yield [name, state(part), "; ".join(part["covers"]), *(numbers.get(one) for one in codes)]
    told = f"{body['reported']}/{body['of']}"
    total = TOGETHER[language] if language else "sum"
    yield [total, told, body["period"], *(body["sums"][code]["value"] for code in codes)]


def notes(body: Content) -> list[Label]:
    """How many reported, and what the sum therefore is."""
    n, of = body["reported"], body["of"]
    return [
        {
            "vi": f"{n} trên {of} đơn vị đã báo cáo đủ kỳ; số cộng chỉ gồm các đơn vị đó.",
            "en": f"{n} of {of} bodies reported the whole period; the sum is of these alone.",
        },
        {
            "vi": "Ô trống là chưa có số, không phải số 0. Chuyển trong cùng đảng bộ, tổ chức có ở"
            " cả cột chuyển đến và chuyển đi.",
            "en": "A blank is no number, not 0. Moves between these bodies are in both moved in and"
            " moved out.",
        },
    ]


def _name(body: Content) -> str:
    return f"{body['sheet']['code']}-{body['unit']['code']}-{body['period'].replace('/', '_')}"


def _json(body: Content, _language: str, _at: datetime) -> bytes:
    return json.dumps(body, ensure_ascii=False, indent=2).encode()


def _xlsx(body: Content, language: str, at: datetime) -> bytes:
    return xlsx.xlsx_of(for_people(body, language), for_machines(body), language, at=at)


def _csv(body: Content, _language: str, _at: datetime) -> bytes:
    return csv.csv_of(for_machines(body))


FORMS: dict[str, tuple[str, str, Writer]] = {
    "xlsx": ("XLSX", xlsx.MEDIA, _xlsx),
    "csv": ("CSV", "text/csv; charset=utf-8", _csv),
    "json": ("JSON", "application/json", _json),
}


def written(body: Content, form: str, language: str, *, at: datetime) -> tuple[str, str, bytes]:
    """Name, media type and content of one file."""
    _label, media, writer = FORMS[form]
    return f"{_name(body)}.{form}", media, writer(body, language, at)
