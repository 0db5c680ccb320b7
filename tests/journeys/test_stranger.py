"""A stranger finds a figure, opens its sentence, and verifies the book it stands in."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser import look

PAGES = {
    "units": "/units/",
    "indicators": "/indicators/",
    "figures": "/figures/",
    "releases": "/releases/",
    "about": "/data/",
    "book": "/data/sample/",
    "entry": "/data/sample/1/",
    "how-to-read": "/how-to-read/",
    "search": "/search/?q=ho+so",
    "nothing": "/search/?q=khongcogi",
    "unit": "/units/31213-2025/",
}


def test_a_stranger_opens_the_sentence_behind_a_figure(page: Page) -> None:
    page.goto("/")
    look(page, "portal-home")
    page.locator("main .wb-cards a").first.click()

    expect(page.locator("main mark").first).to_be_visible()
    look(page, "portal-figure")


def test_every_kind_of_page_is_clean_in_both_languages(page: Page) -> None:
    for name, path in PAGES.items():
        for language in ("", "/en"):
            page.goto(language + path)
            look(page, f"portal-{name}{language.replace('/', '-')}")


def test_a_stranger_searches_without_accents_and_follows_a_figure_over_the_years(
    page: Page,
) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("ho so thuan hung")
    page.get_by_role("button", name="Tìm").click()
    page.locator("main td a, main th a").first.click()

    page.get_by_role("link", name="Số liệu này qua các năm").click()

    expect(page.locator("main table")).to_contain_text("hồ sơ")
    look(page, "portal-series")


def test_every_public_page_is_data_too(page: Page) -> None:
    page.goto("/")
    page.locator("main .wb-cards a").first.click()
    quoted = page.locator("main mark").first.inner_text()

    body = page.request.get(page.url.rstrip("/") + ".json").json()

    assert quoted in str(body)


def test_a_stranger_gets_no_cookie(page: Page) -> None:
    page.goto("/")
    page.goto("/units/")

    assert not page.context.cookies()


def test_the_browser_verifies_the_chain(page: Page) -> None:
    page.goto("/en/data/sample/")
    page.get_by_role("button", name="Verify in this browser").click()

    answer = page.locator(".wb-verify__answer")
    expect(answer).to_contain_text("The chain stands")
    head = page.request.get("/data/sample.json").json()
    expect(answer).to_contain_text(f"{head['seq']} entries")


def test_the_browser_names_the_first_entry_that_does_not_fit(page: Page) -> None:
    def change(route: Route) -> None:
        said = route.fetch().text().splitlines()
        said[7] = said[7].replace('"audience": "office"', '"audience": "public"')
        said[7] = said[7].replace('"verb": "', '"verb": "x')
        route.fulfill(body="\n".join(said) + "\n", content_type="application/jsonl")

    page.route("**/chain.jsonl", change)
    page.goto("/en/data/sample/")

    page.get_by_role("button", name="Verify in this browser").click()

    expect(page.locator(".wb-verify__answer")).to_contain_text("Entry 7 does not fit")
    look(page, "portal-broken")


def test_reading_needs_no_script(visit: Callable[..., Page]) -> None:
    page = visit(scripts=False)

    page.goto("/en/data/sample/")

    expect(page.locator("main")).to_contain_text("Entries 1 to")
    expect(page.get_by_role("button", name="Verify in this browser")).to_have_count(0)


def test_an_unknown_page_helps_on(page: Page) -> None:
    page.goto("/units/khong/")
    look(page, "portal-not-found")
    page.get_by_role("searchbox").fill("tan loc")
    page.get_by_role("button", name="Tìm").click()

    expect(page.get_by_role("link", name="Phường Tân Lộc").first).to_be_visible()
