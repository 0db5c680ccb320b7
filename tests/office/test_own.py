"""My account: changing the password, and where I am signed in."""

from datetime import timedelta

import pytest
from axes.models import AccessLog
from django.test import Client

from tests import make
from tests.office import people
from wardbook.office.views.session import device
from wardbook.org.models import Person, Session

pytestmark = pytest.mark.django_db

NEW = {"old": make.PASSWORD, "password": "bon con meo den", "again": "bon con meo den"}
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


def signed_in(agent: str = "") -> Client:
    make.lan()
    client = Client(headers={"user-agent": agent})
    client.post("/office/sign-in/", {"username": "lan", "password": make.PASSWORD})
    return client


@pytest.mark.parametrize("page", ["me/", "me/password/"])
def test_ones_own_pages_open_to_everybody_signed_in_and_to_no_stranger(page: str) -> None:
    clients = (people.lan(), people.minh(), people.quan(), people.hoa())

    assert [one.get(f"/office/{page}").status_code for one in clients] == [200] * 4
    assert Client().get(f"/office/{page}").url.startswith("/office/sign-in/")


def test_a_new_password_keeps_this_sign_in_and_ends_the_others() -> None:
    here, there = signed_in(), signed_in()

    assert here.post("/office/me/password/", NEW).url == "/office/me/"

    assert here.get("/office/me/").status_code == 200
    assert there.get("/office/me/").status_code == 302
    assert Person.objects.get(username="lan").check_password(NEW["password"])


@pytest.mark.parametrize("more", [{"old": "sai"}, {"again": "khac"}, {"password": "ngan"}])
def test_what_does_not_fit_changes_no_password(more: dict[str, str]) -> None:
    answer = signed_in().post("/office/me/password/", NEW | more)

    assert answer.status_code == 422
    assert Person.objects.get(username="lan").check_password(make.PASSWORD)


def test_no_password_is_ever_sent_back() -> None:
    answer = signed_in().post("/office/me/password/", NEW | {"old": "sai mat khau"})

    page = answer.content.decode()
    assert "sai mat khau" not in page and NEW["password"] not in page


def test_guessing_the_old_password_locks_out_as_at_the_door() -> None:
    client = signed_in()
    wrong = NEW | {"old": "sai"}

    codes = [client.post("/office/me/password/", wrong).status_code for _ in range(5)]

    assert codes[-1] == 429
    assert client.post("/office/me/password/", NEW).status_code == 429


def test_a_person_sees_where_they_are_signed_in_and_no_key() -> None:
    here = signed_in()
    signed_in(PHONE)

    page = here.get("/office/me/").content.decode()

    assert "Safari, iPhone" in page
    assert not [row.pk for row in Session.objects.all() if row.pk in page]


def handle(client: Client, device: str) -> str:
    sessions = client.get("/office/me/").context["sessions"]
    return next(row["handle"] for row in sessions if device in row["session"].device)


def test_one_sign_in_is_ended_from_another() -> None:
    here, there, third = signed_in(), signed_in(PHONE), signed_in()

    here.post("/office/me/sessions/end/", {"session": handle(here, "iPhone")})

    codes = [client.get("/office/me/").status_code for client in (here, there, third)]
    assert codes == [200, 302, 200]


def test_all_others_are_ended_at_once() -> None:
    here, there = signed_in(), signed_in()

    here.post("/office/me/sessions/end/", {"session": "all"})

    assert [client.get("/office/me/").status_code for client in (here, there)] == [200, 302]


def test_nobody_ends_the_sign_in_of_another() -> None:
    lan, minh = signed_in(), people.minh()

    minh.post("/office/me/sessions/end/", {"session": handle(lan, "")})

    assert lan.get("/office/me/").status_code == 200


def test_signing_out_leaves_no_session_behind() -> None:
    client = signed_in()

    client.post("/office/sign-out/")

    assert not Session.objects.filter(person__username="lan").exists()


def test_nothing_is_kept_of_where_somebody_was_signed_in() -> None:
    signed_in(PHONE)
    Session.objects.update(expire_date=make.AT - timedelta(days=1))

    signed_in()

    assert [row.device for row in Session.objects.all()] == [""]
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox, Linux"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_is_called_as_its_owner_knows_it(agent: str, words: str) -> None:
    assert device(agent) == words
