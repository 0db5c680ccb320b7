"""Totals of tables: the rows that make up a row, column by column."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from wardbook.lib.ratio import Fit
from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.formula import Formula, of, total
from wardbook.reader.checking.scene import AMOUNTS, Scene
from wardbook.reader.checking.verdicts import fit_of, judge, near
from wardbook.reader.finding.grid import Grid, Row
from wardbook.reader.finding.measure import is_percent, same_measure
from wardbook.reader.schema import Check


def totals(scene: Scene) -> Iterator[Check]:
    """The sums of every table, where its rows are said or seen to make up a whole."""
    for grid in scene.grids:
        for whole, parts in _families(grid):
            yield from _columns(grid, whole, parts)
    if scene.grids:
        for spot in scene.prose():
            if spot.figure.kind in AMOUNTS | {"target"}:
                yield from islice(_notes(scene, spot), 1)


def _notes(scene: Scene, whole: Spot) -> Iterator[Check]:
    """A note under a table that adds up a column or a row, or says what a row leaves."""
    for grid in scene.tables_above(whole):
        for formula in _columns_of(grid, whole):
            if fit_of(formula, whole.figure) in {Fit.ROUNDED, Fit.POSSIBLE}:
                yield judge("sum", formula, whole.figure)
        for row in grid.rows:
            told = _left(grid, row, whole) or _row_sum(grid, row, whole)
            if told:
                yield judge("sum", told, whole.figure)


def _left(grid: Grid, row: Row, whole: Spot) -> Formula | None:
    if not cues.REST.search(whole.before):
        return None
    plan, result = (row.cells.get(grid.column(role) or 0) for role in ("plan", "result"))
    if not plan or not result:
        return None
    left = plan.figure.value - result.figure.value == whole.figure.value
    return of(plan.figure) - of(result.figure) if left else None


def _row_sum(grid: Grid, row: Row, whole: Spot) -> Formula | None:
    """ "Cộng ba năm, phường kết nạp 66 đảng viên"."""
    if not cues.ADDED.search(whole.before):
        return None
    years = [of(cell.figure) for column, cell in sorted(row.cells.items()) if column in grid.years]
    if len(years) < 2:
        return None
    named = cues.names(row.name, f"{whole.before} {whole.figure.quote}")
    return total(years) if named and near(total(years), whole.figure, 5) else None


def _columns_of(grid: Grid, whole: Spot) -> Iterator[Formula]:
    """The sum of each column that counts the same as the whole."""
    for column in grid.headings:
        cells = [row.cells[column].figure for row in grid.rows if column in row.cells]
        value = sum((cell.value for cell in cells), Decimal(0))
        if not value <= 2 * whole.figure.value <= 4 * value:
            continue  # a first look without fractions
        alike = [cell for cell in cells if same_measure(cell, whole.figure)]
        if len(alike) == len(cells) > 1 and not is_percent(whole.figure):
            yield total([of(cell) for cell in cells])


def _families(grid: Grid) -> Iterator[tuple[Row, list[Row]]]:
    """Each row with the rows that may make it up: those below it, or all before a last total."""
    for at, row in enumerate(grid.rows):
        below = _below(grid.rows, at)
        if len(below) > 1:
            yield row, below
        elif row.is_total and at > 1 and not below:
            top = min(other.level for other in grid.rows[:at])
            if top == 0:
                top = min((o.level for o in grid.rows[:at] if o.level), default=0)
            yield row, [other for other in grid.rows[:at] if other.level == top]


def _below(rows: list[Row], at: int) -> list[Row]:
    """The rows one level deeper that follow without a row of the same or a higher level."""
    below: list[Row] = []
    for row in rows[at + 1 :]:
        if row.level <= rows[at].level or (below and row.level < below[0].level):
            break
        if not below or row.level == below[0].level:
            below.append(row)
    return below


def _columns(grid: Grid, whole: Row, parts: list[Row]) -> Iterator[Check]:
    checks = []
    for column, cell in sorted(whole.cells.items()):
        figures = [part.cells[column].figure for part in parts if column in part.cells]
        if len(figures) < 2 or is_percent(cell.figure) or cell.figure.denominator is not None:
            continue
        if grid.roles.get(column) in {"percent", "change"} or "/" in cell.figure.unit:
            continue  # yields and prices do not add up
        formula = total([of(figure) for figure in figures])
        checks.append((fit_of(formula, cell.figure), judge("sum", formula, cell.figure)))
    # One column that adds up shows that the rows are a full list; a row named total says so.
    full = whole.is_total or any(fit in {Fit.ROUNDED, Fit.POSSIBLE} for fit, _ in checks)
    for fit, check in checks:
        if fit in {Fit.ROUNDED, Fit.POSSIBLE} or full:
            yield check
