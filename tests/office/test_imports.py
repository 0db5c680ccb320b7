"""The import desk: a file dropped, what it shows at once, its lists, and the letter."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from bench.exports import as_csv
from tests import make
from tests.exchange.files import HEAD, ROW, row
from tests.office import people
from wardbook.cases.models import Case
from wardbook.exchange import actions, queries
from wardbook.exchange.actions import Sent, take
from wardbook.exchange.layouts import FIELDS
from wardbook.exchange.models import Export
from wardbook.ledger.models import Body
from wardbook.office.templatetags.cases import TOLD
from wardbook.org.kinds import Kind
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 20, 1, 0, tzinfo=UTC)
LATE = row(due="16/01/2026 17:00")  # by law the 13th


def sent_in(client: Client, content: bytes, **more: Any) -> Any:
    by = make.lan()
    file = SimpleUploadedFile("hs.csv", content)
    place = f"{by.post.book_id}-{by.post.unit_id}"
    fields = {"file": file, "place": place, "post": by.post_id, "layout": "", **more}
    return client.post("/office/imports/take/", fields)


def taken(*rows: Any, at: datetime = AT) -> Export:
    by = make.lan()
    sent = Sent(book=by.post.book, unit=by.post.unit, post=by.post, as_of=at)
    return take(as_csv([HEAD, *rows]), "hs.csv", sent, by=by, at=at)


def many(count: int, **more: Any) -> list[list[Any]]:
    return [row(code=f"H99.901-260107-{number:04d}", **more) for number in range(count)]


def differing(count: int = 3) -> Export:
    """Dossiers of one procedure whose told dates all lie three days after those by law."""
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    return taken(*many(count, due="16/01/2026 17:00"))


def test_a_dropped_file_leads_to_what_it_shows() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    client = people.lan()
    response = sent_in(client, as_csv([HEAD, ROW]))
    shown = client.get(response.url).content.decode()

    export = Export.objects.get()
    assert response.url == f"/office/imports/{export.pk}/"
    assert f"/office/imports/{export.pk}/law/" in shown


def test_a_file_that_is_no_list_is_refused_beside_the_form_and_not_kept() -> None:
    response = sent_in(people.lan(), b"Ho va ten;Tuoi\nLy Thu;40\n")

    assert response.status_code == 422
    assert "EXC" not in response.content.decode()
    assert "Mã hồ sơ" in response.content.decode()
    assert not Export.objects.exists()


def test_a_form_without_a_file_says_what_to_do() -> None:
    by = make.lan()
    response = people.lan().post("/office/imports/take/", {"post": by.post_id})

    assert response.status_code == 422
    assert "govuk-error-summary" in response.content.decode()


def test_an_empty_file_is_refused_in_our_own_words() -> None:
    page = sent_in(people.lan(), b"").content.decode()

    assert "Tệp này không có nội dung gì: hãy chọn tệp khác." in page


def test_the_same_file_again_is_answered_with_when_it_was_taken() -> None:
    client = people.lan()
    sent_in(client, as_csv([HEAD, ROW]))
    response = sent_in(client, as_csv([HEAD, ROW]))

    assert response.status_code == 422
    assert f"{timezone.localdate():%d/%m/%Y}" in response.content.decode()


def test_a_file_of_an_earlier_day_counts_as_of_the_end_of_that_day() -> None:
    day = timezone.localdate() - timedelta(days=2)
    given = {"day_day": day.day, "day_month": day.month, "day_year": day.year}
    sent_in(people.lan(), as_csv([HEAD, ROW]), **given)

    assert timezone.localtime(Export.objects.get().as_of).date() == day


def test_a_file_that_is_not_at_its_end_says_how_far_it_is_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "CHUNK", 2)
    monkeypatch.setattr("wardbook.office.views.imports.BUDGET", -1.0)
    client = people.lan()
    address = sent_in(client, as_csv([HEAD, *many(5)])).url
    first = client.get(address).content.decode()
    said = client.post(f"{address}go-on/", headers={"accept": "application/json"}).json()
    client.post(f"{address}go-on/")
    monkeypatch.setattr("wardbook.office.views.imports.BUDGET", 60.0)
    client.post(f"{address}go-on/")

    assert "data-go-on" in first
    assert (said["read"], said["done"]) == (4, False)
    assert Export.objects.get().finished_at is not None


def test_the_page_names_causes_and_every_figure_opens_its_list() -> None:
    export = differing()
    client = people.minh()
    page = client.get(f"/office/imports/{export.pk}/").content.decode()
    rows = client.get(f"/office/imports/{export.pk}/limit/").content.decode()

    assert f'href="/office/imports/{export.pk}/limit/"' in page
    assert rows.count("H99.901-260107-") == 3
    assert "13/01/2026" in rows
    assert "16/01/2026" in rows


def test_overdue_by_law_and_as_quoted_are_told_apart() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    export = taken(row(due="30/01/2026 17:00"), row(code="H99.901-260107-0002", due="30/01/2026"))
    lists = {
        which: people.lan().get(f"/office/imports/{export.pk}/{which}/").context["page"]
        for which in ("law", "index", "quoted", "only_quoted", "only_law")
    }

    assert {which: found.paginator.count for which, found in lists.items()} == {
        "law": 2, "index": 0, "quoted": 0, "only_quoted": 0, "only_law": 2,
    }  # fmt: skip # one row


def test_where_the_counts_part_each_follows_from_the_other() -> None:
    """What waits for the citizen runs out by no law; a day alone lasts to its end."""
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    codes = [f"H99.901-260107-{number:04d}" for number in range(1, 4)]
    export = taken(
        row(code=codes[0], status="Yêu cầu bổ sung giấy tờ"),
        row(code=codes[1]),
        row(code=codes[2], due="20/01/2026"),
    )
    found = queries.counts(export)

    assert (found["quoted"], found["law"]) == (2, 2)
    assert [one.code for one in queries.overdue(export, "only_quoted")] == [codes[0]]
    assert [one.code for one in queries.overdue(export, "only_law")] == [codes[2]]
    page = people.lan().get(f"/office/imports/{export.pk}/").content.decode()
    assert "Không có gì khác nhau" not in page


def test_the_other_systems_own_word_goes_before_its_date() -> None:
    head = (*HEAD, "Tiến độ")
    rows = [
        [*row(code="H99.901-260107-0001"), ""],
        [*row(code="H99.901-260107-0002"), "Trong hạn"],
        [*row(code="H99.901-260107-0003", due="30/01/2026"), "Quá hạn"],
    ]
    by = make.lan()
    sent = Sent(book=by.post.book, unit=by.post.unit, post=by.post, as_of=AT)
    export = take(as_csv([head, *rows]), "hs.csv", sent, by=by, at=AT)
    quoted = queries.overdue(export, "quoted").values_list("code", flat=True)

    assert sorted(quoted) == ["H99.901-260107-0001", "H99.901-260107-0003"]


def test_the_desk_offers_the_place_of_the_last_file_first() -> None:
    by = make.lan()
    unit, book = make.unit("99902"), by.post.book
    make.tenure("lan", "clerk", where=unit, the_book=book)
    export = taken(ROW)
    Export.objects.filter(pk=export.pk).update(unit=unit)
    page = people.lan().get("/office/imports/").content.decode()

    assert f'<option value="{book.pk}-{unit.pk}" selected>' in page


def test_what_is_missing_there_reads_yes_and_no() -> None:
    taken(*many(4))
    export = taken(*many(2), at=AT + timedelta(days=1))
    page = people.lan().get(f"/office/imports/{export.pk}/missing_there/").content.decode()

    assert 'data-label="Ở đây">có</td>' in page
    assert ">không</td>" in page


def test_what_vanished_and_what_was_told_otherwise_are_lists() -> None:
    taken(*many(3))
    export = taken(*many(2, status="Đã tiếp nhận"), at=AT + timedelta(days=1))
    client = people.lan()

    gone = client.get(f"/office/imports/{export.pk}/gone/").content.decode()
    assert "0002" in gone
    assert "Đang xử lý" in gone
    changed = client.get(f"/office/imports/{export.pk}/changed/").content.decode()
    assert "Đang xử lý → Đã tiếp nhận" in changed


def test_a_dossier_that_vanished_says_so_itself_until_it_is_told_of_again() -> None:
    first, second = many(2)
    taken(first, second)
    case = Case.objects.get(code=second[0])
    files = [taken(first, at=AT + timedelta(days=1))]
    pages = [people.lan().get(f"/office/cases/{case.pk}/").content.decode()]
    files.append(taken(second, first, at=AT + timedelta(days=2)))
    pages.append(people.lan().get(f"/office/cases/{case.pk}/").content.decode())

    words = "Tệp của hệ thống kia không còn hồ sơ này"
    assert [words in page for page in pages] == [True, False]
    assert f'href="/office/imports/{files[0].pk}/"' in pages[0]


def test_what_was_told_otherwise_is_read_in_words_and_of_this_file_alone() -> None:
    taken(ROW)
    again = taken(row(due="14/01/2026"), at=AT + timedelta(days=1))
    taken(row(due="15/01/2026"), at=AT + timedelta(days=2))
    page = people.lan().get(f"/office/imports/{again.pk}/changed/").content.decode()

    assert "Hẹn trả: 17:00,\u00a013/01/2026 → 14/01/2026" in page
    assert "15/01/2026" not in page


def test_every_column_that_another_system_tells_has_a_name_of_ours() -> None:
    """A mirrored dossier shows them all; what has no name would stand there as in the code."""
    assert FIELDS | {"word"} == TOLD.keys()


def test_a_long_list_is_counted_as_every_other_number_is_written() -> None:
    export = taken(*many(1_001))

    assert "1.001 dòng" in people.lan().get(f"/office/imports/{export.pk}/law/").content.decode()


def test_where_not_every_problem_is_kept_the_list_says_how_many_there_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "KEPT", 2)
    export = taken(*many(3, status="Chưa ai biết"))
    page = people.lan().get(f"/office/imports/{export.pk}/problems/").content.decode()

    assert "2 dòng" in page
    assert "Có 3 ô như vậy: mỗi loại chỉ giữ lại những ô đầu tiên." in page


def test_a_problem_names_row_column_cell_and_what_to_do() -> None:
    export = taken(row(due="mai trả"))
    page = people.lan().get(f"/office/imports/{export.pk}/problems/").content.decode()

    assert "mai trả" in page
    assert "Ngày hẹn trả" in page


def test_a_newer_file_is_pointed_to_from_the_older_one() -> None:
    older = taken(ROW)
    newer = taken(row(status="Đã tiếp nhận"), at=AT + timedelta(days=1))

    page = people.lan().get(f"/office/imports/{older.pk}/").content.decode()
    assert f"/office/imports/{newer.pk}/" in page


def letter(export: Export, client: Client, **more: Any) -> Any:
    fields = {"to": "Trung tâm mẫu", "causes": ["limit"], "place": "Phường Thử", **more}
    return client.post(f"/office/imports/{export.pk}/letter/", fields)


def test_the_letter_names_codes_and_reasons_and_no_person() -> None:
    export = differing()
    response = letter(export, people.lan())
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(response.content)).paragraphs)

    assert text.count("Mã hồ sơ H99.901-260107-") == 3
    assert "hẹn trả trên hệ thống là 16/01/2026, theo sổ của đơn vị là 13/01/2026" in text
    assert "Lý Thử" not in text
    assert Body.objects.filter(verb="ask", key=export.key).count() == 1


def test_a_letter_about_nothing_is_refused() -> None:
    assert letter(differing(), people.lan(), causes=[]).status_code == 422


def test_a_letter_about_a_cause_that_was_not_found_is_refused() -> None:
    assert letter(differing(), people.lan(), causes=["zone"]).status_code == 422


def test_the_list_of_an_unknown_name_is_not_there() -> None:
    export = taken(ROW)

    assert people.lan().get(f"/office/imports/{export.pk}/colour/").status_code == 404


def test_who_comes_to_an_address_of_a_form_is_led_to_its_page() -> None:
    export = taken(ROW)
    client = people.lan()

    assert client.get("/office/imports/take/").url == "/office/imports/"
    address = f"/office/imports/{export.pk}/"
    assert client.get(f"{address}go-on/").url == address


def test_a_file_at_its_end_is_not_gone_on_with_and_says_so() -> None:
    export = taken(ROW)
    client = people.lan()
    address = f"/office/imports/{export.pk}/go-on/"

    assert client.post(address, headers={"accept": "application/json"}).status_code == 422
    assert "wb-banner--warning" in client.post(address, follow=True).content.decode()


def test_a_leader_reads_and_takes_nothing() -> None:
    export = taken(ROW)
    client = people.minh()

    assert client.get("/office/imports/").status_code == 200
    assert client.get(f"/office/imports/{export.pk}/letter/").status_code == 404
    assert sent_in(client, as_csv([HEAD, ROW, []])).status_code == 404


def test_a_stranger_finds_no_desk() -> None:
    export = taken(ROW)

    for address in ("", f"{export.pk}/", f"{export.pk}/law/"):
        assert people.hoa().get(f"/office/imports/{address}").status_code in {403, 404}


def test_the_leader_of_a_cell_opens_no_file_of_the_ward() -> None:
    export = taken(row(received="Lý Thử"))
    make.tenure("mai", Role.LEADER, where=make.unit("99901.cell", Kind.PARTY_CELL, make.unit()))
    client = people.signed_in("mai")

    for address in ("", "problems/", "law/"):
        assert client.get(f"/office/imports/{export.pk}/{address}").status_code == 404
    for address in ("imports/", "week/"):
        assert f"/imports/{export.pk}/" not in client.get(f"/office/{address}").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_book_as_often_for_one_row_as_for_three(count: int) -> None:
    export = differing(3)
    export.differences.filter(heard__row__gt=1 + count).delete()
    client = people.lan()
    client.get("/office/imports/")
    with CaptureQueriesContext(connection) as context:
        client.get(f"/office/imports/{export.pk}/limit/")

    assert len(context) == 5
