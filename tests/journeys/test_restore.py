"""A book is backed up while people write in it, and comes back on an empty machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import look
from tests.journeys.people import OFFICE, receive, sign_in
from tests.journeys.site import Site
from wardbook.office.sample_accounts import PASSWORD

PAPER = """BÁO CÁO
Công tác tiếp nhận và giải quyết hồ sơ

Tháng 2 năm 2026, tổ một cửa của phường tiếp nhận 4{number:02} hồ sơ.
"""


@contextmanager
def writing(site: Site) -> Iterator[list[int]]:
    """Papers come in all the while, one after the other, in processes beside the sites."""
    done: list[int] = []
    stop, begun = threading.Event(), threading.Event()

    def write() -> None:
        while not stop.is_set():
            text = f"Năm 2025 có {1000 + len(done)} hồ sơ."
            words = f"""
from django.utils import timezone
from wardbook.documents.actions import Particulars, receive
from wardbook.org.models import Tenure
by = Tenure.objects.select_related("post__unit__parent", "post__book").filter(
    post__role="clerk").first()
about = Particulars(book=by.post.book, unit=by.post.unit, title="Ghi trong lúc sao lưu")
receive({text!r}.encode(), "a.txt", about, by=by, at=timezone.now())"""
            done.append(site.run("shell", "-c", words).returncode)
            begun.set()

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait(timeout=60)
    try:
        yield done
    finally:
        stop.set()
        thread.join(timeout=60)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Site]:
    """Another machine: no book, no key, nothing but the program."""
    machine = Site(tmp_path, "serve")
    yield machine
    if hasattr(machine, "process"):
        machine.stop()


def test_a_book_comes_back_on_an_empty_machine(
    page: Page, site: Site, empty: Site, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("backup") / "book.zip"
    sign_in(page, "canbo", PASSWORD)
    receive(page, PAPER.format(number=7))
    figures = site.page("/index.json")

    with writing(site) as done:
        backed_up = site.run("backup", str(file))
    restored = empty.run("restore", str(file))
    empty.start()

    assert backed_up.returncode == restored.returncode == 0, backed_up.stderr + restored.stderr
    assert len(done) > 1
    assert not any(done)
    heads = [line for line in backed_up.stdout.splitlines() if line.startswith("sample: ")]
    assert heads[0].rpartition(" ")[2] in restored.stdout
    assert empty.page("/index.json") == figures
    visitor = chromium.new_page(base_url=empty.address, locale="vi-VN")
    sign_in(visitor, "lanhdao", PASSWORD)
    visitor.get_by_role("link", name="Papers").click()
    expect(visitor.locator("main")).to_contain_text("Báo cáo giải quyết hồ sơ")
    visitor.close()


def test_an_inspector_sees_what_was_turned_away(page: Page, site: Site) -> None:
    sign_in(page, "quantri", "not the password", OFFICE)
    sign_in(page, "quantri", PASSWORD, OFFICE)

    page.get_by_role("link", name="Turned away").click()

    expect(page.locator("main table")).to_contain_text("wrong password")
    look(page, "office-audit")
