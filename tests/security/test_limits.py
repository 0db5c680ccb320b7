"""Too much and too often is turned away before it is read."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.office import people
from wardbook.web.limits import STRANGERS_MAY_SEND
from wardbook.web.models import AuditEvent, Kind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(settings: Any) -> None:
    settings.LIMITS = {"search": (3, 60), "sign-in": (3, 600), "upload": (3, 600)}


def searches(count: int, **said: str) -> list[int]:
    return [Client(headers=said).get("/units/?q=van").status_code for _ in range(count)]


def test_the_fourth_search_of_a_minute_is_told_to_wait() -> None:
    codes = searches(4)
    answer = Client().get("/en/units/?q=van")

    assert codes == [200, 200, 200, 429]
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert not answer.cookies


def test_reading_pages_has_no_limit() -> None:
    assert {Client().get("/units/").status_code for _ in range(6)} == {200}


def test_visitors_are_counted_apart(settings: Any) -> None:
    settings.PROXIES = 1
    searches(4, **{"X-Forwarded-For": "203.0.113.1"})

    assert searches(1, **{"X-Forwarded-For": "203.0.113.2"}) == [200]


def test_no_address_of_a_visitor_is_kept(settings: Any) -> None:
    settings.PROXIES = 1
    searches(1, **{"X-Forwarded-For": "203.0.113.77"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM wardbook_limits")
        rows = cursor.fetchall()
    assert rows
    assert "203.0.113" not in str(rows)


def test_many_names_from_one_address_are_stopped_too() -> None:
    codes = [
        Client().post("/office/sign-in/", {"username": f"n{number}", "password": "x"}).status_code
        for number in range(4)
    ]

    assert codes == [422, 422, 422, 429]
    assert AuditEvent.objects.filter(kind=Kind.PACE, place="/office/sign-in/").count() == 1


def test_uploads_are_counted_by_account() -> None:
    lan, minh = people.lan(), people.minh()
    form = {"title": "x", "paper": ""}

    codes = [lan.post("/office/documents/receive/", form).status_code for _ in range(4)]

    assert codes[-1] == 429
    assert minh.post("/office/documents/receive/", form).status_code == 404


def test_a_stranger_cannot_send_a_file() -> None:
    answer = Client().post("/office/documents/receive/", {"title": "x" * STRANGERS_MAY_SEND})

    assert answer.status_code == 413
    assert AuditEvent.objects.get().kind == Kind.SIZE


def test_a_clerk_can() -> None:
    answer = people.lan().post("/office/documents/receive/", {"title": "x" * STRANGERS_MAY_SEND})

    assert answer.status_code == 422
