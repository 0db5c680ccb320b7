"""A headless Chromium that reaches nothing beyond this machine, and what is asked of a page."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import debian

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "build" / "screenshots"
TAKEN = os.environ.get("CI") != "true"  # there nobody looks at them
WIDTHS = (1280, 360)
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
# Without `preload: false` axe would rebuild our style sheets inline, which the policy forbids.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
# All that axe says of a page, what is in order too, would take longer to hand over than to find.
VIOLATIONS = """async (rules) => (await axe.run(rules)).violations.map(
    (rule) => [rule.id, rule.help, rule.nodes.map((node) => node.html)])"""

# What scrolls inside a box of its own may be as wide as it likes.
WIDER_THAN_THE_WINDOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element) =>
        element !== document.body && (getComputedStyle(element).overflowX !== 'visible' ||
        scrolls(element.parentElement));
    return [...document.body.querySelectorAll('*')]
        .filter((e) => e.getBoundingClientRect().right > width && !scrolls(e.parentElement))
        .map((element) => element.outerHTML.slice(0, 160));
}"""


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser; the test is skipped where there is none, and fails for it under CI."""
    program = debian.chromium()
    if not program:
        (pytest.fail if debian.must_not_skip() else pytest.skip)("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def look(page: Page, name: str) -> None:
    """At each width axe finds nothing and nothing overflows; a picture of it is kept."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if TAKEN:
            picture = PICTURES / f"{name}-{width}.png"
            page.screenshot(path=picture, full_page=True, caret="initial")  # hiding adds a style
        assert not violations(page), f"{name} at {width} px"
        assert not too_wide(page), f"{name} at {width} px"


def too_wide(page: Page) -> list[str]:
    """The elements that make the page wider than its window; none when it fits."""
    return list(page.evaluate(WIDER_THAN_THE_WINDOW))


def violations(page: Page) -> list[Any]:
    """What axe holds against the page, with the elements it means."""
    if not page.evaluate("() => 'axe' in window"):  # half a megabyte: once a page is enough
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(VIOLATIONS, RULES))
