"""Parts told as fractions: "9 cơ sở trong 54 cơ sở, chiếm 1/6"."""

from collections.abc import Iterator
from itertools import islice

from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.formula import Formula, counted, of
from wardbook.reader.checking.scene import AMOUNTS, Scene
from wardbook.reader.checking.verdicts import judge, near
from wardbook.reader.finding.measure import may_match
from wardbook.reader.schema import Check

_CLOSE = 2  # hundredths by which a fraction may miss; it is told roughly


def parts_told(scene: Scene) -> Iterator[Check]:
    """The fractions that come out; one that does not may be of something else."""
    for spot in scene.prose():
        if spot.figure.unit == "phần" and spot.figure.denominator:
            good = (way for way in _ways(scene, spot) if near(way, spot.figure, _CLOSE))
            yield from (judge("ratio_percent", way, spot.figure) for way in islice(good, 1))


def _ways(scene: Scene, fraction: Spot) -> Iterator[Formula]:
    amounts = [s for s in scene.prior(fraction.index, 4, 0) if s.figure.kind in AMOUNTS]
    for part in amounts[:2]:
        for whole in [*amounts, *scene.ahead(fraction.index, 1)]:
            alike = whole is not part and may_match(whole.figure, part.figure)
            counts = whole.figure.kind in AMOUNTS | {"target"}
            if alike and counts and whole.figure.value > part.figure.value:
                share = counted(part.figure) / counted(whole.figure)
                yield share * of(fraction.figure, "den")
