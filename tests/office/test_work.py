"""My work, the register and its files, trips: for clerk, leader and stranger."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document

from tests import make
from tests.office import people
from wardbook.cases.models import Case
from wardbook.web.models import AuditEvent

pytestmark = pytest.mark.django_db

PAGES = ("/office/work/", "/office/register/", "/office/trips/", "/office/register.csv")
NOVEMBER = "?start=01/11/2026&end=30/11/2026"


def accepted(**more: Any) -> Case:
    return make.step(make.case(**more), "accept")


def body(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_counts_stand_first_and_lead_to_their_group() -> None:
    accepted()

    page = body(people.lan(), "/office/work/")

    assert 'href="?group=' in page
    assert "Nguyễn Thị Thử" in page


def test_what_another_post_answers_for_is_shown_for_the_place_only() -> None:
    case = accepted()
    client = people.minh()

    assert case.code not in body(client, "/office/work/")
    assert case.code in body(client, "/office/work/?whose=team")


def test_empty_groups_are_hidden_until_they_are_asked_for() -> None:
    accepted()
    client = people.lan()

    assert "Hiện không có." not in body(client, "/office/work/")
    assert body(client, "/office/work/?empty=on").count("Hiện không có.") == 5


def test_a_filter_in_the_address_narrows_the_list() -> None:
    case = accepted()
    client = people.lan()

    assert case.code in body(client, "/office/work/?q=thu+nguyen&kind=dossier")
    assert "Không có việc đang mở nào khớp" in body(client, "/office/work/?q=khong+co")
    assert client.get("/office/work/?group=burnt").status_code == 404


def test_the_register_as_a_file_is_exactly_its_list() -> None:
    case, client = accepted(), people.lan()

    page = body(client, f"/office/register/{NOVEMBER}")
    file = client.get(f"/office/register.csv{NOVEMBER}").content.decode("utf-8-sig")

    assert case.code in page
    assert "wb-compact" not in page  # on a phone each of its three dates says which it is
    assert file.count("\r\n") == 2
    assert case.code in file


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_the_register_is_printed_as_form_07(form: str, start: bytes) -> None:
    accepted()

    answer = people.lan().get(f"/office/register.{form}{NOVEMBER}")

    assert answer.content.startswith(start)
    assert AuditEvent.objects.get(kind="handed").place == "/office/register.<slug:form>"


def test_a_printed_register_is_headed_by_the_ward_whose_dossiers_it_lists() -> None:
    case = accepted()
    make.tenure("lan", "clerk", where=make.unit("99900", name="Phường Khác"))

    answer = people.lan().get(f"/office/register.docx{NOVEMBER}")

    head = "".join(cell.text for cell in Document(BytesIO(answer.content)).tables[0].rows[0].cells)
    assert case.unit.territory.name_vi.upper() in head
    assert "KHÁC" not in head


def test_days_that_do_not_exist_are_said_beside_their_field() -> None:
    client = people.lan()

    assert client.get("/office/register/?start=31/02/2026").status_code == 422
    assert client.get("/office/register.csv?start=31/02/2026").status_code == 404


def test_few_finished_dossiers_give_no_figure_of_trips() -> None:
    make.step(accepted(), "resolve")

    assert "chưa đến năm hồ sơ xong" in body(people.lan(), f"/office/trips/{NOVEMBER}")


def test_trips_are_a_number_with_what_it_was_counted_from() -> None:
    for _ in range(5):
        make.step(accepted(), "resolve")

    page = body(people.lan(), f"/office/trips/{NOVEMBER}")

    assert '<p class="wb-figure">1</p>' in page
    assert "5 lượt đến cho 5 hồ sơ" in page


@pytest.mark.parametrize("address", PAGES)
def test_a_leader_reads_and_a_stranger_does_not(address: str) -> None:
    make.lan()

    assert people.minh().get(address).status_code == 200
    assert people.quan().get(address).status_code == 404
    assert people.hoa().get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_nobody_sees_work_of_another_place() -> None:
    case = accepted()
    make.tenure("xuan", "leader", where=make.unit("99902"))

    page = body(people.signed_in("xuan"), "/office/work/?whose=team")

    assert case.code not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_as_often_for_one_as_for_three(
    rows: int, django_assert_num_queries: Any
) -> None:
    client = people.lan()
    for _ in range(rows):
        accepted()

    with django_assert_num_queries(5):
        client.get("/office/work/")
    with django_assert_num_queries(4):
        client.get(f"/office/register/{NOVEMBER}")


def test_the_register_is_offered_to_who_learns_whose_dossiers_are() -> None:
    make.tenure("xem", "clerk", where=make.unit("99901.party", "party_committee", make.unit()))
    looking = people.signed_in("xem")

    assert "/office/register/" not in body(looking, "/office/work/")
    assert looking.get("/office/register/").status_code == 404
    assert "/office/register/" in body(people.lan(), "/office/work/")
