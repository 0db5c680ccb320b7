"""`wardbook verify`: do the chains, guards, projection and originals of every book stand?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from wardbook.documents.queries import originals
from wardbook.ledger import guards, queries
from wardbook.ledger.models import Book
from wardbook.lib.chain import content_hash


class Command(BaseCommand):
    """Walk every chain; name the first broken entry of each book and every missing guard."""

    help = "Verify every book: chain, guards of the database, what is current, original papers."

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
        faults += [f"{book.code}: {key} is not shown as it was published" for key in stale]
        return faults + [
            f"{book.code}: the original of “{document.title}” is not the one received"
            for document, path in originals(book)
            if not path.is_file() or content_hash(path.read_bytes()) != document.sha256
        ]
