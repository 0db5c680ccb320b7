"""The verdict on a relation: what the text states against what its figures give."""

from decimal import Decimal
from fractions import Fraction

from wardbook.lib.ratio import Fit, Range, follows, rounded
from wardbook.reader.formula import Formula
from wardbook.reader.schema import Check, Figure
from wardbook.reader.written import place

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
    return follows(
        stated.value,
        formula.value,
        place=place(stated),
        possible=_unless_exact(formula),
        bound=stated.bound,
    )


def near(formula: Formula, stated: Figure, hundredths: int) -> bool:
    """Whether the text meant this computation although it may not come out.

    It lies within so many hundredths of the stated number, or has its digits in another order.
    """
    value = Fraction(stated.value)
    if abs(formula.value - value) * 100 <= abs(value) * hundredths:
        return True
    recomputed = rounded(formula.value, place(stated))
    return len(_digits(stated.value)) > 2 and _digits(recomputed) == _digits(stated.value)


def _digits(value: Decimal) -> list[int]:
    return sorted(digit for digit in value.normalize().as_tuple().digits if digit)


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
    exact: Fraction = formula.value
    return None if formula.possible == Range(exact, exact) else formula.possible
