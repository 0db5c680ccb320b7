"""What the reader says of a text: figures with their places, and the checks between them.

One field here is one field of the JSON that ``wardbook read --json`` prints. Offsets are Unicode
code points into the text as it was given, end exclusive.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Figure(NamedTuple):
    """A number that states an amount, count, share, change, rank or target.

    Values are exact and in base units (8,86 tỉ đồng is 8860000000); a percent stays as written.
    Each stage of the reader fills its fields in a copy: of a tuple that is quickly made.
    """

    id: str
    quote: str
    start: int
    end: int
    value: Decimal
    unit: str = ""  # as written: "hồ sơ", "đồng", "%", "đồng/người/năm"
    bound: str = "exact"  # exact · at_least · at_most · about
    kind: str = "count"  # target · rank · change · ratio · percent · money · count
    value_max: Decimal | None = None  # high end of a range
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    stated_percent: Decimal | None = None  # the percent that directly glosses this figure
    target: Decimal | None = None  # the planned value stated for the same quantity
    comparison: Decimal | None = None  # the earlier or other-side value stated beside it
    direction: str | None = None  # up · down, on every change
    each: str | None = None  # "mỗi năm", when it is not part of the unit
    period: str | None = None  # "2022", "2018-H1", "2017/", "2015..2020", …
    subject: str = ""  # what is counted, head first, in words of the text
    unit_of_government: str | None = None  # the body it is about, as named


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A relation the text states or plainly implies, recomputed.

    ``expr`` is over figure ids (``f4.num/f4.den*100``); ``stated`` is ``None`` for a comparison.
    """

    id: str
    type: str  # ratio_percent · sum · change · target · mean · product
    figures: tuple[str, ...]
    expr: str
    stated: Decimal | None
    stated_figure: str | None
    recomputed: Decimal | None
    verdict: str  # holds · truncated · fails


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the grammar found in one text."""

    figures: tuple[Figure, ...]
    checks: tuple[Check, ...]
