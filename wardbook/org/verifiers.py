"""Which body may confirm whose work, by the dated rows of ``catalogue/org/verifiers.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wardbook.lib.refusal import Refusal
from wardbook.org.catalogue import CATALOGUE, MARKS
from wardbook.org.kinds import PARTY_SIDE, TERRITORIES, Kind
from wardbook.org.models import Unit

FILE = CATALOGUE / "org" / "verifiers.toml"
PLACE = "place"  # a post at the place itself, which is of none of its bodies
PARTY_DIVISION = "party_division"  # an office of a Party committee
HERE, ABOVE, OVER = "here", "above", "over"
WORDS = {str(kind) for kind in Kind if kind not in TERRITORIES} | {PLACE, PARTY_DIVISION}

OWN_BODY = Refusal("ORG-12", "Nobody confirms the work of their own body: ask another body.")
FROM_BELOW = Refusal("ORG-12", "A body does not confirm the work of the one it stands below.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Bodies of the kinds ``by`` confirm what those of the kinds ``of`` answer for.

    ``stands`` says where the first stand: in the same place ("here"), in a place above ("above"),
    or as the very body below which the other stands ("over"). Both days hold.
    """

    of: frozenset[str]
    by: frozenset[str]
    stands: str
    valid_from: date
    valid_to: date | None = None
    source: str
    mark: str

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def why_not_verify_for(owner: Unit, verifier: Unit, on: date) -> Refusal | None:
    """ORG-12. Whoever confirms work is of another body, which the dated table names.

    ``owner`` is the unit of the post that answers for the work, ``verifier`` that of the post
    which would confirm it. A place is no body: what stands in it does not stand below a post there.
    """
    if owner.code == verifier.code:
        return OWN_BODY
    if owner.kind not in TERRITORIES and _is_over(owner, verifier):
        return FROM_BELOW
    if row_for(owner, verifier, on):
        return None
    values = (("verifier", verifier.name_vi), ("owner", owner.name_vi))
    return Refusal(
        "ORG-12",
        "No rule on record lets %(verifier)s confirm the work of %(owner)s on this day: ask another"
        " body or the tier above.",
        values,
    )


def row_for(owner: Unit, verifier: Unit, on: date) -> Row | None:
    """The row by which ``verifier`` may confirm the work of ``owner``, for its source and mark."""
    of, by, stands = word(owner), word(verifier), _standings(owner, verifier)
    fits = (row for row in rows() if of in row.of and by in row.by and row.stands in stands)
    return next((row for row in fits if row.holds(on)), None)


def rows_of(owner: Unit, on: date) -> list[Row]:
    """Every row that says who may confirm the work of ``owner`` on a day."""
    of = word(owner)
    return [row for row in rows() if of in row.of and row.holds(on)]


def word(unit: Unit) -> str:
    """How the table calls what a unit is."""
    if unit.kind in TERRITORIES:
        return PLACE
    of_party = unit.kind == Kind.DIVISION and unit.parent and unit.parent.kind in PARTY_SIDE
    return PARTY_DIVISION if of_party else unit.kind


def _standings(owner: Unit, verifier: Unit) -> set[str]:
    place, other = owner.territory, verifier.territory
    found = {HERE} if place.code == other.code else set()
    found |= {ABOVE} if _is_over(other, place) else set()
    return found | ({OVER} if _is_over(verifier, owner) else set())


def _is_over(one: Unit, other: Unit) -> bool:
    return one.code in {unit.code for unit in other.path[:-1]}


@cache
def rows() -> tuple[Row, ...]:
    return read(FILE)


def read(file: Path) -> tuple[Row, ...]:
    """The rows of a table; raises ``ValueError`` naming one that cannot be."""
    found = tomllib.loads(file.read_text(encoding="utf-8"))["verifier"]
    return tuple(_row(given) for given in found)


def _row(given: dict[str, Any]) -> Row:
    kinds = {name: frozenset(given[name]) for name in ("of", "by")}
    row = Row(**{**given, **kinds})
    if unknown := (row.of | row.by) - WORDS:
        raise ValueError(f"{row.source}: {', '.join(sorted(unknown))} is no kind of body.")
    if row.stands not in (HERE, ABOVE, OVER) or row.mark not in MARKS or not row.source:
        raise ValueError(f"{row.source}: it needs where the body stands, a source and a mark.")
    if row.valid_to and row.valid_to < row.valid_from:
        raise ValueError(f"{row.source}: it ends before it begins.")
    return row
