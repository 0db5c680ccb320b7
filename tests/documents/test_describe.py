"""What is said of a paper: by its own head when it comes, by a person afterwards."""

from datetime import date
from typing import Any

import pytest

from tests import make
from wardbook.documents.actions import Particulars, describe, receive
from wardbook.documents.models import Document
from wardbook.documents.rules import why_not_describe
from wardbook.ledger.models import Body
from wardbook.ledger.queries import current_of
from wardbook.lib.refusal import Refused
from wardbook.org.models import Tenure

pytestmark = pytest.mark.django_db

PAPER = """PHƯỜNG BẾN SEN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/BC-UBND | Bến Sen, ngày 05 tháng 01 năm 2026
BÁO CÁO
Kết quả công tác năm 2025
-----
Năm 2025, phường tiếp nhận 1.250 hồ sơ.
"""


def received(text: str = PAPER, name: str = "bc.txt", **said: Any) -> Document:
    lan = make.lan()
    about = Particulars(book=lan.post.book, unit=lan.post.unit, **said)
    return receive(text.encode(), name, about, by=lan, at=make.AT)


def put_right(document: Document, by: Tenure | None = None, **said: Any) -> Document:
    words: dict[str, Any] = {"title": "Tên đúng", "number": "16/BC-UBND", "published_on": None}
    return describe(document, **words | said, by=by or make.lan(), at=make.AT)


def said_of(document: Document) -> tuple[str, str, date | None]:
    return document.title, document.number, document.published_on


def test_what_nobody_said_is_as_the_paper_itself_says() -> None:
    document = received()

    own = ("Báo cáo kết quả công tác năm 2025", "15/BC-UBND", date(2026, 1, 5))
    assert said_of(document) == own


@pytest.mark.parametrize(
    "said", [{"title": "Tên khác"}, {"number": "9/BC"}, {"published_on": date(2026, 2, 3)}]
)
def test_what_a_person_said_stands_before_what_the_paper_says(said: dict[str, Any]) -> None:
    document = received(**said)

    own = {
        "title": "Báo cáo kết quả công tác năm 2025",
        "number": "15/BC-UBND",
        "published_on": date(2026, 1, 5),
    }
    assert {name: getattr(document, name) for name in own} == own | said


@pytest.mark.parametrize("name", ["bao cao.v2.txt", "C:\\Giấy tờ\\bao cao.v2.txt"])
def test_a_paper_without_a_title_has_the_name_of_its_file(name: str) -> None:
    assert received("Phường có 12 khu phố.", name).title == "bao cao.v2"


def test_title_number_and_day_are_put_right() -> None:
    document = put_right(received(), title="  Tên đúng ", published_on=date(2026, 1, 6))

    document.refresh_from_db()
    assert said_of(document) == ("Tên đúng", "16/BC-UBND", date(2026, 1, 6))


def test_putting_right_is_one_entry_of_the_ledger() -> None:
    document = put_right(received())

    body = Body.objects.get(key=f"document/{document.pk}", verb="describe")
    assert body.by == make.lan().post.code
    assert body.data == {"title": "Tên đúng", "number": "16/BC-UBND", "published_on": None}


def test_a_paper_keeps_a_title() -> None:
    document = received()

    with pytest.raises(Refused, match="DOC-05"):
        put_right(document, title="  ")

    document.refresh_from_db()
    assert document.title == "Báo cáo kết quả công tác năm 2025"


def test_of_two_who_put_a_paper_right_the_second_is_told() -> None:
    document = received()
    stale = Document.objects.get(pk=document.pk)
    put_right(document)

    with pytest.raises(Refused, match="DOC-07"):
        put_right(stale, title="Tên khác")

    document.refresh_from_db()
    assert document.title == "Tên đúng"


def test_only_who_may_receive_papers_of_the_unit_says_what_they_are() -> None:
    document = received()
    elsewhere = make.tenure("vinh", "clerk", where=make.unit("99902"))

    for by in (make.minh(), elsewhere):
        refusal = why_not_describe(document, "Tên đúng", by=by, on=make.TODAY)
        assert refusal is not None
        assert refusal.rule == "ORG-01"


def test_what_was_released_keeps_the_words_it_had() -> None:
    result = make.released()

    put_right(result.claim.document)

    current = current_of(result.key)
    assert current is not None
    assert "Báo cáo năm 2025" in current.entry.body.content
    assert "Tên đúng" not in current.entry.body.content
