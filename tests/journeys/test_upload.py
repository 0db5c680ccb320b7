"""A clerk brings papers: dropped or picked, several at once, with and without scripts."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import FilePayload, Page, Request, Route, expect

from tests.browser import look
from tests.journeys.people import UNIT, press, sign_in
from wardbook.office.sample_accounts import PASSWORD

RECEIVE = "/en/office/documents/receive/"
PAPER = """UBND PHƯỜNG VẠN GÀNH
Số: 90/BC-UBND
Vạn Gành, ngày 5 tháng 7 năm 2026
BÁO CÁO
Tiếp nhận hồ sơ của tổ {name}

Tháng 6 năm 2026, phường tiếp nhận 431 hồ sơ, trả 420 hồ sơ.
"""
DROP = """files => {
    const data = new DataTransfer();
    for (const [name, words] of files) data.items.add(new File([words], name));
    for (const kind of ["dragover", "drop"])
        document.querySelector("[data-drop]").dispatchEvent(
            new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def paper(name: str) -> str:
    return PAPER.format(name=name)


def file(name: str, words: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": words.encode()}


def three(name: str) -> list[tuple[str, str]]:
    """One good paper, one that is secret, one that is broken."""
    secret = "MẬT\n\nTrong năm có 12 hồ sơ."
    return [("tot.txt", paper(name)), ("mat.txt", secret), ("hong.docx", "PK\x03\x04 junk")]


def at_the_form(page: Page) -> None:
    sign_in(page, "canbo", PASSWORD)
    page.goto(RECEIVE)
    page.locator("select[name=unit]").select_option(label=UNIT)


def row(page: Page, name: str) -> Any:
    return page.get_by_role("listitem").filter(has_text=name)


def read(page: Page) -> None:
    page.get_by_role("button", name="Read the papers").click()


def test_of_three_dropped_papers_the_good_one_is_read_and_the_others_say_why_not(
    page: Page,
) -> None:
    at_the_form(page)
    look(page, "upload-empty")
    page.evaluate(DROP, three("A"))
    expect(page.get_by_role("status")).to_have_text("In the list: 3")
    look(page, "upload-list")

    read(page)

    expect(page.get_by_role("status")).to_contain_text("Received: 1. Not taken: 2. Not sent: 0.")
    expect(row(page, "tot.txt")).to_contain_text("Figures found: 2")
    expect(row(page, "mat.txt")).to_contain_text("marked MẬT")
    expect(row(page, "hong.docx")).to_contain_text("cannot be opened")
    look(page, "upload-done")
    page.get_by_role("link", name="Báo cáo tiếp nhận hồ sơ của tổ A").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo tiếp nhận hồ sơ của tổ A")


def test_one_paper_leads_straight_to_its_figures(page: Page) -> None:
    at_the_form(page)
    page.set_input_files("input[name=paper]", [file("mot.txt", paper("B"))])

    with page.expect_navigation():
        read(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo tiếp nhận hồ sơ của tổ B")


def test_two_papers_are_sent_at_a_time_and_none_twice(page: Page) -> None:
    at_the_form(page)
    held: list[Route] = []
    page.route(f"**{RECEIVE}", when_sent(held.append))
    page.set_input_files("input[name=paper]", [file(f"{n}.txt", paper(n)) for n in "CDE"])
    read(page)
    read(page)

    expect(page.get_by_text("waits for its turn")).to_have_count(1)
    expect(page.get_by_role("progressbar")).to_have_count(2)
    page.wait_for_timeout(300)
    assert len(held) == 2
    while held:
        held.pop().continue_()
        page.wait_for_timeout(300)
    expect(page.get_by_role("status")).to_contain_text("Received: 3. Not taken: 0.")


def test_what_did_not_get_through_is_sent_again(page: Page) -> None:
    at_the_form(page)
    page.route(f"**{RECEIVE}", when_sent(lambda route: route.abort()))
    page.set_input_files("input[name=paper]", [file("lai.txt", paper("F"))])
    read(page)
    expect(row(page, "lai.txt")).to_contain_text("did not get through")
    look(page, "upload-trouble")

    page.unroute(f"**{RECEIVE}")
    with page.expect_navigation():
        page.get_by_role("button", name="Send again lai.txt").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo tiếp nhận hồ sơ của tổ F")


def when_sent(do: Callable[[Route], None]) -> Callable[[Route, Request], None]:
    """``do`` to what is sent; pages that are opened stay as they are."""
    return lambda route, request: do(route) if request.method == "POST" else route.continue_()


def test_who_was_signed_out_keeps_the_list_and_goes_on(page: Page) -> None:
    at_the_form(page)
    files = [file(f"{n}.txt", paper(n) + " " * 200_000) for n in "GH"]
    page.set_input_files("input[name=paper]", files)
    page.context.clear_cookies()

    read(page)

    expect(page.get_by_role("alert")).to_contain_text("The list is kept")
    expect(page.get_by_text("waits for its turn")).to_have_count(2)
    look(page, "upload-signed-out")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in (opens another tab)").click()
    sign_in(opened.value, "canbo", PASSWORD)
    page.bring_to_front()
    if page.get_by_role("alert").is_visible():
        page.get_by_role("button", name="Go on sending").click()
    expect(page.get_by_role("status")).to_contain_text("Received: 2. Not taken: 0. Not sent: 0.")


def test_the_list_is_kept_by_keyboard(page: Page) -> None:
    at_the_form(page)
    page.set_input_files("input[name=paper]", [file("a.txt", "1 hồ sơ"), file("b.txt", "2 hồ sơ")])
    page.set_input_files("input[name=paper]", [file("a.txt", "1 hồ sơ")])
    expect(page.get_by_role("listitem").filter(has_text=".txt")).to_have_count(3)  # another day

    page.locator("input[name=paper]").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Taken off the list")


def test_papers_are_received_without_scripts(visit: Callable[..., Page]) -> None:
    page = visit(scripts=False)
    at_the_form(page)
    page.set_input_files("input[name=paper]", [file(*one) for one in three("I")])

    press(page, "Read the papers")

    expect(page.get_by_role("heading", level=1)).to_have_text("What became of the papers")
    expect(page.locator("main")).to_contain_text("Received: 1 of 3.")
    page.get_by_role("link", name="Báo cáo tiếp nhận hồ sơ của tổ I").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo tiếp nhận hồ sơ của tổ I")


def test_what_is_said_of_a_paper_is_put_right(page: Page) -> None:
    at_the_form(page)
    page.set_input_files("input[name=paper]", [file("sua.txt", paper("K"))])
    with page.expect_navigation():
        read(page)
    page.goto(f"{page.url}particulars/")
    page.get_by_label("Title").fill("Báo cáo đợt chín trăm mười")
    look(page, "upload-particulars")

    press(page, "Save")

    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo đợt chín trăm mười")
