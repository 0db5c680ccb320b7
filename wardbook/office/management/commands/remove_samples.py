"""`wardbook remove-samples`: a place that was a demonstration becomes an empty one.

Sample and real data share neither a book nor a place, so nothing is picked out of a ledger and no
guard is lifted: the tables of the place are dropped whole and made anew. What was a sample from its
first link cannot have been a real book, and nothing else is ever removed.
"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from wardbook.documents.queries import original
from wardbook.ledger.models import Book
from wardbook.ledger.verification import first_break, snapshot
from wardbook.office.originals import hashes
from wardbook.org.models import Person


class Command(BaseCommand):
    """Papers, scans, exports, figures, entries, accounts and posts of samples; all or nothing."""

    help = "Remove the sample book with everything that belongs to it, and leave an empty place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *_args: Any, **options: Any) -> None:
        present = set(connection.introspection.table_names())
        books = list(Book.objects.order_by("code")) if Book._meta.db_table in present else []
        if not books:
            self.stdout.write("There is no book here: nothing to remove.")
            return
        _refuse_real(books)
        files = [original(sha256) for sha256 in hashes(present)]
        self.stdout.write(
            f"{', '.join(book.code for book in books)}: {sum(book.seq for book in books)} entries,"
            f" {len(files)} files, {Person.objects.count()} accounts. Stop the sites first."
        )
        if not (options["yes"] or self._agreed(books[0].code)):
            raise CommandError("Nothing was removed. To remove it: wardbook remove-samples --yes")
        _drop_tables(present)
        for file in files:
            file.unlink(missing_ok=True)
        call_command("migrate", verbosity=0)
        self.stdout.write("The samples are removed. Next: wardbook new-book UNIT")

    def _agreed(self, code: str) -> bool:
        """Whoever sits there types the name of the book."""
        return sys.stdin.isatty() and input(f"Type {code} to remove it: ").strip() == code


def _refuse_real(books: list[Book]) -> None:
    """A flag can be set by hand; that a book was a sample from its first link cannot."""
    if real := [book.code for book in books if not book.sample]:
        raise CommandError(f"The book {real[0]} is real: it stays, and all of this place with it.")
    with snapshot():
        broken = [book.code for book in Book.objects.order_by("code") if first_break(book)]
    if broken:
        raise CommandError(
            f"The chain of {broken[0]} does not stand, so nothing proves that it is a sample:"
            f" keep it, and begin in another folder (WARDBOOK_DATA)."
        )


def _drop_tables(present: set[str]) -> None:
    """Every table of ours, in one transaction; tables of others in the database stay."""
    limits: Any = settings.CACHES["limits"]
    ours = {
        *connection.introspection.django_table_names(),
        MigrationRecorder.Migration._meta.db_table,
        limits["LOCATION"],
    }
    with connection.schema_editor() as editor:
        for table in sorted(ours & present):
            editor.execute(editor.sql_delete_table % {"table": editor.quote_name(table)})
