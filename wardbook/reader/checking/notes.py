"""What stands under a table is computed from its row of totals."""

from collections.abc import Iterator
from itertools import permutations

from wardbook.lib.ratio import Fit
from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.formula import Formula, of
from wardbook.reader.checking.scene import AMOUNTS, Scene
from wardbook.reader.checking.traces import TELLING, digits, hundred
from wardbook.reader.checking.verdicts import fit_of
from wardbook.reader.finding.grid import Grid, Row
from wardbook.reader.finding.measure import same_measure

_GOOD = frozenset({Fit.ROUNDED, Fit.CUT})


def share_of_totals(scene: Scene, percent: Spot) -> Formula | None:
    """ "Tỷ lệ có việc làm 83,5%": one total of another, where a heading or the row is named."""
    for grid in scene.tables_above(percent):
        for row in grid.rows:
            for formula in _shares(grid, row, percent):
                if fit_of(formula, percent.figure) in _GOOD:
                    return formula
    return None


def totals_above(scene: Scene, spot: Spot) -> list[Spot]:
    """The cells of the rows of totals of the tables just above."""
    rows = (row for grid in scene.tables_above(spot) for row in grid.rows if row.is_total)
    return [cell for row in rows for cell in row.cells.values()]


def _shares(grid: Grid, row: Row, percent: Spot) -> Iterator[Formula]:
    named = not row.is_total and cues.names(row.name, percent.before)
    if not row.is_total and not named:
        return
    cells = [(c, s) for c, s in sorted(row.cells.items()) if s.figure.kind in AMOUNTS | {"target"}]
    for (column, part), (_, whole) in permutations(cells, 2):
        exact = hundred(percent) > 100 and digits(percent) >= TELLING
        told = named or exact or cues.names(grid.headings[column], percent.before)
        # births of people are no part of them: so many of a thousand
        alike = same_measure(part.figure, whole.figure) or hundred(percent) > 100
        if told and alike and whole.figure.value:
            yield of(part.figure) / of(whole.figure) * hundred(percent)
