"""The public pages: what a stranger reads, and what reaches no page."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from wardbook.figures.actions import correct, file_target, release, withdraw
from wardbook.figures.models import Result
from wardbook.ledger.actions import erase
from wardbook.ledger.queries import current_of

pytestmark = pytest.mark.django_db

LATER = make.AT + timedelta(days=1)
FIGURE = "/figures/99901/dossiers-received/2025/"


def text(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def body(address: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text(address))
    return data


def test_an_empty_book_says_that_nothing_is_published_and_not_zero() -> None:
    assert "wb-empty" in text("/")
    said = body("/index.json")
    assert (said["figures"], said["releases"], said["samples"]) == ([], [], [])
    assert said["counts"] == {"figures": 0, "units": 0, "indicators": 0}


def test_a_figure_opens_to_its_sentence_with_the_number_marked() -> None:
    make.released()

    page = text(FIGURE)

    assert "<mark>1.250 hồ sơ</mark>" in page
    assert "bộ phận một cửa phường tiếp nhận" in page


def test_the_home_page_leads_to_the_figure() -> None:
    make.released()

    assert f'href="{FIGURE}"' in text("/")


def test_each_page_has_its_body_as_json() -> None:
    make.released()

    assert body(FIGURE[:-1] + ".json")["value"] == "1250"
    assert [unit["code"] for unit in body("/units.json")["units"]] == ["99901"]
    assert body("/units/99901.json")["areas"][0]["figures"][0]["address"] == FIGURE


def test_english_pages_lead_to_english_pages() -> None:
    make.released()

    page = text(f"/en{FIGURE}")

    assert '<html lang="en"' in page
    assert 'href="/en/units/99901/"' in page


@pytest.mark.parametrize("words", ["phuong thu", "Phường Thử", "PHUONG", "99901"])
def test_units_are_found_with_and_without_accents(words: str) -> None:
    make.released()

    assert [unit["code"] for unit in body(f"/units.json?q={words}")["units"]] == ["99901"]


def test_what_is_not_released_is_nowhere() -> None:
    make.result()

    assert body("/index.json")["figures"] == []
    for address in (FIGURE, "/units/99901/"):
        assert Client().get(address).status_code == 404


def test_a_correction_shows_both_values() -> None:
    new = correct(
        make.released(), make.filing(), Decimal(1205), "Đánh máy nhầm", by=make.lan(), at=LATER
    )
    release([new], by=make.minh(), at=LATER)

    said = body(FIGURE[:-1] + ".json")

    assert said["value"] == "1205"
    assert [(one["verb"], one["value"]) for one in said["history"]] == [
        ("correct", "1205"),
        ("release", "1250"),
    ]
    assert "Đánh máy nhầm" in text(FIGURE)


def test_a_withdrawn_figure_keeps_its_page_and_says_why() -> None:
    withdraw(make.released(), "Chưa đủ căn cứ", by=make.minh(), at=LATER)

    assert "Chưa đủ căn cứ" in text(FIGURE)


def erased(key: str) -> None:
    """The latest public body of ``key`` is gone."""
    row = current_of(key)
    assert row is not None
    erase(row.entry, by="99901/admin", at=LATER, reason="Yêu cầu xóa số 45")


def test_an_erased_figure_says_so_and_why_and_brings_nothing_older_back() -> None:
    result = make.released()
    withdraw(result, "Chưa đủ căn cứ", by=make.minh(), at=LATER)

    erased(result.key)

    said = body(FIGURE[:-1] + ".json")
    assert (said["erased"], said["withdrawn"], said.get("value")) == (True, False, None)
    assert said["unit"] == {"code": "99901", "label": make.unit().label}
    assert [one["verb"] for one in said["history"]] == ["erase", "release"]
    page = text(FIGURE)
    assert "Yêu cầu xóa số 45" in page
    assert "Chưa đủ căn cứ" not in page
    assert "<mark>" not in page


def test_a_figure_whose_statement_was_erased_can_still_be_withdrawn() -> None:
    result = make.released()
    erased(result.key)

    withdraw(result, "Chưa đủ căn cứ", by=make.minh(), at=LATER)

    said = body(FIGURE[:-1] + ".json")
    assert (said["withdrawn"], said["erased"]) == (True, False)
    assert [one["verb"] for one in said["history"]] == ["withdraw", "erase"]


def test_an_erased_figure_stays_on_the_lists_of_its_unit() -> None:
    erased(make.released().key)

    for address in ("/", "/units/99901/", f"/en{FIGURE}"):
        assert "dossiers-received" in text(address)
    assert body("/units/99901.json")["areas"] == []
    assert [one["address"] for one in body("/units/99901.json")["erased"]] == [FIGURE]


def test_a_unit_whose_statement_was_erased_keeps_its_page_until_it_is_stated_anew() -> None:
    make.released()
    erased("unit/99901")

    assert "99901" in text("/units/")
    assert "99901" in text("/units/99901/")

    make.released(
        make.result(make.claim(text="Năm 2024 có 5 hồ sơ tiếp nhận.", quote="5"), period="2024")
    )
    assert body("/units/99901.json")["label"]["vi"] == "Phường Thử 99901"


def test_a_sample_says_so_on_its_page() -> None:
    book = make.book("mau", sample=True)
    lan = make.lan(the_book=book)
    make.minh(the_book=book)
    newspaper = {"newspaper": "Báo Thử", "newspaper_on": make.TODAY, "by": lan}
    make.released(make.result(make.claim(**newspaper)))

    page = text(FIGURE)

    assert "wb-banner--sample" in page
    assert "Báo Thử" in page
    for address in ("/", "/units/", "/units/99901/"):
        assert "wb-banner--sample" in text(address)

    erased("figure/99901/dossiers-received/2025")
    for address in (FIGURE, "/units/99901/"):
        assert "wb-banner--sample" in text(address)


def test_an_achievement_is_computed_from_both_numbers() -> None:
    claim = make.claim("1.200 hồ sơ")
    file_target(claim, make.filing(), giver="HĐND", version=0, by=make.lan(), at=make.AT)
    make.released(make.result(claim.document.claims.get(name="f1")))

    (achievement,) = body(FIGURE[:-1] + ".json")["achievements"]

    assert (achievement["value"], achievement["result"], achievement["percent"]) == (
        "1200",
        "1250",
        "104.17",
    )


def test_readers_get_no_cookies_and_no_session() -> None:
    make.released()

    for address in ("/", FIGURE, "/units/", "/units/99901.json", "/khong-co/"):
        assert not Client().get(address).cookies


def test_pages_carry_a_strict_policy() -> None:
    policy = Client().get("/").headers["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_pages_only_answer_reading() -> None:
    assert Client().post("/").status_code == 405


def test_a_search_for_nothing_printable_finds_nothing() -> None:
    assert body("/units.json?q=%00%01")["units"] == []


@pytest.mark.parametrize("address", ["/figures/x/y/z/", "/units/x/", "/units/%00/", "/en/khong/"])
def test_an_unknown_address_is_not_found(address: str) -> None:
    assert Client().get(address).status_code == 404


def released(count: int) -> list[Result]:
    paper = "".join(f"Năm {2020 + n} tiếp nhận {1001 + n} hồ sơ.\n" for n in range(count))
    claims = make.document(paper).claims.order_by("start")
    results = [make.result(claim, period=str(2020 + number)) for number, claim in enumerate(claims)]
    return release(results, by=make.minh(), at=make.AT)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 4),
        ("/units/", 3),
        ("/units/99901/", 9),
        ("/figures/", 3),
        ("/figures.csv", 3),
        ("/figures/99901/dossiers-received/", 3),
        ("/figures/99901/dossiers-received/2020/", 3),
        ("/indicators/", 4),
        ("/indicators/dossiers-received/", 2),
        ("/search/?q=tiep+nhan", 9),
        ("/releases/", 4),
        ("/releases.csv", 4),
        ("/data/", 2),
        ("/data/ben-sen/", 3),
        ("/data/ben-sen/feed.atom", 3),
        ("/units/99901/feed.atom", 3),
        ("/data/ben-sen/datapackage.json", 3),
    ],
)
def test_pages_take_a_fixed_number_of_queries(address: str, queries: int, count: int) -> None:
    assert len(released(count)) == count

    with CaptureQueriesContext(connection) as context:
        text(address)

    assert len(context) == queries
