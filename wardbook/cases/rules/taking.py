"""What is told of work and of its steps, and what a rule about a step looks at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from wardbook.cases import law
from wardbook.cases.models.case import Case, Channel, Move
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.reckoning import ruled_on
from wardbook.ledger.models import Book
from wardbook.lib.calendar import Calendar
from wardbook.lib.clock import Limit, due
from wardbook.lib.hours import Hours
from wardbook.org.models import Post, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is told of work when it is opened.

    ``competent`` names another agency that decides; ``fields`` are those of the kind, and
    personal. Of the loop: ``until`` is when it is due, and ``facts`` what is frozen with it (an
    indicator before, what an earlier session left unfinished).
    """

    book: Book
    unit: Unit
    post: Post
    submitted_at: datetime
    procedure: Procedure | None = None
    channel: str = Channel.DIRECT
    competent: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    parent: Case | None = None
    title: str = ""
    about: Unit | None = None
    series: str = ""
    indicator: str = ""
    repeats: Case | None = None
    until: datetime | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)  # what another system or list says of it

    def said(self, name: str) -> Any:
        """What is told under a name: one of these, a field of the kind, or a fact."""
        if name in ("addressee", "area") and self.about:
            return self.about
        if name in ("title", "until"):
            return getattr(self, name)
        if name == "cause":  # a subjective one or an objective one, or both
            return self.fields.get("cause") or self.fields.get("objective")
        return self.fields.get(name) or self.facts.get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says of a step: when it happened, why, until when, and what is asked for.

    ``until`` is a date that is promised or set; ``post`` who answers for the work from now on;
    ``overruled`` why the step is taken in spite of a rule of law; ``facts`` what is frozen with it.
    """

    at: datetime | None = None  # blank: as it is recorded
    reason: str = ""
    items: str = ""
    until: datetime | None = None
    post: Post | None = None
    overruled: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def said(self, name: str) -> Any:
        """What is told under a name: one of these, or a fact."""
        return getattr(self, name) if name in _WORDS else self.facts.get(name)


_WORDS = frozenset(("reason", "items", "until", "post", "overruled"))


class Clock(NamedTuple):
    """The calendar and the hours by which a unit's time is counted."""

    calendar: Calendar
    hours: Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A step about to be taken on a case: when it happens, and everything that went before."""

    case: Case
    moves: Sequence[Move]
    step: str
    told: Told
    at: datetime
    clock: Clock

    def law(self, key: str) -> law.Provision | None:
        return law.provision(key, ruled_on(self.case))

    def taken(self, *steps: str) -> list[Move]:
        return [move for move in self.moves if move.step in steps]

    def after(self, start: datetime, limit: str) -> datetime:
        """When a limit that began at ``start`` is over."""
        return due(start, Limit.parse(limit), *self.clock)
