"""The Party committee's clerk types the sheet that was missing; the secretary looks at it."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.keyboard import Keyboard
from tests.journeys.people import follow, press, sign_in
from wardbook.office.sample_accounts import PASSWORD

MEMBERS = "/en/office/tallies/"
CELL = "Party Cell of Ganh Moi Area"
KEYS = 90


def test_a_sheet_is_typed_with_the_keyboard(page: Page) -> None:
    sign_in(page, "dangvu", PASSWORD, MEMBERS)
    follow(page, "7 bodies below, together")
    expect(page.get_by_text("6 of 7 bodies reported the whole period.")).to_be_visible()
    follow(page, CELL)
    follow(page, "Type a sheet")
    keys = Keyboard(page)

    keys.tab_to("input[name=source]")
    keys.type("BC 7-BC/CB, 5/7/2026")
    keys.tab_to("input[name=line-admitted]")
    keys.type("2")
    keys.tab_to("input[name=line-closing]")
    keys.type("26")
    keys.tab_to("input[name=blanks]")
    keys.press("Space")
    expect(page.locator("[data-sum]")).to_have_text("The lines give 25; the end says 26: off by 1.")
    keys.press("Shift+Tab")
    for _ in range(3):  # back over what stands beside the balance
        keys.press("Shift+Tab")
    keys.type("25")
    expect(page.locator("[data-sum]")).to_have_text("Balances.")
    keys.follow()

    expect(page.get_by_role("heading", level=1)).to_have_text("Party members, first half of 2026")
    assert keys.pressed < KEYS


def test_the_secretary_sees_what_would_be_public(page: Page) -> None:
    sign_in(page, "bithu", PASSWORD, MEMBERS)
    follow(page, "Party Cell of the Health Station")
    follow(page, "first half of 2026")

    expect(page.get_by_text("hidden or not known")).to_have_count(4)
    expect(page.get_by_role("button", name="Release the totals")).to_be_visible()


def test_the_chair_finds_nothing_of_the_party(page: Page) -> None:
    sign_in(page, "lanhdao", PASSWORD, MEMBERS)

    expect(page.get_by_role("heading", name="Youth Union members")).to_be_visible()
    assert page.get_by_text(re.compile("Party Cell")).count() == 0


def test_without_scripts_the_line_that_does_not_balance_is_named(visit: object) -> None:
    page: Page = visit(scripts=False)  # type: ignore[operator]  # a fixture without types
    sign_in(page, "dangvu", PASSWORD, MEMBERS)
    follow(page, "Party Cell of Tan Ganh Area")
    follow(page, "Type a sheet")

    page.fill("input[name=source]", "BC 8-BC/CB")
    page.fill("input[name=line-closing]", "31")
    page.check("input[name=blanks]")
    press(page, "File the sheet")

    words = "“At the end” says 31, but the lines above it give 30: 1 too many."
    expect(page.locator(".govuk-error-summary")).to_contain_text(words)
