"""`make pictures`: the pictures of the README, the tutorial and the handbook, taken anew."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Browser, FilePayload, Page

from tests.browser import ROOT, launched
from tests.journeys.site import Site
from tests.png import smaller

PICTURES = ROOT / "docs" / "pictures"
WIDTH = 1280
LARGEST = 150_000  # bytes: a handbook is opened over slow lines too
BOTH, VIETNAMESE = ("vi", "en"), ("vi",)
VAN_GANH = "99901"
YEARS = """BÁO CÁO
Kết quả giảm nghèo

Năm 2020, toàn phường có 96 hộ nghèo. Năm 2021, toàn phường có 88 hộ nghèo.
Năm 2022, toàn phường có 121 hộ nghèo. Năm 2023, toàn phường có 84 hộ nghèo.
Năm 2024, toàn phường có 66 hộ nghèo. Năm 2025, toàn phường có 51 hộ nghèo.
"""
GIVER = "Hội đồng nhân dân phường"
PHONE = {"width": 360, "height": 740}
APPLICANTS = {"en": ("Lê Văn Ví", "092085004321", "0900000321", "5 Lê Lợi"),
              "vi": ("Trần Thị Mẫu", "092185001234", "0900000123", "12 Lê Lợi")}  # fmt: skip


class Photographer:
    """Somebody signed in, or a stranger, who takes a picture of what they see."""

    def __init__(self, chromium: Browser, site: Site, username: str = "") -> None:
        visitor = chromium.new_context(base_url=site.address, locale="vi-VN")
        visitor.set_default_timeout(10_000)
        self.page = visitor.new_page()
        if username:
            self.page.goto("/office/")
            self.page.fill("input[name=username]", username)
            self.page.fill("input[name=password]", password(site, username))
            self.press("Đăng nhập")

    def press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button).first.click()

    def take(
        self, name: str, path: str, languages: Sequence[str] = VIETNAMESE, height: int = 800
    ) -> None:
        """The page at ``path`` (after the language) in each language asked for."""
        for language in languages:
            self.page.set_viewport_size({"width": WIDTH, "height": height})
            self.page.goto(("/en" if language == "en" else "") + path)
            self.shoot(f"{name}-{language}")

    def shoot(self, name: str, top: str = "html") -> None:
        """What stands on the screen with ``top`` at its top."""
        self.page.wait_for_load_state("networkidle")
        self.page.locator(top).evaluate("place => scrollTo(0, place.offsetTop)")
        file = PICTURES / f"{name}.png"
        file.write_bytes(smaller(self.page.screenshot(caret="initial")))
        if file.stat().st_size > LARGEST:
            raise SystemExit(f"{file.name} is larger than {LARGEST} bytes: make it less high")


def password(site: Site, username: str) -> str:
    """As the demonstration prints it when it starts."""
    words = (line.split() for line in site.said().splitlines())
    return next(said[1] for said in words if said[:1] == [username])


def main() -> None:
    """Serve a demonstration book of its own, and walk through it."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, launched() as chromium:
        site = Site(Path(folder))
        site.start()
        try:
            walk(chromium, site)
        finally:
            site.stop()


def walk(chromium: Browser, site: Site) -> None:
    clerk, leader = Photographer(chromium, site, "canbo"), Photographer(chromium, site, "lanhdao")
    file_sixth_sample(clerk)
    file_other_years(clerk)
    release_it(leader)
    correct_one(clerk)
    leader.take("release", "/office/figures/release/?state=waiting&unit=" + VAN_GANH, BOTH, 720)
    write_report(clerk)
    Photographer(chromium, site, "quantri").take("accounts", "/office/accounts/", height=600)
    word = receive_a_dossier(clerk)
    clerk.take("import", "/office/imports/1/", BOTH, 700)
    leader.page.set_viewport_size(PHONE)
    leader.page.goto("/office/week/")
    leader.shoot("week-vi")
    stranger = Photographer(chromium, site)
    the_loop(leader, stranger)
    stranger.take("own", f"/d/{word}/", BOTH, 1100)
    as_a_stranger(stranger)


def file_sixth_sample(clerk: Photographer) -> None:
    """From the form that receives it to its last figure."""
    page = clerk.page
    page.goto("/office/documents/receive/")
    page.set_input_files("input[name=paper]", ROOT / "samples" / "van-ganh.docx")
    page.locator("select[name=unit]").select_option(label="Phường Vạn Gành (ví dụ)")
    page.set_viewport_size({"width": WIDTH, "height": 700})
    clerk.shoot("receive-vi")
    clerk.press("Đọc các văn bản")
    desk = urlsplit(page.url).path
    clerk.take("desk", desk, BOTH)
    clerk.take("accept", f"{desk}accept/", BOTH, 760)
    page.goto(f"{desk}accept/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    clerk.press("Ghi sổ các số liệu đã chọn")
    page.goto(desk)
    page.keyboard.press("e")
    page.locator("[data-filing] [name=giver]").fill(GIVER)
    clerk.shoot("target-vi")
    page.keyboard.press("Escape")
    page.locator("[data-filing]").wait_for(state="detached")
    for name in page.locator("[data-waits]").evaluate_all("rows => rows.map(row => row.id)"):
        decide(page, name)


def file_other_years(clerk: Photographer) -> None:
    """A second paper, for a figure that can be followed over the years."""
    page = clerk.page
    page.goto("/office/documents/receive/")
    paper: FilePayload = {
        "name": "ho-ngheo.txt",
        "mimeType": "text/plain",
        "buffer": YEARS.encode(),
    }
    page.set_input_files("input[name=paper]", paper)
    page.locator("select[name=unit]").select_option(label="Phường Vạn Gành (ví dụ)")
    clerk.press("Đọc các văn bản")
    for name in page.locator("[data-waits]").evaluate_all("rows => rows.map(row => row.id)"):
        decide(page, name)


def decide(page: Page, name: str) -> None:
    """One figure: accepted if that is offered, else filed as a target or left out."""
    row = page.locator(f"#{name}")
    row.scroll_into_view_if_needed()
    accept = row.locator("[data-key=a]")
    if accept.count() and row.get_attribute("aria-label") != "12 hộ":
        accept.click()
    else:
        leave_out = row.get_by_text("Chưa có chỉ tiêu đề xuất.").count() or accept.count()
        row.locator("[data-key=x]" if leave_out else "[data-key=e]").click()
        words = "Đã hỏi lại nơi soạn" if leave_out else GIVER
        row.locator("[name=reason]" if leave_out else "[name=giver]").fill(words)
        row.get_by_role("button", name="Quyết định", exact=True).click()
    page.locator(f"#{name}:not([data-waits])").wait_for()


def release_it(leader: Photographer) -> None:
    leader.page.goto(f"/office/figures/release/?state=waiting&unit={VAN_GANH}")
    leader.press("Công bố")


def correct_one(clerk: Photographer) -> None:
    """A correction, so that a release has something before and after."""
    clerk.page.goto(f"/office/figures/?state=public&unit={VAN_GANH}&q=ho+ngheo")
    clerk.page.locator("tbody tr", has_text="37 hộ").get_by_role("link").first.click()
    clerk.page.get_by_role("link", name="Đính chính").click()
    clerk.page.get_by_label("Giá trị đúng").fill("39")
    clerk.page.get_by_label("Lý do đính chính").fill("Công văn 130/UBND-VX ngày 02/7/2026 sửa lại")
    clerk.press("Xem điều sẽ thay đổi")
    clerk.press("Đề nghị đính chính")


def write_report(clerk: Photographer) -> None:
    page = clerk.page
    page.goto("/office/reports/choose/")
    for box in page.get_by_role("checkbox").all()[:4]:
        box.check()
    clerk.press("Lập báo cáo từ số liệu đã chọn")
    page.get_by_label("Trích yếu").fill("Kết quả 6 tháng đầu năm 2026")
    clerk.press("Xem trước văn bản")
    clerk.shoot("report-vi", ".wb-sheet")


def receive_a_dossier(clerk: Photographer) -> str:
    """At the counter by keyboard, and the page of the dossier; the look-up word of its slip."""
    page = clerk.page
    for language, root in (("en", "/en"), ("vi", "")):
        page.set_viewport_size({"width": WIDTH, "height": 760})
        page.goto(f"{root}/office/counter/")
        page.keyboard.press("F4")
        page.keyboard.type("giao dich lien quan")
        page.keyboard.press("Enter")
        page.locator("[data-spot]").wait_for()
        for name, words in zip(("applicant", "id_number", "phone", "address"), APPLICANTS[language],
                               strict=True):  # fmt: skip
            page.fill(f"[name={name}]", words)
        page.locator("[data-state]:not(:empty)").wait_for()
        clerk.shoot(f"counter-{language}")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    page.set_viewport_size({"width": WIDTH, "height": 1100})
    clerk.shoot("case-vi")
    return page.locator(".wb-case__word strong").inner_text()


def the_loop(leader: Photographer, stranger: Photographer) -> None:
    """What is followed up, the story of one shortcoming, and what everybody reads."""
    leader.take("follow", "/office/follow/", BOTH, 700)
    leader.page.goto("/office/follow/?q=ho+tich+tre+hen")
    with leader.page.expect_navigation():
        leader.page.get_by_role("link", name="Hồ sơ hộ tịch trả trễ hẹn").click()
    leader.take("story", urlsplit(leader.page.url).path, BOTH, 1100)
    stranger.take("promises", f"/promises/?place={VAN_GANH}", BOTH, 1240)


def as_a_stranger(stranger: Photographer) -> None:
    page = stranger.page
    stranger.take("home", "/")
    stranger.take("unit", f"/units/{VAN_GANH}/", BOTH)
    page.goto(f"/units/{VAN_GANH}/")
    page.get_by_role("link", name="Hộ nghèo", exact=True).click()
    stranger.take("series", urlsplit(page.url).path, height=1000)
    page.goto(f"/units/{VAN_GANH}/")
    page.get_by_role("link", name="37 hộ").first.click()
    stranger.take("figure", urlsplit(page.url).path, BOTH, 900)


if __name__ == "__main__":
    main()
