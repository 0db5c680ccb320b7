"""Which figure is the earlier value of another."""

from fractions import Fraction
from itertools import permutations

from wardbook.lib.ratio import Fit, follows, rounded
from wardbook.reader import cues
from wardbook.reader.around import Spot
from wardbook.reader.measure import is_percent, same_measure
from wardbook.reader.scene import AMOUNTS, LEVELS, Scene, is_level_of
from wardbook.reader.schema import Figure
from wardbook.reader.written import place

_JOINT = 12  # letters between two members of a list
_BESIDE = 20  # letters beside a time that leave no doubt whose it is


def relate_former(scene: Scene, then: Spot) -> None:
    """``then`` may be an earlier or other-side value: find the one that stands today."""
    if any(then.index == known for known in scene.former.values()):
        return
    nows = _list_of_nows(scene, then)
    if nows:
        scene.former.update(nows)
        return
    now = _now_of_from(scene, then)
    if not now and (cues.is_former(then.before) or _in_brackets_after_change(scene, then)):
        now = _now_of(scene, then)
    if now:
        scene.former[now.index] = then.index
        return
    now = _now_after(scene, then) or _now_before(scene, then)
    if now and then.index not in scene.former:
        scene.former.setdefault(now.index, then.index)


def _list_of_nows(scene: Scene, first: Spot) -> dict[int, int]:
    """As many earlier values as today's, in one order: "3 căn, 5 căn (năm 2021: 2 căn, 4 căn)"."""
    if not cues.LIST_THEN.search(first.before):
        return {}
    thens = [first]
    for spot in scene.ahead(first.index):
        if len(spot.before) > _JOINT or ")" in spot.before or spot.figure.kind not in LEVELS:
            break
        thens.append(spot)
    near = [s for s in scene.prior(first.index, 8, 0) if s.figure.kind in LEVELS]
    nows = near[: len(thens)][::-1]
    pairs = list(zip(nows, thens, strict=False))
    if len(thens) < 2 or len(pairs) < len(thens):
        return {}
    return {n.index: t.index for n, t in pairs} if all(is_level_of(n, t) for n, t in pairs) else {}


def _now_of_from(scene: Scene, then: Spot) -> Spot | None:
    """ "từ 47 hộ xuống còn 36 hộ", "còn 36 hộ từ mức 47 hộ": the one that is left."""
    if not cues.FROM.search(then.before):
        return None
    near = [*scene.ahead(then.index, 2), *scene.back(then.index, 1)]
    alike = (s for s in near if same_measure(s.figure, then.figure) and s.figure.kind != "change")
    return next((spot for spot in alike if cues.TO.search(spot.before)), None)


def _now_of(scene: Scene, then: Spot) -> Spot | None:
    """The value that stands beside the earlier one: a result, else a plan."""
    near = list(scene.prior(then.index, 8, 0) if then.opens else scene.back(then.index, 4))
    wholes = (scene.spots[scene.whole.get(spot.index, spot.index)] for spot in near)
    near = [
        s for s in dict.fromkeys(wholes) if s.index < then.index and s.index not in scene.former
    ]
    plans = (s for s in near if s.figure.kind == "target" and same_measure(s.figure, then.figure))
    levels = [s for s in near if is_level_of(s, then)]
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
    past, time = cues.THEN.search(then.before), cues.last_time(then.before)
    if not past and not time:
        return None
    for spot in scene.spots[then.index + 1 : then.index + 3]:
        if spot.line == then.line and is_level_of(spot, then):
            if past and cues.NOW.search(spot.before):
                return spot
            if time and _comes_next(spot.before, time):
                return spot
    return None


def _comes_next(before: str, time: cues.Moment) -> bool:
    """Little but a later time stands before the figure: "…, năm 2021 xảy ra 9 vụ"."""
    later = cues.last_time(before)
    if later is None or later.unit != time.unit or later.number <= time.number:
        return False
    return len(before) - later.length < _BESIDE or bool(cues.TO.search(before))


def _now_before(scene: Scene, then: Spot) -> Spot | None:
    """The figure of a later time that stands before: "năm 2023 xếp thứ 4; năm 2022 thứ 9"."""
    time = cues.last_time(then.before.rpartition(", ")[2])
    if not time:
        return None
    for spot in scene.prior(then.index, 2, 0):
        start, _ = scene.passage.line_at(spot.figure.start)
        later = cues.last_time(scene.passage.flow[start : spot.figure.start], time.unit)
        if later and later.number > time.number and is_level_of(spot, then):
            return spot
    return None


def relate_difference(scene: Scene, change: Spot) -> None:
    """A change that comes out to the digit between two levels before it tells which they are."""
    levels = [s for s in scene.prior(change.index, 6, 0) if s.figure.kind in LEVELS]
    if cues.NET.search(change.before):
        return
    likeliest = sorted(levels[:4], key=lambda spot: spot.index in scene.whole)
    for now, then in permutations(likeliest, 2):
        if now.index in scene.former or now.index in scene.plan or not is_level_of(now, then):
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
    return is_level_of(now, change)
