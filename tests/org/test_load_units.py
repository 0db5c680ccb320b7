"""The units of the catalogue in the book."""

from dataclasses import replace
from datetime import date

import pytest

from tests import make
from wardbook.org import catalogue
from wardbook.org.actions import load_units
from wardbook.org.catalogue import SuccessionRow, UnitRow
from wardbook.org.models import Succession, Unit

pytestmark = pytest.mark.django_db

CITY = UnitRow(
    code="90",
    kind="municipality",
    name_vi="Thành phố Thử",
    name_en="Test City",
    source="-",
    mark="invented",
)
OLD = UnitRow(
    code="99901-2025",
    kind="ward",
    name_vi="Phường Cũ",
    name_en="Old Ward",
    parent="90",
    end_on=date(2025, 7, 1),
    source="-",
    mark="invented",
)
NEW = replace(OLD, code="99901", name_vi="Phường Mới", start_on=date(2025, 7, 1), end_on=None)
CHANGE = SuccessionRow(
    old="99901-2025", new="99901", share="part", on=date(2025, 7, 1), source="-", mark="invented"
)


def load(*rows: UnitRow) -> int:
    return load_units(rows, [CHANGE], book=make.book(), by=make.SYSTEM, at=make.AT)


def test_units_come_with_their_tree_and_history() -> None:
    load(CITY, OLD, NEW)

    new = Unit.objects.get(code="99901")
    assert [unit.code for unit in new.path] == ["90", "99901"]
    assert Succession.objects.get().share == "part"


def test_loading_again_changes_nothing() -> None:
    load(CITY, OLD, NEW)

    assert load(CITY, OLD, NEW) == 0


def test_what_the_catalogue_amends_is_amended() -> None:
    load(CITY, OLD, NEW)

    assert load(CITY, OLD, replace(NEW, name_vi="Phường Mới Hơn")) == 1
    assert Unit.objects.get(code="99901").folded.startswith("phuong moi hon")


def test_units_are_in_force_on_their_days_only() -> None:
    load(CITY, OLD, NEW)

    def wards(on: date) -> list[str]:
        return list(Unit.objects.in_force(on).filter(kind="ward").values_list("code", flat=True))

    assert wards(date(2025, 6, 30)) == ["99901-2025"]
    assert wards(date(2025, 7, 1)) == ["99901"]


def test_the_whole_catalogue_loads() -> None:
    rows = list(catalogue.units())

    load_units(rows, catalogue.successions(), book=make.book(), by=make.SYSTEM, at=make.AT)

    assert Unit.objects.count() == len(rows) > 3000
    old = Unit.objects.get(code="nguyen-thai-binh-2025")
    assert old.successions.count() == 2
