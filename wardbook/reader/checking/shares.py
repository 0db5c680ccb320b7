"""Percentages with the amounts they gloss and the wholes or plans they are taken of."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from wardbook.lib.ratio import Fit
from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.columns import column_shares
from wardbook.reader.checking.formula import Formula, counted, of, total
from wardbook.reader.checking.notes import share_of_totals
from wardbook.reader.checking.scene import AMOUNTS, Scene, Share
from wardbook.reader.checking.traces import far_whole, trace_of_share
from wardbook.reader.checking.verdicts import fit_of, near, slipped
from wardbook.reader.checking.written import place
from wardbook.reader.finding.measure import is_percent, may_match, same_measure

_MEANT = 20  # hundredths by which a computation that words name may miss
_SLIP = 4  # the same for one that only stands near
_FAR = 30  # figures up to a result told at the head of the text
_WHOLES = AMOUNTS | {"target"}


def shares(scene: Scene) -> list[Share]:
    """Every percent that says what part an amount is of another."""
    percents = [s for s in scene.prose() if is_percent(s.figure) and s.figure.kind == "percent"]
    prose = [_share(scene, percent) or _labelled(scene, percent) for percent in percents]
    prose = [_traced(scene, *both) for both in zip(percents, prose, strict=True)]
    cells = [share for grid in scene.grids for share in column_shares(grid)]
    told = _of_one_another(scene, [share for share in prose if share])
    return [*_with_siblings(scene, told), *cells]


def _traced(scene: Scene, percent: Spot, share: Share | None) -> Share | None:
    """The share with a computation that words do not lead to, where there is one."""
    if scene.nows_of(percent.index):
        return share
    if share and share.formula and fit_of(share.formula, percent.figure) is not Fit.NONE:
        return share
    glossed = share.amount if share else None
    formula = glossed and far_whole(scene, glossed, percent)
    if not formula and share and share.formula:
        return share
    formula = (
        formula
        or trace_of_share(scene, percent)
        or share_of_totals(scene, percent)
        or _of_far_result(scene, percent)
    )
    return Share(percent, share.amount if share else None, formula) if formula else share


def _of_far_result(scene: Scene, percent: Spot) -> Formula | None:
    """ "So với mục tiêu 1,4 triệu lượt, đã đi được 80,6%": of a result told far above."""
    goal = next(scene.back(percent.index, 1), None)
    if not goal or goal.figure.kind != "target" or not goal.figure.value:
        return None
    for result in scene.spots[max(0, goal.index - _FAR) : goal.index][::-1]:
        alike = result.figure.unit and result.figure.unit == goal.figure.unit
        if alike and result.figure.kind in AMOUNTS and not result.figure.each:
            formula = of(result.figure) / of(goal.figure) * 100
            if fit_of(formula, percent.figure) in {Fit.ROUNDED, Fit.CUT}:
                return formula
    return None


def _of_one_another(scene: Scene, found: list[Share]) -> list[Share]:
    """ "trồng trọt 30 tỷ đồng (60%), chăn nuôi 15 (30%), rừng 5 (10%)": all that there is."""
    lists: dict[int, list[Share]] = defaultdict(list)
    for share in found:
        if share.amount and share.formula is None:
            lists[share.percent.sentence].append(share)
    for told in lists.values():
        parts = [share.amount for share in told if share.amount]
        full = sum(share.percent.figure.value for share in told) == 100
        if full and len(told) > 2 and all(same_measure(p.figure, parts[0].figure) for p in parts):
            whole = total([counted(part.figure) for part in parts])
            ways = {id(s): counted(s.amount.figure) / whole * 100 for s in told if s.amount}
            if all(near(ways[id(s)], s.percent.figure, _MEANT) for s in told):
                found = [replace(s, formula=ways.get(id(s), s.formula)) for s in found]
    return found


def _with_siblings(scene: Scene, found: list[Share]) -> list[Share]:
    """A part whose brothers are shares of their whole is one too, right or wrong."""
    known = {scene.whole.get(s.amount.index) for s in found if s.amount and s.formula} - {None}
    return [
        _of_whole(scene, share) if _parent(scene, share) in known and not share.formula else share
        for share in found
    ]


def _parent(scene: Scene, share: Share) -> int | None:
    return scene.whole.get(share.amount.index) if share.amount else None


def _of_whole(scene: Scene, share: Share) -> Share:
    whole = scene.spots[_parent(scene, share) or 0]
    if not share.amount or not whole.figure.value:
        return share
    return replace(share, formula=of(share.amount.figure) / of(whole.figure) * 100)


def _share(scene: Scene, percent: Spot) -> Share | None:
    amounts = list(_amounts(scene, percent))
    if not amounts or _is_former_percent(scene, percent):
        return None
    for wanted in (Fit.ROUNDED, Fit.CUT, Fit.POSSIBLE):
        for amount in amounts:
            for formula in _ways(scene, amount, percent):
                if fit_of(formula, percent.figure) is wanted:
                    return Share(percent, amount, formula)
    first = amounts[0]
    named = _sure(scene, first, percent) or _of_another(scene, first, percent)
    return Share(percent, first, named) if named else _missed(scene, amounts, percent)


def _is_former_percent(scene: Scene, percent: Spot) -> bool:
    """An earlier value of another percent glosses no amount: "đạt 93%, … (năm trước 91%)"."""
    nows = [scene.spots[now].figure for now in scene.nows_of(percent.index)]
    led = not percent.opens and scene.spots[percent.index - 1].figure.kind == "change"
    return any(map(is_percent, nows)) and (led or cues.is_former(percent.before))


def _missed(scene: Scene, amounts: list[Spot], percent: Spot) -> Share:
    """A computation that nothing names, but that the percent misses by a slip only."""
    if scene.nows_of(amounts[0].index):  # last year's whole may have been another
        return Share(percent, amounts[0], None)
    stated = Fraction(percent.figure.value)
    if not cues.OF_PLAN.search(percent.after) and not cues.OF_FORMER.search(percent.after):
        for amount in amounts:
            ways = (w for w in _ways(scene, amount, percent) if near(w, percent.figure, _SLIP))
            nearest = min(ways, key=lambda way: abs(way.value - stated), default=None)
            if nearest:
                return Share(percent, amount, nearest)
    return Share(percent, amounts[0], _slip_of(scene, amounts[0], percent))


def _slip_of(scene: Scene, amount: Spot, percent: Spot) -> Formula | None:
    """A share of a whole of the same line, were it not for one digit."""
    near = scene.prior(amount.index, 4, 0)
    wholes = [s for s in near if s.figure.kind in _WHOLES and s.figure.value]
    for nth, whole in enumerate(s for s in wholes if same_measure(s.figure, amount.figure)):
        formula = of(amount.figure) / counted(whole.figure) * 100
        if slipped(formula, percent.figure, 4 if nth else 3):
            return formula
    return None


def _amounts(scene: Scene, percent: Spot) -> Iterator[Spot]:
    """The amounts a percent may gloss, likeliest first."""
    if _glosses_back(percent):
        backwards = [s for s in _before(scene, percent) if _is_amount(s)]
        if percent.before.startswith(")"):  # "so với năm trước (625), bằng 50% chỉ tiêu"
            backwards.sort(key=lambda s: s.before.endswith("(") and cues.is_former(s.before))
        if backwards and cues.OF_PLAN.search(percent.after):
            whole = scene.whole.get(backwards[0].index)  # see relations._relate_plan
            yield from (spot for spot in backwards if spot.index == whole)
        # The place of "312 hộ ở 5 ấp, đạt 98%" comes last, but may be meant.
        yield from sorted(backwards, key=lambda spot: bool(cues.AT.search(spot.before)))
    if cues.GLOSS_AFTER.search(percent.after):
        for spot in scene.ahead(percent.index, 1):
            if spot.figure.kind in AMOUNTS and not cues.is_former(spot.before):
                yield spot


def _is_amount(spot: Spot) -> bool:
    """An amount, and not the whole of "187 trên tổng số 203"."""
    return spot.figure.kind in AMOUNTS and not cues.OUT_OF.search(spot.before)


def _before(scene: Scene, percent: Spot) -> Iterator[Spot]:
    if percent.opens and percent.index:  # "…; đạt 105%" after a semicolon
        last = scene.spots[percent.index - 1]
        if last.line == percent.line:
            yield last
    yield from scene.back(percent.index)


def _glosses_back(percent: Spot) -> bool:
    """Whether only a verb of share, a comma or a bracket stands between amount and percent."""
    before = percent.before[-90:]
    if cues.OPEN_BRACKET.search(before):
        return not percent.opens
    if cues.HEDGED.search(before):
        return not percent.opens
    verb = cues.GLOSS.search(before)
    if not verb:
        return False
    head = before[: verb.start()].rstrip()
    if percent.opens:
        return not head
    return not head or head[-1] in ",(:–-;" or not cues.SUBJECT.search(head)


def _ways(scene: Scene, amount: Spot, percent: Spot) -> Iterator[Formula]:
    """The computations that could give the percent, likeliest first."""
    figure = amount.figure
    if figure.denominator is not None:
        if figure.denominator:
            now, then = of(figure, "num"), of(figure, "den")
            if _in_brackets_after_change(scene, amount):  # "giảm 4 vụ (14/18 vụ), bằng 22,2%"
                yield (then - now if now.value < then.value else now - then) / then * 100
            yield now / then * 100
        return
    wholes = list(_wholes(scene, amount, percent))
    for whole in wholes:
        if _close(amount, whole.figure.value, percent):
            yield of(figure) / counted(whole.figure) * 100
    for whole in wholes:
        if whole.figure.denominator and _close(amount, whole.figure.denominator, percent):
            yield of(figure) / of(whole.figure, "den") * 100


def _in_brackets_after_change(scene: Scene, amount: Spot) -> bool:
    change = scene.spots[amount.index - 1] if not amount.opens else amount
    return change.figure.kind == "change" and bool(cues.BARE.search(amount.before))


def _wholes(scene: Scene, amount: Spot, percent: Spot) -> Iterator[Spot]:
    for relation in (scene.plan, scene.former):
        if amount.index in relation:
            yield scene.spots[relation[amount.index]]
    around = [*scene.ahead(percent.index, 4), *scene.back(percent.index)]
    likely = [*around, *scene.prior(amount.index), *_later_plans(scene, percent)]
    for spot in sorted(likely, key=_restates_whole):
        whole = spot.index != amount.index and spot.figure.kind in _WHOLES
        if whole and may_match(spot.figure, amount.figure):
            yield spot
    for spot in scene.ahead(percent.index, 1):  # "4.860 liều, đạt 97% số người (5.000 người)"
        if spot.figure.kind == "count" and cues.OF_NUMBER.search(spot.before):
            yield spot


def _restates_whole(spot: Spot) -> bool:
    """ "312/312 hộ" says again how many there are."""
    return spot.figure.numerator is not None and spot.figure.numerator == spot.figure.denominator


def _later_plans(scene: Scene, percent: Spot) -> list[Spot]:
    """Targets told further on, of which a percent of the plan may be taken."""
    if not cues.OF_PLAN.search(percent.after):
        return []
    later = scene.spots[percent.index + 1 : percent.index + 15]
    return [spot for spot in later if spot.figure.kind == "target"]


def _close(amount: Spot, whole: Decimal, percent: Spot, reach: int = 6) -> bool:
    """A first look without fractions: within ``reach`` percent of the percent."""
    goal = percent.figure.value * whole
    return bool(goal) and abs(amount.figure.value * 100 - goal) <= abs(goal) * reach / 100


def _sure(scene: Scene, amount: Spot, percent: Spot) -> Formula | None:
    """The computation the text names, although it does not give the percent."""
    figure = amount.figure
    planned = cues.OF_PLAN.search(percent.after) or cues.OF_FORMER.search(percent.after)
    if figure.denominator:
        formula = next(_ways(scene, amount, percent))
        return formula if not planned or near(formula, percent.figure, _MEANT) else None
    for whole, reach in _named(scene, amount, percent):
        if may_match(whole.figure, figure) and whole.figure.value:
            formula = of(figure) / of(whole.figure) * 100
            if reach is None or near(formula, percent.figure, reach):
                return formula
    return None


def _of_another(scene: Scene, amount: Spot, percent: Spot) -> Formula | None:
    """A whole of another measure, where the percent is too exact to be chance: 24 votes of 25."""
    if amount.figure.kind != "count":
        return None
    for whole in scene.prior(amount.index, 14, 2):
        if whole.figure.kind not in {"count", "ratio"} or not whole.figure.value:
            continue
        formula = of(amount.figure) / counted(whole.figure) * 100
        exact = formula.value == percent.figure.value or place(percent.figure) < 1
        if exact and fit_of(formula, percent.figure) is Fit.ROUNDED:
            return formula
    return None


def _named(scene: Scene, amount: Spot, percent: Spot) -> Iterator[tuple[Spot, int | None]]:
    """The plan or whole that words tie to the percent, and how far it may miss if it may not."""
    former = cues.OF_FORMER.search(percent.after)
    if amount.index in scene.former and former:
        yield scene.spots[scene.former[amount.index]], None
    if amount.index in scene.plan:
        plan = scene.spots[scene.plan[amount.index]]
        yield plan, None if not former and abs(plan.index - percent.index) == 1 else _MEANT
    for spot in scene.ahead(percent.index, 1):
        if cues.OF_WHOLE.search(spot.before):  # "0,31% trong 4.487 hộ" leaves no doubt
            yield spot, _MEANT * 3
    for spot in scene.back(amount.index):
        if cues.AMONG.search(amount.before) or cues.WHOLE.search(spot.before):
            yield spot, _MEANT


def _labelled(scene: Scene, percent: Spot) -> Share | None:
    """A rate with a name of its own: "tỷ lệ đúng và trước hạn đạt 99,76%"."""
    label = cues.RATE_NAMED.search(percent.before)
    if not label or scene.nows_of(percent.index):
        return None
    words = set(cues.WORD.findall(label[1]))
    return _of_parts(scene, percent, words) or _of_amount(scene, percent)


def _of_parts(scene: Scene, percent: Spot, words: set[str]) -> Share | None:
    """The parts whose names stand in the label, of their whole."""
    for partition in scene.partitions:
        if partition.parts[-1].index > percent.index or partition.whole.line != percent.line:
            continue
        names = ((part, _name(part)) for part in partition.parts)
        named = [part for part, name in names if name and words.issuperset(name)]
        if named and len(named) < len(partition.parts):
            formula = total([of(part.figure) for part in named]) / of(partition.whole.figure) * 100
            if near(formula, percent.figure, _MEANT):
                return Share(percent, None, formula)
    return None


def _of_amount(scene: Scene, percent: Spot) -> Share | None:
    """An amount just before, where its share is the percent to the last digit."""
    for amount in scene.prior(percent.index, 5, 0):
        if amount.figure.kind in AMOUNTS:
            for formula in _ways(scene, amount, percent):
                if fit_of(formula, percent.figure) in {Fit.ROUNDED, Fit.CUT}:
                    return Share(percent, None, formula)
    return None


def _name(part: Spot) -> set[str]:
    """The words that set a part apart from the others."""
    return set(cues.WORD.findall(part.before)) - cues.EMPTY
