"""What a post that has ended left open: listed under problems, and handed over."""

import pytest

from tests import make
from tests.cases.test_left import merged
from tests.office import people
from tests.office.test_organisation import day
from wardbook.cases.models import Case
from wardbook.org.actions import end_tenure
from wardbook.org.models import Post, Unit

pytestmark = pytest.mark.django_db

TOLD = {"reason": "Biên bản bàn giao"}


def test_the_problem_says_to_whom_it_falls_and_leads_to_the_hand_over() -> None:
    case, new = merged()

    page = people.lan().get("/en/office/problems/post-ended/").content.decode()

    assert f"They fall to {new.name_en}." in page
    assert f'href="/en/office/left/{case.post_id}/"' in page


def test_all_of_it_is_handed_over_at_once() -> None:
    case, _new = merged()
    minh = make.minh()

    answer = people.lan().post(f"/office/left/{case.post_id}/", TOLD | {"post": minh.post.pk})

    assert answer.url == "/office/problems/"
    assert Case.objects.get(pk=case.pk).post == minh.post
    assert people.lan().get(f"/office/left/{case.post_id}/").status_code == 404


def test_no_post_of_a_place_that_ended_is_offered() -> None:
    case, _new = merged()
    make.tenure("beside", "leader", where=case.unit)

    page = people.signed_in("beside").get(f"/en/office/left/{case.post_id}/").content.decode()
    assert "Nobody holds a post there that could take it on" in page
    make.minh()
    page = people.signed_in("beside").get(f"/en/office/left/{case.post_id}/").content.decode()
    assert "Hand all of these over</button>" in page


def test_what_a_rule_refuses_is_said_and_stays() -> None:
    case, _new = merged()
    told = {"post": make.minh().post.pk, "reason": "Gọi 0912345678"}

    answer = people.lan().post(f"/office/left/{case.post_id}/", told)

    assert answer.status_code == 422
    assert Case.objects.get(pk=case.pk).post_id == case.post_id


def test_the_page_is_for_who_may_pass_it_on() -> None:
    case, _new = merged()
    address = f"/office/left/{case.post_id}/"
    make.tenure("other", "clerk", where=make.unit("99902"))

    clients = (people.lan(), people.minh(), people.quan(), people.signed_in("other"))
    assert [one.get(address).status_code for one in clients] == [200, 200, 404, 404]
    assert people.hoa().get(address).status_code == 403


def test_a_post_with_open_work_is_not_closed_on_the_page() -> None:
    case, quan = make.case(), people.quan()
    end_tenure(make.lan(), end_on=make.TODAY, by=make.SYSTEM, at=make.AT)
    address = f"/en/office/posts/{case.post_id}/close/"

    answer = quan.post(address, day("last_on", "30/11/2026"))

    assert answer.status_code == 422
    assert "Open work hangs on it (1)" in answer.content.decode()
    Case.objects.update(state="withdrawn")
    quan.post(address, day("last_on", "30/11/2026"))
    assert Post.objects.get(pk=case.post_id).end_on


def test_whoever_lets_a_holder_leave_reads_what_stays_with_the_post() -> None:
    make.case()
    client, lan = people.quan(), make.lan()

    for page in ("end", "move"):
        told = client.get(f"/en/office/tenures/{lan.pk}/{page}/").content.decode()
        assert "The post answers for 1 open case" in told


def test_a_body_whose_work_is_open_is_not_closed_on_the_page() -> None:
    body = make.unit("99901.desk", "one_stop_desk", make.unit())
    make.case(unit=body)
    quan, told = people.quan(), day("last_on", "30/11/2026") | {"source": "QĐ 3"}
    address = f"/en/office/units/{body.pk}/close/"

    answer = quan.post(address, told)

    assert answer.status_code == 422
    assert "Open work hangs on it (1)" in answer.content.decode()
    Case.objects.update(state="withdrawn")
    quan.post(address, told)
    assert Unit.objects.get(pk=body.pk).end_on


def test_an_administrator_of_an_ended_place_chooses_bodies_of_its_successor() -> None:
    _case, new = merged()
    make.tenure("quan", "administrator", where=make.unit("99911"))
    told = {"unit": new.pk, "title_vi": "Văn thư", "role": "clerk"}
    client = people.signed_in("quan")

    answer = client.post("/office/posts/open/", told | day("start_on", "20/11/2026"))

    assert answer.status_code == 302
    assert Post.objects.get(title_vi="Văn thư").unit == new
