"""Stocks after what came and went, sums that a level gained, and money for so many of a thing.

As in ``traces``: only what comes out to the last digit is found.
"""

import re
from collections.abc import Iterator
from itertools import permutations

from wardbook.reader.checking.around import Spot
from wardbook.reader.checking.formula import Formula, counted, of
from wardbook.reader.checking.scales import comparable, in_unit_of, value_in
from wardbook.reader.checking.scene import AMOUNTS, Scene
from wardbook.reader.checking.verdicts import judge
from wardbook.reader.finding.measure import is_money
from wardbook.reader.schema import Check

_CAME = re.compile(
    r"\b(?:thêm|kết nạp|phát triển|tiếp nhận|chuyển (?:đến|về|sang)|phát sinh|nhận|tăng|bổ sung"
    r"|nhập|mở|thành lập|gia nhập|tái nghèo|sinh)\b"
)
_WENT = re.compile(
    r"\b(?:xóa|xoá|chuyển (?:đi|nơi|khỏi)|thoát|chết|mất|giảm|chi|trừ|rút|ra khỏi|xuất|trả|giải thể"
    r"|nghỉ|khai trừ|từ trần|bán|loại)\b"
)
_LEFT = re.compile(r"\b(?:hiện|nay|còn|cuối|đến|quản lý|tổng|thành|là|lên)\b")
_SPENT = re.compile(r"\b(?:hết|tốn|cộng|tổng|cả|thành|chi|trị giá|kinh phí|số tiền|được|về)\b")
_REACH = 8  # figures
_FEWEST = 3  # flows; two are tried whatever their words
_MONTHS = 12


def stock_after(scene: Scene, rest: Spot) -> Iterator[Formula]:
    """ "1.046 hội viên …; phát triển thêm 278, xóa tên 61, chuyển đi 35. Hiện có 1.228"."""
    if not _LEFT.search(rest.before):
        return
    near = [s for s in scene.prior(rest.index, _REACH, 1) if s.figure.kind in {*AMOUNTS, "change"}]
    alike = [s for s in near if comparable(s.figure, rest.figure) and s.figure.value_max is None]
    flows: list[Spot] = []
    for stock in alike:
        way = in_unit_of(stock.figure, rest.figure) if len(flows) >= _FEWEST else None
        for flow in reversed(flows if way else []):
            size = in_unit_of(flow.figure, rest.figure)
            way = way and (way + size if _came(flow) else way - size)
        if way and way.value == rest.figure.value:
            yield way
        if _came(stock) is None:
            return
        flows.append(stock)


def _came(flow: Spot) -> bool | None:
    """Whether a flow came or went, by the last word that says so; ``None`` where none does."""
    words = flow.before[-40:]
    came = max((found.end() for found in _CAME.finditer(words)), default=-1)
    went = max((found.end() for found in _WENT.finditer(words)), default=-1)
    return None if came == went else came > went


def gained(scene: Scene, now: Spot) -> Iterator[Formula]:
    """ "Số dư 42 triệu nhập quỹ, đưa quỹ lên 115 triệu (trước đó 73 triệu)"."""
    if now.index not in scene.former:
        return
    then = scene.spots[scene.former[now.index]]
    for gain in scene.prior(now.index, 3, 0):
        if gain is then or not comparable(gain.figure, now.figure):
            continue
        if (
            value_in(gain.figure, now.figure) + value_in(then.figure, now.figure)
            == now.figure.value
        ):
            yield in_unit_of(then.figure, now.figure) + in_unit_of(gain.figure, now.figure)


def paid(scene: Scene) -> Iterator[Check]:
    """Money that is a count times money told before: "600.000 đồng, trao 740 hộ, hết 444 triệu"."""
    for whole in scene.prose():
        if is_money(whole.figure) and whole.figure.kind == "money" and _SPENT.search(whole.before):
            near = [
                s for s in scene.prior(whole.index, 6, 0) if s.figure.kind in ("money", "count")
            ]
            for rate, count in permutations(near, 2):
                if formula := _product(rate, count, whole):
                    yield judge("product", formula, whole.figure)
                    break


def _product(rate: Spot, count: Spot, whole: Spot) -> Formula | None:
    """A rate for as many, over a year where the rate is told of a month."""
    if not is_money(rate.figure) or is_money(count.figure) or count.figure.value < 2:
        return None
    value, goal = rate.figure.value * count.figure.value, whole.figure.value
    if value == goal:
        return counted(count.figure) * of(rate.figure)
    monthly = "tháng" in f"{rate.figure.unit} {rate.before[-40:]}" and "năm" in whole.before
    if monthly and value * _MONTHS == goal:
        return counted(count.figure) * of(rate.figure) * _MONTHS
    return None
