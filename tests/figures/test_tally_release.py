"""What the public reads of a sheet: totals only, nothing of a handful, nothing by subtraction."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import make
from tests.figures import telling
from tests.figures.telling import cell, committee, numbers, released, secretary, told
from wardbook.figures.actions.tallies import (
    Telling,
    correct_sheet,
    release_sheet,
    take_back_sheet,
    withdraw_sheet,
)
from wardbook.figures.models import TallySheet
from wardbook.ledger.models import Body
from wardbook.ledger.queries import current_of
from wardbook.ledger.verification import first_break
from wardbook.lib.refusal import Refused
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db


def public(row: TallySheet) -> dict[str, Any]:
    found = current_of(row.key)
    assert found
    return found.entry.body.data


def several(*sizes: int) -> list[TallySheet]:
    """Sheets of so many cells, one of each size, filed and not yet released."""
    return [told(cell(at), size, size) for at, size in enumerate(sizes)]


def release(row: TallySheet) -> dict[str, Any]:
    release_sheet(row, by=secretary(), at=make.AT)
    return public(row)


def test_before_its_release_nothing_is_public() -> None:
    row = told(committee(), 319, 357, admitted=60, struck_off=20, expelled=2)

    assert current_of(row.key) is None


def test_a_released_balance_tells_its_totals_and_no_kind() -> None:
    row = released(committee(), 319, 357, admitted=60, struck_off=20, expelled=2)

    body = public(row)
    assert body["totals"] == {"opening": 319, "in": 60, "out": 22, "closing": 357}
    assert (body["balances"], body["hidden_by"]) == (True, None)
    assert "expelled" not in Body.objects.get(key=row.key).content
    assert telling.PAPER not in Body.objects.get(key=row.key).content
    assert first_break(make.book()) is None


def test_whoever_filed_does_not_release() -> None:
    row = told()
    leader = make.tenure("mai", Role.LEADER, where=committee())

    with pytest.raises(Refused, match="TAL-10"):
        release_sheet(row, by=leader, at=make.AT)


def test_the_chair_does_not_release_what_is_the_partys() -> None:
    with pytest.raises(Refused, match="TAL-02"):
        release_sheet(told(), by=make.minh(), at=make.AT)


def test_a_sheet_is_released_once() -> None:
    row = released(committee(), 300, 300)

    with pytest.raises(Refused, match="TAL-10"):
        release_sheet(row, by=secretary(), at=make.AT)


def test_what_was_taken_back_is_not_released() -> None:
    row = take_back_sheet(told(), "Nhầm", by=telling.clerk(), at=make.AT)

    with pytest.raises(Refused, match="TAL-10"):
        release_sheet(row, by=secretary(), at=make.AT)


def test_a_correction_is_public_once_it_is_released() -> None:
    row = released(committee(), 300, 300)
    said = Telling(numbers=numbers(300, 306, moved_in=6), source="x")
    later = correct_sheet(row, said, "Bổ sung chuyển đến", by=telling.clerk(), at=make.AT)
    assert public(row)["totals"]["closing"] == 300

    body = release(later)

    assert body["totals"]["closing"] == 306
    first = Body.objects.filter(key=row.key).earliest("entry__seq")
    assert (body["reason"], body["before"]) == ("Bổ sung chuyển đến", first.entry.seq)


def test_a_withdrawn_sheet_says_why_and_no_number() -> None:
    row = released(committee(), 300, 300)
    with pytest.raises(Refused, match="TAL-11"):
        withdraw_sheet(row, " ", by=secretary(), at=make.AT)

    withdraw_sheet(row, "Số liệu đang rà soát", by=secretary(), at=make.AT)

    assert public(row)["reason"] == "Số liệu đang rà soát"
    assert "totals" not in public(row)
    with pytest.raises(Refused, match="TAL-11"):
        withdraw_sheet(row, "lần nữa", by=secretary(), at=make.AT)


def test_what_a_released_correction_replaced_is_not_withdrawn() -> None:
    row = released(committee(), 300, 300)
    said = Telling(numbers=numbers(300, 306, moved_in=6), source="x")
    later = correct_sheet(row, said, "Bổ sung", by=telling.clerk(), at=make.AT)
    release(later)
    first = TallySheet.objects.get(pk=row.pk)

    with pytest.raises(Refused, match="TAL-11"):
        withdraw_sheet(first, "Rà soát", by=secretary(), at=make.AT)

    assert public(row)["totals"]["closing"] == 306


def test_what_is_public_is_withdrawn_while_its_correction_waits() -> None:
    row = released(committee(), 300, 300)
    said = Telling(numbers=numbers(300, 306, moved_in=6), source="x")
    correct_sheet(row, said, "Bổ sung", by=telling.clerk(), at=make.AT)

    withdraw_sheet(TallySheet.objects.get(pk=row.pk), "Rà soát", by=secretary(), at=make.AT)

    assert "totals" not in public(row)


# Small counts


@pytest.mark.parametrize("size", [1, 4])
def test_a_cell_of_fewer_than_five_tells_nothing(size: int) -> None:
    row, *_ = several(size, 20, 20, 20)

    body = release(row)

    assert set(body["totals"].values()) == {None}
    assert body["hidden_by"] == "TAL-12"


def test_a_cell_that_fell_below_five_tells_nothing_either() -> None:
    several(20, 20, 20)
    row = told(cell(9), 7, 3, moved_out=4)

    assert set(release(row)["totals"].values()) == {None}


def test_a_few_who_came_are_hidden_with_those_who_went() -> None:
    several(20, 20, 20)
    row = told(cell(9), 30, 37, moved_in=8, died=1)

    body = release(row)

    assert body["totals"] == {"opening": 30, "in": None, "out": None, "closing": 37}


def test_the_last_but_one_is_hidden_or_the_last_would_follow_from_the_total() -> None:
    first, second, third = several(20, 30, 40)

    assert release(first)["totals"]["closing"] == 20
    assert release(second)["totals"]["closing"] is None
    assert release(third)["totals"]["closing"] is None


def test_those_left_are_at_least_five_together() -> None:
    large, *_ = several(40, 2, 2)

    assert release(large)["totals"]["closing"] is None


def test_of_those_who_told_nothing_nobody_knows_whether_they_are_few() -> None:
    cell(8), cell(9)
    (row,) = several(40)

    assert release(row)["totals"]["closing"] is None


def test_a_total_of_the_year_before_counts_for_its_last_day() -> None:
    """The closing of one period is the opening of the next: the two are one number."""
    a, _b, _c = several(20, 30, 40)
    release(a)
    later = told(cell(1), 30, 30, period="2026-Q1")

    assert release(later)["totals"]["opening"] is None


def test_a_withdrawn_total_stays_known() -> None:
    first, second, _third = several(20, 30, 40)
    release(first)
    withdraw_sheet(TallySheet.objects.get(pk=first.pk), "Rà soát", by=secretary(), at=make.AT)

    assert release(second)["totals"]["closing"] is None


class Subtraction(TestCase):
    """Whatever is released in whatever order, no small or single cell follows from the ward's."""

    @settings(max_examples=25)
    @given(
        sizes=st.lists(st.integers(min_value=1, max_value=12), min_size=2, max_size=5),
        chance=st.randoms(use_true_random=False),
    )
    def test_no_cell_is_found_by_subtraction(self, sizes: list[int], chance: Any) -> None:
        rows = several(*sizes)
        chance.shuffle(rows)
        shown = {row.pk: release(row)["totals"]["closing"] for row in rows}

        hidden = [row.numbers["closing"] for row in rows if shown[row.pk] is None]

        assert all(shown[row.pk] is None for row in rows if row.numbers["closing"] < 5)
        assert len(hidden) != 1
        assert not hidden or sum(hidden) >= 5 or len(hidden) == len(rows)
