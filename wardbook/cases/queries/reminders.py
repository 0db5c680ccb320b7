"""What is due soon, due and late: told to whom owes it, then to the leader of the body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from wardbook.cases.kinds import FOLLOW_UP, KINDS
from wardbook.cases.models.case import Case
from wardbook.cases.models.reminding import Reminding
from wardbook.cases.queries.cases import cases
from wardbook.cases.queries.follow_up import below, seen
from wardbook.lib.clock import VIETNAM
from wardbook.org.models import Tenure
from wardbook.org.roles import Role

SOON = 3  # days before it is due
LEADER_AFTER = 1  # days late, before a leader hears of it
_OPEN = frozenset(name for kind in KINDS.values() for name in kind.open_states)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person hears on one day; each list the soonest due first."""

    late: Sequence[Case]
    today: Sequence[Case]
    soon: Sequence[Case]
    others_late: Sequence[Case]  # of the bodies that they lead, owed by other posts

    @property
    def count(self) -> int:
        return sum(map(len, (self.late, self.today, self.soon, self.others_late)))


def digest(tenures: Sequence[Tenure], on: date) -> Digest:
    """What these posts are to be reminded of on a day; what waits for a citizen is not late."""
    mine = list(owed(tenures).filter(due_at__lte=_end(on + timedelta(days=SOON))))
    ends = (_start(on), _end(on))
    return Digest(
        late=[case for case in mine if case.due_at and case.due_at < ends[0]],
        today=[case for case in mine if case.due_at and ends[0] <= case.due_at <= ends[1]],
        soon=[case for case in mine if case.due_at and case.due_at > ends[1]],
        others_late=list(_led(tenures, on)),
    )


def owed(tenures: Sequence[Tenure]) -> QuerySet[Case]:
    """Open work that these posts answer for and that has a date, the soonest first."""
    posts = [one.post_id for one in tenures]
    rows = cases(post__in=posts, state__in=_OPEN, due_at__isnull=False)
    return rows.exclude(waits_on="citizen").order_by("due_at", "pk")


def _led(tenures: Sequence[Tenure], on: date) -> QuerySet[Case]:
    """What other posts owe to the bodies that these lead, and have owed for a day or more."""
    leading = [one for one in tenures if one.post.role == Role.LEADER]
    kept = Q(pk=None)
    for one in leading:
        kept |= below(one.post.unit) & Q(book=one.post.book_id)
    rows = cases(kind__in=sorted(FOLLOW_UP), state__in=_OPEN).filter(kept).filter(seen(tenures))
    rows = rows.exclude(post__in=[one.post_id for one in tenures])
    return rows.filter(due_at__lt=_start(on - timedelta(days=LEADER_AFTER - 1))).order_by("due_at")


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
