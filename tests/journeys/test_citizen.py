"""Somebody says that something is wrong, keeps code and word, and finds their own page again."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import look
from tests.journeys.people import follow, press


def send(page: Page, *, looked_at: bool) -> tuple[str, str]:
    """Feedback, one question a page; answers code and word."""
    page.goto("/")
    follow(page, "Phản ánh, kiến nghị")
    if looked_at:
        look(page, "say-sort")
    page.get_by_label("Phản ánh việc chưa tốt").check()
    for step, answer in _answers(page):
        answer()
        if looked_at:
            look(page, f"say-{step}")
    press(page, "Gửi đến phường, xã")
    code, word = page.locator(".wb-slip__large").all_inner_texts()
    return code, word


def _answers(page: Page) -> list[tuple[str, Callable[[], None]]]:
    def next_page() -> None:
        press(page, "Tiếp tục")

    def words() -> None:
        page.get_by_label("Việc gì chưa tốt").fill("Đèn đường đầu hẻm 5 không sáng một tuần nay.")
        next_page()

    def place() -> None:
        next_page()
        if page.locator("input[name=place][type=radio]").count():
            page.locator("input[name=place]").first.check()
            next_page()

    return [("words", place), ("where", words), ("contact", next_page), ("check", next_page)]


def test_feedback_is_sent_and_its_page_found_again_by_code_and_word(page: Page) -> None:
    code, word = send(page, looked_at=True)
    look(page, "slip")

    page.goto("/")
    page.get_by_label("Mã", exact=True).fill(code.lower())
    page.get_by_label("Từ tra cứu", exact=True).fill(word.upper().replace("-", " "))
    page.get_by_role("button", name="Mở hồ sơ của tôi").click()

    expect(page.locator("h1")).to_have_text("Đang xem xét")
    expect(page.locator(".wb-days tbody tr")).not_to_have_count(0)
    look(page, "own")
    assert not page.context.cookies()


def test_without_scripts_all_of_it_works_and_a_kept_page_says_the_same(
    visit: Callable[..., Page],
) -> None:
    page = visit(scripts=False)
    _, word = send(page, looked_at=False)

    answers = [page.request.get(f"/d/{word}/") for _ in range(3)]

    assert len({answer.text() for answer in answers}) == 1
    headers = [{**answer.headers, "date": ""} for answer in answers]
    assert headers[0] == headers[1] == headers[2]
    assert all(answer.headers["cache-control"] == "no-store" for answer in answers)
    page.goto(f"/en/d/{word}/")
    expect(page.locator("h1")).to_have_text("Being looked at")
    expect(page.locator(".wb-days tbody tr").first).to_be_visible()


def test_a_wrong_word_is_answered_in_a_sentence(page: Page) -> None:
    page.goto("/my/")
    page.get_by_label("Mã hồ sơ").fill("SP1-1-1")
    page.get_by_label("Từ tra cứu").fill("aaaa-bbbb-cccc")
    page.get_by_role("button", name="Mở hồ sơ của tôi").click()

    expect(page.get_by_role("alert")).to_contain_text("Không có gì ứng với")
    look(page, "my-wrong")
