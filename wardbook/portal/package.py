"""The data package of a book: what may be downloaded, column by column, for machines."""

from collections.abc import Callable, Sequence
from typing import Any

from wardbook.ledger.models import Book
from wardbook.portal import lists
from wardbook.reports.table import Column, Kind

Content = dict[str, Any]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCES: tuple[tuple[str, str, Sequence[Column], tuple[str, ...]], ...] = (
    ("figures", "Published figures that stand", lists.FIGURE, ("book", "seq")),
    ("units", "Units that have published figures", lists.UNIT, ("unit",)),
    ("indicators", "Indicators of which figures stand", lists.INDICATOR, ("indicator",)),
    ("releases", "What was made public together", lists.RELEASE, ("book", "seq")),
)
PERIODS = (
    "2022; 2018-H1; 2016-Q1; 2018-07; 2019-02-21; 2011/2014 from one to another; 2017/ still open;"
    " 2015..2020 a term; reporting:2021-H1 by a named calendar"
)
TYPES: dict[Kind, dict[str, str]] = {
    "text": {"type": "string"},
    "number": {"type": "number", "decimalChar": "."},
    "day": {"type": "date", "format": "default"},
    "period": {"type": "string", "description": PERIODS},
}


def described(book: Book, sources: list[Content], address: Callable[[str], str]) -> Content:
    """A Frictionless data package of addresses. ``version`` is the number of the last entry.

    No licence is named where none was given; ``sources`` are the papers the figures stand in.
    """
    return {
        "$schema": PROFILE,
        "name": f"wardbook-{book.code}",
        "title": f"Wardbook: {book.code}",
        "description": "Figures as official papers state them, each with its sentence. "
        "An empty cell is no data, never zero. A text that a spreadsheet would compute "
        "is preceded by an apostrophe.",
        "version": str(book.seq),
        "created": book.last_at or None,
        "homepage": address("home"),
        "sources": sources,
        "resources": [*(_table(*one, address) for one in RESOURCES), _chain(address)],
    }


def _table(
    name: str,
    title: str,
    columns: Sequence[Column],
    key: tuple[str, ...],
    address: Callable[[str], str],
) -> Content:
    return {
        "name": name,
        "title": title,
        "path": address(name),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [
                {"name": column.name, "title": column.label["en"], **TYPES[column.kind]}
                for column in columns
            ],
            "missingValues": [""],
            "primaryKey": list(key),
        },
    }


def _chain(address: Callable[[str], str]) -> Content:
    return {
        "name": "chain",
        "title": "Every link of the chain, public entries with salt and body",
        "path": address("chain"),
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
    }
