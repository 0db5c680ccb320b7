"""The national service index: its vectors reproduce, and "no case" is neither nothing nor all."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.org.catalogue import CATALOGUE
from wardbook.reports import service_index as index
from wardbook.reports.service_index import Part, Row

READ_ON = date(2026, 10, 10)
# Vectors of one commune's year to 10 October 2026, as the portal showed them (domain.md §3.3).
VECTORS = [
    ("2.1", 2541, 2618, "97.06", "19.41"),
    ("1.1", 1, 47, "2.13", "0.13"),
    ("1.2", 43, 47, "91.49", "3.66"),
    ("4.1", 2497, 2618, "95.38", "5.72"),
    ("4.2", 1520, 2618, "58.06", "2.32"),
    ("4.3", 1543, 2618, "58.94", "1.47"),
    ("4.5b", 1105, 2618, "42.21", "0.84"),
    ("4.5a", 28, 388, "7.22", "0.14"),
    ("5.4", 2540, 2618, "97.02", "6.00"),
]


def _row(code: str, on: date = READ_ON) -> Row:
    return next(row for row in index.in_force(on) if row.code == code)


@pytest.mark.parametrize(("code", "numerator", "denominator", "percent", "points"), VECTORS)
def test_a_vector_of_the_portal_reproduces(
    code: str, numerator: int, denominator: int, percent: str, points: str
) -> None:
    part = Part(numerator, denominator)
    assert part.percent == Decimal(percent)
    assert index.shown(_row(code), part) == Decimal(points)


@pytest.mark.parametrize("code", ["5.2", "5.3"])
def test_no_case_has_no_ratio_and_all_points_where_the_portal_gives_them(code: str) -> None:
    part = Part(0, 0)
    assert part.ratio is None
    assert part.percent is None
    assert index.shown(_row(code), part) == 6


def test_no_case_has_no_points_where_nobody_saw_what_the_portal_does() -> None:
    assert index.points(_row("2.1"), Part(0, 0)) is None


def test_a_formula_that_changed_silently_is_two_rows() -> None:
    part = Part(1520, 2618)
    before, after = _row("4.2", date(2026, 10, 9)), _row("4.2")
    assert (before.threshold, after.threshold) == (80, None)
    assert index.shown(before, part) == Decimal("2.90")
    assert index.shown(after, part) == Decimal("2.32")
    assert index.versions("4.2") == [before, after]


def test_a_linear_component_gives_a_department_less_than_all() -> None:
    assert index.shown(_row("4.2"), Part(922, 1000)) == Decimal("3.69")


def test_points_come_from_the_unrounded_ratio() -> None:
    part = Part(1, 47)
    assert index.points(_row("1.1"), part) == Fraction(6, 47)


def test_what_no_source_says_has_no_points_between_all_and_nothing() -> None:
    row = _row("5.2")
    assert [index.points(row, Part(n, 4)) for n in (0, 2, 4)] == [0, None, 6]


def test_groups_add_up_to_a_hundred_on_every_day() -> None:
    assert [group.points for group in index.groups()] == [18, 20, 12, 10, 22, 18]
    for on in (date(2022, 6, 23), date(2026, 10, 9), READ_ON):
        assert sum(row.points for row in index.in_force(on)) == 100


def test_before_the_decision_there_is_no_index() -> None:
    assert index.in_force(date(2022, 6, 22)) == []


def test_a_sum_names_the_points_that_nobody_knows() -> None:
    rows = [_row("5.2"), _row("5.4"), _row("2.1")]
    known = {"5.2": None, "5.4": Decimal("6.00")}
    assert index.total(rows, known) == index.Total(Decimal("6.00"), 6, 26)


SCORED = [row for row in index.in_force(READ_ON) if row.shape in {"linear", "threshold"}]
cases = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n)))


@given(st.sampled_from(SCORED), cases)
def test_more_in_time_never_gives_fewer_points(row: Row, case: tuple[int, int]) -> None:
    numerator, denominator = case
    fewer = index.points(row, Part(numerator, denominator))
    more = index.points(row, Part(numerator + 1, denominator))
    assert fewer is not None
    assert more is not None
    assert fewer <= more <= row.points


def _copy(tmp_path: Path, old: str, new: str) -> Path:
    folder = copytree(index.FOLDER, tmp_path / "index")
    file = folder / "digitisation.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("points = 22", "points = 23", "do not add up"),
        ("valid_to = 2026-10-10", "valid_to = 2026-10-11", "two rows hold"),
        ('mark = "verified"', 'mark = "sure"', "of no known kind"),
        ("threshold = 80\n", "", "has its T"),
        ('shape = "linear"', 'form = "linear"', "form"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_name(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(index.WrongRow, match=says):
        index.read(_copy(tmp_path, old, new))


def test_the_page_of_the_index_restates_the_catalogue() -> None:
    page = (CATALOGUE.parent / "docs" / "reference" / "service-index.md").read_text("utf-8")
    line = r"^\| (\d\.\w+) [^|]*\| (\d+) \| ([a-z0-9 ]+) \| [^|]+ \| ([a-z]+) \|"
    told = re.findall(line, page, re.MULTILINE)

    rows = index.catalogue()[1]

    assert told == [
        (row.code, str(row.points), f"{row.shape} {row.threshold or ''}".strip(), row.mark)
        for row in rows
    ]
