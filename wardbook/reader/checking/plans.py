"""Which figure was planned for another."""

from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.scene import Scene, is_level_of
from wardbook.reader.finding.measure import is_percent, same_measure


def relate_plans(scene: Scene, spot: Spot) -> None:
    """Tie a target to its result, or note that the second side of a ratio is the plan."""
    kind = spot.figure.kind
    if cues.PLAN_OF.search(spot.before[-70:]) or _is_set(spot):
        _relate_plan(scene, spot)
    if kind == "target" and _share_of(spot):
        _relate_share(scene, spot)
    whole = spot.figure.unit != "phần"  # the 4 of "3/4 kế hoạch" is not the plan
    if (
        kind == "ratio"
        and whole
        and (cues.TO_PLAN.search(spot.after) or cues.OF_PLAN.search(spot.after))
    ):
        scene.against_plan.add(spot.index)
    if kind == "ratio" and spot.before.endswith("đủ"):
        _relate_full(scene, spot)
    if kind == "change" and cues.EXCESS.search(spot.before):
        _relate_excess(scene, spot)


def relate_computed_plans(scene: Scene) -> None:
    """A percent of the plan that comes out with a target far off ties its amount to it."""
    places = {spot.id: spot for spot in scene.spots}
    for share in scene.shares:
        if not share.formula or len(share.formula.figures) != 2:
            continue
        result, base = (places[id_] for id_ in share.formula.figures)
        beside = base.sentence == share.percent.sentence and not share.amount
        if base.figure.kind == "target" and (beside or cues.OF_PLAN.search(share.percent.after)):
            scene.plan.setdefault((share.amount or result).index, base.index)


def _relate_excess(scene: Scene, change: Spot) -> None:
    """ "21/19 thanh niên, vượt 02 thanh niên chỉ tiêu": the second side is the plan."""
    for spot in scene.back(change.index, 1):
        measured = same_measure(spot.figure, change.figure) or _is_exact_percent(change)
        if (
            spot.figure.kind == "ratio"
            and measured
            and cues.is_of_plan(change.before, change.after)
        ):
            scene.against_plan.add(spot.index)


def _relate_full(scene: Scene, ratio: Spot) -> None:
    """ "được giao 120 quân … tiễn đủ 120/120": the second side is a plan told before."""
    for goal in scene.prior(ratio.index):
        same = goal.figure.value == ratio.figure.denominator
        if goal.figure.kind == "target" and same:
            scene.against_plan.add(ratio.index)
            scene.claimed.add(ratio.index)
            return


def _is_exact_percent(change: Spot) -> bool:
    return is_percent(change.figure) and change.figure.value_max is None


def _relate_share(scene: Scene, goal: Spot) -> None:
    """So much for each is met by a later figure for each of the same."""
    for spot in scene.following(goal.index):
        if is_level_of(spot, goal) and _share_of(spot) == _share_of(goal):
            scene.plan.setdefault(spot.index, goal.index)
            return


def _share_of(spot: Spot) -> str | None:
    """For each of what, unless a year: a yearly target need not be met by the next figure."""
    each = spot.figure.each
    return None if each in {None, "năm"} else each.split(" ")[0]


def _relate_plan(scene: Scene, goal: Spot) -> None:
    """``goal`` follows a word for plan: find the result set against it."""
    if goal.figure.kind == "ratio":
        scene.against_plan.add(goal.index)
        if cues.CLAIM.search(goal.before):
            scene.claimed.add(goal.index)
    if goal.figure.kind in {"ratio", "change", "percent", "rank"}:
        return
    results = [spot for spot in scene.back(goal.index) if _is_result_of(spot, goal)]
    # "tăng 5% so với năm trước (625 hộ), bằng 50% chỉ tiêu 2.500": the plan is of today.
    results = [spot for spot in results if not _is_aside(scene, spot)] or results
    if results:
        # A mean of each year may stand between a total and its plan.
        alike = (s for s in results if _is_mean(s) == _is_mean(goal))
        result = next(alike, results[0])
        whole = scene.whole.get(result.index, result.index)
        # "16 recruits, of them 13 and 3, over the target of 15" speaks of the 16
        scene.plan.setdefault(min(whole, result.index), goal.index)
        return
    for spot in scene.ahead(goal.index, 3):
        if is_level_of(spot, goal) and cues.DONE.search(spot.before):
            scene.plan.setdefault(spot.index, goal.index)
            return


def _is_result_of(spot: Spot, goal: Spot) -> bool:
    if cues.MOVES.search(goal.before):  # "giảm 31 hộ, vượt chỉ tiêu (giảm 24 hộ)"
        moved = spot.figure.kind == "change" and not cues.EXCESS.search(spot.before)
        return moved and same_measure(spot.figure, goal.figure)
    return is_level_of(spot, goal)


def _is_aside(scene: Scene, spot: Spot) -> bool:
    """An earlier value, in brackets or tied to today's."""
    if scene.nows_of(spot.index):
        return True
    return spot.before.endswith("(") and cues.is_former(spot.before)


def _is_mean(spot: Spot) -> bool:
    return bool(cues.MEAN.search(spot.before[-40:]))


def _is_set(goal: Spot) -> bool:
    """A target named after its number, or as a limit: "thấp hơn mức 98% nghị quyết đề ra"."""
    if goal.figure.kind != "target":
        return False
    told = cues.SET.search(goal.after) or cues.GIVEN.search(goal.before)
    return bool(told or cues.LIMIT.search(goal.before))
