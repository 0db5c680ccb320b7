"""Who the audit says it was: the post by which somebody acts, or the account that was tried."""

from django.http import HttpRequest

from wardbook.org.models import Person, Tenure
from wardbook.web.audit import Signature


def signature(request: HttpRequest) -> Signature:
    """The account that asked, the first post it holds today, and the book it belongs to."""
    if not isinstance(request.user, Person):
        return Signature()
    tenures: list[Tenure] = getattr(request, "tenures", [])
    if tenures:
        post = tenures[0].post
        return Signature(request.user.pk, post.code, post.book.code)
    return Signature(request.user.pk, "", request.user.book.code)


def tried(username: str) -> Signature:
    """The account whose password was not given; nothing of a name that nobody has."""
    person = Person.objects.filter(username=username[:80]).select_related("book").first()
    return Signature(person.pk, "", person.book.code) if person else Signature()
