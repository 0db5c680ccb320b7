"""The public pages of the loop: promises, shortcomings, what superiors were asked, sessions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from wardbook.portal import loop
from wardbook.portal.answer import public, shown
from wardbook.portal.asked import language, page_in, said_in, words_in
from wardbook.reports.table import Column, Table

COLUMNS = [
    Column("code", {"vi": "Mã", "en": "Code"}),
    Column("kind", {"vi": "Loại", "en": "Kind"}),
    Column("label", {"vi": "Nội dung", "en": "What"}),
    Column("unit", {"vi": "Cơ quan theo dõi", "en": "Kept by"}),
    Column("post", {"vi": "Chịu trách nhiệm", "en": "Who answers for it"}),
    Column("since", {"vi": "Từ", "en": "Since"}),
    Column("first_due", {"vi": "Hạn đầu tiên", "en": "Owed first by"}),
    Column("due", {"vi": "Hạn hiện tại", "en": "The date that holds"}),
    Column("state", {"vi": "Tình trạng", "en": "State"}),
    Column("ended", {"vi": "Kết thúc", "en": "Ended"}),
    Column("unverified", {"vi": "Kết thúc không qua kiểm chứng", "en": "Ended unverified"}),
    Column("address", {"vi": "Địa chỉ trang", "en": "Address"}),
]
TITLES = {
    "promises": {"vi": "Đã hứa và đã làm", "en": "Promised and done"},
    "shortcomings": {"vi": "Hạn chế, khuyết điểm và khắc phục", "en": "Shortcomings and remedies"},
    "asked-above": {"vi": "Kiến nghị cấp trên", "en": "Asked of the tier above"},
    "sessions": {
        "vi": "Buổi làm việc, kiểm điểm, kiểm tra",
        "en": "Sessions, reviews, inspections",
    },
}


@public
def loop_list(request: HttpRequest, page: str, form: str = "html") -> HttpResponse:
    """What was released of some kinds, narrowed by how it stands, place, age and words."""
    how, age = said_in(request, "how"), said_in(request, "age")
    if how not in loop.HOW or age not in ("", *(str(low) for low, _high in loop.AGES)):
        raise Http404
    body = loop.listed(
        page,
        timezone.localdate(),
        how=how,
        place=said_in(request, "place"),
        age=age,
        words=words_in(request),
        number=page_in(request, form),
    )
    body["title"] = TITLES[page]
    return shown(request, form, "portal/loop.html", body, lambda: _table(page, body["rows"]))


@public
def loop_item(request: HttpRequest, kind: str, code: str, form: str = "html") -> HttpResponse:
    body = loop.item(kind, code, timezone.localdate())
    return shown(request, form, "portal/loop_item.html", body)


def _table(page: str, rows: list[dict[str, Any]]) -> Table:
    asked = language()
    lines = [
        [
            row["code"],
            row["kind_label"][asked],
            row["label"][asked],
            row["unit"][asked],
            row["post"][asked],
            row["since"],
            row["first_due"],
            row["due"],
            row["state_label"][asked],
            row["ended"],
            row["unverified"],
            row["address"],
        ]
        for row in rows
    ]
    return Table(page, TITLES[page], [], COLUMNS, lines)
