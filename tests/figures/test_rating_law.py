"""By which rule a body is rated, and how many may be rated best."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.figures.ratings import law
from wardbook.figures.ratings.law import LEVELS, QuotaLaw, WrongRow
from wardbook.figures.ratings.quota import quota

NOW = law.rule_of("qd-366-2025")
SILENT = QuotaLaw(share=Decimal(20), outstanding=Decimal(25), base="good", source="x", mark="known")


@pytest.mark.parametrize(
    ("on", "key"),
    [
        (date(2025, 12, 31), "qd-366-2025"),
        (date(2024, 12, 31), "qd-124-2023"),
        (date(2022, 12, 31), "qd-132-2018"),
        (date(2013, 12, 31), "hd-07-2011"),
    ],
)
def test_a_year_is_rated_by_the_rule_of_its_last_day(on: date, key: str) -> None:
    found = law.rule_on(on)

    assert found is not None
    assert found.key == key


def test_before_the_first_rule_on_record_there_is_none() -> None:
    assert law.rule_on(date(2000, 12, 31)) is None


def test_the_best_level_once_was_called_clean_and_strong() -> None:
    best = law.rule_of("hd-07-2011").level("excellent")

    assert best is not None
    assert best.name_vi == "Trong sạch, vững mạnh"


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ("100", "excellent"),
        ("90", "excellent"),
        ("89.99", "good"),
        ("70", "good"),
        ("69.999999", "completed"),
        ("50", "completed"),
        ("49.5", "not_completed"),
        ("0", "not_completed"),
    ],
)
def test_thresholds_are_ninety_seventy_and_fifty(points: str, level: str) -> None:
    reached = NOW.by_points(Decimal(points))

    assert reached is not None
    assert reached.code == level


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_more_points_never_reach_a_lesser_level(one: Decimal, other: Decimal) -> None:
    low, high = (NOW.by_points(points) for points in sorted((one, other)))

    assert low is not None
    assert high is not None
    assert LEVELS.index(high.code) <= LEVELS.index(low.code)


def test_a_better_level_asks_for_everything_a_lesser_one_does() -> None:
    asked = [set(NOW.asked(level, "party_committee")) for level in LEVELS]

    assert all(more >= less for more, less in pairwise(asked))
    assert asked[-1] == set()


def test_basic_targets_are_not_asked_of_a_cell() -> None:
    assert "basic_missed" not in {one.measure for one in NOW.asked("excellent", "party_cell")}


def test_the_base_of_the_quota_is_the_number_rated_good_and_not_the_group() -> None:
    found = quota(SILENT, ["good"] * 10 + ["completed"] * 20 + ["excellent"] * 2)

    assert (found.base, found.fewest, found.most, found.kept) == (10, 2, 2, True)


def test_where_the_rule_is_silent_both_roundings_are_told() -> None:
    found = quota(SILENT, ["good"] * 7 + ["excellent"] * 2)

    assert (found.fewest, found.most, found.open, found.kept) == (1, 2, True, None)


def test_an_outstanding_unit_has_the_larger_share() -> None:
    usual, larger = (quota(SILENT, ["good"] * 8, outstanding=one) for one in (False, True))

    assert (usual.fewest, usual.most) == (1, 2)
    assert (larger.fewest, larger.most, larger.open) == (2, 2, False)


def test_where_the_rule_has_no_larger_share_an_outstanding_unit_has_the_usual_one() -> None:
    assert quota(replace(SILENT, outstanding=None), ["good"] * 10, outstanding=True).most == 2


def test_a_rule_that_says_how_to_round_leaves_nothing_open() -> None:
    up, down = (quota(replace(SILENT, rounding=way), ["good"] * 7) for way in ("up", "down"))

    assert (up.fewest, up.most, up.open) == (2, 2, False)
    assert (down.fewest, down.most, down.open) == (1, 1, False)


def test_older_rules_count_those_rated_good_or_better() -> None:
    older = law.rule_of("qd-124-2023").quota

    assert older is not None
    assert quota(older, ["good"] * 8 + ["excellent"] * 2).base == 10


@given(st.lists(st.sampled_from(["", *LEVELS]), max_size=60), st.booleans())
def test_the_two_roundings_lie_around_the_exact_number(levels: list[str], more: bool) -> None:
    found = quota(SILENT, levels, outstanding=more)

    assert found.fewest <= found.exact <= found.most
    assert found.most - found.fewest in {0, 1}
    assert found.open == (found.exact.denominator != 1)


@given(st.integers(0, 500), st.integers(0, 500))
def test_more_bodies_rated_good_never_allow_fewer_rated_best(one: int, other: int) -> None:
    low, high = (quota(SILENT, ["good"] * count) for count in sorted((one, other)))

    assert low.fewest <= high.fewest
    assert low.most <= high.most


def test_nobody_is_best_where_nobody_is_good() -> None:
    assert quota(SILENT, ["excellent"]).kept is False


RULE = """
[[rule]]
key = "one"
name_vi = "a"
name_en = "a"
valid_from = 2020-01-01
source = "a"
mark = "known"
"""


def test_a_rule_without_its_levels_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(RULE + "level = []\n", encoding="utf-8")

    with pytest.raises(WrongRow, match="one: a rule names its four levels"):
        law.read_rules(file)


def test_two_rules_on_one_day_are_refused(tmp_path: Path) -> None:
    text, file = (law.FOLDER / "rules.toml").read_text(encoding="utf-8"), tmp_path / "rules.toml"
    file.write_text(text.replace("valid_to = 2025-08-30", "valid_to = 2025-09-30"), "utf-8")

    with pytest.raises(WrongRow, match="two rules on 2025-08-30"):
        law.read_rules(file)


def test_every_row_has_a_source_and_a_mark() -> None:
    rows = [*law.rules(), *law.competences(), *NOW.conditions]

    assert rows
    assert all(row.source and row.mark in {"verified", "known", "uncertain"} for row in rows)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('measure = "remedied"', 'measure = "guessed"'),
        ('level = "excellent"\nmeasure', 'level = "best"\nmeasure'),
        ('holds = "show"', 'holds = "hope"'),
        ('base = "good"\n', 'base = "all"\n'),
        ('base = "good"\n', 'base = "good"\nrounding = "near"\n'),
        ('from = "70"\n', ""),
        ('mark = "known"', 'mark = "sure"'),
    ],
)
def test_a_row_that_cannot_be_is_refused(right: str, wrong: str, tmp_path: Path) -> None:
    text, file = (law.FOLDER / "rules.toml").read_text(encoding="utf-8"), tmp_path / "rules.toml"
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(WrongRow):
        law.read_rules(file)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('"party_cell"', '"cell"'), ('stands = "above"', 'stands = "far"'), ("known", "sure")],
)
def test_a_row_of_competence_that_cannot_be_is_refused(
    right: str, wrong: str, tmp_path: Path
) -> None:
    text, file = (law.FOLDER / "competence.toml").read_text(encoding="utf-8"), tmp_path / "c.toml"
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(WrongRow):
        law.read_competences(file)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2020, 12, 31), True),
        (date(2021, 1, 1), False),
    ],
)
def test_competence_holds_until_the_day_before_its_end(on: date, holds: object) -> None:
    row = law.Competence(
        of=frozenset(), by=frozenset(), stands="here", valid_from=date(2020, 1, 1),
        valid_to=date(2021, 1, 1), source="x", mark="known",
    )  # fmt: skip

    assert row.holds(on) is holds
    assert replace(row, valid_to=None).holds(date(2030, 1, 1))


@pytest.mark.parametrize(
    ("on", "key"), [(date(2025, 8, 29), "qd-124-2023"), (date(2025, 8, 30), "qd-366-2025")]
)
def test_a_rule_ends_the_day_before_the_next_begins(on: date, key: str) -> None:
    found = law.rule_on(on)

    assert found is not None
    assert found.key == key
