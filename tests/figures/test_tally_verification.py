"""What was told and what the tables say are compared: nobody changes a number unseen."""

from datetime import date

import pytest

from tests import make
from tests.figures.telling import SHEET, clerk, committee, numbers, released, told
from wardbook.figures.actions.tallies import Given, Telling, correct_sheet, set_quota
from wardbook.figures.models import Quota, Tally, TallySheet
from wardbook.figures.tallies.verification import row_faults
from wardbook.ledger.actions import erase
from wardbook.ledger.models import Body

pytestmark = pytest.mark.django_db


def quota() -> Quota:
    given = Given(
        line="admitted", period="2020..2025", value=60, giver="Đại hội", document="Nghị quyết 01"
    )
    return set_quota(make.book(), committee(), SHEET, given, by=clerk(), at=make.AT)


def test_what_was_filed_corrected_and_released_is_as_it_was_told() -> None:
    row = released(committee(), 300, 300)
    said = Telling(numbers=numbers(300, 306, moved_in=6), source="x")
    correct_sheet(row, said, "Bổ sung", by=clerk(), at=make.AT)
    quota()

    assert row_faults(make.book()) == []


def test_a_number_changed_behind_the_ledger_is_named() -> None:
    row = told()
    Tally.objects.filter(sheet=row, line="closing").update(value=31)

    assert row_faults(make.book()) == [f"tally sheet {row.pk} is not as it was told"]


def test_a_number_that_is_gone_is_named() -> None:
    row = told()
    Tally.objects.filter(sheet=row, line="died").delete()

    assert row_faults(make.book()) == [f"tally sheet {row.pk} is not as it was told"]


def test_days_that_are_not_of_the_period_are_named() -> None:
    row = told()
    TallySheet.objects.filter(pk=row.pk).update(end_on=date(2027, 1, 1))

    assert row_faults(make.book()) == [f"tally sheet {row.pk} is not of the days of its period"]


def test_a_quota_changed_behind_the_ledger_is_named() -> None:
    row = quota()
    Quota.objects.filter(pk=row.pk).update(value=6)

    assert row_faults(make.book()) == [f"quota {row.pk} is not as it was set"]


def test_a_sheet_that_no_entry_tells_of_is_named() -> None:
    row = told()
    days = {"start_on": date(2024, 1, 1), "end_on": date(2025, 1, 1), "period": "2024"}
    more = {"book": row.book, "unit": row.unit, "sheet": row.sheet, "source": "x", **days}
    late = TallySheet.objects.create(**more, filed_at=make.AT, filed_by=row.filed_by)

    assert row_faults(make.book()) == [f"tally sheet {late.pk} is not as it was told"]


def test_of_what_was_erased_by_law_nothing_is_compared() -> None:
    row = told()
    entry = Body.objects.get(key=f"tally-sheet/{row.pk}").entry
    erase(entry, by="system", at=make.AT, reason="Theo quyết định")

    assert row_faults(make.book()) == []
