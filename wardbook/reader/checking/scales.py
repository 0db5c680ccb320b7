"""Amounts of one kind in units of different size: metres beside kilometres, quintals in tons."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from wardbook.reader.checking.formula import Formula, constant, counted
from wardbook.reader.finding.measure import may_match, measure, times_in
from wardbook.reader.schema import Figure

_SIZES = (
    {"m": 1, "km": 1000},
    {"m2": 1, "ha": 10_000, "km2": 1_000_000},
)


@lru_cache(maxsize=4096)
def scale(small: str, large: str) -> Fraction | None:
    """How many of one unit make the other; ``None`` where they do not compare."""
    one, other = measure(small), measure(large)
    for sizes in _SIZES:
        if one in sizes and other in sizes:
            return Fraction(sizes[other], sizes[one])
    return times_in(small, large)


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures can be added and set against each other."""
    return may_match(one, other) or bool(one.unit and other.unit and scale(one.unit, other.unit))


def value_in(figure: Figure, other: Figure) -> Decimal:
    """The number of :func:`in_unit_of`, without its formula."""
    times = scale(other.unit, figure.unit) if figure.unit != other.unit else None
    return figure.value * times.numerator / times.denominator if times else figure.value


def in_unit_of(figure: Figure, other: Figure) -> Formula:
    """What the figure counts, in the unit of the other."""
    times = scale(other.unit, figure.unit) if figure.unit and other.unit else None
    return scaled(counted(figure), times or Fraction(1))


def scaled(formula: Formula, times: Fraction) -> Formula:
    if times == 1:
        return formula
    return formula * constant(times) if times > 1 else formula / constant(1 / times)
