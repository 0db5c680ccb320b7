"""What hangs where: the last look at a notice, beside the version that should hang."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cases.making import load, place, row, seen
from tests.make import AT, SYSTEM, TODAY, book, lan, minh, tenure, unit
from wardbook.cases.actions.postings import close_place, look, open_place, publish_postings
from wardbook.cases.actions.procedures import end_procedure
from wardbook.cases.models import Place, Procedure
from wardbook.cases.queries import postings as queries
from wardbook.ledger.models import Body, Current
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)


def standings(where: Place, on: date = TODAY) -> list[str]:
    (board,) = queries.boards([where], on)
    return [line.standing for line in board.lines]


def test_nobody_has_looked_at_a_new_place() -> None:
    load(row("1.000001"), row("1.000002"))

    assert standings(place()) == ["never", "never"]


@pytest.mark.parametrize(
    ("state", "standing"),
    [("hangs", "current"), ("missing", "missing"), ("unreadable", "unreadable")],
)
def test_a_look_says_how_the_notice_stands(state: str, standing: str) -> None:
    (made,), where = load(row()), place()
    seen(where, made, state)

    assert standings(where) == [standing]


def test_the_last_look_counts() -> None:
    (made,), where = load(row()), place()
    seen(where, made, "missing")
    seen(where, made, "hangs", at=AT + timedelta(hours=1))

    assert standings(where) == ["current"]


def test_a_notice_is_stale_from_the_day_its_version_is_replaced() -> None:
    (made,), where = load(row()), place()
    seen(where, made)
    load(row(limit="5wd"), on=TOMORROW)

    assert standings(where) == ["current"]
    assert standings(where, TOMORROW) == ["stale"]


def test_a_notice_of_an_ended_procedure_hangs_on_until_somebody_takes_it_down() -> None:
    (made,), where = load(row()), place()
    seen(where, made)
    ended = end_procedure(made, TOMORROW, "Quyết định 12/QĐ-UBND", by=lan(), at=AT)

    assert standings(where, TOMORROW) == ["ended"]
    seen(where, ended, "missing")
    assert standings(where, TOMORROW) == []


def test_the_head_of_a_group_looks_at_the_place_of_the_group_alone() -> None:
    group = unit("99901.group", kind="residential_group", parent=unit())
    head = tenure("mai", "leader", where=group)
    (made,), own, other = load(row()), place(unit=group), place("Bộ phận một cửa")

    seen(own, made, by=head)
    with pytest.raises(Refused, match="ORG-01"):
        seen(other, made, by=head)


def test_a_closed_place_takes_no_look() -> None:
    (made,), where = load(row()), place()
    where = close_place(where, TODAY, by=lan(), at=AT)

    with pytest.raises(Refused, match="PRO-05"):
        seen(where, made)


def test_a_place_is_closed_once() -> None:
    where = close_place(place(), TODAY, by=lan(), at=AT)

    with pytest.raises(Refused, match="PRO-07"):
        close_place(where, TOMORROW, by=lan(), at=AT)


def test_a_place_needs_a_name_in_both_languages() -> None:
    with pytest.raises(Refused, match="PRO-04"):
        open_place(
            unit(), {"vi": "Nhà văn hóa", "en": " "}, start_on=TODAY, book=book(), by=lan(), at=AT
        )


def test_a_leader_opens_no_place() -> None:
    with pytest.raises(Refused, match="ORG-01"):
        place(by=minh())


def test_a_round_is_one_entry_that_names_notices_and_nobody() -> None:
    made, where = load(row("1.000001"), row("1.000002")), place()
    look(where, [(made[0], "hangs"), (made[1], "missing")], by=lan(), at=AT)
    body = Body.objects.get(key=f"place/{where.code}", verb="look")

    assert body.data == {"hangs": [made[0].notice], "missing": [made[1].notice], "unreadable": []}


@pytest.mark.parametrize("count", [1, 3])
def test_boards_cost_the_same_for_one_place_and_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = load(*(row(f"1.00000{number}") for number in range(count)))
    where = [place(f"Nhà {number}") for number in range(count)]
    for one in where:
        look(one, [(procedure, "hangs") for procedure in made], by=lan(), at=AT)

    with django_assert_num_queries(3):
        assert [board.counts["current"] for board in queries.boards(where, TODAY)] == [
            count
        ] * count


def test_the_public_is_told_counts_and_what_is_wrong_and_never_who_looked() -> None:
    made, where = load(row("1.000001"), row("1.000002")), place()
    seen(where, made[0], "missing")
    publish_postings(unit(), book=book(), by=lan(), at=AT)
    body = Current.objects.get(key="postings/99901").entry.body

    assert body.data["counts"]["missing"] == 1
    assert body.data["counts"]["never"] == 1
    assert [one["key"] for one in body.data["places"][0]["wrong"]] == ["1.000001"]
    assert "lan" not in body.content


def test_nothing_is_published_of_a_ward_without_places() -> None:
    with pytest.raises(Refused, match="PRO-06"):
        publish_postings(unit(), book=book(), by=SYSTEM, at=AT)


def test_145_procedures_at_11_places_are_1595_notices() -> None:
    load(*(row(f"1.{number:06}") for number in range(145)))
    where = [place(f"Nhà {number}") for number in range(11)]
    due = list(Procedure.objects.all())
    look(where[0], [(one, "hangs") for one in due], by=lan(), at=AT)
    found = queries.boards(where, TODAY)

    assert sum(len(board.lines) for board in found) == 1_595
    assert sum(board.counts["current"] for board in found) == 145
