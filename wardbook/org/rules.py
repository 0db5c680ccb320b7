"""Who may do what, where and when."""

from datetime import date

from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refusal
from wardbook.org.models import Post, Tenure, Unit


def why_not_act(by: Tenure, permission: str, *, book: Book, unit: Unit, on: date) -> Refusal | None:
    """ORG-01. Nothing is allowed but by a post held on that day, there or above, in that book."""
    allowed = by.may(permission) and by.holds(on) and by.post.book_id == book.pk
    if not (allowed and by.covers(unit)):
        return Refusal("ORG-01", "None of your posts allows this here today.")
    return None


def why_not_hold(post: Post, start_on: date, *, acting: bool) -> Refusal | None:
    """ORG-02. A post has one holder at a time in their own right; others act for them."""
    if post.end_on and start_on >= post.end_on:
        return Refusal("ORG-02", "This post has ended by that day.")
    holders = Tenure.objects.in_force(start_on).filter(post=post, acting=False)
    if not acting and holders.exists():
        return Refusal(
            "ORG-02", "Somebody holds this post already: end that first, or act for them."
        )
    return None
