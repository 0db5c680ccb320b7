"""The one-stop statement as it is computed: shares with both integers, parts that sum, charges."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.guard.tree import ROOT
from wardbook.cases.models import Case
from wardbook.cases.queries import statement
from wardbook.figures.counters import COUNTERS
from wardbook.lib.clock import VIETNAM
from wardbook.lib.disclosure import FEWEST
from wardbook.lib.period import Period
from wardbook.reports.one_stop.columns import CAME, CHARGED, COLUMNS, SHARES, WENT
from wardbook.reports.one_stop.compute import computed
from wardbook.reports.one_stop.hiding import BLOCKS, gathered, public

LATER = datetime(2026, 11, 20, 9, tzinfo=VIETNAM)


def at(day: int, hour: int = 9, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


def body(period: str = "2026-09", cut_off: datetime = LATER) -> dict[str, Any]:
    unit = make.unit()
    return computed(statement.frame(unit, Period(period), cut_off), make.book())


def share(said: dict[str, Any], name: str) -> tuple[int, int, str | None]:
    one = next(one for one in said["shares"] if one["name"] == name)
    return one["numerator"], one["denominator"], one["value"]


def accepted(day: int = 7, **more: Any) -> Case:
    return make.step(make.case(at=at(day), **more), "accept", at=at(day))


@pytest.mark.django_db
def test_a_month_in_which_nothing_was_due_has_no_share() -> None:
    make.lan()

    assert share(body(), "first") == (0, 0, None)
    assert share(body(), "returned") == (0, 0, None)


@pytest.mark.django_db
def test_what_lies_late_in_a_drawer_counts_in_the_first_share_alone() -> None:
    make.step(accepted(), "resolve", at=at(9))
    make.step(Case.objects.get(), "deliver", at=at(9))
    accepted(8, fields={"applicant": "Trần Văn Thử"})

    said = body()

    assert share(said, "first") == (1, 2, "50.00")
    assert share(said, "returned") == (1, 1, "100.00")


@pytest.mark.django_db
@pytest.mark.parametrize("late", [1, 3])
def test_the_statement_asks_as_often_for_one_late_dossier_as_for_three(late: int) -> None:
    for number in range(late):
        accepted(fields={"applicant": f"Trần Văn Thử {number}"})
    with CaptureQueriesContext(connection) as context:
        body()

    assert len(context) == 26


@pytest.mark.django_db
def test_days_of_lateness_are_charged_and_sum_to_the_whole() -> None:
    case = accepted()
    make.step(case, "ask_above", at=at(9), reason="Xin ý kiến", until=at(11))
    make.step(case, "answered", at=at(15))
    make.step(case, "resolve", at=at(23))

    days = body()["charged"]

    assert days["whole"] == sum(n for whose, n in days.items() if whose != "whole") > 0
    assert days["above"] == 4


@pytest.mark.django_db
def test_every_part_sums_to_the_whole() -> None:
    for day, channel in ((1, "online"), (3, "direct"), (7, "post"), (7, "online")):
        accepted(day, channel=channel)
    parts = body()["parts"]

    for by in ("field", "channel", "unit"):
        rows = [part["cells"] for part in parts if part["by"] == by]
        sums = {name: sum(row[name] for row in rows) for name in rows[0]}
        assert sums == parts[0]["cells"]


@pytest.mark.django_db
def test_the_same_person_and_procedure_again_lowers_the_least_share() -> None:
    make.step(accepted(1), "resolve", at=at(3))
    make.step(accepted(7), "resolve", at=at(9))

    said = body()

    assert share(said, "again")[:2] == (1, 2)
    assert share(said, "first")[:2] == (2, 2)
    assert share(said, "at_least")[:2] == (0, 1)


# Small counts


def rows_of(*told: dict[str, int]) -> list[dict[str, Any]]:
    blank = dict.fromkeys((*CAME, *WENT, "from_nowhere", "nowhere", "kept", "due"), 0)
    rows = []
    for number, cells in enumerate(told):
        full = blank | cells
        full["total"] = sum(full[name] for name in BLOCKS[0])
        label = {"vi": str(number), "en": str(number)}
        rows.append({"by": "field", "code": f"f{number}", "label": label, "cells": full})
    return rows


def whole_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    cells = {name: sum(row["cells"][name] for row in rows) for name in rows[0]["cells"]}
    return {"by": "whole", "code": "", "label": {}, "cells": cells}


def published(rows: list[dict[str, Any]], **more: Any) -> list[dict[str, Any]]:
    shown = public({"parts": [whole_of(rows), *rows], "shares": []}, **more)
    return shown["parts"]


def test_no_count_below_five_stands_in_a_part() -> None:
    rows = rows_of(
        {"received": 40, "early": 38, "refused": 2},
        {"received": 30, "early": 30},
        {"received": 20, "early": 13, "refused": 7},
    )

    for part in published(rows)[1:]:
        assert not [n for n in part["cells"].values() if n is not None and 0 < n < FEWEST]


def test_parts_with_few_dossiers_are_gathered() -> None:
    rows = rows_of({"received": 40}, {"received": 2}, {"received": 1}, {"received": 9})

    totals = [row["cells"]["total"] for row in gathered(rows)]

    assert sorted(totals) == [12, 40]


def test_a_single_part_is_not_shown() -> None:
    assert len(published(rows_of({"received": 40}))) == 1


def test_what_was_hidden_once_stays_hidden_in_a_correction() -> None:
    first = rows_of(
        {"received": 40, "early": 38, "refused": 2}, {"received": 30, "early": 24, "refused": 6}
    )
    later = rows_of(
        {"received": 41, "early": 36, "refused": 5}, {"received": 30, "early": 24, "refused": 6}
    )
    before = {"parts": published(first)}

    parts = published(later, before=before)

    assert parts[1]["cells"]["refused"] is None


def solutions(
    rows: int, columns: int, margins: list[int], known: dict[tuple[int, int], int]
) -> Any:
    """Every table of numbers that fits: ``margins`` are the rows' sums, then the columns'."""

    def fill(place: int, left: list[int], table: tuple[int, ...]) -> Any:
        if place == rows * columns:
            if not any(left):
                yield table
            return
        row, column = divmod(place, columns)
        most = min(left[row], left[rows + column])
        given = known.get((row, column))
        for value in range(most + 1) if given is None else [given]:
            if value > most:
                return
            rest = list(left)
            rest[row] -= value
            rest[rows + column] -= value
            if column + 1 == columns and rest[row]:
                continue
            yield from fill(place + 1, rest, (*table, value))

    yield from fill(0, margins, ())


@given(
    st.lists(
        st.lists(st.integers(0, 7), min_size=3, max_size=3).filter(lambda row: sum(row) >= FEWEST),
        min_size=2,
        max_size=3,
    )
)
def test_nobody_finds_a_hidden_count_by_subtraction(table: list[list[int]]) -> None:
    names = ("early", "late", "refused")
    rows = rows_of(*({"received": sum(row)} | dict(zip(names, row, strict=True)) for row in table))
    parts = published(rows)[1:]
    known = {
        (at, place): parts[at]["cells"][name]
        for at in range(len(parts))
        for place, name in enumerate(names)
        if parts[at]["cells"][name] is not None
    }
    margins = [*map(sum, table), *(sum(row[place] for row in table) for place in range(3))]
    hidden = [
        (at, place)
        for at, row in enumerate(table)
        for place, n in enumerate(row)
        if 0 < n < FEWEST and len(parts) == len(table)
    ]

    assert not set(hidden) & set(known)
    found = list(solutions(len(table), 3, margins, known)) if parts else []
    for at, place in hidden:
        assert len({one[at * 3 + place] for one in found}) > 1


def test_the_reference_names_every_column_and_share_with_its_source() -> None:
    page = (ROOT / "docs/reference/statement.md").read_text(encoding="utf-8")

    for one in (*COLUMNS, *SHARES):
        lines = [line for line in page.splitlines() if line.startswith(f"| `{one.name}` |")]
        assert any(one.source in line and one.says["en"] in line for line in lines)
    assert all(f"| `{name}` |" in page for name in (*CHARGED, *COUNTERS))
