"""Procedures and postings at the desk: a list is seen before it is written, a round is one form."""

from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from openpyxl import Workbook
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.cases.making import load, place, row, seen
from tests.office import people
from wardbook.cases.models import Posting, Procedure
from wardbook.cases.queries import postings as queries
from wardbook.ledger.models import Current

pytestmark = pytest.mark.django_db

CSV = """Mã TTHC,Tên TTHC,Lĩnh vực,Thời hạn giải quyết
1.001193,Đăng ký khai sinh,Hộ tịch,Trong ngày
x,Đăng ký khai tử,Hộ tịch,Trong ngày
"""
PAGES = ["procedures/", "procedures/load/", "procedures/load/catalogue/", "postings/",
         "postings/places/add/"]  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def sent(client: Client, text: str = CSV, **more: Any) -> Any:
    file = SimpleUploadedFile("danh-muc.csv", text.encode())
    data = {"file": file, "source": "Quyết định thử", "on_day": "1", "on_month": "12"}
    return client.post("/office/procedures/load/", {**data, "on_year": "2026", **more})


def confirm(client: Client, response: Any) -> Any:
    form = response.context["confirm"]
    data = {name: form.initial[name] for name in form.fields}
    return client.post("/office/procedures/load/confirmed/", data, follow=True)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_clerk_opens_it_and_a_stranger_does_not(address: str, language: str) -> None:
    assert people.lan().get(f"{language}/office/{address}").status_code == 200
    assert people.hoa().get(f"{language}/office/{address}").status_code == 403


def test_a_leader_sees_what_hangs_and_loads_nothing() -> None:
    client = people.minh()

    assert client.get("/office/postings/").status_code == 200
    assert client.get("/office/procedures/load/").status_code == 404
    assert client.get("/office/postings/places/add/").status_code == 404


def test_a_list_is_shown_with_its_faults_and_nothing_is_written() -> None:
    client = people.lan()
    response = sent(client)

    assert "Đăng ký khai sinh" in response.content.decode()
    assert [fault.number for fault in response.context["found"].faults] == [3]
    assert not Procedure.objects.exists()


def test_what_was_shown_is_written_when_somebody_agrees() -> None:
    client = people.lan()
    response = confirm(client, sent(client))

    assert "Đã ghi 1 phiên bản" in response.content.decode()
    assert Procedure.objects.get().same_day
    assert Current.objects.filter(key="procedure/1.001193").exists()


def test_a_workbook_is_read_like_a_text_with_the_numbers_of_its_rows() -> None:
    book, content = Workbook(), BytesIO()
    assert book.active is not None
    for line in ("DANH MỤC THỦ TỤC HÀNH CHÍNH", "", *CSV.splitlines()):
        book.active.append(line.split(","))
    book.save(content)
    file = SimpleUploadedFile("danh-muc.xlsx", content.getvalue())
    response = sent(people.lan(), file=file)

    assert [one.row.code for one in response.context["found"].plan.new] == ["1.001193"]
    assert [one.number for one in response.context["found"].faults] == [5]


def test_the_same_file_again_offers_nothing_to_write() -> None:
    client = people.lan()
    confirm(client, sent(client))

    assert "Không có gì để ghi" in sent(client).content.decode()


def test_a_change_is_shown_field_by_field() -> None:
    client = people.lan()
    confirm(client, sent(client))
    said = sent(client, CSV.replace("Đăng ký khai sinh", "Đăng ký khai sinh mới"))

    assert "<del" in said.content.decode()
    assert [one["fields"][0]["name"] for one in said.context["changes"]] == ["name"]


def test_a_version_that_would_begin_too_early_is_a_fault() -> None:
    make.lan()
    load(row("1.001193", valid_from=date(2027, 1, 1)))
    response = sent(people.lan())

    assert [one.refusal.rule for one in response.context["found"].faults] == ["EXC-42", "PRO-01"]


def test_a_file_that_is_no_list_is_refused_on_its_form() -> None:
    response = sent(people.lan(), "Xin chào\n1\n")

    assert response.status_code == 422
    assert "Không thấy dòng tiêu đề" in response.content.decode()


def test_a_list_that_is_kept_no_longer_is_asked_for_again() -> None:
    client = people.lan()
    form = sent(client).context["confirm"]
    data = {name: form.initial[name] for name in form.fields} | {"name": "0" * 64}
    answer = client.post("/office/procedures/load/confirmed/", data, follow=True)

    assert "hãy gửi lại" in answer.content.decode()


@pytest.mark.parametrize("name", ["../secret-key", "secret-key", "0" * 63 + "/"])
def test_nothing_else_of_the_machine_is_read(name: str) -> None:
    client = people.lan()
    data = {"name": name, "source": "x", "on": "2026-12-01", "book": "ben-sen"}

    assert client.post("/office/procedures/load/confirmed/", data).status_code == 302
    assert not Procedure.objects.exists()


def test_the_catalogue_is_loaded_by_two_clicks() -> None:
    client = people.lan()
    confirm(client, client.get("/office/procedures/load/catalogue/"))

    assert Procedure.objects.count() > 60


def test_a_procedure_is_ended_by_a_decision() -> None:
    (made,) = load(row())
    client = people.lan()
    data = {"last_on_day": "30", "last_on_month": "11", "last_on_year": "2026"}
    client.post(f"/office/procedures/{made.pk}/end/", {**data, "reason": "Quyết định 12"})

    made.refresh_from_db()
    assert made.valid_to == date(2026, 12, 1)


def test_the_page_of_a_procedure_says_where_its_notice_hangs() -> None:
    (made,), where = load(row()), place()
    place("Nhà văn hóa thứ hai")
    seen(where, made, "unreadable")
    response = people.lan().get(f"/office/procedures/{made.pk}/")

    assert [line.standing for _, line in response.context["hangs"]] == ["unreadable", "never"]
    assert "không đọc được" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = people.lan()
    load(*(row(f"1.00000{number}") for number in range(count)))

    with django_assert_num_queries(4):
        client.get("/office/procedures/")


def test_a_round_of_a_whole_place_is_one_form() -> None:
    load(row("1.000001"), row("1.000002"))
    where, client = place(), people.lan()
    client.post(f"/office/postings/places/{where.pk}/", {"everything": "on", "state": "hangs"})
    (board,) = queries.boards([where], make.TODAY)

    assert board.counts["current"] == 2


def test_a_round_without_a_notice_asks_for_one() -> None:
    load(row())
    where, client = place(), people.lan()
    response = client.post(f"/office/postings/places/{where.pk}/", {"state": "hangs"})

    assert response.status_code == 422
    assert not Posting.objects.exists()


def test_only_what_is_wrong_is_ticked_at_once_where_only_that_is_listed() -> None:
    made, where = load(row("1.000001"), row("1.000002")), place()
    seen(where, made[0])
    client = people.lan()
    address = f"/office/postings/places/{where.pk}/?only=wrong"
    client.post(address, {"everything": "on", "state": "missing"})

    assert Posting.objects.filter(state="missing").count() == 1


def test_a_count_of_the_week_opens_the_notices_that_it_counts() -> None:
    made, where = load(row("1.000001"), row("1.000002"), row("1.000003")), place()
    seen(where, made[0])
    seen(where, made[1], state="missing")
    client = people.lan()
    week = client.get("/office/week/").content.decode()
    said = client.get("/office/postings/?standing=missing").content.decode()

    assert 'href="/office/postings/?standing=missing"' in week
    assert made[1].name in said
    assert said.count("/office/postings/places/") == 1


def test_a_scan_records_the_very_version_that_hangs() -> None:
    (old,), where = load(row()), place()
    load(row(limit="5wd"), on=make.TODAY)
    address = f"/office/postings/scan/?code={old.notice}-{where.pk}&place={where.pk}"
    client = people.lan()
    client.post(address, {"place": where.pk, "state": "hangs"})
    (board,) = queries.boards([where], make.TODAY)

    assert client.get(address).status_code == 200
    assert board.counts["stale"] == 1


def test_the_head_of_a_group_sees_the_place_of_the_group_alone() -> None:
    group = make.unit("99901.group", "residential_group", make.unit())
    own, other = place("Nhà văn hóa khu vực 1", unit=group), place("Bộ phận Một cửa")
    make.tenure("mai", "leader", where=group)
    client = people.signed_in("mai")

    assert client.get(f"/office/postings/places/{own.pk}/").status_code == 200
    assert client.get(f"/office/postings/places/{other.pk}/").status_code == 404
    assert "Bộ phận Một cửa" not in client.get("/office/postings/").content.decode()


def test_sheets_for_a_place_know_it() -> None:
    (made,), where = load(row()), place()
    said = people.lan().get(f"/office/postings/places/{where.pk}/notices/").content.decode()

    assert f"/n/{made.notice}-{where.pk}" in said


def test_the_code_of_a_sheet_opens_the_address_that_the_settings_know(settings: Any) -> None:
    settings.SITE = "https://so.vidu.vn"
    (made,), where = load(row()), place()

    said = people.lan().get(f"/office/postings/places/{where.pk}/notices/").content.decode()

    assert f"so.vidu.vn/n/{made.notice}-{where.pk}" in said


def test_a_place_is_added_and_closed() -> None:
    make.lan()
    client = people.lan()
    data = {"unit": make.unit().pk, "name_vi": "Nhà văn hóa", "name_en": "House"}
    day = {"start_on_day": "1", "start_on_month": "1", "start_on_year": "2026"}
    client.post("/office/postings/places/add/", {**data, **day})
    where = queries.places([make.unit()], make.TODAY)[0]
    last = {"last_on_day": "2", "last_on_month": "1", "last_on_year": "2026"}
    client.post(f"/office/postings/places/{where.pk}/close/", last)

    assert queries.places([make.unit()], make.TODAY) == []


def test_the_public_is_told_what_hangs_where() -> None:
    load(row())
    place()
    people.lan().post(f"/office/postings/wards/{make.unit().pk}/publish/")

    assert Current.objects.filter(key="postings/99901").exists()


def said(*words: str, **more: Any) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=out, **more)
    return out.getvalue()


def test_the_command_writes_nothing_before_a_yes(tmp_path: Path) -> None:
    make.book()
    file = tmp_path / "danh-muc.csv"
    file.write_text(CSV, encoding="utf-8")
    told = said("load_procedures", str(file))

    assert "1 new, 0 changed" in told
    assert "row 3, Mã TTHC" in told
    assert not Procedure.objects.exists()


def test_the_command_loads_the_catalogue_once() -> None:
    make.book()
    said("load_procedures", "--yes")

    assert Procedure.objects.count() > 60
    assert "0 new, 0 changed" in said("load_procedures")


def test_the_command_asks_for_the_book_where_there_are_two() -> None:
    make.book()
    make.book("cho-thu")

    with pytest.raises(CommandError, match="ben-sen, cho-thu"):
        said("load_procedures")
