"""Who is signed in: Django's accounts, read by a statement that is composed once."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import BigIntegerField

from wardbook.org.models import Person
from wardbook.web.prepared import Given, Prepared


class Accounts(ModelBackend):
    """Django's way to sign in, of which every request asks whose account it is."""

    def get_user(self, user_id: Any) -> Person | None:
        """The account as it is now; none where it was closed or is not there."""
        found = next(iter(_people(person=user_id)), None)
        return found if found and self.user_can_authenticate(found) else None


_people = Prepared(lambda: Person.objects.filter(pk=Given("person", BigIntegerField())))
