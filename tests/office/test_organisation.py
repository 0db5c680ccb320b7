"""The pages of an administrator: accounts, posts, bodies; for others they are not there."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.office import people
from wardbook.org.models import Person, Post, Tenure, Unit

pytestmark = pytest.mark.django_db

PAGES = [
    "accounts/",
    "accounts/invite/",
    "accounts/{account}/",
    "accounts/{account}/rename/",
    "posts/",
    "posts/open/",
    "posts/{post}/",
    "posts/{post}/rename/",
    "posts/{post}/close/",
    "posts/{post}/give/",
    "tenures/{tenure}/end/",
    "tenures/{tenure}/move/",
    "units/",
    "units/{unit}/",
    "units/{unit}/add/",
    "units/{unit}/usual/",
    "units/{body}/rename/",
    "units/{body}/close/",
    "units/{body}/hours/",
]
BUTTONS = ["accounts/{account}/link/", "accounts/{account}/disable/", "accounts/{account}/enable/"]


def world() -> dict[str, int]:
    make.quan()
    lan = make.lan()
    body = make.unit("99901.committee", "peoples_committee", make.unit())
    return {
        "account": lan.person.pk,
        "post": lan.post.pk,
        "tenure": lan.pk,
        "unit": lan.post.unit.pk,
        "body": body.pk,
    }


def day(name: str, text: str) -> dict[str, str]:
    parts = text.split("/")
    return {
        f"{name}_{part}": value for part, value in zip(("day", "month", "year"), parts, strict=True)
    }


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_to_the_administrator(page: str, language: str) -> None:
    address = f"{language}/office/{page.format(**world())}"

    assert people.quan().get(address).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_not_there_for_others(page: str) -> None:
    address = f"/office/{page.format(**world())}"

    assert [one.get(address).status_code for one in (people.lan(), people.minh())] == [404, 404]
    assert [one.post(address).status_code for one in (people.lan(), people.minh())] == [404, 404]
    assert people.hoa().get(address).status_code == 403
    assert Client().get(address).url.startswith("/office/sign-in/")


@pytest.mark.parametrize("button", BUTTONS)
def test_each_button_is_not_there_for_others(button: str) -> None:
    address = f"/office/{button.format(**world())}"

    assert [one.post(address).status_code for one in (people.lan(), people.minh())] == [404, 404]
    assert people.quan().get(address).status_code == 302  # the page above it; nothing is done
    assert Person.objects.get(username="lan").is_active


@pytest.mark.parametrize("page", [page for page in PAGES if "{" in page])
def test_an_administrator_of_another_book_finds_nothing(page: str) -> None:
    address = f"/office/{page.format(**world())}"
    make.tenure("khac", "administrator", where=make.unit("99902"), the_book=make.book("khac"))

    assert people.signed_in("khac").get(address).status_code == 404


def test_an_administrator_of_two_books_says_for_which() -> None:
    make.quan()
    other = make.tenure(
        "quan", "administrator", where=make.unit("99902"), the_book=make.book("khac")
    )
    browser, invited = people.signed_in("quan"), {"name": "Mai", "username": "mai"}
    post = {"unit": other.post.unit_id, "title_vi": "Văn thư", "role": "clerk"}

    unsaid = browser.post("/office/accounts/invite/", invited)
    browser.post("/office/accounts/invite/", invited | {"book": "khac"})
    browser.post("/office/posts/open/", post | day("start_on", "1/11/2026"))

    assert unsaid.status_code == 422
    assert Person.objects.get(username="mai").book.code == "khac"
    assert Post.objects.get(title_vi="Văn thư").book.code == "khac"


def test_the_first_page_of_an_administrator_is_the_list_of_accounts() -> None:
    assert people.quan().get("/office/").url == "/office/accounts/"


def test_the_navigation_shows_what_a_person_may_open() -> None:
    clerk = people.lan().get("/office/documents/").content.decode()
    administrator = people.quan().get("/office/accounts/").content.decode()

    assert 'href="/office/accounts/"' not in clerk
    assert 'href="/office/figures/"' not in administrator


LISTS = [("accounts/", 4), ("posts/", 4), ("units/", 3)]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "queries"), LISTS)
def test_lists_take_a_fixed_number_of_queries(page: str, queries: int, count: int) -> None:
    for number in range(count):
        body = make.unit(f"99901.kv{number}", "residential_group", make.unit())
        make.tenure(f"can-bo-{number}", "clerk", where=body)
    client = people.quan()

    with CaptureQueriesContext(connection) as context:
        assert client.get(f"/office/{page}").status_code == 200

    assert len(context) == queries


def invited(client: Client) -> Any:
    return client.post("/office/accounts/invite/", {"name": "Trần Mai", "username": "mai"})


def link_in(page: str) -> str:
    found = re.search(r"http://testserver(/office/invitations/[\w-]+/)", page)
    assert found
    return found[1]


def test_an_invited_person_chooses_a_password_and_signs_in() -> None:
    link = link_in(invited(people.quan()).content.decode())
    mai = Client()
    words = {"password": "bon con meo den", "again": "bon con meo den"}

    assert mai.post(link, words).url == "/office/sign-in/"

    mai.post("/office/sign-in/", {"username": "mai", "password": "bon con meo den"})
    assert mai.get("/office/me/").status_code == 200
    assert mai.get(link).status_code == 404


def test_a_link_that_never_was_and_one_that_is_over_answer_alike() -> None:
    client = people.quan()
    old = link_in(invited(client).content.decode())
    mai = Person.objects.get(username="mai")
    client.post(f"/office/accounts/{mai.pk}/link/")

    pages = [Client().get(link) for link in (old, "/office/invitations/khong-co/")]

    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].content.decode().replace(old, "") == pages[1].content.decode().replace(
        "/office/invitations/khong-co/", ""
    )


def test_two_passwords_that_differ_set_none() -> None:
    link = link_in(invited(people.quan()).content.decode())

    answer = Client().post(link, {"password": "bon con meo den", "again": "ba con meo den"})

    assert answer.status_code == 422
    assert not Person.objects.get(username="mai").has_usable_password()


def test_a_weak_password_is_refused_in_words() -> None:
    link = link_in(invited(people.quan()).content.decode())

    answer = Client().post(link, {"password": "ngan", "again": "ngan"})

    assert answer.status_code == 422
    assert "12 ký tự" in answer.content.decode()


def test_the_number_of_an_identity_card_is_no_password() -> None:
    link = link_in(invited(people.quan()).content.decode())

    answer = Client().post(link, {"password": "079200001234", "again": "079200001234"})

    assert answer.status_code == 422
    assert "mật khẩu có chữ" in answer.content.decode()


def test_a_user_name_that_is_taken_is_told_and_nothing_typed_is_lost() -> None:
    client = people.quan()
    invited(client)

    answer = invited(client)

    assert answer.status_code == 422
    assert "Trần Mai" in answer.content.decode()


def test_a_name_is_corrected_and_the_old_one_stays_in_the_history() -> None:
    client, ids = people.quan(), world()

    client.post(f"/office/accounts/{ids['account']}/rename/", {"name": "Phạm Lan"})

    page = client.get(f"/office/accounts/{ids['account']}/").content.decode()
    assert "“Lan”" in page and "Phạm Lan" in page


def test_disabling_ends_every_sign_in_at_once() -> None:
    lan, ids = people.lan(), world()

    people.quan().post(f"/office/accounts/{ids['account']}/disable/")

    assert lan.get("/office/").url.startswith("/office/sign-in/")


def test_enabling_brings_no_sign_in_back() -> None:
    lan, ids, quan = people.lan(), world(), people.quan()

    for verb in ("disable", "enable"):
        quan.post(f"/office/accounts/{ids['account']}/{verb}/")

    assert lan.get("/office/").url.startswith("/office/sign-in/")
    assert people.lan().get("/office/documents/").status_code == 200


def test_the_last_administrator_stays() -> None:
    client = people.quan()
    number = Person.objects.get(username="quan").pk

    page = client.post(f"/office/accounts/{number}/disable/", follow=True)

    assert "wb-banner--warning" in page.content.decode()
    assert Person.objects.get(username="quan").is_active


def test_a_new_link_ends_the_old_password_and_its_sign_ins() -> None:
    lan, ids = people.lan(), world()

    people.quan().post(f"/office/accounts/{ids['account']}/link/")

    assert lan.get("/office/").url.startswith("/office/sign-in/")
    assert not Person.objects.get(username="lan").check_password(make.PASSWORD)


def test_nobody_makes_a_link_for_themselves() -> None:
    client = people.quan()
    number = Person.objects.get(username="quan").pk

    page = client.post(f"/office/accounts/{number}/link/", follow=True)

    assert "wb-banner--warning" in page.content.decode()


def test_a_post_is_opened_and_given() -> None:
    client, ids = people.quan(), world()
    fields = {"unit": ids["body"], "title_vi": "Văn thư", "role": "clerk"}

    page = client.post("/office/posts/open/", fields | day("start_on", "1/11/2026"))

    post = Post.objects.get(title_vi="Văn thư")
    assert page.url == f"/office/posts/{post.pk}/"
    assert (post.code, post.title_en) == ("99901.committee/van-thu", "Van thu")
    given = {"person": ids["account"], "how": "acting", **day("start_on", "2/11/2026")}
    client.post(f"/office/posts/{post.pk}/give/", given | day("last_on", "30/11/2026"))
    held = Tenure.objects.get(post=post)
    assert held.acting and f"{held.end_on}" == "2026-12-01"


def test_a_successor_follows_the_holder_the_day_after() -> None:
    client, ids = people.quan(), world()
    given = {"person": make.person("mai").pk, "how": "follow", **day("start_on", "23/11/2026")}

    client.post(f"/office/posts/{ids['post']}/give/", given)

    days = Tenure.objects.filter(post=ids["post"]).order_by("start_on")
    assert [f"{held.person.username} {held.start_on} {held.end_on}" for held in days] == [
        "lan 2026-01-01 2026-11-23",
        "mai 2026-11-23 None",
    ]


def test_an_administrator_is_not_offered_to_themselves() -> None:
    ids = world()
    me = Person.objects.get(username="quan").pk
    given = {"person": me, "how": "acting", **day("start_on", "23/11/2026")}

    page = people.quan().post(f"/office/posts/{ids['post']}/give/", given)

    assert page.status_code == 422
    assert Tenure.objects.filter(person=me).count() == 1


def test_a_post_that_is_held_does_not_close() -> None:
    client, ids = people.quan(), world()

    page = client.post(f"/office/posts/{ids['post']}/close/", day("last_on", "30/11/2026"))

    assert page.status_code == 422
    assert "Lan" in page.content.decode()


def test_a_tenure_ends_and_the_post_closes_on_its_last_day() -> None:
    client, ids = people.quan(), world()

    client.post(f"/office/tenures/{ids['tenure']}/end/", day("last_on", "30/11/2026"))
    client.post(f"/office/posts/{ids['post']}/close/", day("last_on", "30/11/2026"))

    assert f"{Post.objects.get(pk=ids['post']).end_on}" == "2026-12-01"
    assert "30/11/2026" in client.get(f"/office/posts/{ids['post']}/").content.decode()


def test_a_new_title_keeps_the_code_and_the_old_one_in_the_history() -> None:
    client, ids = people.quan(), world()
    was = Post.objects.get(pk=ids["post"])

    client.post(f"/office/posts/{ids['post']}/rename/", {"title_vi": "Chuyên viên"})

    now = Post.objects.get(pk=ids["post"])
    assert (now.title_vi, now.code) == ("Chuyên viên", was.code)
    assert was.title_vi in client.get(f"/office/posts/{ids['post']}/").content.decode()


SOURCE = {"source": "Quyết định 12/QĐ-UBND"}


def test_the_usual_bodies_come_in_one_go() -> None:
    client, ids = people.quan(), world()
    kinds = {"kinds": ["party_committee", "inspection_committee", "fatherland_front"], **SOURCE}

    client.post(f"/office/units/{ids['unit']}/usual/", kinds | day("start_on", "1/7/2025"))

    inspection = Unit.objects.get(code="99901.inspection")
    assert inspection.parent and inspection.parent.code == "99901.party"
    assert "99901.front" in set(Unit.objects.values_list("code", flat=True))


def test_a_body_is_added_renamed_and_closed() -> None:
    client, ids = people.quan(), world()
    new = {"kind": "residential_group", "name_vi": "Khu vực 1", **SOURCE}
    client.post(f"/office/units/{ids['unit']}/add/", new | day("start_on", "1/7/2025"))
    body = Unit.objects.get(code="99901.khu-vuc-1")

    name = {"name_vi": "Khu phố 1", **SOURCE, **day("start_on", "1/11/2026")}
    client.post(f"/office/units/{body.pk}/rename/", name)
    client.post(f"/office/units/{body.pk}/close/", SOURCE | day("last_on", "30/11/2026"))

    body.refresh_from_db()
    assert (body.name_vi, f"{body.end_on}") == ("Khu phố 1", "2026-12-01")
    page = client.get(f"/office/units/{body.pk}/").content.decode()
    assert "Khu vực 1" in page and "Quyết định 12/QĐ-UBND" in page


def test_a_body_without_its_source_is_told() -> None:
    client, ids = people.quan(), world()
    new = {"kind": "residential_group", "name_vi": "Khu vực 1", **day("start_on", "1/7/2025")}

    page = client.post(f"/office/units/{ids['unit']}/add/", new)

    assert page.status_code == 422
    assert "Khu vực 1" in page.content.decode()


@pytest.mark.parametrize(("page", "size"), [("posts", "posts.PER_PAGE"), ("units", "units.PLACES")])
def test_a_long_list_comes_in_pages(page: str, size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make.quan()
    make.tenure("quan", "administrator", where=make.unit("99902"))
    monkeypatch.setattr(f"wardbook.office.views.{size}", 1)

    first, second = (
        people.quan().get(f"/office/{page}/?page={n}").content.decode() for n in (1, 2)
    )

    assert 'rel="next"' in first
    assert "Phường Thử 99902" not in first
    assert "Phường Thử 99902" in second
