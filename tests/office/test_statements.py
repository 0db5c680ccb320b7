"""The pages of one-stop statements: every number opens its list, and a leader releases."""

import json
import re
from datetime import datetime
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests import make
from tests.office import people
from tests.portal import reading
from wardbook.cases.models import Case
from wardbook.lib.clock import VIETNAM

pytestmark = pytest.mark.django_db

HERE = "/office/statements/?unit=99901&period=2026-09"
LINK = re.compile(r'href="(/office/statements/list/[^"]+)">([\d.]+)</a>')


def month(count: int = 6) -> None:
    """Dossiers of September: the first is still open, the others were answered in time."""
    at = datetime(2026, 9, 7, 9, tzinfo=VIETNAM)
    for number in range(count):
        fields = {"applicant": f"Người Thử {number}"}
        channel = "online" if number % 2 else "direct"
        case = make.step(make.case(at=at, fields=fields, channel=channel), "accept", at=at)
        if number:
            make.step(case, "resolve", at=at.replace(day=9))


def shown(client: Any, address: str = HERE) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def release(reason: str = "") -> Any:
    cut_off = datetime(2026, 11, 20, 9, tzinfo=VIETNAM).isoformat()
    query = HERE.partition("?")[2]
    sent = {"cut_off": cut_off, "reason": reason}
    return people.minh().post(f"/office/statements/release/?{query}", sent, follow=True)


@pytest.mark.parametrize(
    "address",
    [
        HERE,
        "/office/statements/list/received/?unit=99901&period=2026-09",
        "/office/statements/file.xlsx?unit=99901&period=2026-09",
        "/office/statements/file.json?unit=99901&period=2026-09&as=public",
    ],
)
def test_each_page_opens_to_clerk_and_leader_and_to_no_stranger(address: str) -> None:
    month(2)

    codes = [who().get(address).status_code for who in (people.lan, people.minh, people.hoa)]

    assert codes == [200, 200, 403]


def test_every_number_opens_as_many_rows() -> None:
    month()
    clerk = people.lan()
    links = LINK.findall(shown(clerk))

    assert len(links) > 30
    for address, number in links:
        said = shown(clerk, unescape(address))
        found = re.search(r"<strong>([\d.]+) hồ sơ</strong>", said) or re.search(
            r"<strong>(\d+) dossier", said
        )
        assert found and found[1] == number, address


def test_a_list_opens_for_dossiers_whose_procedure_the_book_does_not_know() -> None:
    month(2)
    told = {"procedure": "Thủ tục lạ của tỉnh"}
    Case.objects.update(procedure=None, origin="provincial", told=told)
    clerk = people.lan()

    said = shown(clerk, HERE.replace("statements/", "statements/list/received/"))

    assert said.count("Thủ tục lạ của tỉnh") == 2
    assert "Thủ tục lạ của tỉnh" in shown(clerk, f"/office/cases/{Case.objects.all()[0].pk}/")


def test_a_month_with_nothing_due_says_so() -> None:
    make.lan()

    assert "không có hồ sơ đến hạn" in shown(people.lan(), HERE.replace("09", "08"))


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        ("10.72", "cao hơn tỷ lệ đầu <strong>10,72</strong>"),
        ("-9.05", "thấp hơn tỷ lệ đầu <strong>9,05</strong>"),
        ("0.00", "bằng tỷ lệ đầu"),
    ],
)
def test_how_the_usual_share_lies_to_the_headline_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, gap: str, words: str
) -> None:
    """Nobody is left to read a sign: above, below, or the same."""
    month(1)
    monkeypatch.setattr("wardbook.reports.one_stop.view.gap", lambda *_shares: Decimal(gap))

    assert words in shown(people.lan())


def test_the_workbook_says_what_the_page_says() -> None:
    month()
    response = people.lan().get(f"/office/statements/file.xlsx?{HERE.partition('?')[2]}")
    sheet = load_workbook(BytesIO(response.content))["data"]

    rows = {tuple(row[:3]): row[3] for row in sheet.iter_rows(min_row=2, values_only=True)}

    assert rows["whole", None, "received"] == 6
    assert rows["channel", "online", "received"] == 3


def test_a_leader_releases_what_was_shown() -> None:
    month()

    said = unescape(release().content.decode())

    assert "Thống kê đã được công khai" in said
    body = reading.body("/statements/99901/2026-09/")
    assert body["parts"][0]["cells"]["received"] == 6


def test_a_clerk_has_no_button_to_release() -> None:
    month()

    assert "/office/statements/release/" not in shown(people.lan())
    assert people.lan().post("/office/statements/release/").status_code == 404


def test_a_refusal_is_said_and_nothing_goes_out() -> None:
    month(2)

    assert "REP-08" not in json.dumps(reading.body("/statements/"))
    assert "kỳ dài hơn" in unescape(release().content.decode())
    assert reading.body("/statements/")["count"] == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_whatever_its_length(count: int) -> None:
    month(count)
    clerk = people.lan()

    with CaptureQueriesContext(connection) as asked:
        shown(clerk, "/office/statements/list/received/?unit=99901&period=2026-09")

    assert len(asked) == 8


def test_an_unknown_list_is_not_there() -> None:
    make.lan()

    response = people.lan().get("/office/statements/list/secrets/?unit=99901&period=2026-09")

    assert response.status_code == 404


def test_a_later_cut_off_than_today_is_refused() -> None:
    make.lan()

    assert people.lan().get(f"{HERE}&cut_off=2099-01-01").status_code == 422


# In public


def test_the_public_page_hides_small_counts_in_every_format() -> None:
    month(12)
    at = datetime(2026, 9, 7, 9, tzinfo=VIETNAM)
    for number in range(2):
        case = make.case(at=at, fields={"applicant": f"Người {number}"}, channel="online")
        make.step(case, "reject", at=at, reason="Sai nơi nhận")
    release()

    body = reading.body("/statements/99901/2026-09/")
    online = next(part for part in body["parts"] if part["code"] == "online")

    assert online["cells"]["rejected"] is None and body["hidden_by"] == "REP-09"
    assert "REP-09" in reading.page("/statements/99901/2026-09/")
    assert len(reading.page("/statements/99901/2026-09.csv")) > 100


def test_the_public_page_has_its_history_and_workbook() -> None:
    month()
    release()

    said = unescape(reading.page("/statements/99901/2026-09/"))

    assert "Đã công bố" in said
    assert "/statements/99901/2026-09.xlsx" in said
    response = Client().get("/statements/99901/2026-09.xlsx")
    assert load_workbook(BytesIO(response.content)).sheetnames == ["Số liệu", "data"]


def test_a_counted_figure_leads_to_its_statement() -> None:
    month()
    release()

    said = unescape(reading.page("/figures/99901/dossiers-on-time/2026-09/"))

    assert 'href="/statements/99901/2026-09/"' in said
    assert "đếm từ hồ sơ" in said


def test_nothing_released_is_said_so() -> None:
    assert "Chưa công bố thống kê nào" in unescape(reading.page("/statements/"))


def test_a_counted_figure_is_found_among_the_figures_and_opens_onto_its_statement() -> None:
    month()
    release()
    client = people.lan()
    assert "/office/figures/counted/" in shown(client, "/office/figures/")

    listed = shown(client, "/office/figures/counted/?q=dung han")

    (address,) = set(re.findall(r'href="(/office/statements/\?[^"]+)"', listed))
    assert "83,33%" in listed
    assert "Phường" in shown(client, address)
    assert "cut_off=" in address


def test_without_a_released_statement_no_figure_is_counted() -> None:
    make.lan()

    assert "Chưa công bố thống kê nào" in shown(people.lan(), "/office/figures/counted/")


@pytest.mark.parametrize("months", [1, 3])
def test_the_list_of_counted_figures_takes_no_more_queries_for_more(
    months: int, django_assert_num_queries: Any
) -> None:
    month()
    for number in range(months):
        query = f"unit=99901&period=2026-{9 - number:02d}"
        cut_off = datetime(2026, 11, 20, 9, tzinfo=VIETNAM).isoformat()
        people.minh().post(
            f"/office/statements/release/?{query}", {"cut_off": cut_off, "reason": ""}
        )
    client = people.lan()
    shown(client, "/office/figures/counted/")

    with django_assert_num_queries(3):
        shown(client, "/office/figures/counted/")


@pytest.mark.parametrize("cut_off", ["", "hôm qua"])
def test_what_was_not_looked_at_is_not_released(cut_off: str) -> None:
    month()
    address = f"/office/statements/release/?{HERE.partition('?')[2]}"

    answer = people.minh().post(address, {"cut_off": cut_off}, follow=True)

    assert "Xin xem thống kê rồi công bố" in unescape(answer.content.decode())
    assert "Chưa công bố thống kê nào" in unescape(reading.page("/statements/"))


def test_the_package_of_a_book_names_no_paper_for_what_was_counted() -> None:
    month()
    release()

    said = json.loads(Client().get("/data/ben-sen/datapackage.json").content)

    assert said["sources"] == []
