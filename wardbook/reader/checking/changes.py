"""Rises, falls, excesses and multiples against the two values they lie between."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, islice, product

from wardbook.lib.ratio import Fit
from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.columns import column_changes
from wardbook.reader.checking.formula import Formula, counted, of
from wardbook.reader.checking.scene import AMOUNTS, Scene, is_change
from wardbook.reader.checking.verdicts import fit_of, judge, near
from wardbook.reader.checking.written import place
from wardbook.reader.finding.grid import Grid, Row
from wardbook.reader.finding.measure import is_money, is_percent, may_match, same_measure
from wardbook.reader.schema import Check

_SLIP = 4  # hundredths by which a note may miss the table it speaks of
_MEANT = 25  # hundredths by which a change may miss two levels of other sentences
_JOINT = 16  # letters between an amount and its change
_GOOD = frozenset({Fit.ROUNDED, Fit.POSSIBLE, Fit.CUT})


def changes(scene: Scene) -> Iterator[Check]:
    """Every change that can be recomputed."""
    for grid in scene.grids:
        yield from column_changes(grid)
    plans = set(scene.plan.values())
    for spot in scene.prose():
        if spot.index in plans:
            continue
        if is_change(spot) and not spot.figure.value_max and not spot.figure.each:
            check = _by_levels(scene, spot) or _by_share(scene, spot) or _by_rows(scene, spot)
            if check:
                yield check
        elif cues.BALANCE.search(spot.before[-40:]) and is_money(spot.figure):
            yield from _balance(scene, spot)


def _by_levels(scene: Scene, change: Spot) -> Check | None:
    """Both values are stated: now and then, or result and plan."""
    ways = list(_of_levels(scene, change))
    good = (formula for formula, _ in ways if fit_of(formula, change.figure) in _GOOD)
    told = (formula for formula, together in ways if together and _is_slip(formula, change))
    formula = next(chain(good, told), None)
    if formula is None:
        return None
    check = judge("change", formula, change.figure)
    size = _size(scene, change)
    if size:  # the percent restates a change in units, which is involved too
        check = replace(check, figures=(*check.figures, size.id))
    return check


def _of_levels(scene: Scene, change: Spot) -> Iterator[tuple[Formula, bool]]:
    """Computations of a change, and whether all of it stands in one sentence."""
    for now, then in _pairs(scene, change):
        beside = now.sentence == change.sentence and now.index < change.index
        other = _is_of_next(scene, change, then) or _is_of_another(scene, change, now, then)
        together = beside and scene.together(then, change) and not other
        for formula in _ways(now, then, change):
            adjacent = now.index == change.index - 1
            yield formula, together or (adjacent and _meant(formula, change))
    if cues.NET.search(change.before):
        flows = [s for s in scene.back(change.index, 3) if s.figure.kind in AMOUNTS]
        if len(flows) > 1:
            yield of(flows[1].figure) - of(flows[0].figure), False
    yield from _of_ratios(scene, change)


def _is_of_next(scene: Scene, change: Spot, then: Spot) -> bool:
    """Another change of that unit stands nearer to the level: "vượt 9 và vượt 2 so với … (40)"."""
    between = scene.spots[change.index + 1 : then.index]
    return any(s.figure.kind == "change" and s.figure.unit == change.figure.unit for s in between)


def _is_of_another(scene: Scene, change: Spot, now: Spot, then: Spot) -> bool:
    """A percent right after another amount: "5 vụ (8 vụ), thiệt hại 1,2 tỷ đồng, giảm 40%"."""
    last = scene.spots[change.index - 1]
    aside = last in (now, then) or same_measure(last.figure, now.figure)
    joined = not change.opens and change.before.startswith(",") and len(change.before) < _JOINT
    percent = change.figure.unit.startswith(("%", "lần"))
    return percent and joined and not aside and last.figure.kind in AMOUNTS


def _of_ratios(scene: Scene, change: Spot) -> Iterator[tuple[Formula, bool]]:
    """Changes between the sides of an a/b: over a plan, or of then and now in brackets."""
    if cues.EXCESS.search(change.before):
        for ratio in scene.back(change.index, 2):
            if _is_ratio_like(ratio, change):
                result, plan = of(ratio.figure, "num"), of(ratio.figure, "den")
                planned = cues.is_of_plan(change.before, change.after)
                yield from ((way, planned) for way in _between(result, plan, change))
        for level, ratio in product(scene.back(change.index, 2), scene.prior(change.index, 6)):
            if _is_ratio_like(ratio, change) and same_measure(level.figure, change.figure):
                plan = of(ratio.figure, "den")
                yield from ((way, False) for way in _between(counted(level.figure), plan, change))
    for ratio in scene.ahead(change.index, 1):
        if _is_ratio_like(ratio, change) and cues.BARE.search(ratio.before):
            now, then = of(ratio.figure, "num"), of(ratio.figure, "den")
            yield from ((way, True) for way in _between(now, then, change))


def _is_ratio_like(ratio: Spot, change: Spot) -> bool:
    measured = same_measure(ratio.figure, change.figure) or is_percent(change.figure)
    return ratio.figure.kind == "ratio" and bool(ratio.figure.denominator) and measured


def _pairs(scene: Scene, change: Spot) -> Iterator[tuple[Spot, Spot]]:
    """The levels a change may lie between, likeliest first."""
    near = [*scene.prior(change.index, 6, 0), *scene.ahead(change.index, 3)]
    if cues.LEVELS_FOLLOW.search(change.after):  # "tăng 1,3 lần (từ 100 lên 130)" says of what
        near.sort(key=lambda spot: spot.index < change.index)
    for relation in _relations(scene, change):
        for spot in near:
            then = scene.spots[relation[spot.index]] if spot.index in relation else None
            if then and change is not then and _goes_with(change, spot, then):
                yield spot, then
    for then in scene.prior(change.index, 1, 0):  # "…. Cùng kỳ chỉ 960 triệu đồng, tăng 30%"
        for now in scene.nows_of(then.index):
            if scene.spots[now] not in near and _measures(change, then):
                yield scene.spots[now], then


def _relations(scene: Scene, change: Spot) -> list[dict[int, int]]:
    """What a change may be measured against: plans, earlier values or both, likeliest first."""
    if cues.EXCESS.search(change.before):
        if cues.is_of_plan(change.before, change.after):
            return [scene.plan]  # "đạt 92% (năm trước 90%), vượt 4% kế hoạch"
        return [scene.former] if cues.is_of_then(change.before) else [scene.plan, scene.former]
    return [scene.former] if cues.is_of_then(change.before) else [scene.former, scene.plan]


def _goes_with(change: Spot, now: Spot, then: Spot) -> bool:
    return _measures(change, now) or _measures(change, then) or _is(change, now, then)


def _is(change: Spot, now: Spot, then: Spot) -> bool:
    """The difference to the digit, right after the level: "từ 12 còn 7 phòng, giảm 5 đầu mối"."""
    difference = abs(counted(now.figure).value - counted(then.figure).value)
    return now.index == change.index - 1 and difference == change.figure.value


def _measures(change: Spot, level: Spot) -> bool:
    """Whether the change is one of that level: in its own unit, in percent or in times."""
    unit = change.figure.unit
    if unit.startswith(("%", "lần")) or (unit.startswith("điểm") and is_percent(level.figure)):
        return True
    return same_measure(change.figure, level.figure) or level.figure.kind == "rank"


def _ways(now: Spot, then: Spot, change: Spot) -> Iterator[Formula]:
    new, old = counted(now.figure), counted(then.figure)
    if is_percent(now.figure) and change.figure.unit.startswith("%"):
        yield old - new if _falls(change, new, old) else new - old
    if now.figure.kind == "rank":
        new, old = old, new
    yield from _between(new, old, change)


def _falls(change: Spot, new: Formula, old: Formula) -> bool:
    """A planned change has no direction of its own."""
    direction = change.figure.direction
    return direction == "down" or (direction is None and old.value > new.value)


def _between(new: Formula, old: Formula, change: Spot) -> Iterator[Formula]:
    """How far it is from one level to the other, in the unit of the change."""
    unit, down = change.figure.unit, _falls(change, new, old)
    difference = old - new if down else new - old
    if unit.startswith("lần"):
        if old.value and new.value:
            yield old / new if down else new / old
    elif unit.startswith("%"):
        if old.value:
            yield difference / old * 100
    else:
        yield difference


def _meant(formula: Formula, change: Spot) -> bool:
    """Near enough for levels of other sentences; small counts may be two off."""
    off = abs(formula.value - Fraction(change.figure.value))
    whole = place(change.figure) == 1 and not is_percent(change.figure)
    return near(formula, change.figure, _MEANT) or (whole and off <= 2)


def _is_slip(formula: Formula, change: Spot) -> bool:
    """Two levels that lie many times as far apart were not meant."""
    off = abs(formula.value - Fraction(change.figure.value))
    return off <= 3 * Fraction(change.figure.value)


def _by_share(scene: Scene, change: Spot) -> Check | None:
    """Now and the size of the change give its percent: 9, giảm 3 vụ (25%)."""
    size = _size(scene, change)
    if not size or not size.figure.value:
        return None
    ways = []
    for now in scene.prior(size.index, 6, 0):
        if now.figure.kind in AMOUNTS and may_match(now.figure, size.figure):
            down = size.figure.direction == "down"
            then = (
                counted(now.figure) + of(size.figure)
                if down
                else counted(now.figure) - of(size.figure)
            )
            # The level before the change is today's, or already that of then.
            ways += [
                of(size.figure) / base * 100
                for base in (then, counted(now.figure))
                if base.value > 0
            ]
    good = (way for way in ways if fit_of(way, change.figure) in _GOOD)
    formula = next(good, ways[0] if ways else None)
    return judge("change", formula, change.figure) if formula else None


def _size(scene: Scene, change: Spot) -> Spot | None:
    """The change in units just before a change in percent."""
    if not is_percent(change.figure) or not change.index:
        return None
    size = scene.spots[change.index - 1]
    if change.opens and not scene.together(size, change):
        return None
    return size if size.figure.kind == "change" and not is_percent(size.figure) else None


def _by_rows(scene: Scene, change: Spot) -> Check | None:
    """A note under a table names one of its rows: "Thu trên địa bàn vượt 185 triệu đồng"."""
    for grid in scene.tables_above(change):
        named = [way for pair in _row_pairs(grid, change) for way in _ways(*pair, change)]
        ways = [way for pair in _total_pairs(grid) for way in _ways(*pair, change)]
        good = (way for way in (*named, *ways) if fit_of(way, change.figure) in _GOOD)
        slips = (w for w in named if near(w, change.figure, _SLIP) or _is_one_off(w, change))
        formula = next(chain(good, slips), None)
        if formula:
            return judge("change", formula, change.figure)
    return None


def _is_one_off(formula: Formula, change: Spot) -> bool:
    """A count that the row it names misses by one or two."""
    off = abs(formula.value - Fraction(change.figure.value))
    whole = place(change.figure) == 1 and not is_percent(change.figure)
    return whole and off <= 2 and off * 5 <= change.figure.value


def _row_pairs(grid: Grid, change: Spot) -> Iterator[tuple[Spot, Spot]]:
    """Two cells of a row the change names: result and plan, this year and an earlier one."""
    for row in grid.rows:
        if cues.names(row.name, change.before):
            yield from _pairs_of(grid, row)


def _total_pairs(grid: Grid) -> Iterator[tuple[Spot, Spot]]:
    """The same of a row of totals, which a note need not name."""
    for row in grid.rows:
        if row.is_total:
            yield from _pairs_of(grid, row)


def _pairs_of(grid: Grid, row: Row) -> Iterator[tuple[Spot, Spot]]:
    result = grid.column("result")
    now = row.cells.get(-1 if result is None else result)
    for role in ("plan", "former"):
        column = grid.column(role)
        if now and column in row.cells:
            yield now, row.cells[column]
    years = [cell for column, cell in sorted(row.cells.items()) if column in grid.years]
    yield from ((late, early) for early, late in combinations(years, 2))


def _balance(scene: Scene, rest: Spot) -> Iterator[Check]:
    """What is left of revenue after expenditure."""
    ways = [
        of(income.figure) - of(outgo.figure)
        for income in _money_named(scene, rest, cues.REVENUE)
        for outgo in _money_named(scene, rest, cues.SPENDING)
    ]
    good = (way for way in ways if fit_of(way, rest.figure) in _GOOD)
    slips = (way for way in ways if near(way, rest.figure, _SLIP))
    yield from (judge("change", way, rest.figure) for way in islice(chain(good, slips), 1))


def _money_named(scene: Scene, rest: Spot, words: re.Pattern[str]) -> Iterator[Spot]:
    """Money above ``rest`` whose row or words bear that name, tables first."""
    for grid in scene.tables_above(rest):
        result = grid.column("result")
        for row in grid.rows:
            if result in row.cells and words.search(row.name):
                yield row.cells[result]
    for spot in scene.prior(rest.index):
        if spot.figure.kind == "money" and words.search(spot.before):
            yield spot
