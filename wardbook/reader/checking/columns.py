"""Columns of a table that are computed from others: shares, rises and falls, harvests."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from wardbook.lib.ratio import Fit
from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.formula import Formula, of
from wardbook.reader.checking.scales import scale, scaled
from wardbook.reader.checking.scene import Share
from wardbook.reader.checking.verdicts import fit_of, judge
from wardbook.reader.finding.grid import Grid, Row
from wardbook.reader.finding.measure import measure
from wardbook.reader.schema import Check

_FOLLOWS = frozenset({Fit.ROUNDED, Fit.CUT, Fit.POSSIBLE})
_SAMPLE = 6  # rows that show what a column means
_WIDEST = 4  # columns of amounts among which a computation is looked for


@dataclass(frozen=True, slots=True)
class Way:
    """How one column follows from two others, or from one and its total row."""

    amount: int
    base: int | None  # None: the last row named as a total
    rises: bool = False  # a difference rather than a share

    def formula(self, grid: Grid, row: Row, cell: Spot) -> Formula | None:
        """The computation of one cell, where its operands are there."""
        amount, base = row.cells.get(self.amount), self._base(grid, row)
        if amount and amount.figure.kind == "ratio" and amount.figure.denominator:
            return of(amount.figure, "num") / of(amount.figure, "den") * 100
        if not amount or not base or not base.figure.value:
            return None
        now, then = of(amount.figure), of(base.figure)
        if not self.rises:
            return now / then * 100
        # A cell may leave its sign to the heading: "tăng (+), giảm (-)".
        rise = then - now if then.value > now.value else now - then
        return rise / then * 100 if cell.figure.unit.startswith("%") else rise

    def _base(self, grid: Grid, row: Row) -> Spot | None:
        if self.base is not None:
            return row.cells.get(self.base)
        totals = (other for other in grid.rows if other.is_total)
        total = next(totals, None)
        return total.cells.get(self.amount) if total and total is not row else None


def column_shares(grid: Grid) -> Iterator[Share]:
    """The cells of every column of percents beside the amounts they gloss."""
    for column in _of_role(grid, "percent"):
        way = _way(grid, column)
        for row in grid.rows if way else ():
            cell = row.cells.get(column)
            amount = row.cells.get(way.amount) if way else None
            if way and cell and amount and cell.figure.value_max is None:
                yield Share(cell, amount, way.formula(grid, row, cell))


def column_changes(grid: Grid) -> Iterator[Check]:
    """The checks of every column of rises and falls."""
    for column in _of_role(grid, "change"):
        way = _way(grid, column)
        for row in grid.rows if way else ():
            cell = row.cells.get(column)
            formula = way.formula(grid, row, cell) if way and cell else None
            if cell and formula:
                yield judge("change", formula, cell.figure)


def column_products(grid: Grid) -> Iterator[Check]:
    """ "Diện tích (ha) | Năng suất (tạ/ha) | Sản lượng (tấn)": each row that most rows bear out."""
    for triple in permutations(sorted({column for row in grid.rows for column in row.cells}), 3):
        rows = [row for row in grid.rows if row.cells.keys() >= set(triple)]
        checks = [_product(row, *triple) for row in rows]
        found = [check for check in checks if check]
        if len(found) > 1 and 2 * sum(c.verdict != "fails" for c in found) > len(rows):
            yield from found


def _product(row: Row, *columns: int) -> Check | None:
    """A count times so much for each; the rate in a row of totals is a mean."""
    count, rate, whole = (row.cells[column] for column in columns)
    amount, stroke, thing = rate.figure.unit.partition("/")
    times = scale(amount, whole.figure.unit) if stroke and count.figure.value else None
    if times is None or measure(thing) != measure(count.figure.unit):
        return None
    if row.is_total:
        mean = scaled(of(whole.figure), times) / of(count.figure)
        return judge("mean", mean, rate.figure)
    product = scaled(of(count.figure) * of(rate.figure), Fraction(1) / times)
    return judge("product", product, whole.figure)


def _of_role(grid: Grid, role: str) -> list[int]:
    return [column for column, its in grid.roles.items() if its == role]


def _way(grid: Grid, column: int) -> Way | None:
    """The computation that headings name, else the one that most rows show."""
    result, heading = grid.column("result"), grid.headings[column]
    rises = grid.roles[column] == "change"
    roles = ("former", "plan") if rises or cues.THEN.search(heading) else ("plan", "former")
    base = next((at for at in map(grid.column, roles) if at is not None), None)
    rows = [row for row in grid.rows if column in row.cells][:_SAMPLE]
    named = None if result is None or base is None else Way(result, base, rises)
    if named and _shown(named, grid, rows, column):
        return named
    ways = [*_ways(grid, rises=rises)]
    if result is not None:
        ways.append(Way(result, None))
    best = max(ways, key=lambda way: _shown(way, grid, rows, column), default=None)
    if best and 2 * _shown(best, grid, rows, column) > len(rows):
        return best
    if named:
        return named
    glossed = result is not None and not rises
    return (
        Way(result, None) if glossed and result is not None and _has_ratio(grid, result) else None
    )


def _ways(grid: Grid, *, rises: bool) -> Iterator[Way]:
    filled = sorted({column for row in grid.rows for column in row.cells})
    amounts = [c for c in filled if grid.roles.get(c) not in {"percent", "change"}]
    if len(amounts) > _WIDEST:
        return
    for amount, base in permutations(amounts, 2):
        yield Way(amount, base, rises)
    if not rises:
        yield from (Way(amount, None) for amount in amounts)


def _shown(way: Way, grid: Grid, rows: list[Row], column: int) -> int:
    """How many rows come out that way."""
    return sum(_comes_out(way, grid, row, row.cells[column]) for row in rows)


def _comes_out(way: Way, grid: Grid, row: Row, cell: Spot) -> bool:
    formula = way.formula(grid, row, cell)
    return formula is not None and fit_of(formula, cell.figure) in _FOLLOWS


def _has_ratio(grid: Grid, column: int) -> bool:
    cells = (row.cells.get(column) for row in grid.rows)
    return any(cell is not None and cell.figure.kind == "ratio" for cell in cells)


def column_flows(grid: Grid) -> Iterator[Check]:
    """ "Tồn đầu năm | Thu | Chi | Tồn cuối năm": what was, came, went and is left, row by row."""
    filled = sorted({column for row in grid.rows for column in row.cells})
    for first in range(len(filled) - 3):
        columns = filled[first : first + 4]
        rows = [row for row in grid.rows if row.cells.keys() >= set(columns)]
        ways = [(_flow(row, columns), row.cells[columns[-1]]) for row in rows]
        if len(ways) > 1 and all(fit_of(way, left.figure) is Fit.ROUNDED for way, left in ways):
            yield from (judge("sum", way, left.figure) for way, left in ways)


def _flow(row: Row, columns: list[int]) -> Formula:
    was, came, went = (of(row.cells[column].figure) for column in columns[:3])
    return was + came - went
