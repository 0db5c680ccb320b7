"""Forms of a case that would be refused: said on its page before anybody types."""

import pytest
from django.test import Client

from tests import make
from tests.office import people
from tests.office.test_cases import accepted, address
from wardbook.cases.models import Case

pytestmark = pytest.mark.django_db


def turned_back(client: Client, path: str) -> tuple[str, str]:
    """Where the address of a form leads that would be refused, and the page there."""
    answer = client.get(path, follow=True)
    assert len(answer.redirect_chain) == 1
    return answer.redirect_chain[0][0], answer.content.decode()


def test_the_form_of_a_step_that_only_a_leader_takes_tells_the_clerk_so_before_typing() -> None:
    case = accepted()
    where, page = turned_back(people.lan(), address(case, "steps/extend/"))

    assert where == address(case)
    assert "wb-banner--warning" in page
    assert page.count("Hôm nay không chức vụ nào của bạn được làm việc này ở đây") == 2
    assert people.minh().get(address(case, "steps/extend/")).status_code == 200


def test_the_form_of_a_step_that_was_taken_already_says_so_before_typing() -> None:
    case, client = accepted(), people.lan()

    assert "wb-banner--warning" in turned_back(client, address(case, "steps/accept/"))[1]
    assert client.get(address(case, "steps/no-such/")).status_code == 404


def test_the_form_of_a_step_that_a_rule_forbids_opens_for_whoever_may_overrule_it() -> None:
    case = make.step(accepted(), "supplement", items="Bản sao")
    case = make.step(case, "supplemented")
    path = address(case, "steps/supplement/")

    assert "Đã yêu cầu bổ sung một lần" in turned_back(people.lan(), path)[1]
    assert people.minh().get(path).status_code == 200


def test_what_is_done_is_not_handed_over_and_its_form_says_so_before_typing() -> None:
    case = make.step(make.step(accepted(), "resolve"), "deliver")
    where, page = turned_back(people.lan(), address(case, "hand-over/"))

    assert (where, "wb-banner--warning" in page) == (address(case), True)
    assert f'href="{address(case, "hand-over/")}"' not in page


def test_a_step_of_a_dossier_that_another_system_keeps_is_refused_before_typing() -> None:
    case = accepted()
    Case.objects.filter(pk=case.pk).update(origin="province", told={"state": "Đang xử lý"})

    assert (
        "do hệ thống khác quản lý: hãy"
        in turned_back(people.lan(), address(case, "steps/resolve/"))[1]
    )


def test_an_administrators_post_is_offered_for_no_work() -> None:
    case, post = accepted(), make.quan().post
    client = people.lan()
    offered = f'<option value="{post.pk}"'

    assert offered not in client.get(address(case, "hand-over/")).content.decode()
    assert offered not in client.get("/office/imports/").content.decode()
    assert offered not in people.minh().get("/office/follow/new/visit/").content.decode()
