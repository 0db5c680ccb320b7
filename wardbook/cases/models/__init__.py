"""The tables of procedures, of where they are posted, and of cases."""

from wardbook.cases.models.case import (
    Breach,
    Case,
    Channel,
    Contact,
    Count,
    Move,
    Notice,
    Serial,
)
from wardbook.cases.models.draft import IntakeDraft
from wardbook.cases.models.handover import Consequence, Handover
from wardbook.cases.models.posting import Place, Posting
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.models.rating import Rating, SpentToken
from wardbook.cases.models.reminding import Reminding
from wardbook.cases.models.scan import Scan

__all__ = [
    "Breach",
    "Case",
    "Channel",
    "Consequence",
    "Contact",
    "Count",
    "Handover",
    "IntakeDraft",
    "Move",
    "Notice",
    "Place",
    "Posting",
    "Procedure",
    "Rating",
    "Reminding",
    "Scan",
    "Serial",
    "SpentToken",
]
