"""What is kept when a statement is released: the list behind each number, and its hash."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from wardbook.cases.queries import statement
from wardbook.cases.queries.statement import Frame
from wardbook.figures.counters import Counted
from wardbook.ledger.models import Body, Book
from wardbook.ledger.queries import current, latest
from wardbook.lib.period import Period
from wardbook.org.models import Unit
from wardbook.reports.one_stop.columns import CAME, WENT
from wardbook.reports.one_stop.compute import computed

Content = dict[str, Any]

OPEN = ("running", "overdue", "undated", "unaccepted", "waiting")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement as computed, with the numbers of the cases behind each of its counts.

    Made before the action that releases it: counting is slow, and at a cut-off that has passed
    the answer does not change meanwhile.
    """

    frame: Frame
    book: Book
    body: Content
    lists: Mapping[str, Sequence[int]]


def prepare(frame: Frame, book: Book) -> Prepared:
    lists: dict[str, list[int]] = {name: [] for name in (*CAME, *WENT)}
    for pk, came, went in statement.in_book(frame).values_list("pk", "came", "went"):
        for name in filter(None, (came, went)):
            lists[name].append(pk)
    for name in ("promise_kept", "missed", "accepted"):
        lists[name] = _numbers(frame, name)
    lists["online"] = _numbers(frame, "received", channel="online")
    return Prepared(frame, book, computed(frame, book), lists)


def _numbers(frame: Frame, name: str, **of: str) -> list[int]:
    return list(statement.listed(frame, name, **of).order_by("pk").values_list("pk", flat=True))


def key_of(unit: Unit, period: Period) -> str:
    return f"statement/{unit.code}/{period.address}"


def before(book: Book, unit: Unit, period: Period) -> Body | None:
    """What the public reads of it now; an erasure is nothing to correct."""
    found = latest(book, key_of(unit, period))
    return found if found and "parts" in found.data else None


def parts_elsewhere(unit: Unit, period: Period) -> bool:
    """Whether another statement over some of these days has its parts in public."""
    prefix, own = f"statement/{unit.code}/", key_of(unit, period)
    rows = current("statement").filter(key__startswith=prefix).exclude(key=own)
    return any(
        Period.at(row.key.split("/")[2]).overlaps(period)
        and len(row.entry.body.data.get("parts", [])) > 1
        for row in rows
    )


def salted(salt: str, numbers: Iterable[int]) -> str:
    """A hash of the keys of a list; without the salt, which stays inside, nobody tries lists."""
    keys = "\n".join(f"case/{number}" for number in sorted(numbers))
    return sha256(f"{salt}\n{keys}".encode()).hexdigest()


def hashes(lists: Mapping[str, Sequence[int]], salt: str) -> dict[str, Content]:
    return {
        name: {"n": len(numbers), "sha256": salted(salt, numbers)}
        for name, numbers in lists.items()
    }


def new_salt() -> str:
    return secrets.token_hex(16)


def counted(made: Prepared, salt: str, source: Mapping[str, Any]) -> list[Counted]:
    """The results that the statement gives to the figures of the book."""
    lists = made.lists
    without = [number for name in OPEN for number in lists[name]]
    due = len(lists["promise_kept"]) + len(lists["missed"])
    found: dict[str, tuple[Sequence[int], int | None]] = {
        "accepted": (lists["accepted"], None),
        "filed-online": (lists["online"], None),
        "first-promise-kept": (lists["promise_kept"], due),
        "first-promise-missed": (lists["missed"], None),
        "first-promise-share": (lists["promise_kept"], due),
        "without-result": (without, None),
    }
    return [
        Counted(
            counter=name,
            value=len(numbers),
            denominator=whole,
            list_hash=salted(salt, numbers),
            cut_off=made.body["cut_off"],
            source=source,
        )
        for name, (numbers, whole) in found.items()
    ]
