"""A new version of a procedure, typed: a limit that was missing, a procedure that goes on."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import make
from tests.office import people
from wardbook.cases.models import Case, Procedure
from wardbook.cases.queries import problems as queries
from wardbook.cases.queries.week import Desk, within

pytestmark = pytest.mark.django_db


def without_limit() -> Procedure:
    return make.procedure(limit="", limit_note="Chưa rõ", notice="abc")


def sent(row: Procedure, client: Any = None, on: date | None = None, **told: str) -> Any:
    day = on or timezone.localdate()
    parts = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    said = {"amount": "5", "per": "wd", "at_once": "", "fee": "", "source": "QĐ 12/QĐ-UBND"}
    return (client or people.lan()).post(
        f"/office/procedures/{row.pk}/version/", said | parts | told
    )


def last() -> Procedure:
    return Procedure.objects.latest("version")


def test_a_limit_is_entered_as_a_version_from_a_day() -> None:
    row = without_limit()

    assert sent(row).status_code == 302

    row.refresh_from_db()
    assert (last().version, last().limit, last().source) == (2, "5wd", "QĐ 12/QĐ-UBND")
    assert row.valid_to == last().valid_from == timezone.localdate()
    assert (last().name, last().field, last().limit_note) == (row.name, row.field, "")


def test_then_the_check_has_nothing_left_to_mend() -> None:
    row, now = without_limit(), timezone.now()
    make.step(make.case(at=now, procedure=row), "accept", at=now)
    desk = Desk(books=[make.book()], units=within([make.unit()]), posts=())
    assert [found.n for found in queries.without_date(desk)] == [1]

    sent(row)

    assert not queries.without_date(desk)
    assert Case.objects.get().procedure == row


def test_what_comes_at_once_has_no_limit_and_a_limit_ends_it() -> None:
    row = make.procedure(limit="5wd")
    sent(row, amount="", at_once="on_the_spot")
    assert (last().on_the_spot, last().limit) == (True, "")

    sent(last(), on=timezone.localdate() + timedelta(days=1))

    assert (last().on_the_spot, last().limit) == (False, "5wd")


def test_what_ended_goes_on_with_a_version() -> None:
    row = make.procedure()
    Procedure.objects.filter(pk=row.pk).update(valid_to=date(2026, 11, 1))

    assert sent(row, on=date(2026, 11, 2), amount="7").status_code == 302
    assert (last().version, last().valid_from) == (2, date(2026, 11, 2))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"at_once": "same_day"}, "chọn một"),
        ({"source": ""}, "Quyết định nêu điều này"),
        ({"on_year": "2020"}, "01/06/2026"),
    ],
)
def test_what_cannot_be_is_told(told: dict[str, str], words: str) -> None:
    row = make.procedure(valid_from=date(2026, 6, 1), limit="")

    response = sent(row, **told)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert last().version == 1


def test_only_who_keeps_procedures_enters_one() -> None:
    row = without_limit()
    make.lan()

    assert sent(row, people.minh()).status_code == 404
    assert sent(row, people.hoa()).status_code == 403
    assert last().version == 1
