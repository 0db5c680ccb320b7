"""Each address × role × method is decided by the one table of roles, and by nothing else."""

import copy
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests import make
from tests.office import people
from tests.security.addresses import METHODS, NOWHERE, Address
from wardbook.office.access import OWN
from wardbook.org.roles import PERMISSIONS, Role
from wardbook.web.access import OPEN

pytestmark = pytest.mark.django_db

SIGN_IN = "/office/sign-in/"
STRANGER, NO_POST = "stranger", "no post"
ROLES = [STRANGER, NO_POST, *Role.values]


def signed_in(role: str, **where: Any) -> Client:
    if role == STRANGER:
        return Client()
    if role == NO_POST:
        return people.hoa()
    make.tenure(f"the-{role}", role, **where)
    return people.signed_in(f"the-{role}")


def asked(client: Client, method: str, path: str) -> HttpResponse:
    """The answer; nothing of what it did stays, neither rows nor a sign-out."""
    visitor = copy.copy(client)
    visitor.cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        response = visitor.generic(method, path)
        transaction.set_rollback(True)
    return response


def outcome(response: HttpResponse) -> str:
    """ask (to sign in) · no post · none (no such page) · open."""
    if response.status_code == 302 and response.headers["Location"].startswith(SIGN_IN):
        return "ask"
    return {403: "no post", 404: "none"}.get(response.status_code, "open")


def expected(role: str, address: Address) -> set[str]:
    """What the table says of this role at this address, whatever the method."""
    if address.access == OPEN:
        return {"open"} if address.exists else {"open", "none"}
    if role == STRANGER:
        return {"ask"}
    if address.access == OWN:  # what has a number is its owner's, and nobody else finds it
        return {"open", "none"} if address.arguments else {"open"}
    if role == NO_POST:
        return {"no post"}
    if address.access in PERMISSIONS[role]:
        return {"open"} if address.exists else {"open", "none"}
    return {"none"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", METHODS)
def test_the_table_decides(role: str, method: str, found: list[Address]) -> None:
    client = signed_in(role)

    wrong = [
        (address.name, got, expected(role, address))
        for address in found
        if (got := outcome(asked(client, method, address.path))) not in expected(role, address)
        and not (address.name == "office:sign-out" and got == "ask")  # to where one signs in again
    ]

    assert len(found) > 20
    assert not wrong


@pytest.mark.parametrize("role", [STRANGER, *Role.values])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_is_done_by_a_method_that_no_page_has(
    role: str, method: str, found: list[Address]
) -> None:
    client = signed_in(role)

    done = [
        (address.name, code)
        for address in found
        if (code := asked(client, method, address.path).status_code) not in {302, 403, 404, 405}
    ]

    assert not done


TAKE_FORMS = {f"portal:{name}" for name in ("look-up", "say", "rate", "asked-again")}


def test_a_public_page_takes_no_form_but_these(found: list[Address]) -> None:
    public = [one for one in found if one.name.startswith("portal:")]

    taken = {one.name for one in public if asked(Client(), "POST", one.path).status_code != 405}

    assert taken == TAKE_FORMS


def elsewhere(address: Address) -> str:
    """The same address, of something that is nowhere."""
    numbers = [str(value) for value in address.arguments.values() if isinstance(value, int)]
    return address.path.replace(f"/{numbers[0]}/", f"/{NOWHERE}/")


@pytest.fixture
def with_number(found: list[Address]) -> list[Address]:
    numbered = [
        one
        for one in found
        if one.access not in {OPEN, OWN}
        and any(isinstance(value, int) for value in one.arguments.values())
    ]
    assert numbered
    return numbered


def said(response: HttpResponse, path: str) -> tuple[int, str, str]:
    """An answer without the address that was asked for; the page above it is named ``above``."""
    page = response.content.decode().replace(path, "…")
    to = response.headers.get("Location", "").replace(path, "…")
    return response.status_code, page, "above" if to and path.startswith(to) else to


def test_a_stranger_cannot_tell_what_exists(with_number: list[Address]) -> None:
    """Asked to sign in for either: an expired session finds its way back, and learns nothing."""
    for one in with_number:
        there, nowhere = one.path, elsewhere(one)

        first, second = (said(Client().get(path), path) for path in (there, nowhere))

        assert first == second, one.name


@pytest.mark.parametrize("role", Role.values)
def test_the_staff_of_another_book_cannot_tell_what_exists(
    role: str, with_number: list[Address]
) -> None:
    known = [one for one in with_number if one.exists]
    client = signed_in(role, where=make.unit("99902"), the_book=make.book("noi-khac"))

    for one in known:
        there, nowhere = one.path, elsewhere(one)
        first, second = (said(client.get(path), path) for path in (there, nowhere))
        assert first == second, one.name
        assert first[0] == 404 or first[2] == "above", one.name
