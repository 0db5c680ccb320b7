"""Provisions of law: dated rows with a source, looked up by the day of the dossier."""

from datetime import date
from pathlib import Path

import pytest

from wardbook.cases.law import WrongRow, provision, provisions, read
from wardbook.cases.rules.moves import GUARDS
from wardbook.lib.clock import Limit

ROW = """[[provision]]
key = "a"
value = "1"
valid_from = {start}
{end}
source = "Nguồn"
mark = "known"
"""


def written(folder: Path, *rows: tuple[str, str]) -> Path:
    text = "\n".join(
        ROW.format(start=start, end=f"valid_to = {end}" if end else "") for start, end in rows
    )
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return folder


def test_each_day_has_the_law_of_its_day() -> None:
    before, after = (
        provision("out-of-area-clock-starts", day) for day in (date(2026, 8, 4), date(2026, 8, 5))
    )

    assert (before and before.value, after and after.value) == ("accepted", "competent")


def test_where_no_source_is_on_record_nothing_is_asked() -> None:
    assert provision("supplement-notice", date(2019, 1, 1)) is None


def test_every_limit_can_be_counted() -> None:
    values = [row.value for rows in provisions().values() for row in rows]
    limits = [value for value in values if value[0].isdigit() and not value.isdigit()]

    assert limits
    assert all(str(Limit.parse(limit)) == limit for limit in limits)


@pytest.mark.parametrize(
    "rows",
    [
        [("2026-01-01", ""), ("2026-06-01", "")],
        [("2026-01-01", "2026-06-01"), ("2026-06-01", "")],
        [("2026-06-01", "2026-01-01")],
    ],
)
def test_two_values_on_one_day_are_no_law(rows: list[tuple[str, str]], tmp_path: Path) -> None:
    with pytest.raises(WrongRow):
        read(written(tmp_path, *rows))


def test_days_that_follow_one_another_are_fine(tmp_path: Path) -> None:
    rows = read(written(tmp_path, ("2026-01-01", "2026-05-31"), ("2026-06-01", "")))

    assert len(rows["a"]) == 2


def test_every_provision_is_asked_for_by_a_rule_or_a_kind() -> None:
    asked = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(__file__).parents[2].glob("wardbook/cases/**/*.py")
    )

    assert GUARDS
    assert [key for key in provisions() if f'"{key}"' not in asked] == []
