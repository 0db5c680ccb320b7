"""A real Chromium before a real server, neither of which reaches beyond this machine."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests import debian
from tests.journeys.site import ROOT, Site

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "build" / "screenshots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration book, served for the whole run."""
    site = Site(tmp_path_factory.mktemp("book"))
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = debian.chromium()
    if not program:
        (pytest.fail if debian.must_not_skip() else pytest.skip)("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Callable[[], Page]]:
    """``visit()`` is a fresh visitor. Fails when a page reaches outside or throws."""
    visitors: list[BrowserContext] = []
    complaints: list[str] = []

    def visit() -> Page:
        visitor = chromium.new_context(base_url=site.address, locale="vi-VN")
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
def page(visit: Callable[[], Page]) -> Page:
    return visit()


def outside(address: str) -> list[str]:
    parts = urlsplit(address)
    inside = parts.hostname == "127.0.0.1" or parts.scheme in {"data", "blob", "about"}
    return [] if inside else [f"reaches outside: {address}"]


def broken_policy(message: ConsoleMessage) -> list[str]:
    """What the page itself may not do; axe, which has no address, breaks the policy at will."""
    broken = "Content Security Policy" in message.text and message.location["url"]
    return [message.text] if broken else []


@pytest.fixture
def look(page: Page, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """``look(name)``: axe finds nothing, nothing overflows at 360 px, and pictures are kept."""

    def look(name: str) -> None:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            assert not violations(page), f"{name} at {width} px"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            PICTURES.mkdir(parents=True, exist_ok=True)
            picture = PICTURES / f"{name}-{width}.png"
            page.screenshot(path=picture, full_page=True, caret="initial")  # hiding it adds a style

    return look


def violations(page: Page) -> list[str]:
    """What axe holds against the page, with the elements it means."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules, preload: false})", RULES)
    return [
        f"{row['id']}: {row['help']} {[node['target'] for node in row['nodes']]}"
        for row in found["violations"]
    ]
