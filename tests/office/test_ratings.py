"""What people say of the service, as the office reads it: in groups that name nobody."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.office import people
from wardbook.cases.models.rating import Rating, any_number
from wardbook.cases.queries.ratings import months

pytestmark = pytest.mark.django_db

HERE = "/office/statements/ratings/"


def last_month() -> date:
    return (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)


def rated(*scores: int, month: date | None = None) -> None:
    unit = make.unit()
    for score in scores:
        said = ["late"] if score < 3 else []
        Rating.objects.create(
            id=any_number(), unit=unit, on=month or last_month(), score=score, reasons=said
        )


def body() -> str:
    return people.lan().get(HERE).content.decode()


def test_a_month_with_five_shows_how_many_their_mean_and_their_reasons() -> None:
    rated(5, 5, 4, 2, 1)

    page = body()

    assert (">5</td>" in page, ">3,4</td>" in page, "Trễ hẹn: 2" in page) == (True, True, True)


def test_of_four_nothing_is_told() -> None:
    rated(1, 1, 1, 1)

    assert "không tháng nào đủ năm" in body()


def test_the_running_month_waits_until_it_is_over() -> None:
    rated(1, 1, 1, 1, 1, month=timezone.localdate().replace(day=1))

    assert "không tháng nào đủ năm" in body()


def test_months_stand_newest_first_and_a_year_back() -> None:
    old = date(2025, 11, 1)
    for month in (old, date(2025, 12, 1), date(2026, 11, 1)):
        rated(3, 3, 3, 3, 3, month=month)

    found = months([make.unit()], on=date(2026, 12, 5))

    assert [month for _, month, _ in found] == [date(2026, 11, 1), date(2025, 12, 1)]


def test_a_clerk_and_a_leader_read_it_and_a_stranger_does_not() -> None:
    assert people.minh().get(HERE).status_code == 200
    assert people.lan().get(HERE).status_code == 200
    assert Client().get(HERE).status_code == 302


def test_the_statement_leads_there() -> None:
    make.lan()

    assert HERE in people.lan().get("/office/statements/").content.decode()


@pytest.mark.parametrize("places", [1, 3])
def test_more_months_take_no_more_queries(
    places: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(places):
        rated(3, 3, 3, 3, 3, month=date(2026, 11 - number, 1))
    unit = make.unit()

    with django_assert_num_queries(1):
        assert len(months([unit], on=date(2026, 12, 5))) == places
