"""The page of a case: what it shows to whom, its steps, slips, files and trips."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import make
from tests.office import people
from wardbook.cases.models import Case
from wardbook.web.models import AuditEvent

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n a picture"


def address(case: Case, more: str = "") -> str:
    return f"/office/cases/{case.pk}/{more}"


def accepted(**more: Any) -> Case:
    return make.step(make.case(**more), "accept")


def body(client: Client, case: Case) -> str:
    return client.get(address(case)).content.decode()


def test_a_day_promised_without_a_limit_says_that_it_was_not_counted() -> None:
    case = make.case(procedure=make.procedure(limit=""))
    make.step(case, "accept", until=make.AT + timedelta(days=9))

    assert "Thủ tục này chưa ghi thời hạn: ngày này được hẹn" in body(people.lan(), case)


def test_a_clerk_sees_whose_it_is_when_it_is_due_and_why() -> None:
    page = body(people.lan(), accepted())

    assert "Nguyễn Thị Thử" in page
    assert "17:00,\xa030/11/2026" in page
    assert "ngày nhận, không tính" in page
    assert "nghỉ Ngày Văn hóa Việt Nam" in page
    assert "nghỉ hằng tuần" in page


def test_what_came_from_the_public_site_is_not_told_as_typed_by_a_clerk() -> None:
    client = people.lan()
    sent, taken = make.case("feedback", channel="online"), make.case("feedback")

    assert "gửi trên trang công khai, nơi nhận:" in body(client, sent)
    assert "gửi trên trang công khai" not in body(client, taken)


def test_a_rule_that_nobody_may_overrule_is_no_button_for_a_leader_either() -> None:
    case = accepted(procedure=make.procedure("1.000001", limit=""))
    page = body(people.minh(), case)

    assert f'href="{address(case, "steps/extend/")}"' not in page
    assert "Chưa hẹn ngày trả nên không có gì để gia hạn." in page


def test_a_case_at_its_end_says_that_nothing_is_left_to_do() -> None:
    case = make.step(make.step(accepted(), "resolve"), "deliver")
    make.step(case, "wrong", reason="Sai tên")  # and of what is refused it still says why

    page = body(people.lan(), case)

    assert "Không còn bước nào phải làm." in page
    assert "Các bước chưa làm được" in page


def test_a_leader_reads_it_and_another_place_has_no_such_page() -> None:
    case = accepted()
    far = make.unit("99902")
    make.tenure("xuan", "clerk", where=far)

    assert "Nguyễn Thị Thử" in body(people.minh(), case)
    assert people.signed_in("xuan").get(address(case)).status_code == 404
    assert people.hoa().get(address(case)).status_code == 403
    assert Client().get(address(case)).status_code == 302


def test_another_book_has_no_such_page() -> None:
    case = accepted()
    make.tenure("lam", "clerk", the_book=make.book("khac"), where=make.unit("99902"))

    assert people.signed_in("lam").get(address(case)).status_code == 404


def test_opening_it_is_written_down_once_a_day_and_names_nobody() -> None:
    case, client = accepted(), people.lan()
    body(client, case)
    body(client, case)

    row = AuditEvent.objects.get(kind="read")
    assert (row.place, row.post) == (address(case), make.lan().post.code)


def test_a_step_is_taken_from_its_form() -> None:
    case, client = accepted(), people.lan()

    client.post(address(case, "steps/resolve/"), {"version": case.version, "reason": ""})

    case.refresh_from_db()
    assert case.state == "resolved"


def test_the_forms_of_feedback_ask_for_the_answer_and_claim_no_law_of_dossiers() -> None:
    case, client = make.case("feedback"), people.lan()

    answer = client.get(address(case, "steps/answer/")).content.decode()
    more = client.get(address(case, "steps/complete/")).content.decode()

    assert "Nội dung trả lời" in answer
    assert "Cần bổ sung gì" in more
    assert "luật chỉ cho phép yêu cầu một lần" not in more


def test_a_step_that_is_refused_says_why_on_the_page_and_on_its_form() -> None:
    case = make.step(accepted(), "supplement", items="Bản sao")
    case = make.step(case, "supplemented")
    client, said = people.lan(), "Đã yêu cầu bổ sung một lần"

    page = body(client, case)
    form = client.post(
        address(case, "steps/supplement/"),
        {"version": case.version, "items": "Lại thiếu", "reason": ""},
    ).content.decode()

    assert said in page
    assert said in form
    assert "Lại thiếu" in form


def test_of_two_who_move_it_the_second_gets_their_words_back_and_may_send_them_again() -> None:
    case, client = accepted(), people.lan()
    make.step(case, "pay")

    typed = {"version": case.version - 1, "reason": "Chữ đã gõ", "often": ""}
    answer = client.post(address(case, "steps/refuse/"), typed)

    page = answer.content.decode()
    case.refresh_from_db()
    assert (answer.status_code, ">\nChữ đã gõ</textarea>" in page) == (422, True)
    assert f'name="version" value="{case.version}"' in page
    assert "[" not in page.split('name="at"')[1].split(">")[0]


def test_a_reason_of_the_list_and_words_of_ones_own_are_one_reason() -> None:
    case, client = accepted(), people.lan()

    typed = {"often": "Không đủ điều kiện theo quy định của pháp luật", "reason": "Thiếu tuổi."}
    client.post(address(case, "steps/refuse/"), typed | {"version": case.version})

    last = case.moves.last()
    assert last is not None
    assert last.reason == "Không đủ điều kiện theo quy định của pháp luật. Thiếu tuổi"


def test_only_a_leader_extends_and_the_clerk_is_told_so() -> None:
    case = accepted()

    assert "Không chức vụ nào" in body(people.lan(), case) or "không chức vụ nào" in body(
        people.lan(), case
    )
    people.minh().post(
        address(case, "steps/extend/"),
        {"version": case.version, "reason": "Xác minh", "until": "10/12/2026", "often": ""},
    )
    case.refresh_from_db()
    assert case.due_at is not None
    assert case.due_at.day == 10


def test_it_is_handed_over_with_a_reason() -> None:
    case, client = accepted(), people.lan()
    to = make.tenure("hai", "clerk").post

    client.post(
        address(case, "hand-over/"),
        {"version": case.version, "post": to.pk, "often": "", "reason": "Đúng lĩnh vực"},
    )

    case.refresh_from_db()
    assert case.post == to


def test_a_dossier_of_another_system_offers_no_step_and_no_slip() -> None:
    case = accepted()
    Case.objects.filter(pk=case.pk).update(origin="province", told={"state": "Đang xử lý"})

    page = body(people.lan(), case)

    assert "Hồ sơ này do hệ thống khác quản lý" in page
    assert "Đang xử lý" in page
    assert "slip.pdf" not in page
    assert people.lan().get(address(case, "moves/2/slip.pdf")).status_code == 404


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_the_slip_of_a_step_is_a_file_to_keep(form: str, start: bytes) -> None:
    answer = people.lan().get(address(accepted(), f"moves/2/slip.{form}"))

    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith("attachment")
    assert AuditEvent.objects.filter(kind="handed").count() == 1


def test_a_step_without_a_slip_prints_none() -> None:
    case, client = accepted(), people.lan()

    assert client.get(address(case, "moves/1/slip.pdf")).status_code == 404
    assert client.get(address(case, "moves/2/slip.html")).status_code == 404
    assert client.get(address(case, "control.pdf")).content.startswith(b"%PDF-")


def test_scans_are_kept_and_handed_out_as_files() -> None:
    case, client = accepted(), people.lan()

    client.post(address(case, "scans/"), {"scan": SimpleUploadedFile("căn cước.png", PNG)})

    scan = case.scans.get()
    answer = client.get(address(case, f"scans/{scan.pk}/"))
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_that_is_no_scan_is_refused_by_name() -> None:
    case, client = accepted(), people.lan()

    page = client.post(
        address(case, "scans/"), {"scan": SimpleUploadedFile("a.html", b"<html>")}, follow=True
    ).content.decode()

    assert "a.html: Bản chụp là tệp PDF" in page
    assert not case.scans.exists()


def test_a_scan_of_one_case_is_not_found_under_another() -> None:
    one, other, client = accepted(), accepted(), people.lan()
    client.post(address(one, "scans/"), {"scan": SimpleUploadedFile("a.png", PNG)})

    assert client.get(address(other, f"scans/{one.scans.get().pk}/")).status_code == 404


def test_a_trip_is_recorded_with_its_reason() -> None:
    case, client = accepted(), people.lan()

    client.post(address(case, "came-again/"), {"reason": "not_ready"})

    assert "Đến lấy, chưa có kết quả" in body(client, case)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_row_as_for_three(
    rows: int, django_assert_num_queries: Any
) -> None:
    case, client = accepted(), people.lan()
    for n in range(rows):
        client.post(address(case, "came-again/"), {"reason": "asked"})
        client.post(address(case, "scans/"), {"scan": SimpleUploadedFile("a.png", PNG + b"%d" % n)})
    body(client, case)

    with django_assert_num_queries(13):
        body(client, case)


def test_what_is_overdue_says_so_first() -> None:
    case = accepted()
    Case.objects.filter(pk=case.pk).update(due_at=make.AT, first_due_at=make.AT)

    page = body(people.lan(), case)

    assert page.index("govuk-tag--red") < page.index("govuk-tag--blue")
    assert '<strong class="govuk-tag govuk-tag--red">quá hạn</strong>' in page


def mirrored() -> Case:
    """A dossier that another system keeps: no word of ours."""
    case = accepted()
    Case.objects.filter(pk=case.pk).update(origin="province", word="")
    return Case.objects.get(pk=case.pk)


def test_what_another_system_tells_was_done_there_and_not_by_who_took_its_file() -> None:
    doer = "Lan, "
    assert doer in body(people.lan(), accepted())
    case = mirrored()

    told = body(people.lan(), case)
    lines = told[told.index('class="wb-history"') : told.index("</ol>")]

    assert lines.count("theo hệ thống kia") == case.moves.count() == 2
    assert doer not in lines


def test_what_another_system_tells_stands_in_words_and_its_own_words_stay() -> None:
    told = {"status": "late", "word": "Trễ", "outcome": "late", "finished": "2026-01-12"}
    case = mirrored()
    Case.objects.filter(pk=case.pk).update(told=told)

    page = body(people.lan(), case)

    cells = re.sub(r"<[^>]+>|\s+", " ", page[page.index("Theo hệ thống kia") :])
    said = " ".join(cells.split())
    assert "Tình trạng late Có kết quả 12/01/2026 So với ngày hẹn quá hạn" in said
    assert "Tiến độ ghi bên đó Trễ" in said


def test_the_applicant_of_a_mirrored_dossier_is_given_a_word_on_a_slip() -> None:
    case, client = mirrored(), people.lan()
    assert "In từ tra cứu" in body(client, case)

    answer = client.post(address(case, "word/"), follow=True)

    case.refresh_from_db()
    slip = answer.content.decode()
    assert (case.word in slip, "<svg" in slip, "Nguyễn Thị Thử" in slip) == (True, True, False)
    assert Client().get(f"/d/{case.word}.json").json()["code"] == case.code
    assert AuditEvent.objects.filter(kind="handed", place=address(case, "word/")).exists()


def test_the_slip_of_a_word_says_the_public_address_once_a_setting_knows_it(settings: Any) -> None:
    case, client = mirrored(), people.lan()
    unknown = client.post(address(case, "word/"), follow=True).content.decode()
    case.refresh_from_db()
    settings.SITE = "https://so.vidu.vn"

    known = client.get(address(case, "word/")).content.decode()

    assert f"so.vidu.vn/d/{case.word}/" in known
    assert f"/d/{case.word}/" not in unknown


def test_a_word_is_given_once_and_its_slip_is_shown_again() -> None:
    case, client = mirrored(), people.lan()
    client.post(address(case, "word/"))
    case.refresh_from_db()
    client.post(address(case, "word/"))

    page, word = body(client, case), case.word
    case.refresh_from_db()
    assert (case.word, "In từ tra cứu" in page, word in page) == (word, False, False)
    assert word in client.get(address(case, "word/")).content.decode()


def test_who_may_not_move_it_gives_no_word_and_reads_none() -> None:
    case = mirrored()
    make.tenure("thu", "inspector")
    inspector = people.signed_in("thu")

    assert "In từ tra cứu" not in body(inspector, case)
    assert inspector.post(address(case, "word/")).status_code == 404
    assert people.lan().get(address(case, "word/")).status_code == 302
    assert Case.objects.get(pk=case.pk).word == ""


READ = "Người nộp hồ sơ đọc nội dung này"


@pytest.mark.parametrize(("step", "times"), [("refuse", 1), ("supplement", 1), ("resolve", 0)])
def test_beside_words_that_the_applicant_reads_the_form_says_so(step: str, times: int) -> None:
    page = people.lan().get(address(accepted(), f"steps/{step}/")).content.decode()

    assert page.count(READ) == times


def test_beside_words_that_go_public_the_form_says_so() -> None:
    case = make.step(make.case("feedback"), "answer", reason="Đã thay bóng đèn.")

    page = people.minh().get(address(case, "steps/publish/")).content.decode()

    assert ("Mọi người đều đọc được" in page, "Nội dung công khai" in page) == (True, True)
    assert READ not in page


def test_a_name_in_words_that_the_applicant_reads_is_refused_and_the_words_come_back() -> None:
    case = accepted()
    typed = {"version": case.version, "reason": "Bà Trần Thị Mẫu không đồng ý", "often": ""}

    answer = people.lan().post(address(case, "steps/refuse/"), typed)

    page = answer.content.decode()
    assert (answer.status_code, "Bà Trần Thị Mẫu không đồng ý" in page) == (422, True)
    assert "Xin bỏ họ tên" in page
