"""A whole and the parts that are said, or seen, to make it up."""

from collections.abc import Iterator
from decimal import Decimal

from wardbook.lib.ratio import Fit
from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.scales import comparable, value_in
from wardbook.reader.checking.scene import AMOUNTS, Partition, Scene
from wardbook.reader.checking.verdicts import fit_of, slipped
from wardbook.reader.finding.measure import is_percent

_LINES = 4  # lines that a total may add up
_MANY = 16  # parts of one list


def partitions(scene: Scene) -> list[Partition]:
    """The lists of parts outside tables that make their whole, or are said to."""
    found: list[Partition] = []
    for spot in scene.prose():
        if spot.figure.kind not in AMOUNTS or spot.figure.denominator is not None:
            continue
        lead, before = _lead(scene, spot), len(found)
        divides = cues.PARTS.search(lead)
        if divides:
            found.extend(_divided(scene, _first_part(scene, spot, lead), lead))
            beside = next(scene.ahead(spot.index, 1), None)
            if beside and beside.before.strip() in {"/", "("}:  # "31 lượt/44 người"
                found.extend(_divided(scene, beside, lead))
        total = not divides and cues.TOTAL.search(spot.before[-40:])
        if total or (len(found) == before and spot.opens and cues.ADDS_UP.match(spot.before)):
            sums = list(_added_up(scene, spot))
            beside = next(scene.ahead(spot.index, 1), None) if sums else None
            if beside and beside.figure.kind in AMOUNTS:  # "như vậy phạt 8 trường hợp, 104 triệu"
                sums += _added_up(scene, beside)
            found += sums
    return _without_doubles(found)


def _without_doubles(found: list[Partition]) -> list[Partition]:
    """Parts that make up one whole are not meant where a list misses another."""
    exact = {part.index for partition in found if _equal(partition) for part in partition.parts}
    return [
        partition
        for partition in found
        if exact.isdisjoint(part.index for part in partition.parts) or _equal(partition)
    ]


def _lead(scene: Scene, spot: Spot) -> str:
    """The words since the figure before, across sentences and lines."""
    if not spot.opens:
        last = scene.spots[spot.index - 1]
        named = ":" in spot.before and cues.CLOSED.search(last.before)
        return f"{last.before} {spot.before}" if named else spot.before  # "gồm 3 nhóm: rác 17, …"
    start = scene.spots[spot.index - 1].figure.end if spot.index else 0
    return scene.passage.flow[max(start, spot.figure.start - 150) : spot.figure.start]


def _first_part(scene: Scene, spot: Spot, lead: str) -> Spot:
    """The first of the measure of what is divided: "chi 90 triệu, gồm: 3 căn nhà 60 triệu, …"."""
    whole = scene.spots[spot.index - 1]
    if not cues.CLOSED.search(lead) or comparable(whole.figure, spot.figure):
        return spot
    following = (s for s in scene.ahead(spot.index, 2) if comparable(whole.figure, s.figure))
    return next(following, spot)


def _divided(scene: Scene, first: Spot, lead: str) -> Iterator[Partition]:
    parts = _list_from(scene, first)
    wholes = [
        spot for spot in scene.prior(first.index, 14, 3)
        if (spot.figure.kind in AMOUNTS | {"target"} or _opens_in(spot, first))
        and spot.figure.denominator is None and comparable(spot.figure, first.figure)
    ]  # fmt: skip
    for whole in wholes:
        for count in range(len(parts), 1, -1):
            candidate = Partition(whole, tuple(parts[:count]))
            if _equal(candidate):
                yield candidate
                return
    mixed = _mixed(scene, first)
    if mixed:
        yield mixed
        return
    meant = [
        Partition(whole, tuple(parts[:count]))
        for whole in wholes
        for count in range(_fewest(lead), len(parts) + 1)
        if _is_one_list(parts[:count])
    ]
    likeliest = min(meant, key=_gap, default=None)
    if likeliest and _gap(likeliest) <= _slip(likeliest.whole.figure.value, lead):
        yield likeliest
    elif wholes and len(parts) > 1 and _is_one_list(parts):
        full = Partition(wholes[0], tuple(parts))
        if slipped(full.sum, full.whole.figure):
            yield full


def _opens_in(change: Spot, first: Spot) -> bool:
    """ "giảm 14 (từ trần 9, chuyển đi 5)": a change told by its parts."""
    return (
        change.figure.kind == "change"
        and first.before.startswith("(")
        and (first.index == change.index + 1)
    )


def _mixed(scene: Scene, first: Spot) -> Partition | None:
    """Parts of other names than their whole: 52 organisations, 31 of one kind, 21 of another."""
    before = (spot for spot in scene.prior(first.index, 3, 0) if not is_percent(spot.figure))
    whole = next(before, None)
    if not whole or whole.figure.kind not in {"count", "ratio"} or not scene.together(whole, first):
        return None
    parts = [first]
    for spot in scene.ahead(first.index):
        if spot.figure.kind != "count" or spot.figure.denominator is not None:
            break
        parts.append(spot)
        candidate = Partition(whole, tuple(parts))
        if _gap(candidate) == 0:
            return candidate
    return None


def _is_one_list(parts: list[Spot]) -> bool:
    """Members of one line, or one a line; what runs on into the next line begins anew."""
    lines = {part.line for part in parts}
    return len(lines) in {1, len(parts)}


def _fewest(lead: str) -> int:
    return 2 if cues.CLOSED.search(lead) else 3


def _slip(whole: Decimal, lead: str) -> Decimal:
    """How far parts may miss the whole they were meant to make, by how they are led in."""
    if cues.CLOSED.search(lead):
        return max(whole / 20, min(Decimal(2), whole / 4))
    if cues.CLASSED.search(lead) or lead.startswith(":"):
        return max(whole / 100, min(Decimal(2), whole / 10))
    return whole / 200


def _gap(partition: Partition) -> Decimal:
    whole = partition.whole.figure
    parts = sum((value_in(part.figure, whole) for part in partition.parts), Decimal(0))
    return abs(parts - whole.value)


def _list_from(scene: Scene, first: Spot) -> list[Spot]:
    """The figures of one measure from ``first`` on, without those of parts of parts."""
    parts = [first]
    for spot in scene.spots[first.index + 1 : first.index + _MANY]:
        if spot.index in scene.cells or spot.line - parts[-1].line > 1:
            break
        if is_percent(spot.figure) or cues.ASIDE.search(spot.before) or "/" in spot.figure.unit:
            continue
        if not comparable(spot.figure, first.figure) or spot.figure.kind not in AMOUNTS:
            if spot.line != first.line:
                break
            continue
        if spot.figure.denominator is None:
            parts.append(spot)
    return parts


def _added_up(scene: Scene, whole: Spot) -> Iterator[Partition]:
    """The figures before a total that add up to it."""
    parts: list[Spot] = []
    for spot in scene.prior(whole.index, 8, _LINES):
        alike = ("/" in spot.figure.unit) == ("/" in whole.figure.unit)  # 7 ha/thửa are no ha
        if alike and spot.figure.kind in AMOUNTS and comparable(spot.figure, whole.figure):
            parts.insert(0, spot)
            if len(parts) > 1 and _equal(Partition(whole, tuple(parts))):
                yield Partition(whole, tuple(parts))
                return
    for count in range(2, len(parts) + 1 if cues.SUMMED.search(whole.before) else 0):
        nearly = Partition(whole, tuple(parts[-count:]))
        if slipped(nearly.sum, whole.figure):
            yield nearly
            return


def _equal(partition: Partition) -> bool:
    whole = partition.whole.figure
    if _gap(partition) > whole.value / 10:
        return False
    return fit_of(partition.sum, whole) in {Fit.ROUNDED, Fit.POSSIBLE}
