"""Feedback of which the answer was made public: its list, its page, and what finds it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.portal.say import filled_in
from wardbook.cases.models import Case
from wardbook.ledger.actions import erase
from wardbook.ledger.models import Entry

pytestmark = pytest.mark.django_db

LAMP = "Đèn đường hẻm 5 không sáng; điện lực đã thay bóng ngày 21/11."
DRAIN = "Cống trước chợ bị nghẹt; đã khơi thông."


@pytest.fixture(autouse=True)
def clerk() -> None:
    make.lan()


def released(text: str) -> Case:
    told = {"applicant": "Nguyễn Văn Thử", "phone": "0900000000", "about": "Nhà tôi tối om"}
    case = make.step(make.case("feedback", fields=told), "answer", reason="Đã thay.")
    return make.step(case, "publish", items=text, by=make.minh(), at=make.AT + timedelta(hours=1))


def shown(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def data(address: str) -> Any:
    return Client().get(address).json()


def test_every_public_answer_is_listed_the_newest_first() -> None:
    first, second = released(LAMP), released(DRAIN)

    rows = data("/feedback.json")["feedback"]

    assert [row["code"] for row in rows] == [second.code, first.code]
    assert f'href="/feedback/{first.code}/"' in shown("/feedback/")
    assert f'href="/en/feedback/{first.code}/"' in shown("/en/feedback/")


def test_the_page_says_what_was_answered_and_names_nobody() -> None:
    case = released(LAMP)

    pages = shown(f"/feedback/{case.code}/") + str(data(f"/feedback/{case.code}.json"))

    assert "điện lực đã thay bóng" in pages
    for hidden in ("Nguyễn Văn Thử", "0900000000", "tối om", case.word):
        assert hidden not in pages


def test_words_find_it_without_accents_and_other_words_do_not() -> None:
    case = released(LAMP)

    assert [row["code"] for row in data("/feedback.json?q=den+duong")["feedback"]] == [case.code]
    assert data("/feedback.json?q=vỉa+hè")["count"] == 0
    assert f"/feedback/{case.code}/" in shown("/search/?q=thay+bong")


def test_what_was_not_made_public_has_no_page() -> None:
    case = make.step(make.case("feedback"), "answer", reason="Đã thay.")

    assert Client().get(f"/feedback/{case.code}/").status_code == 404
    assert "Chưa có câu trả lời nào" in shown("/feedback/")


def test_whoever_writes_the_same_is_led_to_the_answer() -> None:
    case = released(LAMP)

    assert f'href="/feedback/{case.code}/"' in filled_in(Client()).decode()


def test_an_erased_answer_leaves_the_list_and_its_page_says_why() -> None:
    case = released(LAMP)
    entry = Entry.objects.get(body__key=f"feedback/{case.code}")
    erase(entry, by="99901/quan", at=make.AT + timedelta(hours=2), reason="Theo yêu cầu")

    page = shown(f"/feedback/{case.code}/")

    assert "Theo yêu cầu" in page
    assert "thay bóng" not in page
    assert data("/feedback.json")["count"] == 0


def test_a_list_is_also_rows() -> None:
    case = released(LAMP)

    rows = Client().get("/feedback.csv").content.decode().splitlines()

    assert len(rows) == 2
    assert case.code in rows[1]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(rows: int) -> None:
    for _ in range(rows):
        released(LAMP)
    Client().get("/feedback/?q=khac")  # what every page asks once

    with CaptureQueriesContext(connection) as asked:
        shown("/feedback/")

    assert len(asked) == 3
