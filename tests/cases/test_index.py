"""The columns of a case are an index: its moves say it, and they can be made anew."""

import pytest

from tests import make
from tests.cases.test_moves import accepted, at
from wardbook.cases.actions.index import rebuild_index
from wardbook.cases.models import Case
from wardbook.cases.queries.index import misindexed

pytestmark = pytest.mark.django_db


def test_columns_say_what_the_moves_say() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(8))
    make.step(case, "supplemented", at=at(14))
    make.case("feedback", at=at(8))

    assert list(misindexed(make.book())) == []


@pytest.mark.parametrize(
    "wrong",
    [{"state": "resolved"}, {"due_at": at(20)}, {"waits_on": "above"}, {"folded": "khac"}],
)
def test_a_column_that_says_otherwise_is_found_and_made_anew(wrong: dict[str, object]) -> None:
    case = accepted()
    Case.objects.filter(pk=case.pk).update(**wrong)
    ((found, _),) = misindexed(make.book())

    rebuild_index(make.book())

    assert found == case
    assert list(misindexed(make.book())) == []
