"""The rows of a table in a web page that was saved under the name of a workbook."""

import io
from collections.abc import Iterator

from lxml import etree

from wardbook.lib.refusal import Refused
from wardbook.reader.formats.archive import DAMAGED
from wardbook.reader.formats.ooxml import local


def read(content: bytes, encoding: str) -> Iterator[tuple[int, int, list[str]]]:
    """Sheet, number and cells of every row; each table of the page counts as a sheet."""
    walk = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        html=True,
        no_network=True,
        encoding=encoding.removesuffix("-sig"),
    )
    table = number = 0
    try:
        for event, element in walk:
            name = local(element)
            if event == "start" and name == "table":
                table, number = table + 1, 0
            elif event == "end" and name == "tr":
                number += 1
                cells = list(_cells(element))
                if any(cells):
                    yield max(table, 1), number, cells
                element.clear()
    except etree.XMLSyntaxError as error:
        raise Refused(DAMAGED) from error


def _cells(row: etree._Element) -> Iterator[str]:
    """A cell that spans several columns stands in the first of them."""
    for cell in row:
        if local(cell) in {"td", "th"}:
            yield " ".join("".join(map(str, cell.itertext())).split())
            span = cell.get("colspan") or "1"
            yield from [""] * (min(int(span), 50) - 1 if span.isdecimal() else 0)
