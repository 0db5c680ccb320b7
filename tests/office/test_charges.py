"""The page of who answers for which area, and the portal that says so without names."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.office import people
from tests.office.test_organisation import day
from wardbook.org.actions import charge, end_charge, tell_charge
from wardbook.org.kinds import Kind
from wardbook.org.models import Charge, Tenure, Unit

pytestmark = pytest.mark.django_db


def area(name: str = "kv1") -> Unit:
    words = {"name": f"Khu vực {name}"}
    return make.unit(f"99901.{name}", Kind.RESIDENTIAL_GROUP, make.unit(), **words)


def entered(held: Tenure, unit: Unit, field: str = "", **more: Any) -> Charge:
    days = {"start_on": make.TODAY - timedelta(9)} | more
    return charge(held.post, unit, field, source="QĐ 21", by=make.SYSTEM, at=make.AT, **days)


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_an_administrator_enters_who_answers() -> None:
    minh, kv = make.minh(), area()
    told = {"post": minh.post.pk, "unit": kv.pk, "field": "poverty", "source": "QĐ 21"}

    answer = people.quan().post("/office/areas/add/", told | day("start_on", "20/11/2026"))

    assert answer.url == "/office/areas/"
    assert Charge.objects.get(post=minh.post, unit=kv).field == "poverty"


def test_what_a_rule_refuses_is_said_beside_the_form() -> None:
    minh, kv = make.minh(), area()
    entered(make.lan(), kv)
    told = {"post": minh.post.pk, "unit": kv.pk, "field": "", "source": "QĐ 22"}

    answer = people.quan().post("/office/areas/add/", told | day("start_on", "20/11/2026"))

    assert answer.status_code == 422
    assert make.lan().post.title_vi in answer.content.decode()


def test_the_page_says_for_which_areas_nobody_answers() -> None:
    area("kv2")
    entered(make.minh(), area("kv1"))

    page = text(people.lan(), "/en/office/areas/")

    assert "Nobody answers for: 99901.kv2 Ward" in page
    assert "Minh" in page  # who holds the post today


def test_an_administrator_ends_it() -> None:
    row = entered(make.minh(), area())

    people.quan().post(f"/office/areas/{row.pk}/end/", day("last_on", "30/11/2026"))

    row.refresh_from_db()
    assert f"{row.end_on}" == "2026-12-01"


def test_a_leader_makes_it_public_and_takes_it_back() -> None:
    row = entered(make.minh(), area())
    client, path = people.minh(), f"/office/areas/{row.pk}/public/"

    client.post(path, {"public": "1"})
    assert Charge.objects.get(pk=row.pk).released_at
    client.post(path, {"public": "0"})
    assert Charge.objects.get(pk=row.pk).released_at is None


def test_a_leader_of_the_state_side_has_no_button_for_the_party_side() -> None:
    party = make.unit("99901.party", Kind.PARTY_COMMITTEE, make.unit())
    row = entered(make.tenure("secretary", "leader", where=party), area())
    client = people.minh()

    assert "Make it public" not in text(client, "/en/office/areas/")
    assert row.post.title_en not in text(client, "/en/office/areas/").partition("<table")[2]
    assert "Make it public" in text(people.signed_in("secretary"), "/en/office/areas/")
    client.post(f"/office/areas/{row.pk}/public/", {"public": "1"})
    assert Charge.objects.get(pk=row.pk).released_at is None


def test_what_the_party_side_made_public_everybody_in_the_office_reads() -> None:
    party = make.unit("99901.party", Kind.PARTY_COMMITTEE, make.unit())
    cell = make.unit("99901.cell", Kind.PARTY_CELL, party)
    secretary = make.tenure("secretary", "leader", where=party)
    row = entered(secretary, cell)

    assert cell.name_en not in text(people.lan(), "/en/office/areas/")
    assert cell.name_en in text(people.quan(), "/en/office/areas/")
    tell_charge(row, public=True, by=secretary, at=make.AT)
    assert cell.name_en in text(people.lan(), "/en/office/areas/")


def test_post_and_area_say_it_too() -> None:
    minh, kv = make.minh(), area()
    entered(minh, kv)
    client = people.quan()

    assert f"{kv.name_en}" in text(client, f"/en/office/posts/{minh.post_id}/")
    assert minh.post.title_en in text(client, f"/en/office/units/{kv.pk}/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(count: int) -> None:
    for number in range(count):
        entered(make.tenure(f"can-bo-{number}", "clerk"), area(f"kv{number}"))
    client = people.minh()

    with CaptureQueriesContext(connection) as context:
        client.get("/office/areas/")

    assert len(context) == 5


def test_every_page_opens_in_both_languages() -> None:
    row = entered(make.minh(), area())
    client = people.quan()

    for language in ("", "/en"):
        for path in ("areas/", "areas/add/", f"areas/{row.pk}/end/"):
            assert client.get(f"{language}/office/{path}").status_code == 200


def test_who_may_open_them() -> None:
    row = entered(make.minh(), area())
    asked = ["areas/", "areas/add/", f"areas/{row.pk}/end/"]

    answers = [[c.get(f"/office/{p}").status_code for p in asked] for c in (people.lan(),)]

    assert answers == [[200, 404, 404]]
    assert people.hoa().get("/office/areas/").status_code == 403
    assert people.lan().post(f"/office/areas/{row.pk}/public/").status_code == 404


# The portal


def told_of(held: Tenure, unit: Unit, **more: Any) -> Charge:
    row = entered(held, unit, "poverty", **more)
    return tell_charge(row, public=True, by=held, at=make.AT)


def test_the_portal_says_which_post_answers_and_no_name() -> None:
    make.released()
    minh = make.minh()
    told_of(minh, area())
    entered(minh, area("kv2"))

    body = Client().get("/units/99901.json").json()
    page = text(Client(), "/en/units/99901/")

    assert [one["area"]["code"] for one in body["charges"]] == ["99901.kv1"]
    assert "Who answers for which area" in page
    assert minh.post.title_en in page
    assert minh.person.name not in page


def test_what_has_not_begun_or_has_ended_is_not_shown() -> None:
    make.released()
    minh = make.minh()
    told_of(minh, area("kv1"), start_on=make.TODAY + timedelta(900))
    end_charge(
        told_of(minh, area("kv2")),
        end_on=make.TODAY - timedelta(1),
        by=make.SYSTEM,
        at=make.AT,
    )

    assert Client().get("/units/99901.json").json()["charges"] == []
    assert "Who answers for which area" not in text(Client(), "/en/units/99901/")


def test_what_comes_from_a_sample_book_says_so() -> None:
    make.released()
    held = make.tenure("sample", "leader", the_book=make.book("sample", sample=True))
    told_of(held, area())

    body = Client().get("/units/99901.json").json()

    assert [one["sample"] for one in body["charges"]] == [True]
    assert body["samples"]


def test_a_body_says_who_may_confirm_its_work() -> None:
    committee = make.unit("99901.committee", Kind.PEOPLES_COMMITTEE, make.unit())

    page = text(people.quan(), f"/en/office/units/{committee.pk}/")

    assert "People&#x27;s Council (of this place)" in page
    assert "Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15" in page
    assert "56/2010/QH12" not in page  # a row of former days
