"""The call list: whom somebody has still to tell, and what to say."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.cases.test_moves import at
from tests.office.people import hoa, lan, minh
from wardbook.cases.models import Notice

pytestmark = pytest.mark.django_db
LIST = "/office/notices/"


def notice(number: int = 1) -> Notice:
    fields = {"applicant": f"Lê Thị Mẫu {number}", "phone": "0900000001", "notice": "phone"}
    return make.step(make.case(at=at(7), fields=fields), "accept", at=at(7)).notices.get()


def test_a_clerk_sees_whom_to_call_and_what_to_say() -> None:
    one = notice()

    page = lan().get(LIST).content.decode()

    assert all(word in page for word in (one.case.code, "0900000001", "gọi điện", "tiếp nhận"))
    assert 'href="tel:0900000001"' in page


def test_who_calls_reads_the_promised_day_the_papers_and_opens_the_case() -> None:
    one = notice()
    one.case.refresh_from_db()
    make.step(one.case, "supplement", items="Bản sao\nẢnh", reason="Thiếu", at=at(8))

    page = lan().get(LIST).content.decode()

    assert "– Bản sao" in page
    assert f"17:00,\xa0{one.case.due_at:%d/%m/%Y}" in page
    assert f'href="/office/cases/{one.case.pk}/"' in page


def test_a_leader_may_call_too_and_a_stranger_finds_nothing() -> None:
    one = notice()

    assert minh().get(LIST).status_code == 200
    answer = hoa().post(f"{LIST}{one.pk}/")
    assert answer.status_code in {302, 403, 404}
    one.refresh_from_db()
    assert one.sent_at is None


def test_who_was_told_leaves_the_list() -> None:
    one = notice()

    page = lan().post(f"{LIST}{one.pk}/", follow=True).content.decode()

    assert one.case.code not in page
    assert "Không ai đang chờ" in page


def test_who_was_not_reached_stays_with_why() -> None:
    one = notice()

    told = {"missed": "1", "why": "máy bận"}
    page = lan().post(f"{LIST}{one.pk}/", told, follow=True).content.decode()

    assert one.case.code in page
    assert "máy bận" in page


def test_a_miss_without_a_reason_is_said() -> None:
    one = notice()

    page = lan().post(f"{LIST}{one.pk}/", {"missed": "1"}, follow=True).content.decode()

    assert "Nêu lý do" in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_same_questions_whatever_its_length(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        notice(number)
    clerk = lan()

    with django_assert_num_queries(5):
        clerk.get(LIST)
