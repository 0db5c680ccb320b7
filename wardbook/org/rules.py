"""Who may do what, where and when."""

from datetime import date

from django.db.models import Q

from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refusal
from wardbook.org.models import Post, Tenure, Unit

NOT_ALLOWED = Refusal("ORG-01", "None of your posts allows this here today.")
HELD = Refusal("ORG-02", "Somebody holds this post already: end that first, or act for them.")


def why_not_act(by: Tenure, permission: str, *, book: Book, unit: Unit, on: date) -> Refusal | None:
    """ORG-01. Nothing is allowed but by a post held on that day, there or above, in that book."""
    allowed = by.may(permission) and by.holds(on) and by.post.book_id == book.pk
    return None if allowed and by.covers(unit, permission) else NOT_ALLOWED


def why_not_hold(
    post: Post, start_on: date, end_on: date | None, *, acting: bool, but: Tenure | None = None
) -> Refusal | None:
    """ORG-02. A post has one holder at a time in their own right; others act for them.

    ``but`` is the tenure whose days are changed. All days lie within those of the post.
    """
    if end_on and end_on <= start_on:
        return Refusal("ORG-02", "Somebody holds a post for one day at least: choose a later end.")
    if start_on < post.start_on:
        return Refusal("ORG-02", "This post is not open yet on that day.")
    if post.end_on and (start_on >= post.end_on or (end_on and end_on > post.end_on)):
        return Refusal("ORG-02", "This post has ended by that day.")
    before_end = Q(start_on__lt=end_on) if end_on else Q()
    after_start = Q(end_on__isnull=True) | Q(end_on__gt=start_on)
    others = post.tenures.filter(before_end & after_start, acting=False, person__is_active=True)
    if but:
        others = others.exclude(pk=but.pk)
    return HELD if not acting and others.exists() else None
