"""The counter by keyboard alone, and what is typed there when the browser or the server goes."""

from collections.abc import Callable
from zlib import crc32

from playwright.sync_api import Page, expect

from tests.browser import look
from tests.journeys.keyboard import Keyboard
from tests.journeys.people import sign_in
from wardbook.office.sample_accounts import PASSWORD

COUNTER = "/office/counter/"
KEYS_A_MINUTE = 150  # of a clerk who types neither fast nor slowly
NAME, PHONE, STREET = "Trần Thị Mẫu", "0987000111", "12 Lê Lợi"


def clerk(page: Page) -> Page:
    sign_in(page, "canbo", PASSWORD)
    page.goto(COUNTER)
    return page


def type_one(keys: Keyboard, name: str = NAME) -> None:
    """A dossier as its papers lie there: procedure, name, numbers, address."""
    keys.press("F4")
    keys.type("xac nhan tinh trang hon")
    keys.press("Enter")
    expect(keys.page.locator("[name=applicant]")).to_be_focused()
    own = crc32(name.encode())  # nobody has the numbers of somebody else
    for number, words in enumerate((name, f"092{own % 10**9:09}", f"09{own % 10**8:08}", STREET)):
        if number:
            keys.press("Enter")
        keys.type(words)


def kept(page: Page) -> None:
    expect(page.locator("[data-state]")).to_have_text("Đã lưu nháp")


def test_a_dossier_is_received_by_keyboard_in_less_than_a_minute(page: Page) -> None:
    keys = Keyboard(clerk(page))

    type_one(keys)
    kept(page)
    keys.follow("Control+Enter")

    seconds = keys.pressed * 60 // KEYS_A_MINUTE
    said = f"keys for one dossier: {keys.pressed}, {seconds} s at {KEYS_A_MINUTE} a minute"
    print(said)  # noqa: T201 - the figure is what this is for
    expect(page.locator("h1")).to_contain_text("SP")
    expect(page.get_by_text("Đang giải quyết").first).to_be_visible()
    assert seconds < 60


def test_what_was_sent_at_once_and_refused_is_kept_too(page: Page) -> None:
    keys = Keyboard(clerk(page))
    keys.press("F4")
    keys.type("xac nhan tinh trang hon")
    keys.press("Enter")
    page.fill("[name=phone]", "0")
    page.fill("[name=applicant]", "Võ Thị Vội")
    keys.follow("Control+Enter")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    kept(page)

    page.goto(COUNTER)
    page.locator(".wb-counter__unfinished summary").click()
    page.get_by_role("link", name="Võ Thị Vội").click()

    expect(page.locator("[name=applicant]")).to_have_value("Võ Thị Vội")


def test_after_one_dossier_the_next_is_one_key_away(page: Page) -> None:
    keys = Keyboard(clerk(page))
    type_one(keys, "Lê Văn Tiếp")
    kept(page)
    keys.follow("Control+Enter")

    keys.follow("Enter")

    assert page.url.endswith(COUNTER)
    expect(page.locator("[name=applicant]")).to_have_value("")


def test_a_name_without_accents_leads_to_the_dossier_by_arrow_and_enter(page: Page) -> None:
    keys = Keyboard(clerk(page))
    type_one(keys, "Đặng Thị Ở Xa")
    kept(page)
    keys.follow("Control+Enter")
    page.goto(COUNTER)

    keys.type("dang thi o xa")
    expect(page.locator("[data-results] a").first).to_be_visible()
    keys.press("ArrowDown")
    keys.follow()

    expect(page.get_by_text("Đặng Thị Ở Xa").first).to_be_visible()


def test_two_keys_record_somebody_sent_home_and_keep_what_is_typed(page: Page) -> None:
    keys = Keyboard(clerk(page))
    page.fill("[name=applicant]", NAME)
    before, pressed = int(page.locator("[data-home]").inner_text()), keys.pressed

    keys.press("F8")
    keys.press("1")

    expect(page.locator("[data-home-said]")).to_have_text("Đã ghi: Thiếu giấy tờ.")
    assert (keys.pressed - pressed, int(page.locator("[data-home]").inner_text()) - before) == (
        2,
        1,
    )
    expect(page.locator("[name=applicant]")).to_have_value(NAME)


def test_what_is_typed_outlives_a_reload_and_a_sign_out(page: Page) -> None:
    type_one(Keyboard(clerk(page)), "Lê Văn Dở")
    kept(page)

    page.reload()
    expect(page.locator("[name=applicant]")).to_have_value("Lê Văn Dở")
    page.context.clear_cookies()
    clerk(page)
    page.locator(".wb-counter__unfinished summary").click()
    page.get_by_role("link", name="Lê Văn Dở").first.click()

    expect(page.locator("[name=applicant]")).to_have_value("Lê Văn Dở")
    expect(page.locator("[role=combobox]")).not_to_have_value("")


def test_what_is_typed_outlives_a_server_that_does_not_answer(page: Page) -> None:
    clerk(page)
    page.route("**/counter/keep/", lambda route: route.abort())
    type_one(Keyboard(page), "Lê Văn Mất Mạng")
    expect(page.locator("[data-state]")).to_contain_text("Máy chủ không trả lời")

    page.unroute("**/counter/keep/")
    page.goto(COUNTER)

    expect(page.locator("[name=applicant]")).to_have_value("Lê Văn Mất Mạng")
    kept(page)


def test_a_second_dossier_of_the_same_person_is_offered_while_it_is_typed(page: Page) -> None:
    keys = Keyboard(clerk(page))
    type_one(keys, "Phạm Thị Trùng")
    kept(page)
    keys.follow("Control+Enter")
    page.goto(COUNTER)

    type_one(keys, "pham thi trung")

    expect(page.locator(".wb-counter__alike")).to_contain_text("Phạm Thị Trùng")


def test_without_scripts_a_dossier_is_received_from_the_plain_form(
    visit: Callable[..., Page],
) -> None:
    page = clerk(visit(scripts=False))

    procedure = page.locator("select[name=procedure] option", has_text="tình trạng hôn nhân").first
    page.select_option("select[name=procedure]", procedure.get_attribute("value"))
    page.fill("[name=applicant]", "Võ Thị Không Mã Lệnh")
    page.fill("[name=phone]", PHONE)
    page.locator("button[value=accept]").click()

    expect(page.locator("h1")).to_contain_text("SP")


def test_the_pages_look_right_in_both_languages(page: Page) -> None:
    keys = Keyboard(clerk(page))
    look(page, "counter")
    type_one(keys, "Ngô Thị Ảnh")
    kept(page)
    look(page, "counter-typed")
    page.keyboard.press("F8")
    look(page, "counter-home")
    page.keyboard.press("Escape")
    page.locator("[name=address]").focus()
    keys.follow("Control+Enter")
    look(page, "case")
    case = page.url.partition("?")[0]
    for name, address in (
        ("case-step", f"{case}steps/supplement/"),
        ("case-hand-over", f"{case}hand-over/"),
        ("work", "/office/work/?empty=on"),
        ("register", "/office/register/"),
        ("trips", "/office/trips/"),
        ("work-en", "/en/office/work/?whose=team"),
        ("case-en", case.replace("/office/", "/en/office/", 1)),
        ("counter-en", "/en/office/counter/"),
    ):
        page.goto(address)
        look(page, name)


def test_who_is_quicker_than_the_keeping_leaves_no_draft_behind(page: Page) -> None:
    keys = Keyboard(clerk(page))
    type_one(keys, "Mai Thị Nhanh")

    keys.follow("Control+Enter")
    expect(page.locator("h1")).to_contain_text("SP")
    page.goto(COUNTER)

    expect(page.get_by_role("link", name="Mai Thị Nhanh")).to_have_count(0)


def test_of_procedures_with_the_same_words_the_plain_one_comes_first(page: Page) -> None:
    keys = Keyboard(clerk(page))
    keys.press("F4")
    keys.type("khai sinh")

    expect(page.locator("[role=option]").first).to_have_text("Thủ tục đăng ký khai sinh (1.001193)")


def test_a_result_on_the_spot_is_offered_only_where_the_procedure_says_so(page: Page) -> None:
    keys = Keyboard(clerk(page))
    type_one(keys, "Lý Thị Chờ")

    expect(page.locator("[data-on-the-spot]")).to_be_hidden()
    expect(page.get_by_role("button", name="Chỉ nhận, xem xét sau")).to_be_visible()
