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

__all__ = [
    "BOUNDS",
    "MAX_DIGITS",
    "MAX_PLACES",
    "ExactField",
    "Filed",
    "Kept",
    "Result",
    "ResultRows",
    "Target",
    "is_exact",
]
