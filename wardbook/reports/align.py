"""Where the lines of a report stand in a text that people have worked on.

Lines that stand there as they were are taken first; each other line goes where it is found best:
paragraphs may have been moved, parted or put into tables.
"""

import heapq
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from wardbook.reports.words import Token

# What a difference costs. A number for a number is cheap: that is what is looked for.
_OTHER_NUMBER, _OTHER_WORD, _LOST_NUMBER, _LOST_WORD, _NEW = 3, 3, 6, 4, 2
_PLACES = 4  # regions of the text looked at for one line
Key = tuple[str, object]
_SLACK = 24  # tokens that may have been put in


class Found(NamedTuple):
    """A line at its place: for each of its tokens the one of the text that stands for it."""

    pairs: tuple[int | None, ...]
    same: int
    cost: int

    @property
    def places(self) -> list[int]:
        return [place for place in self.pairs if place is not None]


def align(lines: Sequence[Sequence[Token]], text: Sequence[Token]) -> list[Found | None]:
    """For each line where it stands in ``text``; no token stands for two."""
    free, keys = [True] * len(text), [token.key for token in text]
    places: dict[Key, list[int]] = {}
    for at, key in enumerate(keys):
        places.setdefault(key, []).append(at)
    found: list[Found | None] = [None] * len(lines)
    for index in sorted(range(len(lines)), key=lambda line: -len(lines[line])):
        found[index] = _exactly(lines[index], text, keys, places, free)
        _take(found[index], free)
    heap: list[tuple[int, int, int, Found]] = []
    for index, line in enumerate(lines):
        if found[index] is None:
            _push(heap, index, line, text, free)
    while heap:
        _, index, _, best = heapq.heappop(heap)
        if all(free[place] for place in best.places):
            found[index] = best
            _take(best, free)
        else:
            _push(heap, index, lines[index], text, free)
    return found


def _take(found: Found | None, free: list[bool]) -> None:
    for place in found.places if found else ():
        free[place] = False


def _push(
    heap: list[tuple[int, int, int, Found]],
    index: int,
    line: Sequence[Token],
    text: Sequence[Token],
    free: list[bool],
) -> None:
    best = _nearly(line, text, free)
    if best is not None:
        heapq.heappush(heap, (best.cost - 4 * best.same, index, best.places[0], best))


def _exactly(
    line: Sequence[Token],
    text: Sequence[Token],
    keys: Sequence[Key],
    at: dict[Key, list[int]],
    free: list[bool],
) -> Found | None:
    """Where the line stands word for word: rather as a whole than as a part of a longer one."""
    size, sought = len(line), [token.key for token in line]
    starts = [
        start
        for start in (at.get(sought[0], ()) if sought else ())
        if keys[start : start + size] == sought and all(free[start : start + size])
    ]
    if not starts:
        return None

    def whole(start: int) -> int:
        return text[start].opens + (start + size == len(text) or text[start + size].opens)

    start = max(starts, key=lambda start: (whole(start), -start))
    return Found(tuple(range(start, start + size)), size, 0)


def _nearly(line: Sequence[Token], text: Sequence[Token], free: list[bool]) -> Found | None:
    """The best place where at least two fifths of the line stand."""
    best: Found | None = None
    for start, end in _regions(line, text, free):
        found = _matched(line, text, start, end)
        if best is None or found.cost < best.cost:
            best = found
    return best if best is not None and best.same * 5 >= len(line) * 2 else None


def _regions(
    line: Sequence[Token], text: Sequence[Token], free: list[bool]
) -> list[tuple[int, int]]:
    """Free stretches around the diagonals on which most tokens of the line stand."""
    places: dict[Key, list[int]] = {}
    for at, token in enumerate(line):
        places.setdefault(token.key, []).append(at)
    votes: Counter[int] = Counter()
    seats: dict[int, int] = {}
    for at, token in enumerate(text):
        for offset in places.get(token.key, ()) if free[at] else ():
            diagonal = (at - offset) // 4
            votes[diagonal] += 1
            seats.setdefault(diagonal, at)
    ranked = sorted(votes, key=lambda diagonal: (-votes[diagonal], diagonal))[:_PLACES]
    regions = set()
    for diagonal in ranked:
        start = end = seats[diagonal]
        while start > 0 and free[start - 1] and start > diagonal * 4 - _SLACK:
            start -= 1
        while end < len(text) and free[end] and end < diagonal * 4 + 2 * len(line) + _SLACK:
            end += 1
        regions.add((start, end))
    return sorted(regions)


def _matched(line: Sequence[Token], text: Sequence[Token], start: int, end: int) -> Found:
    """The cheapest way to make ``line`` of a part of ``text[start:end]``; both ends are free."""
    width = end - start
    rows = [[0] * (width + 1)]
    for token in line:
        above, lost = rows[-1], _LOST_NUMBER if token.counts else _LOST_WORD
        row = [above[0] + lost]
        for at in range(width):
            row.append(
                min(
                    above[at] + _replaced(token, text[start + at]),
                    above[at + 1] + lost,
                    row[at] + _NEW,
                )
            )
        rows.append(row)
    return _traced(line, text, start, rows)


def _traced(
    line: Sequence[Token], text: Sequence[Token], start: int, rows: list[list[int]]
) -> Found:
    last = rows[-1]
    column = min(range(len(last)), key=lambda at: (last[at], at))
    pairs: list[int | None] = [None] * len(line)
    same, row, cost = 0, len(line), last[column]
    while row > 0:
        token, here = line[row - 1], rows[row][column]
        lost = _LOST_NUMBER if token.counts else _LOST_WORD
        other = text[start + column - 1] if column else None
        if other and here == rows[row - 1][column - 1] + _replaced(token, other):
            pairs[row - 1] = start + column - 1
            same += token.key == other.key
            row, column = row - 1, column - 1
        elif here == rows[row - 1][column] + lost:
            row -= 1
        else:
            column -= 1
    return Found(tuple(pairs), same, cost)


def _replaced(one: Token, other: Token) -> int:
    if one.key == other.key:
        return 0
    if one.counts and other.counts:
        return _OTHER_NUMBER
    if one.counts or other.counts:
        return _LOST_NUMBER + _NEW + 1  # never: a number is lost, and a word is new
    return _OTHER_WORD


def gaps(found: Found) -> list[tuple[int, int]]:
    """Stretches of the text inside the line that stand for nothing of it."""
    return [(a + 1, b) for a, b in pairwise(found.places) if b > a + 1]
