"""The statement as a body: computed once from the book, rendered everywhere as it stands."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from wardbook.cases.models.case import Move
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.queries import again, statement
from wardbook.cases.queries.calendar import Clocks
from wardbook.cases.queries.ratings import ratings
from wardbook.cases.queries.statement import Frame
from wardbook.cases.queries.trips import trips
from wardbook.cases.reckoning import charged
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.lib.ratio import Ratio
from wardbook.org.models import Unit
from wardbook.reports.one_stop import judged
from wardbook.reports.one_stop.columns import (
    CAME,
    CHANNELS,
    CHARGED,
    PARTS,
    SHARES,
    UNNAMED,
    WENT,
    Label,
)

Content = dict[str, Any]
Row = dict[str, Any]


def computed(frame: Frame, book: Book) -> Content:
    """Everything the statement says, in plain values; every number has a list."""
    rows = statement.book_counts(frame, "field", "channel", "unit")
    promises = statement.counts(statement.promised(frame), "promise", "field", "channel", "unit")
    parts = _parts(rows, promises, book)
    whole = parts[0]["cells"]
    promise = _sums(promises, "promise")
    return _head(frame, book) | {
        "parts": parts,
        "promise": {name: promise[name] for name in statement.PROMISE},
        "shares": _shares(frame, rows, whole, promise),
        "charged": _charged(frame),
        "satisfaction": _satisfaction(frame),
        "without_date": sum(whole[name] for name in ("no_date", "undated", "unaccepted")),
        "balanced": not whole["nowhere"] and not whole["from_nowhere"],
        "twice": statement.twice(frame).count(),
    }


def _head(frame: Frame, book: Book) -> Content:
    unit, period = frame.unit, frame.period
    words = {code: period.words(code) for code in ("vi", "en")}
    return {
        "label": {
            "vi": f"Hồ sơ một cửa, {unit.label['vi']}, {words['vi']}",
            "en": f"One-stop dossiers, {unit.label['en']}, {words['en']}",
        },
        "unit": {"code": unit.code, "label": unit.label},
        "period": period.text,
        "start_on": period.start_on.isoformat(),
        "last_on": period.last_on.isoformat() if period.last_on else None,
        "cut_off": frame.cut_off.astimezone(VIETNAM).isoformat(timespec="minutes"),
        "over": frame.cut_off >= frame.end,
        "sample": {"newspaper": None, "printed_on": None} if book.sample else None,
    }


# Counts by part


def _parts(rows: Sequence[Row], promises: Sequence[Row], book: Book) -> list[Content]:
    """The whole first, then every field, channel and body that has a dossier."""
    found = [_part("whole", "", PARTS["whole"], rows, promises)]
    names = {"field": _fields(book), "channel": CHANNELS, "unit": _units(rows, promises)}
    for by, known in names.items():
        for value in sorted({row[by] for row in (*rows, *promises)}, key=str):
            label = known.get(value) or ({"vi": value, "en": value} if value else UNNAMED)
            mine = [row for row in rows if row[by] == value]
            due = [row for row in promises if row[by] == value]
            code = label["code"] if by == "unit" else value
            told = {language: label[language] for language in ("vi", "en")}
            found.append(_part(by, code, told, mine, due))
    return found


def _part(
    by: str, code: str, label: Label, rows: Sequence[Row], promises: Sequence[Row]
) -> Content:
    came, went, promise = _sums(rows, "came"), _sums(rows, "went"), _sums(promises, "promise")
    cells = {name: came[name] for name in CAME} | {name: went[name] for name in WENT}
    cells |= {"from_nowhere": came[""], "nowhere": went[""]}
    cells["total"] = sum(came.values())
    cells |= {"kept": promise["kept"], "due": sum(promise[name] for name in statement.DUE)}
    return {"by": by, "code": code, "label": label, "cells": cells}


def _sums(rows: Iterable[Row], name: str) -> Counter[str]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row[name]] += row["n"]
    return sums


def _fields(book: Book) -> dict[str, Any]:
    rows = Procedure.objects.filter(book=book).values_list("field", "field_vi", "field_en")
    return {code: {"vi": vi, "en": en} for code, vi, en in rows.distinct()}


def _units(*sides: Sequence[Row]) -> dict[Any, Any]:
    numbers = {row["unit"] for rows in sides for row in rows}
    return {
        unit.pk: {**unit.label, "code": unit.code} for unit in Unit.objects.filter(pk__in=numbers)
    }


# Shares


def _shares(
    frame: Frame, rows: Sequence[Row], whole: dict[str, int], promise: Counter[str]
) -> list[Content]:
    held = _sums(statement.counts(statement.held(frame), "promise"), "promise")
    flags = {name: sum(row[name] for row in rows) for name in (*statement.FLAGS, "accepted")}
    in_time = whole["early"] + whole["on_time"]
    returned = in_time + whole["late"]
    home, total = again.sent_home(frame), whole["carried"] + whole["received"]
    sets = judged.least(frame) | judged.by_others(frame)
    n = {name: len(numbers) for name, numbers in sets.items()}
    pairs = {
        "first": (promise["kept"], whole["due"]),
        "at_least": (n["least_kept"], n["least_due"]),
        "held": (held["kept"], sum(held.values())),
        "returned": (in_time, returned),
        "index": (n["index_in_time"], n["index_judged"]),
        "told": (n["told_in_time"], n["told_judged"]),
        **{name: (flags[name], total) for name in statement.FLAGS},
        "rejected": (whole["rejected"], flags["accepted"] + whole["rejected"]),
        "refused": (whole["refused"], returned + whole["no_date"] + whole["refused"]),
        "turned_away": (home, home + whole["received"]),
        "again": (n["again"], whole["received"]),
        "trips": _trips(frame),
    }
    return [_share(share.name, *pairs[share.name], percent=share.percent) for share in SHARES]


def _trips(frame: Frame) -> tuple[int, int]:
    """Visits for the own dossiers that had their result in the frame; of others nobody counts."""
    last = (frame.upto - timedelta(microseconds=1)).astimezone(VIETNAM).date()
    units = list(Unit.objects.filter(pk__in=frame.units))
    found = trips(units, frame.period.start_on, last)
    return found.visits, found.finished


def _share(name: str, numerator: int, denominator: int, *, percent: bool) -> Content:
    """Both integers, and what follows from them; ``None``: there was no case."""
    ratio = Ratio(numerator, denominator)
    value = ratio.percent() if percent else Ratio(numerator, denominator * 100).percent()
    said = None if value is None else format(value, "f")
    return {"name": name, "numerator": numerator, "denominator": denominator, "value": said}


# Days of lateness, and what people say


def _charged(frame: Frame) -> dict[str, int]:
    """Working days past the first promise by whose they are; ``whole`` is their sum."""
    rows = list(statement.listed(frame, "missed").select_related("unit"))
    moves, days, clocks = judged.moves_of(frame, rows), Counter[str](), Clocks()
    for case in rows:
        for whose, number in _late_days(case, moves.get(case.pk, []), frame, clocks).items():
            days[whose] += number
    return {"whole": days.total()} | {whose: days[whose] for whose in CHARGED}


def _late_days(case: Any, moves: Sequence[Move], frame: Frame, clocks: Clocks) -> dict[str, int]:
    due = case.first_due_at
    assert due is not None  # noqa: S101  nothing was missed without a promise
    ended = case.ended_at if case.state_then in statement.ENDED else None
    calendar, hours = clocks[case.unit, due.astimezone(VIETNAM).date()]
    days = charged(moves, due, min(ended or frame.upto, frame.upto), calendar, hours)
    silent = case.mirrored and not any(move.waits_on for move in moves)
    return {"untold": days["owner"]} if silent else days


def _satisfaction(frame: Frame) -> Content | None:
    """How many rated and how: by the rule of ratings, nothing below five a month."""
    on = frame.cut_off.astimezone(VIETNAM).date()
    found = ratings(frame.unit, frame.period, on=on)
    if found is None:
        return None
    return {"n": found.n, "scores": {str(one): n for one, n in found.scores.items()}}
