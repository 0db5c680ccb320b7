"""Dates that a level above left behind: listed first, then moved by one confirmation."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.cases.test_calendar import OFF
from tests.cases.test_moves import accepted, at, day
from tests.office import people
from wardbook.cases.actions.calendar import accept_announcement
from wardbook.cases.models import Case
from wardbook.org.models import Unit
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

ADDRESS = "/office/calendar/behind/"


def city() -> Unit:
    return make.unit("99", "province")


def above() -> Any:
    return make.tenure("cao", Role.ADMINISTRATOR, where=city(), the_book=make.book("city"))


def left_behind() -> Case:
    """Open work of the ward, after the city took a day off over in its own book."""
    make.unit("99901", parent=city())
    case = accepted()
    accept_announcement(city(), [OFF], book=make.book("city"), by=above(), at=at(10))
    return case


def confirmed(client: Client) -> Any:
    seen = client.get(ADDRESS).context["found"].seen
    return client.post(ADDRESS, {"seen": seen}, follow=True)


def held(case: Case) -> str:
    return day(Case.objects.get(pk=case.pk).due_at)


def test_it_lists_what_is_behind_and_moves_nothing() -> None:
    case = left_behind()

    page = people.quan().get(ADDRESS).content.decode()

    assert case.code in page
    assert "15/09/2026" in page
    assert held(case) == "14/09"


def test_one_confirmation_moves_the_dates_and_leaves_nothing_behind() -> None:
    case = left_behind()

    page = confirmed(people.quan()).content.decode()

    assert held(case) == "15/09"
    assert "Mọi ngày hẹn chưa xong đều đúng theo lịch" in page


def test_a_list_that_changed_meanwhile_is_shown_again() -> None:
    case = left_behind()

    response = people.quan().post(ADDRESS, {"seen": "another"})

    assert "Trong lúc đó đã có thay đổi" in response.content.decode()
    assert held(case) == "14/09"


def test_who_does_not_look_after_the_place_sees_and_moves_nothing() -> None:
    case = left_behind()

    page = confirmed(people.lan()).content.decode()

    assert "Chỉ người quản trị" in page
    assert held(case) == "14/09"


def test_no_stranger_opens_it() -> None:
    assert people.hoa().get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302


def test_the_problems_page_leads_to_it() -> None:
    left_behind()

    page = people.quan().get("/office/problems/dates-behind/").content.decode()

    place = make.unit("99901").pk
    assert f'href="{ADDRESS}?place={place}"' in page


def test_a_preview_lists_the_book_that_accepting_moves_and_counts_the_others() -> None:
    make.unit("99901", parent=city())
    ours = accepted()
    above()
    make.tenure("cao", Role.LEADER, where=make.unit("99901"))  # reads the ward's book too
    told = {"off": "11/09/2026", "source": "Công văn 1/VPCP", "place": city().pk}

    found = people.signed_in("cao").post("/office/calendar/announce/", told).context["found"]

    assert ours.code not in [shift.case.code for shift in found.shifts]
    assert found.elsewhere == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_asks_the_book_as_often_for_one_row_as_for_three(rows: int) -> None:
    make.unit("99901", parent=city())
    for _ in range(rows - 1):
        accepted()
    left_behind()
    client = people.quan()
    assert len(client.get(ADDRESS).context["found"].shifts) == rows

    with CaptureQueriesContext(connection) as asked:
        client.get(ADDRESS)

    assert len(asked) == 4
