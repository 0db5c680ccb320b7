"""The columns of a case are an index: its moves say it, and they can be made anew."""

from datetime import timedelta

import pytest

from tests import make
from tests.cases.test_moves import accepted, at
from tests.exchange.files import HEAD, ROW, row
from tests.exchange.test_comparing import kept
from tests.exchange.test_taking import AT, DAY, LONG, taken
from wardbook.cases.actions.index import rebuild_index
from wardbook.cases.actions.moves import hand_over
from wardbook.cases.models import Case, Move
from wardbook.cases.queries.index import misindexed

pytestmark = pytest.mark.django_db


def test_columns_say_what_the_moves_say() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(8))
    make.step(case, "supplemented", at=at(14))
    make.case("feedback", at=at(8))

    assert list(misindexed(make.book())) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "resolved"},
        {"due_at": at(20)},
        {"first_due_at": at(20)},
        {"waits_on": "above"},
        {"folded": "khac"},
        {"folded_name": "khac"},
        {"accepted_at": None},
        {"ended_at": at(9)},
        {"version": 7},
    ],
)
def test_a_column_that_says_otherwise_is_found_and_made_anew(wrong: dict[str, object]) -> None:
    case = accepted()
    Case.objects.filter(pk=case.pk).update(**wrong)
    ((found, _),) = misindexed(make.book())

    rebuild_index(make.book())

    assert found == case
    assert list(misindexed(make.book())) == []


def test_whose_work_it_is_say_its_moves_too() -> None:
    case, hoa = accepted(), make.tenure("hoa", "clerk")
    hand_over(case, hoa.post, "Phân công lại", by=make.lan(), at=at(8))
    Case.objects.filter(pk=case.pk).update(post=make.lan().post)

    rebuild_index(make.book())

    assert Case.objects.get(pk=case.pk).post == hoa.post


def test_of_what_another_system_keeps_the_columns_are_made_anew_too() -> None:
    """Its end is told after it was handed over here, and lies before that."""
    case, hoa = accepted(), make.tenure("hoa", "clerk")
    case = hand_over(case, hoa.post, "Phân công lại", by=make.lan(), at=at(9))
    make.step(case, "resolve", at=at(8, 16) + timedelta(days=2))
    Move.objects.filter(case=case, step="resolve").update(at=at(8, 16))
    Case.objects.filter(pk=case.pk).update(origin="igate", state="in_hand", due_at=None)

    rebuild_index(make.book())

    case.refresh_from_db()
    assert (case.state, case.ended_at, case.post) == ("resolved", at(8, 16), hoa.post)
    assert case.due_at == case.first_due_at
    assert list(misindexed(make.book())) == []


def test_an_export_says_in_its_columns_what_its_moves_say() -> None:
    make.procedure(name="Thủ tục mẫu", limit="5wd")
    kept(100)
    taken([*row(), "", ""], head=LONG)
    case, hoa = Case.objects.get(code=ROW[0]), make.tenure("hoa", "clerk")
    hand_over(case, hoa.post, "Phân công lại", by=make.lan(), at=AT + DAY)

    later = [*row(status="Đã trả kết quả"), "12/01/2026 10:00", "13/01/2026 08:00"]
    taken(later, head=LONG, at=AT + 2 * DAY)

    assert Case.objects.get(code=ROW[0]).state == "returned"
    assert list(misindexed(make.book())) == []


def test_a_limit_that_is_told_otherwise_moves_the_date_of_its_moves_too() -> None:
    head = (*HEAD, "Thời hạn giải quyết")
    taken([*ROW, "5 ngày làm việc"], head=head)
    before = Case.objects.get().due_at

    taken([*ROW, "7 ngày làm việc"], head=head, at=AT + DAY)

    assert Case.objects.get().due_at > before
    assert list(misindexed(make.book())) == []
