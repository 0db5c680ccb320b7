"""Why somebody comes to a post or leaves it: dated rows of ``catalogue/org/causes.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from wardbook.org.catalogue import CATALOGUE, MARKS

FILE = CATALOGUE / "org" / "causes.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One cause; ``begins``: somebody comes by it, ``ends``: somebody leaves by it. Both days hold.

    A cause that does both moves somebody on from one post to the next.
    """

    code: str
    vi: str
    en: str
    begins: bool = False
    ends: bool = False
    valid_from: date
    valid_to: date | None = None
    source: str
    mark: str

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.vi, "en": self.en}

    @property
    def moves(self) -> bool:
        return self.begins and self.ends

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What is told of a change of post: the code of its cause, the number of its paper, words.

    Blank is not told.
    """

    cause: str = ""
    paper: str = ""
    reason: str = ""

    @property
    def told(self) -> dict[str, str]:
        """What of it is told, by name."""
        every = {"cause": self.cause, "paper": self.paper.strip(), "reason": self.reason.strip()}
        return {name: value for name, value in every.items() if value}


UNTOLD = Why()


def cause(code: str, on: date) -> Cause | None:
    """The cause as it stands on a day."""
    return next((row for row in causes() if row.code == code and row.holds(on)), None)


def label(code: str) -> dict[str, str]:
    """How a cause is called, also one of former days; a code of no row is its own name."""
    found = next((row for row in reversed(causes()) if row.code == code), None)
    return found.label if found else {"vi": code, "en": code}


@cache
def causes() -> tuple[Cause, ...]:
    return read(FILE)


def read(file: Path) -> tuple[Cause, ...]:
    """The rows of a table in its order; raises ``ValueError`` naming one that cannot be."""
    rows = tuple(Cause(**row) for row in tomllib.loads(file.read_text(encoding="utf-8"))["cause"])
    for number, row in enumerate(rows):
        if row.mark not in MARKS or not row.source or not (row.begins or row.ends):
            raise ValueError(f"{row.code}: it begins or ends something, by a source with a mark.")
        if row.valid_to and row.valid_to < row.valid_from:
            raise ValueError(f"{row.code}: it ends before it begins.")
        if any(one.code == row.code and one.holds(row.valid_from) for one in rows[:number]):
            raise ValueError(f"{row.code}: two rows on {row.valid_from}.")
    return rows
