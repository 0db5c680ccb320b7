"""The store of sessions, each known by whose it is: the setting ``SESSION_ENGINE``."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from wardbook.org.models import Session

DEVICE, STARTED_AT = "device", "started_at"  # what sign-in says of itself


class SessionStore(DatabaseStore):
    """Django's, with the person, the device and the beginning in columns of their own."""

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        session: Any = super().create_model_instance(data)
        session.person_id = data.get("_auth_user_id")
        session.device = data.get(DEVICE, "")
        started = data.get(STARTED_AT)
        session.started_at = datetime.fromisoformat(started) if started else None
        return session
