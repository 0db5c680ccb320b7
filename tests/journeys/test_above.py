"""The tier above: it answers what a ward asked, and ends with a reason what nobody verifies."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser import look
from tests.journeys.people import follow, press, sign_in
from tests.journeys.test_loop import begun, seen_in_both, told
from wardbook.office.sample_accounts import PASSWORD

ASKED = "Xin tỉnh kéo thêm một đường mạng cho quầy tiếp nhận"
WAITS = "Bố trí thêm một quầy tiếp nhận vào sáng thứ hai"
ANSWER = "Tỉnh kéo xong đường mạng trước ngày 15 tháng 12"
REASON = "Tuyến đường này tỉnh thu hồi để mở rộng, phường không còn phải làm"


def test_a_request_from_below_is_answered_and_the_wards_work_goes_on(
    visit: Callable[[], Page],
) -> None:
    above, clerk = visit(), visit()
    sign_in(above, "captren", PASSWORD, "/en/office/follow/?how=above")
    follow(above, ASKED)
    expect(above.get_by_role("link", name="Take it back")).to_have_count(0)
    seen_in_both(above, urlsplit(above.url).path.removeprefix("/en"), "above-asked")

    follow(above, "The tier above agreed")
    above.fill("[name=items]", ANSWER)
    press(above, "The tier above agreed")

    expect(above.locator(".wb-case__state")).to_contain_text("Agreed")
    expect(above.locator("main")).to_contain_text(ANSWER)
    look(above, "above-answered")
    sign_in(clerk, "canbo", PASSWORD, "/en/office/follow/?how=above")
    expect(clerk.locator("main")).not_to_contain_text(ASKED)
    clerk.goto("/en/office/follow/")
    follow(clerk, WAITS)
    expect(clerk.locator(".wb-case__state")).not_to_contain_text("Waiting for the tier above")


def test_what_nobody_verifies_is_ended_from_above_for_all_to_see(
    visit: Callable[[], Page],
) -> None:
    chair, above, stranger = visit(), visit(), visit()
    sign_in(chair, "lanhdao", PASSWORD, "/en/office/follow/")
    item = begun(chair, "conclusion", title="Vá mặt đường Bến Đò", result="Đi lại được khi mưa")
    told(chair, item, "release")
    code = chair.locator(".govuk-caption-l").inner_text().rpartition("·")[2].strip()
    expect(chair.get_by_role("link", name="End it without verification")).to_have_count(0)

    sign_in(above, "captren", PASSWORD, item)
    follow(above, "End it without verification")
    seen_in_both(above, urlsplit(above.url).path.removeprefix("/en"), "above-overrule")
    above.goto(f"{item}step/overrule/")
    above.fill("[name=overruled]", REASON)
    press(above, "End it without verification")

    words = "Ended by the tier above, without verification"
    expect(above.locator(".wb-case__state")).to_contain_text(words)
    stranger.goto(f"/en/promises/conclusion/{code}/")
    expect(stranger.locator("main")).to_contain_text(words)
    expect(stranger.locator("main")).to_contain_text(REASON)


def test_a_dossier_is_opened_from_the_week_without_whose_it_is(page: Page) -> None:
    sign_in(page, "captren", PASSWORD, "/en/office/work/?whose=team&origin=own&kind=dossier")
    expect(page.locator("main")).not_to_contain_text("Trà Ví Dụ")
    page.locator("main th a").first.click()

    expect(page.locator("main")).to_contain_text("only its own place reads")
    expect(page.locator("main")).not_to_contain_text("Trà Ví Dụ")
    look(page, "above-dossier")
