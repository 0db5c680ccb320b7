"""Who is signed in: Django's accounts, each read with its session and the posts that it holds."""

from contextvars import ContextVar
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from wardbook.org.models import Person
from wardbook.org.queries import account

# Read together with the session that is looked at; Django asks for it in the next moment.
_came: ContextVar[Person | None] = ContextVar("came", default=None)


def came(person: Person | None) -> None:
    """Whose session was just read, if that was found out with it."""
    _came.set(person)


class Accounts(ModelBackend):
    """Django's way to sign in, of which every request asks whose account it is."""

    def get_user(self, user_id: Any) -> Person | None:
        """The account as it is now; none where it was closed or is not there."""
        found, today = _came.get(), timezone.localdate()
        _came.set(None)  # once: whoever asks later hears what is true then
        if found is None or found.pk != user_id or found.holding[0] != today:
            found = account(user_id, today)
        return found if found and self.user_can_authenticate(found) else None
