"""Pages on which what was filed is corrected, discarded or released by several people."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.office import people
from wardbook.documents.models import Document
from wardbook.figures.actions import mask, release, withdraw
from wardbook.figures.models import Result
from wardbook.lib.numbers_vi import Amount
from wardbook.office.figure_forms import AmountField
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

RELEASE = "/office/figures/release/"
PARTY_PAPER = "Năm 2025, chi bộ kết nạp 12 đảng viên."


def party_result() -> Result:
    claim = make.claim("12 đảng viên", text=PARTY_PAPER)
    return make.result(claim, indicator="party-members-admitted", measure="đảng viên")


def released_results() -> list[int]:
    return list(Result.objects.released().order_by("pk").values_list("pk", flat=True))


def post(client: Client, address: str, fields: dict[str, Any]) -> str:
    """The page that follows."""
    return client.post(address, fields, follow=True).content.decode()


def correction(result: Result, value: str, language: str = "", **more: Any) -> Any:
    fields = {"value": value, "bound": "exact", "measure": result.measure, "reason": "Đánh máy"}
    address = f"{language}/office/figures/{result.pk}/correct/"
    return people.lan().post(address, fields | {"version": result.version} | more)


def corrected() -> Result:
    return Result.objects.get(replaces__isnull=False)


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        ("1.205", "", "1205"),
        ("1 205", "", "1205"),
        ("8,86", "", "8.86"),
        ("8,86 tỷ", "", "8860000000"),
        ("1,205", "/en", "1205"),
        ("8.86", "/en", "8.86"),
    ],
)
def test_a_number_is_read_as_the_page_writes_it(typed: str, language: str, value: str) -> None:
    assert correction(make.released(), typed, language).status_code == 302

    assert corrected().value == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["", "1e5", "-5", "NaN", "Infinity", "mười", "9" * 19, "0," + "1" * 7, "9" * 99, "٩", "1\0"],
)
def test_what_is_no_number_of_the_book_is_told(typed: str) -> None:
    response = correction(make.released(), typed)

    assert response.status_code == 422
    assert "govuk-error-summary" in response.content.decode()


def test_the_clerk_is_told_how_a_number_was_read() -> None:
    result = make.released()
    fields = {"value": "1.205", "bound": "exact", "measure": "hồ sơ", "reason": "x", "version": 1}

    page = post(people.lan(), f"/office/figures/{result.pk}/correct/", fields)

    assert "1.205 hồ sơ" in page.split('class="wb-banner')[1].split("</p>")[0]


@pytest.mark.parametrize("value", ["1205", "0.5", "1.205", "8860000000", "999999999999999999"])
def test_a_form_shows_a_number_that_it_reads_as_the_same(value: str) -> None:
    amount = Amount(Decimal(value))

    assert AmountField().clean(AmountField().prepare_value(amount)) == amount


def test_both_numbers_of_a_ratio_are_asked_for() -> None:
    claim = make.claim("18/11", text="Năm 2025, thu ngân sách đạt 18/11 tỷ đồng, đạt 163,63%.")
    result = make.released(make.result(claim, indicator="budget-revenue", measure="đồng"))

    assert correction(result, "20 tỷ").status_code == 422
    assert correction(result, "20 tỷ", denominator="12 tỷ").status_code == 302
    assert (corrected().numerator, corrected().denominator) == (20 * 10**9, 12 * 10**9)


def test_a_correction_asks_for_no_period() -> None:
    result = make.released()

    page = people.lan().get(f"/office/figures/{result.pk}/correct/").content.decode()

    assert 'name="value"' in page
    assert 'name="period"' not in page


def test_a_measure_in_words_of_ones_own_is_not_offered() -> None:
    response = correction(make.released(), "1205", measure="hồ sơ của ông A")

    assert response.status_code == 422


def test_what_waits_is_discarded_for_a_reason() -> None:
    result = make.result()
    address = f"/office/figures/{result.pk}/discard/"

    assert people.lan().post(address, {"reason": "", "version": 0}).status_code == 422
    assert people.lan().post(address, {"reason": "Nhầm kỳ", "version": 0}).status_code == 302
    assert not Result.objects.exists()


def test_a_leader_releases_only_what_the_page_showed() -> None:
    result = make.result()
    mask(result, [(0, 3)], by=make.lan(), at=make.AT)

    page = post(people.minh(), RELEASE, {"result": f"{result.pk}:{result.version}"})

    assert "wb-banner--error" in page
    assert released_results() == []


def test_a_page_that_was_sent_twice_releases_once_and_shows_it() -> None:
    chosen, leader = {"result": f"{make.result().pk}:0"}, people.minh()

    addresses = {leader.post(RELEASE, chosen).headers["Location"] for _ in range(2)}

    assert len(addresses) == 1  # both lead to the release
    assert len(released_results()) == 1


@pytest.mark.parametrize("what", ["correct", "discard", "mask", "withdraw"])
def test_whoever_opens_what_cannot_be_done_is_told_why(what: str) -> None:
    result = make.released()
    withdraw(result, "Nguồn sai", by=make.minh(), at=make.AT + timedelta(days=1))
    client = people.minh() if what == "withdraw" else people.lan()

    address = client.get(f"/office/figures/{result.pk}/{what}/").headers["Location"]

    assert address == f"/office/figures/{result.pk}/"
    assert "wb-banner--warning" in client.get(address).content.decode()


def test_a_leader_of_two_posts_releases_everything_chosen_or_nothing() -> None:
    party, other = party_result(), make.result()
    public, rival = (
        make.result(make.claim(number, text=f"Năm 2024 nhận {number} hồ sơ."), period="2024")
        for number in ("1.260", "1.270")
    )
    make.released(public)
    make.tenure("duo", Role.LEADER)
    committee = make.unit("99901.party", "party_committee", make.unit())
    make.tenure("duo", Role.LEADER, where=committee)
    client, before = people.signed_in("duo"), released_results()

    post(client, RELEASE, {"result": [f"{one.pk}:0" for one in (party, other, rival)]})
    assert released_results() == before
    post(client, RELEASE, {"result": [f"{one.pk}:0" for one in (party, other)]})
    assert set(released_results()) == {*before, party.pk, other.pk}


def test_the_secretarys_post_withdraws_what_is_the_partys() -> None:
    party = party_result()
    committee = make.unit("99901.party", "party_committee", make.unit())
    make.tenure("duo", Role.LEADER)
    release([party], by=make.tenure("duo", Role.LEADER, where=committee), at=make.AT)
    fields = {"reason": "Nhầm kỳ", "version": 1}

    post(people.signed_in("duo"), f"/office/figures/{party.pk}/withdraw/", fields)

    assert Result.objects.get().withdrawn_at


@pytest.mark.parametrize("page", ["claims/{}/", "documents/receive/"])
def test_a_form_sent_empty_is_answered_as_a_form(page: str) -> None:
    address = f"/office/{page.format(make.claim().pk)}"

    assert people.lan().post(address).status_code == 422


def test_a_role_in_one_book_opens_no_paper_of_another() -> None:
    far, near = make.book("xa"), make.book("gan")
    bob = make.tenure("bob", Role.CLERK, where=make.unit("99912"), the_book=far)
    paper = make.document(by=bob)
    make.tenure("eve", Role.INSPECTOR, where=make.unit("99911"), the_book=near)
    make.tenure("eve", Role.ADMINISTRATOR, where=make.unit("99912"), the_book=far)

    assert people.signed_in("eve").get(f"/office/documents/{paper.pk}/").status_code == 404


def test_a_clerk_of_two_books_chooses_the_book() -> None:
    books = {code: make.book(code) for code in ("gan", "xa")}
    units = {"gan": make.unit("99911"), "xa": make.unit("99912")}
    for code, book in books.items():
        make.tenure("duo", Role.CLERK, where=units[code], the_book=book)

    for code, book in books.items():
        paper = SimpleUploadedFile("a.txt", f"Năm 2025 có 12 hồ sơ ở {code}.".encode())
        fields = {"paper": paper, "unit": units[code].pk, "book": code, "title": "Báo cáo"}
        response = people.signed_in("duo").post("/office/documents/receive/", fields)
        assert response.status_code == 302
        assert Document.objects.latest("pk").book == book


def papers(*contents: bytes) -> str:
    files = [SimpleUploadedFile(f"{at}.txt", content) for at, content in enumerate(contents)]
    fields = {"paper": files, "unit": make.unit().pk, "title": "Báo cáo"}
    return post(people.lan(), "/en/office/documents/receive/", fields)


@pytest.mark.parametrize("size", [20 * 2**20 + 2, 25 * 2**20])
def test_a_paper_over_the_limit_is_told_its_limit(size: int) -> None:
    assert "larger than 20 MB" in papers(b"a " * (size // 2))  # PAPER-02


def test_a_long_paper_is_shown_a_part_at_a_time() -> None:
    lines = (f"Năm 2025, tổ {n} tiếp nhận {1000 + n} hồ sơ.\n" for n in range(250))
    paper = make.document("".join(lines) + "Không có số liệu. " * 5000)
    address = f"/office/documents/{paper.pk}/"

    first, last = (people.lan().get(f"{address}?page={n}").content.decode() for n in (1, 5))

    assert "1001 hồ sơ" in first
    assert "1001 hồ sơ" not in last
    assert "1249 hồ sơ" in last.split("wb-desk__figures")[1]
    assert max(len(first), len(last)) < 200_000


def test_lists_show_fifty_at_a_time_without_the_text_of_any_paper() -> None:
    lines = (f"Năm 2025, tổ {n} tiếp nhận {1000 + n} hồ sơ.\n" for n in range(60))
    for at, claim in enumerate(make.document("".join(lines)).claims.all()):
        make.result(claim, period=(make.TODAY - timedelta(at)).isoformat())
    client = people.minh()

    with CaptureQueriesContext(connection) as context:
        page = client.get("/office/figures/").content.decode()

    assert page.count('name="result"') == 50
    assert client.get("/office/figures/?page=2").content.decode().count('name="result"') == 10
    assert not [one for one in context if '"documents_document"."text"' in one["sql"]]
