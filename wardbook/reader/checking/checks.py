"""Every relation that a text states or plainly implies, recomputed."""

from collections.abc import Iterator
from dataclasses import replace

from wardbook.reader.checking.changes import changes
from wardbook.reader.checking.columns import column_flows, column_products
from wardbook.reader.checking.flows import paid
from wardbook.reader.checking.goals import goals
from wardbook.reader.checking.portions import parts_told
from wardbook.reader.checking.rates import rates
from wardbook.reader.checking.scene import Scene
from wardbook.reader.checking.sums import sums
from wardbook.reader.checking.totals import totals
from wardbook.reader.checking.verdicts import judge
from wardbook.reader.schema import Check


def find_checks(scene: Scene) -> list[Check]:
    """The checks in the order of the figures they are about, numbered c1, c2 …"""
    places = {spot.id: spot.index for spot in scene.spots}
    unique = {(frozenset(c.figures), c.stated_figure): c for c in reversed(list(_all(scene)))}
    ordered = sorted(unique.values(), key=lambda c: sorted(places[f] for f in c.figures))
    return [replace(check, id=f"c{n}") for n, check in enumerate(ordered, 1)]


def _all(scene: Scene) -> Iterator[Check]:
    for share in scene.shares:
        if share.formula:
            yield judge("ratio_percent", share.formula, share.percent.figure)
    yield from parts_told(scene)
    yield from changes(scene)
    yield from sums(scene)
    yield from totals(scene)
    for grid in scene.grids:
        yield from column_products(grid)
        yield from column_flows(grid)
    yield from rates(scene)
    yield from paid(scene)
    yield from goals(scene)
