"""What decrees ask of a piece of work: dated provisions from ``catalogue/law/*.toml``."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wardbook.org.catalogue import CATALOGUE, MARKS

FOLDER = CATALOGUE / "law"


class WrongRow(ValueError):
    """A row of the catalogue that cannot be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """``value`` of ``key`` from ``valid_from`` to ``valid_to``, both days included.

    The value is a limit ("3wd"), a number, an hour or a word; who asks for it knows which.
    """

    key: str
    value: str
    valid_from: date
    valid_to: date | None = None
    source: str
    mark: str

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def provision(key: str, on: date) -> Provision | None:
    """What held on that day; ``None`` where no source is on record, and then nothing is asked."""
    return next((row for row in provisions().get(key, ()) if row.holds(on)), None)


@cache
def provisions() -> dict[str, tuple[Provision, ...]]:
    return read(FOLDER)


def read(folder: Path) -> dict[str, tuple[Provision, ...]]:
    """Every provision by its key, oldest first; raises :class:`WrongRow`."""
    rows = [
        _provision(row)
        for path in sorted(folder.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["provision"]
    ]
    rows.sort(key=lambda row: (row.key, row.valid_from))
    _apart(rows)
    return {key: tuple(row for row in rows if row.key == key) for key in {r.key for r in rows}}


def _provision(row: dict[str, Any]) -> Provision:
    found = Provision(**row)
    if found.mark not in MARKS or not found.source or not found.value:
        raise WrongRow(f"{found.key}: a value, a source and a mark are needed")
    if found.valid_to and found.valid_to < found.valid_from:
        raise WrongRow(f"{found.key}: it ends before it begins")
    return found


def _apart(rows: Iterable[Provision]) -> None:
    before: Provision | None = None
    for row in rows:
        same = before is not None and before.key == row.key
        if before and same and (before.valid_to is None or before.valid_to >= row.valid_from):
            raise WrongRow(f"{row.key}: two values on {row.valid_from}")
        before = row
