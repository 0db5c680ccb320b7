"""Every unit the book knows and what became of it, from the catalogue's text.

Today's provinces and communes come from the package ``vietnam-provinces``, whose data file is read
as data (its module would build thousands of enum members). ``catalogue/unit-codes.csv`` puts right
the codes it has wrong, ``catalogue/units.toml`` adds history, bodies and later changes.
"""

import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import distribution
from itertools import pairwise
from pathlib import Path
from typing import Any

from wardbook.lib.text import plain
from wardbook.org.kinds import STEMS, Kind

Overlay = dict[str, Any]  # a table of units.toml

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"

MARKS = frozenset({"verified", "known", "uncertain", "invented"})

# Vietnamese word for the kind, kind, English word for it
_WORDS = (
    ("Thành phố ", "municipality", "City"),
    ("Tỉnh ", "province", "Province"),
    ("Phường ", "ward", "Ward"),
    ("Xã ", "commune", "Commune"),
    ("Đặc khu ", "special_zone", "Special Zone"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit from ``start_on`` (``None``: not read anywhere) until the day before ``end_on``.

    ``code`` is ours and unique; ``official_code`` is the state's, which units of different times
    may share. ``parent`` is the unit above on the row's last day.
    """

    code: str
    official_code: str | None = None
    kind: str
    name_vi: str
    name_en: str
    parent: str | None = None
    start_on: date | None = None
    end_on: date | None = None
    decided_by: str | None = None
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRow:
    """From the day ``on``, ``new`` holds the whole, a part or an unknown share of ``old``."""

    old: str
    new: str
    share: str
    on: date
    source: str
    mark: str


def units() -> Iterator[UnitRow]:
    """Every unit, parents before children. Raises ``ValueError`` naming a row that cannot be."""
    return iter(_units())


def successions() -> Iterator[SuccessionRow]:
    """What became of units that ended. Raises ``ValueError`` naming a row that cannot be."""
    return iter(_successions())


@cache
def _units() -> tuple[UnitRow, ...]:
    overlay = _overlay()
    rows = [*_today(overlay), *_listed(overlay)]
    rows += _bodies(overlay, {row.code: row for row in rows})
    return parents_first(rows)


@cache
def _successions() -> tuple[SuccessionRow, ...]:
    overlay = _overlay()
    rows = [*_successions_in_kind(), *_listed_successions(overlay)]
    check_successions(rows, {row.code: row for row in _units()})
    return tuple(rows)


@cache
def _overlay() -> Overlay:
    return tomllib.loads((CATALOGUE / "units.toml").read_text(encoding="utf-8"))


# Today's list


def _today(overlay: Overlay) -> Iterator[UnitRow]:
    package = distribution("vietnam-provinces")
    file = Path(str(package.locate_file("vietnam_provinces/data/nested-divisions.json")))
    known = overlay["today"] | {"source": overlay["today"]["source"].format(package.version)}
    for province in json.loads(file.read_text(encoding="utf-8")):
        code, name = f"{province['code']:02d}", province["name"]
        if not name.startswith(("Thành phố ", "Tỉnh ")):
            name = f"Tỉnh {name}"
        yield from _with_past(code, name, None, known)
        by = overlay["communes_decided_by"].get(code)
        for ward in province["wards"]:
            name = " ".join(ward["name"].split())
            name = name[0].upper() + name[1:]
            right = _right_codes().get((code, name), f"{ward['code']:05d}")
            yield from _with_past(right, name, code, known | {"decided_by": by})


def _with_past(code: str, name: str, parent: str | None, known: Overlay) -> Iterator[UnitRow]:
    """The unit as it stands, after the unit it was where it has changed its kind since."""
    change = _changes().get(code)
    if change is not None:
        now, was, on = change["now"], change["was"], change["start_on"]
        proper = name.removeprefix(now).removeprefix(was).strip()
        yield UnitRow(
            code=_past_code(code, on),
            official_code=code,
            parent=change.get("was_under", parent),
            end_on=on,
            **_named(f"{was} {proper}"),
            **known,
        )
        name = f"{now} {proper}"
        known = {key: change[key] for key in ("start_on", "decided_by", "source", "mark")}
    named = _named(name)
    named["name_en"] = _overlay()["english"].get(code, named["name_en"])
    yield UnitRow(code=code, official_code=code, parent=parent, **named, **known)


def _past_code(code: str, ended: date) -> str:
    return f"{code}-{ended.year}"


@cache
def _changes() -> dict[str, Overlay]:
    """What became of a unit's kind, by its official code."""
    return {code: change for change in _overlay()["became"] for code in change["codes"]}


@cache
def _right_codes() -> dict[tuple[str, str], str]:
    """Official code by province and name, where the package's list has another."""
    with (CATALOGUE / "unit-codes.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {(row["province"], row["name_vi"]): row["official_code"] for row in rows}


def _named(name: str) -> Overlay:
    for word, kind, english in _WORDS:
        if name.startswith(word):
            name_en = f"{plain(name.removeprefix(word))} {english}"
            return {"kind": kind, "name_vi": name, "name_en": name_en}
    raise ValueError(f"{name}: its name does not begin with a known kind of unit.")


# The overlay


def _listed(overlay: Overlay) -> Iterator[UnitRow]:
    for row in overlay["unit"]:
        try:
            yield UnitRow(**row)
        except TypeError as error:
            raise ValueError(f"units.toml: {row.get('code')}: {error}") from error


def _bodies(overlay: Overlay, places: dict[str, UnitRow]) -> Iterator[UnitRow]:
    """The bodies of a place, which live as long as it does."""
    for group in overlay["bodies"]:
        place = places[group["of"]]
        vi, short = place.name_vi[0].lower() + place.name_vi[1:], place.name_vi.split(" ", 1)[1]
        for suffix in group["are"]:
            body = overlay["body"][suffix]
            pattern = body.get("district_vi") if place.kind == "district" else None
            yield UnitRow(
                code=f"{place.code}.{suffix}",
                kind=body["kind"],
                name_vi=(pattern or body["name_vi"]).format(vi=vi, short=short),
                name_en=body["name_en"].format(en=place.name_en),
                parent=f"{place.code}.{body['under']}" if "under" in body else place.code,
                start_on=place.start_on,
                end_on=place.end_on,
                source=group["source"],
                mark=group["mark"],
            )


@dataclass(frozen=True, slots=True)
class UsualBody:
    """A body that nearly every ward and commune has, with its usual name; ``under`` is a kind."""

    kind: str
    under: str
    name_vi: str
    name_en: str


def usual_bodies(place_vi: str, place_en: str) -> list[UsualBody]:
    """The usual bodies of a place, those above before those below them."""
    vi = place_vi[0].lower() + place_vi[1:]
    table: Overlay = _overlay()["body"]
    return [
        UsualBody(
            kind=body["kind"],
            under=table[body["under"]]["kind"] if "under" in body else "",
            name_vi=body.get("today_vi", body["name_vi"]).format(vi=vi),
            name_en=body["name_en"].format(en=place_en),
        )
        for body in table.values()
        if body["kind"] in STEMS
    ]


def _successions_in_kind() -> Iterator[SuccessionRow]:
    for code, change in _changes().items():
        yield SuccessionRow(
            old=_past_code(code, change["start_on"]),
            new=code,
            share="whole",
            on=change["start_on"],
            source=change["source"],
            mark=change["mark"],
        )


def _listed_successions(overlay: Overlay) -> Iterator[SuccessionRow]:
    for group in overlay["succession"]:
        known = {key: group[key] for key in ("on", "source", "mark")}
        for share in ("whole", "part", "unknown"):
            for old, new in group.get(share, ()):
                yield SuccessionRow(old=old, new=new, share=share, **known)


# What no row may contradict


def parents_first(rows: list[UnitRow]) -> tuple[UnitRow, ...]:
    """The rows checked against each other and put in order, parents before children."""
    by_code = {row.code: row for row in rows}
    if len(by_code) < len(rows):
        codes = [row.code for row in rows]
        twice = next(code for code in codes if codes.count(code) > 1)
        raise ValueError(f"{twice}: two units have this code.")
    for row in rows:
        _check_unit(row, by_code)
    _check_official_codes(rows)
    return tuple(sorted(rows, key=lambda row: _depth(row, by_code)))


def _check_unit(row: UnitRow, by_code: dict[str, UnitRow]) -> None:
    if row.kind not in set(Kind):
        raise ValueError(f"{row.code}: {row.kind} is not a kind of unit.")
    if row.mark not in MARKS:
        raise ValueError(f"{row.code}: {row.mark} is not a mark.")
    if row.start_on and row.end_on and row.end_on <= row.start_on:
        raise ValueError(f"{row.code}: it ends before it starts.")
    if row.parent is None:
        return
    parent = by_code.get(row.parent)
    if parent is None:
        raise ValueError(f"{row.code}: its parent {row.parent} is not in the catalogue.")
    if parent.end_on and (row.end_on is None or row.end_on > parent.end_on):
        raise ValueError(f"{row.code}: its parent {row.parent} ends before it does.")


def _depth(row: UnitRow, by_code: dict[str, UnitRow]) -> int:
    depth, above = 0, row.parent
    while above is not None:
        depth, above = depth + 1, by_code[above].parent
        if depth > len(by_code):
            raise ValueError(f"{row.code}: it lies above itself.")
    return depth


def _check_official_codes(rows: list[UnitRow]) -> None:
    """One official code stands for one unit at a time."""
    coded = [(row.official_code, row.start_on or date.min, row) for row in rows]
    for (code, _, one), (next_code, start, other) in pairwise(
        sorted((item for item in coded if item[0]), key=lambda item: item[:2])
    ):
        if code == next_code and (one.end_on is None or one.end_on > start):
            raise ValueError(f"{code}: the official code of {one.code} and {other.code} at once.")


def check_successions(rows: list[SuccessionRow], by_code: dict[str, UnitRow]) -> None:
    """Both units known, the old one ended that day, the new one stood, shares that can be."""
    whole = {row.old for row in rows if row.share == "whole"}
    seen: set[str] = set()
    for row in rows:
        name = f"{row.old} to {row.new}"
        old, new = by_code.get(row.old), by_code.get(row.new)
        if old is None or new is None:
            raise ValueError(f"{name}: one of the two is not in the catalogue.")
        if old.end_on != row.on:
            raise ValueError(f"{name}: {row.old} did not end on {row.on}.")
        if (new.start_on and new.start_on > row.on) or (new.end_on and new.end_on <= row.on):
            raise ValueError(f"{name}: {row.new} did not stand on {row.on}.")
        if row.mark not in MARKS:
            raise ValueError(f"{name}: {row.mark} is not a mark.")
        if row.old in whole and row.old in seen:
            raise ValueError(f"{name}: the whole of {row.old} went elsewhere.")
        seen.add(row.old)
