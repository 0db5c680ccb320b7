"""The style pages in a real browser: nothing for axe, nothing too wide, nothing from outside."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.browser import launched, look, violations

SITE = "http://127.0.0.1"  # answered below: no server, no socket
PAGES = {"portal": "/", "english": "/en/", "form": "/form/", "office": "/office/", "404": "/gone/"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Only while this module runs: a browser's loop would stop the database of other tests."""
    with launched() as browser:
        yield browser


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

    look(page, f"kit-{name}")


def test_what_is_wrong_with_a_page_is_named_with_its_element(page: Page) -> None:
    page.set_content("<main><h1>A</h1><img src=''></main>")

    found = {rule: elements for rule, _, elements in violations(page)}

    assert found["image-alt"] == ['<img src="">']


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
