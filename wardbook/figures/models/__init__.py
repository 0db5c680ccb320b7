"""The tables of results and targets, and of ratings."""

from wardbook.figures.models.rating import (
    RatingBreach,
    RatingState,
    RatingStep,
    StepName,
    UnitRating,
)
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
    "RatingBreach",
    "RatingState",
    "RatingStep",
    "Result",
    "ResultRows",
    "StepName",
    "Tally",
    "TallySheet",
    "Target",
    "UnitRating",
    "is_exact",
]
