"""Moving on to the next post, and changes of posts by cause with the rows behind each number."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make
from tests.office import people
from tests.office.test_organisation import day
from wardbook.ledger.models import Audience, Body
from wardbook.org.actions import end_tenure, move_on, start_tenure
from wardbook.org.causes import Why
from wardbook.org.models import Post, Tenure

pytestmark = pytest.mark.django_db

PERIOD = {**day("start", "1/11/2026"), **day("end", "30/11/2026")}


def empty_post(name: str) -> Post:
    former = make.tenure(name, "clerk")
    end_tenure(former, end_on=former.start_on + timedelta(9), by=make.SYSTEM, at=make.AT)
    return former.post


def rotated(name: str, cause: str = "rotated") -> tuple[Tenure, Tenure]:
    why = Why(cause=cause, paper=f"QĐ {name}")
    held, post = make.tenure(name, "clerk"), empty_post(f"{name}-former")
    return move_on(held, post, on=make.TODAY, why=why, by=make.SYSTEM, at=make.AT)


def text(client: Client, path: str, **asked: str) -> str:
    response = client.get(path, asked)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_an_administrator_moves_somebody_on_in_one_form() -> None:
    held, post = make.lan(), empty_post("former")
    told = {"post": post.pk, "cause": "rotated", "paper": "12-QĐ/ĐU", "reason": ""}

    answer = people.quan().post(
        f"/office/tenures/{held.pk}/move/", told | day("start_on", "23/11/2026")
    )

    came = Tenure.objects.get(follows=held)
    assert answer.url == f"/office/posts/{post.pk}/"
    assert (came.post, came.began_paper, f"{came.start_on}") == (post, "12-QĐ/ĐU", "2026-11-23")


def test_a_move_that_a_rule_refuses_says_why_and_keeps_what_was_typed() -> None:
    held, minh = make.lan(), make.minh()
    told = {"post": minh.post.pk, "cause": "rotated", "paper": "12-QĐ/ĐU"}

    answer = people.quan().post(
        f"/office/tenures/{held.pk}/move/", told | day("start_on", "23/11/2026")
    )

    assert answer.status_code == 422
    assert "12-QĐ/ĐU" in answer.content.decode()
    assert not Tenure.objects.filter(follows=held).exists()


def test_both_posts_say_where_somebody_came_from_and_went() -> None:
    left, came = rotated("mai")
    client = people.quan()

    before = text(client, f"/en/office/posts/{left.post_id}/")
    after = text(client, f"/en/office/posts/{came.post_id}/")

    assert f'href="/en/office/posts/{came.post_id}/"' in before
    assert f'href="/en/office/posts/{left.post_id}/"' in after
    assert before.count("rotated, QĐ mai") == 2  # in the line of holders, and in the history
    assert "Moves on to another post" not in before


def test_an_account_shows_the_posts_of_its_person_in_line() -> None:
    left, came = rotated("mai")

    page = text(people.quan(), f"/en/office/accounts/{left.person_id}/")

    assert page.count("rotated, QĐ mai") == 2
    assert page.count(f'href="/en/office/posts/{came.post_id}/"') == 2  # its row, and "to" it


def test_the_last_day_is_set_with_its_cause() -> None:
    held = make.lan()
    told = {"cause": "retired", "paper": "7-QĐ", "reason": ""}

    people.quan().post(f"/office/tenures/{held.pk}/end/", told | day("last_on", "30/11/2026"))

    held.refresh_from_db()
    assert (held.ended_by, held.ended_paper) == ("retired", "7-QĐ")


def test_a_post_whose_holder_is_leaving_is_given_from_the_day_after() -> None:
    post, client, today = make.lan().post, people.quan(), timezone.localdate()
    post.tenures.update(end_on=today + timedelta(days=3))

    page = client.get(f"/office/posts/{post.pk}/give/")

    assert page.context["form"]["start_on"].initial == today + timedelta(days=3)


def test_a_post_is_given_with_its_cause() -> None:
    post, mai = empty_post("former"), make.person("mai")
    told = {"person": mai.pk, "how": "own", "cause": "elected", "paper": "", "reason": "x"}

    people.quan().post(f"/office/posts/{post.pk}/give/", told | day("start_on", "20/11/2026"))

    assert Tenure.objects.get(person=mai).began_by == "elected"


def test_changes_are_counted_by_cause_and_each_opens_to_as_many_rows() -> None:
    for name in ("mai", "nam", "hai"):
        rotated(name)
    rotated("tam", "transferred")
    again = Tenure.objects.get(person__username="mai", end_on=None)
    move_on(
        again,
        empty_post("third"),
        on=make.TODAY + timedelta(2),
        why=Why(cause="rotated"),
        by=make.SYSTEM,
        at=make.AT,
    )
    client = people.minh()

    page = text(client, "/en/office/changes/", **PERIOD)
    rows = text(client, "/en/office/changes/", **PERIOD, cause="rotated")

    assert re.search(r"rotated</a></th> <td[^>]*>4</td> <td[^>]*>3</td>", page)
    assert re.search(r"transferred</a></th> <td[^>]*>1</td> <td[^>]*>1</td>", page)
    assert rows.partition('id="rows"')[2].count('scope="row"') == 4


def test_what_is_not_told_is_counted_as_such() -> None:
    start_tenure(
        empty_post("former"), make.person("mai"), start_on=make.TODAY, by=make.SYSTEM, at=make.AT
    )

    page = text(people.minh(), "/en/office/changes/", **PERIOD)

    assert re.search(r"not told</a></th> <td[^>]*>1</td>", page)
    assert people.minh().get("/en/office/changes/", {"cause": "rotated"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(count: int) -> None:
    for number in range(count):
        rotated(f"can-bo-{number}")
    client = people.minh()

    with CaptureQueriesContext(connection) as context:
        client.get("/office/changes/", PERIOD)

    assert len(context) == 2


def test_changes_are_for_who_reads_the_ledger() -> None:
    answers = {
        name: client.get("/office/changes/").status_code
        for name, client in (
            ("clerk", people.lan()),
            ("leader", people.minh()),
            ("administrator", people.quan()),
            ("stranger", people.hoa()),
        )
    }

    assert answers == {"clerk": 404, "leader": 200, "administrator": 200, "stranger": 403}


def test_nothing_of_a_change_is_public() -> None:
    rotated("mai")

    told = Body.objects.filter(entry__audience=Audience.PUBLIC)

    assert Body.objects.filter(content__contains="rotated").count() == 2
    assert not told.filter(content__contains="rotated").exists()
    assert not told.filter(content__contains="Mai").exists()
