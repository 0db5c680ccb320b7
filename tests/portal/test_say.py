"""The form for feedback, page by page, and the two questions that a holder is asked."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.portal.own import accepted, page
from tests.portal.say import TYPED, fields, filled_in, send
from wardbook.cases.models import Case, Rating
from wardbook.portal.feedback import alike

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clerk() -> None:
    make.lan()


def test_feedback_is_sent_page_by_page_and_ends_on_code_and_word() -> None:
    client = Client()
    answer = send(client, filled_in(client))
    case = Case.objects.get()

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/d/{case.word}/slip/")
    slip = client.get(answer.headers["Location"]).content.decode()
    assert case.code in slip
    assert case.word in slip
    assert "<svg" in slip
    assert TYPED["words"] in case.fields["about"]
    assert TYPED["where"] in case.fields["about"]


def test_the_slip_of_feedback_says_the_address_that_the_settings_know(settings: Any) -> None:
    settings.SITE = "https://so.vidu.vn"
    client = Client()

    slip = client.get(send(client, filled_in(client)).headers["Location"]).content.decode()

    assert f"https://so.vidu.vn/d/{Case.objects.get().word}/" in slip
    assert "testserver" not in slip


def test_nothing_is_kept_before_it_is_sent_and_no_cookie_is_set() -> None:
    client = Client()
    filled_in(client)

    assert not Case.objects.exists()
    assert not client.cookies


def test_a_page_that_is_not_answered_comes_again_and_says_what_to_do() -> None:
    client = Client()

    answer = send(client, client.get("/say/").content).content.decode()

    assert "govuk-error-summary" in answer
    assert "“Bạn muốn nói điều gì?”" in answer


def test_one_answer_is_changed_and_leads_straight_back() -> None:
    client = Client()
    checked = filled_in(client)

    changing = send(client, checked, change="where").content
    back = send(client, changing, where="Hẻm 7").content

    assert fields(changing)["where"] == TYPED["where"]
    assert fields(back)["step"] == "check"
    assert "Hẻm 7" in back.decode()
    assert TYPED["words"] in back.decode()


@pytest.mark.parametrize("sort", ["complaint", "denunciation"])
def test_who_must_be_protected_is_told_where_to_go_before_writing_a_word(sort: str) -> None:
    client = Client()

    answer = send(client, client.get("/say/").content, sort=sort).content.decode()

    assert "Nội dung này không được gửi" in answer
    assert "tiếp công dân" in answer


def test_words_that_denounce_are_not_taken() -> None:
    client = Client()
    page = send(client, client.get("/say/").content, sort="feedback").content

    answer = send(client, page, words="Tôi muốn tố cáo ông tổ trưởng nhận tiền.")

    assert "Nội dung này không được gửi" in answer.content.decode()


def test_the_field_that_no_person_sees_stops_a_program() -> None:
    client = Client()

    send(client, filled_in(client), website="http://spam.example")

    assert not Case.objects.exists()


def test_sent_twice_it_is_one_case() -> None:
    client = Client()
    checked = filled_in(client)
    send(client, checked)

    again = send(client, checked).content.decode()

    assert Case.objects.count() == 1
    assert "đã được gửi rồi" in again


def test_a_made_up_form_is_led_back_to_what_is_wrong_in_it() -> None:
    answer = Client().post("/say/", {"step": "check", "sort": "feedback", "words": "x"})

    assert answer.status_code == 200
    assert not Case.objects.exists()


def test_so_many_are_sent_in_an_hour_and_no_more(settings: Any) -> None:
    settings.LIMITS = {"send": (2, 3600)}
    client = Client()
    codes = [send(client, filled_in(client)).status_code for _ in range(3)]

    assert codes == [303, 303, 429]


def test_a_file_is_not_taken() -> None:
    long = {"step": "words", "words": "x" * 70_000}

    assert Client().post("/say/", long).status_code == 413


def test_where_there_is_a_choice_the_place_is_asked() -> None:
    make.tenure("anh", "clerk", where=make.unit("99902"))
    client = Client()

    checked = filled_in(client, place="99902").decode()

    assert "Phường Thử 99902" in checked


def released(text: str) -> None:
    case = make.step(make.case("feedback"), "answer", reason="Đã thay.")
    make.step(case, "publish", items=text, by=make.minh(), at=make.AT + timedelta(hours=1))


def test_what_was_answered_in_public_is_offered_before_sending() -> None:
    released("Đèn đường hẻm 5 không sáng; điện lực đã thay bóng ngày 21/11.")
    released("Cống trước chợ bị nghẹt; đã khơi thông.")
    client = Client()

    checked = filled_in(client).decode()

    assert "điện lực đã thay bóng" in checked
    assert "khơi thông" not in checked
    assert "chưa được trả lời công khai thì không hiện ở đây" in checked


def test_what_is_not_public_is_offered_to_nobody() -> None:
    client = Client()
    send(client, filled_in(client))

    assert alike(TYPED["words"], "Phường Thử 99901") == []
    assert "Đã có người phản ánh" not in filled_in(client).decode()


def ended() -> Case:
    return make.step(accepted(), "resolve", at=make.AT + timedelta(days=1))


def test_a_rating_is_sent_from_the_page_of_an_ended_case() -> None:
    case = ended()
    assert f"/d/{case.word}/rate/" in page(case)

    answer = Client().post(f"/d/{case.word}/rate/", {"score": "4", "reasons": ["in-time"]})

    assert "Xin cảm ơn" in answer.content.decode()
    assert Rating.objects.get().score == 4


def test_a_second_rating_is_refused_in_a_sentence() -> None:
    case = ended()
    for _ in range(2):
        answer = Client().post(f"/d/{case.word}/rate/", {"score": "4"})

    assert "đã được đánh giá rồi" in answer.content.decode()
    assert Rating.objects.count() == 1


def test_open_work_has_no_form_for_a_rating() -> None:
    case = accepted()

    assert f"/d/{case.word}/rate/" not in page(case)
    assert b"<form" not in Client().get(f"/d/{case.word}/rate/").content


def answered() -> Case:
    """Answered five weeks before the day on which it is read."""
    at = make.AT - timedelta(days=35)
    return make.step(make.case("feedback", at=at), "answer", reason="Đã thay bóng đèn.", at=at)


def test_after_four_weeks_the_page_asks_and_the_answer_is_a_step(monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.AT)
    case = answered()
    assert f"/d/{case.word}/mended/" in page(case)

    answer = Client().post(f"/d/{case.word}/mended/", {"answer": "not_mended"})

    assert answer.status_code == 303
    assert Case.objects.get(pk=case.pk).state == "not_mended"
    assert "Chưa khắc phục" in page(case)


def test_before_four_weeks_the_page_says_from_when_it_asks(monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.AT - timedelta(days=20))
    case = answered()

    assert f"/d/{case.word}/mended/" not in page(case)
    assert "13/11/2026" in page(case)
