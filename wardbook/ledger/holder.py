"""What the ledger says to whom a printed word belongs to, and the pages kept of it.

The word is in no ledger: the key of a body is its digest. What is said under a key lets the kept
page go before it is committed; a page is kept while nobody can be about to say more. Both happen
under the lock of the book's head, so a page never tells less than the ledger.
"""

from collections.abc import Iterable
from hashlib import sha256

from django.db import OperationalError, connection, transaction
from django.db.models import BigIntegerField, CharField
from django.db.models.functions import Coalesce

from wardbook.ledger.models import ERASE, Audience, Body, Book
from wardbook.web import kept
from wardbook.web.prepared import Given, Prepared

TOPIC = "holder/"


def digest(word: str) -> str:
    """Of its letters and digits, however they are written: ``K7MQ 2XWA TP9D`` too."""
    letters = "".join(sign for sign in word.lower() if sign.isalnum())
    return sha256(letters.encode(errors="replace")).hexdigest()


def said(name: str) -> Body | None:
    """What stands under a digest: the latest that was said, or nothing where it was erased."""
    body = _latest(name)
    return None if body is None or body.verb == ERASE else body


def let_go(keys: Iterable[str]) -> None:
    """More is about to be said under ``keys``, and the head of their book is locked."""
    kept.forget(key.removeprefix(TOPIC) for key in keys if key.startswith(TOPIC))


def keep(name: str, form: str, page: kept.Kept, *, book: int) -> bool:
    """Keep ``page``, made of the body ``page.stand``, if that is still the last word of it."""
    try:
        with transaction.atomic():
            return _alone(book) and _kept(name, form, page)
    except OperationalError:  # SQLite: as below
        return False


def stale() -> list[str]:
    """Digests of kept pages that were made of an older body, each with its form."""
    return [f"{name}.{form}" for name, form in kept.names() if _is_stale(name, form)]


def _kept(name: str, form: str, page: kept.Kept) -> bool:
    body = _latest(name)
    if body is None or body.pk != page.stand:
        return False
    kept.save(name, form, page)
    return True


def _is_stale(name: str, form: str) -> bool:
    page, body = kept.load(name, form), _latest(name)
    return page is not None and (body is None or body.pk != page.stand)


def _alone(book: int) -> bool:
    """Whether nobody writes in the book now: if somebody does, the next reader's page is kept.

    On SQLite the transaction itself keeps writers out; elsewhere the head of the book does. It is
    passed by where it is locked, and never an error: psycopg lets all plans go after a rollback.
    """
    return not connection.features.has_select_for_update or bool(_head(book=book))


def _latest(name: str) -> Body | None:
    """The body of the highest place; an erasure stands in the place of what it erased."""
    return next(iter(_bodies(key=f"{TOPIC}{name}")), None)


_head = Prepared(
    lambda: Book.objects.select_for_update(
        skip_locked=connection.features.has_select_for_update_skip_locked
    ).filter(pk=Given("book", BigIntegerField()))
)
_bodies = Prepared(
    lambda: (
        Body.objects.filter(entry__audience=Audience.HOLDER, key=Given("key", CharField()))
        .select_related("entry")
        .order_by(Coalesce("erases__seq", "entry__seq").desc())[:1]
    )
)
