"""What a public page says no more exactly than its source, and counts no more than stands."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import make
from wardbook.figures.actions import file_target, withdraw
from wardbook.figures.models import Result

pytestmark = pytest.mark.django_db

FIGURE = "/figures/99901/dossiers-received/2025"
PAPER = "Năm 2025, tiếp nhận trên 45 hồ sơ. Chỉ tiêu năm 2025 là 50 hồ sơ."


def body(address: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Client().get(address).content)
    return data


def reached() -> Result:
    first, second = make.document(PAPER).claims.order_by("start")
    filing = make.filing()
    file_target(second, filing, giver="HĐND", version=0, by=make.lan(), at=make.AT)
    return make.released(make.result(first, bound="at_least"))


def test_an_achievement_is_no_more_exact_than_its_result() -> None:
    reached()

    (achievement,) = body(f"{FIGURE}.json")["achievements"]
    page = Client().get(f"/en{FIGURE}/").content.decode().split("<tbody")[1]

    assert (achievement["result_bound"], achievement["percent"]) == ("at_least", "90.00")
    assert "at least 45" in page
    assert "at least 90%" in page


def test_a_ratio_keeps_its_bound() -> None:
    claim = make.claim("18/11", text="Năm 2025, thu ngân sách đạt 18/11 tỷ đồng.")
    more = {"indicator": "budget-revenue", "measure": "đồng", "bound": "at_least"}
    make.released(make.result(claim, **more))

    page = Client().get("/en/figures/99901/budget-revenue/2025/").content.decode()

    assert "at least 18" in page.split("wb-figure")[1]


def test_a_withdrawn_figure_is_not_counted() -> None:
    public = reached()
    assert [unit["figures"] for unit in body("/units.json")["units"]] == [1]

    withdraw(public, "Nhầm kỳ", by=make.minh(), at=make.AT + timedelta(days=1))

    assert [unit["figures"] for unit in body("/units.json")["units"]] == [0]
