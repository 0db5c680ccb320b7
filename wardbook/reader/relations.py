"""What a figure is set against: the percent that glosses it, its target, its earlier value."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from wardbook.lib.ratio import Fit, follows, rounded
from wardbook.reader import cues
from wardbook.reader.around import Spot, spots
from wardbook.reader.grid import Grid, grids
from wardbook.reader.measure import is_percent, same_measure
from wardbook.reader.parts import partitions
from wardbook.reader.passage import Passage
from wardbook.reader.scene import AMOUNTS, LEVELS, Scene
from wardbook.reader.schema import Figure
from wardbook.reader.shares import shares
from wardbook.reader.written import place


def scene_of(passage: Passage, figures: list[Figure]) -> Scene:
    """The figures of a passage with all relations between them."""
    ordered = _percents_of_changes(spots(passage, figures))
    scene = Scene(passage, ordered, grids(passage, ordered))
    for grid in scene.grids:
        _relate_cells(scene, grid)
    scene.partitions = partitions(scene)
    for partition in scene.partitions:
        scene.whole.update((part.index, partition.whole.index) for part in partition.parts)
    for spot in scene.prose():
        _relate(scene, spot)
    for spot in scene.prose():
        if spot.figure.kind == "change":
            _relate_difference(scene, spot)
    scene.shares = shares(scene)
    return scene


def _relate(scene: Scene, spot: Spot) -> None:
    kind = spot.figure.kind
    if cues.PLAN_OF.search(spot.before[-70:]) or _is_set(spot):
        _relate_plan(scene, spot)
    if kind == "target" and _share_of(spot):
        _relate_share(scene, spot)
    of_plan = cues.TO_PLAN.search(spot.after) or cues.OF_PLAN.search(spot.after)
    if kind == "ratio" and of_plan:
        scene.against_plan.add(spot.index)
    if kind == "change" and cues.EXCESS.search(spot.before):
        _relate_excess(scene, spot)
    if kind in LEVELS:
        _relate_former(scene, spot)


def _relate_excess(scene: Scene, change: Spot) -> None:
    """ "21/19 thanh niên, vượt 02 thanh niên chỉ tiêu": the second side is the plan."""
    for spot in scene.back(change.index, 1):
        measured = spot.figure.kind == "ratio" and same_measure(spot.figure, change.figure)
        if measured and cues.is_of_plan(change.before, change.after):
            scene.against_plan.add(spot.index)


def _relate_share(scene: Scene, goal: Spot) -> None:
    """So much for each is met by a later figure for each of the same."""
    for spot in scene.following(goal.index):
        if _is_level_of(spot, goal) and _share_of(spot) == _share_of(goal):
            scene.plan.setdefault(spot.index, goal.index)
            return


def _share_of(spot: Spot) -> str | None:
    """For each of what, unless a year: a yearly target need not be met by the next figure."""
    each = spot.figure.each
    return None if each in {None, "năm"} else each.split(" ")[0]


def _percents_of_changes(ordered: list[Spot]) -> list[Spot]:
    """A bare percent in brackets after a change is a change too: "giảm 3 vụ (25%)"."""
    corrected = list(ordered)
    for at, spot in enumerate(ordered[1:], 1):
        size = ordered[at - 1].figure
        if size.kind == "change" and is_percent(spot.figure) and cues.BARE.search(spot.before):
            figure = replace(spot.figure, kind="change", direction=size.direction)
            corrected[at] = replace(spot, figure=figure)
    return corrected


def _relate_cells(scene: Scene, grid: Grid) -> None:
    plan, former, result = (grid.column(role) for role in ("plan", "former", "result"))
    for row in grid.rows:
        scene.cells.update(cell.index for cell in row.cells.values())
        if cues.CLAIM.search(row.words):
            ratios = {s.index for s in row.cells.values() if s.figure.kind == "ratio"}
            scene.against_plan |= ratios
            scene.claimed |= ratios
        now = row.cells.get(result) if result is not None else None
        if now and plan in row.cells:
            scene.plan[now.index] = row.cells[plan].index
        if now and former in row.cells:
            scene.former[now.index] = row.cells[former].index


def _relate_plan(scene: Scene, goal: Spot) -> None:
    """``goal`` follows a word for plan: find the result set against it."""
    if goal.figure.kind == "ratio":
        scene.against_plan.add(goal.index)
        if cues.CLAIM.search(goal.before):
            scene.claimed.add(goal.index)
    if goal.figure.kind in {"ratio", "change", "percent", "rank"}:
        return
    for spot in scene.back(goal.index):
        if _is_level_of(spot, goal):
            # "16 recruits, of them 13 and 3, over the target of 15" speaks of the 16
            scene.plan.setdefault(scene.whole.get(spot.index, spot.index), goal.index)
            return
    for spot in scene.ahead(goal.index, 3):
        if _is_level_of(spot, goal) and cues.DONE.search(spot.before):
            scene.plan.setdefault(spot.index, goal.index)
            return


def _is_set(goal: Spot) -> bool:
    """A target named after its number, or as a limit: "thấp hơn mức 98% nghị quyết đề ra"."""
    if goal.figure.kind != "target":
        return False
    return bool(cues.SET.search(goal.after) or cues.LIMIT.search(goal.before))


def _is_level_of(spot: Spot, other: Spot) -> bool:
    return spot.figure.kind in LEVELS and same_measure(spot.figure, other.figure)


def _relate_former(scene: Scene, then: Spot) -> None:
    """``then`` may be an earlier or other-side value: find the one that stands today."""
    now = _now_of_from(scene, then)
    if not now and (cues.is_former(then.before) or _in_brackets_after_change(scene, then)):
        now = _now_of(scene, then)
    if now:
        scene.former[now.index] = then.index
        return
    now = _now_after(scene, then) or _now_before(scene, then)
    if now and then.index not in scene.former:
        scene.former.setdefault(now.index, then.index)


def _now_of_from(scene: Scene, then: Spot) -> Spot | None:
    """ "từ 47 hộ xuống còn 36 hộ", "còn 36 hộ từ mức 47 hộ": the one that is left."""
    if not cues.FROM.search(then.before):
        return None
    near = [*scene.ahead(then.index, 2), *scene.back(then.index, 1)]
    alike = (s for s in near if same_measure(s.figure, then.figure) and s.figure.kind != "change")
    return next((spot for spot in alike if cues.TO.search(spot.before)), None)


def _now_of(scene: Scene, then: Spot) -> Spot | None:
    """The value that stands beside the earlier one: a result, else a plan."""
    before = scene.prior(then.index, 4, 0) if then.opens else scene.back(then.index, 4)
    near = [s for s in before if s.index not in scene.former]
    plans = (s for s in near if s.figure.kind == "target" and same_measure(s.figure, then.figure))
    levels = [s for s in near if _is_level_of(s, then)]
    # "thanh tra 27, xử phạt 11; cùng kỳ chỉ thanh tra 19": the one told in the same words.
    level = max(levels, key=lambda s: cues.shared(s.before, then.before), default=next(plans, None))
    change = scene.spots[then.index - 1] if near else None
    if level is None and change and change.figure.kind == "change":
        return next((s for s in near if s.figure.kind in AMOUNTS), None)
    return level


def _in_brackets_after_change(scene: Scene, then: Spot) -> bool:
    """ "ít hơn cùng kỳ 39 ca (97 ca)": the words for then stand before the change."""
    if then.opens or not cues.BARE.search(then.before):
        return False
    change = scene.spots[then.index - 1]
    measured = same_measure(change.figure, then.figure)
    return change.figure.kind == "change" and measured and cues.is_former(change.before)


def _now_after(scene: Scene, then: Spot) -> Spot | None:
    """The next figure of the line, where the text turns from that time to today."""
    past, year = cues.THEN.search(then.before), cues.YEAR.search(then.before)
    if not past and not year:
        return None
    for spot in scene.spots[then.index + 1 : then.index + 3]:
        if spot.line == then.line and _is_level_of(spot, then):
            if past and cues.NOW.search(spot.before):
                return spot
            if year and _is_next_year(spot.before, year[1]):
                return spot
    return None


def _now_before(scene: Scene, then: Spot) -> Spot | None:
    """The figure of a later year that stands before: "năm 2023 xếp thứ 4; năm 2022 thứ 9"."""
    year = cues.YEAR.search(then.before)
    if not year:
        return None
    for spot in scene.prior(then.index, 2, 0):
        start, _ = scene.passage.line_at(spot.figure.start)
        years = cues.YEAR.findall(scene.passage.flow, start, spot.figure.start)
        if years and years[-1] > year[1] and _is_level_of(spot, then):
            return spot
    return None


def _relate_difference(scene: Scene, change: Spot) -> None:
    """A change that comes out to the digit between two levels before it tells which they are."""
    levels = [s for s in scene.prior(change.index, 6, 0) if s.figure.kind in LEVELS]
    if cues.NET.search(change.before):
        return
    likeliest = sorted(levels[:4], key=lambda spot: spot.index in scene.whole)
    for now, then in permutations(likeliest, 2):
        if now.index in scene.former or now.index in scene.plan or not _is_level_of(now, then):
            continue
        if _comes_out(change.figure, now, then) and _tell(change, now, then):
            scene.former[now.index] = then.index
            return


def _comes_out(change: Figure, now: Spot, then: Spot) -> bool:
    new, old = now.figure.value, then.figure.value
    if change.unit.startswith("lần"):
        return bool(old) and rounded(Fraction(new) / Fraction(old), place(change)) == change.value
    difference = old - new if change.direction == "down" else new - old
    if change.unit.startswith("%") and not is_percent(now.figure):
        share = Fraction(difference) / Fraction(old) * 100 if old else Fraction(0)
        near = follows(change.value, share, place=place(change), bound=change.bound)
        return near in {Fit.ROUNDED, Fit.POSSIBLE}
    return difference == change.value


def _tell(change: Spot, now: Spot, then: Spot) -> bool:
    """Whether the levels are counted like the change and stand close enough to be meant."""
    unit = change.figure.unit
    if unit.startswith("điểm") or (unit.startswith("%") and is_percent(now.figure)):
        return is_percent(now.figure)
    if unit.startswith(("%", "lần")):
        return now.index == change.index - 1 or unit.startswith("lần")
    return _is_level_of(now, change)


def _is_next_year(before: str, year: str) -> bool:
    """Little but a later year stands before the figure: "…, năm 2021 xảy ra 9 vụ"."""
    later = cues.YEAR.search(before)
    return later is not None and later[1] > year and len(before) - len(later[0]) < 20


def relate(scene: Scene) -> list[Figure]:
    """The figures with ``stated_percent``, ``target`` and ``comparison`` filled."""
    percents: dict[int, Decimal] = {}
    against_plan = set(scene.against_plan)
    # A percent of last year's value is a gloss only where none of the whole or plan is stated.
    for share in sorted(scene.shares, key=lambda s: bool(cues.OF_FORMER.search(s.percent.after))):
        if share.amount and share.amount.figure.kind in AMOUNTS:
            percents.setdefault(share.amount.index, share.percent.figure.value)
            if cues.OF_PLAN.search(share.percent.after):
                against_plan.add(share.amount.index)
    return [_related(scene, spot, percents, against_plan) for spot in scene.spots]


def _related(
    scene: Scene, spot: Spot, percents: dict[int, Decimal], against_plan: set[int]
) -> Figure:
    figure, at = spot.figure, spot.index
    target = _value(scene, scene.plan.get(at))
    if figure.kind == "ratio" and at in against_plan:
        target = figure.denominator
    return replace(
        figure,
        stated_percent=percents.get(at),
        target=target,
        comparison=_value(scene, scene.former.get(at)),
    )


def _value(scene: Scene, at: int | None) -> Decimal | None:
    return None if at is None else scene.spots[at].figure.value
