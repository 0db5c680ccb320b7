"""Parts that are said to make up a whole, what is left of it, and shares that fill a hundred."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, islice

from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.formula import counted, of, total
from wardbook.reader.checking.scene import AMOUNTS, Partition, Scene
from wardbook.reader.checking.traces import is_called_sum, trace_of_sum
from wardbook.reader.checking.verdicts import judge, judge_whole, slipped
from wardbook.reader.checking.written import part_of
from wardbook.reader.finding.measure import is_percent, may_match
from wardbook.reader.schema import Check

_WHOLES = AMOUNTS | {"target"}
_FAR = 30  # figures up to the a/b of which a rest may be told


def sums(scene: Scene) -> Iterator[Check]:
    """Every sum: partitions, remainders, shares of a hundred, and what comes out unsaid."""
    told = list(_told(scene))
    yield from told
    stated = {check.stated_figure for check in told}
    known = {frozenset(check.figures) for check in told}
    # A number that words call a rest or a total is what the others give.
    called = {spot.index for spot in scene.prose() if is_called_sum(spot)}
    for spot in sorted(scene.prose(), key=lambda s: s.index not in called):
        known_only = spot.id in stated and spot.index not in called
        formula = None if known_only else trace_of_sum(scene, spot)
        if formula and {*formula.figures, spot.id} not in known:
            known.add(frozenset({*formula.figures, spot.id}))
            yield judge("sum", formula, spot.figure)


def _told(scene: Scene) -> Iterator[Check]:
    for partition in scene.partitions:
        yield judge("sum", partition.sum, partition.whole.figure)
    for spot in scene.prose():
        if spot.figure.kind in _WHOLES and spot.index not in scene.whole:
            yield from _remainder(scene, spot)
        elif spot.figure.kind == "percent" and cues.REMAINING.search(spot.before):
            yield from islice(_rest_of_share(scene, spot), 1)
    yield from _hundreds(scene)
    percents = {share.amount.index: share.percent for share in scene.shares if share.amount}
    for partition in scene.partitions:
        yield from _shares_of(partition, percents)
    yield from _brothers(scene)


def _brothers(scene: Scene) -> Iterator[Check]:
    """Amounts whose percents are of one whole, and which make it up to the last one."""
    places = {spot.id: spot for spot in scene.spots}
    brothers: dict[str, list[Spot]] = defaultdict(list)
    for share in scene.shares:
        if share.amount and share.formula and len(share.formula.figures) == 2:
            brothers[share.formula.figures[1]].append(share.amount)
    for id_, parts in brothers.items():
        whole = places[id_]
        if len(parts) > 1 and sum(part.figure.value for part in parts) == whole.figure.value:
            yield judge("sum", Partition(whole, tuple(parts)).sum, whole.figure)


def _shares_of(partition: Partition, percents: dict[int, Spot]) -> Iterator[Check]:
    """The percents of all parts of a whole, where they fill a hundred."""
    of_parts = [percents[part.index] for part in partition.parts if part.index in percents]
    if 1 < len(of_parts) == len(partition.parts):
        check = judge_whole(total([of(percent.figure) for percent in of_parts]), 100)
        if check.verdict == "holds":
            yield check


def _remainder(scene: Scene, rest: Spot) -> Iterator[Check]:
    """What is left of a whole once the part done is taken away."""
    if rest.figure.denominator is not None:
        return
    near = [
        spot for spot in scene.prior(rest.index, 9, 2)
        if spot.figure.kind in _WHOLES and may_match(spot.figure, rest.figure)
    ]  # fmt: skip
    if not cues.REST.search(f"{rest.before[-40:]} {rest.after[:30]}"):
        near = [spot for spot in near if spot.line == rest.line][:2]
    check = _right_rest(near, rest) or _far_rest(scene, rest) or _rest_of_plan(scene, rest)
    if check:
        yield check
    else:
        yield from _wrong_rest(scene, rest, near)


def _rest_of_share(scene: Scene, rest: Spot) -> Iterator[Check]:
    """ "65%, trong đó có bằng cấp 28%, còn lại 37%"."""
    shares = [spot for spot in scene.back(rest.index, 3) if is_percent(spot.figure)]
    for done, whole in combinations(shares, 2):
        if whole.figure.value - done.figure.value == rest.figure.value:
            yield judge("sum", Partition(whole, (done, rest)).sum, whole.figure)


def _far_rest(scene: Scene, rest: Spot) -> Check | None:
    """ "… 2 phiếu còn lại": of an a/b further up, or of its first side counted by other words."""
    if not (cues.LEFT_AFTER.search(rest.after) or cues.REMAINING.search(rest.before)):
        return None
    for ratio in scene.spots[max(0, rest.index - _FAR) : rest.index][::-1]:
        if ratio.figure.kind != "ratio" or not ratio.figure.denominator:
            continue
        same = rest.figure.unit and ratio.figure.unit == rest.figure.unit
        if same and _rest_of(ratio) == rest.figure.value:
            return _rest_of_ratio([], ratio, rest)
        for done in scene.back(rest.index, 3):
            alike = done.figure.unit == rest.figure.unit and done.index > ratio.index
            if alike and ratio.figure.value - done.figure.value == rest.figure.value:
                return judge("sum", of(ratio.figure, "num") - of(done.figure), rest.figure)
    return None


def _rest_of_plan(scene: Scene, rest: Spot) -> Check | None:
    """ "640 người, đạt 40% kế hoạch (1.600). … còn phải huấn luyện 960 người": what is to do."""
    if not scene.plan or not cues.TO_DO.search(f"{rest.before[-40:]} {rest.after[:30]}"):
        return None
    for done in range(max(0, rest.index - _FAR), rest.index):
        plan = scene.plan.get(done, rest.index)
        result, goal = scene.spots[done], scene.spots[plan]
        if plan < rest.index and may_match(goal.figure, rest.figure):
            left = counted(goal.figure) - counted(result.figure)
            if left.value == rest.figure.value:
                return judge("sum", left, rest.figure)
    return None


def _right_rest(near: list[Spot], rest: Spot) -> Check | None:
    for spot in near:
        if spot.figure.denominator is not None and _rest_of(spot) == rest.figure.value:
            return _rest_of_ratio(near, spot, rest)
    for whole in sorted(near, key=lambda spot: not cues.WHOLE.search(spot.before)):
        for done in near:
            left = whole.figure.value - done.figure.value
            after = whole.index < done.index and done.figure.kind in {*AMOUNTS, rest.figure.kind}
            if after and left == rest.figure.value:
                return judge("sum", counted(whole.figure) - counted(done.figure), rest.figure)
    return _last_part(near, rest)


def _last_part(near: list[Spot], rest: Spot) -> Check | None:
    """The rest closes a list that makes up a whole told before: "…, còn lại 90 triệu"."""
    parts = [spot for spot in near if spot.sentence == rest.sentence][::-1]
    if not parts or not cues.REMAINING.search(rest.before.partition("lại")[0] + "lại"):
        return None
    value = sum((spot.figure.value for spot in parts), rest.figure.value)
    for whole in near:
        if whole.sentence != rest.sentence and whole.figure.value == value:
            return judge("sum", Partition(whole, (*parts, rest)).sum, whole.figure)
    return None


def _rest_of(ratio: Spot) -> Decimal:
    return part_of(ratio.figure, "den") - part_of(ratio.figure, "num")


def _rest_of_ratio(near: list[Spot], ratio: Spot, rest: Spot) -> Check:
    for whole in near:
        if whole.index < ratio.index and whole.figure.value == ratio.figure.denominator:
            return judge("sum", of(ratio.figure, "num") + of(rest.figure), whole.figure)
    return judge("sum", of(ratio.figure, "den") - of(ratio.figure, "num"), rest.figure)


def _wrong_rest(scene: Scene, rest: Spot, near: list[Spot]) -> Iterator[Check]:
    """A rest that is named as one, but does not come out."""
    if not near:
        return
    # "Đã trả 90 hồ sơ: trước hạn 60, đúng hạn 30; còn …": the parts of what is done are not meant.
    wholes = (
        scene.spots[min(spot.index, scene.whole.get(spot.index, spot.index))] for spot in near
    )
    done, *others = near = list(dict.fromkeys(wholes))
    if others and cues.OUT_OF.search(done.before):  # "438 trên tổng số 467"
        done, others = others[0], [done, *others[1:]]
    told = done.figure.denominator or cues.shared(done.before, rest.before)
    undone = cues.UNDONE.search(rest.before) and told
    if not (undone or cues.LEFT.search(rest.before) or cues.LEFT_AFTER.search(rest.after)):
        return
    if not scene.together(done, rest) or _is_of_another(rest, [done, *others]):
        return
    if done.figure.denominator is not None:
        ways = [of(done.figure, "den") - of(done.figure, "num")]
    else:
        ways = [of(spot.figure) - of(done.figure) for spot in others if spot.line == rest.line]
    left = Fraction(rest.figure.value)
    likeliest = min(ways, key=lambda way: abs(way.value - left), default=None)
    if not likeliest:
        return
    firm = _follow(scene, near, rest)
    remaining = cues.REMAINING.search(rest.before) or cues.LEFT_AFTER.search(rest.after)
    off = abs(likeliest.value - left)
    close = off * 10 <= left or ((firm or remaining or undone) and off <= max(Fraction(2), left))
    if close or (firm and remaining) or slipped(likeliest, rest.figure, 2 if firm else 3):
        yield judge("sum", likeliest, rest.figure)


def _is_of_another(rest: Spot, near: list[Spot]) -> bool:
    """ "kế hoạch 50 ha, đã trồng 32 ha; còn 20 ha đất trống": told with a name of its own."""
    named = cues.NAMED_APART.match(rest.after)
    if not named or cues.UNDONE.search(rest.before) or cues.REMAINING.search(rest.before):
        return False
    if cues.LEFT_AFTER.search(rest.after):
        return False
    return not any(cues.shared(named[0], f"{spot.before} {spot.after}") for spot in near)


def _follow(scene: Scene, near: list[Spot], rest: Spot) -> bool:
    """Whole, part done and rest stand one after the other, and no full stop between."""
    if len(near) < 2:
        return bool(near) and near[0].figure.denominator is not None
    done, whole = near[:2]
    named = cues.FINISHED.search(f"{done.before} {done.after[:25]}") or cues.WHOLE.search(
        whole.before
    )
    ordered = whole.figure.value > done.figure.value and scene.together(whole, done, rest)
    return bool(named) and ordered


def _hundreds(scene: Scene) -> Iterator[Check]:
    """Shares of a full partition: three or more percents of a list that fill a hundred."""
    run: list[Spot] = []
    for spot in [*scene.prose(), None]:
        # "nam 40%, nữ 60%; Kinh 85%, …": the next list begins
        full = run and sum(share.figure.value for share in run) == 100
        if spot and not full and _continues(run, spot):
            run.append(spot)
            continue
        yield from _hundred(run)
        run = [spot] if spot and _is_share(spot) else []


def _is_share(spot: Spot) -> bool:
    figure = spot.figure
    return figure.unit == "%" and figure.kind in {"percent", "target"} and figure.value_max is None


def _continues(run: list[Spot], spot: Spot) -> bool:
    return (
        bool(run)
        and _is_share(spot)
        and spot.line == run[0].line
        and spot.index == run[-1].index + 1
        and spot.figure.bound == run[0].figure.bound == "exact"
    )


def _hundred(run: list[Spot]) -> Iterator[Check]:
    if len(run) < 3:
        return
    value = sum((spot.figure.value for spot in run), Decimal(0))
    close = abs(value - 100) <= 5 and cues.CLASSES.search(run[0].before)
    if value != 100 and not close:
        return
    yield judge_whole(total([of(spot.figure) for spot in run]), 100)
