"""What was taken from somebody is gone on their very next request."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import make
from wardbook.org.models import Person, Post, Tenure

pytestmark = pytest.mark.django_db
ADDRESS = "/office/counter/"


def _end_tenure(lan: Tenure) -> None:
    Tenure.objects.filter(pk=lan.pk).update(end_on=lan.start_on.replace(month=2))


def _end_post(lan: Tenure) -> None:
    Post.objects.filter(pk=lan.post_id).update(end_on=lan.start_on.replace(month=2))


def _move_post(lan: Tenure) -> None:
    Post.objects.filter(pk=lan.post_id).update(role="administrator")


def _disable(lan: Tenure) -> None:
    Person.objects.filter(pk=lan.person_id).update(is_active=False)


def _change_password(lan: Tenure) -> None:
    person = Person.objects.get(pk=lan.person_id)
    person.set_password("bon chu moi hoan toan")
    person.save()


@pytest.mark.parametrize(
    ("take", "status"),
    [
        (_end_tenure, 403),
        (_end_post, 403),
        (_move_post, 404),
        (_disable, 302),
        (_change_password, 302),
    ],
)
def test_it_is_gone_on_the_next_request(take: Callable[[Tenure], None], status: int) -> None:
    lan, client = make.lan(), Client()
    client.force_login(lan.person, "wardbook.org.accounts.Accounts")
    assert client.get(ADDRESS).status_code == 200

    take(lan)

    assert client.get(ADDRESS).status_code == status
