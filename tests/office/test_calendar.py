"""The calendar: a year and its grounds, late announcements before they hold, why a date is so."""

from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.cases.test_moves import accepted, day
from tests.office import people
from wardbook.org.models import CalendarNotice
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

ANNOUNCED = {"off": "11/09/2026", "source": "Công văn 1/VPCP", "reason": "Nghỉ chống bão"}
ADDRESS = "/office/calendar/announce/"


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def sent(client: Client, **told: str) -> Any:
    return client.post(ADDRESS, ANNOUNCED | told)


def accept(client: Client) -> Any:
    preview = sent(client)
    return sent(client, seen=preview.context["found"].seen, accept="1")


@pytest.mark.parametrize("page", ["", "why/", "announce/"])
def test_everybody_in_the_office_sees_it_and_no_stranger(page: str) -> None:
    make.tenure("thanh", Role.INSPECTOR)
    inside = (people.lan(), people.minh(), people.quan(), people.signed_in("thanh"))

    assert [one.get(f"/office/calendar/{page}").status_code for one in inside] == [200] * 4
    assert people.hoa().get(f"/office/calendar/{page}").status_code == 403
    assert Client().get(f"/office/calendar/{page}").status_code == 302


def test_a_day_off_is_said_in_words_with_its_decision() -> None:
    page = shown(people.lan(), "/office/calendar/?year=2026")

    assert "thứ Bảy làm bù" in page
    assert "12729/VPCP-KGVX ngày 25/12/2025" in page
    assert page.count('<td class="wb-calendar__work">10 ') == 1  # Saturday 10 January


def test_a_year_that_nobody_announced_is_an_estimate() -> None:
    assert "Ngày nghỉ năm 2027" in shown(people.lan(), "/office/calendar/?year=2027")


@pytest.mark.parametrize("query", ["year=1900", "year=x", "place=999999"])
def test_a_year_or_place_that_is_none_is_not_found(query: str) -> None:
    assert people.lan().get(f"/office/calendar/?{query}").status_code == 404


def test_before_it_is_accepted_it_shows_what_moves_and_moves_nothing() -> None:
    case = accepted()

    page = sent(people.quan()).content.decode()

    assert case.code in page
    assert "1 việc đang mở bị đổi ngày hẹn" in page
    assert "14/09/2026" in page
    assert "15/09/2026" in page
    case.refresh_from_db()
    assert day(case.due_at) == "14/09"
    assert not CalendarNotice.objects.exists()


def test_when_nothing_moves_it_says_so() -> None:
    make.quan()

    assert (
        "không ngày hẹn nào của việc đang mở được tính qua" in sent(people.quan()).content.decode()
    )


def test_one_confirmation_moves_the_dates() -> None:
    case = accepted()

    response = accept(people.quan())

    assert response.url.startswith("/office/calendar/?year=2026")
    case.refresh_from_db()
    assert (day(case.first_due_at), day(case.due_at)) == ("14/09", "15/09")


def test_what_changed_meanwhile_is_shown_again_and_not_accepted() -> None:
    client = people.quan()
    seen = sent(client).context["found"].seen
    case = accepted()

    page = sent(client, seen=seen, accept="1").content.decode()

    assert "Trong lúc đó đã có thay đổi" in page
    case.refresh_from_db()
    assert day(case.due_at) == "14/09"


def test_others_may_try_and_not_accept() -> None:
    accepted()
    client = people.lan()

    assert "Chỉ người quản trị" in sent(client).content.decode()
    assert accept(client).status_code == 422
    assert not CalendarNotice.objects.exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"off": "12/09/2026"}, "12/09/2026 vốn đã là ngày nghỉ"),
        ({"off": "31/02/2026"}, "31/02/2026"),
        ({"off": ""}, "Hãy nêu ít nhất một ngày"),
        ({"source": ""}, "Thông báo hoặc quyết định"),
        ({"off": "01/01/2026–31/12/2026"}, "31 ngày"),
    ],
)
def test_days_that_cannot_be_are_told_and_stay_typed(told: dict[str, str], words: str) -> None:
    response = sent(people.quan(), **told)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert told.get("off", "11/09/2026") in response.content.decode()


def test_a_stretch_takes_only_the_days_that_it_changes() -> None:
    found = sent(people.quan(), off="10/09/2026–14/09/2026", work="19/09/2026").context["found"]

    assert [f"{one.on:%d/%m} {one.works}" for one in found.notices] == [
        "10/09 False", "11/09 False", "14/09 False", "19/09 True",
    ]  # fmt: skip


def test_why_this_date_counts_day_by_day() -> None:
    asked = "start=09:00+07/01/2026&amount=5&per=wd"

    page = shown(people.quan(), f"/office/calendar/why/?{asked}")

    assert "Hạn: 17:00, 13/01/2026" in page.replace("\xa0", " ")
    assert "thứ Bảy làm bù" in page


def test_a_question_that_cannot_be_counted_is_told() -> None:
    response = people.lan().get("/office/calendar/why/?start=hom+qua&amount=0&per=wd")

    assert response.status_code == 422
    assert "hom qua" in response.content.decode()
