"""Procedures, places and looks for a test, made by calling the actions."""

from datetime import date
from typing import Any

from tests.make import AT, SYSTEM, TODAY, book, lan, unit
from wardbook.cases.actions.postings import look, open_place
from wardbook.cases.actions.procedures import load_procedures
from wardbook.cases.catalogue import ProcedureRow
from wardbook.cases.models import Place, Posting, Procedure
from wardbook.ledger.models import Book


def row(code: str = "1.000001", **more: Any) -> ProcedureRow:
    """What a source says of an invented procedure."""
    said: dict[str, Any] = {
        "code": code,
        "name": f"Cấp giấy thử {code}",
        "name_en": f"Trial paper {code}",
        "field": "civil-status",
        "field_vi": "Hộ tịch",
        "field_en": "Civil status",
        "limit": "3wd",
        "source": "Quyết định thử",
        "mark": "verified",
    }
    return ProcedureRow(**said | more)


def load(*rows: ProcedureRow, on: date = TODAY, the_book: Book | None = None) -> list[Procedure]:
    return load_procedures(rows, book=the_book or book(), on=on, origin="a test", by=SYSTEM, at=AT)


def place(name: str = "Nhà văn hóa thử", **more: Any) -> Place:
    about: dict[str, Any] = {"start_on": date(2026, 1, 1), "book": book(), "by": SYSTEM, "at": AT}
    about |= more
    where = about.pop("unit", None) or unit()
    return open_place(where, {"vi": name, "en": "Trial house"}, **about)


def seen(where: Place, procedure: Procedure, state: str = "hangs", **more: Any) -> list[Posting]:
    about: dict[str, Any] = {"by": lan(), "at": AT} | more
    return look(where, [(procedure, state)], **about)
