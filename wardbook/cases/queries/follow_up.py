"""Which work of the loop somebody may read, and who verifies whose."""

from collections.abc import Sequence

from django.db.models import Q

from wardbook.cases.kinds import FOLLOW_UP, OWED
from wardbook.cases.models.case import Move
from wardbook.ledger.models import Book
from wardbook.org.kinds import PARTY_SIDE
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission


def readable(tenures: Sequence[Tenure]) -> Q:
    """True of work that these posts may read: the counter's where they read the counter's,
    the loop's as FOL-22 has it."""
    found = Q(pk=None)
    for held in tenures:
        if held.may(Permission.CASE_READ):
            place = held.post.place_of(Permission.CASE_READ)
            found |= below(place) & ~Q(kind__in=FOLLOW_UP)
        if held.may(Permission.FOLLOW_READ):
            place = held.post.place_of(Permission.FOLLOW_READ)
            open_to_all = ~Q(unit__kind__in=PARTY_SIDE) | Q(released_at__isnull=False)
            seen = below(place) & (Q() if held.post.unit.kind in PARTY_SIDE else open_to_all)
            found |= Q(book=held.post.book_id, kind__in=FOLLOW_UP) & (seen | Q(post=held.post_id))
    return found


def below(place: Unit, prefix: str = "unit") -> Q:
    """True of rows whose unit is the place or stands below it, five levels deep."""
    found = Q()
    for level in range(5):
        found |= Q(**{f"{'__'.join([prefix, *['parent'] * level])}": place.pk})
    return found


def mutual(books: Sequence[Book]) -> list[tuple[str, str, int, int]]:
    """Posts that verified each other's work: both codes, and how often each did."""
    rows = Move.objects.filter(step="verify", case__book__in=list(books), case__kind__in=OWED)
    found: dict[tuple[str, str], int] = {}
    for by, of in rows.values_list("by__post__code", "post__code"):
        found[by, of] = found.get((by, of), 0) + 1
    return sorted(
        (one, other, times, found[other, one])
        for (one, other), times in found.items()
        if one < other and (other, one) in found
    )
