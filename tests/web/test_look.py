"""The style pages in a real browser: nothing for axe, nothing too wide, nothing from outside."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests import debian

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "build" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
# Without the preload axe would rebuild our style sheets inline, which the policy forbids.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
}
SITE = "http://127.0.0.1"  # answered below: no server, no socket
PAGES = {"portal": "/", "english": "/en/", "form": "/form/", "office": "/office/", "404": "/gone/"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = debian.chromium()
    if not program:
        (pytest.fail if debian.must_not_skip() else pytest.skip)("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor whose every request this process answers."""
    context = browser.new_context()
    complaints: list[str] = []
    context.route("**/*", lambda route: answer(route, complaints))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if "Policy" in said.text else None)
    yield page
    context.close()
    assert not complaints


def answer(route: Route, complaints: list[str]) -> None:
    path = route.request.url.removeprefix(SITE).partition("?")[0]
    if path.startswith("/static/") and (found := finders.find(path.removeprefix("/static/"))):
        kind = mimetypes.guess_type(path)[0] or "font/woff2"
        route.fulfill(body=Path(found).read_bytes(), content_type=kind)
    elif path.startswith("/static/") or not route.request.url.startswith(SITE):
        complaints.append(f"not ours: {route.request.url}")
        route.abort()
    else:
        response = Client().get(path)
        route.fulfill(
            status=response.status_code, headers=dict(response.headers), body=response.content
        )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_open_to_everybody_at_every_width(page: Page, name: str) -> None:
    page.goto(f"{SITE}{PAGES[name]}")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    PICTURES.mkdir(parents=True, exist_ok=True)

    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=PICTURES / f"kit-{name}-{width}.png", full_page=True)
        found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]

        assert not [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_letters_are_ours_everywhere(page: Page) -> None:
    page.goto(f"{SITE}/form/")

    families = page.evaluate(
        "[...new Set([...document.querySelectorAll('body *')]"
        ".map(element => getComputedStyle(element).fontFamily))]"
    )

    assert families == ['"Be Vietnam Pro", system-ui, sans-serif']


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto(f"{SITE}/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_an_error_summary_takes_the_focus(page: Page) -> None:
    page.goto(f"{SITE}/form/")

    focused = page.evaluate("document.activeElement.className")

    assert "govuk-error-summary" in focused
