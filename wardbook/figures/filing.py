"""What a person decides about a claim beyond what was read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Under which indicator a claim is filed, in which measure, bound and period.

    ``period`` is a writing of ``wardbook.lib.period``; blank where the paper states none.
    """

    indicator: str
    measure: str
    bound: str
    period: str = ""
    as_of: date | None = None
