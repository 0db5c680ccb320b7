"""How exports of other systems are laid out, and what their words mean here: dated data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any

from wardbook.lib.text import words
from wardbook.org.catalogue import CATALOGUE, MARKS

TEXTS = (
    "code",
    "procedure_code",
    "procedure",
    "field",
    "applicant",
    "address",
    "phone",
    "agency_code",
    "agency",
    "division",
    "officer",
    "limit",
    "fee",
)
MOMENTS = (
    "submitted",
    "accepted",
    "received",
    "due",
    "first_due",
    "due_again",
    "finished",
    "returned",
    "asked",
    "completed",
    "updated",
)
PROMISED = frozenset({"due", "first_due", "due_again"})  # of the moments, those that are to come
WORDS = ("channel", "status", "outcome")
FIELDS = frozenset((*TEXTS, *MOMENTS, *WORDS))

# A dossier goes this way, from the first to the last; what is beside the way has no place on it.
STAGES = ("draft", "submitted", "accepted", "processing", "resolved", "returned")
WAITING = frozenset({"awaiting_supplement", "awaiting_payment", "awaiting_opinion"})
ENDED = frozenset({"resolved", "returned", "refused", "withdrawn", "stopped", "closed"})
STATUSES = frozenset({*STAGES, *WAITING, *ENDED, "rejected_at_intake"})
MEANINGS = {
    "status": STATUSES,
    "channel": frozenset({"direct", "online", "post"}),
    "outcome": frozenset({"early", "on_time", "late", "in_time"}),
}
ORDERS = frozenset({"dmy", "mdy", "ymd"})

_COMMON = "words"


@lru_cache(maxsize=2_000)
def heading(text: str) -> str:
    """A heading as it is compared: letters and digits only, no marks, no case."""
    return "".join(words(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One row of the catalogue, in force from ``valid_from`` until the day before ``valid_to``.

    ``system`` says whose numbers these are; two layouts of one system tell of the same dossiers.
    ``keeps``: it is the record of its dossiers, so they become cases; one that does not keep them
    repeats what another says, and is only compared.
    ``telling`` are headings by which a file of this layout is known among others. ``order`` is
    that of day, month and year in dates written as text.
    """

    code: str
    name_vi: str
    name_en: str
    system: str
    keeps: bool
    valid_from: date
    valid_to: date | None = None
    source: str
    mark: str
    needs: tuple[str, ...]
    telling: frozenset[str]
    order: str
    zone: str
    columns: Mapping[str, str] = field(repr=False)  # heading as compared → our field
    meanings: Mapping[str, Mapping[str, str]] = field(repr=False)

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    def meaning(self, kind: str, word: str) -> str:
        """What a foreign word of that kind is here; "" when nobody has said."""
        return self.meanings[kind].get(heading(word), "")


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout; raises ``ValueError`` naming one that cannot be."""
    folder = CATALOGUE / "exchange"
    common = tomllib.loads((folder / f"{_COMMON}.toml").read_text(encoding="utf-8"))
    files = sorted(path for path in folder.glob("*.toml") if path.stem != _COMMON)
    return tuple(
        layout_of(tomllib.loads(path.read_text(encoding="utf-8")), common) for path in files
    )


def layout_of(table: Mapping[str, Any], common: Mapping[str, Any]) -> Layout:
    """One file as a row, with what all layouts have in common."""
    said = dict(table)
    columns = _columns(said.pop("columns", {}), common["columns"])
    own = {kind: said.pop(kind, {}) for kind in MEANINGS}
    meanings = {kind: _meanings(kind, common, own[kind]) for kind in MEANINGS}
    telling = frozenset(map(heading, said.pop("telling")))
    needs = tuple(said.pop("needs"))
    layout = Layout(**said, columns=columns, meanings=meanings, telling=telling, needs=needs)
    _check(layout)
    return layout


def _columns(own: Mapping[str, Any], common: Mapping[str, Any]) -> dict[str, str]:
    """What a layout says of a heading goes before what is common."""
    spelled = {heading(one): name for name, many in common.items() for one in many}
    return spelled | {heading(one): name for name, many in own.items() for one in many}


def _meanings(kind: str, common: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, str]:
    tables = [common.get(f"{kind}_also", {}), common[kind], own]
    return {heading(word): meant for table in tables for word, meant in table.items()}


def _check(layout: Layout) -> None:
    unknown = set(layout.columns.values()) | set(layout.needs)
    wrong = unknown - FIELDS
    for kind, known in MEANINGS.items():
        wrong |= set(layout.meanings[kind].values()) - known
    if wrong:
        raise ValueError(f"{layout.code}: no field or meaning is called {', '.join(sorted(wrong))}")
    if layout.mark not in MARKS or layout.order not in ORDERS:
        raise ValueError(f"{layout.code}: its mark or its order of dates is not one we know")


def kept(code: str, valid_from: date) -> Layout:
    """The very row by which an export was read."""
    return next(row for row in layouts() if (row.code, row.valid_from) == (code, valid_from))


def in_force(on: date) -> list[Layout]:
    return [row for row in layouts() if row.in_force(on)]


# MX1X2.Y1Y2Y3.Z1Z2-YYMMDD-XXXX (Circular 04/2025/TT-VPCP, Art. 23), read tolerantly: other shapes
# are in use, and a new one may come. A code that differs is kept as it is and only remarked on.
_CODE = re.compile(r"[A-Z]\d{2}(\.[0-9A-Z]{1,3})*-\d{6}-[0-9A-Z]{4,}")


def is_usual(code: str) -> bool:
    return _CODE.fullmatch(code) is not None
