"""A cell rates itself, the committee's office proposes, its secretary decides and releases it."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser import look
from tests.journeys.people import follow, press, sign_in
from wardbook.lib.clock import VIETNAM
from wardbook.office.sample_accounts import PASSWORD

OPEN = "/en/office/unit-ratings/open/"
CELL = "Party Cell of Van Loi Area"
PAPER = "Quyết định mẫu số 41-QĐ/ĐU"


def test_from_what_a_cell_says_of_itself_to_a_decision_that_everybody_reads(
    visit: Callable[[], Page],
) -> None:
    head, clerk, secretary, stranger = visit(), visit(), visit(), visit()
    rating = rated_by_itself(head)

    proposed(clerk, rating)
    decided(secretary, rating)

    step(stranger, "/en/unit-ratings/", CELL)
    expect(stranger.locator("main")).to_contain_text("Tasks fulfilled well")
    expect(stranger.locator("main")).not_to_contain_text("27.5")
    look(stranger, "rating-public")


def rated_by_itself(head: Page) -> str:
    """The address of a rating that the head of the cell opened; wrong points are told so."""
    sign_in(head, "chibo", PASSWORD, OPEN)
    head.locator("select[name=unit]").select_option(label=CELL)
    head.fill("[name=period]", last_quarter())
    press(head, "Open the rating")
    rating = urlsplit(head.url).path
    step(head, rating, "Rate the body for itself")
    head.get_by_label("Tasks fulfilled well").check()
    score(head, common="many", task="58")
    press(head, "Rate the body for itself")
    expect(head.locator(".govuk-error-summary")).to_contain_text("Type points like 27.5.")
    look(head, "rating-wrong")
    score(head, common="27.5", task="58", tasks="12", on_time="12", late="0", undone="0")
    press(head, "Rate the body for itself")
    expect(head.locator("main")).to_contain_text("rated by itself")
    expect(head.get_by_role("link", name="Propose a level")).to_have_count(0)
    return rating


def proposed(clerk: Page, rating: str) -> None:
    sign_in(clerk, "dangvu", PASSWORD, rating)
    step(clerk, rating, "Propose a level")
    look(clerk, "rating-proposal")
    press(clerk, "Propose a level")
    expect(clerk.get_by_role("link", name="Decide")).to_have_count(0)


def decided(secretary: Page, rating: str) -> None:
    sign_in(secretary, "bithu", PASSWORD, rating)
    step(secretary, rating, "Decide")
    secretary.fill("[name=document]", PAPER)
    press(secretary, "Decide")
    expect(secretary.locator("main")).to_contain_text(PAPER)
    look(secretary, "rating-decided")
    press(secretary, "Release this rating")
    expect(secretary.locator("main")).to_contain_text("The public reads this rating.")


def step(page: Page, rating: str, name: str) -> None:
    page.goto(rating)
    follow(page, name)


def score(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        page.fill(f"[name={name}]", text)


def last_quarter() -> str:
    """The one that ended last; the sample rates whole years."""
    today = datetime.now(VIETNAM)
    past = today.year * 4 + (today.month - 1) // 3 - 1
    return f"{past // 4}-Q{past % 4 + 1}"
