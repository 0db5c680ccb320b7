"""A percentage from two integers, and whether a stated number follows from others: all exact.

Nothing here is a float. A ``place`` is the value of one unit in the last place written: 0.01 for
"98,68 %", 100000 for "9,2 tỷ", 1 for "47".
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self

Exact = Decimal | Fraction | int

_WIDE = Context(prec=400)  # products of written numbers never lose a digit
_HEDGE = Fraction(1, 20)  # how far "about", "over" and "under" reach: 5 %


def rounded(value: Exact, place: Decimal) -> Decimal:
    """``value`` to a multiple of ``place``, halves away from zero."""
    return _to_place(value, place, ROUND_HALF_UP)


def cut(value: Exact, place: Decimal) -> Decimal:
    """``value`` with everything below ``place`` struck off."""
    return _to_place(value, place, ROUND_DOWN)


def _to_place(value: Exact, place: Decimal, rounding: str) -> Decimal:
    (top, below), (size, parts) = value.as_integer_ratio(), place.as_integer_ratio()
    whole, rest = divmod(abs(top) * parts, below * size)
    if rounding == ROUND_HALF_UP and 2 * rest >= below * size:
        whole += 1
    return _WIDE.multiply(Decimal(-whole if top < 0 else whole), place)


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many; ``None`` of a denominator says that it is not known."""

    numerator: Exact
    denominator: Exact | None

    @property
    def exact(self) -> Fraction | None:
        """The percentage as a fraction; ``None`` when there is nothing to divide by."""
        if not self.denominator:
            return None
        return Fraction(self.numerator) / Fraction(self.denominator) * 100

    def percent(self, place: Decimal = Decimal("0.01")) -> Decimal | None:
        """The percentage rounded half-up; ``None`` when there is nothing to divide by."""
        return None if self.exact is None else rounded(self.exact, place)


@dataclass(frozen=True, slots=True)
class Range:
    """Every value that a number may stand for, ends included."""

    low: Fraction
    high: Fraction

    @classmethod
    def only(cls, value: Exact) -> Self:
        exact = Fraction(value)
        return cls(exact, exact)

    @classmethod
    def written(cls, value: Exact, *, slack: Exact = 0, bound: str = "exact") -> Self:
        """What a written number may stand for.

        ``slack`` is the place of a rounded number, zero for an exact one; ``bound`` is one of
        exact, at_least, at_most, about.
        """
        if not slack and bound == "exact":
            return cls.only(value)
        exact, half = Fraction(value), Fraction(slack) / 2
        reach = abs(exact) * _HEDGE
        return cls(
            exact - max(half, reach if bound in {"about", "at_most"} else half),
            exact + max(half, reach if bound in {"about", "at_least"} else half),
        )

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        return Range(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Range") -> "Range":
        if self.low.numerator >= 0 <= other.low.numerator:  # as nearly all amounts are
            return Range(self.low * other.low, self.high * other.high)
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Range(min(ends), max(ends))

    def __truediv__(self, other: "Range") -> "Range":
        """Raises ZeroDivisionError where the divisor may be zero."""
        if other.low.numerator <= 0 <= other.high.numerator:
            raise ZeroDivisionError
        return self * Range(1 / other.high, 1 / other.low)


class Fit(StrEnum):
    """How a stated number follows from a recomputed one."""

    ROUNDED = "rounded"
    POSSIBLE = "possible"  # it can, given how the operands and the number itself are written
    CUT = "cut"
    NONE = "does not follow"


def follows(
    stated: Decimal,
    recomputed: Exact,
    *,
    place: Decimal = Decimal(1),
    possible: Range | None = None,
    bound: str = "exact",
) -> Fit:
    """Tell whether ``stated``, written down to ``place``, follows from ``recomputed``.

    ``possible`` is what the computation may give, as its operands are written; ``bound`` hedges
    the stated number.
    """
    if rounded(recomputed, place) == stated:
        return Fit.ROUNDED
    meant = Range.written(stated, slack=place if bound != "exact" or possible else 0, bound=bound)
    reached = possible or Range.only(recomputed)
    if reached.low <= meant.high and meant.low <= reached.high:
        return Fit.POSSIBLE
    if bound == "exact" and cut(recomputed, place) == stated:
        return Fit.CUT
    return Fit.NONE
