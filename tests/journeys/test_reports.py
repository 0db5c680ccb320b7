"""A clerk writes a report, somebody edits its file in Word, and the book says what was changed."""

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from tests.browser import look
from tests.journeys.people import follow, press, sign_in
from tests.reports.files import edited, restyled
from wardbook.office.sample_accounts import PASSWORD


def written(page: Page, look_at: Callable[[Page, str], None]) -> bytes:
    """From the list of reports to the file of a new one."""
    sign_in(page, "canbo", PASSWORD)
    page.get_by_text("Papers and figures", exact=True).click()
    follow(page, "Reports")
    look_at(page, "reports")
    follow(page, "Write a report")
    look_at(page, "report-choose")
    for box in page.get_by_role("checkbox").all()[:3]:
        box.check()
    press(page, "Write with the chosen figures")
    page.get_by_label("About").fill("Kết quả công tác năm 2026")
    page.get_by_label("Your words before it").first.fill("I. Kết quả chính")
    press(page, "See the paper")
    expect(page.locator(".wb-sheet")).to_contain_text("I. Kết quả chính")
    look_at(page, "report-write")
    press(page, "Write the report")
    look_at(page, "report")
    address = page.get_by_role("link", name="Download for Word").get_attribute("href")
    return bytes(page.request.get(str(address)).body())


def send_back(page: Page, content: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    file: FilePayload = {"name": "bao-cao.docx", "mimeType": kind, "buffer": content}
    page.set_input_files("input[name=file]", [file])
    press(page, "Set it beside the report")


def with_another_number(document: object) -> None:
    """The first bound number of the text, typed over by hand."""
    body = document.element.body  # type: ignore[attr-defined]  # python-docx
    words = [node for node in body.iter() if node.tag.endswith("}t")]
    numbers = [node for node in words if re.fullmatch(r"[\d.,]+", node.text or "")]
    numbers[0].text = "987654"


def test_a_number_changed_in_word_is_named_and_new_fonts_are_not(page: Page) -> None:
    content = written(page, look)
    report = page.url

    send_back(page, edited(content, restyled))
    expect(page.get_by_role("note")).to_contain_text("stand as they were written")
    look(page, "report-same")

    page.goto(report)
    send_back(page, edited(content, with_another_number))
    expect(page.locator("main ins")).to_contain_text(["987654"])
    look(page, "report-compared")


def test_a_report_is_written_without_scripts(visit: Callable[..., Page]) -> None:
    page = visit(scripts=False)

    content = written(page, lambda *_: None)

    assert content.startswith(b"PK")
    send_back(page, content)
    expect(page.get_by_role("note")).to_contain_text("stand as they were written")


def test_what_was_typed_in_a_report_outlives_the_sign_in(page: Page) -> None:
    sign_in(page, "canbo", PASSWORD)
    page.goto("/en/office/reports/choose/")
    page.get_by_role("checkbox").first.check()
    press(page, "Write with the chosen figures")
    page.get_by_label("About").fill("Kết quả công tác năm 2026")
    page.context.clear_cookies(name="wardbook_office")
    press(page, "See the paper")

    page.fill("input[name=username]", "canbo")
    page.fill("input[name=password]", PASSWORD)
    press(page, "Sign in")

    expect(page.get_by_label("About")).to_have_value("Kết quả công tác năm 2026")
