"""What is counted: the indicators of the catalogue, and which of them a figure may be.

Rows come from ``catalogue/indicators/*.toml``, measures and words from ``catalogue/measures.toml``.
"""

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from wardbook.lib.text import syllables, words
from wardbook.org.catalogue import CATALOGUE, MARKS

KINDS = frozenset({"count", "money", "percent", "ratio", "rank", "change"})
DIRECTIONS = frozenset({"up", "down", "none"})
WAYS = frozenset({"sum", "last", "ratio", "none"})


class AddsUp(NamedTuple):
    """How values become one: ``sum``, ``last`` of them, ``ratio`` of sums, or ``none`` at all.

    Percentages are never averaged: their way is ``ratio``, of numerators over denominators.
    """

    units: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row: what a code means from ``valid_from`` until the day before ``valid_to``.

    ``measure`` is the unit of its values and ``written_as`` other units papers write for it.
    ``kinds`` are the kinds of figure that can be its result; a target can be of any.
    ``party``: of the Party side, private until that body releases it.
    """

    code: str
    valid_from: date
    valid_to: date | None = None
    name_vi: str
    name_en: str
    measure: str
    written_as: tuple[str, ...] = ()
    kinds: tuple[str, ...]
    direction: str
    adds_up: AddsUp
    area: str
    area_vi: str
    area_en: str
    party: bool
    wordings: tuple[str, ...]
    definition_vi: str
    definition_en: str
    source: str
    mark: str

    @property
    def label(self) -> dict[str, str]:
        return {"vi": self.name_vi, "en": self.name_en}

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@cache
def indicators() -> tuple[Indicator, ...]:
    """Every row, by area and in the order of its file.

    Raises ``ValueError`` naming a row that cannot be.
    """
    files = sorted((CATALOGUE / "indicators").glob("*.toml"))
    tables = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    return checked([row for table in tables for row in rows_of(table)])


def in_force(code: str, on: date) -> Indicator | None:
    """What ``code`` means on a day: the day of the event, not of the filing."""
    return next((row for row in _by_code().get(code, ()) if row.in_force(on)), None)


@cache
def _by_code() -> dict[str, list[Indicator]]:
    rows: dict[str, list[Indicator]] = defaultdict(list)
    for row in sorted(indicators(), key=lambda row: row.valid_from):
        rows[row.code].append(row)
    return rows


# Reading the rows


def rows_of(table: dict[str, Any]) -> Iterator[Indicator]:
    """The rows of one file: its own keys hold for each, and each ``version`` makes a row."""
    shared = {key: value for key, value in table.items() if key not in {"indicator", "version"}}
    for given in table["indicator"]:
        for version in table.get("version", [{}]):
            fields = shared | given | version
            fields["adds_up"] = AddsUp(**fields["adds_up"])
            lists = {key: tuple(value) for key, value in fields.items() if isinstance(value, list)}
            try:
                yield Indicator(**(fields | lists))
            except TypeError as error:
                raise ValueError(f"{given.get('code')}: {error}") from error


def checked(rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The rows as given, if each is of the closed sets and no code has two meanings on a day."""
    for row in rows:
        closed = (
            ({row.direction}, DIRECTIONS, "direction"),
            ({*row.adds_up}, WAYS, "way to add up"),
            ({row.mark}, MARKS, "mark"),
            ({*row.kinds}, KINDS, "kind"),
        )
        for given, allowed, name in closed:
            if not given <= allowed:
                raise ValueError(f"{row.code}: {sorted(given - allowed)[0]} is not a {name}.")
        short = [wording for wording in row.wordings if len(words(wording)) < 2]
        if short or not row.wordings:
            raise ValueError(f"{row.code}: a wording has at least two words.")
    for one, other in pairwise(sorted(rows, key=lambda row: (row.code, row.valid_from))):
        if one.code == other.code and (one.valid_to is None or one.valid_to > other.valid_from):
            raise ValueError(f"{one.code}: two rows hold on {other.valid_from}.")
    return tuple(rows)


# Measures


@cache
def _measures() -> dict[str, Any]:
    return tomllib.loads((CATALOGUE / "measures.toml").read_text(encoding="utf-8"))


@cache
def _class_by_unit() -> dict[str, str]:
    classes = _measures()["classes"]
    return {unit: name for name, units in classes.items() for unit in units}


def _written(unit: str) -> str:
    return " ".join(unicodedata.normalize("NFC", unit).lower().split())


def measure_class(unit: str) -> str:
    """The class of a unit as written: "ĐV" is ``people``; a unit of no class is its own."""
    written, known = _written(unit), _class_by_unit()
    parts = written.split(" ")
    starts = (" ".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((known[start] for start in starts if start in known), written)


def measures_same(row: Indicator, unit: str) -> bool:
    """Can a figure written in ``unit`` be a value of the indicator?"""
    own = measure_class(row.measure)
    if measure_class(unit) in {own, *map(measure_class, row.written_as)}:
        return True
    wild = _measures()["any"]
    return measure_class(unit) in wild["words"] and own not in wild["not_for"]


def measures_of(row: Indicator, unit: str = "") -> tuple[str, ...]:
    """The measures in which a figure read in ``unit`` may be filed: as read, or the indicator's."""
    return tuple(dict.fromkeys([*filter(None, [unit]), row.measure, *row.written_as]))


def spelled_as(measure: str, offered: Iterable[str]) -> str | None:
    """The one of ``offered`` that is written like ``measure``, whatever its spaces and case."""
    wanted = _written(measure)
    return next((one for one in offered if _written(one) == wanted), None)


def kind_of(kind: str, unit: str, measure: str) -> str:
    """The kind of a result, filed in ``measure``, of a figure that was read as ``kind``.

    A target and a bare number are what their measure counts.
    """
    if kind != "target" and (unit or kind != "count"):
        return kind
    name = measure_class(unit or measure).partition("-")[0]
    return name if name in {"money", "percent"} else "count"


def fits(row: Indicator, unit: str, kind: str) -> bool:
    """Unit and kind of a figure against an indicator; a target may be set for any of them."""
    return (kind == "target" or kind in row.kinds) and measures_same(row, unit)


# Proposing


class Wording(NamedTuple):
    """One wording as it is looked for, word by word, and the code of its indicator."""

    words: tuple[str, ...]
    code: str


@cache
def _wordings(*, accented: bool) -> dict[str, list[Wording]]:
    """Every wording under each of its words."""
    index: dict[str, list[Wording]] = defaultdict(list)
    for code, rows in _by_code().items():
        for written in rows[-1].wordings:
            wording = Wording(spelled_out(written, accented=accented), code)
            for word in set(wording.words):
                index[word].append(wording)
    return index


@cache
def _long_forms(*, accented: bool) -> dict[str, tuple[str, ...]]:
    cut = syllables if accented else words
    given = _measures()["abbreviations"]
    return {cut(short)[0]: cut(long) for short, long in given.items()}


@cache
def _ignored(*, accented: bool) -> frozenset[str]:
    cut = syllables if accented else words
    return frozenset(word for listed in _measures()["ignored"]["words"] for word in cut(listed))


def spelled_out(text: str, *, accented: bool = True) -> tuple[str, ...]:
    """The words of a text, its abbreviations written out; folded unless it is ``accented``."""
    long = _long_forms(accented=accented)
    cut = syllables if accented else words
    return tuple(part for word in cut(text) for part in long.get(word, (word,)))


def propose(
    subject: str, unit: str, kind: str, sentence: str = "", on: date | None = None
) -> list[tuple[Indicator, int]]:
    """Indicators a figure may be, with a score, best first; empty when none fits.

    ``subject``, ``unit`` and ``kind`` are the reader's; words of ``sentence`` count for less. With
    ``on``, only rows in force that day, else the latest of each code. Same input, same answer.
    """
    accented = not (subject + sentence).isascii()
    said = spelled_out(subject, accented=accented)
    around = frozenset(spelled_out(sentence, accented=accented))
    best: dict[str, int] = {}
    for wording in _candidates(said, accented=accented):
        score = _score(wording.words, said, around, _ignored(accented=accented))
        best[wording.code] = max(score, best.get(wording.code, 0))
    found = []
    for code, score in best.items():
        row = in_force(code, on) if on else _by_code()[code][-1]
        if score > 0 and row is not None and fits(row, unit, kind):
            found.append((row, score + _unit_bonus(row, unit)))
    return sorted(found, key=lambda item: (-item[1], item[0].code))


def _candidates(said: tuple[str, ...], *, accented: bool) -> set[Wording]:
    """Wordings that share a telling word with what is said."""
    index = _wordings(accented=accented)
    return {
        wording
        for word in set(said) - _ignored(accented=accented)
        for wording in index.get(word, ())
    }


def _score(
    wording: tuple[str, ...], said: tuple[str, ...], around: frozenset[str], idle: frozenset[str]
) -> int:
    """60 for the share of the wording that the subject says, 10 a word of it, 10 if they stand
    together and in order; less 3 a telling word of the subject that stays unexplained.

    Nothing unless every word is found, in the subject or in the sentence, and a third of the
    subject's telling words are explained.
    """
    sought, telling = set(wording), set(said) - idle
    here = sought & set(said)
    if not sought - here <= around or 3 * len(here & telling) < len(telling):
        return 0
    together = any(said[at : at + len(wording)] == wording for at in range(len(said)))
    share = 60 * len(here) // len(sought)
    return share + 10 * len(here) + 10 * together - 3 * len(telling - sought)


def _unit_bonus(row: Indicator, unit: str) -> int:
    """5 where the figure is written in the indicator's own measure, 3 in another it names."""
    written = _written(unit)
    if written == _written(row.measure):
        return 5
    return 3 if written in map(_written, row.written_as) else 0
