"""The week of a leader on one sheet of A4 and on a telephone, however much there is."""

import mimetypes
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from playwright.sync_api import Page, Route

from tests import make
from tests.browser import launched, look
from tests.office import people
from wardbook.cases.models import Breach, Case
from wardbook.org.models import Post

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1"  # answered below: no server, no socket
LONG = "Phó Trưởng phòng Kinh tế, Hạ tầng và Đô thị phụ trách đất đai, môi trường và xây dựng"
A4 = (595, 842)  # points


def full() -> None:
    """Forty posts with long names, each late with three dossiers; every rule was broken."""
    at = timezone.now() - timedelta(days=30)
    first = make.step(make.step(make.case(at=at), "accept", at=at), "resolve", at=timezone.now())
    breach = Breach.objects.filter(case=first).first()
    assert breach is not None
    facts = {one.attname: getattr(first, one.attname) for one in Case._meta.fields} | {
        "id": None, "word": "", "state": "in_hand", "ended_at": None,
    }  # fmt: skip
    for number in range(40):
        told = {"code": f"p{number}", "title_vi": f"{LONG} {number}", "title_en": f"Post {number}"}
        post = Post.objects.create(
            book=first.book, unit=first.unit, role="clerk", start_on=at.date(), **told
        )
        copies = [facts | {"post_id": post.pk, "code": f"X{number}-{one}"} for one in range(3)]
        Case.objects.bulk_create([Case(**copy) for copy in copies])
    for number in range(9):
        Breach.objects.create(
            move=breach.move, case=first, rule=f"DOS-9{number}", message=breach.message,
            values=breach.values,
        )  # fmt: skip
    for waits_on in ("citizen", "other", "above"):
        chosen = Case.objects.filter(code__endswith="-2", waits_on="").values_list("pk", flat=True)
        Case.objects.filter(pk__in=list(chosen[:5])).update(waits_on=waits_on)
    today = timezone.now()
    for day, case in enumerate(Case.objects.filter(code__endswith="-1")[:7]):
        monday = today - timedelta(days=today.weekday())
        Case.objects.filter(pk=case.pk).update(due_at=monday + timedelta(days=day))


def opened(page: Page, content: bytes) -> None:
    """The page as it was answered, with our own styles."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/") and (found := finders.find(path.removeprefix("/static/"))):
            kind = mimetypes.guess_type(path)[0] or "font/woff2"
            route.fulfill(body=Path(found).read_bytes(), content_type=kind)
        else:
            route.fulfill(body=content, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.goto(f"{SITE}/office/week/")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("much", [False, True])
def test_the_week_is_one_sheet_and_fits_a_telephone(language: str, much: bool) -> None:
    make.minh()
    if much:
        full()
    content = people.minh().get(f"{language}/office/week/").content

    with launched() as browser:
        page = browser.new_page()
        opened(page, content)
        look(page, f"office-week{'-full' if much else ''}{'-en' if language else ''}")
        printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))

    assert len(printed) == 1
    assert tuple(round(side) for side in printed[0].get_size()) == A4
