"""What the public reads of members counted by kind: totals a body released, and no more."""

import json
from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests import make
from tests.figures import telling
from tests.figures.telling import cell, committee, numbers, secretary, told
from wardbook.figures.actions.tallies import (
    Telling,
    correct_sheet,
    release_sheet,
    withdraw_sheet,
)
from wardbook.figures.models import TallySheet
from wardbook.ledger.actions import erase
from wardbook.ledger.queries import current_of

pytestmark = pytest.mark.django_db

WARD = "/members/99901.party/party-members/2025/"


def said(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return " ".join(html.fromstring(response.content).text_content().split())


def body(address: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Client().get(address).content)
    return data


def ward() -> TallySheet:
    return telling.released(committee(), 319, 357, admitted=60, struck_off=20, expelled=2)


def test_before_a_release_there_is_no_page() -> None:
    told(committee(), 300, 300)

    assert Client().get(WARD).status_code == 404
    assert "Chưa có biểu nào được công bố" in said("/members/")


def test_the_page_tells_the_totals_and_no_kind() -> None:
    ward()

    page, data = said(WARD), body(WARD.rstrip("/") + ".json")

    assert data["totals"] == {"opening": 319, "in": 60, "out": 22, "closing": 357}
    assert "Đầu kỳ319Tăng60Giảm22Cuối kỳ357" in page
    assert "Khai trừ" not in page
    assert "357" in page
    assert telling.PAPER not in page
    assert "357" in said("/members/")


def test_a_small_cell_is_hidden_in_every_format() -> None:
    for number, size in enumerate((4, 30, 30, 30)):
        told(cell(number), size, size)
    row = TallySheet.objects.get(unit=cell(0))
    release_sheet(row, by=secretary(), at=make.AT)
    address = f"/members/{row.unit.code}/party-members/2025"

    forms = [
        said(f"{address}/"), str(body(f"{address}.json")["totals"]),
        Client().get("/members.csv").content.decode(), str(body("/members.json")["sheets"]),
        str(body(f"/data/ben-sen/{current_of(row.key).entry.seq}.json")["said"]),  # type: ignore[union-attr]  # it was released
    ]  # fmt: skip

    assert all("TAL-12" in one or "None" in one for one in forms)
    assert not any("closing': 4" in one or ",4," in one for one in forms)


def test_a_correction_says_why_where_nothing_is_hidden() -> None:
    row = ward()
    later = Telling(numbers=numbers(319, 359, admitted=60, moved_in=5, died=25), source="x")
    fixed = correct_sheet(row, later, "Bổ sung chuyển đến", by=telling.clerk(), at=make.AT)
    release_sheet(fixed, by=secretary(), at=make.AT)

    assert "Bổ sung chuyển đến" in said(WARD)
    assert body(WARD.rstrip("/") + ".json")["totals"]["closing"] == 359


def test_of_hidden_numbers_no_reason_is_told() -> None:
    row = ward()
    later = Telling(numbers=numbers(319, 320, moved_in=1), source="x")
    fixed = correct_sheet(row, later, "Chỉ một người chuyển đến", by=telling.clerk(), at=make.AT)
    release_sheet(fixed, by=secretary(), at=make.AT)

    assert "một người" not in said(WARD)
    assert body(WARD.rstrip("/") + ".json")["totals"]["in"] is None


def test_a_withdrawn_sheet_keeps_its_page_and_no_number() -> None:
    withdraw_sheet(ward(), "Đang rà soát", by=secretary(), at=make.AT)

    assert "Đang rà soát" in said(WARD)
    assert body(WARD.rstrip("/") + ".json").get("totals") is None
    assert body("/members.json")["count"] == 0


def test_an_erased_sheet_says_so() -> None:
    found = current_of(ward().key)
    assert found

    erase(found.entry, by="system", at=make.AT, reason="Theo quyết định")

    assert "Theo quyết định" in said(WARD)


def test_the_list_asks_as_often_for_one_as_for_three(django_assert_num_queries: Any) -> None:
    ward()
    Client().get("/members.json")
    with django_assert_num_queries(2):
        Client().get("/members.json?x=1")
    for year in (2023, 2024):
        telling.released(committee(), 300, 300, period=str(year), explained="rà soát")

    with django_assert_num_queries(2):
        assert body("/members.json?x=2")["count"] == 3
