"""Prepared statements do what the queryset itself would, with what is given each time."""

from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F

from tests import make
from wardbook.org.models import Person, Session, Tenure
from wardbook.web.prepared import FEW, Given, Insert, Prepared, Update

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


def test_what_is_joined_to_several_rows_is_one_object() -> None:
    lan = make.lan()
    make.tenure("lan", "leader", where=lan.post.unit)
    first, second = _held(on=make.TODAY, person=lan.person_id)
    assert first.post != second.post
    assert first.person is second.person
    assert first.post.unit is second.post.unit


def test_an_annotation_comes_with_its_row() -> None:
    lan = make.lan()
    rows = Prepared(lambda: Tenure.objects.annotate(whose=F("person__username")))
    assert [(row, vars(row)["whose"]) for row in rows()] == [(lan, "lan")]


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


_add_sessions = Insert(Session)
_prolong = Update(
    lambda: Session.objects.filter(session_key=Given("key", CharField())), "expire_date", "person"
)


def _session(key: str) -> Session:
    return Session(session_key=key, session_data="", expire_date=make.AT)


def test_new_rows_are_as_the_model_would_save_them(django_assert_num_queries: Any) -> None:
    lan = make.lan()
    rows = [Tenure(post=lan.post, person=lan.person, start_on=date(2030, 1, n)) for n in (1, 2)]
    with django_assert_num_queries(1):
        Insert(Tenure)(*rows)
    kept = list(Tenure.objects.filter(start_on__year=2030).order_by("start_on"))
    assert [(row.pk, row.post, row.start_on) for row in kept] == [
        (row.pk, lan.post, row.start_on) for row in rows
    ]
    assert not rows[0]._state.adding


def test_as_many_rows_as_are_given_are_written() -> None:
    _add_sessions(_session("a"))
    _add_sessions(_session("b"), _session("c"))
    _add_sessions(_session("d"))
    assert Session.objects.count() == 4


def test_a_row_of_a_row_that_was_new_itself_knows_its_number() -> None:
    book = make.book("99902")
    person = Person(book=book, username="moi", name="Mới", password="")
    session = _session("a")
    session.person = person
    Insert(Person)(person)
    _add_sessions(session)
    assert Session.objects.get().person == person


def test_a_row_of_a_row_that_was_not_written_is_refused() -> None:
    session = _session("a")
    session.person = Person(username="moi")
    with pytest.raises(ValueError, match="unsaved related object"):
        _add_sessions(session)


def test_a_row_that_is_there_already_is_not_written_twice() -> None:
    _add_sessions(_session("a"))
    with pytest.raises(IntegrityError), transaction.atomic():
        _add_sessions(_session("a"))


def test_a_change_says_how_many_rows_it_found() -> None:
    _add_sessions(_session("a"), _session("b"))
    later, lan = make.AT + timedelta(days=1), make.lan()
    assert _prolong(key="a", expire_date=later, person=lan.person_id) == 1
    assert _prolong(key="c", expire_date=later, person=None) == 0
    kept = Session.objects.order_by("session_key").values_list("expire_date", "person")
    assert list(kept) == [(later, lan.person_id), (make.AT, None)]


def test_a_number_that_no_row_can_have_changes_none() -> None:
    rows = Update(
        lambda: Session.objects.filter(person=Given("person", BigIntegerField())), "expire_date"
    )
    given = {"person": 10**30, "expire_date": make.AT}
    assert rows(**given) == rows.with_new(_add_sessions, _session("a"), **given) == 0
    assert not Session.objects.exists()


def test_a_change_to_nothing_writes_none() -> None:
    _add_sessions(_session("a"))
    _prolong(key="a", expire_date=make.AT, person=make.lan().person_id)
    assert _prolong(key="a", expire_date=make.AT, person=None) == 1
    assert Session.objects.get().person is None


def test_a_change_and_new_rows_go_together() -> None:
    _add_sessions(_session("a"))
    new, later = [_session("b"), _session("c")], make.AT + timedelta(days=1)
    assert _prolong.with_new(_add_sessions, *new, key="a", expire_date=later, person=None) == 1
    kept = Session.objects.order_by("session_key").values_list("session_key", "expire_date")
    assert list(kept) == [("a", later), ("b", make.AT), ("c", make.AT)]
    assert [one.pk for one in new] == ["b", "c"]
    assert not new[0]._state.adding


@pytest.mark.parametrize("count", [1, 2, FEW + 1])
def test_nothing_is_new_where_nothing_was_changed(count: int) -> None:
    new = [_session(f"k{n}") for n in range(count)]
    given = {"key": "none", "expire_date": make.AT, "person": None}
    assert _prolong.with_new(_add_sessions, *new, **given) == 0
    assert Session.objects.count() == 0
    assert new[0]._state.adding


def test_what_is_too_long_is_not_cut_to_fit() -> None:
    """SQLite takes any length, so it says nothing of this."""
    _add_sessions(_session("a"))
    given = {"key": "a", "expire_date": make.AT, "person": None}
    refused = pytest.raises(DatabaseError) if connection.vendor == "postgresql" else nullcontext()
    with refused, transaction.atomic():
        _prolong.with_new(_add_sessions, _session("k" * 41), **given)
    assert not Session.objects.filter(session_key="k" * 40).exists()


def test_many_rows_are_written_too() -> None:
    rows = [_session(f"k{n}") for n in range(FEW + 1)]
    _add_sessions(*rows)
    assert Session.objects.count() == FEW + 1
    assert not any(row._state.adding for row in rows)
