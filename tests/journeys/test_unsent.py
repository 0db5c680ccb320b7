"""A sign-in that ends in mid-form, and the language changed in mid-form, lose no word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import look
from tests.journeys.people import press, sign_in
from wardbook.office.sample_accounts import PASSWORD

NEW = "/en/office/follow/new/conclusion/"
TITLE = "Dọn bãi rác sau chợ, mỗi sáng thứ hai"
BACK = "What you typed stands here again"


def begun(page: Page) -> None:
    """A form filled in part: a line, a list, and an order of fields of every sort."""
    sign_in(page, "lanhdao", PASSWORD, NEW)
    page.fill("input[name=title]", TITLE)
    page.fill("input[name=until]", "31/12/2026")
    page.locator("select[name=post]").select_option(index=2)


def stands(page: Page) -> None:
    expect(page.locator("input[name=title]")).to_have_value(TITLE)
    expect(page.locator("input[name=until]")).to_have_value("31/12/2026")
    assert page.locator("select[name=post]").evaluate("one => one.selectedIndex") == 2


def signed_out(page: Page, username: str) -> None:
    """The sign-in ends, the form is sent, and somebody signs in."""
    page.context.clear_cookies(name="wardbook_office")
    page.locator("main form button[type=submit]").last.click()
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    expect(page.locator(".wb-note")).to_contain_text("what you typed is kept")
    look(page, "unsent-sign-in")
    press(page, "Sign in")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_sent_after_the_sign_in_ended_is_filled_again(
    visit: Callable[..., Page], *, scripts: bool
) -> None:
    page = visit(scripts=scripts)
    begun(page)
    page.context.clear_cookies(name="wardbook_office")
    page.locator("main form button[type=submit]").last.click()
    page.fill("input[name=username]", "lanhdao")
    page.fill("input[name=password]", PASSWORD)
    press(page, "Sign in")

    expect(page.locator("#unsent")).to_contain_text(BACK)
    stands(page)
    page.fill("textarea[name=result]", "Bãi sạch trước bảy giờ")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("#unsent")).to_have_count(0)


def test_what_comes_back_is_a_page_like_any_other(page: Page) -> None:
    begun(page)
    signed_out(page, "lanhdao")

    expect(page.locator("#unsent")).to_contain_text(BACK)
    look(page, "unsent-back")


def test_somebody_else_who_signs_in_there_finds_nothing(page: Page) -> None:
    begun(page)
    signed_out(page, "bithu")

    page.goto(NEW)
    expect(page.locator("main")).not_to_contain_text(TITLE)
    assert page.locator("input[name=title]").input_value() == ""


def test_the_language_is_changed_in_mid_form_there_and_back(page: Page) -> None:
    begun(page)
    page.locator(".wb-languages a").click()

    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.locator("#unsent")).to_contain_text("nay có lại ở đây")
    stands(page)
    page.locator(".wb-languages a").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    stands(page)


def test_where_the_words_cannot_be_kept_the_person_is_asked_before_leaving(page: Page) -> None:
    begun(page)
    page.context.clear_cookies(name="wardbook_office")
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.locator(".wb-languages a").click()
    page.wait_for_timeout(500)

    stands(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
