"""Ten thousand hostile requests, and not one server error."""

import copy
import os
import traceback
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.security.addresses import Address
from tests.security.hostile import Fields, Request, fields, requests
from tests.security.test_access_table import ROLES, asked, signed_in
from wardbook.portal import views

pytestmark = pytest.mark.django_db

ROUNDS = 20
EACH = 500 if os.environ.get("CI") == "true" else 50  # 10,000 in all, or a taste of them here


def sent(client: Client, request: Request) -> str:
    """What went wrong, or nothing; whatever the request did is undone."""
    visitor = copy.copy(client)
    visitor.cookies = copy.deepcopy(client.cookies)
    visitor.raise_request_exception = False
    with transaction.atomic():
        response: Any = visitor.generic(
            request.method,
            request.path,
            request.body,
            request.content_type,
            headers=request.headers,
        )
        response.getvalue()
        transaction.set_rollback(True)
    if response.status_code < 500:
        return ""
    told = getattr(response, "exc_info", None)
    return traceback.format_exception(*told)[-1] if told else str(response.status_code)


FORMS: dict[str, Fields] = {}  # of every page, seen once by whoever may open it


def forms(found: list[Address], roles: list[Client]) -> dict[str, Fields]:
    for address in [] if FORMS else found:
        pages = [asked(client, "GET", address.path) for client in roles]
        seen = [fields(page.content.decode()) for page in pages if _is_page(page)]
        FORMS[address.name] = max(seen, key=len, default=[])
    return FORMS


def _is_page(response: Any) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and is_html


def test_a_server_error_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "shown", lambda *_: 1 / 0)
    request = Request("portal:how-to-read", "GET", "/how-to-read/", b"", "", {})

    assert "ZeroDivisionError" in sent(Client(), request)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_request_brings_a_server_error(seed: int, settings: Any, found: list[Address]) -> None:
    settings.LIMITS = {}
    roles = [signed_in(role) for role in ROLES]

    failed = [
        (request, told)
        for number, request in enumerate(requests(found, forms(found, roles), seed, EACH))
        if (told := sent(roles[number % len(roles)], request))
    ]

    assert not failed, failed[:3]
