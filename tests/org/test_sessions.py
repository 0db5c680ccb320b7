"""A session is read together with whose it is, and what ended opens nothing."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.office import people
from wardbook.org.models import Person, Session, Tenure
from wardbook.org.queries import tenures
from wardbook.org.sessions import SessionStore

pytestmark = pytest.mark.django_db


def asked_by(client: Client) -> HttpRequest:
    request = HttpRequest()
    request.session = SessionStore(client.session.session_key)
    return request


def test_who_comes_in_is_asked_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request, lan = asked_by(people.lan()), Tenure.objects.get()
    with django_assert_num_queries(1):
        person = get_user(request)
        assert isinstance(person, Person)
        held = tenures(person, timezone.localdate())
    assert held == [lan]
    assert (person, held[0].post.unit) == (lan.person, lan.post.unit)


def test_whoever_holds_no_post_is_known_too() -> None:
    hoa = get_user(asked_by(people.hoa()))
    assert isinstance(hoa, Person)
    assert tenures(hoa, timezone.localdate()) == []


def test_a_session_whose_time_is_over_is_nobodys() -> None:
    request = asked_by(people.lan())
    Session.objects.update(expire_date=make.AT - timedelta(days=400))
    assert isinstance(get_user(request), AnonymousUser)
    assert request.session.session_key is None


def test_an_account_that_was_closed_meanwhile_comes_in_no_more() -> None:
    request = asked_by(people.lan())
    Person.objects.update(is_active=False)
    assert isinstance(get_user(request), AnonymousUser)


def test_a_password_that_was_changed_meanwhile_ends_the_session() -> None:
    request = asked_by(people.lan())
    Person.objects.update(password="khac")
    assert isinstance(get_user(request), AnonymousUser)


def test_what_was_read_along_is_told_once_alone() -> None:
    """Nobody comes in by what was true of a request before."""
    request, lan = asked_by(people.lan()), Person.objects.get()
    assert request.session["_auth_user_id"] == str(lan.pk)
    assert get_user(request) == lan
    Person.objects.update(is_active=False)
    assert isinstance(get_user(request), AnonymousUser)
