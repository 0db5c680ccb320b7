"""Every write to units: the catalogue's, and the bodies that a book adds and changes."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import count

from django.db import IntegrityError
from django.utils import timezone

from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Audience, Book
from wardbook.lib.refusal import Refused
from wardbook.lib.text import fold, words
from wardbook.org import rules
from wardbook.org.actions.signing import By, must, refuse, signature
from wardbook.org.catalogue import SuccessionRow, UnitRow, usual_bodies
from wardbook.org.kinds import STEMS
from wardbook.org.models import Succession, Unit
from wardbook.org.roles import Permission

STATED = "stated"  # the mark of what an administrator entered, with its source


@action
def load_units(
    rows: Iterable[UnitRow],
    successions: Iterable[SuccessionRow],
    *,
    book: Book,
    by: str,
    at: datetime,
) -> int:
    """Bring units and their history in line with the catalogue; answers how many it changed.

    A unit the catalogue no longer names stays: papers point at it.
    """
    units: dict[str, Unit] = Unit.objects.in_bulk(field_name="code")
    new: list[Unit] = []
    changed: list[Unit] = []
    for level in _levels(rows):
        fresh = [row for row in level if row.code not in units]
        changed += [
            unit for row in level if (unit := units.get(row.code)) and _amend(unit, row, units)
        ]
        made = [Unit(code=row.code, **_fields(row, units)) for row in fresh]
        Unit.objects.bulk_create(made)
        units |= {unit.code: unit for unit in made}
        new += made
    for unit in changed:
        unit.save()
    _load_successions(successions, units)
    content: dict[str, object] = {"new": len(new), "changed": [unit.code for unit in changed]}
    record(book, by=by, at=at, verb="load", key="catalogue/units", content=content)
    return len(new) + len(changed)


def _levels(rows: Iterable[UnitRow]) -> Iterator[list[UnitRow]]:
    """Rows by depth, so that parents are stored before their children."""
    depth: dict[str, int] = {}
    levels: list[list[UnitRow]] = []
    for row in rows:
        depth[row.code] = depth[row.parent] + 1 if row.parent else 0
        if depth[row.code] == len(levels):
            levels.append([])
        levels[depth[row.code]].append(row)
    yield from levels


def _fields(row: UnitRow, units: dict[str, Unit]) -> dict[str, object]:
    return {
        "official_code": row.official_code or "",
        "kind": row.kind,
        "name_vi": row.name_vi,
        "name_en": row.name_en,
        "folded": fold(f"{row.name_vi} {row.name_en}"),
        "parent": units[row.parent] if row.parent else None,
        "start_on": row.start_on,
        "end_on": row.end_on,
        "decided_by": row.decided_by or "",
        "source": row.source,
        "mark": row.mark,
    }


def _amend(unit: Unit, row: UnitRow, units: dict[str, Unit]) -> bool:
    """Give ``unit`` what the row says; True if anything differed. A book's own unit stays."""
    if unit.book_id is not None:
        return False
    fields = _fields(row, units)
    parent = fields.pop("parent")
    fields["parent_id"] = parent.pk if isinstance(parent, Unit) else None
    differing = {name: value for name, value in fields.items() if getattr(unit, name) != value}
    for name, value in differing.items():
        setattr(unit, name, value)
    return bool(differing)


def _load_successions(rows: Iterable[SuccessionRow], units: dict[str, Unit]) -> None:
    Succession.objects.bulk_create(
        [
            Succession(
                old=units[row.old],
                new=units[row.new],
                share=row.share,
                on=row.on,
                source=row.source,
                mark=row.mark,
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["old", "new", "on"],
        update_fields=["share", "source", "mark"],
    )


# Bodies of a place, by its administrators


@action
def add_unit(
    parent: Unit,
    kind: str,
    name: dict[str, str],
    *,
    start_on: date,
    source: str,
    book: Book,
    by: By,
    at: datetime,
) -> Unit:
    """A body below ``parent`` from ``start_on``, as ``source`` says; ``name`` in vi and en."""
    must(by, Permission.UNIT_KEEP, book=book, unit=parent, at=at)
    _alone_beneath(parent.pk)
    refuse(rules.why_not_add_unit(parent, kind, name["vi"], start_on))
    refuse(rules.why_not_source(source))
    unit = Unit(
        code=_free_code(parent.territory, kind, name["vi"]),
        kind=kind,
        parent=parent,
        start_on=start_on,
        source=source.strip(),
        mark=STATED,
        book=book,
    )
    _name(unit, name)
    try:
        unit.save()
    except IntegrityError as error:  # somebody else took the code meanwhile
        raise Refused(rules.ADDED_MEANWHILE) from error
    content = {"kind": kind, "under": parent.code, "name": name, "start_on": start_on.isoformat()}
    _record(unit, "add", {**content, "source": source.strip()}, by=by, at=at)
    return unit


@action
def add_usual(
    place: Unit,
    kinds: Iterable[str],
    *,
    start_on: date,
    source: str,
    book: Book,
    by: By,
    at: datetime,
) -> list[Unit]:
    """Those of the usual bodies of a place that are of ``kinds``, named as they usually are."""
    made: dict[str, Unit] = {}
    standing = {unit.kind: unit for unit in Unit.objects.filter(parent=place, end_on=None)}
    for body in usual_bodies(place.name_vi, place.name_en):
        if body.kind in kinds:
            under = made.get(body.under) or standing.get(body.under) or place
            made[body.kind] = add_unit(
                under,
                body.kind,
                {"vi": body.name_vi, "en": body.name_en},
                start_on=start_on,
                source=source,
                book=book,
                by=by,
                at=at,
            )
    return list(made.values())


@action
def rename_unit(
    unit: Unit,
    name: dict[str, str],
    *,
    on: date,
    source: str,
    book: Book,
    by: By,
    at: datetime,
) -> Unit:
    """The same body under a new name from the day ``on``; the ledger keeps the old one."""
    must(by, Permission.UNIT_KEEP, book=book, unit=unit, at=at)
    _alone_beneath(unit.parent_id)
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    refuse(rules.why_not_rename(unit, name["vi"], on, today=timezone.localdate(at)))
    refuse(rules.why_not_source(source))
    content = {"from": unit.label, "to": name, "on": on.isoformat(), "source": source.strip()}
    _name(unit, name)
    unit.book = book
    unit.save(update_fields=["name_vi", "name_en", "folded", "book"])
    _record(unit, "rename", {**content}, by=by, at=at)
    return unit


@action
def set_phone(unit: Unit, phone: str, *, book: Book, by: By, at: datetime) -> Unit:
    """The telephone of the body in official capacity; blank takes it back. The public is told."""
    must(by, Permission.UNIT_KEEP, book=book, unit=unit, at=at)
    number = phone.strip()
    refuse(rules.why_not_telephone(number))
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    unit.phone = number
    unit.save(update_fields=["phone"])
    who, content = signature(by), {"phone": number}
    record(book, by=who, at=at, verb="telephone", key=f"unit/{unit.code}", content={**content})
    said: dict[str, object] = {"label": unit.label, "unit": unit.code, **content}
    verb = "publish" if number else "withdraw"
    record(book, audience=Audience.PUBLIC, by=who, at=at, verb=verb, key=f"telephone/{unit.code}",
           content=said)  # fmt: skip
    return unit


@action
def close_unit(
    unit: Unit, *, end_on: date, source: str, owing: int, book: Book, by: By, at: datetime
) -> Unit:
    """``end_on`` is the first day on which the body is no more; its papers and posts stay.

    ``owing`` is how many open cases it keeps or its posts answer for.
    """
    must(by, Permission.UNIT_KEEP, book=book, unit=unit, at=at)
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    refuse(rules.why_not_close_unit(unit, end_on))
    refuse(rules.why_not_owe(owing))
    refuse(rules.why_not_source(source))
    unit.end_on, unit.book = end_on, book
    unit.save(update_fields=["end_on", "book"])
    content = {"end_on": end_on.isoformat(), "source": source.strip()}
    _record(unit, "close", {**content}, by=by, at=at)
    return unit


def _alone_beneath(parent: int | None) -> None:
    """Of two who give bodies of one place the same name at once, the second reads the first's."""
    if parent is not None:
        Unit.objects.select_for_update(no_key=True).get(pk=parent)


def _name(unit: Unit, name: dict[str, str]) -> None:
    unit.name_vi, unit.name_en = name["vi"].strip(), name["en"].strip()
    unit.folded = fold(f"{unit.name_vi} {unit.name_en}")


def _free_code(place: Unit, kind: str, name: str) -> str:
    """The code of the place with a word of its own: ``31150.party``, ``31150.khu-vuc-2``."""
    own = "-".join(words(name))[:40].strip("-")
    stem = f"{place.code}.{STEMS.get(kind, own)}"[:56]
    codes = set(Unit.objects.filter(code__startswith=stem).values_list("code", flat=True))
    tries = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(code for code in tries if code not in codes)


def _record(unit: Unit, verb: str, content: dict[str, object], *, by: By, at: datetime) -> None:
    if unit.book is None:
        raise ValueError(f"{unit.code}: only a unit that a book keeps is changed by hand.")
    key = f"unit/{unit.code}"
    record(unit.book, by=signature(by), at=at, verb=verb, key=key, content=content)
