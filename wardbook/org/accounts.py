"""Who is signed in: Django's accounts, each read with the posts that it holds."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from wardbook.org.models import Person
from wardbook.org.queries import account


class Accounts(ModelBackend):
    """Django's way to sign in, of which every request asks whose account it is."""

    def get_user(self, user_id: Any) -> Person | None:
        """The account as it is now; none where it was closed or is not there."""
        found = account(user_id, timezone.localdate())
        return found if found and self.user_can_authenticate(found) else None
