"""A leader before the briefing, and an announcement that is looked at before it holds."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import look
from tests.journeys.people import OFFICE, press, sign_in
from wardbook.office.sample_accounts import PASSWORD

ANNOUNCE = "/en/office/calendar/announce/"


def test_a_leader_begins_with_the_week_and_each_number_opens_its_rows(page: Page) -> None:
    sign_in(page, "lanhdao", PASSWORD, OFFICE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Week")
    look(page, "week")
    tile = page.locator(".wb-week__count", has_text="Owed to me")
    owed = tile.locator("strong").inner_text()

    tile.get_by_role("link").click()

    expect(page.locator("main")).to_contain_text(f"{owed} rows")
    look(page, "week-owed")


def test_on_a_telephone_the_places_open_without_scripts(visit: Callable[..., Page]) -> None:
    page = visit(scripts=False)
    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, "canbo", PASSWORD, OFFICE)
    expect(page.locator(".wb-menu__here")).to_have_text("Import desk")
    expect(page.get_by_role("link", name="Counter")).to_be_hidden()

    page.get_by_role("button", name="Menu").first.click()
    page.get_by_role("link", name="Counter").click()

    expect(page.locator(".wb-menu__here")).to_have_text("Counter")


def test_an_announcement_shows_what_moves_before_it_holds(page: Page) -> None:
    sign_in(page, "quantri", PASSWORD, ANNOUNCE)
    look(page, "announce")
    page.fill("textarea[name=off]", "05/01/2099")  # no case is due so late
    page.fill("input[name=source]", "Công văn 1/VPCP")

    press(page, "See what would move")

    expect(page.locator("main")).to_contain_text("Nothing moves")
    expect(page.get_by_role("button", name="Accept the announcement")).to_be_visible()
    look(page, "announce-preview")


def test_calendar_and_problems_are_clear_at_every_width(page: Page) -> None:
    sign_in(page, "quantri", PASSWORD, "/en/office/calendar/")
    look(page, "calendar")
    page.get_by_role("link", name="Why this date?").click()
    press(page, "Count")
    expect(page.locator("#due")).to_contain_text("Due:")
    look(page, "why")
    page.goto("/en/office/problems/")
    look(page, "problems")
