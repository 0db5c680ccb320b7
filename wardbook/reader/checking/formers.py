"""Which figure is the earlier value of another."""

from fractions import Fraction
from itertools import permutations

from wardbook.lib.ratio import Fit, follows, rounded
from wardbook.reader.checking import cues
from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.scene import AMOUNTS, LEVELS, Scene, is_level_of
from wardbook.reader.checking.written import place
from wardbook.reader.finding.measure import is_percent, may_match, same_measure
from wardbook.reader.schema import Figure

_JOINT = 12  # letters between two members of a list
_TOLD = LEVELS | {"target"}
_FAR, _LINES = 14, 4  # figures and lines up to a level told sentences before
_LATER = 8  # figures within which a text turns to what is left today
_BESIDE = 20  # letters beside a time that leave no doubt whose it is


def relate_former(scene: Scene, then: Spot) -> None:
    """``then`` may be an earlier or other-side value: find the one that stands today."""
    if scene.nows_of(then.index):
        return
    nows = _list_of_nows(scene, then)
    if nows:
        for now_at, then_at in nows.items():
            scene.set_against(now_at, then_at)
        return
    now = _now_of_from(scene, then) or _what_is_left(scene, then)
    if not now and (cues.is_former(_own_words(then)) or _in_brackets_after_change(scene, then)):
        now = _now_of(scene, then)
    if now:
        _pair(scene, now, then)
        return
    now = _now_after(scene, then) or _now_before(scene, then)
    if now and now.index not in scene.former:
        _pair(scene, now, then)


def _own_words(spot: Spot) -> str:
    """The words before a figure, without those that close the bracket of the one before."""
    head, closed, own = spot.before.rpartition(")")
    return own if closed and "(" not in head else spot.before


def _pair(scene: Scene, now: Spot, then: Spot) -> None:
    """Tie the two, and what is told right after both: "phạt 9 vụ, 60 triệu; năm ngoái 7, 41"."""
    if _are_parts(scene, now, then):
        return
    scene.set_against(now.index, then.index)
    for early in scene.ahead(then.index):
        if len(early.before) > _JOINT or early.figure.kind not in AMOUNTS or now.line != then.line:
            return
        late = next((s for s in _between(scene, now, then) if is_level_of(s, early)), None)
        if late is None or same_measure(early.figure, then.figure):
            return
        if late.index not in scene.former:
            scene.set_against(late.index, early.index)


def _are_parts(scene: Scene, now: Spot, then: Spot) -> bool:
    """Parts of one list, or a part and its whole: "27 căn: năm 2019 8 căn, năm 2020 19 căn"."""
    whole = scene.whole.get(then.index, then.index)
    before = whole < min(now.index, then.index)
    # "quý I 12 vụ, quý II 9 vụ, cộng 21"; but "quý II chỉ còn 9 vụ" is told against the first
    turned = cues.TO.search(now.before) or cues.THEN.search(f"{now.before} {then.before}")
    listed = (before or not turned) and whole != then.index and scene.whole.get(now.index) == whole
    return listed or whole == now.index or scene.whole.get(now.index) == then.index


def _between(scene: Scene, now: Spot, then: Spot) -> list[Spot]:
    return scene.spots[now.index + 1 : min(then.index, now.index + 4)]


def _list_of_nows(scene: Scene, first: Spot) -> dict[int, int]:
    """As many earlier values as today's, in one order: "3 căn, 5 căn (năm 2021: 2 căn, 4 căn)"."""
    if not cues.LIST_THEN.search(first.before):
        return {}
    thens = [first]
    for spot in scene.ahead(first.index):
        joined = len(spot.before) <= _JOINT and not cues.last_time(spot.before)
        if not joined or ")" in spot.before or spot.figure.kind not in LEVELS:
            break
        thens.append(spot)
    near = [s for s in scene.prior(first.index, 8, 0) if s.figure.kind in LEVELS]
    near = [s for s in near if not cues.OUT_OF.search(s.before)]
    nows = near[: len(thens)][::-1]
    pairs = list(zip(nows, thens, strict=False))
    if len(thens) < 2 or len(pairs) < len(thens):
        return {}
    return {n.index: t.index for n, t in pairs} if all(is_level_of(n, t) for n, t in pairs) else {}


def _now_of_from(scene: Scene, then: Spot) -> Spot | None:
    """ "từ 47 hộ xuống còn 36 hộ", "còn 36 hộ từ mức 47 hộ": the one that is left."""
    if not cues.FROM.search(then.before) and not cues.FROM_LEVEL.search(then.before):
        return None
    near = [*scene.ahead(then.index, 2), *scene.back(then.index, 1)]
    alike = (s for s in near if same_measure(s.figure, then.figure) and s.figure.kind != "change")
    reached = (s for s in alike if cues.TO.search(s.before) or cues.NOW_IS.search(s.before))
    return next(reached, None)


def _now_of(scene: Scene, then: Spot) -> Spot | None:
    """The value that stands beside the earlier one: a result, else a plan."""
    near = list(scene.prior(then.index, 8, 0) if then.opens else scene.back(then.index, 6))
    if all(s.figure.kind == "change" or scene.nows_of(s.index) for s in near):
        near = _before_change(scene, then)
    wholes = (scene.spots[scene.whole.get(spot.index, spot.index)] for spot in near)
    near = [
        s for s in dict.fromkeys(wholes) if s.index < then.index and s.index not in scene.former
    ]
    plans = (s for s in near if s.figure.kind == "target" and same_measure(s.figure, then.figure))
    levels = [s for s in near if is_level_of(s, then)]
    levels = [s for s in levels if not cues.OUT_OF.search(s.before)]
    # "dư nợ 9 tỷ, mỗi hộ 20 triệu; năm trước mới có 6 tỷ": not the one for each
    levels = [s for s in levels if (s.figure.each is None) == (then.figure.each is None)] or levels
    # "thanh tra 27, xử phạt 11; cùng kỳ chỉ thanh tra 19": the one told in the same words.
    level = max(levels, key=lambda s: _likeness(s, then), default=next(plans, None))
    change = scene.spots[then.index - 1] if near else None
    if level is None and change and change.figure.kind == "change":
        amounts = (s for s in near if s.figure.kind in AMOUNTS)
        return next((s for s in amounts if may_match(s.figure, then.figure)), None)
    return level


def _before_change(scene: Scene, then: Spot) -> list[Spot]:
    """ "…, 31 người; so với cùng kỳ giảm 4 (35)": the only level of the line, or the one meant."""
    change = scene.spots[then.index - 1]
    if change.figure.kind != "change":
        return []
    levels = [s for s in scene.prior(change.index, 7, 0) if is_level_of(s, then)]
    levels = [s for s in levels if not scene.nows_of(s.index)]
    meant = [s for s in levels if _comes_out(change.figure, s, then)]
    return meant[:1] or (levels if len(levels) == 1 else [])


def _likeness(now: Spot, then: Spot) -> tuple[int, bool]:
    aside = cues.OPEN_BRACKET.search(now.before)
    return cues.shared(now.before, then.before), not aside


def _in_brackets_after_change(scene: Scene, then: Spot) -> bool:
    """ "ít hơn cùng kỳ 39 ca (97 ca)": the words for then stand before the change."""
    if then.opens or not then.before.endswith("("):
        return False
    change = scene.spots[then.index - 1]
    if change.figure.kind != "change" and not cues.MOVES.search(change.before):
        return False
    if change.figure.unit.startswith("lần"):  # "gấp 3 lần tháng trước (42 hồ sơ)"
        return True
    if not cues.BARE.search(then.before):
        return False
    points = change.figure.unit.startswith("điểm phần") and is_percent(then.figure)
    measured = points or same_measure(change.figure, then.figure)
    # "so với cùng kỳ giảm 6 vụ (30 vụ), giảm 4 người (35 người)": told once for all.
    goes_on = change.before.startswith("),") and bool(scene.nows_of(then.index - 2))
    return measured and (goes_on or cues.is_former(change.before))


def _now_after(scene: Scene, then: Spot) -> Spot | None:
    """The next figure of the line, where the text turns from that time to today."""
    past, time = cues.THEN.search(_of_itself(then)), cues.last_time(then.before)
    if not past and not time:
        return None
    for spot in scene.spots[then.index + 1 : then.index + (_LATER if past else 3)]:
        if spot.line == then.line and is_level_of(spot, then):
            near = spot.index < then.index + 3
            if past and cues.NOW.search(_since_level(scene, spot)) and (near or _left(spot)):
                return spot
            if time and near and _comes_next(spot.before, time):
                return spot
    return None


def _what_is_left(scene: Scene, then: Spot) -> Spot | None:
    """ "đầu năm 118 hộ, thoát 46, …, cuối năm còn 79", "phát hiện 17 sạp, nay còn 4 sạp"."""
    opens = "đầu " in then.before and bool(cues.OPENING.search(then.before))
    for spot in scene.ahead(then.index, _LATER if opens else 1):
        left = "còn" in spot.before and cues.NOW_LEFT.search(spot.before)
        if left and is_level_of(spot, then):
            same = spot.figure.value <= then.figure.value and _same_thing(spot, then)
            return spot if opens or same else None
    return None


def _same_thing(now: Spot, then: Spot) -> bool:
    """Not "45 hộ nuôi heo, nay còn 30 hộ nuôi gà"; but "15 sạp vi phạm, nay còn 2 sạp"."""
    said = cues.OWN_WORDS.match(now.after)
    return not said or 2 * cues.shared(said[0], then.after) > len(said[0].split())


def _of_itself(then: Spot) -> str:
    """Without what ends the clause of the percent before: "93% cùng kỳ năm 2014, riêng chi …"."""
    of_former = None if then.opens else cues.OF_FORMER.match(then.before)
    return then.before.partition(",")[2] if of_former and "," in then.before else then.before


def _since_level(scene: Scene, spot: Spot) -> str:
    """The words before a level, with those before the change that leads to it."""
    change = scene.spots[spot.index - 1]
    led = change.figure.kind == "change" and not spot.opens and cues.TO.search(spot.before)
    return f"{change.before} {spot.before}" if led else spot.before


def _left(spot: Spot) -> bool:
    """ "… cuối năm còn 327 hộ": what the figures before have led to."""
    return bool(cues.TO.search(spot.before))


def _comes_next(before: str, time: cues.Moment) -> bool:
    """Little but a later time stands before the figure: "…, năm 2021 xảy ra 9 vụ"."""
    later = cues.last_time(before)
    if cues.MORE.search(before):  # "năm 2021 thêm 3 tiêu chí"
        return False
    if later is None or later.unit != time.unit or later.number <= time.number:
        return False
    return len(cues.besides_time(before)) < _BESIDE or bool(cues.TO.search(before))


def _now_before(scene: Scene, then: Spot) -> Spot | None:
    """The figure of a later time that stands before: "năm 2023 xếp thứ 4; năm 2022 thứ 9"."""
    time = cues.last_time(then.before.rpartition(", ")[2])
    if not time:
        return None
    told = not cues.besides_time(then.before)
    for spot in scene.prior(then.index, 3, 0):
        if not is_level_of(spot, then) or cues.FROM.search(spot.before):
            continue
        start, _ = scene.passage.line_at(spot.figure.start)
        later = cues.last_time(scene.passage.flow[start : spot.figure.start], time.unit)
        if later and later.number > time.number:
            return spot
        if _earlier(then.figure.period, spot.figure.period):
            return spot if told or cues.shared(spot.before, then.before) or spot.opens else None
        above = scene.passage.flow[start : spot.figure.start]
        if told and (later is None or cues.NOW.search(above)) and not spot.figure.period:
            return spot
    return None


def _earlier(then: str | None, now: str | None) -> bool:
    """Whether one period ends before the other does."""
    return then is not None and now is not None and then[:4] < now[:4]


def relate_difference(scene: Scene, change: Spot) -> None:
    """A change that comes out to the digit between two levels before it tells which they are."""
    levels = [s for s in scene.prior(change.index, 6, 0) if s.figure.kind in LEVELS]
    if cues.NET.search(change.before):
        return
    likeliest = sorted(levels[:4], key=lambda spot: spot.index in scene.whole)
    for now, then in permutations(likeliest, 2):
        taken = now.index in scene.former or now.index in scene.plan
        taken = taken or scene.former.get(then.index) == now.index
        brothers = now.index in scene.whole and scene.whole[now.index] == scene.whole.get(
            then.index
        )
        # "đợt 1 vớt 38 tấn, đợt 2 51 tấn, nhiều hơn đợt đầu 13": parts, yet set side by side
        apart = brothers or _are_parts(scene, now, then)
        if taken or (apart and "hơn đợt" not in change.before) or not is_level_of(now, then):
            continue
        if _comes_out(change.figure, now, then) and _tell(change, now, then):
            scene.set_against(now.index, then.index)
            return


def relate_far_difference(scene: Scene, change: Spot) -> None:
    """A change between a level beside it and one told sentences before: exact, or of one name."""
    beside = [*scene.prior(change.index, 1, 0), *scene.ahead(change.index, 1)]
    beside = [spot for spot in beside if scene.together(spot, change)]
    levels = [s for s in beside if s.figure.kind in _TOLD]
    if change.opens and change.index and not levels:
        return
    if any(_is_told(scene, change, spot) for spot in levels):
        return
    for spot in levels:
        earlier = bool(cues.is_former(_own_words(spot)) or cues.THEN.search(_own_words(spot)))
        for other in scene.prior(change.index, _FAR, _LINES):
            pair = (other, spot) if earlier else (spot, other)
            if _lies_far(scene, change, spot, other) and _comes_out(change.figure, *pair):
                scene.set_against(pair[0].index, pair[1].index)
                return


def _is_told(scene: Scene, change: Spot, level: Spot) -> bool:
    """Whether a level has its earlier or later value; a percent must come out between the two."""
    pairs = [(scene.spots[now], level) for now in scene.nows_of(level.index)]
    if level.index in scene.former:
        pairs.append((level, scene.spots[scene.former[level.index]]))
    exact = change.figure.unit.startswith("%")
    return any(not exact or _comes_out(change.figure, *pair) for pair in pairs)


def _lies_far(scene: Scene, change: Spot, spot: Spot, other: Spot) -> bool:
    """Whether the other level may be meant: of one measure, and named alike or hard to hit."""
    if other.sentence == change.sentence or other.figure.kind not in LEVELS:
        return False
    if other.index in scene.former or not same_measure(other.figure, spot.figure):
        return False
    unit, words = change.figure.unit, f"{change.before} {spot.before}"
    apart = is_percent(spot.figure) and unit.startswith(("%", "điểm"))
    if (
        not apart
        and not unit.startswith(("%", "lần"))
        and not same_measure(change.figure, spot.figure)
    ):
        return False
    return cues.shared(words, other.before) > 1 or (apart and place(change.figure) < 1)


def _comes_out(change: Figure, now: Spot, then: Spot) -> bool:
    new, old = now.figure.value, then.figure.value
    if change.unit.startswith("lần"):
        return bool(old) and rounded(Fraction(new) / Fraction(old), place(change)) == change.value
    down = change.direction == "down" or (change.direction is None and old > new)
    difference = old - new if down else new - old
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


def relate_glosses(scene: Scene) -> None:
    """The percents of two values that are a pair: "từ 60 hộ (5%) xuống 36 hộ (3%)"."""
    percents = {share.amount.index: share.percent for share in scene.shares if share.amount}
    for now, then in list(scene.former.items()):
        if now not in percents or then not in percents:
            continue
        late, early = percents[now].index, percents[then].index
        if late > early and late not in scene.former:
            scene.set_against(late, early)
