"""Every address says who may open it, and every link leads to an address that stands."""

import re

from django.urls import get_resolver

from tests.guard.tree import find, place, text
from tests.security.addresses import patterns
from wardbook.web.access import access_of

LINK = re.compile(r"{%\s*url\s+[\"']([\w:-]+)|\b(?:reverse|redirect)\(\s*[\"']([a-z]+:[\w-]+)")


FOUND = list(patterns(get_resolver()))


def test_every_view_declares_its_access() -> None:
    assert FOUND
    assert not [name for name, entry in FOUND if access_of(entry.callback) is None]


def test_every_address_has_a_name_of_its_own() -> None:
    names = [name for name, _ in FOUND]

    assert not [name for name in names if name.endswith("None") or names.count(name) > 1]


def test_every_link_leads_to_an_address() -> None:
    links = [
        (place(path), link[1] or link[2])
        for path in find("wardbook/*.html", "wardbook/*.py")
        for link in LINK.finditer(text(path))
    ]

    assert links
    assert not [link for link in links if link[1] not in dict(FOUND)]
