"""Where a figure stands in a table of a paper: the words of its row and of its column."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_BAR = re.compile(r"[|\t]")
_NUMBER = re.compile(r"\s*[(+−–-]?\s*[0-9][0-9.,\s]*%?\)?\s*")
_YEAR = re.compile(r"\s*(?:năm\s+)?(?:19|20)[0-9]{2}\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}")
_DEEPEST = 400  # lines looked through above a row


def headings_of(text: str, place: int) -> dict[str, list[Span]] | None:
    """Spans of the words that head the cell at ``place``: ``row`` and ``column``, top first.

    ``None`` where the figure stands in no table. Cells are parted by bars or tabs; a heading row
    has the same number of cells and no number but years.
    """
    line = _line_at(text, place)
    cells = _cells(text, line)
    if len(cells) < 2:
        return None
    at = next(number for number, (_, end) in enumerate(cells) if place <= end)
    names = [cell for cell in cells[:at] if _WORD.search(text, *cell)]
    heads = [row[at] for row in _heads(text, line, len(cells))]
    found = {
        "row": [_trimmed(text, names[0])] if names else [],
        "column": [_trimmed(text, cell) for cell in heads if text[slice(*cell)].strip()],
    }
    return found if any(found.values()) else None


def _line_at(text: str, place: int) -> Span:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def _cells(text: str, line: Span) -> list[Span]:
    bars = [match.start() for match in _BAR.finditer(text, *line)]
    if not bars:
        return []
    starts, ends = [line[0], *(bar + 1 for bar in bars)], [*bars, line[1]]
    return list(zip(starts, ends, strict=True))


def _heads(text: str, line: Span, width: int) -> list[list[Span]]:
    """The rows on top of the table that head its columns."""
    above = [cells for cells in _above(text, line) if len(cells) == width]
    above.reverse()
    heads = []
    for cells in above:
        if any(_is_number(text[slice(*cell)]) for cell in cells):
            break
        heads.append(cells)
    return heads


def _above(text: str, line: Span) -> Iterator[list[Span]]:
    """The rows of the table above ``line``, the nearest first."""
    for _ in range(_DEEPEST):
        if line[0] == 0:
            return
        line = _line_at(text, line[0] - 1)
        cells = _cells(text, line)
        if len(cells) < 2:
            if text[slice(*line)].strip():
                return
            continue
        yield cells


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and not _YEAR.fullmatch(cell)


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[0] + len(words.rstrip())
