"""A statement as a file: every format from the same body."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from wardbook.reports import csv, typeset, xlsx
from wardbook.reports.one_stop import docx, pdf, tables
from wardbook.reports.one_stop.sheet import sheet

Content = dict[str, Any]
Writer = Callable[[Content, str, datetime], bytes]


def _xlsx(body: Content, language: str, at: datetime) -> bytes:
    people, machines = tables.for_people(body, language), tables.for_machines(body)
    return xlsx.xlsx_of(people, machines, language, at=at)


def _docx(body: Content, _language: str, at: datetime) -> bytes:
    return docx.render(sheet(body), at=at)


def _pdf(body: Content, _language: str, _at: datetime) -> bytes:
    return pdf.render(sheet(body))


def _csv(body: Content, language: str, _at: datetime) -> bytes:
    return csv.csv_of(tables.for_people(body, language), language)


def _json(body: Content, _language: str, _at: datetime) -> bytes:
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


FORMS: dict[str, tuple[str, str, Writer]] = {
    "docx": ("Word (DOCX)", docx.MEDIA, _docx),
    "pdf": ("PDF", typeset.MEDIA, _pdf),
    "xlsx": ("Excel (XLSX)", xlsx.MEDIA, _xlsx),
    "csv": ("CSV", csv.MEDIA, _csv),
    "json": ("JSON", "application/json; charset=utf-8", _json),
}


def written(body: Content, form: str, language: str, *, at: datetime) -> tuple[str, str, bytes]:
    """Name, media type and content; raises ``KeyError`` for a form that is none."""
    _, media, writer = FORMS[form]
    name = f"{tables.for_machines(body).name}{'-mau' if body['sample'] else ''}.{form}"
    return name, media, writer(body, language, at)
