"""Procedures in public: found without accents, told by version; notices answer for ever."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cases.making import load, place, row, seen
from tests.make import AT, book, lan, unit
from tests.portal.reading import body, page
from wardbook.cases.actions.postings import publish_postings
from wardbook.cases.actions.procedures import end_procedure
from wardbook.cases.models import Procedure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 20))


def replaced(on: date) -> list[str]:
    """The codes on the notices of two versions, the second from ``on``."""
    load(row(limit="3wd"))
    load(row(limit="5wd"), on=on)
    return list(Procedure.objects.order_by("version").values_list("notice", flat=True))


@pytest.mark.parametrize("words", ["khai tử", "khai tu", "KHAI TU", "1.000002"])
def test_a_procedure_is_found_with_and_without_accents(words: str) -> None:
    load(row("1.000001", name="Đăng ký khai sinh"), row("1.000002", name="Đăng ký khai tử"))

    found = body(f"/procedures/?q={words}")["procedures"]
    assert [one["key"] for one in found] == ["1.000002"]


def test_an_empty_list_does_not_say_that_there_is_none() -> None:
    assert "Điều này không có nghĩa là không có" in page("/procedures/")
    assert "wb-empty" in page("/procedures/?q=nothing")


def test_the_list_narrows_by_area_and_counts_each() -> None:
    load(row("1.000001"), row("1.000002", field="land", field_vi="Đất đai", field_en="Land"))
    said = body("/procedures/?field=land")

    assert [one["key"] for one in said["procedures"]] == ["1.000002"]
    assert [(area["code"], area["count"]) for area in said["areas"]] == [
        ("land", 1),
        ("civil-status", 1),
    ]


def test_without_words_the_list_goes_by_area_and_name() -> None:
    land = {"field": "land", "field_vi": "Đất đai", "field_en": "Land"}
    load(row("1.000001", name="Xin đất", **land), row("1.000002", name="Đăng ký khai tử"),
         row("1.000003", name="Đăng ký khai sinh"))  # fmt: skip

    found = body("/procedures/")["procedures"]
    assert [one["key"] for one in found] == ["1.000001", "1.000003", "1.000002"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(*(row(f"1.00000{number}") for number in range(count)))

    with django_assert_num_queries(4):
        page("/procedures/")


def test_what_no_source_says_is_not_said_to_be_nothing() -> None:
    load(row(limit="", fee=""))
    said = page("/procedures/1.000001/")

    assert "không có nghĩa là miễn phí" in said
    assert "Chưa đọc thấy trong nguồn nào" in said


def test_a_limit_stands_in_words_in_both_languages() -> None:
    load(row())

    assert "3 ngày làm việc" in page("/procedures/1.000001/")
    assert "3 working days" in page("/en/procedures/1.000001/")


def test_a_page_tells_what_a_version_changed() -> None:
    replaced(date(2026, 11, 20))
    said = body("/procedures/1.000001/")

    assert said["in_force"]["version"] == 2
    assert said["versions"][0]["changes"] == [{"name": "limit", "before": "3wd", "after": "5wd"}]
    assert "Những gì đã thay đổi" in page("/procedures/1.000001/")


def test_a_version_that_comes_is_announced_and_not_yet_followed() -> None:
    replaced(date(2026, 12, 1))
    said = body("/procedures/1.000001/")

    assert (said["in_force"]["version"], said["coming"]["version"]) == (1, 2)


def test_a_page_of_another_day_says_what_holds_then(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(date(2026, 12, 1))
    assert body("/procedures/1.000001/")["in_force"]["version"] == 1
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 12, 1))

    assert body("/procedures/1.000001/")["in_force"]["version"] == 2


def test_a_notice_in_force_says_so() -> None:
    (made,) = load(row())

    assert body(f"/n/{made.notice}/")["state"] == "current"
    assert "đang có hiệu lực" in page(f"/n/{made.notice}/")


def test_a_replaced_notice_says_since_when_and_by_what() -> None:
    old, new = replaced(date(2026, 11, 20))

    assert "đã được thay từ ngày 20/11/2026" in page(f"/n/{old}/")
    assert "nay phiên bản 2 có hiệu lực" in page(f"/n/{old}/")
    assert body(f"/n/{new}/")["state"] == "current"


def test_a_notice_that_comes_says_from_when() -> None:
    _, new = replaced(date(2026, 12, 1))

    assert body(f"/n/{new}/")["state"] == "coming"


def test_a_notice_of_an_ended_procedure_still_answers() -> None:
    (made,) = load(row())
    end_procedure(made, date(2026, 11, 20), "Quyết định 12/QĐ-UBND", by=lan(), at=AT)
    said = page(f"/n/{made.notice}/")

    assert "hết hiệu lực từ ngày 20/11/2026" in said
    assert "Quyết định 12/QĐ-UBND" in said
    assert Client().get("/procedures/1.000001/notice/").status_code == 404


def test_the_number_of_a_place_changes_nothing_for_the_public() -> None:
    (made,) = load(row())

    assert body(f"/n/{made.notice}-7/")["state"] == "current"


def test_a_code_of_no_notice_leads_nowhere() -> None:
    assert Client().get("/n/abcdefgh/").status_code == 404


def test_the_sheet_bears_a_short_address_and_none_of_its_words() -> None:
    (made,) = load(row())
    said = page("/en/procedures/1.000001/notice/")

    assert f"testserver/n/{made.notice}<" in said
    assert "<svg" in said


def test_the_search_of_everything_finds_procedures_too() -> None:
    load(*(row(f"1.{number:06}", name=f"Đăng ký khai tử {number}") for number in range(12)))
    said = body("/search/?q=khai tu")

    assert (len(said["procedures"]), said["procedure_count"]) == (10, 12)
    assert "Mọi thủ tục có các từ này" in page("/search/?q=khai tu")
    assert body("/search/")["procedures"] == []


def test_a_sheet_of_the_sample_book_says_that_it_is_one() -> None:
    load(row(), the_book=book("sample", sample=True))

    assert "wb-notice__sample" in page("/procedures/1.000001/notice/")


def test_a_real_book_comes_before_the_sample_and_each_procedure_once() -> None:
    load(row(limit="9wd"), the_book=book("sample", sample=True))
    load(row())
    found = body("/procedures/")["procedures"]

    assert [(one["book"], one["limit"]) for one in found] == [("ben-sen", "3wd")]
    assert body("/procedures/1.000001/?book=sample")["in_force"]["limit"] == "9wd"


def test_what_hangs_where_is_told_as_the_ward_told_it() -> None:
    made, where = load(row("1.000001"), row("1.000002")), place()
    seen(where, made[0], "missing")
    publish_postings(unit(), book=book(), by=lan(), at=AT)
    said = body("/posted/99901/")

    assert (said["procedures"], said["counts"]["missing"]) == (2, 1)
    assert "bị mất" in page("/posted/99901/")
    assert "Phường Thử 99901" in page("/posted/")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", ["procedures/", "posted/", "procedures/1.000001/"])
def test_every_page_opens_in_both_languages(address: str, language: str) -> None:
    load(row())

    assert Client().get(f"{language}/{address}").status_code == 200


def test_the_list_is_a_file_too() -> None:
    load(row())

    assert b"1.000001" in Client().get("/procedures.csv").content
