"""Forms of the loop that would be refused: said on the page above before anybody types."""

import pytest

from tests.cases.loop import world
from tests.office.test_case_doors import turned_back
from tests.office.test_loop import LIST, address, body, who

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("extend", "Hôm nay không chức vụ nào của bạn được làm việc này ở đây"),
        ("overrule", "Chỉ cấp trên mới được cho kết thúc không qua kiểm chứng"),
        ("report", "Trước hết hãy đính kèm minh chứng"),
        ("verify", "Bước này không thực hiện được ở trạng thái hiện tại"),
    ],
)
def test_a_step_that_would_be_refused_is_refused_at_its_address(step: str, words: str) -> None:
    work, owner = world.owed(), who(world.officer())
    where, page = turned_back(owner, address(work, f"step/{step}/"))

    assert where == address(work)
    assert words in page.split("wb-banner--warning")[1].split("</div>")[0]


def test_where_the_page_has_the_button_the_form_opens() -> None:
    work, owner = world.owed(), who(world.officer())

    assert f'href="{address(work, "step/progress/")}"' in body(owner, address(work))
    assert "<textarea" in body(owner, address(work, "step/progress/"))


def test_what_was_typed_and_sent_is_refused_on_the_form_and_kept() -> None:
    work, owner = world.owed(), who(world.officer())
    typed = {"version": work.version, "items": "Đã làm xong phần móng"}
    answer = owner.post(address(work, "step/report/"), typed)

    assert (answer.status_code, "Đã làm xong phần móng" in answer.content.decode()) == (422, True)


def test_only_who_keeps_it_reaches_the_form_that_hands_it_over() -> None:
    work, owner = world.owed(), who(world.officer())
    where, page = turned_back(owner, address(work, "hand-over/"))

    assert (where, "wb-banner--warning" in page) == (address(work), True)
    assert who(world.chair()).get(address(work, "hand-over/")).status_code == 200


def test_what_has_ended_is_handed_over_by_nobody() -> None:
    work = world.take(world.owed(), "drop", world.chair(), reason="Trùng")

    assert turned_back(who(world.chair()), address(work, "hand-over/"))[0] == address(work)


def test_a_consequence_is_asked_of_a_review_and_not_of_a_conclusion() -> None:
    work = world.owed("conclusion")
    page = turned_back(who(world.chair()), address(work, "consequence/"))[1]

    assert "Hệ quả thuộc về một cuộc kiểm điểm" in page


def test_under_what_has_ended_nothing_is_opened_and_no_form_asks_for_it() -> None:
    work = world.take(world.owed(), "drop", world.chair(), reason="Trùng")
    path = f"{LIST}new/remedy/?under={work.pk}"

    assert "Mục mẹ đã kết thúc" in turned_back(who(world.chair()), path)[1]


def test_who_neither_owes_nor_keeps_it_opens_nothing_under_it() -> None:
    work, other = world.owed(), who(world.verifier())
    path = f"{LIST}new/remedy/?under={work.pk}"

    assert turned_back(other, path)[0] == address(work)
    assert who(world.officer()).get(path).status_code == 200
