"""Open work of posts and units that have ended, and the places to which it falls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from wardbook.cases.kinds import OPEN
from wardbook.cases.models.case import Case
from wardbook.cases.queries.cases import cases
from wardbook.cases.queries.week import Desk
from wardbook.org.heirs import heirs
from wardbook.org.models import Post, Unit

_LEVELS = 5  # a cell lies five levels below a province


@dataclass(frozen=True, slots=True)
class Left:
    """A post that still answers for ``n`` open cases though it, or a unit it is of, has ended.

    ``ended`` is what ended, on the first day without it; ``heirs`` are the places to which the
    work falls, none where its own place stands: then it falls to another post there.
    """

    post: Post
    n: int
    ended: Post | Unit
    heirs: tuple[Unit, ...]


def left(desk: Desk, on: date) -> list[Left]:
    """Every post with open work that has ended, or whose unit has; most work first."""
    counted = _open(on).filter(desk.seen, book__in=desk.books).order_by().values_list("post")
    numbers = dict(counted.annotate(n=Count("pk")))
    near = "unit__parent__parent__parent__parent"
    posts = Post.objects.filter(pk__in=numbers).select_related(near)
    seen = {unit.pk for unit in desk.units}
    found = [_left(post, numbers[post.pk], on) for post in posts]
    mine = (one for one in found if seen & {unit.pk for unit in (one.post.unit, *one.heirs)})
    return sorted(mine, key=lambda one: (-one.n, one.post.code))


def left_with(post: Post, on: date) -> QuerySet[Case]:
    """The open cases that a post which has ended, or whose unit has, still answers for."""
    return cases(pk__in=_open(on).filter(post=post).order_by().values("pk")).order_by(
        "due_at", "submitted_at", "pk"
    )


def _open(on: date) -> QuerySet[Case]:
    """Open work of the posts that have ended, or whose unit, or whatever that is below, has.

    Posts are few: their work is found by its index.
    """
    gone = Q(end_on__lte=on)
    for level in range(_LEVELS):
        gone |= Q(**{f"{'__'.join(['unit', *['parent'] * level])}__end_on__lte": on})
    posts = list(Post.objects.filter(gone).values_list("pk", flat=True))
    return Case.objects.filter(post__in=posts, state__in=OPEN)


def _left(post: Post, n: int, on: date) -> Left:
    return Left(post, n, _ended(post, post.unit.path[::-1], on), tuple(heirs(post.unit, on)))


def _ended(post: Post, units: Iterable[Unit], on: date) -> Post | Unit:
    """What ended: the post, or else the nearest unit above it."""
    if post.end_on and post.end_on <= on:
        return post
    return next(unit for unit in units if unit.end_on and unit.end_on <= on)
