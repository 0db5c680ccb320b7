"""From an empty folder to people at work: a real book, its bodies, posts and first clerk."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import look
from tests.journeys.people import follow, press
from tests.journeys.site import Site

ADMINISTRATOR, CLERK = "bon con meo den", "nam con cho trang"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    """A new book, served, and the password that was printed once."""
    site = Site(tmp_path_factory.mktemp("new-book"), "serve")
    who = ("--username", "quantri", "--name", "Nguyễn Văn Thử", "--generate")
    opened = site.run("new-book", "Phường Thuận Hưng, Cần Thơ", *who)
    assert opened.returncode == 0, opened.stderr
    site.start()
    yield site, next(row.split()[-1] for row in opened.stdout.splitlines() if "password:" in row)
    site.stop()


def sign_in(page: Page, site: Site, username: str, password: str) -> None:
    page.goto(f"{site.address}/en/office/sign-in/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    press(page, "Sign in")


def choose_password(page: Page, password: str, button: str) -> None:
    page.fill("input[name=password]", password)
    page.fill("input[name=again]", password)
    press(page, button)


def go(page: Page, *links: str) -> None:
    """Follow links; on a telephone the places stand behind a button."""
    for link in links:
        if not page.get_by_role("link", name=link).first.is_visible():
            page.get_by_role("button", name="Menu").first.click()
        follow(page, link)


def add_bodies(page: Page) -> None:
    go(page, "Bodies", "Add the usual bodies")
    look(page, "organisation-usual")
    page.fill("input[name=source]", "Nghị quyết 1668/NQ-UBTVQH15")
    press(page, "Add these bodies")
    expect(page.get_by_role("link", name="One-stop Desk")).to_be_visible()
    look(page, "organisation-bodies")


def invite(page: Page) -> str:
    go(page, "Accounts", "Invite somebody")
    page.fill("input[name=name]", "Trần Mai")
    page.fill("input[name=username]", "mai")
    press(page, "Make the account and its link")
    look(page, "organisation-link")
    return page.locator("#link").inner_text()


def give_post(page: Page) -> None:
    go(page, "Posts", "Open a post")
    page.locator("select[name=unit]").select_option(label="People's Committee of Thuan Hung Ward")
    page.fill("input[name=title_vi]", "Công chức văn phòng – thống kê")
    page.get_by_label("Clerk").check()
    look(page, "organisation-post-new")
    press(page, "Open the post")
    go(page, "Give this post")
    page.locator("select[name=person]").select_option(label="Trần Mai (mai)")
    press(page, "Give the post")
    look(page, "organisation-post")


def test_a_ward_goes_to_work(book: tuple[Site, str], visit: Callable[..., Page]) -> None:
    site, printed = book
    page, clerk = visit(), visit(scripts=False)
    sign_in(page, site, "quantri", printed)
    expect(page.get_by_role("heading", name="First choose a password")).to_be_visible()
    look(page, "own-first-password")
    page.fill("input[name=old]", printed)
    choose_password(page, ADMINISTRATOR, "Change the password")
    expect(page.get_by_role("heading", name="Accounts")).to_be_visible()

    add_bodies(page)
    link = invite(page)
    give_post(page)

    clerk.goto(link.replace("/office/", "/en/office/"))  # the link itself is Vietnamese
    choose_password(clerk, CLERK, "Set the password")
    sign_in(clerk, site, "mai", CLERK)
    expect(clerk.get_by_role("heading", name="Import desk")).to_be_visible()
    clerk.get_by_text("Other", exact=True).click()
    go(clerk, "My account")
    expect(clerk.locator("main")).to_contain_text("Cong chuc van phong")

    go(page, "Trần Mai")
    press(page, "Disable the account")
    look(page, "organisation-disabled")
    clerk.goto(f"{site.address}/en/office/")
    expect(clerk.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_new_book_stands(book: tuple[Site, str]) -> None:
    site, _printed = book

    assert "31228: " in site.run("verify").stdout
