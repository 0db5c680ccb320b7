"""Every address says who may open it, and every link leads to an address that stands."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.guard.tree import find, place, text
from wardbook.web.access import access_of

LINK = re.compile(r"{%\s*url\s+[\"']([\w:-]+)|\b(?:reverse|redirect)\(\s*[\"']([a-z]+:[\w-]+)")


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each address of the sites with its full name (``office:claim``)."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


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
