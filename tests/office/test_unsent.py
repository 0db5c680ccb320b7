"""Forms sent after the sign-in ended: what was typed stands in them again, for who typed it."""

from typing import Any

import pytest
from django import forms
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests import make
from tests.cases.loop import world
from tests.office.test_case_doors import accepted, address
from wardbook.cases.models import Case
from wardbook.office import unsent
from wardbook.org.models import Person, Session

pytestmark = pytest.mark.django_db

SIGN_IN = "/office/sign-in/"
HOST = "http://testserver"
NOTE = 'id="unsent"'
AGAIN = "nay có lại ở đây và chưa được gửi"


def sign_in(client: Client, name: str, path: str = SIGN_IN) -> Any:
    return client.post(path, {"username": name, "password": make.PASSWORD})


def signed_out(name: str) -> Client:
    """Somebody's browser whose sign-in ended over an open form."""
    client = Client()
    sign_in(client, name)
    Session.objects.all().delete()
    return client


def send(client: Client, path: str, typed: dict[str, Any], page: str = "") -> str:
    """What is sent leads to the sign-in; its address."""
    answer = client.post(path, typed, headers={"referer": f"{HOST}{page or path}"})
    assert answer.status_code == 302
    where: str = answer.url
    assert where.startswith(SIGN_IN)
    return where


def lan() -> Client:
    make.lan()
    return signed_out("lan")


def refusing(case: Case) -> tuple[str, dict[str, Any]]:
    return address(case, "steps/refuse/"), {
        "version": 99,
        "often": "Không đủ điều kiện theo quy định của pháp luật",
        "reason": 'Thiếu "giấy" <b> & tuổi\nhai dòng',
        "csrfmiddlewaretoken": "x",
    }


def test_after_signing_in_the_form_stands_there_with_what_was_typed() -> None:
    client = lan()
    path, typed = refusing(accepted())
    led = send(client, path, typed)
    asked = client.get(led).content.decode()
    back = sign_in(client, "lan", led)
    page = client.get(back.url).content.decode()

    assert "những gì đã nhập vẫn còn" in asked
    assert back.url == f"{path}#unsent"
    assert AGAIN in page
    assert '>\nThiếu "giấy" &lt;b&gt; &amp; tuổi\nhai dòng</textarea>' in page
    assert 'value="Không đủ điều kiện theo quy định của pháp luật" selected' in page


def test_it_stands_there_once_and_the_case_is_meant_as_it_is_now() -> None:
    client = lan()
    path, typed = refusing(accepted())
    sign_in(client, "lan", send(client, path, typed))

    assert 'name="version" value="99"' not in client.get(path).content.decode()
    assert "hai dòng" not in client.get(path).content.decode()


def test_another_account_at_that_machine_gets_nothing_of_it() -> None:
    client = lan()
    make.minh()
    path, typed = refusing(accepted())
    led = send(client, path, typed)
    back = sign_in(client, "minh", led)

    assert "#" not in back.url
    assert "hai dòng" not in client.get(path).content.decode()
    sign_in(client, "lan")
    assert "hai dòng" not in client.get(path).content.decode()


def test_a_form_of_an_earlier_sign_in_is_not_taken_for_the_later_persons() -> None:
    client = lan()
    make.minh()
    earlier = client.cookies["wardbook_form"].value
    sign_in(client, "minh")
    Session.objects.all().delete()
    client.cookies["wardbook_form"] = earlier
    path, typed = refusing(accepted())
    back = sign_in(client, "minh", send(client, path, typed))

    assert "#" not in back.url
    assert "hai dòng" not in client.get(path).content.decode()


def test_who_was_never_signed_in_here_leaves_nothing_in_the_book() -> None:
    path, typed = refusing(accepted())
    send(Client(), path, typed)

    assert not Session.objects.exists()


@pytest.mark.parametrize("typed", [{"old": "x", "password": "cũ"}, {}])
def test_no_password_and_nothing_empty_is_kept(typed: dict[str, str]) -> None:
    client = lan()
    send(client, "/office/me/password/", typed)

    assert not Session.objects.exists()


def test_no_address_and_no_page_of_the_sign_in_says_what_was_typed() -> None:
    client = lan()
    path, typed = refusing(accepted())
    led = send(client, path, typed)

    assert "hai" not in led
    assert "hai dòng" not in client.get(led).content.decode()


@pytest.mark.parametrize(
    "page", ["https://example.org/office/x/", "http://testserver//example.org/office/", "abc"]
)
def test_the_way_back_is_never_to_another_site(page: str) -> None:
    client = lan()
    path, typed = refusing(accepted())
    answer = client.post(path, typed, headers={"referer": page})

    assert sign_in(client, "lan", answer.url).url == f"{path}#unsent"


def test_a_form_beside_others_is_filled_on_the_page_where_it_stands() -> None:
    make.lan()
    client, case = signed_out("lan"), accepted()
    path, page = address(case, "came-again/"), address(case)
    back = sign_in(client, "lan", send(client, path, {"reason": "ask"}, page))

    assert back.url == f"{page}#unsent"
    assert client.get(back.url).status_code == 200


def test_where_its_form_is_gone_the_words_are_shown_to_be_copied() -> None:
    work, owner = world.owed(), world.officer()
    client = signed_out(owner.person.username)
    path = f"/office/follow/{work.pk}/step/progress/"
    led = send(client, path, {"version": 1, "items": "Đã làm <i>xong</i> phần móng"})
    world.take(work, "drop", world.chair(), reason="Trùng")
    page = client.get(sign_in(client, owner.person.username, led).url, follow=True)
    again = client.get(f"/office/follow/{work.pk}/").content.decode()

    assert "Đã làm &lt;i&gt;xong&lt;/i&gt; phần móng" in page.content.decode()
    assert "phần móng" not in again


def test_a_part_of_a_page_and_a_script_get_nothing() -> None:
    client = lan()
    path, typed = refusing(accepted())
    answer = client.post(path, typed, headers={"sec-fetch-mode": "cors"})
    assert "#" not in sign_in(client, "lan", answer.url).url


def test_what_was_refused_in_one_language_stands_in_the_form_of_the_other() -> None:
    make.lan()
    client = Client()
    sign_in(client, "lan")
    path, typed = refusing(accepted())
    kept = client.post("/office/me/typed/", typed | {"unsent-to": path})
    page = client.get(f"/en{path}").content.decode()

    assert kept.status_code == 204
    assert "What you typed stands here again" in page
    assert "hai dòng</textarea>" in page


def test_nothing_too_long_is_kept() -> None:
    make.lan()
    client = Client()
    sign_in(client, "lan")
    typed = {"unsent-to": "/office/work/", "words": "x" * unsent.MOST}

    assert client.post("/office/me/typed/", typed).status_code == 422


def test_who_signs_in_again_sends_the_forms_of_other_tabs_and_nobody_else_does() -> None:
    make.lan(), make.minh()
    client = Client()
    sign_in(client, "lan")
    mine = client.cookies["wardbook_form"].value
    Session.objects.all().delete()
    sign_in(client, "lan")
    again = client.cookies["wardbook_form"].value
    sign_in(client, "minh")

    assert (again == mine, client.cookies["wardbook_form"].value == mine) == (True, False)


@pytest.mark.parametrize("to", ["", "https://example.org/office/", "//example.org/", "/search/"])
def test_only_forms_of_the_office_are_kept(to: str) -> None:
    make.lan()
    client = Client()
    sign_in(client, "lan")

    assert client.post("/office/me/typed/", {"unsent-to": to, "a": "b"}).status_code == 422


def form_of(number: int) -> str:
    words = '<input name="words"><input name="yes" type="checkbox" value="1" checked>'
    hidden = f'<input type="hidden" name="row" value="{number}">'
    return f'<form method="post" action="/office/x/">{hidden}{words}</form>'


def test_of_several_forms_that_go_to_one_place_the_one_that_was_sent_is_filled() -> None:
    request: Any = RequestFactory().get("/en/office/rows/")
    said = {"row": ["2"], "words": ["của hàng hai"]}
    request.session = {"unsent": {"for": 7, "to": "/office/x/?a=b", "page": "/", "said": said}}
    request.user = Person(pk=7)
    rows = "".join(form_of(number) for number in (1, 2, 3))
    page = unsent.hand_back(request, HttpResponse(f"<main>{rows}</main>")).content.decode()

    filled = page.split("<form")[2]
    assert ("của hàng hai" in filled, page.count("của hàng hai")) == (True, 1)
    assert ("checked" in filled, page.count("checked")) == (False, 2)


def test_every_form_that_asks_for_a_password_has_a_field_that_says_so() -> None:
    asking = [
        form
        for form in descendants(forms.BaseForm)
        if any(
            isinstance(field.widget, forms.PasswordInput)
            for field in getattr(form, "base_fields", {}).values()
        )
    ]

    assert len(asking) > 2
    assert all(any("password" in name for name in form.base_fields) for form in asking)


def descendants(kind: Any) -> list[Any]:
    below = kind.__subclasses__()
    return [*below, *(one for child in below for one in descendants(child))]
