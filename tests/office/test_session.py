"""Signing in: wrong passwords, lock-out, the way back to where one was going."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "/office/sign-in/"


@pytest.fixture(autouse=True)
def _lan() -> None:
    make.lan()


def sign_in(client: Client, password: str, address: str = ADDRESS, name: str = "lan") -> int:
    return client.post(address, {"username": name, "password": password}).status_code


def test_the_right_password_opens_the_office() -> None:
    client = Client()

    assert sign_in(client, make.PASSWORD) == 302
    assert client.get("/office/").url == "/office/imports/"


def test_a_wrong_password_gets_a_sentence_and_keeps_the_name() -> None:
    response = Client().post(ADDRESS, {"username": "lan", "password": "sai"})

    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="lan"' in page
    assert "govuk-error-summary" in page


def test_who_was_signed_out_over_a_form_is_told_that_it_was_not_taken() -> None:
    form, host = "/office/follow/new/conclusion/", "http://testserver"
    led = Client().post(form, {"title": "x"}, headers={"referer": f"{host}{form}"})
    page = Client().get(led.url, headers={"referer": f"{host}{form}"}).content.decode()
    elsewhere = Client().get(led.url, headers={"referer": f"{host}/"}).content.decode()

    assert "nội dung đó chưa được nhận" in page
    assert "nội dung đó chưa được nhận" not in elsewhere
    assert "nội dung đó chưa được nhận" not in Client().get(led.url).content.decode()


def test_a_wrong_name_and_a_wrong_password_answer_alike() -> None:
    first, second = (
        Client().post(ADDRESS, {"username": name, "password": "sai"}).content.decode()
        for name in ("lan", "qwx")
    )

    assert first.replace('"lan"', '"qwx"').split("csrf")[0] == second.split("csrf")[0]


def test_five_wrong_passwords_lock_even_the_right_one_out() -> None:
    client = Client()
    codes = [sign_in(client, "sai") for _ in range(5)]

    assert codes[-1] == 429
    assert sign_in(Client(), make.PASSWORD) == 429


def test_after_signing_in_one_is_where_one_was_going() -> None:
    client = Client()
    asked = client.get("/office/figures/")
    assert asked.status_code == 302

    response = client.post(asked.url, {"username": "lan", "password": make.PASSWORD})

    assert response.url == "/office/figures/"


def test_nobody_is_sent_to_another_site() -> None:
    response = Client().post(
        f"{ADDRESS}?next=https://example.org/", {"username": "lan", "password": make.PASSWORD}
    )

    assert response.url == reverse("office:home")


@pytest.mark.parametrize(
    "wanted", ["%0d%0aX:y", "/%0d%0aX:y", "abc", "//example.org", "/\\example.org"]
)
def test_a_way_back_that_is_no_page_leads_to_the_first(wanted: str) -> None:
    response = Client().post(
        f"{ADDRESS}?next={wanted}", {"username": "lan", "password": make.PASSWORD}
    )

    assert response.url == reverse("office:home")


@pytest.mark.parametrize("name", ["a" * 81, "a" * 5000])
def test_a_name_longer_than_any_is_answered_as_wrong(name: str) -> None:
    response = Client().post(ADDRESS, {"username": name, "password": "sai"})

    assert response.status_code == 422
    assert "govuk-error-summary" in response.content.decode()


def test_signing_in_with_nothing_typed_is_answered_as_a_form() -> None:
    assert Client().post(ADDRESS).status_code == 422


def test_signing_out_closes_the_office() -> None:
    client = Client()
    sign_in(client, make.PASSWORD)

    client.post("/office/sign-out/")

    assert client.get("/office/").url.startswith("/office/sign-in/")


def test_signing_out_by_a_link_is_refused() -> None:
    assert Client().get("/office/sign-out/").status_code == 405


def test_a_form_from_elsewhere_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client, make.PASSWORD) == 403
