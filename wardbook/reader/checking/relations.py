"""What a figure is set against: the percent that glosses it, its target, its earlier value."""

from dataclasses import replace
from decimal import Decimal

from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot, spots
from wardbook.reader.checking.formers import (
    relate_difference,
    relate_far_difference,
    relate_former,
    relate_glosses,
)
from wardbook.reader.checking.parts import partitions
from wardbook.reader.checking.plans import relate_computed_plans, relate_plans
from wardbook.reader.checking.scene import AMOUNTS, LEVELS, Scene, is_change
from wardbook.reader.checking.shares import shares
from wardbook.reader.finding.grid import Grid, grids
from wardbook.reader.finding.measure import is_bare, same_measure
from wardbook.reader.passage import Passage
from wardbook.reader.schema import Figure


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
            relate_difference(scene, spot)
        if is_change(spot):
            relate_far_difference(scene, spot)
    scene.shares = shares(scene)
    relate_glosses(scene)
    relate_computed_plans(scene)
    return scene


def _relate(scene: Scene, spot: Spot) -> None:
    relate_plans(scene, spot)
    if spot.figure.kind in LEVELS:
        relate_former(scene, spot)


def _percents_of_changes(ordered: list[Spot]) -> list[Spot]:
    """A percent that glosses a change is a change too: "giảm 3 vụ (25%)", "…, bằng 25%"."""
    corrected = list(ordered)
    for at, spot in enumerate(ordered[1:], 1):
        size = ordered[at - 1].figure
        if at > 1 and _is_size_over(ordered[at - 2], ordered[at - 1], spot):
            size = ordered[at - 2].figure
        apart = size.unit.startswith(("%", "điểm"))  # no percent of a change in percents
        if (
            size.kind == "change"
            and not apart
            and spot.figure.kind == "percent"
            and _restates(spot)
        ):
            figure = spot.figure._replace(kind="change", direction=size.direction)
            corrected[at] = replace(spot, figure=figure)
    return corrected


def _is_size_over(size: Spot, then: Spot, percent: Spot) -> bool:
    """ "tăng 75 hộ so với năm 2022 (1.345 hộ), tương ứng 5,6%": the rise is that part of then."""
    aside = then.before.endswith("(") and size.figure.kind == "change" and then.figure.value
    if not aside or not same_measure(size.figure, then.figure):
        return False
    share = size.figure.value * 100 / then.figure.value
    return abs(share - percent.figure.value) < 1


def _restates(percent: Spot) -> bool:
    if cues.BARE.search(percent.before):
        return True
    if percent.figure.value >= 100:  # "vượt 15 hộ, bằng 112%"
        return False
    against = cues.OF_FORMER.search(percent.after) or cues.OF_PLAN.search(percent.after)
    return bool(cues.RESTATES.search(percent.before)) and not against


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
            scene.set_against(now.index, row.cells[former].index)


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
    units, planned = _units_of_parts(scene), _parts_of_plans(scene)
    return [
        _related(scene, spot, percents, against_plan)._replace(
            unit=units.get(spot.index, spot.figure.unit),
            kind="target" if spot.index in planned else spot.figure.kind,
        )
        for spot in scene.spots
    ]


def _units_of_parts(scene: Scene) -> dict[int, str]:
    """Bare numbers that make up a whole count what it counts: "kết nạp 30 đoàn viên … ấp 1: 18"."""
    units: dict[int, str] = {}
    for partition in sorted(scene.partitions, key=lambda whole: len(whole.parts)):
        whole, parts = partition.whole.figure, partition.parts
        bare = all(is_bare(part.figure.quote) for part in parts)
        if bare and whole.kind == "count" and partition.sum.value == whole.value:
            units.update((part.index, whole.unit) for part in parts)
    return units


def _parts_of_plans(scene: Scene) -> set[int]:
    """ "được giao 90 quân: xã Một 50, xã Hai 40": parts that make up a plan are planned."""
    planned: set[int] = set()
    for partition in scene.partitions:
        whole, parts = partition.whole, partition.parts
        beside = parts[0].index == whole.index + 1 and parts[-1].sentence == whole.sentence
        exact = partition.sum.value == whole.figure.value
        if whole.figure.kind == "target" and beside and exact:
            planned.update(part.index for part in parts)
    return planned


def _related(
    scene: Scene, spot: Spot, percents: dict[int, Decimal], against_plan: set[int]
) -> Figure:
    figure, at = spot.figure, spot.index
    target = _value(scene, scene.plan.get(at))
    if figure.kind == "ratio" and at in against_plan:
        target = figure.denominator
    former = _value(scene, scene.former.get(at))
    return figure._replace(stated_percent=percents.get(at), target=target, comparison=former)


def _value(scene: Scene, at: int | None) -> Decimal | None:
    return None if at is None else scene.spots[at].figure.value
