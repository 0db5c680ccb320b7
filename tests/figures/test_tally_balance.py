"""Opening + in − out = closing: exact, line by line, over periods and over bodies."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.figures.tallies import balance
from wardbook.figures.tallies.balance import Fault, Finding
from wardbook.figures.tallies.catalogue import Sheet, WrongRow, checked, in_force, sheet_of, sheets

ON = date(2025, 12, 31)
COUNT = st.integers(min_value=0, max_value=10_000)
BALANCED = [row.code for row in sheets() if row.balances and row.in_force(ON)]


def sheet(code: str = "party-members") -> Sheet:
    found = in_force(code, ON)
    assert found
    return found


@st.composite
def told(draw: st.DrawFn, of: Sheet, opening: int | None = None) -> dict[str, int]:
    """Numbers that close, whatever they are."""
    first = draw(COUNT) if opening is None else opening
    came = {code: draw(COUNT) for code in of.of_sign("+")}
    left, went = first + sum(came.values()), {}
    for code in of.of_sign("-"):
        went[code] = draw(st.integers(min_value=0, max_value=left))
        left -= went[code]
    return {"opening": first, **came, **went, "closing": left}


@pytest.mark.parametrize("code", BALANCED)
@given(data=st.data())
def test_numbers_that_close_have_no_finding(code: str, data: st.DataObject) -> None:
    of = sheet(code)
    numbers = data.draw(told(of))

    assert not balance.findings(of, numbers, before=numbers["opening"])
    assert balance.expected(of, numbers) == numbers["closing"]


@given(data=st.data(), off=st.integers(min_value=1, max_value=500))
def test_a_number_off_by_so_many_is_told_with_line_and_amount(
    data: st.DataObject, off: int
) -> None:
    of = sheet()
    numbers = data.draw(told(of))
    line = data.draw(st.sampled_from([code for code in numbers if of.line(code).sign != "none"]))
    wrong = numbers | {line: numbers[line] + off}

    (finding,) = balance.findings(of, wrong)

    less = line in {"opening", *of.of_sign("+")}
    assert (finding.fault, finding.line) == (Fault.BALANCE, "closing")
    assert finding.by == (-off if less else off)


@given(data=st.data())
def test_a_blank_line_is_unknown_and_no_nought(data: st.DataObject) -> None:
    of = sheet()
    numbers: Mapping[str, int | None] = data.draw(told(of))
    line = data.draw(st.sampled_from(sorted(numbers)))

    found = balance.findings(of, {**numbers, line: None})

    assert found == [Finding(Fault.UNKNOWN, line)]


@given(data=st.data(), off=st.integers(min_value=-50, max_value=50).filter(bool))
def test_the_opening_is_the_closing_before(data: st.DataObject, off: int) -> None:
    of = sheet()
    numbers = data.draw(told(of))

    (finding,) = balance.findings(of, numbers, before=numbers["opening"] + off)

    assert (finding.fault, finding.by) == (Fault.CHAIN, -off)


@given(data=st.data(), periods=st.integers(min_value=1, max_value=5))
def test_periods_that_close_and_follow_each_other_close_as_one(
    data: st.DataObject, periods: int
) -> None:
    of, rows, opening = sheet(), [], None
    for _ in range(periods):
        rows.append(data.draw(told(of, opening)))
        opening = rows[-1]["closing"]

    whole = balance.over_time(of, rows)

    assert not balance.findings(of, whole)
    assert whole["opening"] == rows[0]["opening"]
    assert whole["closing"] == rows[-1]["closing"]
    assert whole["admitted"] == sum(row["admitted"] for row in rows)


@given(data=st.data(), bodies=st.integers(min_value=1, max_value=6))
def test_bodies_that_close_close_together(data: st.DataObject, bodies: int) -> None:
    of = sheet()
    rows = [data.draw(told(of)) for _ in range(bodies)]

    sums = balance.over_units(of, rows)

    assert all(sums[code].complete for code in rows[0])
    assert not balance.findings(of, {code: one.value for code, one in sums.items()})


@given(data=st.data(), silent=st.integers(min_value=1, max_value=4))
def test_who_has_not_reported_is_counted_and_never_a_nought(
    data: st.DataObject, silent: int
) -> None:
    of = sheet()
    row = data.draw(told(of))

    one = balance.over_units(of, [row, *[None] * silent])["closing"]

    assert (one.value, one.known, one.of) == (row["closing"], 1, 1 + silent)
    assert balance.over_units(of, [None] * silent)["closing"].value is None


def test_a_part_is_not_more_than_its_whole() -> None:
    numbers = {"opening": 9, "closing": 9, **dict.fromkeys(sheet().of_sign("+"), 0)}
    numbers |= dict.fromkeys(sheet().of_sign("-"), 0)

    (finding,) = balance.findings(sheet(), numbers | {"women": 12})

    assert (finding.fault, finding.line, finding.by) == (Fault.PART, "women", 3)


@pytest.mark.parametrize(("closing", "off"), [(9, -1), (10, None), (15, None), (16, 1)])
def test_a_plan_has_one_to_one_and_a_half_people_for_a_post(closing: int, off: int | None) -> None:
    of = in_force("cadre-planning", date(2026, 6, 30))
    assert of
    numbers = {"opening": closing, "added": 0, "removed": 0, "appointed": 0, "closing": closing}

    found = balance.findings(of, numbers | {"posts": 10})

    assert [one.by for one in found] == ([] if off is None else [off])


def test_three_ways_out_of_the_party_are_three_lines() -> None:
    assert {"struck-off", "released", "expelled"} <= set(sheet().of_sign("-"))


def test_made_official_changes_no_total() -> None:
    assert sheet().line("made-official").sign == "none"


def test_every_line_and_comparison_names_its_source() -> None:
    rows = [part for one in sheets() for part in (one, *one.lines, *one.comparisons)]

    assert rows
    assert all(row.source and row.mark for row in rows)


WRONG = {
    "an opening and a closing": {"line": [{"code": "a", "sign": "opening"}]},
    "one code": {"line": [{"code": "a", "sign": "none", "adds": "sum"}] * 2},
    "sum or last": {"line": [{"code": "a", "sign": "none"}]},
    "part of no line": {"line": [{"code": "a", "sign": "none", "part_of": "b"}]},
    "a sign that is none": {"line": [{"code": "a", "sign": "±"}]},
    "needs an opening": {"line": [{"code": "a", "sign": "+"}]},
    "a kind of body that is none": {"line": [], "kinds": ["club"]},
    "a mark is none": {"line": [], "mark": "sure"},
    "does not add up": {
        "line": [{"code": "a", "sign": "none", "adds": "last"}],
        "compare": [{"line": "a", "with": "quota", "source": "x", "mark": "known"}],
    },
    "what is not there": {
        "line": [],
        "compare": [{"line": "a", "with": "quota", "source": "x", "mark": "known"}],
    },
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_sheet_that_cannot_be_is_refused_by_name(fault: str) -> None:
    head = {
        "code": "wrong", "rank": 1, "name_vi": "Sai", "name_en": "Wrong", "counts_vi": "người",
        "counts_en": "people", "kinds": ["party_cell"], "valid_from": date(2020, 1, 1),
        "source": "Thử", "mark": "invented",
    }  # fmt: skip
    table = head | WRONG[fault]
    table["line"] = [{"name_vi": "Dòng", "name_en": "Line"} | row for row in table["line"]]

    with pytest.raises(WrongRow, match=fault):
        checked([sheet_of(table)])
