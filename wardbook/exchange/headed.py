"""A list in a spreadsheet whose columns are known by their headings, wherever they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wardbook.exchange.limits import HEAD_ROWS
from wardbook.exchange.moments import read_moment
from wardbook.exchange.rows import Row
from wardbook.lib.refusal import Refusal, Refused
from wardbook.lib.text import words

Headings = Mapping[str, tuple[str, ...]]  # field → folded headings, as offices write them


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell, and what to do; ``message`` is an English msgid."""

    number: int
    column: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Headed:
    """The rows below a heading, each with its cells by field; and which columns were read."""

    columns: dict[str, str]
    unread: list[str]
    rows: Iterator[tuple[Row, dict[str, str]]]


def headed(
    found: Iterable[Row], headings: Headings, *, needed: Iterable[str], missing: Refusal
) -> Headed:
    """The list in the first sheet whose heading has the ``needed`` fields.

    Raises ``Refused`` with ``missing`` when there is none among the first rows.
    """
    rest = iter(found)
    for row in rest:
        places = _places(row.cells, headings)
        if places.keys() >= set(needed):
            return Headed(
                columns={name: row.cells[at] for name, at in places.items()},
                unread=[c for at, c in enumerate(row.cells) if c and at not in places.values()],
                rows=_below(rest, row.sheet, places),
            )
        if row.number > HEAD_ROWS:
            break
    raise Refused(missing)


def day(cell: str) -> date | None:
    """The day that a cell says, as offices and workbooks write one; nothing where it says none."""
    found = read_moment(cell, "dmy")
    return found.day if found else None


def _places(cells: list[str], headings: Headings) -> dict[str, int]:
    said = [" ".join(words(cell)) for cell in cells]
    return {
        name: next(said.index(one) for one in known if one in said)
        for name, known in headings.items()
        if any(one in said for one in known)
    }


def _below(
    rows: Iterator[Row], sheet: int, places: dict[str, int]
) -> Iterator[tuple[Row, dict[str, str]]]:
    for row in rows:
        if row.sheet == sheet:
            cells = row.cells
            yield row, {name: cells[at] if at < len(cells) else "" for name, at in places.items()}
