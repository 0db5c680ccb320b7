"""The page of the national index: every number opens its list, the portal's stands beside it."""

import json
import re
from datetime import datetime
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from bench.exports import as_csv
from tests import make
from tests.exchange.test_comparing import PORTAL, export, in_portal, kept
from tests.office import people
from tests.office.test_statements import month
from wardbook.lib.clock import VIETNAM
from wardbook.office.import_forms import MATTERS
from wardbook.reports.models import StatedPoints

pytestmark = pytest.mark.django_db

QUERY = "unit=99901&period=2026-09"
HERE = f"/office/index-766/?{QUERY}"
NOTE = f"/office/index-766/note/?{QUERY}"
LINK = re.compile(r'href="(/office/index-766/[\d.]+/[^"]+)">([\d.]+)(?:</a>| không)')


def shown(client: Client, address: str = HERE) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def body() -> dict[str, Any]:
    response = people.lan().get(f"/office/index-766/file.json?{QUERY}")
    return dict(json.loads(response.content))


def component(code: str) -> dict[str, Any]:
    found = (one for group in body()["groups"] for one in group["components"])
    return next(one for one in found if one["code"] == code)


def noted(**typed: str) -> Any:
    """Numbers of today, typed into the form: ``points_2_1="16"`` is the field of 2.1."""
    today = timezone.localdate()
    day = {"seen_on_day": today.day, "seen_on_month": today.month, "seen_on_year": today.year}
    fields = {name.replace("_", "-", 1): value for name, value in typed.items() if name != "reason"}
    sent = {**day, **fields, "reason": typed.get("reason", "")}
    return people.lan().post(NOTE, sent, follow=True)


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        (HERE, [200, 200, 403]),
        (f"/office/index-766/2.1/of/?{QUERY}", [200, 200, 403]),
        (f"/office/index-766/file.xlsx?{QUERY}", [200, 200, 403]),
        (NOTE, [200, 404, 403]),
    ],
)
def test_who_opens_which_page(address: str, codes: list[int]) -> None:
    month(2)

    asked = (people.lan, people.minh, people.hoa)

    assert [who().get(address).status_code for who in asked] == codes


def test_points_follow_from_the_book_and_every_number_opens_its_list() -> None:
    month()
    make.case("feedback", at=datetime(2026, 9, 7, 9, tzinfo=VIETNAM))
    clerk = people.lan()
    said = shown(clerk)

    assert "16,67" in said  # 5 of 6 dossiers in time, of 20 points
    links = LINK.findall(said)
    assert len(links) > 8
    for address, number in links:
        assert f"<strong>{number} trường hợp</strong>" in shown(clerk, address), address


def test_what_the_book_cannot_know_is_in_no_sum() -> None:
    month()

    said = body()

    # 16.67 of 2.1, 5.56 of 5.4, and 6 of each kind of feedback of which there was none
    assert said["ours"] == {"earned": "34.23", "of": 38, "unknown": 62, "at_most": True}
    assert component("1.1")["ours"] is None


def test_no_feedback_has_no_ratio_and_all_points() -> None:
    make.lan()

    ours = component("5.2")["ours"]

    assert (ours["percent"], ours["points"]) == (None, "6.00")
    assert "(0/0)" in shown(people.lan())


def test_the_portals_points_stand_beside_and_the_gap_is_parted() -> None:
    month()
    noted(points_2_1="18,5", part_2_1="9/10")

    one = component("2.1")

    assert one["portal"]["points"] == "18.50" and one["portal"]["follows"] is False
    assert (one["gap"], one["gap_formula"], one["gap_counts"]) == ("1.83", "0.50", "1.33")
    assert "không khớp với số liệu của chính Cổng" in shown(people.lan())


def test_a_stated_number_is_no_part_of_our_sum() -> None:
    month()
    before = body()["ours"]
    noted(points_1_1="6", points_2_1="20")

    assert body()["ours"] == before
    assert body()["portal"]["earned"] == "26.00"
    assert body()["both"]["codes"] == ["2.1"]


def test_a_correction_shows_what_was_noted_before_and_why() -> None:
    month()
    noted(points_2_1="19,41", part_2_1="2.541/2.618")
    noted(points_2_1="19,40", reason="Gõ nhầm")

    said = shown(people.lan())

    assert "trước đó: 19.41 2541/2618 (Gõ nhầm)" in said
    assert StatedPoints.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"points_2_1": "21"}, "nhiều nhất 20 điểm"),
        ({"points_2_1": "19,412"}, "hai chữ số thập phân"),
        ({"points_2_1": "19", "part_2_1": "9 trên 10"}, "ví dụ 2541/2618"),
        ({"part_2_1": "9/10"}, "Nhập điểm mà Cổng tính"),
        ({}, "Chưa nhập gì mới"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form(typed: dict[str, str], says: str) -> None:
    make.lan()

    response = noted(**typed)

    assert response.status_code == 422
    assert says in unescape(response.content.decode())
    assert not StatedPoints.objects.exists()


def test_the_workbook_says_what_the_page_says() -> None:
    month()
    noted(points_2_1="18,5", part_2_1="9/10")
    response = people.lan().get(f"/office/index-766/file.xlsx?{QUERY}")

    rows = load_workbook(BytesIO(response.content))["data"].iter_rows(values_only=True)
    head, *lines = list(rows)
    line = dict(zip(head, next(one for one in lines if one[0] == "2.1"), strict=True))

    assert (line["numerator"], line["denominator"], line["points"]) == (5, 6, 16.67)
    assert (line["portal_points"], line["gap"]) == (18.5, 1.83)


def test_before_the_decision_there_is_no_index() -> None:
    make.lan()

    said = shown(people.lan(), "/office/index-766/?unit=99901&period=2021")

    assert "Kỳ này chưa có bộ chỉ số" in said


def test_without_a_list_of_the_portal_the_page_says_where_to_take_one() -> None:
    month()

    assert "Nhận danh sách ở bàn nhập" in shown(people.lan())


def test_nothing_of_it_is_public() -> None:
    month()
    noted(points_2_1="18,5")

    assert "766" not in unescape(Client().get("/").content.decode())


@pytest.mark.parametrize("address", ["9.9/of/", "1.1/of/", "2.1/secrets/", "file.pdf"])
def test_an_unknown_list_or_file_is_not_there(address: str) -> None:
    make.lan()

    assert people.lan().get(f"/office/index-766/{address}?{QUERY}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(count: int) -> None:
    month(count)
    clerk = people.lan()

    with CaptureQueriesContext(connection) as asked:
        shown(clerk, f"/office/index-766/2.1/of/?{QUERY}")

    assert len(asked) == 9


def test_a_list_of_the_portal_tells_what_it_explains() -> None:
    told = kept(60)
    export(as_csv([PORTAL, *map(in_portal, [*told[:5], *told[8:]])]))
    address = HERE.replace("2026-09", f"{told[0].accepted:%Y-%m}")

    said = shown(people.lan(), address)

    table = said.partition("Vì sao chỉ số 2.1 chênh")[2]
    assert str(MATTERS["synchronisation"]) in table
    assert re.search(r'data-label="Hồ sơ">3<', table)
    assert "Chưa giải thích được" in table
