"""Every page that a link leads to, in both languages: nothing for axe, nothing too wide."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser import WIDTHS, too_wide, violations
from tests.journeys.people import OFFICE, sign_in
from tests.journeys.site import Site
from wardbook.office.sample_accounts import PASSWORD

# Who walks from where; each reaches more pages than the number beside says.
WALKS = {
    "stranger": ("/", 17),
    "canbo": ("/office/", 13),
    "lanhdao": ("/office/", 9),
    "quantri": ("/office/", 14),
    "captren": ("/office/", 20),
}
# They end the visit, or hand out a file.
LEAVES = {"office:sign-out", "office:original", "office:follow-file", "office:case-scan"}


def links(page: Page) -> Iterator[tuple[str, str]]:
    """Name of the view and address of each page of ours that this one leads to."""
    for address in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
        parts = urlsplit(address)
        try:
            name = resolve(parts.path.removeprefix("/en") or "/").view_name
        except Resolver404:
            continue
        if parts.hostname == "127.0.0.1" and name not in LEAVES:
            yield name, parts.path + (f"?{parts.query}" if parts.query else "")


def is_page(page: Page, address: str) -> bool:
    """Open ``address``; is it a page to look at, and not a file?"""
    last = urlsplit(address).path.rpartition("/")[2]
    if last:  # pages end in a slash, their twins in .json, .csv, .xlsx …
        return False
    answer = page.goto(address)
    return bool(answer and answer.ok and "text/html" in answer.headers["content-type"])


def faults(page: Page, name: str) -> list[object]:
    """Whether the page fits each width; what axe says at the last, the narrowest."""
    found: list[object] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if wide := too_wide(page):
            found.append((f"{name} is wider than {width} px", wide))
    return [*found, *((name, violation) for violation in violations(page))]


@pytest.mark.parametrize("who", WALKS)
def test_every_page_in_both_languages(who: str, site: Site, visit: Callable[..., Page]) -> None:
    start, many = WALKS[who]
    page = visit()
    if who != "stranger":
        sign_in(page, who, PASSWORD, OFFICE)
    space = "office:" if start == "/office/" else "portal:"
    waiting, seen, wrong = {f"{space}home": start}, set[str](), list[object]()
    while waiting:
        name, address = waiting.popitem()
        seen.add(name)
        if not is_page(page, address):
            continue
        wrong += faults(page, address)
        for other, where in links(page):
            if other.startswith(space) and other not in seen:
                waiting.setdefault(other, where)
        if is_page(page, f"/en{address}"):
            wrong += faults(page, f"/en{address}")

    assert not wrong
    assert len(seen) > many
