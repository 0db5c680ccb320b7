"""Changes of posts: who came, who left, who moved on, and by what; for the office alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from wardbook.ledger.models import Book
from wardbook.org.causes import causes
from wardbook.org.models import Person, Tenure


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Somebody left a post, came to one or, with both, moved on from one to the next.

    ``on`` is the first day of what is new; ``cause`` is blank where none is told.
    """

    on: date
    cause: str
    person: Person
    left: Tenure | None = None
    came: Tenure | None = None

    @property
    def paper(self) -> str:
        return self._told("paper")

    @property
    def reason(self) -> str:
        return self._told("reason")

    def _told(self, what: str) -> str:
        if self.came:
            return str(getattr(self.came, f"began_{what}"))
        return str(getattr(self.left, f"ended_{what}"))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many changes a cause brought about, and of how many people."""

    cause: str
    times: int
    people: int


def changes(books: Iterable[Book], start: date, end: date) -> list[Change]:
    """Every change in some books between two days, both in it, the newest first; one query.

    Somebody who moved on is one change, on their first day in the next post.
    """
    days = (start, end)
    rows = Tenure.objects.filter(
        Q(start_on__range=days) | Q(end_on__range=days), post__book__in=list(books)
    ).select_related("person", "post__unit", "follows__post__unit", "followed")
    found = [change for row in rows for change in _of(row) if start <= change.on <= end]
    return sorted(found, key=lambda one: (-one.on.toordinal(), one.person.name, one.person.pk))


def _of(row: Tenure) -> Iterable[Change]:
    yield Change(on=row.start_on, cause=row.began_by, person=row.person, left=row.follows, came=row)
    if row.end_on and not hasattr(row, "followed"):
        yield Change(on=row.end_on, cause=row.ended_by, person=row.person, left=row)


def counted(found: Iterable[Change]) -> list[Counted]:
    """Changes by cause in the order of the catalogue, what is not told last."""
    by_cause: dict[str, list[Change]] = {}
    for change in found:
        by_cause.setdefault(change.cause, []).append(change)
    order = [*dict.fromkeys(row.code for row in causes()), *sorted(by_cause)]
    known = [code for code in dict.fromkeys(order) if code in by_cause and code]
    return [_counted(code, by_cause[code]) for code in [*known, *(c for c in by_cause if not c)]]


def _counted(code: str, found: list[Change]) -> Counted:
    return Counted(code, len(found), len({change.person.pk for change in found}))
