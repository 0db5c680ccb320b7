"""The public pages of feedback that was answered in public."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from wardbook.portal import feedback
from wardbook.portal.answer import public, shown
from wardbook.portal.asked import language, page_in, words_in
from wardbook.reports.table import Column, Table

COLUMNS = [
    Column("code", {"vi": "Mã", "en": "Code"}),
    Column("unit", {"vi": "Đơn vị", "en": "Unit"}),
    Column("submitted", {"vi": "Nhận", "en": "Received"}),
    Column("ended", {"vi": "Trả lời", "en": "Answered"}),
    Column("state", {"vi": "Kết quả", "en": "Outcome"}),
    Column("text", {"vi": "Nội dung công khai", "en": "Words made public"}),
    Column("book", {"vi": "Sổ", "en": "Book"}),
    Column("address", {"vi": "Địa chỉ trang", "en": "Address"}),
]


@public
def feedback_list(request: HttpRequest, form: str = "html") -> HttpResponse:
    """Every answer that was made public, or those that words name, with or without accents."""
    body = feedback.listed(words_in(request), page_in(request, form))
    return shown(request, form, "portal/feedback.html", body, lambda: _table(body["feedback"]))


@public
def answer(request: HttpRequest, code: str, form: str = "html") -> HttpResponse:
    return shown(request, form, "portal/feedback_answer.html", feedback.answer(code))


def _table(rows: list[dict[str, Any]]) -> Table:
    title = {"vi": "Phản ánh đã trả lời", "en": "Feedback that was answered"}
    plain, asked = ("text", "book", "address"), language()
    lines = [
        [row["code"], row["unit"][asked], row["submitted"], row["ended"], row["state"][asked]]
        + [row[name] for name in plain]
        for row in rows
    ]
    return Table("feedback", title, [], COLUMNS, lines)
