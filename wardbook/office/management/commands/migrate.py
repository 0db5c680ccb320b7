"""Django's `migrate`, after which the guards stand and limits can be counted."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections

from wardbook.cases.actions.index import name_cases
from wardbook.figures.actions import rebuild_index
from wardbook.figures.models import Result
from wardbook.ledger import guards
from wardbook.ledger.models import Book


class Command(migrate.Command):
    """Migrations may remake a table and lose its guards: they are set anew each time."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        connection = connections[options["database"]]
        if set(connection.introspection.table_names()) >= guards.TABLES:
            guards.install(connection)
        if not options["app_label"]:
            self._index(options["database"])
        call_command("createcachetable", verbosity=0, database=options["database"])

    def _index(self, database: str) -> None:
        """Rows of a book that is older than the columns by which lists find them."""
        unfound = Result.everything.using(database).filter(folded="")
        for book in Book.objects.using(database).filter(pk__in=unfound.values("book")):
            rebuild_index(book)
        name_cases(database)
