"""Every relation that a text states or plainly implies, recomputed."""

from collections.abc import Iterator
from dataclasses import replace

from wardbook.reader.changes import changes
from wardbook.reader.goals import goals
from wardbook.reader.rates import rates
from wardbook.reader.scene import Scene
from wardbook.reader.schema import Check
from wardbook.reader.sums import sums
from wardbook.reader.totals import totals
from wardbook.reader.verdicts import judge


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
    yield from changes(scene)
    yield from sums(scene)
    yield from totals(scene)
    yield from rates(scene)
    yield from goals(scene)
