"""The pages of tallies: typed in one go, seen by their own side alone, together and as files."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import html
from openpyxl import load_workbook

from tests import make
from tests.figures import telling
from tests.figures.telling import SHEET, cell, clerk, committee, numbers, secretary, told
from tests.office import people
from wardbook.figures.models import Quota, TallySheet
from wardbook.ledger.queries import current_of
from wardbook.org.models import Unit
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

HOME = "/office/tallies/"


def mai() -> Client:
    """The clerk of the Party committee, before a browser."""
    clerk()
    return people.signed_in("mai")


def son() -> Client:
    secretary()
    return people.signed_in("son")


def body(unit: Unit) -> str:
    return f"{HOME}{unit.pk}/{SHEET}/"


def page(row: TallySheet) -> str:
    return f"/office/tally-sheets/{row.pk}/"


def typed(opening: int | None = 30, closing: int | None = 30, **more: Any) -> dict[str, Any]:
    lines = {name: more.pop(name) for name in list(more) if name.replace("_", "-") in telling.NONE}
    told = {code: "" if n is None else n for code, n in numbers(opening, closing, **lines).items()}
    sent = {"period": "năm 2025", "source": telling.PAPER}
    return {**sent, **{f"line-{code}": n for code, n in told.items()}, **more}


def said(response: HttpResponse) -> str:
    return " ".join(html.fromstring(response.content).text_content().split())


def test_a_sheet_is_typed_in_one_go() -> None:
    response = mai().post(f"{body(cell())}new/", typed(30, 32, admitted=3, died=1))

    row = TallySheet.objects.get()
    assert response.headers["Location"] == page(row)
    assert (row.period, row.numbers["admitted"], row.filed_by) == ("2025", 3, clerk())


def test_the_line_that_does_not_balance_is_named_with_the_amount() -> None:
    response = mai().post(f"{body(cell())}new/", typed(30, 33, admitted=1))

    assert response.status_code == 422
    assert "“Cuối kỳ” ghi 33" in said(response)
    assert "thừa 2" in said(response)
    assert not TallySheet.objects.exists()


def test_with_a_reason_it_is_filed_as_it_was_told() -> None:
    mai().post(f"{body(cell())}new/", typed(30, 33, admitted=1, explained="Chờ giấy giới thiệu"))

    assert TallySheet.objects.get().explained == "Chờ giấy giới thiệu"


def test_blanks_are_nobody_only_where_that_is_ticked() -> None:
    sent = {"line-opening": 12, "line-closing": 12, "period": "2025", "source": "x"}

    first = mai().post(f"{body(cell())}new/", sent)
    mai().post(f"{body(cell())}new/", sent | {"blanks": "on"})

    assert first.status_code == 422
    assert "để trống" in said(first)
    row = TallySheet.objects.get()
    assert row.numbers["expelled"] == 0
    assert "women" not in row.numbers


def test_thousands_may_be_grouped_and_words_are_no_number() -> None:
    response = mai().post(f"{body(cell())}new/", typed(30, 30, **{"line-women": "mười"}))
    mai().post(f"{body(cell())}new/", typed(**{"line-opening": "1.030", "line-closing": "1 030"}))

    assert response.status_code == 422
    assert TallySheet.objects.get().numbers["closing"] == 1030


def test_the_next_sheet_opens_with_the_last_closing() -> None:
    told(cell(), 30, 32, admitted=2, period="2024")

    form = html.fromstring(mai().get(f"{body(cell())}new/").content)

    assert form.xpath("//input[@name='line-opening']/@value") == ["32"]
    assert form.xpath("//input[@name='period']/@value") == ["năm 2025"]


def test_a_correction_asks_why_and_shows_what_was() -> None:
    row, client = told(), mai()
    sent = typed(30, 31, admitted=1)

    refused = client.post(f"{page(row)}correct/", sent)
    client.post(f"{page(row)}correct/", sent | {"reason": "Bổ sung quyết định kết nạp"})

    assert refused.status_code == 422
    shown = said(client.get(page(TallySheet.objects.latest("pk"))))
    assert "Bổ sung quyết định kết nạp" in shown
    assert "Có phiên bản sau thay" in said(client.get(page(row)))


def test_a_sheet_is_taken_back_for_a_reason() -> None:
    row, client = told(), mai()

    client.post(f"{page(row)}take-back/", {"reason": "Nhầm chi bộ"})

    assert "Nhầm chi bộ" in said(client.get(page(TallySheet.objects.latest("pk"))))


def test_the_leader_sees_what_would_be_public_and_releases_it() -> None:
    row, client = told(committee(), 319, 357, admitted=60, struck_off=20, expelled=2), son()

    before = said(client.get(page(row)))
    client.post(f"{page(row)}release/")

    assert "Công bố" in before
    found = current_of(row.key)
    assert found
    assert found.entry.body.data["totals"]["out"] == 22
    assert "Đang công khai" in said(client.get(page(row)))


def test_whoever_filed_finds_no_button_to_release() -> None:
    row = told(committee(), 300, 300)

    assert f"{page(row)}release/" not in mai().get(page(row)).content.decode()


def test_what_is_public_is_withdrawn_with_a_reason() -> None:
    row = telling.released(committee(), 300, 300)

    son().post(f"{page(row)}withdraw/", {"reason": "Rà soát lại"})

    assert TallySheet.objects.get(pk=row.pk).withdrawn_reason == "Rà soát lại"


def test_training_has_no_balance_and_its_total_may_be_public() -> None:
    place = make.unit("99901.committee", "peoples_committee", make.unit(), name="UBND Phường Thử")
    client, base = people.lan(), f"{HOME}{place.pk}/training/"
    sent = {"period": "2025", "source": "Kế hoạch số 4/KH-UBND", "line-skills": "12"}

    form = said(client.get(f"{base}new/"))
    client.post(f"{base}new/", sent | {"line-digital": "30"})
    row = TallySheet.objects.get()
    people.minh().post(f"{page(row)}release/")

    assert "Vì sao không khớp" not in form
    assert row.numbers == {"skills": 12, "digital": 30}
    found = current_of(row.key)
    assert found
    assert found.entry.body.data["totals"] == {"total": 42}


# Who reads


def pages(row: TallySheet) -> list[str]:
    below = ("", "new/", "quota/", "together/", "together.xlsx")
    return [
        *(f"{body(row.unit)}{end}" for end in below), page(row),
        *(f"{page(row)}{end}/" for end in ("correct", "take-back", "withdraw")),
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.INSPECTOR])
@pytest.mark.parametrize(("kind", "code"), [("ward", ""), ("peoples_committee", "committee")])
def test_the_state_side_finds_nothing_of_the_party(role: str, kind: str, code: str) -> None:
    rows = [told(cell()), told(committee(), 300, 300)]
    where = make.unit(f"99901.{code}", kind, make.unit()) if code else make.unit()
    make.tenure("tam", role, where=where)
    client = people.signed_in("tam")

    shown = {address: client.get(address).status_code for row in rows for address in pages(row)}

    assert set(shown.values()) == {404}
    assert "khu vực 1" not in said(client.get(HOME))
    assert [client.post(f"{page(row)}release/").status_code for row in rows] == [404, 404]


def test_a_cell_finds_itself_and_not_its_sister() -> None:
    own, other = told(cell(1)), told(cell(2))
    make.tenure("tien", Role.CLERK, where=cell(1))
    client = people.signed_in("tien")

    assert client.get(page(own)).status_code == 200
    assert client.get(page(other)).status_code == 404
    assert "Chi bộ khu vực 2" not in said(client.get(HOME))


def test_the_party_of_another_ward_finds_nothing() -> None:
    row = told(committee(), 300, 300)
    there = make.unit("99902.party", "party_committee", make.unit("99902"), name="Đảng ủy khác")
    make.tenure("xa-xoi", Role.LEADER, where=there, the_book=make.book("noi-khac"))

    assert people.signed_in("xa-xoi").get(page(row)).status_code == 404


def test_an_organisation_is_found_by_the_ward_and_by_itself() -> None:
    youth = telling.youth()
    make.tenure("doan", Role.CLERK, where=youth)
    make.lan()

    for who in ("doan", "lan"):
        client = people.signed_in(who)
        assert "Đoàn Thanh niên" in said(client.get(HOME))
        assert client.get(f"{HOME}{youth.pk}/youth-members/new/").status_code == 200


# Together


@pytest.mark.parametrize("cells", [1, 3])
def test_the_list_asks_as_often_for_one_as_for_three(
    cells: int, django_assert_num_queries: Any
) -> None:
    for number in range(cells):
        told(cell(number), 10, 10)
    client = mai()

    with django_assert_num_queries(4):
        client.get(HOME)


def test_who_has_not_reported_is_named() -> None:
    told(cell(1), 30, 32, admitted=2)
    cell(2)

    shown = said(mai().get(f"{body(committee())}together/?period=2025"))

    assert "1 trên 2 đơn vị đã báo cáo đủ kỳ" in shown
    assert "Chưa báo cáoChi bộ khu vực 2" in shown


def test_the_files_say_what_the_page_says() -> None:
    told(cell(1), 30, 32, admitted=2)
    told(cell(2), 12, 11, died=1)
    client, base = mai(), f"{body(committee())}together"

    book = load_workbook(BytesIO(client.get(f"{base}.xlsx?period=2025").content))
    data = json.loads(client.get(f"{base}.json?period=2025").content)
    lines = client.get(f"{base}.csv?period=2025").content.decode().splitlines()

    (*_, total) = book["data"].iter_rows(values_only=True)
    assert (total[1], total[3], data["sums"]["closing"]["value"]) == ("2/2", 42, 43)
    assert lines[-1].startswith("sum,2/2,2025,42,2,")


def test_sums_are_taken_over_into_the_wards_own_sheet() -> None:
    told(cell(1), 30, 32, admitted=2)
    told(cell(2), 12, 11, died=1)

    form = html.fromstring(mai().get(f"{body(committee())}new/?period=2025&from=gathered").content)

    assert form.xpath("//input[@name='line-closing']/@value") == ["43"]
    assert "2 trên 2" in form.xpath("//input[@name='source']/@value")[0]


def test_a_quota_is_set_and_its_share_shown() -> None:
    client = mai()
    sent = {"line": "admitted", "period": "2020..2025", "value": "60", "giver": "Đại hội",
            "document": "Nghị quyết số 01-NQ/ĐH ngày 10/7/2020"}  # fmt: skip
    told(committee(), 319, 379, admitted=60, period="2020..2025")

    client.post(f"{body(committee())}quota/", sent)

    assert Quota.objects.get().value == 60
    assert "60/60" in said(client.get(body(committee())))
    assert "100%" in said(client.get(body(committee())))


@pytest.mark.parametrize("period", ["2025/", "x", "9999", "\0", "2025-99"])
def test_a_period_that_cannot_be_falls_back(period: str) -> None:
    told()
    client, asked = mai(), {"period": period, "from": "gathered"}

    for page in ("new/", "together/"):
        assert client.get(f"{body(committee())}{page}", asked).status_code == 200


@pytest.mark.parametrize("form", ["pdf", "x"])
def test_another_form_is_no_page(form: str) -> None:
    told()

    assert mai().get(f"{body(committee())}together.{form}").status_code == 404
