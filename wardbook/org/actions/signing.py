"""Who does it: somebody by a post, a person for their own account, or a program."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org import rules
from wardbook.org.models import Person, Post, Tenure, Unit
from wardbook.org.roles import Role

# A program ("system/setup") is run by whoever runs the machine; no rule about people binds it.
By = Tenure | str


def signature(by: By) -> str:
    """What the ledger names as the doer."""
    return by if isinstance(by, str) else by.post.code


def own(person: Person) -> str:
    """A person as the doer of what concerns their own account."""
    return f"account/{person.pk}"


def refuse(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)


def hold_administrators(books: Iterable[Book]) -> None:
    """Until the transaction ends no other action lets an administrator of these books go."""
    posts = Post.objects.filter(book__in=books, role=Role.ADMINISTRATOR)
    list(posts.select_for_update(no_key=True).order_by("pk"))


def must(by: By, permission: str, *, book: Book, unit: Unit | None, at: datetime) -> None:
    """ORG-01 for a person; without ``unit`` the matter is the book's and not one place's."""
    if isinstance(by, Tenure):
        where, on = unit or by.post.unit, timezone.localdate(at)
        refuse(rules.why_not_act(by, permission, book=book, unit=where, on=on))
