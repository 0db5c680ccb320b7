"""What is typed on the desk and not decided outlives everything; two people lose nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import look
from tests.journeys.people import OFFICE, press, receive, sign_in
from tests.journeys.site import Site
from wardbook.office.sample_accounts import PASSWORD

PAPER = """BÁO CÁO
Công tác tiếp nhận và giải quyết hồ sơ

Tháng {month} năm 2022, tổ một cửa của phường tiếp nhận {count} hồ sơ, giải quyết đúng hẹn
396 hồ sơ, đạt 96,12%.
"""
COLLEAGUE = ("Lê Thị Thử", "thu", "nam con cho trang")


def opened(page: Page, month: int) -> Locator:
    """A new paper on the desk, the form that leaves its first figure out, and where to say why."""
    sign_in(page, "canbo", PASSWORD)
    receive(page, PAPER.format(month=month, count=450 + month))
    page.get_by_role("link", name=f"Leave out {450 + month}").click()
    expect(page.locator("[data-filing] :focus")).to_have_count(1)  # the form listens by then
    return page.get_by_label("Why it is left out")


def type_kept(page: Page, field: Locator, words: str) -> None:
    """Type, and wait until the server has kept it."""
    with page.expect_response(lambda answer: answer.url.endswith("/draft/") and answer.ok):
        field.press_sequentially(words)


def go_on(page: Page) -> None:
    page.get_by_role("link", name="Go on with what was typed").click()


def test_what_was_typed_stands_after_a_reload(page: Page) -> None:
    field = opened(page, 1)
    type_kept(page, field, "Hỏi lại")

    page.reload()
    expect(page.locator("#f1")).to_contain_text("unfinished")
    go_on(page)

    expect(field).to_have_value("Hỏi lại")


def test_a_closed_form_keeps_its_words(page: Page) -> None:
    field = opened(page, 2)
    type_kept(page, field, "Hỏi lại")

    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    go_on(page)

    expect(field).to_have_value("Hỏi lại")


def test_a_form_closed_at_once_sends_its_last_words_first(page: Page) -> None:
    field = opened(page, 7)

    field.press_sequentially("Hỏi lại")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    go_on(page)

    expect(field).to_have_value("Hỏi lại")


def test_what_was_typed_outlives_a_killed_server(page: Page, site: Site) -> None:
    field = opened(page, 3)
    type_kept(page, field, "Hỏi lại")
    site.kill()

    field.press_sequentially(" một cửa")
    expect(page.get_by_role("alert")).to_contain_text("The server did not answer")
    look(page, "desk-lost")
    site.start()
    page.reload()

    expect(field).to_have_value("Hỏi lại một cửa")


def test_what_was_typed_outlives_the_sign_in(page: Page) -> None:
    field = opened(page, 4)
    type_kept(page, field, "Hỏi lại")
    page.context.clear_cookies(name="wardbook_office")

    field.press_sequentially(" một cửa")
    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    page.get_by_role("link", name="Sign in and go on").click()
    page.fill("input[name=username]", "canbo")
    page.fill("input[name=password]", PASSWORD)
    press(page, "Sign in")

    expect(field).to_have_value("Hỏi lại một cửa")
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.locator("#f1")).to_contain_text("left out")


def test_a_decision_sent_without_a_sign_in_is_kept_too(page: Page) -> None:
    field = opened(page, 5)
    page.context.clear_cookies(name="wardbook_office")
    field.fill("Hỏi lại")

    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    page.get_by_role("link", name="Sign in and go on").click()
    page.fill("input[name=username]", "canbo")
    page.fill("input[name=password]", PASSWORD)
    press(page, "Sign in")

    expect(field).to_have_value("Hỏi lại")


@pytest.fixture
def colleague(visit: Callable[..., Page]) -> Page:
    """A second clerk of the ward, invited by the administrator, at the list of papers."""
    name, username, password = COLLEAGUE
    page = visit()
    sign_in(page, "quantri", PASSWORD, OFFICE)
    page.get_by_role("link", name="Invite somebody").click()
    page.fill("input[name=name]", name)
    page.fill("input[name=username]", username)
    press(page, "Make the account and its link")
    link = page.locator("#link").inner_text()
    page.get_by_role("link", name="Posts").click()
    page.get_by_role("link", name="Open a post").click()
    page.locator("select[name=unit]").select_option(label="Van Ganh Ward (example)")
    page.fill("input[name=title_vi]", "Công chức một cửa")
    page.get_by_label("Clerk").check()
    press(page, "Open the post")
    page.get_by_role("link", name="Give this post").click()
    page.locator("select[name=person]").select_option(label=f"{name} ({username})")
    press(page, "Give the post")

    theirs = visit()
    theirs.goto(link)
    theirs.fill("input[name=password]", password)
    theirs.fill("input[name=again]", password)
    with theirs.expect_navigation():
        theirs.locator("main button[type=submit]").click()
    sign_in(theirs, username, password)
    return theirs


def test_two_people_on_one_paper_see_each_other_and_lose_nothing(
    page: Page, colleague: Page
) -> None:
    page.clock.install()
    field = opened(page, 6)
    colleague.goto(page.url)
    expect(colleague.locator("#here")).to_contain_text("Cán bộ mẫu")
    page.clock.fast_forward("00:16")
    expect(page.locator("#here")).to_contain_text(COLLEAGUE[0])
    look(page, "desk-together")

    colleague.keyboard.press("a")
    expect(colleague.locator("#f1")).to_contain_text("filed as result")
    field.fill("Chưa rõ ngày chốt")
    field.press("Enter")

    told = page.locator("#f1").get_by_role("alert")
    expect(told).to_contain_text("filed as result · 456 dossiers · June 2022")
    expect(told).to_contain_text(COLLEAGUE[0])
    expect(told).to_contain_text("What you typed is below")
    expect(field).to_have_value("Chưa rõ ngày chốt")
    look(page, "desk-second")
