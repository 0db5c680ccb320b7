"""Visitors before the demonstration book, served by a process of its own."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.journeys.site import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration book, served for the whole run."""
    site = Site(tmp_path_factory.mktemp("book"))
    site.start()
    yield site
    site.stop()


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """``visit()`` is a fresh visitor; no page may reach outside, throw, or break its policy."""
    visitors: list[BrowserContext] = []
    complaints: list[str] = []

    def visit(*, scripts: bool = True) -> Page:
        visitor = chromium.new_context(
            base_url=site.address, locale="vi-VN", java_script_enabled=scripts
        )
        visitor.set_default_timeout(10_000)
        visitor.on("request", lambda request: complaints.extend(outside(request.url)))
        visitor.on("weberror", lambda error: complaints.append(str(error.error)))
        visitor.on("console", lambda message: complaints.extend(broken_policy(message)))
        visitors.append(visitor)
        return visitor.new_page()

    yield visit
    for visitor in visitors:
        visitor.close()
    assert not complaints


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    return visit()


def outside(address: str) -> list[str]:
    parts = urlsplit(address)
    inside = parts.hostname == "127.0.0.1" or parts.scheme in {"data", "blob", "about"}
    return [] if inside else [f"reaches outside: {address}"]


def broken_policy(message: ConsoleMessage) -> list[str]:
    """What the page itself may not do; axe, which has no address, breaks the policy at will."""
    broken = "Content Security Policy" in message.text and message.location["url"]
    return [message.text] if broken else []
