"""What the people of the demonstration do before their journey begins."""

from playwright.sync_api import Page


def sign_in(page: Page, username: str, password: str) -> None:
    """In English, whose sentences are the ones written in the code."""
    page.goto("/en/office/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.get_by_role("button", name="Sign in").click()
