"""What the people of the demonstration do, in English: its sentences are those of the code."""

import re

from playwright.sync_api import FilePayload, Page

UNIT = "Van Ganh Ward (example)"


PAPERS, OFFICE = "/en/office/documents/", "/en/office/"


def sign_in(page: Page, username: str, password: str, to: str = PAPERS) -> None:
    """Sign in on the way to a page: the list of papers, or one's own first page."""
    page.goto(to)
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    press(page, "Sign in")


def receive(page: Page, text: str) -> None:
    """From the list of papers to the paper as it was read."""
    offer(page, text)
    page.wait_for_url(re.compile(r"/documents/\d+/$"))


def offer(page: Page, text: str) -> None:
    """From the list of papers to the press of the button that has one read."""
    page.get_by_role("link", name="Receive a paper").click()
    file: FilePayload = {"name": "bao-cao.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.set_input_files("input[name=paper]", [file])
    page.locator("select[name=unit]").select_option(label=UNIT)
    page.get_by_text("Title, number and date", exact=True).click()
    page.fill("input[name=title]", "Báo cáo giải quyết hồ sơ")
    page.get_by_role("button", name="Read the paper").click()


def press(page: Page, button: str) -> None:
    """Press a button, and wait for what the server answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def follow(page: Page, link: str) -> None:
    """Click a link, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("link", name=link).first.click()
