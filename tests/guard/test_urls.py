"""Every address says who may open it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from wardbook.web.access import access_of


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def test_every_view_declares_its_access() -> None:
    found = list(patterns(get_resolver()))
    unmarked = [str(entry.pattern) for entry in found if access_of(entry.callback) is None]

    assert found
    assert not unmarked
