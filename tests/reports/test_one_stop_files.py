"""A statement as files: every format says the same numbers."""

import json
from datetime import datetime
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from docx import Document

from tests import make
from tests.reports.test_one_stop import accepted, body
from wardbook.lib.clock import VIETNAM
from wardbook.reports.one_stop import files
from wardbook.reports.one_stop.hiding import public

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 9, tzinfo=VIETNAM)


def month() -> dict[str, Any]:
    for number in range(13):
        channel = "online" if number < 7 else "direct"
        case = accepted(7, channel=channel, fields={"applicant": f"Người Thử {number}"})
        if number < 5:
            make.step(case, "resolve", at=AT.replace(month=9, day=9))
    return body()


def texts(said: dict[str, Any]) -> dict[str, str]:
    """The text of each format."""
    made = {form: files.written(said, form, "vi", at=AT)[2] for form in files.FORMS}
    word = Document(BytesIO(made["docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    pages = pypdfium2.PdfDocument(made["pdf"])
    return {
        "docx": " ".join([*(one.text for one in word.paragraphs), *cells]),
        "pdf": " ".join(page.get_textpage().get_text_bounded() for page in pages),
        "csv": made["csv"].decode("utf-8-sig"),
        "json": made["json"].decode(),
    }


def test_every_format_says_the_headline() -> None:
    said = texts(month())

    assert "5/13" in said["docx"] and "38,46%" in said["docx"]
    assert "5/13" in said["pdf"] and "38,46%" in said["pdf"]
    assert "5/13" in said["csv"]
    assert json.loads(said["json"])["shares"][0]["value"] == "38.46"


def test_every_format_says_how_many_are_satisfied_and_of_how_many() -> None:
    scores = {"1": 1, "2": 0, "3": 1, "4": 2, "5": 4}
    said = texts(month() | {"satisfaction": {"n": 8, "scores": scores}})

    assert all("6/8" in said[form] for form in ("docx", "pdf", "csv"))
    assert "75%" in said["docx"] and "75%" in said["pdf"]
    assert json.loads(said["json"])["satisfaction"]["n"] == 8


def test_only_a_share_of_promises_says_that_nothing_was_due() -> None:
    make.lan()
    said = texts(body())["docx"]

    assert "Đúng hẹn lần đầu 0/0 không có hồ sơ đến hạn" in said
    assert "Số lượt đến cho một hồ sơ xong 0/0 không có hồ sơ Nội dung" in said


def test_what_is_hidden_is_hidden_in_every_format() -> None:
    told = public(month())
    online = next(part for part in told["parts"] if part["code"] == "online")

    said = texts(told)

    assert online["cells"]["kept"] is None
    assert "(che)" in said["docx"] and "(che)" in said["pdf"] and "REP-09" in said["csv"]


def test_a_paper_of_a_sample_says_so_on_top() -> None:
    said = month() | {"sample": {"newspaper": None, "printed_on": None}}

    assert "BẢN MẪU" in texts(said)["pdf"]


def test_the_same_statement_gives_the_same_pdf() -> None:
    said = month()

    assert files.written(said, "pdf", "vi", at=AT) == files.written(said, "pdf", "vi", at=AT)
