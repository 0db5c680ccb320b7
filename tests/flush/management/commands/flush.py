"""`flush` for tests whose transactions are real: the ledger's guards would refuse it."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from wardbook.ledger import guards


class Command(flush.Command):
    """Django's flush between lifting the guards and setting them again."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        guards.lift(connection)
        super().handle(**options)
        guards.install(connection)
