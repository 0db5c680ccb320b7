"""One's own dates: the page, the digest by e-mail, and the calendar behind a secret address."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tests import make
from tests.cases.loop import world
from tests.office import people
from wardbook.cases.models import Reminding
from wardbook.office.reminders import send_digests
from wardbook.org.models import Tenure

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # nine in the morning in Viet Nam


@pytest.fixture
def server(settings: Any) -> None:
    settings.EMAIL_HOST = "localhost"


def who(tenure: Tenure) -> Client:
    return people.signed_in(tenure.person.username)


def owed_until(day: datetime, **more: Any) -> Any:
    title = more.pop("title", "Nộp báo cáo quý")
    return world.owed("conclusion", title=title, until=day, **more)


def asks_for_mail(tenure: Tenure) -> None:
    who(tenure).post("/office/dates/mail/", {"mail": "can.bo@vidu.vn"})


@pytest.mark.usefixtures("server")
def test_the_digest_says_what_is_late_due_and_soon_once_a_day_and_no_words() -> None:
    late = owed_until(NOW - timedelta(days=1), at=NOW - timedelta(days=9))
    owed_until(NOW + timedelta(days=2), title="Việc sắp đến hạn")
    asks_for_mail(world.officer())

    sent = [send_digests(NOW), send_digests(NOW + timedelta(hours=1))]

    assert sent == [(1, 0), (0, 0)]
    assert late.code in mail.outbox[0].body
    assert "báo cáo quý" not in mail.outbox[0].body


@pytest.mark.usefixtures("server")
def test_a_leader_hears_of_what_others_are_late_with_after_who_owes_it() -> None:
    case = owed_until(NOW - timedelta(days=2), at=NOW - timedelta(days=9))
    asks_for_mail(world.chair())

    send_digests(NOW)

    assert case.code in mail.outbox[0].body.partition("Chức vụ khác còn nợ")[2]


@pytest.mark.usefixtures("server")
def test_nothing_is_sent_where_nothing_is_due_or_nobody_asked() -> None:
    owed_until(NOW + timedelta(days=20))
    asks_for_mail(world.officer())

    assert send_digests(NOW) == (0, 0)
    assert mail.outbox == []


def test_of_a_long_part_the_first_are_listed_and_all_are_counted(monkeypatch: Any) -> None:
    monkeypatch.setattr("wardbook.cases.queries.reminders.MOST", 2)
    for number in range(3):
        owed_until(
            timezone.now() + timedelta(hours=50 + number), at=timezone.now(),
            title=f"Việc {'abc'[number]}", facts={"none_moves": "-", "new_because": "-"},
        )  # fmt: skip

    page = who(world.officer()).get("/office/dates/").content.decode()

    assert [f"Việc {letter}<" in page for letter in "abc"] == [True, True, False]
    assert '<span class="wb-work__n">3</span>' in page
    assert "và 1 nữa" in page


def calendar_of(tenure: Tenure) -> str:
    client = who(tenure)
    client.post("/office/dates/calendar/")
    page = client.get("/office/dates/").content.decode()
    return page.partition('<code class="wb-hash">')[2].partition("</code>")[0]


def test_the_secret_address_opens_ones_own_dates_without_signing_in() -> None:
    case = owed_until(NOW + timedelta(days=20))
    owed_until(NOW + timedelta(days=5), title="Việc của người khác", post=world.chair().post)
    address = calendar_of(world.officer())

    events = Calendar.from_ical(Client().get(address).content).walk("VEVENT")

    assert [str(event["summary"]) for event in events] == [f"Kết luận {case.code}"]


def test_the_address_is_shown_once_and_a_new_one_closes_the_old() -> None:
    first, second = calendar_of(world.officer()), calendar_of(world.officer())

    assert "/office/dates/" in first
    assert first not in who(world.officer()).get("/office/dates/").content.decode()
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_who_left_the_post_or_was_disabled_reads_nothing_there() -> None:
    owed_until(NOW + timedelta(days=20))
    address = calendar_of(world.officer())
    Tenure.objects.filter(pk=world.officer().pk).update(end_on=NOW.date())
    assert b"VEVENT" not in Client().get(address).content

    make.person("can-bo").__class__.objects.filter(username="can-bo").update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_secret_itself_is_kept_nowhere() -> None:
    address = calendar_of(world.officer())
    token = address.rpartition("/")[2].removesuffix(".ics")

    assert token not in str(list(Reminding.objects.values()))


def test_an_address_that_cannot_be_written_to_is_asked_for_again() -> None:
    answer = who(world.officer()).post("/office/dates/mail/", {"mail": "khong-phai-thu"})

    assert answer.status_code == 422
    assert not Reminding.objects.exclude(mail="").exists()
