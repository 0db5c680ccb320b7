"""Receiving papers: one, several, by a form and by a script; putting right what is said of one."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.office import people
from wardbook.documents.models import Document
from wardbook.ledger.models import Body
from wardbook.reader.formats.limits import MAX_BYTES
from wardbook.web.models import AuditEvent

pytestmark = pytest.mark.django_db


def upload(client: Client, content: bytes, name: str = "bc.txt", **more: Any) -> Any:
    paper = SimpleUploadedFile(name, content)
    fields = {"paper": paper, "unit": make.unit().pk, "title": "Báo cáo", **more}
    return client.post("/office/documents/receive/", fields)


def test_an_upload_leads_to_the_paper_with_its_figures() -> None:
    response = upload(people.lan(), make.PAPER.encode())

    document = Document.objects.get()
    assert response.url == f"/office/documents/{document.pk}/"
    page = people.lan().get(response.url).content.decode()
    assert "1.250 hồ sơ" in page


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.txt"), (b"PK\x03\x04junk", "a.docx"), ("TUYỆT MẬT\n12 hồ sơ".encode(), "a.txt")],
)
def test_a_paper_that_cannot_be_taken_gets_a_sentence_and_nothing_is_lost(
    content: bytes, name: str
) -> None:
    response = upload(people.lan(), content, name, title="Giữ tên này")

    assert response.status_code == 422
    assert "govuk-error-summary" in response.content.decode()
    assert "Giữ tên này" in response.content.decode()
    assert not Document.objects.exists()


def test_the_same_paper_twice_is_told_on_the_form() -> None:
    client = people.lan()
    upload(client, make.PAPER.encode())

    response = upload(client, make.PAPER.encode())

    assert response.status_code == 422
    assert Document.objects.count() == 1


def test_a_clerk_cannot_receive_for_another_ward() -> None:
    other = make.unit("99902")

    response = upload(people.lan(), make.PAPER.encode(), unit=other.pk)

    assert response.status_code == 422
    assert not Document.objects.exists()


GOOD = make.PAPER.encode()
SECRET = "MẬT\n\nBáo cáo có 12 hồ sơ.".encode()
BROKEN = b"PK\x03\x04junk"
HEAD = """PHƯỜNG BẾN SEN | Số: 15/BC-UBND | Bến Sen, ngày 05 tháng 01 năm 2026
BÁO CÁO
Kết quả công tác năm 2025
-----
Năm 2025, phường tiếp nhận 1.250 hồ sơ.
""".encode()


def send(client: Client, *files: tuple[str, bytes], **more: Any) -> Any:
    """Several files in one post."""
    papers = [SimpleUploadedFile(name, content) for name, content in files]
    headers = more.pop("headers", None)
    where = more.pop("where", "/office/documents/receive/")
    fields = {"paper": papers, "unit": make.unit().pk, **more}
    return client.post(where, fields, headers=headers)


def by_script(client: Client, name: str, content: bytes, **more: Any) -> Any:
    return send(client, (name, content), headers={"Accept": "application/json"}, **more)


def test_of_several_papers_a_bad_one_harms_no_good_one() -> None:
    response = send(
        people.lan(), ("a.txt", GOOD), ("mat.txt", SECRET), ("b.docx", BROKEN), ("c.txt", HEAD)
    )

    assert response.status_code == 200
    assert Document.objects.count() == 2
    told = response.content.decode()
    for paper in Document.objects.all():
        assert f'href="/office/documents/{paper.pk}/"' in told
    assert "dấu MẬT" in told
    assert "hỏng hoặc thiếu" in told
    assert "Đã nhận: 2 trên 4." in told


def test_the_list_says_how_many_figures_each_paper_has() -> None:
    response = send(people.lan(), ("a.txt", GOOD), ("c.txt", HEAD))

    told = response.content.decode()
    counts = {paper.claims.count() for paper in Document.objects.all()}
    assert len(counts) == 2
    assert all(f"Số liệu tìm thấy: {count}" in told for count in counts)


def test_a_refused_paper_of_several_leaves_a_row_in_the_audit() -> None:
    send(people.lan(), ("a.txt", GOOD), ("mat.txt", SECRET))

    assert "PAPER-11" in AuditEvent.objects.values_list("rule", flat=True)


def test_what_is_typed_is_said_of_a_paper_that_comes_alone() -> None:
    client = people.lan()
    said = {"title": "Tên gõ", "number": "9/BC", "published_on": "02/03/2026"}

    send(client, ("a.txt", GOOD), ("c.txt", HEAD), **said)
    assert not Document.objects.filter(title="Tên gõ").exists()

    send(client, ("d.txt", GOOD + b"."), **said)
    paper = Document.objects.get(title="Tên gõ")
    assert (paper.number, paper.published_on) == ("9/BC", date(2026, 3, 2))


def test_what_is_left_blank_is_as_the_paper_says() -> None:
    send(people.lan(), ("c.txt", HEAD))

    paper = Document.objects.get()
    assert paper.title == "Báo cáo kết quả công tác năm 2025"
    assert (paper.number, paper.published_on) == ("15/BC-UBND", date(2026, 1, 5))


def test_more_than_twenty_papers_are_too_many() -> None:
    files = [(f"{number}.txt", f"Có {number} hồ sơ.".encode()) for number in range(21)]

    response = send(people.lan(), *files)

    assert response.status_code == 422
    assert "Đã chọn 21 văn bản" in response.content.decode()
    assert not Document.objects.exists()


def test_a_paper_that_is_too_long_is_named_and_the_others_are_read() -> None:
    response = send(people.lan(), ("dai.txt", b"a" * (MAX_BYTES + 2**21)), ("a.txt", GOOD))

    told = response.content.decode()
    assert "dai.txt" in told
    assert "lớn hơn 20 MB" in told
    assert Document.objects.count() == 1


def test_a_request_that_is_too_long_is_told_before_it_is_held(settings: Any) -> None:
    settings.UPLOAD_MAX_SIZE = 2**20

    response = send(people.lan(), ("a.txt", b"a" * 2**20), ("b.txt", GOOD), title="Giữ tên này")

    assert response.status_code == 422
    assert "cộng lại lớn hơn 1 MB" in response.content.decode()
    assert "Giữ tên này" in response.content.decode()
    assert not Document.objects.exists()


def test_a_paper_that_is_in_the_book_already_leads_there() -> None:
    client = people.lan()
    paper = make.document()

    alone = upload(client, GOOD)
    among = send(client, ("a.txt", GOOD), ("c.txt", HEAD))

    for response in (alone, among):
        assert f'href="/office/documents/{paper.pk}/"' in response.content.decode()


def test_a_script_is_told_where_the_paper_is() -> None:
    response = by_script(people.lan(), "a.txt", GOOD)

    paper = Document.objects.get()
    assert response.status_code == 200
    assert response.json() == {
        "name": "a.txt",
        "address": f"/office/documents/{paper.pk}/",
        "title": paper.title,
        "figures": paper.claims.count(),
    }


@pytest.mark.parametrize("content", [SECRET, BROKEN, b""])
def test_a_script_is_told_why_not(content: bytes) -> None:
    response = by_script(people.lan(), "a.docx", content)

    assert response.status_code == 422
    assert set(response.json()) == {"name", "refusal"}
    assert response.json()["refusal"].endswith(".")


def test_a_script_is_led_to_the_paper_that_is_there_already() -> None:
    client = people.lan()
    by_script(client, "a.txt", GOOD)

    answer = by_script(client, "b.txt", GOOD).json()

    assert answer["address"] == f"/office/documents/{Document.objects.get().pk}/"
    assert "đã nhận ngày" in answer["refusal"]


@pytest.mark.parametrize("said", [{"unit": ""}, {"published_on": "hôm kia"}])
def test_a_script_is_told_what_is_missing_in_the_form(said: dict[str, str]) -> None:
    response = by_script(people.lan(), "a.txt", GOOD, **said)

    assert response.status_code == 422
    assert response.json()["refusal"]
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("where", "words"), [("/office", "có dấu MẬT"), ("/en/office", "is marked MẬT")]
)
def test_a_refusal_is_in_the_language_of_the_page(where: str, words: str) -> None:
    address = f"{where}/documents/receive/"
    client = people.lan()

    assert words in by_script(client, "a.txt", SECRET, where=address).json()["refusal"]
    assert words in send(client, ("a.txt", SECRET), where=address).content.decode()


def test_the_addresses_of_an_answer_are_in_the_language_of_the_page() -> None:
    answer = by_script(people.lan(), "a.txt", GOOD, where="/en/office/documents/receive/")

    assert answer.json()["address"].startswith("/en/office/")


def test_a_browser_that_takes_anything_gets_a_page() -> None:
    response = send(people.lan(), ("a.txt", SECRET), headers={"Accept": "*/*"})

    assert response.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("count", [1, 3])
def test_each_paper_of_several_costs_the_same(count: int) -> None:
    client = people.lan()
    make.unit()

    def queries(*files: tuple[str, bytes]) -> int:
        with CaptureQueriesContext(connection) as context:
            send(client, *files)
        return len(context)

    none = queries(("x.docx", BROKEN), ("y.docx", BROKEN))
    files = [(f"{number}.txt", f"Có {number + 2} hồ sơ.".encode()) for number in range(count)]
    each = 10 if connection.vendor == "postgresql" else 11  # there entries move the head along

    assert queries(("x.docx", BROKEN), ("y.docx", BROKEN), *files) - none == each * count


def put_right(client: Client, paper: Document, **more: Any) -> Any:
    said = {"title": "Tên đúng", "number": "16/BC", "published_on": "6/1/2026"}
    return client.post(f"/office/documents/{paper.pk}/particulars/", said | more)


def test_what_is_said_of_a_paper_is_put_right() -> None:
    paper = make.document()

    response = put_right(people.lan(), paper)

    assert response.url == f"/office/documents/{paper.pk}/"
    paper.refresh_from_db()
    assert (paper.title, paper.number) == ("Tên đúng", "16/BC")
    assert paper.published_on == date(2026, 1, 6)


def test_the_form_holds_what_is_said_and_what_the_paper_says() -> None:
    paper = make.document(HEAD.decode(), title="Tên gõ", published_on=date(2026, 3, 2))

    shown = people.lan().get(f"/office/documents/{paper.pk}/particulars/").content.decode()

    for words in ("Tên gõ", "15/BC-UBND", "02/03/2026"):
        assert f'value="{words}"' in shown
    assert "Văn bản tự ghi: Báo cáo kết quả công tác năm 2025" in shown
    assert "Văn bản tự ghi: 05/01/2026" in shown
    assert "Văn bản tự ghi: 15/BC-UBND" not in shown


def test_saving_without_a_change_writes_nothing() -> None:
    paper = make.document(HEAD.decode())
    said = {"title": paper.title, "number": paper.number, "published_on": "05/01/2026"}
    hidden = {f"initial-{name}": value for name, value in said.items()}

    response = put_right(people.lan(), paper, **said, **hidden)

    assert response.status_code == 302
    assert not Body.objects.filter(verb="describe").exists()


@pytest.mark.parametrize("wrong", [{"title": ""}, {"title": "   "}, {"published_on": "hôm kia"}])
def test_what_cannot_be_said_is_told_and_what_was_typed_stays(wrong: dict[str, str]) -> None:
    paper = make.document()

    response = put_right(people.lan(), paper, number="giữ số này", **wrong)

    assert response.status_code == 422
    assert "giữ số này" in response.content.decode()
    paper.refresh_from_db()
    assert paper.title == "Báo cáo năm 2025"


def test_the_second_of_two_is_told_loses_nothing_and_may_decide_anew() -> None:
    paper, client = make.document(), people.lan()
    seen = {"title": paper.title, "number": "", "published_on": ""}
    hidden = {f"initial-{name}": value for name, value in seen.items()}
    put_right(client, paper, **hidden)

    response = put_right(client, paper, **hidden, title="Tên khác")
    shown = response.content.decode()
    assert response.status_code == 422
    assert "Tên đúng · 16/BC · 06/01/2026" in shown
    assert 'value="Tên khác"' in shown
    assert 'name="initial-title" value="Tên đúng"' in shown

    now = {
        "initial-title": "Tên đúng",
        "initial-number": "16/BC",
        "initial-published_on": "2026-01-06",
    }
    assert put_right(client, paper, **now, title="Tên khác").status_code == 302


def test_a_paper_of_another_place_is_not_put_right() -> None:
    elsewhere = make.tenure("vinh", "clerk", where=make.unit("99902"))
    paper = make.document(by=elsewhere)

    response = put_right(people.lan(), paper)

    assert response.status_code == 422
    paper.refresh_from_db()
    assert paper.title != "Tên đúng"


def test_whoever_may_not_receive_papers_finds_no_such_page() -> None:
    paper = make.document()

    assert people.minh().get(f"/office/documents/{paper.pk}/particulars/").status_code == 404
    assert put_right(people.minh(), paper).status_code == 404
    assert people.hoa().get(f"/office/documents/{paper.pk}/particulars/").status_code == 403
    assert put_right(Client(), paper).url.startswith("/office/sign-in/")
