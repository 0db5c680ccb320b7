"""Cells gathered for the ward: sums with how many reported, and who is missing; never averages."""

from datetime import date
from typing import Any

import pytest

from tests import make
from tests.figures import telling
from tests.figures.telling import SHEET, cell, committee, told
from wardbook.figures.actions.tallies import take_back_sheet
from wardbook.figures.tallies.catalogue import Sheet, in_force
from wardbook.figures.tallies.queries import Gathered, gathered
from wardbook.lib.period import Period

pytestmark = pytest.mark.django_db


def sheet() -> Sheet:
    found = in_force(SHEET, date(2025, 12, 31))
    assert found
    return found


def together(period: str = "2025") -> Gathered:
    return gathered(make.book(), committee(), sheet(), Period(period))


def test_two_of_three_cells_are_two_of_three() -> None:
    told(cell(1), 30, 32, admitted=2)
    told(cell(2), 12, 11, died=1)
    cell(3)

    whole = together()

    assert (whole.reported, len(whole.parts)) == (2, 3)
    assert [part.unit for part in whole.missing] == [cell(3)]
    closing = whole.sums["closing"]
    assert (closing.value, closing.known, closing.of) == (43, 2, 3)


def test_nobody_reported_is_no_number() -> None:
    cell(1)

    assert together().sums["admitted"].value is None


def test_quarters_are_a_year_when_all_four_are_told() -> None:
    for quarter, (first, last) in enumerate([(30, 31), (31, 31), (31, 33), (33, 33)], start=1):
        told(cell(1), first, last, period=f"2025-Q{quarter}", admitted=last - first)

    (part,) = together().parts

    assert part.state == "whole"
    assert part.numbers is not None
    assert (part.numbers["opening"], part.numbers["admitted"]) == (30, 3)
    assert part.numbers["closing"] == 33


def test_three_quarters_are_a_part_and_not_in_the_sum() -> None:
    for quarter in (1, 2, 4):
        told(cell(1), period=f"2025-Q{quarter}")

    whole = together()

    assert whole.parts[0].state == "partly"
    assert [str(one) for one in whole.parts[0].covers] == ["2025-Q1", "2025-Q2", "2025-Q4"]
    assert whole.sums["closing"].value is None


def test_a_cell_that_ended_in_the_period_tells_its_days() -> None:
    gone = cell(1, end_on=date(2025, 7, 1))
    told(gone, period="2025-H1")

    assert together().parts[0].state == "whole"


def test_a_cell_that_ended_before_is_not_asked() -> None:
    cell(1, end_on=date(2024, 7, 1))

    assert not together().parts


def test_a_sheet_taken_back_is_not_in_the_sum() -> None:
    take_back_sheet(told(cell(1)), "Nhầm kỳ", by=telling.clerk(), at=make.AT)

    assert together().parts[0].state == "none"


def test_the_wards_own_sheet_is_set_beside_the_sum() -> None:
    told(cell(1), 30, 32, admitted=2)
    told(cell(2), 12, 11, died=1)
    told(committee(), 42, 44, admitted=3, died=1)

    assert together().differences == {"admitted": 1, "closing": 1}


def test_while_a_cell_is_missing_nothing_is_compared() -> None:
    told(cell(1))
    cell(2)
    told(committee(), 300, 300)

    assert together().differences == {}


def test_what_does_not_follow_within_the_year_is_found() -> None:
    told(cell(1), 30, 30, period="2025-H1")
    told(cell(1), 33, 33, period="2025-H2", explained="Ba đảng viên chuyển về chưa kịp ghi")

    (part,) = together().parts

    assert [(one.fault, one.by) for one in part.findings] == [("balance", 3), ("chain", 3)]


@pytest.mark.parametrize("cells", [1, 3])
def test_the_number_of_queries_does_not_grow(cells: int, django_assert_num_queries: Any) -> None:
    for number in range(cells):
        told(cell(number), 10, 10)
    book, above, of = make.book(), committee(), sheet()

    with django_assert_num_queries(3):
        whole = gathered(book, above, of, Period("2025"))

    assert whole.reported == cells
