"""A clerk receives a paper and files its figure; a leader releases it; a stranger opens it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in
from wardbook.office.demonstration import PASSWORD

UNIT = "Van Ganh Ward (example)"
PAPER = """BÁO CÁO
Công tác tiếp nhận và giải quyết hồ sơ

Tháng 10 năm 2026, tổ một cửa của phường tiếp nhận 412 hồ sơ, giải quyết đúng hẹn 396 hồ sơ,
đạt 96,12%.
"""


def receive(page: Page, text: str) -> None:
    """From the list of papers to the paper as it was read."""
    page.get_by_role("link", name="Receive a paper").click()
    page.set_input_files("input[name=paper]", [file_of(text)])
    page.locator("select[name=unit]").select_option(label=UNIT)
    page.fill("input[name=title]", "Báo cáo giải quyết hồ sơ tháng 10")
    page.get_by_role("button", name="Read the paper").click()


def file_of(text: str) -> dict[str, object]:
    return {"name": "bao-cao.txt", "mimeType": "text/plain", "buffer": text.encode()}


def test_a_wrong_password_opens_nothing(page: Page, look: Callable[[str], None]) -> None:
    sign_in(page, "canbo", "not the password")

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_visible()
    look("sign-in-refused")


def test_a_figure_goes_from_the_paper_to_the_stranger(
    page: Page, visit: Callable[[], Page], look: Callable[[str], None]
) -> None:
    sign_in(page, "canbo", PASSWORD)
    look("office-papers")
    receive(page, PAPER)
    look("office-paper")

    page.get_by_role("link", name="Decide 412").click()
    look("office-claim")
