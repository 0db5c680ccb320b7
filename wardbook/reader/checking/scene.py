"""All figures of a passage side by side, and what each is set against."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.formula import Formula, total
from wardbook.reader.checking.scales import in_unit_of
from wardbook.reader.finding.grid import Grid
from wardbook.reader.finding.measure import same_measure
from wardbook.reader.passage import Passage

AMOUNTS = frozenset({"count", "money", "ratio"})
LEVELS = AMOUNTS | {"percent", "rank"}
_NOTES = 1000  # characters under a table that may speak of its rows
_REACH = 6  # how many figures back a relation may reach


@dataclass(frozen=True, slots=True)
class Partition:
    """A whole with its parts, which stand after it or, where it is their total, before it."""

    whole: Spot
    parts: tuple[Spot, ...]

    @property
    def sum(self) -> Formula:
        """All parts added up, in the unit of the whole."""
        return total([in_unit_of(part.figure, self.whole.figure) for part in self.parts])


@dataclass(frozen=True, slots=True)
class Share:
    """A percent, the amount it glosses if any, and how it is computed where that is known."""

    percent: Spot
    amount: Spot | None
    formula: Formula | None


@dataclass(slots=True)
class Scene:
    """The spots of a passage; relations are between their indexes.

    ``cells`` are the figures that stand in tables; ``whole`` leads from a part to its whole,
    ``plan`` and ``former`` from an amount to the figure it is set against; ``against_plan`` are
    the ratios whose second side is the plan, ``claimed`` those said to have met it.
    """

    passage: Passage
    spots: list[Spot]
    grids: list[Grid]
    partitions: list[Partition] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    cells: set[int] = field(default_factory=set)
    whole: dict[int, int] = field(default_factory=dict)
    plan: dict[int, int] = field(default_factory=dict)
    former: dict[int, int] = field(default_factory=dict)
    _nows: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    against_plan: set[int] = field(default_factory=set)
    claimed: set[int] = field(default_factory=set)

    def tables_above(self, spot: Spot) -> list[Grid]:
        """The tables that end shortly above, nearest first."""
        above = bisect_left(self.grids, spot.figure.start, key=lambda grid: grid.end)
        near = self.grids[max(0, above - 2) : above]
        return [grid for grid in reversed(near) if spot.figure.start - grid.end < _NOTES]

    def set_against(self, now: int, then: int) -> None:
        """The figure at ``then`` is the earlier or other-side value of the one at ``now``."""
        self.former[now] = then
        self._nows[then].append(now)

    def nows_of(self, then: int) -> list[int]:
        """The figures whose earlier value that one is."""
        return [now for now in self._nows.get(then, ()) if self.former[now] == then]

    def back(self, at: int, reach: int = _REACH) -> Iterator[Spot]:
        """The figures before ``at`` in its sentence, nearest first."""
        for index in range(at - 1, max(-1, at - 1 - reach), -1):
            if self.spots[index].sentence != self.spots[at].sentence:
                return
            yield self.spots[index]

    def ahead(self, at: int, reach: int = _REACH) -> Iterator[Spot]:
        """The figures after ``at`` in its sentence, nearest first."""
        for index in range(at + 1, min(len(self.spots), at + 1 + reach)):
            if self.spots[index].sentence != self.spots[at].sentence:
                return
            yield self.spots[index]

    def following(self, at: int, reach: int = _REACH) -> Iterator[Spot]:
        """The figures after ``at`` in its line, nearest first."""
        for spot in self.spots[at + 1 : at + 1 + reach]:
            if spot.line != self.spots[at].line or spot.index in self.cells:
                return
            yield spot

    def together(self, *spots: Spot) -> bool:
        """Whether no full stop parts these figures; a semicolon may."""
        starts = [spot.figure.start for spot in spots]
        return ". " not in self.passage.flow[min(starts) : max(starts)]

    def prose(self) -> Iterator[Spot]:
        """The figures outside tables."""
        return (spot for spot in self.spots if spot.index not in self.cells)

    def prior(self, at: int, reach: int = 12, lines: int = 3) -> Iterator[Spot]:
        """The figures before ``at``, also in the lines just above, nearest first."""
        for index in range(at - 1, max(-1, at - 1 - reach), -1):
            spot = self.spots[index]
            if spot.index in self.cells or self.spots[at].line - spot.line > lines:
                return
            yield spot


def is_level_of(spot: Spot, other: Spot) -> bool:
    """Whether a figure states where something stands, counted like the other."""
    return spot.figure.kind in LEVELS and same_measure(spot.figure, other.figure)


def is_change(spot: Spot) -> bool:
    """A rise or fall, also a planned one."""
    if spot.figure.kind != "target":
        return spot.figure.kind == "change"
    if spot.figure.unit.startswith(("lần", "điểm phần")):
        return True
    return cues.MOVES.search(spot.before) is not None
