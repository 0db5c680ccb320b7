"""The telephone of a body: set by its administrator, printed and published, never a person's."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.office import people
from tests.portal.own import accepted, body, page
from tests.reports.test_slips import printed, words
from wardbook.cases.models import Notice
from wardbook.ledger.actions import erase
from wardbook.ledger.models import Audience, Current, Entry
from wardbook.lib.refusal import Refused
from wardbook.office.mail import message
from wardbook.org.actions import set_phone
from wardbook.org.models import Unit

pytestmark = pytest.mark.django_db

NUMBER = "0292 3855 555"


def known(number: str = NUMBER, code: str = "99901") -> Unit:
    by = make.quan()
    return set_phone(make.unit(code), number, book=make.book(), by=by, at=make.AT)


def sent(client: Client, **told: str) -> Any:
    return client.post(f"/office/units/{make.unit().pk}/telephone/", told, follow=True)


def test_the_administrator_sets_it_on_the_page_of_the_unit() -> None:
    client = people.quan()

    shown = sent(client, phone=NUMBER).content.decode()

    assert Unit.objects.get(code="99901").phone == NUMBER
    assert f"Điện thoại: {NUMBER}" in shown  # in its history


def test_what_cannot_be_dialled_is_refused_and_stays_typed() -> None:
    response = sent(people.quan(), phone="gọi cho anh Ba")

    assert response.status_code == 422
    assert "gọi cho anh Ba" in response.content.decode()
    assert Unit.objects.get(code="99901").phone == ""


def test_a_number_has_digits_to_dial() -> None:
    with pytest.raises(Refused, match="ORG-16"):
        known("12")


def test_only_who_keeps_the_unit_sets_it() -> None:
    make.quan()

    assert sent(people.lan(), phone=NUMBER).status_code == 404
    assert sent(people.hoa(), phone=NUMBER).status_code == 403
    with pytest.raises(Refused, match="ORG-01"):
        set_phone(make.unit(), NUMBER, book=make.book(), by=make.lan(), at=make.AT)


def test_slips_print_it_where_the_form_asks_whom_to_call() -> None:
    known()
    case = accepted(fields={"applicant": "Trần Thị Mẫu"})
    receipt = words(printed(case))
    case = make.step(case, "supplement", items="Giấy khai sinh", at=make.AT + timedelta(hours=1))

    assert f"điện thoại {NUMBER}" in receipt
    assert f"số điện thoại {NUMBER}" in words(printed(case, "supplement_request"))


def test_letters_and_the_page_of_the_holder_say_it() -> None:
    known()
    case = accepted(fields={"applicant": "Trần Thị Mẫu", "email": "mau@vidu.vn"})
    notice = Notice(case=case, about="accepted", channel="email", due_on=make.AT.date())

    assert NUMBER in message(notice).body
    assert 'href="tel:02923855555"' in page(case)


def test_holders_of_open_work_read_a_new_number_at_once() -> None:
    place = make.unit()
    desk = make.unit("99901.desk", "one_stop_desk", parent=place)
    case = accepted(by=make.lan(where=desk))
    ended = make.step(accepted(), "resolve", at=make.AT + timedelta(days=1))
    before = body(case)
    assert NUMBER not in page(case)

    sent(people.quan(), phone=NUMBER)

    said = body(case)
    assert said.pop("last_at") > before.pop("last_at")
    assert said == before | {"phone": NUMBER}
    assert 'href="tel:02923855555"' in page(case)
    assert NUMBER not in page(ended)


def test_a_body_with_a_number_of_its_own_keeps_it_on_the_pages_of_its_work() -> None:
    desk = make.unit("99901.desk", "one_stop_desk", parent=make.unit(), phone="1022")
    case = accepted(by=make.lan(where=desk))
    known()

    assert body(case)["phone"] == "1022"


def test_a_page_that_was_erased_stays_erased_when_the_number_changes() -> None:
    case = accepted()
    erased = Entry.objects.filter(audience=Audience.HOLDER).latest("seq")
    erase(erased, by="99901/administrator", at=make.AT, reason="Theo yêu cầu")

    sent(people.quan(), phone=NUMBER)

    assert Client().get(f"/d/{case.word}/").status_code == 404


def test_the_public_page_of_the_unit_says_it_until_it_is_taken_back() -> None:
    make.released()
    known()
    address = "/units/99901.json"
    assert Client().get(address).json()["phone"] == NUMBER
    assert NUMBER in Client().get("/units/99901/").content.decode()

    known("")

    assert Client().get(address).json()["phone"] == ""
    assert Current.objects.get(key="telephone/99901").entry.body.verb == "withdraw"


def test_a_body_without_a_number_uses_that_of_its_place() -> None:
    place = known()
    desk = make.unit("99901.desk", "one_stop_desk", parent=place)
    elsewhere = make.unit("99902", parent=make.unit("99", "province", phone="1022"))

    assert (desk.telephone, elsewhere.telephone) == (NUMBER, "")
