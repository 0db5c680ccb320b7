"""A stranger goes from the front page to a figure, and from the figure to its sentence."""

from playwright.sync_api import Page, expect

from tests.browser import look


def test_a_stranger_opens_the_sentence_behind_a_figure(page: Page) -> None:
    page.goto("/")
    look(page, "portal-home")
    page.locator("main a[href*='/figures/']").first.click()

    expect(page.locator("main mark").first).to_be_visible()
    look(page, "portal-figure")


def test_every_public_page_is_data_too(page: Page) -> None:
    page.goto("/")
    page.locator("main a[href*='/figures/']").first.click()
    quoted = page.locator("main mark").first.inner_text()

    body = page.request.get(page.url.rstrip("/") + ".json").json()

    assert quoted in str(body)


def test_a_stranger_gets_no_cookie(page: Page) -> None:
    page.goto("/")
    page.goto("/units/")

    assert not page.context.cookies()
