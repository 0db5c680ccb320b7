"""The store of sessions, each known by whose it is: the setting ``SESSION_ENGINE``."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from wardbook.org.accounts import came
from wardbook.org.models import Session
from wardbook.org.queries import signed_in
from wardbook.web.prepared import Given, Prepared
from wardbook.web.unwritten import passes

DEVICE, STARTED_AT = "device", "started_at"  # what sign-in says of itself


class SessionStore(DatabaseStore):
    """Django's, with the person, the device and the beginning in columns of their own."""

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def _get_session_from_db(self) -> Any:
        """Django's look-up, whose row is none and whose key is forgotten where it has ended.

        Whose it is, Django asks next: that is read along for whoever holds a post.
        """
        key, now = self.session_key or "", timezone.now()  # noqa: TID251 - it ends by the clock
        said, person = signed_in(key, now, timezone.localdate(now)) or ("", None)
        came(person)
        if person:
            return Session(session_key=key, session_data=said)
        found = _running(key=key, now=now)
        if not found:
            self._session_key = None
        return found[0] if found else None

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - as Django has it
        """A session that could not be written is not one that somebody ended meanwhile."""
        try:
            super().save(must_create)
        except UpdateError as error:
            cause = error.__context__
            if cause and passes(cause):
                raise cause from None
            raise

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        session: Any = super().create_model_instance(data)
        session.person_id = data.get("_auth_user_id")
        session.device = data.get(DEVICE, "")
        started = data.get(STARTED_AT)
        session.started_at = datetime.fromisoformat(started) if started else None
        return session


_running = Prepared(
    lambda: Session.objects.filter(
        session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField())
    )
)
