"""The tables of results and targets."""

from wardbook.figures.models.result import (
    BOUNDS,
    MAX_DIGITS,
    MAX_PLACES,
    ExactField,
    Filed,
    Kept,
    Result,
    ResultRows,
    Target,
    is_exact,
)
from wardbook.figures.models.tally import Quota, Tally, TallySheet

__all__ = [
    "BOUNDS",
    "MAX_DIGITS",
    "MAX_PLACES",
    "ExactField",
    "Filed",
    "Kept",
    "Quota",
    "Result",
    "ResultRows",
    "Tally",
    "TallySheet",
    "Target",
    "is_exact",
]
