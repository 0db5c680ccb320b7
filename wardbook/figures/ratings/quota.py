"""How many bodies of one kind may be rated best, with both roundings where the rule is silent."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from wardbook.figures.ratings.law import QuotaLaw


@dataclass(frozen=True, slots=True)
class Quota:
    """``share`` percent of ``base`` bodies; ``best`` of them are rated best already.

    ``fewest`` and ``most`` are the numbers allowed, rounded down and up; they are one where the
    rule says how to round, or where nothing has to be rounded.
    """

    law: QuotaLaw
    share: Decimal
    base: int
    best: int

    @property
    def exact(self) -> Fraction:
        return Fraction(self.share) * self.base / 100

    @property
    def fewest(self) -> int:
        return self._up() if self.law.rounding == "up" else self._down()

    @property
    def most(self) -> int:
        return self._down() if self.law.rounding == "down" else self._up()

    @property
    def open(self) -> bool:
        """Whether the two ways of rounding allow different numbers."""
        return self.fewest != self.most

    @property
    def kept(self) -> bool | None:
        """Whether ``best`` keeps to it; ``None`` where only one way of rounding says so."""
        if self.best <= self.fewest:
            return True
        return None if self.best <= self.most else False

    def _down(self) -> int:
        return self.exact.numerator // self.exact.denominator

    def _up(self) -> int:
        return -(-self.exact.numerator // self.exact.denominator)


def quota(law: QuotaLaw, levels: Iterable[str], *, outstanding: bool = False) -> Quota:
    """The quota of a group whose bodies were given ``levels``, blank where none was decided.

    The base is the number rated good, not the whole group (Regulation 366-QĐ/TW); the older
    practice counted those rated good or better.
    """
    given = list(levels)
    good, best = given.count("good"), given.count("excellent")
    base = good if law.base == "good" else good + best
    share = law.outstanding if outstanding and law.outstanding is not None else law.share
    return Quota(law, share, base, best)
