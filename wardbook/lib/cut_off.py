"""Dated rules of an office's day, read from the catalogue: usual hours, and same-day duties."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wardbook.lib.calendar import MARKS
from wardbook.lib.hours import Hours, minute_of


@dataclass(frozen=True, slots=True)
class UsualHours:
    """Opening hours of offices that have entered none of their own."""

    hours: Hours
    valid_from: date
    valid_to: date | None
    source: str
    mark: str


@dataclass(frozen=True, slots=True)
class CutOff:
    """Until which minute of a day a duty is due that day; after it, ``opening`` or ``closing``
    of the next working day."""

    code: str
    until: int
    then: str
    valid_from: date
    valid_to: date | None
    source: str
    mark: str


@cache
def usual_hours(folder: Path) -> tuple[UsualHours, ...]:
    """The rows of ``hours.toml``, from the earliest on. Raises :class:`ValueError`."""
    rows = [
        UsualHours(hours=Hours.parse(row["sessions"]), **_dated(row))
        for row in _rows(folder / "hours.toml", "hours")
    ]
    return tuple(sorted(rows, key=lambda row: row.valid_from))


@cache
def cut_offs(folder: Path) -> tuple[CutOff, ...]:
    """The rows of ``cut-offs.toml``. Raises :class:`ValueError`."""
    return tuple(
        CutOff(
            code=row["code"],
            until=minute_of(row["until"]),
            then=_then(row["then"]),
            **_dated(row),
        )
        for row in _rows(folder / "cut-offs.toml", "cut_off")
    )


def _rows(path: Path, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    return rows


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    if row["mark"] not in MARKS or not row["source"].strip():
        raise ValueError(f"a row of {row['valid_from']} without its source or mark")
    dated = {key: row[key] for key in ("valid_from", "source", "mark")}
    return dated | {"valid_to": row.get("valid_to")}


def _then(text: str) -> str:
    if text not in ("opening", "closing"):
        raise ValueError(f"{text} is not an end of a day")
    return text
