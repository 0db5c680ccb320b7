"""The loop: a shortcoming is named, mended, verified by somebody else, and read by a stranger."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Page, expect

from tests.browser import look, too_wide
from tests.journeys.people import UNIT, follow, press, sign_in
from wardbook.lib.clock import VIETNAM
from wardbook.office.sample_accounts import PASSWORD

NEW = "/en/office/follow/new/shortcoming/"
TITLE = "Hẻm 12 khu vực Bến Sen đọng rác sau ngày chợ"
CLERK = f"Clerk for office and statistics · {UNIT}"
PHOTO: FilePayload = {"name": "hem-12.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 1"}


def test_from_a_named_shortcoming_to_somebody_elses_yes(visit: Callable[[], Page]) -> None:
    leader, clerk, secretary, stranger = visit(), visit(), visit(), visit()
    item = opened(leader)
    public = released(leader, item)

    reported(clerk, item)
    verified(secretary, item)

    stranger.goto(f"/en{public}")
    expect(stranger.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(stranger.locator(".wb-case__state")).to_contain_text("Remedied, and verified")
    expect(stranger.locator("main")).to_contain_text("Đã đến xem sáng thứ hai")
    seen_in_both(stranger, public, "loop-public")


def test_what_is_counted_is_typed_as_it_stands_on_paper(page: Page) -> None:
    sign_in(page, "lanhdao", PASSWORD, "/en/office/follow/")
    study = begun(page, "session", title="Học nghị quyết quý IV", form="study")
    told(page, study, "hold", until=later(), owed="1.205", attended="1300", retaken="0")
    expect(page.locator(".govuk-error-summary")).to_contain_text("1300 is more than the 1205")
    told(page, study, "hold", until=later(), owed="1.205", attended="mọi người", retaken="-1")
    expect(page.locator(".govuk-error-message")).to_have_count(2)
    look(page, "loop-counts-wrong")
    told(page, study, "hold", until=later(), owed="1.205", attended="1.150", retaken="40")
    expect(page.locator("main")).to_contain_text("Had to attend: 1,205 · Attended: 1,150")

    check = begun(page, "inspection", title="Kiểm tra thu, chi", form="inspection")
    told(page, check, "conclude", items="Đúng quy định", outcome="no_breach", turns="5",
         subjects="3")  # fmt: skip
    expect(page.locator("main")).to_contain_text("Turns: 5 · Distinct subjects: 3 · No breach")


def test_a_visit_is_answered_and_a_drive_of_pledges_is_counted_and_reviewed(page: Page) -> None:
    sign_in(page, "lanhdao", PASSWORD, "/en/office/follow/")
    visit = begun(page, "visit", title="Đi khu vực 3", area="Khu vực 3", raised="Đường ngập")
    told(page, visit, "answer", items="Sửa cống trong tháng này")
    expect(page.locator(".wb-case__state")).to_contain_text("Answered")

    drive, today = begun(page, "pledge", title="Ký cam kết", year="2026"), datetime.now(VIETNAM)
    on = {f"as_of_{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    told(page, drive, "count", obliged="10", signed="9", **on)
    told(page, drive, "review", obliged="10", signed="9", reviewed="9", items="Làm đúng", **on)
    expect(page.locator(".wb-case__state")).to_contain_text("Reviewed")
    look(page, "loop-pledges")


def later() -> str:
    return f"{datetime.now(VIETNAM) + timedelta(days=30):%d/%m/%Y}"


def test_a_name_without_a_space_stays_inside_the_page(page: Page) -> None:
    sign_in(page, "canbo", PASSWORD, "/en/office/follow/")
    begun(page, "conclusion", title="x" * 380, result="Xong")

    for address in ("/en/office/work/", "/en/office/follow/"):
        page.goto(address)
        expect(page.locator("main")).to_contain_text("x" * 380)
        assert not too_wide(page)


def begun(page: Page, kind: str, **typed: str) -> str:
    """The address of something new that the ward keeps and its clerk answers for."""
    page.goto(f"/en/office/follow/new/{kind}/")
    page.locator("select[name=unit]").select_option(label=UNIT)
    page.locator("select[name=post]").select_option(label=CLERK)
    fill(page, until=later(), **typed)
    press(page, "Open it")
    return urlsplit(page.url).path


def told(page: Page, item: str, step: str, **typed: str) -> None:
    page.goto(f"{item}step/{step}/")
    fill(page, **typed)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()


def fill(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        select = page.locator(f"select[name={name}]")
        if select.count():
            select.select_option(text)
        else:
            page.fill(f"[name={name}]", text)


def opened(leader: Page) -> str:
    """The address of a shortcoming for which the clerk's post answers."""
    sign_in(leader, "lanhdao", PASSWORD, NEW)
    seen_in_both(leader, NEW.removeprefix("/en"), "loop-new")
    leader.goto(NEW)
    leader.locator("select[name=unit]").select_option(label=UNIT)
    leader.fill("[name=title]", TITLE)
    leader.fill("[name=cause]", "Chưa bố trí thùng chứa cuối buổi chợ")
    leader.locator("select[name=post]").select_option(label=CLERK)
    leader.fill("[name=until]", later())
    leader.fill("[name=none_moves]", "Chưa có chỉ tiêu nào đếm rác trong hẻm")
    press(leader, "Open it")
    expect(leader.get_by_role("heading", level=1)).to_have_text(TITLE)
    return urlsplit(leader.url).path.removeprefix("/en")


def released(leader: Page, item: str) -> str:
    """The address at which everybody reads it from now on."""
    leader.goto(f"/en{item}")
    follow(leader, "Make public")
    press(leader, "Make public")
    expect(leader.locator(".wb-case__state")).to_contain_text("public")
    code = leader.locator(".govuk-caption-l").inner_text().rpartition("·")[2].strip()
    return f"/promises/shortcoming/{code}/"


def reported(clerk: Page, item: str) -> None:
    """Nothing is reported as done before there is evidence of it."""
    sign_in(clerk, "canbo", PASSWORD, f"/en{item}")
    expect(clerk.get_by_role("link", name="Report as done")).to_have_count(0)
    clerk.set_input_files("input[name=scan]", [PHOTO])
    with clerk.expect_navigation():
        clerk.get_by_role("button", name="Add", exact=True).click()
    follow(clerk, "Report as done")
    clerk.fill("[name=items]", "Đã đặt bốn thùng, thu gom lúc 11 giờ")
    press(clerk, "Report as done")
    expect(clerk.locator(".wb-case__state")).to_contain_text("Reported as done, to be verified")
    expect(clerk.get_by_role("link", name="Verify: it is done")).to_have_count(0)
    seen_in_both(clerk, item, "loop-reported")


def verified(secretary: Page, item: str) -> None:
    sign_in(secretary, "bithu", PASSWORD, f"/en{item}")
    follow(secretary, "Verify: it is done")
    seen_in_both(secretary, urlsplit(secretary.url).path.removeprefix("/en"), "loop-verify")
    secretary.goto(f"/en{item}step/verify/")
    secretary.fill("[name=items]", "Đã đến xem sáng thứ hai, hẻm sạch")
    press(secretary, "Verify: it is done")
    expect(secretary.locator(".wb-case__state")).to_contain_text("Remedied, and verified")
    seen_in_both(secretary, item, "loop-verified")


def seen_in_both(page: Page, path: str, name: str) -> None:
    """The page in Vietnamese and in English, at each width."""
    for language, root in (("vi", ""), ("en", "/en")):
        page.goto(root + path)
        look(page, f"{name}-{language}")
    page.set_viewport_size({"width": 1280, "height": 800})
