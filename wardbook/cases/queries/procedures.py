"""Procedures in force, their versions, and how a list of them differs from the book."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import BigIntegerField, Case, DateField, Max, QuerySet, When

from wardbook.cases.catalogue import ProcedureRow
from wardbook.cases.models.procedure import Procedure
from wardbook.ledger.models import Book
from wardbook.lib.text import fold
from wardbook.web.prepared import Given, Prepared

# What makes a version. Where it was read, how sure that is and the English name do not.
CONTENT = ("code", "name", "field", "level", "agency", "limit", "limit_note", "fee", "parts",
           "on_the_spot", "same_day", "result", "legal_basis", "form_note")  # fmt: skip
PUBLIC = ("version", "code", "name", "name_en", "level", "agency", "limit", "limit_note", "fee",
          "parts", "on_the_spot", "same_day", "result", "legal_basis", "form_note", "source",
          "mark", "notice")  # fmt: skip


def in_force(book: Book, key: str, on: date) -> Procedure | None:
    """The version of ``key`` that a case received ``on`` that day is pinned to."""
    return Procedure.objects.in_force(on).filter(book=book, key=key).first()


def by_number(number: str, on: date) -> Procedure | None:
    """The version in force on a day that has this number."""
    return next(iter(_by_number(number=number, on=on)), None) if number.isdecimal() else None


_by_number = Prepared(
    lambda: (
        Procedure.objects.in_force(Given("on", DateField()))
        .filter(pk=Given("number", BigIntegerField()))
        .select_related("book")
    )
)


def by_code(book: Book, code: str, on: date) -> Procedure | None:
    """The version in force of the procedure that the national catalogue knows as ``code``."""
    return Procedure.objects.in_force(on).filter(book=book, code=code).first() if code else None


def standing(book: Book, on: date) -> QuerySet[Procedure]:
    """Every procedure in force that day, by area of work and code, as offices list them."""
    return Procedure.objects.in_force(on).filter(book=book).order_by("field_vi", "folded", "key")


def naming(rows: QuerySet[Procedure], words: str) -> QuerySet[Procedure]:
    """Those of ``rows`` that every one of ``words`` names, accents or not; of those that hold the
    words as they stand together, first."""
    said = [word for part in fold(words).split() if (word := part.strip('.,;:()"“”'))]
    for word in said:
        rows = rows.filter(folded__contains=f" {word}")
    together = Case(When(folded__contains=f" {' '.join(said)}", then=0), default=1)
    return rows.order_by(together, "folded", "key") if len(said) > 1 else rows


def marks(book: Book, on: date) -> dict[str, int]:
    """How many procedures in force stand under each mark."""
    found = standing(book, on).order_by().values_list("mark", flat=True)
    return dict(Counter(found))


def versions(book: Book, keys: Iterable[str]) -> dict[str, list[Procedure]]:
    """Every version of the procedures of ``keys``, newest first, in one query."""
    found: dict[str, list[Procedure]] = {}
    rows = Procedure.objects.filter(book=book, key__in=list(keys)).order_by("key", "-version")
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return found


def newest(book: Book) -> list[Procedure]:
    """The last version of every procedure that the book ever held."""
    rows = Procedure.objects.filter(book=book).values("key").annotate(last=Max("version"))
    last = {(row["key"], row["last"]) for row in rows}
    everything = Procedure.objects.filter(book=book).order_by("folded", "key")
    return [one for one in everything if (one.key, one.version) in last]


def row_faults(book: Book) -> list[str]:
    """Procedures of which two versions are in force on one day, whatever wrote them."""
    rows = Procedure.objects.filter(book=book).order_by("key", "version")
    return [
        f"procedure {later.key}: versions {earlier.version} and {later.version}"
        " are in force at once"
        for earlier, later in pairwise(rows)
        if earlier.key == later.key and not _apart(earlier, later)
    ]


def _apart(earlier: Procedure, later: Procedure) -> bool:
    end, start = earlier.valid_to, later.valid_from
    return end is not None and start is not None and end <= start


# How a list differs from the book


@dataclass(frozen=True, slots=True)
class Change:
    """A row, the version it would follow, and the names of the fields that would differ."""

    row: ProcedureRow
    before: Procedure | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What loading a list would do; ``gone`` stands in the book and not in the list."""

    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)
    gone: list[Procedure] = field(default_factory=list)

    @property
    def to_write(self) -> list[Change]:
        return [*self.new, *self.changed]


def plan(book: Book, rows: Sequence[ProcedureRow]) -> Plan:
    """``rows`` beside the last versions in ``book``; nothing is written.

    A row without a version of its key, its code or (of one without a code) its name is new. What a
    row leaves blank it does not say, so that a list with few columns takes nothing away.
    """
    known = newest(book)
    found, seen = Plan(), set()
    finder = _Finder(known)
    for row in rows:
        before = finder.find(row)
        names = _differing(before, row)
        change = Change(row, before, names)
        if before is None:
            found.new.append(change)
            continue
        seen.add(before.pk)
        (found.changed if names else found.unchanged).append(change)
    found.gone.extend(one for one in known if one.pk not in seen and not one.valid_to)
    return found


class _Finder:
    """Finds the procedure that a row is about: by key, by code, by the name of one without code."""

    def __init__(self, known: Iterable[Procedure]) -> None:
        self._keys = {one.key: one for one in known}
        self._codes = {one.code: one for one in self._keys.values() if one.code}
        self._names = {fold(one.name): one for one in self._keys.values() if not one.code}

    def find(self, row: ProcedureRow) -> Procedure | None:
        by_code = self._codes.get(row.code) if row.code else None
        return self._keys.get(row.key) or by_code or self._names.get(fold(row.name))


def _differing(before: Procedure | None, row: ProcedureRow) -> tuple[str, ...]:
    if before is None:
        return ()
    said = row.said
    names = [name for name in CONTENT if name in said and said[name] != getattr(before, name)]
    return (*names, "valid_to") if before.valid_to and not names else tuple(names)


# What the public reads


def public_body(rows: Sequence[Procedure], *, reason: str = "") -> dict[str, Any]:
    """All versions of one procedure, newest first, under the name of the newest."""
    last = rows[0]
    area = {"code": last.field, "label": {"vi": last.field_vi, "en": last.field_en}}
    body: dict[str, Any] = {
        "label": last.label,
        "code": last.code,
        "field": area,
        "versions": [public_version(row) for row in rows],
        "search": f"{last.code} {last.field_vi} {last.field_en} field:{last.field}",
    }
    return body | ({"reason": reason} if reason else {})


def public_version(row: Procedure) -> dict[str, Any]:
    """One version as the public reads it and as its notice is printed."""
    days = {name: getattr(row, name) for name in ("valid_from", "valid_to")}
    shown = {name: day.isoformat() if day else None for name, day in days.items()}
    return {name: getattr(row, name) for name in PUBLIC} | shown


def notice_body(row: Procedure) -> dict[str, Any]:
    """What a printed notice is of: never what it says."""
    return {"label": row.label, "procedure": row.key, "version": row.version}
