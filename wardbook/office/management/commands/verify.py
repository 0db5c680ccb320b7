"""`wardbook verify`: do the chains, the guards and the projection of every book stand?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from wardbook.ledger import guards, queries
from wardbook.ledger.models import Book


class Command(BaseCommand):
    """Walk every chain; name the first broken entry of each book and every missing guard."""

    help = "Verify the chains of all books, the guards of the database and what is current."

    def handle(self, *_args: Any, **_options: Any) -> None:
        faults = [f"the guard {name} does not stand" for name in guards.missing(connection)]
        for book in Book.objects.order_by("code"):
            found = self._faults(book)
            faults += found
            if not found:
                self.stdout.write(f"{book.code}: {book.seq} entries stand; head {book.chain_hash}")
        if faults:
            raise CommandError("\n".join(faults))

    def _faults(self, book: Book) -> list[str]:
        broken = queries.first_break(book)
        faults = [f"{book.code}: entry {broken.seq}: {broken.fault}"] if broken else []
        stale = queries.stale_keys(book)
        return faults + [f"{book.code}: {key} is not shown as it was published" for key in stale]
