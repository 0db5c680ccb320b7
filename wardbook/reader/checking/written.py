"""How finely a figure is written: the place of its last digit, and whether it was rounded."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from wardbook.lib.ratio import Range
from wardbook.reader.schema import Figure

Part = Literal["value", "num", "den"]

_SCALES = {
    "chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4,
    "triệu": 6, "tr": 6, "trđ": 6, "trd": 6, "tỷ": 9, "tỉ": 9,
}  # fmt: skip
_NUMBER = re.compile(r"\d(?:[\d.,\s]*\d)?")
_WORDS = "|".join(sorted(_SCALES, key=len, reverse=True))
_SCALE = re.compile(rf"\s*({_WORDS})(?![^\W\d_])")
_SCALE_WORD = re.compile(rf"(?<![^\W\d_])(?:{_WORDS})(?![^\W\d_])")
_DECIMALS = re.compile(r"[.,](?:\d{1,2}|\d{4,})(?![\d.,])")  # three digits may be thousands


def part_of(figure: Figure, part: Part) -> Decimal:
    """The number that a formula means by ``f1``, ``f1.num`` or ``f1.den``."""
    value = {"value": figure.value, "num": figure.numerator, "den": figure.denominator}[part]
    if value is None:
        raise ValueError(f"{figure.id} is no ratio")
    return value


def place(figure: Figure, part: Part = "value") -> Decimal:
    """The value of one unit in the last place written: 0.01 of "98,68%", 10**8 of "9,2 tỷ"."""
    value = part_of(figure, part)
    if figure.kind == "rank":
        return Decimal(1)
    single = part == "value" and figure.value_max is None and figure.denominator is None
    return _place(figure.quote, value, single=single, last=part == "den")


@lru_cache(maxsize=4096)
def _place(quote: str, value: Decimal, *, single: bool, last: bool) -> Decimal:
    """Of the only number of a quote, or of the last or the first side of a ratio or a range."""
    numbers = list(_NUMBER.finditer(quote))
    if not numbers:
        return Decimal(1)
    if single and len(numbers) > 1:
        return _last_scale(quote, numbers[-1], value)
    return _power(value, numbers[-1 if last else 0][0])


def slack(figure: Figure, part: Part = "value") -> Decimal:
    """The place where the number stands for a rounded one; zero where it is exact.

    A number with decimals or a scale word is rounded. A table scaled by its header is not: its
    cells are whole numbers of the header's unit.
    """
    fineness = place(figure, part)
    if fineness < 1 or _DECIMALS.search(figure.quote):
        return fineness
    return fineness if fineness > 1 and _SCALE_WORD.search(figure.quote.lower()) else Decimal(0)


def written_range(figure: Figure, part: Part = "value") -> Range:
    """Every value the figure may stand for, as it is written."""
    value = part_of(figure, part)
    if figure.value_max is not None and part == "value":
        return Range(Range.only(value).low, Range.only(figure.value_max).high)
    bound = figure.bound if part != "den" else "exact"
    return Range.written(value, slack=slack(figure, part), bound=bound)


def _last_scale(quote: str, number: re.Match[str], value: Decimal) -> Decimal:
    """The place of compound money: the last scale word, or the last digit that is not zero."""
    scale = _SCALE.match(quote.lower(), number.end())
    if scale:
        decimals = _DECIMALS.search(number[0])
        return Decimal(1).scaleb(_SCALES[scale[1]] - (len(decimals[0]) - 1 if decimals else 0))
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _power(value: Decimal, digits: str) -> Decimal:
    """The power of ten by which the bare digits were scaled to give the value."""
    bare = re.sub(r"\D", "", digits)
    if not int(bare):
        decimals = re.search(r"[.,](\d+)$", digits)
        return Decimal(1).scaleb(-len(decimals[1]) if decimals else 0)
    steps = value / int(bare)
    return Decimal(1).scaleb(steps.adjusted())
