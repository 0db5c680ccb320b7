"""What is due soon, due and late: told to whom owes it, then to the leader of the body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from wardbook.cases.kinds import FOLLOW_UP
from wardbook.cases.models.case import Case
from wardbook.cases.models.reminding import Reminding
from wardbook.cases.queries.cases import cases
from wardbook.cases.queries.follow_up import below, seen
from wardbook.cases.queries.parts import part
from wardbook.lib.clock import VIETNAM
from wardbook.org.models import Tenure
from wardbook.org.roles import Role

SOON = 3  # days before it is due
LEADER_AFTER = 1  # days late, before a leader hears of it
MOST = 50  # rows of each part; the rest is a number


@dataclass(frozen=True, slots=True)
class Part:
    """The first rows of a list, the soonest due first, and how many there are of all."""

    rows: Sequence[Case]
    count: int

    @property
    def rest(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person hears on one day."""

    late: Part
    today: Part
    soon: Part
    others_late: Part  # of the bodies that they lead, owed by other posts

    @property
    def count(self) -> int:
        return sum(one.count for one in (self.late, self.today, self.soon, self.others_late))


def digest(tenures: Sequence[Tenure], on: date) -> Digest:
    """What these posts are to be reminded of on a day; what waits for a citizen is not late."""
    mine, soon = owed(tenures), _end(on + timedelta(days=SOON))
    return Digest(
        late=_part(mine.filter(due_at__lt=_start(on))),
        today=_part(mine.filter(due_at__gte=_start(on), due_at__lte=_end(on))),
        soon=_part(mine.filter(due_at__gt=_end(on), due_at__lte=soon)),
        others_late=_part(_led(tenures, on)),
    )


def _part(rows: QuerySet[Case]) -> Part:
    first = part(rows, 0, MOST)
    return Part(first, rows.count() if len(first) == MOST else len(first))


def owed(tenures: Sequence[Tenure]) -> QuerySet[Case]:
    """Open work that these posts answer for and that has a date, the soonest first."""
    posts = [one.post_id for one in tenures]
    books = {one.post.book_id for one in tenures}
    rows = cases(book__in=books, post__in=posts, ended_at=None, due_at__isnull=False)
    return rows.exclude(waits_on="citizen").order_by("due_at", "pk")


def _led(tenures: Sequence[Tenure], on: date) -> QuerySet[Case]:
    """What other posts owe to the bodies that these lead, and have owed for a day or more."""
    leading = [one for one in tenures if one.post.role == Role.LEADER]
    kept = Q(pk=None)
    for one in leading:
        kept |= below(one.post.unit) & Q(book=one.post.book_id)
    books = {one.post.book_id for one in leading}
    rows = cases(kind__in=sorted(FOLLOW_UP), ended_at=None, book__in=books)
    rows = rows.filter(kept).filter(seen(tenures))
    rows = rows.exclude(post__in=[one.post_id for one in tenures])
    return rows.filter(due_at__lt=_start(on - timedelta(days=LEADER_AFTER - 1))).order_by(
        "due_at", "pk"
    )


def to_remind(on: date) -> QuerySet[Reminding]:
    """Who wants a digest and has had none today."""
    rows = Reminding.objects.exclude(mail="").filter(person__is_active=True)
    return rows.filter(Q(last_on=None) | Q(last_on__lt=on)).select_related("person")


def reminding_by(token_digest: str) -> Reminding | None:
    """Whose calendar a secret opens."""
    rows = Reminding.objects.exclude(digest="").select_related("person")
    return rows.filter(digest=token_digest, person__is_active=True).first()


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, VIETNAM)
