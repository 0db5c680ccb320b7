"""Results against the targets they are set beside."""

from collections.abc import Iterator

from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.formula import of
from wardbook.reader.checking.scene import Scene
from wardbook.reader.checking.verdicts import compare
from wardbook.reader.schema import Check

_LOWER = {"at_most"}


def goals(scene: Scene) -> Iterator[Check]:
    """A target is compared where it is claimed as met, or stands there with nothing computed."""
    shares = [share for share in scene.shares if share.formula]
    percents = {share.amount.id for share in shares if share.amount}
    percents |= {share.formula.figures[0] for share in shares if share.formula}
    for result, goal in scene.plan.items():
        if result not in scene.cells:
            yield from _against(scene, scene.spots[result], scene.spots[goal], percents)
    for index in scene.claimed:
        ratio = scene.spots[index].figure
        yield compare(of(ratio, "num"), ">=", of(ratio, "den"))
    yield from _later_results(scene)


def _against(scene: Scene, result: Spot, goal: Spot, percents: set[str]) -> Iterator[Check]:
    denied = cues.DENIED.search(goal.before)
    claimed = cues.CLAIM.search(goal.before) and not denied
    first, last = sorted((result.index, goal.index))
    computed = result.id in percents or any(
        spot.figure.kind == "change" and spot.sentence == goal.sentence
        for spot in scene.spots[first : last + 3]
    )
    if computed and not (claimed or denied):
        return
    lower = _is_lower_better(result, goal, met=not denied)
    if denied:
        yield compare(of(result.figure), ">" if lower else "<", of(goal.figure))
        return
    check = compare(of(result.figure), "<=" if lower else ">=", of(goal.figure))
    if check.verdict == "fails" and not claimed:
        check = compare(of(result.figure), ">" if lower else "<", of(goal.figure))
    yield check


def _is_lower_better(result: Spot, goal: Spot, *, met: bool) -> bool:
    """A limit, or what sinks to where the words are true: "hộ nghèo còn 3%, đạt chỉ tiêu 4%"."""
    if goal.figure.bound in _LOWER or result.figure.bound in _LOWER:
        return True
    sinks = result.figure.kind != "change" and cues.SUNK.search(result.before)
    return bool(sinks) and (result.figure.value < goal.figure.value) == met


def _later_results(scene: Scene) -> Iterator[Check]:
    """A target set in one sentence and reached in a later one of the same paragraph."""
    bound = set(scene.plan.values())
    for goal in scene.prose():
        if goal.figure.kind != "target" or goal.index in bound or goal.figure.value_max is not None:
            continue
        for spot in scene.following(goal.index):
            met = spot.figure.value >= goal.figure.value
            if met and spot.sentence != goal.sentence and _same(goal, spot):
                yield compare(of(spot.figure), ">=", of(goal.figure))
                break


def _same(goal: Spot, spot: Spot) -> bool:
    if spot.figure.kind == "target" or goal.figure.unit != spot.figure.unit or spot.figure.each:
        return False
    words = set(cues.WORD.findall(goal.before[-60:])) - cues.EMPTY
    return len(words.intersection(cues.WORD.findall(spot.before[-40:] + spot.after[:30]))) >= 2
