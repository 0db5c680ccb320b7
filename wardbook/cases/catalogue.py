"""The procedures of the catalogue, and what a row of one may say.

Rows come from ``catalogue/procedures/*.toml`` or from the spreadsheet of the national catalogue
(:mod:`wardbook.cases.sheet`); both are brought into a book by the same action.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from wardbook.lib.clock import Limit
from wardbook.lib.text import fold, words
from wardbook.org.catalogue import CATALOGUE

MARKS = ("verified", "known", "uncertain")
LEVELS = ("commune", "province", "ministry", "other")
NOTICE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
NOTICE_LENGTH = 8  # 31 to the eighth are some 850 thousand million


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRow:
    """What one source says of one procedure on one day; blank is what it does not say.

    ``parts`` are the papers to hand in. Raises ``ValueError`` for what cannot be.
    """

    code: str = ""
    key: str = ""
    name: str
    name_en: str = ""
    field: str
    field_vi: str
    field_en: str
    level: str = ""
    agency: str = ""
    limit: str = ""
    limit_note: str = ""
    fee: str = ""
    parts: tuple[str, ...] = ()
    on_the_spot: bool = False
    same_day: bool = False
    result: str = ""
    legal_basis: str = ""
    form_note: str = ""
    valid_from: date | None = None
    source: str
    mark: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.key or self.code)
        if not self.key:
            raise ValueError(f"{self.name}: a procedure without a code needs a key of ours.")
        if self.mark not in MARKS or self.level not in ("", *LEVELS):
            raise ValueError(f"{self.key}: {self.mark} or {self.level} is unknown.")
        if not (self.name and self.field and self.source):
            raise ValueError(f"{self.key}: name, field and source are never blank.")
        if self.limit:
            Limit.parse(self.limit)  # raises NotALimit, which is a ValueError

    @property
    def said(self) -> dict[str, Any]:
        """What it says, by field of the model; what is blank says nothing."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        said |= {"parts": list(self.parts)}
        return {name: value for name, value in said.items() if value and name != "valid_from"}


@cache
def procedures() -> tuple[ProcedureRow, ...]:
    """Every procedure of the catalogue, by file.

    Raises ``ValueError`` naming a row that cannot be.
    """
    files = sorted((CATALOGUE / "procedures").glob("*.toml"))
    rows = [row for file in files for row in rows_of(tomllib.loads(file.read_text("utf-8")))]
    keys = [row.key for row in rows]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"{min(twice)}: two procedures have this key.")
    return tuple(rows)


def rows_of(table: dict[str, Any]) -> Iterator[ProcedureRow]:
    """The rows of one file: what stands at its head holds for each."""
    shared = {key: value for key, value in table.items() if key != "procedure"}
    for given in table["procedure"]:
        row = shared | given
        yield ProcedureRow(**row | {"parts": tuple(row.get("parts", ()))})


def areas() -> dict[str, tuple[str, str, str]]:
    """Folded Vietnamese name of an area of work → its code and its names in both languages."""
    rows = {row.field: row for row in procedures()}
    return {fold(row.field_vi): (row.field, row.field_vi, row.field_en) for row in rows.values()}


def area_of(name: str) -> tuple[str, str, str]:
    """Code and both names of an area as a source writes it; one of its own where it is new."""
    name = " ".join(name.split())
    known = areas().get(fold(name))
    shown = name.capitalize() if name.isupper() else name
    return known or ("-".join(words(name))[:40], shown, shown)


def notice_code(book: str, key: str, version: int) -> str:
    """The code on the notice of a version: the same for ever, and no word of what it says."""
    number = int.from_bytes(sha256(f"{book}/{key}/{version}".encode()).digest()[:8])
    letters = []
    for _ in range(NOTICE_LENGTH):
        number, rest = divmod(number, len(NOTICE_LETTERS))
        letters.append(NOTICE_LETTERS[rest])
    return "".join(letters)
