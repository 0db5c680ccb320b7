"""Every relation that a text states or plainly implies, recomputed."""

from collections.abc import Iterator
from dataclasses import replace

from wardbook.reader.changes import changes
from wardbook.reader.goals import goals
from wardbook.reader.passage import Passage
from wardbook.reader.rates import rates
from wardbook.reader.relations import scene_of
from wardbook.reader.scene import Scene
from wardbook.reader.schema import Check, Figure
from wardbook.reader.shares import shares
from wardbook.reader.sums import sums
from wardbook.reader.totals import totals


def find_checks(passage: Passage, figures: list[Figure]) -> list[Check]:
    """The checks in the order of the figures they are about, numbered c1, c2 …"""
    scene = scene_of(passage, figures)
    places = {spot.id: spot.index for spot in scene.spots}
    unique = {(frozenset(c.figures), c.stated_figure): c for c in reversed(list(_all(scene)))}
    ordered = sorted(unique.values(), key=lambda c: sorted(places[f] for f in c.figures))
    return [replace(check, id=f"c{n}") for n, check in enumerate(ordered, 1)]


def _all(scene: Scene) -> Iterator[Check]:
    known = shares(scene)
    for share in known:
        yield from share.checks()
    yield from sums(scene)
    yield from totals(scene)
    yield from changes(scene)
    yield from rates(scene)
    yield from goals(scene, known)
