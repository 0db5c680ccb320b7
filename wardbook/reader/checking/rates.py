"""So much for each: a total over a count is a mean, a count times a rate is a product."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, islice, permutations

from wardbook.lib.ratio import Fit
from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.formula import Formula, constant, counted, of, total
from wardbook.reader.checking.lengths import PER_YEAR, spanned_lengths, told_lengths
from wardbook.reader.checking.notes import totals_above
from wardbook.reader.checking.scales import scale, scaled
from wardbook.reader.checking.scene import AMOUNTS, Scene
from wardbook.reader.checking.traces import TELLING, digits
from wardbook.reader.checking.verdicts import fit_of, judge, near
from wardbook.reader.finding.measure import measure, same_measure
from wardbook.reader.schema import Check

_GOOD = frozenset({Fit.ROUNDED, Fit.POSSIBLE, Fit.CUT})


_PLANNED = AMOUNTS | {"target"}  # a plan multiplies with plans
_TERM = 5  # years of office
_STRETCHES = PER_YEAR.keys() - {"ngày"}  # "ngày" may be "ngày công"


@dataclass(frozen=True, slots=True)
class _Rate:
    """A figure that holds for each of something."""

    spot: Spot
    each: str
    mean: bool  # said to be an average


def rates(scene: Scene) -> Iterator[Check]:
    """Every mean and product that can be recomputed."""
    done = -1
    for spot in scene.prose():
        yield from _converted(scene, spot)
        each = _each(spot) or _factor(scene, spot)
        if not each or spot.index <= done or scene.nows_of(spot.index):
            continue
        rate = _Rate(spot, each, bool(cues.MEAN.search(spot.before[-60:])))
        over_time = list(_over_time(scene, rate)) if each in PER_YEAR else []
        yield from over_time
        yield from islice(_over_both(scene, spot), 1)
        if spot.figure.kind in _PLANNED and not over_time and each not in _STRETCHES:
            group = [rate, *_same_each(scene, rate)]
            done = group[-1].spot.index
            yield from _over_count(scene, group)


def _each(spot: Spot) -> str | None:
    figure = spot.figure
    if figure.each:
        return figure.each.lower()
    if "/" in figure.unit:
        return figure.unit.split("/")[1].lower()
    every = cues.EVERY.search(spot.before[-50:])
    return every[1] if every else None


def _factor(scene: Scene, spot: Spot) -> str | None:
    """What a number is multiplied by: "1.200 hộ x 25.000 đồng"."""
    if spot.opens or not cues.TIMES.search(spot.before):
        return None
    return scene.spots[spot.index - 1].figure.unit.lower() or None


def _same_each(scene: Scene, rate: _Rate) -> Iterator[_Rate]:
    """Further rates for as many: "6 căn, mức 50 triệu đồng/căn, sửa 4 căn, 20 triệu đồng/căn"."""
    if rate.mean:
        return
    for spot in scene.ahead(rate.spot.index, 8):
        if spot.figure.kind == "change" or scene.nows_of(spot.index):
            continue
        if _each(spot) == rate.each:
            yield _Rate(spot, rate.each, mean=False)
        elif not _counts(spot, rate.each):
            return


def _over_count(scene: Scene, group: list[_Rate]) -> Iterator[Check]:
    first, last = group[0].spot, group[-1].spot
    between = scene.spots[first.index + 1 : last.index]
    around = [*scene.prior(first.index, 14), *between, *scene.following(last.index, 4)]
    around += totals_above(scene, first)
    kinds = _PLANNED if first.figure.kind == "target" else AMOUNTS
    amounts = [s for s in around if s.figure.kind in kinds and s.figure.value > 0]
    counts = [s for s in amounts if _counts(s, group[0].each)]
    others = [s for s in amounts if s.figure.kind == "count" and s.index < first.index]
    totals = [s for s in amounts if (_each(s) or "năm") in PER_YEAR and _scale(s, first)]
    ways = _sum_of_products(scene, group, counts, totals) if len(group) > 1 else []
    ways += [
        way
        for count in [*counts, *others]
        for whole in totals
        if count.index != whole.index
        for way in _ways(scene, group, count, whole)
    ]
    good = (check for check, _ in ways if check.verdict != "fails")
    told = (check for check, told in ways if told)
    yield from list(islice(chain(good, told), 1))


def _sum_of_products(
    scene: Scene, group: list[_Rate], counts: list[Spot], totals: list[Spot]
) -> list[tuple[Check, bool]]:
    """As many counts as rates, in the same order or by turns: 39 at 60 and 14 at 30."""
    first, last = group[0].spot, group[-1].spot
    before = sorted((s for s in counts if s.index < last.index), key=lambda s: s.index)
    ahead = [s for s in before if s.index < first.index][-len(group) :]
    by_turns = [s for s in before if s.index > first.index - 2][-len(group) :]
    ways: list[tuple[Check, bool]] = []
    for chosen in dict.fromkeys(
        [tuple(by_turns), tuple(ahead), *combinations(before[-4:], len(group))]
    ):
        if len(chosen) == len(group):
            pairs = zip(chosen, group, strict=True)
            formula = total([counted(count.figure) * of(rate.spot.figure) for count, rate in pairs])
            told = not ways  # the first are the likeliest
            ways += [
                (judge("product", formula, w.figure), told and _is_told(scene, w, last))
                for w in totals
            ]
    return ways


def _is_told(scene: Scene, whole: Spot, rate: Spot) -> bool:
    """A total named right after the rates."""
    named = cues.TOTAL.search(whole.before[-40:])
    beside = whole.index > rate.index or whole.index == rate.index - 1
    return bool(named) and beside and scene.together(rate, whole)


def _counts(spot: Spot, each: str) -> bool:
    unit, whose = measure(spot.figure.unit), measure(each)
    same = unit == whose or unit.split(" ")[0] == whose.split(" ")[0]
    same = same or bool(unit and scale(each, spot.figure.unit))
    return bool(unit) and (same or each in f"{spot.figure.quote} {spot.after[:12]}".lower())


def _scale(whole: Spot, rate: Spot) -> Fraction | None:
    """How many of the rate's unit make one of the total's, where they count the same."""
    times = scale(rate.figure.unit.split("/")[0], whole.figure.unit.split("/")[0])
    people = rate.figure.kind == "count" and same_measure(rate.figure, whole.figure)
    return times or (Fraction(1) if people else None)  # "62 lượt người", mỗi buổi 31 người


def _ways(
    scene: Scene, group: list[_Rate], count: Spot, whole: Spot
) -> Iterator[tuple[Check, bool]]:
    """A mean and a product, each with whether words say it, so that a mismatch is an error."""
    rate = group[0].spot
    times = _scale(whole, rate)
    if times is None or rate.figure.value_max is not None:
        return
    held = scale(group[0].each, count.figure.unit) or Fraction(1)
    rates = sum(each.spot.figure.value for each in group)
    factor = held / times
    rough = count.figure.value * rates * factor.numerator / factor.denominator
    if not whole.figure.value <= 2 * rough <= 4 * whole.figure.value:
        return  # a first look without fractions
    amount = total([of(each.spot.figure) for each in group])
    together = scene.together(rate, count, whole)
    if len(group) == 1 and (group[0].mean or whole.index < rate.index):
        formula = scaled(of(whole.figure), times) / counted(count.figure)
        told = together and group[0].mean and near(formula, rate.figure, 20)
        yield judge("mean", formula, rate.figure), told
    if cues.TOTAL.search(whole.before[-40:]) or together or digits(whole) >= TELLING:
        number = scaled(counted(count.figure), held)
        formula = scaled(number * amount, 1 / times)
        told = len(group) == 1 and together and _is_told(scene, whole, rate)
        told = told and near(formula, whole.figure, 20)
        yield judge("product", formula, whole.figure), told


def _over_time(scene: Scene, rate: _Rate) -> Iterator[Check]:
    """So much a year over some years: of a total, or of a fall from one level to another."""
    ways = [
        (amount / constant(length), told)
        for amount in _amounts(scene, rate.spot)
        for length, told in _lengths(scene, rate)
    ]
    good = (way for way, _ in ways if fit_of(way, rate.spot.figure) in _GOOD)
    meant = (way for way, told in ways if told and near(way, rate.spot.figure, 10))
    yield from (judge("mean", way, rate.spot.figure) for way in islice(chain(good, meant), 1))


def _converted(scene: Scene, rate: Spot) -> Iterator[Check]:
    """ "54 triệu đồng/người/năm, tức 4,5 triệu đồng/người/tháng": one rate told twice."""
    what, _, time = rate.figure.unit.rpartition("/")
    for other in scene.back(rate.index, 1):
        same, _, longer = other.figure.unit.rpartition("/")
        if (
            what
            and what == same
            and longer in PER_YEAR
            and PER_YEAR[longer] < PER_YEAR.get(time, 0)
        ):
            formula = of(other.figure) / constant(PER_YEAR[time] // PER_YEAR[longer])
            if fit_of(formula, rate.figure) in _GOOD:
                yield judge("mean", formula, rate.figure)


def _over_both(scene: Scene, rate: Spot) -> Iterator[Check]:
    """So much for each a month over some months: "46 chị, mỗi tháng 100.000 đồng/người"."""
    units = [*rate.figure.unit.split("/")[1:], rate.figure.each or ""]
    thing = next((unit for unit in units if unit and unit not in PER_YEAR), None)
    time = next((unit for unit in units if unit in PER_YEAR), None)
    if not thing or not time or rate.figure.value_max is not None:
        return
    near = [*scene.prior(rate.index, 6, 0), *scene.following(rate.index, 4)]
    start, end = scene.passage.line_at(rate.figure.start)
    around = slice(max(start, rate.figure.start - 200), min(end, rate.figure.end + 200))
    lengths = [*told_lengths(scene.passage.flow[around], time), PER_YEAR[time]]
    for count, whole in permutations((s for s in near if s.figure.kind in AMOUNTS), 2):
        if not _counts(count, thing) or not _scale(whole, rate) or _each(whole):
            continue
        for length in lengths:
            formula = counted(count.figure) * of(rate.figure) * length
            if fit_of(formula, whole.figure) in _GOOD:
                yield judge("product", formula, whole.figure)


def _amounts(scene: Scene, rate: Spot) -> Iterator[Formula]:
    above = totals_above(scene, rate)
    for spot in [*scene.prior(rate.index, 5, 0), *scene.ahead(rate.index, 2), *above]:
        if not same_measure(spot.figure, rate.figure) and not _scale(spot, rate):
            continue
        if spot.index in scene.former and rate.figure.kind == "change":
            now, then = of(spot.figure), of(scene.spots[scene.former[spot.index]].figure)
            yield now - then if rate.figure.direction == "up" else then - now
        elif (
            spot.figure.kind in AMOUNTS | {rate.figure.kind}
            and rate.figure.kind != "change"
            and not _each(spot)
        ):
            yield of(spot.figure)


def _lengths(scene: Scene, rate: _Rate) -> Iterator[tuple[int, bool]]:
    """How many years (months, quarters) the text speaks of, and whether its line says so."""
    figure = rate.spot.figure
    start, end = scene.passage.line_at(figure.start)
    line = scene.passage.flow[max(start, figure.start - 300) : figure.end]
    above = scene.passage.flow[max(0, figure.start - 300) : start]
    yield from ((length, True) for length in told_lengths(line, rate.each))
    after = scene.passage.flow[figure.end : min(end, figure.end + 100)]
    yield from ((length, False) for length in told_lengths(f"{above} {after}", rate.each))
    for words in (figure.period or "", line):
        yield from ((length, False) for length in spanned_lengths(words, rate.each))
    if rate.each == "năm" and "nhiệm kỳ" in f"{above} {line}":
        yield _TERM, False
    if PER_YEAR[rate.each] > 1:
        yield PER_YEAR[rate.each], False
