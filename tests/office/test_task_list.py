"""A superior's list of tasks: shown, then opened once; what it says of progress ends nothing."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import Workbook

from tests import make
from tests.cases.loop import world
from tests.office import people
from wardbook.cases.models import Case
from wardbook.exchange.rows import Row
from wardbook.exchange.tasks import read
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.models import Unit

pytestmark = pytest.mark.django_db

HEAD = ["STT", "Số văn bản", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Hạn hoàn thành", "Trạng thái"]
ROWS = [
    ["1", "12/TB-UBND", "Rà soát hộ nghèo", "Cơ quan office", "31/12/2026", "Đã hoàn thành"],
    ["2", "12/TB-UBND", "Báo cáo chuyển đổi số", "", "15/01/2027", "Đang thực hiện"],
    ["3", "12/TB-UBND", "Việc không có hạn", "", "", ""],
]
ADDRESS = "/office/follow/task-list/"


def sheet(*rows: list[str], head: list[str] = HEAD) -> SimpleUploadedFile:
    book, file = Workbook(), BytesIO()
    for row in (["DANH MỤC NHIỆM VỤ"], head, *rows):
        book.active.append(row)
    book.save(file)
    return SimpleUploadedFile("nhiem-vu.xlsx", file.getvalue())


def chair() -> Client:
    return people.signed_in(world.chair().person.username)


def chosen() -> dict[str, Any]:
    world.officer()
    return {"unit": world.committee().pk, "post": world.chair().post.pk, "giver": ""}


def take(client: Client, *rows: list[str], head: list[str] = HEAD) -> str:
    """Show the list and say yes; the page that answers last."""
    said = chosen()
    page = client.post(ADDRESS, said | {"file": sheet(*rows, head=head)}).content.decode()
    kept = page.partition('name="name" value="')[2].partition('"')[0]
    return client.post(ADDRESS, said | {"name": kept}, follow=True).content.decode()


def test_nothing_is_written_before_it_was_shown_and_agreed() -> None:
    page = chair().post(ADDRESS, chosen() | {"file": sheet(*ROWS)}).content.decode()

    assert "Rà soát hộ nghèo" in page
    assert "Dòng 5, cột “Hạn hoàn thành”" in page
    assert not Case.objects.exists()


def test_each_task_becomes_a_conclusion_of_the_post_that_the_list_names() -> None:
    take(chair(), *ROWS[:2])

    owners = dict(Case.objects.values_list("title", "post__unit__code"))
    assert owners == {
        "Rà soát hộ nghèo": world.division().code,
        "Báo cáo chuyển đổi số": world.committee().code,
    }


def test_what_the_list_calls_done_is_kept_as_it_says_and_ends_nothing() -> None:
    take(chair(), ROWS[0])

    case = Case.objects.get()
    assert (case.state, case.told["status"]) == ("in_hand", "Đã hoàn thành")


def test_the_same_list_again_opens_nothing_twice() -> None:
    client = chair()
    take(client, *ROWS[:2])
    page = take(client, *ROWS[:2])

    assert Case.objects.count() == 2
    assert "2 nhiệm vụ" in page


def test_a_sheet_without_its_headings_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refused, match="EXC-51"):
        read([Row(1, 1, ["Họ và tên", "Năm sinh"])])


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        (["1", "", "Nhắc bà Trần Thị Thử 0912345678", "", "31/12/2026", ""], "EXC-53"),
        (["1", "x", "Một việc", "", "32/12/2026", ""], "EXC-52"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(cells: list[str], rule: str) -> None:
    found = read([Row(1, 1, HEAD), Row(1, 2, cells)])

    assert [fault.refusal.rule for fault in found.faults] == [rule]
    assert found.tasks == []


def test_no_file_is_asked_for_in_a_sentence() -> None:
    answer = chair().post(ADDRESS, chosen())

    assert answer.status_code == 422
    assert "EXC-54" not in answer.content.decode()
    assert "5 MB" in answer.content.decode()


def shown(*rows: list[str], head: list[str] = HEAD) -> str:
    """The page before anybody says yes."""
    page: str = chair().post(ADDRESS, chosen() | {"file": sheet(*rows, head=head)}).content.decode()
    return page


def test_before_the_yes_each_row_says_that_it_opens_stands_already_or_why_it_is_not_taken() -> None:
    take(chair(), ROWS[0])
    known = Case.objects.get().code
    over = ["4", "13/TB-UBND", "Việc đã quá hạn từ lâu", "", "01/02/2020", ""]

    page = shown(*ROWS[:2], over)

    assert "Sẽ mở 1 kết luận" in page
    assert "Theo dõi các việc này" in page
    assert known in page
    assert "Đã quá hạn mà danh mục không ghi ngày giao" in page
    assert Case.objects.count() == 1


def test_before_the_yes_a_rule_that_refuses_a_row_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    where = "wardbook.office.loop.task_list.why_not_open"
    monkeypatch.setattr(where, lambda *_, **__: Refusal("FOL-00", "A rule refuses it."))

    page = shown(ROWS[0])

    assert "A rule refuses it." in page
    assert "Theo dõi các việc này" not in page


def test_before_the_yes_an_owner_that_is_not_known_here_is_named_with_who_answers_instead() -> None:
    page = shown(["1", "12/TB-UBND", "Rà soát hộ nghèo", "Sở Nội vụ", "31/12/2026", ""])

    assert "“Sở Nội vụ”: ở đây không ai giữ chức vụ tên đó" in page.replace("&quot;", '"')
    assert world.chair().post.title_vi in page


def test_a_task_that_stands_twice_in_a_list_is_opened_once() -> None:
    page = take(chair(), ROWS[0], ROWS[0])  # EXC-57

    assert Case.objects.count() == 1
    assert "đã có ở dòng 3" in page


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["01/02/2020", ""], "danh mục không ghi ngày giao"),
        (["05/01/2026", "06/01/2026"], "Hạn không sau ngày giao"),
        (["31/12/2096", ""], "xa quá mười năm"),
    ],
)
def test_a_date_that_cannot_hold_is_told_in_the_words_of_a_list(
    cells: list[str], words: str
) -> None:
    until, set_on = cells
    page = shown([*ROWS[0][:4], until, "", set_on], head=[*HEAD, "Ngày giao"])  # EXC-56

    assert words in page
    assert "Không có dòng nào" in page


def test_a_task_keeps_the_day_on_which_it_was_set() -> None:
    head = [*HEAD, "Ngày giao"]
    take(chair(), [*ROWS[0], "06/01/2026"], head=head)

    assert localdate(Case.objects.get().submitted_at) == date(2026, 1, 6)


def test_a_body_is_known_by_the_short_form_that_lists_write() -> None:
    Unit.objects.filter(pk=world.division().pk).update(name_vi="Văn phòng HĐND và UBND phường")
    owner = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường"

    take(chair(), [*ROWS[0][:3], owner, *ROWS[0][4:]])

    assert Case.objects.get().post.unit == world.division()


def test_a_post_of_another_place_is_refused_before_any_row_is_shown() -> None:
    other = make.unit("99902", parent=world.province(), name="Phường Khác")
    elsewhere = world.holder(world.chair().person.username, other).post
    sent = chosen() | {"post": elsewhere.pk, "file": sheet(ROWS[0])}

    answer = chair().post(ADDRESS, sent)

    assert answer.status_code == 422
    assert "Rà soát hộ nghèo" not in answer.content.decode()
