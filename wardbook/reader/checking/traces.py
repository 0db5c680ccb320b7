"""Numbers that come out of others near them to the last digit, whatever words stand between.

Chance gives a number of one or two digits easily, so that such a one needs a word that says so; a
longer one speaks for itself. Nothing found here can fail: only what comes out is found.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, permutations

from wardbook.lib.ratio import Fit
from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.flows import gained, stock_after
from wardbook.reader.checking.formula import Formula, counted, of
from wardbook.reader.checking.scales import comparable, in_unit_of, value_in
from wardbook.reader.checking.scene import AMOUNTS, Partition, Scene
from wardbook.reader.checking.verdicts import fit_of
from wardbook.reader.finding.measure import is_percent, same_measure

_LINES = 4
_FAR = 30  # figures up to a whole of which only the digits tell
TELLING = 3  # digits that chance does not give
_AMOUNTS = AMOUNTS | {"target"}


def trace_of_sum(scene: Scene, spot: Spot) -> Formula | None:
    """What adds up to a figure, or leaves it."""
    if spot.figure.kind not in _AMOUNTS:
        return None
    around = _near(scene, spot)
    near = [s for s in around if comparable(s.figure, spot.figure)]
    telling = digits(spot) >= TELLING
    left = cues.REST.search(f"{spot.before[-40:]} {spot.after[:30]}")
    moved = chain(gained(scene, spot), stock_after(scene, spot), _moved(scene, spot))
    rests = chain(_differences(near, spot), _flows(scene, spot)) if telling or left else ()
    for formula in chain(moved, rests):
        return formula
    if left and spot.figure.kind == "count" and spot.figure.value > 9:  # of 60 people 48 cards
        counts = [s for s in around if s.figure.kind == "count" and s.line == spot.line]
        for formula in _differences(counts, spot):
            return formula
    telling = telling or bool(cues.TOTAL.search(spot.before[-40:]))
    for run in _runs(near, spot):
        full = len(run.figures) > 2 and spot.figure.value > 9
        if (telling or full) and fit_of(run, spot.figure) is Fit.ROUNDED:
            return run
    return None


def is_called_sum(spot: Spot) -> bool:
    """Whether words call a figure a rest or a total."""
    return bool(cues.LEFT.search(spot.before) or cues.SUMMED.search(spot.before))


def digits(spot: Spot) -> int:
    """How many digits of a number tell something: three of 1.270.000, four of 98,68."""
    return len(spot.figure.value.normalize().as_tuple().digits)


def _near(scene: Scene, spot: Spot) -> list[Spot]:
    """Amounts around a figure in the order of the text."""
    around = [*scene.prior(spot.index, 12, 4), *scene.spots[spot.index + 1 : spot.index + 7]]
    return sorted(
        (
            s for s in around
            if s.figure.kind in _AMOUNTS and s.figure.value_max is None
            and s.line - spot.line < _LINES and s.index not in scene.cells
        ),
        key=lambda s: s.index,
    )  # fmt: skip


def _flows(scene: Scene, rest: Spot) -> Iterator[Formula]:
    """What a stock holds after some went and some came: "412 hộ … 96 thoát, phát sinh 11"."""
    moving = _AMOUNTS | {"change"}
    near = [s for s in scene.prior(rest.index, 8, 1) if s.figure.kind in moving][::-1]
    alike = [s for s in near if comparable(s.figure, rest.figure) and s.figure.value_max is None]
    for at, first in enumerate(alike):
        for second in alike[at + 1 : at + 3]:
            flow = value_in(first.figure, rest.figure) - value_in(second.figure, rest.figure)
            for stock in alike[:at]:
                gone = value_in(stock.figure, rest.figure) - rest.figure.value
                one, other, whole = (
                    in_unit_of(s.figure, rest.figure) for s in (first, second, stock)
                )
                if flow and gone == flow:
                    yield whole - one + other
                elif flow and gone == -flow:
                    yield whole + one - other


def _moved(scene: Scene, rest: Spot) -> Iterator[Formula]:
    """ "31 hộ nghèo …, bớt được 9 nên chỉ còn 22": a level, its change, what is left."""
    near = [s for s in scene.prior(rest.index, 4, 0) if comparable(s.figure, rest.figure)]
    changes = [s for s in near[:2] if s.figure.kind == "change" and s.figure.value_max is None]
    if not changes or not (cues.TO.search(rest.before) or cues.NOW_LEFT.search(rest.before)):
        return
    for change in changes:
        for level in near:
            if level.index >= change.index or level.figure.kind not in _AMOUNTS:
                continue
            before, by = (in_unit_of(s.figure, rest.figure) for s in (level, change))
            way = before - by if change.figure.direction == "down" else before + by
            if way.value == rest.figure.value:
                yield way


def _differences(near: list[Spot], rest: Spot) -> Iterator[Formula]:
    for ratio in near:
        figure = ratio.figure
        if figure.kind == "ratio" and figure.denominator == figure.value + rest.figure.value:
            yield of(figure, "den") - of(figure, "num")
    sizes = [(spot, value_in(spot.figure, rest.figure)) for spot in near]
    known, goal = {size for _, size in sizes}, rest.figure.value
    for whole, size in sizes:
        if size - goal not in known:  # most wholes leave nothing that was told
            continue
        for done, part in sizes:
            if done is not whole and size - part == goal:
                yield in_unit_of(whole.figure, rest.figure) - in_unit_of(done.figure, rest.figure)


def _runs(near: list[Spot], whole: Spot) -> Iterator[Formula]:
    """Sums of neighbours just before the whole, or just after it."""
    if is_percent(whole.figure):
        return
    results = [s for s in near if s.figure.kind != "target" and s.figure.each == whole.figure.each]
    before = [s for s in results if s.index < whole.index][::-1]
    after = [s for s in results if s.index > whole.index]
    for side in (before, after):
        value = Decimal(0)
        for count, spot in enumerate(side, 1):
            value += value_in(spot.figure, whole.figure)
            if count > 1 and abs(value - whole.figure.value) * 50 <= whole.figure.value:
                parts = sorted(side[:count], key=lambda s: s.index)
                yield Partition(whole, tuple(parts)).sum


def trace_of_share(scene: Scene, percent: Spot) -> Formula | None:
    """Two amounts of which one is that part of the other, or of both together."""
    telling = digits(percent) >= TELLING
    near = [s for s in _near(scene, percent) if not is_percent(s.figure) and s.figure.value]
    for one, other in permutations(near, 2):
        for formula, of_one in _shares(one, other, percent, telling=telling):
            exact = formula.value == percent.figure.value
            beside = of_one and percent.index - one.index in (1, 2)
            good = {Fit.ROUNDED, Fit.CUT} if beside else {Fit.ROUNDED}
            if (telling or exact) and fit_of(formula, percent.figure) in good:
                return formula
    return None


def hundred(percent: Spot) -> int:
    """What a share is of: a hundred, or a thousand of "14,4‰"."""
    return 1000 if percent.figure.unit.startswith("‰") else 100


def far_whole(scene: Scene, amount: Spot, percent: Spot) -> Formula | None:
    """The only whole, however far, of which the amount that a percent glosses is that part."""
    if digits(percent) < TELLING or not amount.figure.value or amount.figure.denominator:
        return None
    start = max(0, amount.index - _FAR)
    around = [*scene.spots[start : amount.index], *scene.spots[percent.index + 1 :][:_FAR]]
    wholes = [s for s in around if s.figure.kind in _AMOUNTS and s.figure.value]
    ways = {
        s.figure.value: counted(amount.figure) / counted(s.figure) * 100
        for s in wholes
        if same_measure(s.figure, amount.figure) and _is_near(amount, s, percent)
    }
    fits = [way for way in ways.values() if fit_of(way, percent.figure) is Fit.ROUNDED]
    return fits[0] if len(fits) == 1 else None


def _is_near(amount: Spot, whole: Spot, percent: Spot) -> bool:
    """A first look without fractions."""
    value = whole.figure.value
    return abs(amount.figure.value * 100 - percent.figure.value * value) <= value


def _shares(
    one: Spot, other: Spot, percent: Spot, *, telling: bool
) -> Iterator[tuple[Formula, bool]]:
    """Computations, and whether they are of one of the two alone."""
    a, b, goal = one.figure.value, value_in(other.figure, one.figure), percent.figure.value
    full = hundred(percent)
    part, both = a * full, a + b
    of_one, of_both = abs(part - goal * b) <= b, abs(part - goal * both) <= both
    if not of_one and not of_both:  # a first look without fractions
        return
    alike = comparable(one.figure, other.figure)
    if not alike and not (telling and one.figure.kind == other.figure.kind == "count"):
        return
    done, rest = counted(one.figure), in_unit_of(other.figure, one.figure)
    if of_one:
        yield done / rest * full, True
    if of_both and alike:
        yield done / (done + rest) * full, False
