"""What somebody says in a step of a rating, before any rule has looked at it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wardbook.documents.models import Document
from wardbook.figures.models import UnitRating
from wardbook.figures.ratings.evidence import Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A level with its points (``None`` where the rule counts none), reason and paper.

    ``stated`` are facts that go with it; a decision takes those of the proposal. ``outstanding``
    asks for the larger share of the quota.
    """

    level: str
    common: Decimal | None = None
    task: Decimal | None = None
    reason: str = ""
    document: str = ""
    outstanding: bool = False
    stated: Stated | None = None

    @property
    def points(self) -> Decimal | None:
        return None if self.common is None or self.task is None else self.common + self.task


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is decided on one of several bodies; ``rating`` is as it was seen."""

    rating: UnitRating
    scored: Scored


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A decision made elsewhere, as its document says it: ``bound`` "at_least" for "or better".

    ``decided_on`` is ``None`` where the document does not say the day.
    """

    level: str
    bound: str = "exact"
    common: Decimal | None = None
    task: Decimal | None = None
    decided_by: str
    document: str
    decided_on: date | None = None
    paper: Document | None = None
