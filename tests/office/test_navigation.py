"""Where each person's work begins, and the places they see first."""

from typing import Any

import pytest
from lxml import html

from tests import make
from tests.office import people
from wardbook.office.navigation import AT_FIRST_SIGHT, GROUPS, navigation
from wardbook.org.roles import PERMISSIONS, Permission, Role

pytestmark = pytest.mark.django_db


def test_each_role_begins_where_its_work_is() -> None:
    make.tenure("thanh", Role.INSPECTOR)
    clients: list[Any] = [people.lan(), people.minh(), people.quan(), people.signed_in("thanh")]

    first = [client.get("/office/").url for client in clients]

    assert first == [
        "/office/imports/", "/office/week/", "/office/accounts/", "/office/week/",
    ]  # fmt: skip


def test_who_is_clerk_and_leader_begins_with_the_week() -> None:
    make.lan()
    make.tenure("lan", Role.LEADER)

    client: Any = people.signed_in("lan")

    assert client.get("/office/").url == "/office/week/"


@pytest.mark.parametrize("role", list(Role))
def test_at_most_six_places_are_seen_first_and_none_twice(role: str) -> None:
    found = navigation(PERMISSIONS[role], "/office/")

    shown = [*found.first, *(place for group in found.groups for place in group.places)]
    assert 4 <= len(found.first) <= AT_FIRST_SIGHT
    assert len({place.url for place in shown}) == len(shown)


def test_nobody_sees_a_place_that_does_not_open_to_them() -> None:
    found = navigation({Permission.BOOK_READ}, "/office/")

    urls = {place.url for group in found.groups for place in group.places}
    assert "/office/counter/" not in urls
    assert "/office/me/" in urls


def test_a_page_below_a_place_marks_it_and_opens_its_group() -> None:
    page: Any = html.fromstring(people.lan().get("/office/procedures/").content)

    assert page.xpath("//nav//details[@open]//a[@aria-current='page']/text()") == ["Thủ tục"]
    assert page.xpath("//*[@class='wb-menu__here']/text()") == ["Thủ tục"]
    assert len(page.xpath("//nav//a[@aria-current]")) == 1


def test_no_page_belongs_to_two_places() -> None:
    words = [word for _label, places in GROUPS for place in places for word in place.words]

    assert len(words) == len(set(words))
