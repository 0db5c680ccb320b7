"""Loops of the sample book: what the newspapers tell of shortcomings, conclusions and requests."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from wardbook.cases import loop
from wardbook.cases.actions.moves import open_case, take_step
from wardbook.cases.actions.scans import add_scan
from wardbook.cases.kinds.follow_fields import FOLLOW_FIELDS
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Opening, Told
from wardbook.figures.models import Result
from wardbook.figures.snapshots import frozen
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refused
from wardbook.org.models import Tenure, Unit

Row = dict[str, Any]
_NOON, _CLOSING = time(9, 0), time(17, 0)


def prepare(
    book: Book,
    tenures: Callable[[Unit, str], Tenure],
    *,
    say: Callable[[str], object],
    now: Callable[[], datetime],
) -> None:
    """What is missing of them, each unit whole or not at all; what people did since is theirs."""
    rows = tomllib.loads((settings.SAMPLES / "loops.toml").read_text(encoding="utf-8"))["loop"]
    for code in dict.fromkeys(row["unit"] for row in rows):
        unit = Unit.objects.get(code=code)
        places = [unit, *unit.children.all()]
        if Case.objects.filter(book=book, unit__in=places, kind__in=("shortcoming", "session")):
            continue
        say(f"loops of {unit.name_vi}")
        with transaction.atomic():
            _unit([row for row in rows if row["unit"] == code], unit, tenures, now(), say)


def _unit(
    rows: list[Row],
    unit: Unit,
    tenures: Callable[[Unit, str], Tenure],
    at: datetime,
    say: Callable[[str], object],
) -> None:
    made: dict[str, Case] = {}
    for row in rows:
        by = tenures(unit, "bithu" if row.get("body") else "lanhdao")
        owner = tenures(unit, row["owner"])
        try:
            parent = made.get(row.get("under", ""))
            case = made[row["name"]] = _opened(row, unit, parent, by, owner, at)
            if paper := row.get("evidence"):
                content = (settings.SAMPLES / paper).read_bytes()
                add_scan(_again(case), content, paper, by=owner, at=at)
            for step in row.get("steps", ()):
                _step(case, step, _taker(step, unit, by, owner, tenures), at)
            if row.get("release"):
                take_step(_again(case), "release", Told(), by=by, at=at)
        except Refused as refused:
            say(f"{row['name']}: {refused}")


def _taker(
    step: Row, unit: Unit, by: Tenure, owner: Tenure, tenures: Callable[[Unit, str], Tenure]
) -> Tenure:
    """Who takes a step: whom it names, who owes the work, or who keeps it."""
    if "by" in step:
        return tenures(unit, step["by"])
    return owner if step["step"] in ("progress", "report", "answer") else by


def _opened(
    row: Row, unit: Unit, parent: Case | None, by: Tenure, owner: Tenure, at: datetime
) -> Case:
    keeps = by.post.unit if row.get("body") else unit
    facts = {name: row[name] for name in ("none_moves",) if name in row}
    if before := _figure(unit, row.get("indicator", ""), row.get("before")):
        facts["before"] = before
    if row["kind"] == "review":
        facts["previous"] = loop.previous_of(keeps)
    if row["kind"] == "session":
        facts["carried"] = loop.carried(keeps, row.get("series", ""))
    facts["new_because"] = f"Theo {row['paper']}"
    said = dict(row["fields"])
    known = FOLLOW_FIELDS[row["kind"]]
    said |= {name: row["paper"] for name in ("document",) if name in known}
    told = Opening(
        book=by.post.book,
        unit=keeps,
        post=owner.post,
        submitted_at=_at(row["since"], _NOON),
        until=_at(row["until"], _CLOSING),
        title=row["title"],
        series=row.get("series", ""),
        indicator=row.get("indicator", "") if "before" in facts or "none_moves" in facts else "",
        parent=_again(parent) if parent else None,
        fields={"version": 1, **said},
        facts=facts,
    )
    return open_case(row["kind"], told, by=by, at=at)


def _figure(unit: Unit, indicator: str, value: str | None) -> dict[str, Any] | None:
    """The figure of the sample paper, frozen as it was read; ``None`` where none was filed."""
    rows = Result.objects.filter(unit=unit, indicator=indicator)
    return next((frozen(one) for one in rows if value and one.value == Decimal(value)), None)


def _step(case: Case, step: Row, by: Tenure, at: datetime) -> None:
    told = Told(
        at=_at(step["on"], _NOON),
        items=step.get("items", ""),
        until=_at(step["until"], _CLOSING) if "until" in step else None,
        facts=step.get("facts", {}),
    )
    take_step(_again(case), step["step"], told, by=by, at=at)


def _again(case: Case) -> Case:
    rows = Case.objects.select_related("book", "unit", "post__unit", "procedure", "parent")
    return rows.get(pk=case.pk)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, VIETNAM)
