"""Django's `migrate`, after which the guards stand and limits can be counted."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections

from wardbook.ledger import guards


class Command(migrate.Command):
    """Migrations may remake a table and lose its guards: they are set anew each time."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        connection = connections[options["database"]]
        if set(connection.introspection.table_names()) >= guards.TABLES:
            guards.install(connection)
        call_command("createcachetable", verbosity=0, database=options["database"])
