"""A leader looks at what a release changes and makes it; a clerk asks for a correction."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser import look
from tests.journeys.people import follow, press, receive, sign_in
from wardbook.office.sample_accounts import PASSWORD

LIST = "/en/office/figures/"
PAPER = """BÁO CÁO
Công tác tiếp nhận và giải quyết hồ sơ

Tháng {month} năm 2025, tổ một cửa của phường tiếp nhận {count} hồ sơ.
"""


def file(page: Page, month: int, count: int) -> None:
    """As the clerk, from a new paper to a result that waits."""
    sign_in(page, "canbo", PASSWORD)
    receive(page, PAPER.format(month=month, count=count))
    page.get_by_role("button", name=f"Accept {count}").click()
    expect(page.locator("#f1")).to_contain_text("filed as result")


def test_a_leader_sees_what_a_release_changes_and_makes_it(
    page: Page, visit: Callable[..., Page]
) -> None:
    file(page, 3, 431)
    leader = visit()
    sign_in(leader, "lanhdao", PASSWORD)
    leader.goto(LIST)
    leader.get_by_label("Words").fill("ho so tiep nhan")
    leader.get_by_label("State").select_option("waiting")
    press(leader, "Show")
    assert "kind=" not in leader.url  # what was left empty is not in the address
    look(leader, "figures-list")
    leader.get_by_role("checkbox", name="431").check()
    expect(leader.locator("[data-count]")).to_have_text("Chosen: 1")

    press(leader, "Look at the chosen figures before release")
    expect(leader.locator("main mark")).to_have_text("431 hồ sơ")
    look(leader, "figures-before-release")
    press(leader, "Release 1 figure")

    expect(leader.get_by_role("heading", level=1)).to_contain_text("Release of")
    look(leader, "figures-release")
    follow(leader, "Dossiers received")
    look(leader, "figures-one")
    leader.get_by_role("link", name="Its public page").click()
    expect(leader.locator("main mark")).to_have_text("431 hồ sơ")


def test_a_clerk_sees_both_values_before_asking_for_a_correction(page: Page) -> None:
    sign_in(page, "canbo", PASSWORD)
    page.goto(f"{LIST}?state=public&kind=count&sort=filed")
    page.locator("tbody a").first.click()
    page.get_by_role("link", name="Correct").click()
    before = page.get_by_label("Right value").input_value()
    page.get_by_label("Right value").fill("987")
    page.get_by_label("Why it is corrected").fill("Đánh máy nhầm")

    press(page, "Show what would change")

    expect(page.locator("del")).to_contain_text(before)
    expect(page.locator("ins")).to_contain_text("987")
    look(page, "figures-correction")
    press(page, "Ask for this correction")
    expect(page.locator("main")).to_contain_text("A correction waits for release.")


def test_a_list_leaves_as_it_stands_without_scripts(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(scripts=False)
    sign_in(page, "canbo", PASSWORD)
    page.goto(f"{LIST}?state=public")
    listed = page.locator("tbody tr").count()

    with page.expect_download() as download:
        page.get_by_role("link", name="Excel (XLSX)").click()
    download.value.save_as(tmp_path / "list.xlsx")

    data = load_workbook(tmp_path / "list.xlsx")["data"]
    assert data.max_row - 1 == listed
