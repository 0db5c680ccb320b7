"""The verdict on a relation: what the text states against what its figures give."""

from decimal import Decimal
from fractions import Fraction

from wardbook.lib.ratio import Fit, Range, follows, rounded
from wardbook.reader.checking.formula import Formula
from wardbook.reader.checking.written import place
from wardbook.reader.schema import Check, Figure

VERDICT = {
    Fit.ROUNDED: "holds",
    Fit.POSSIBLE: "holds",
    Fit.CUT: "truncated",
    Fit.NONE: "fails",
}


def judge(type_: str, formula: Formula, stated: Figure) -> Check:
    """Whether the figure ``stated`` follows from ``formula``."""
    at = place(stated)
    fit = fit_of(formula, stated)
    return Check(
        id="",
        type=type_,
        figures=tuple(dict.fromkeys((*formula.figures, stated.id))),
        expr=formula.text,
        stated=stated.value,
        stated_figure=stated.id,
        recomputed=rounded(formula.value, at),
        verdict=VERDICT[fit],
    )


def fit_of(formula: Formula, stated: Figure) -> Fit:
    """How the figure ``stated`` follows from ``formula``."""
    at = place(stated)
    if rounded(formula.value, at) == stated.value:
        return Fit.ROUNDED  # as most do, whatever the operands may stand for
    return follows(
        stated.value,
        formula.value,
        place=at,
        possible=_unless_exact(formula),
        bound=stated.bound,
    )


def near(formula: Formula, stated: Figure, hundredths: int) -> bool:
    """Whether the text meant this computation although it may not come out.

    It lies within so many hundredths of the stated number, or a slip of the pen away.
    """
    value = Fraction(stated.value)
    if abs(formula.value - value) * 100 <= abs(value) * hundredths:
        return True
    return slipped(formula, stated)


def slipped(formula: Formula, stated: Figure, fewest: int = 3) -> bool:
    """Whether only one digit is another, or the digits stand in another order.

    Numbers of less than ``fewest`` digits are too easily alike.
    """
    at = place(stated)
    wrong, right = int(stated.value / at), int(rounded(formula.value, at) / at)
    while wrong and wrong % 10 == right % 10 == 0:
        wrong, right = wrong // 10, right // 10
    length = len(str(max(wrong, right)))
    digits = [str(number).zfill(length) for number in (wrong, right)]
    if length < fewest or min(wrong, right) <= 0:
        return False
    others = sum(a != b for a, b in zip(*digits, strict=True))
    return others == 1 or sorted(digits[0]) == sorted(digits[1])


def judge_whole(formula: Formula, whole: int) -> Check:
    """Whether shares add up to a whole that no figure states: 100 percent."""
    fit = follows(
        Decimal(whole), formula.value, place=formula.place, possible=_unless_exact(formula)
    )
    return Check(
        id="",
        type="sum",
        figures=formula.figures,
        expr=formula.text,
        stated=Decimal(whole),
        stated_figure=None,
        recomputed=rounded(formula.value, formula.place),
        verdict=VERDICT[fit],
    )


def compare(result: Formula, sign: str, goal: Formula) -> Check:
    """Whether a result stands to its goal as claimed: ``>=``, ``<=``, ``<`` or ``>``."""
    true = {
        ">=": result.value >= goal.value,
        "<=": result.value <= goal.value,
        "<": result.value < goal.value,
        ">": result.value > goal.value,
    }[sign]
    return Check(
        id="",
        type="target",
        figures=tuple(dict.fromkeys(result.figures + goal.figures)),
        expr=f"{result.text} {sign} {goal.text}",
        stated=None,
        stated_figure=None,
        recomputed=None,
        verdict="holds" if true else "fails",
    )


def _unless_exact(formula: Formula) -> Range | None:
    possible = formula.possible
    return None if possible == Range.only(formula.value) else possible
