"""Whoever a dossier of another system belongs to reads what that system says now."""

import json
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.exchange.files import ROW, row
from tests.exchange.test_taking import AT, DAY, LONG, taken
from wardbook.cases.actions.words import give_word
from wardbook.cases.models import Case
from wardbook.ledger.models import Audience, Body

pytestmark = pytest.mark.django_db


def given() -> Case:
    taken([*ROW, "", ""], head=LONG)
    return give_word(Case.objects.get(), by=make.lan(), at=AT)


def page(case: Case) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(Client().get(f"/d/{case.word}.json").content)
    return said


def test_an_imported_dossier_has_a_page_and_the_date_of_its_slip() -> None:
    said = page(given())

    assert (said["code"], said["label"]["en"]) == (ROW[0], "In hand")
    assert said["told_due"] == "2026-01-13T17:00+07:00"
    assert said["why"]["first"]["how"] == "told"


def test_a_procedure_that_the_book_does_not_know_is_named_as_they_name_it() -> None:
    case = given()

    assert case.procedure is None
    assert page(case)["procedure"] == {"vi": "Thủ tục mẫu", "en": "Thủ tục mẫu"}


def test_where_the_limit_is_known_both_dates_stand_there() -> None:
    make.procedure(name="Thủ tục mẫu", limit="3wd")
    case = given()

    html = Client().get(f"/d/{case.word}/").content.decode()

    assert page(case)["due"] != page(case)["told_due"]
    assert "Ngày hẹn trên phiếu của bạn" in html
    assert page(case)["why"]["first"]["days"]


def test_the_next_export_changes_the_page() -> None:
    case = given()

    taken([*row(status="Đã xử lý xong"), "12/01/2026 10:00", ""], head=LONG, at=AT + DAY)

    assert page(case)["label"]["en"] == "The result is ready for you"
    assert page(case)["ended"] == "2026-01-12T10:00+07:00"


def test_an_export_that_says_the_same_tells_nobody_anything() -> None:
    given()
    before = Body.objects.filter(entry__audience=Audience.HOLDER).count()

    taken([*ROW, "", ""], [], head=LONG, at=AT + DAY)

    assert Body.objects.filter(entry__audience=Audience.HOLDER).count() == before
