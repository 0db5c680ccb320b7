"""The units the book begins with: today's list, put right and given its history."""

import csv
from datetime import date

import pytest

from wardbook.org.catalogue import (
    CATALOGUE,
    SuccessionRow,
    UnitRow,
    check_successions,
    parents_first,
    successions,
    units,
)

NEW_MAP = date(2025, 7, 1)


@pytest.fixture(scope="module")
def by_code() -> dict[str, UnitRow]:
    return {row.code: row for row in units()}


def unit(code: str, **fields: object) -> UnitRow:
    given = {"kind": "ward", "name_vi": code, "name_en": code, "source": "test", "mark": "known"}
    return UnitRow(code=code, **(given | fields))


def succession(old: str, new: str, share: str = "whole") -> SuccessionRow:
    return SuccessionRow(old=old, new=new, share=share, on=NEW_MAP, source="test", mark="known")


def test_parents_come_before_their_children() -> None:
    seen: set[str | None] = {None}

    for row in units():
        assert row.parent in seen
        seen.add(row.code)


def test_codes_keep_their_leading_zeros(by_code: dict[str, UnitRow]) -> None:
    assert by_code["01"].name_en == "Hanoi City"
    assert by_code["00070"].parent == "01"


def test_a_code_the_package_has_wrong_is_put_right(by_code: dict[str, UnitRow]) -> None:
    assert by_code["31228"].name_vi == "Phường Thuận Hưng"
    assert by_code["31207"].name_vi == "Phường Thốt Nốt"


def test_every_code_put_right_is_the_code_of_that_commune(by_code: dict[str, UnitRow]) -> None:
    with (CATALOGUE / "unit-codes.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))

    assert rows
    for row in rows:
        unit = by_code[row["official_code"]]
        assert (unit.parent, unit.name_vi) == (row["province"], row["name_vi"])


@pytest.mark.parametrize(
    ("code", "kind", "english"),
    [
        ("31228", "ward", "Thuan Hung Ward"),
        ("92", "municipality", "Can Tho City"),
        ("96", "province", "Ca Mau Province"),
        ("11914", "special_zone", "Cat Hai Special Zone"),
        ("thot-not-2025", "district", "Thot Not District"),
    ],
)
def test_a_unit_has_its_kind_and_an_english_name(
    by_code: dict[str, UnitRow], code: str, kind: str, english: str
) -> None:
    assert (by_code[code].kind, by_code[code].name_en) == (kind, english)


def test_one_name_stands_for_an_old_and_a_new_ward(by_code: dict[str, UnitRow]) -> None:
    old, new = by_code["31228-2025"], by_code["31228"]

    assert old.name_vi == new.name_vi and old.official_code == new.official_code
    assert old.end_on == new.start_on == NEW_MAP
    assert (old.parent, new.parent) == ("thot-not-2025", "92")


def test_a_province_that_became_a_city_keeps_its_code(by_code: dict[str, UnitRow]) -> None:
    before, after = by_code["75-2026"], by_code["75"]

    assert (before.kind, after.kind) == ("province", "municipality")
    assert before.end_on == after.start_on == date(2026, 4, 30)


def test_a_commune_that_became_a_ward_was_under_the_province_that_was(
    by_code: dict[str, UnitRow],
) -> None:
    before, after = by_code["26368-2026"], by_code["26368"]

    assert (before.name_vi, before.kind, before.parent) == ("Xã Long Thành", "commune", "75-2026")
    assert (after.name_vi, after.kind, after.parent) == ("Phường Long Thành", "ward", "75")


def test_a_doubtful_change_keeps_its_mark(by_code: dict[str, UnitRow]) -> None:
    assert by_code["24"].mark == "uncertain"
    assert by_code["99901"].mark == "invented"


def test_the_bodies_of_a_ward_are_units_below_it(by_code: dict[str, UnitRow]) -> None:
    party, inspection = by_code["31213-2025.party"], by_code["31213-2025.inspection"]

    assert (party.kind, party.parent) == ("party_committee", "31213-2025")
    assert (inspection.kind, inspection.parent) == ("inspection_committee", "31213-2025.party")
    assert party.end_on == NEW_MAP


def test_a_body_of_a_district_has_the_name_of_its_rank(by_code: dict[str, UnitRow]) -> None:
    assert by_code["kien-an-2025.party"].name_vi == "Quận ủy Kiến An"
    assert by_code["31228-2025.party"].name_vi == "Đảng ủy phường Thuận Hưng"


def test_a_split_ward_has_a_list_of_successors() -> None:
    shares = {row.new: row.share for row in successions() if row.old == "nguyen-thai-binh-2025"}

    assert shares == {"26743": "part", "26740": "part"}


def test_a_merged_ward_has_a_list_of_origins() -> None:
    origins = {row.old: row.share for row in successions() if row.new == "31157"}

    assert origins.pop("thot-not-2025") == origins.pop("o-mon-2025") == "part"
    assert origins == {"31157-2025": "whole", "long-hung-2025": "whole", "31227-2025": "whole"}


def test_every_unit_of_the_overlay_that_ended_has_a_successor() -> None:
    succeeded = {row.old for row in successions()}
    ended = {row.code for row in units() if row.end_on and "." not in row.code}

    assert ended == succeeded


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([unit("a"), unit("a")], "two units have this code"),
        ([unit("a", kind="hamlet")], "not a kind"),
        ([unit("a", mark="sure")], "not a mark"),
        ([unit("a", start_on=NEW_MAP, end_on=NEW_MAP)], "ends before it starts"),
        ([unit("a", parent="b")], "parent b is not in the catalogue"),
        ([unit("a", parent="b"), unit("b", end_on=NEW_MAP)], "ends before it does"),
        ([unit("a", parent="b"), unit("b", parent="a")], "above itself"),
        (
            [
                unit("a", official_code="1", start_on=date(2020, 1, 1)),
                unit("b", official_code="1", start_on=NEW_MAP),
            ],
            "official code of a and b at once",
        ),
    ],
)
def test_a_row_that_cannot_be_is_named(rows: list[UnitRow], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parents_first(rows)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([succession("old", "nowhere")], "not in the catalogue"),
        ([succession("new", "other")], "new did not end"),
        ([succession("old", "late")], "late did not stand"),
        ([succession("old", "new"), succession("old", "other", "part")], "went elsewhere"),
    ],
)
def test_a_succession_that_cannot_be_is_named(rows: list[SuccessionRow], complaint: str) -> None:
    place = [
        unit("old", end_on=NEW_MAP),
        unit("new"),
        unit("other"),
        unit("late", start_on=date(2026, 1, 1)),
    ]

    with pytest.raises(ValueError, match=complaint):
        check_successions(rows, {row.code: row for row in place})
