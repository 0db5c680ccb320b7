"""Prepared queries answer what the queryset itself would, of what is given each time."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, DateField, DateTimeField

from tests import make
from wardbook.org.models import Session, Tenure
from wardbook.web.prepared import Given, Prepared

pytestmark = pytest.mark.django_db

_held = Prepared(
    lambda: (
        Tenure.objects.in_force(Given("on", DateField()))
        .filter(person=Given("person", BigIntegerField()))
        .select_related("person", "post__unit__parent", "post__book")
        .order_by("post__code")
    )
)


def test_the_rows_are_those_of_the_queryset(django_assert_num_queries: Any) -> None:
    lan = make.lan(where=make.unit("99902", parent=make.unit("99", "province")))
    rows = Tenure.objects.in_force(make.TODAY).select_related("post__unit__parent")
    with django_assert_num_queries(1):
        (found,) = _held(on=make.TODAY, person=lan.person_id)
        told = (found.post.unit.parent, found.post.book, found.person, found.start_on)
    same = rows.get(person=lan.person)
    assert told == (same.post.unit.parent, same.post.book, same.person, same.start_on)


def test_what_is_not_there_is_none() -> None:
    lan = make.lan(where=make.unit())
    (found,) = _held(on=make.TODAY, person=lan.person_id)
    assert found.post.unit.parent is None


def test_each_time_it_is_asked_of_what_is_given() -> None:
    lan, minh = make.lan(), make.minh()
    assert _held(on=make.TODAY, person=lan.person_id) == [lan]
    assert _held(on=make.TODAY, person=minh.person_id) == [minh]
    assert _held(on=date(2025, 1, 1), person=lan.person_id) == []


def test_what_was_changed_is_read_the_next_time() -> None:
    lan = make.lan()
    assert _held(on=make.TODAY, person=lan.person_id) == [lan]
    Tenure.objects.filter(pk=lan.pk).update(end_on=make.TODAY)
    assert _held(on=make.TODAY, person=lan.person_id) == []


def test_a_moment_is_given_and_read_in_its_time_zone() -> None:
    Session.objects.create(session_key="k", session_data="", expire_date=make.AT)
    rows = Prepared(
        lambda: Session.objects.filter(
            session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField())
        )
    )
    assert rows(key="k", now=make.AT) == []
    (found,) = rows(key="k", now=make.AT - timedelta(microseconds=1))
    assert found.expire_date == make.AT


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**40, str(10**40)])
def test_a_number_that_no_row_can_have_has_none(number: Any) -> None:
    make.lan()
    assert _held(on=make.TODAY, person=number) == []


def test_nothing_given_is_ever_part_of_the_sql() -> None:
    lan = make.lan()
    with pytest.raises((ValueError, TypeError)):
        _held(on=make.TODAY, person="1 OR 1=1")
    assert connection.is_usable()
    assert _held(on=make.TODAY, person=lan.person_id) == [lan]
