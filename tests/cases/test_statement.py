"""The counts of the one-stop statement: they balance, they open, and the past stays as it was."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import make
from wardbook.cases.actions.moves import take_step
from wardbook.cases.models import Case
from wardbook.cases.queries import statement
from wardbook.cases.rules.taking import Told
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period

pytestmark = pytest.mark.django_db

SEPTEMBER = Period("2026-09")
LATER = datetime(2026, 11, 20, 9, tzinfo=VIETNAM)


def at(day: int, hour: int = 9, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


def frame(cut_off: datetime = LATER, period: Period = SEPTEMBER) -> statement.Frame:
    return statement.frame(make.unit(), period, cut_off)


def accepted(start: datetime | None = None) -> Case:
    start = start or at(7)
    return make.step(make.case(at=start), "accept", at=start)


def places(the_frame: statement.Frame | None = None) -> list[tuple[str, str]]:
    rows = statement.in_book(the_frame or frame())
    return sorted(rows.values_list("came", "went"))


def promises(the_frame: statement.Frame | None = None) -> list[str]:
    return sorted(statement.promised(the_frame or frame()).values_list("promise", flat=True))


def test_a_dossier_returned_in_its_month_is_received_and_on_time() -> None:
    case = accepted()
    make.step(case, "resolve", at=at(14))
    make.step(case, "deliver", at=at(15))

    assert places() == [("received", "on_time")]
    assert promises() == ["kept"]


@pytest.mark.parametrize(
    ("steps", "went"),
    [
        ([], "overdue"),
        ([("resolve", 9, {})], "uncollected"),
        ([("resolve", 9, {}), ("deliver", 10, {})], "early"),
        ([("resolve", 21, {}), ("deliver", 21, {})], "late"),
        ([("supplement", 8, {"items": "Giấy khai sinh"})], "waiting"),
        ([("supplement", 8, {"items": "Giấy khai sinh"}), ("close", 28, {})], "closed"),
        ([("withdraw", 9, {})], "withdrawn"),
        ([("refuse", 9, {"reason": "Không đủ điều kiện"})], "refused"),
    ],
)
def test_where_a_dossier_went(steps: list[tuple[str, int, dict[str, str]]], went: str) -> None:
    case = accepted()
    for name, day, told in steps:
        make.step(case, name, at=at(day), **told)

    assert places() == [("received", went)]


def test_what_was_refused_at_the_counter_is_counted_too() -> None:
    make.step(make.case(at=at(7)), "reject", at=at(7), reason="Sai nơi nhận")

    assert places() == [("received", "rejected")]
    assert promises() == []


def test_what_is_still_here_is_carried_into_the_next_month() -> None:
    accepted()

    assert places(frame(period=Period("2026-10"))) == [("carried", "overdue")]


def test_a_result_that_nobody_collected_is_carried_over() -> None:
    make.step(accepted(), "resolve", at=at(9))

    assert places(frame(period=Period("2026-10"))) == [("carried", "uncollected")]


def test_what_left_before_is_in_no_later_statement() -> None:
    make.step(accepted(), "withdraw", at=at(9))

    assert places(frame(period=Period("2026-10"))) == []


def test_a_past_cut_off_knows_nothing_of_later_moves() -> None:
    case = accepted()
    before = places(frame(at(10)))

    make.step(case, "withdraw", at=at(11))

    assert places(frame(at(10))) == before == [("received", "running")]


def test_what_is_keyed_with_an_earlier_day_does_not_change_a_past_cut_off() -> None:
    case = accepted()

    make.step(case, "resolve", at=at(9), by=make.lan())
    before = places(frame(at(25)))
    take_back_dated(case, told=at(24), keyed=at(30))

    assert places(frame(at(25))) == before == [("received", "uncollected")]


def take_back_dated(case: Case, *, told: datetime, keyed: datetime) -> None:
    case.refresh_from_db()
    take_step(case, "deliver", Told(at=told), by=make.lan(), at=keyed)


def test_an_end_keyed_after_the_promised_day_proves_no_kept_promise() -> None:
    case = accepted()
    take_step(case, "resolve", Told(at=at(14)), by=make.lan(), at=at(17))

    assert promises() == ["keyed_late"]
    assert statement.flagged(frame(), "keyed").count() == 1


def test_an_open_dossier_past_its_first_date_is_late() -> None:
    case = accepted()
    make.step(case, "extend", at=at(10), reason="Thiếu người", until=at(30, 17), by=make.minh())

    assert promises() == ["open_late"]
    assert statement.flagged(frame(), "extended").count() == 1


def test_a_book_that_does_not_balance_names_the_case() -> None:
    case = accepted()
    Case.objects.filter(pk=case.pk).update(origin="portal", code="H31.1-260907-0001")
    make.step(accepted(), "withdraw", at=at(9))
    case.moves.create(
        number=3, step="deliver", state="returned", at=at(8), recorded_at=at(8),
        by=make.lan(), post=case.post,
    )  # fmt: skip

    assert list(statement.listed(frame(), "nowhere")) == [case]
    assert not statement.listed(frame(), "from_nowhere")


def test_one_code_kept_by_two_systems_is_counted_twice() -> None:
    first, second = accepted(), accepted()
    for case, origin in ((first, "portal"), (second, "provincial")):
        Case.objects.filter(pk=case.pk).update(origin=origin, code="H31.1-260907-0001")

    assert set(statement.twice(frame())) == {first, second}


def test_what_two_systems_keep_is_not_searched_for_once_a_dossier() -> None:
    """A search in each row makes a year's statement as slow as the square of its dossiers."""
    make.lan()
    searched = [
        str(rows(frame()).query).count("EXISTS") for rows in (statement.twice, statement.in_book)
    ]

    assert searched[0] == searched[1]


def total(rows: list[dict[str, Any]], **of: str) -> int:
    return sum(row["n"] for row in rows if all(row[k] == v for k, v in of.items()))


def test_the_list_of_a_count_has_as_many_rows() -> None:
    for day in (1, 3, 7):
        accepted(at(day))
    make.step(accepted(), "withdraw", at=at(7) + timedelta(hours=1))
    rows = statement.counts(statement.in_book(frame()), "came", "went")

    for row in rows:
        listed = statement.in_book(frame()).filter(came=row["came"], went=row["went"])
        assert len(listed) == row["n"]
    assert total(rows) == 4
