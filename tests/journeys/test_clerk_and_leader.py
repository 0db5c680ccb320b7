"""A clerk receives a paper and files its figure; a leader releases it; a stranger opens it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import look
from tests.journeys.people import offer, press, receive, sign_in
from wardbook.office.sample_accounts import PASSWORD

PAPER = """BÁO CÁO
Công tác tiếp nhận và giải quyết hồ sơ

Tháng {month} năm 2026, tổ một cửa của phường tiếp nhận 412 hồ sơ, giải quyết đúng hẹn 396 hồ sơ,
đạt 96,12%.
"""


def accept(page: Page) -> None:
    """File the first figure of the paper as the desk proposes it."""
    page.get_by_role("button", name="Accept 412").click()
    expect(page.locator("#f1")).to_contain_text("filed as result")


def test_a_wrong_password_opens_nothing(page: Page) -> None:
    sign_in(page, "canbo", "not the password")

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "sign-in-refused")


def test_a_figure_goes_from_the_paper_to_the_stranger(
    page: Page, visit: Callable[..., Page]
) -> None:
    sign_in(page, "canbo", PASSWORD)
    look(page, "office-papers")
    receive(page, PAPER.format(month=10))
    look(page, "office-paper")
    address = page.url
    page.goto(page.get_by_role("link", name="Change 412").get_attribute("href") or "")
    look(page, "office-claim")
    page.goto(address)
    accept(page)

    leader, stranger = visit(), visit()
    sign_in(leader, "lanhdao", PASSWORD)
    leader.get_by_role("link", name="Figures and releases").click()
    leader.get_by_role("checkbox", name="412").check()
    press(leader, "Look at the chosen figures before release")
    look(leader, "office-before-release")
    press(leader, "Release 1 figure")

    stranger.goto("/en/units/99901/")
    stranger.get_by_role("link", name="Dossiers received").first.click()
    expect(stranger.locator("mark")).to_have_text("412 hồ sơ")


def test_the_back_button_shows_what_was_decided(page: Page) -> None:
    sign_in(page, "canbo", PASSWORD)
    receive(page, PAPER.format(month=9))
    accept(page)
    page.get_by_role("link", name="See what was filed").click()
    page.wait_for_url("**/figures/**")

    page.go_back()

    expect(page.locator("#f1")).to_contain_text("filed as result")
    expect(page.get_by_role("button", name="Accept 412")).to_have_count(0)


def test_of_two_open_tabs_the_second_decides_nothing(page: Page) -> None:
    sign_in(page, "canbo", PASSWORD)
    receive(page, PAPER.format(month=7))
    second = page.context.new_page()
    second.goto(page.url)
    accept(page)

    second.get_by_role("button", name="Accept 412").click()

    expect(second.get_by_role("alert")).to_contain_text("decided already")


def test_filing_and_reading_need_no_script(visit: Callable[..., Page]) -> None:
    page = visit(scripts=False)
    sign_in(page, "canbo", PASSWORD)
    receive(page, PAPER.format(month=6))
    page.get_by_role("link", name="Change 412").click()
    press(page, "Decide and go on")

    page.goto("/")
    page.locator("main .wb-cards a").first.click()

    expect(page.locator("main mark").first).to_be_visible()


def test_a_paper_received_twice_is_recognised(page: Page) -> None:
    sign_in(page, "canbo", PASSWORD)
    receive(page, PAPER.format(month=8))

    page.get_by_role("link", name="Papers").click()
    offer(page, PAPER.format(month=8))

    expect(page.locator(".wb-file")).to_contain_text("This paper was received on")


def test_a_secret_paper_is_refused(page: Page) -> None:
    sign_in(page, "canbo", PASSWORD)

    offer(page, f"MẬT\n\n{PAPER}")

    expect(page.locator(".wb-file")).to_contain_text("MẬT")
    look(page, "office-refused")
