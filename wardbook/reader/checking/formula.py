"""A computation over figures that knows its own text, its exact value and its possible range.

Formulas are built with Python's own operators, so that a rule reads as the expression it prints:
``of(result) / of(plan) * 100`` prints ``f2/f1*100``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add

from wardbook.lib.ratio import Range
from wardbook.reader.checking.written import Part, part_of, place, written_range
from wardbook.reader.schema import Figure

_SUM, _PRODUCT, _ATOM = range(3)  # how firmly a text binds


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression over figures; ``place`` is the finest place among its operands.

    What it may give, as they are written, is worked out only where its value does not decide.
    """

    text: str
    figures: tuple[str, ...]
    value: Fraction
    _possible: Callable[[], Range]
    place: Decimal
    binds: int = _ATOM

    @property
    def possible(self) -> Range:
        """Raises ZeroDivisionError where a divisor may be zero."""
        return self._possible()

    def __add__(self, other: "Formula") -> "Formula":
        return total([self, other])

    def __sub__(self, other: "Formula") -> "Formula":
        return self._join(
            "-", other, _SUM, self.value - other.value, lambda: self.possible - other.possible
        )

    def __mul__(self, other: "Formula | int") -> "Formula":
        by = other if isinstance(other, Formula) else constant(other)
        return self._join(
            "*", by, _PRODUCT, self.value * by.value, lambda: self.possible * by.possible
        )

    def __truediv__(self, other: "Formula | int") -> "Formula":
        """Raises ZeroDivisionError where the divisor is zero."""
        by = other if isinstance(other, Formula) else constant(other)
        return self._join(
            "/", by, _PRODUCT, self.value / by.value, lambda: self.possible / by.possible
        )

    def _join(  # the five parts of one operator, handed over by the methods above
        self,
        sign: str,
        other: "Formula",
        binds: int,
        value: Fraction,
        possible: Callable[[], Range],
    ) -> "Formula":
        left = self.text if self.binds >= binds else f"({self.text})"
        loose = other.binds < binds or (other.binds == binds and sign in "-/")
        right = f"({other.text})" if loose else other.text
        figures = tuple(dict.fromkeys(self.figures + other.figures))
        finest = min(self.place, other.place)
        return Formula(f"{left}{sign}{right}", figures, value, possible, finest, binds)


def of(figure: Figure, part: Part = "value") -> Formula:
    """The figure as an operand: ``f1``, ``f1.num`` or ``f1.den``."""
    text = figure.id if part == "value" else f"{figure.id}.{part}"
    return Formula(
        text,
        (figure.id,),
        Fraction(part_of(figure, part)),
        lambda: written_range(figure, part),
        place(figure, part),
    )


def counted(figure: Figure) -> Formula:
    """What the figure counts: the first side of an a/b, else its value."""
    return of(figure, "value" if figure.denominator is None else "num")


def constant(value: int | Fraction) -> Formula:
    """A number of the world rather than of the text: a hundred, twelve months, five years."""
    exact = Fraction(value)
    return Formula(str(value), (), exact, lambda: Range(exact, exact), Decimal(1))


def total(parts: list[Formula]) -> Formula:
    """All parts added up; there is at least one."""
    if len(parts) == 1:
        return parts[0]
    return Formula(
        "+".join(part.text for part in parts),
        tuple(dict.fromkeys(id_ for part in parts for id_ in part.figures)),
        sum((part.value for part in parts), Fraction(0)),
        lambda: reduce(add, (part.possible for part in parts)),
        min(part.place for part in parts),
        _SUM,
    )
