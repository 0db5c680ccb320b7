"""Ratings side by side: groups, the years of a body, and how many of how many below a place."""

from datetime import date

import pytest
from django.db.models import Q

from tests.figures import rated
from tests.make import book, lan, minh, unit
from wardbook.figures.actions import ratings as actions
from wardbook.figures.models import UnitRating
from wardbook.figures.ratings import queries
from wardbook.lib.period import Period
from wardbook.org.models import Succession, Unit

pytestmark = pytest.mark.django_db


def told(of: Unit, period: str, level: str = "good", bound: str = "exact") -> UnitRating:
    said = rated.told(level, bound=bound, decided_on=None)
    return actions.tell(of, period, said, book=book(), by=rated.tam(), at=rated.AT)


def follow(old: Unit, new: Unit, on: date) -> None:
    Succession.objects.create(old=old, new=new, share="part", on=on, source="Thử", mark="known")


def test_a_group_is_of_one_kind_and_period_under_one_deciding_body() -> None:
    rated.decided(rated.cell(1))
    rated.decided(rated.cell(2))
    rated.decided(rated.committee())
    elsewhere = unit("99902", name="Phường Khác")
    other = unit("99902.cell", kind="party_cell", parent=elsewhere)
    UnitRating.objects.create(
        book=book(), unit=other, period="2025", end_on=date(2026, 1, 1), kind="party_cell",
        rule="qd-366-2025", opened_at=rated.AT, opened_by=lan(),
    )  # fmt: skip

    found = queries.group(UnitRating.objects.get(unit=rated.cell(1)))

    assert [row.unit.code for row in found.rows] == ["99901.cell-1", "99901.cell-2"]
    assert found.quota is not None
    assert (found.quota.base, found.quota.fewest, found.quota.most) == (2, 0, 1)


def test_party_committees_of_wards_share_the_quota_of_the_tier_above() -> None:
    above = unit("99", kind="province", name="Tỉnh Thử")
    wards = [unit(code, parent=above, name=code) for code in ("99901", "99902")]
    bodies = [unit(f"{one.code}.party", kind="party_committee", parent=one) for one in wards]

    assert {queries.scope(one, date(2025, 12, 31)).code for one in bodies} == {"99"}


def test_the_years_of_a_body_are_told_oldest_first_without_a_break() -> None:
    told(rated.party(), "2025")
    told(rated.party(), "2023", "excellent")

    years = queries.history(rated.party(), Q())

    assert [(one.rating.period, len(one.changes)) for one in years] == [("2023", 0), ("2025", 0)]


def test_the_line_breaks_where_the_territory_became_another() -> None:
    oldest, old = unit("99898", end_on=date(2020, 7, 1)), unit("99900", end_on=date(2025, 7, 1))
    follow(oldest, old, date(2020, 7, 1))
    follow(old, unit(), date(2025, 7, 1))
    before = unit("99900.party", kind="party_committee", parent=old)
    unit("99900.front", kind="fatherland_front", parent=old)
    UnitRating.objects.create(
        book=book(), unit=before, period="2023", end_on=date(2024, 1, 1), kind="party_committee",
        rule="qd-124-2023", opened_at=rated.AT, opened_by=lan(),
    )  # fmt: skip
    told(rated.party(), "2025")

    years = queries.history(rated.party(), Q())

    assert [one.rating.unit.code for one in years] == ["99900.party", "99901.party"]
    assert [[change.on for change in one.changes] for one in years] == [[], [date(2025, 7, 1)]]


def test_the_roll_up_sums_by_level_and_names_who_was_not_rated() -> None:
    told(rated.cell(1), "2025", "excellent")
    told(rated.cell(2), "2025", "good", "at_least")
    rated.proposed(rated.cell(3))
    rated.cell(4)

    found = queries.roll_up(book(), rated.party(), "party_cell", Period("2025"), Q())

    assert (found.rated, found.units, found.or_better) == (2, 4, 1)
    assert found.levels == {"excellent": 1, "good": 1, "completed": 0, "not_completed": 0}
    assert [one.code for one in found.unrated] == ["99901.cell-3", "99901.cell-4"]
    assert sum(found.levels.values()) == found.rated == len(found.rows)


def test_the_roll_up_counts_only_bodies_that_stood_in_the_period() -> None:
    unit("99901.cell-9", kind="party_cell", parent=rated.party(), start_on=date(2026, 1, 1))
    rated.cell(1)

    found = queries.roll_up(book(), unit(), "party_cell", Period("2025"), Q())

    assert found.units == 1


def test_nothing_rated_is_none_of_so_many() -> None:
    rated.cell(1)

    found = queries.roll_up(book(), unit(), "party_cell", Period("2024"), Q())

    assert (found.rated, found.units, list(found.rows)) == (0, 1, [])


def test_each_side_reads_its_own_and_released_ones() -> None:
    mine = rated.decided(rated.committee())
    private = rated.decided(rated.cell(1))
    public = actions.release(rated.decided(rated.cell(2)), by=rated.thu(), at=rated.AT)

    def seen(question: Q) -> set[int]:
        return set(UnitRating.objects.filter(question).values_list("pk", flat=True))

    assert seen(queries.readable([minh()])) == {mine.pk, public.pk}
    assert seen(queries.inside([minh()])) == {mine.pk}
    assert seen(queries.inside([rated.thu()])) == {mine.pk, private.pk, public.pk}
    assert seen(queries.inside([rated.binh(rated.cell(1))])) == {private.pk}


def test_an_office_of_a_party_committee_is_of_the_party_side() -> None:
    office = unit("99901.office", kind="division", parent=rated.party())
    rating = told(office, "2025")
    clerk = rated.binh(office)

    assert not UnitRating.objects.filter(queries.readable([lan(), minh()]))
    assert list(UnitRating.objects.filter(queries.inside([clerk]))) == [rating]
    assert list(UnitRating.objects.filter(queries.inside([rated.thu()]))) == [rating]


def test_a_division_of_the_peoples_committee_is_not() -> None:
    office = unit("99901.division", kind="division", parent=rated.committee())
    rating = told(office, "2025")

    assert list(UnitRating.objects.filter(queries.inside([minh()]))) == [rating]
