"""`wardbook verify`: do the chains, guards, projection and originals of every book stand?"""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from wardbook.cases import verification as loop
from wardbook.cases.actions.index import rebuild_index as rebuild_cases
from wardbook.cases.queries import procedures
from wardbook.cases.queries.index import misindexed as misindexed_cases
from wardbook.documents.models import Document
from wardbook.documents.queries import kept_faults, loose_originals, row_faults
from wardbook.figures.actions import rebuild_index
from wardbook.figures.actions.ratings import rebuild_index as rebuild_ratings
from wardbook.figures.listing import misindexed
from wardbook.figures.queries import misplaced
from wardbook.figures.ratings import queries as ratings
from wardbook.figures.tallies import verification as tallies
from wardbook.ledger import guards, holder, verification
from wardbook.ledger.actions import rebuild_current
from wardbook.ledger.models import Book
from wardbook.office.book_command import BookCommand
from wardbook.office.originals import hashes, scan_faults
from wardbook.reports import queries as reports
from wardbook.web import kept


class Command(BookCommand):
    """Walk every chain; name the first broken entry of each book and every missing guard."""

    help = "Verify every book: chain, guards of the database, what is current, original papers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="first compute anew what is shown in public, and the index of lists",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["rebuild"]:
            for book in Book.objects.order_by("code"):
                rebuild_current(book)
                rebuild_index(book)
                rebuild_cases(book)
                rebuild_ratings(book)
            kept.forget_all()
        faults = list(_guard_faults())
        with verification.snapshot():
            faults += verification.orphans()
            for book in Book.objects.order_by("code"):
                faults += self._faults(book)
            if not Book.objects.exists():
                self.stdout.write("There is no book here.")
                faults += ["there are papers and no book"] if Document.objects.exists() else []
        faults += [f"the kept page {name} is older than the book" for name in holder.stale()]
        faults += [
            *kept_faults(),
            *scan_faults(),
        ]  # reads every original: slow, so of no one moment
        for path in loose_originals(hashes()):
            self.stdout.write(f"Note: nothing names the file {path.name}; an upload was cut short.")
        if faults:
            raise CommandError("\n".join(faults))

    def _faults(self, book: Book) -> list[str]:
        broken = verification.first_break(book)
        faults = [f"entry {broken.seq}: {broken.fault}"] if broken else []
        stale = verification.stale_keys(book)
        faults += [f"{key} is not shown as it was published" for key in stale]
        faults += row_faults(book)
        faults += reports.row_faults(book)
        faults += [f"result {row.pk} is not public as its dates say" for row in misplaced(book)]
        faults += [f"result {row.pk} is not listed as it reads" for row, _ in misindexed(book)]
        faults += ratings.row_faults(book)
        faults += tallies.row_faults(book)
        faults += procedures.row_faults(book)
        faults += [f"case {row.pk} is not as its moves say" for row, _ in misindexed_cases(book)]
        faults += loop.row_faults(book)
        if not faults:
            self.stdout.write(f"{book.code}: {book.seq} entries stand; head {book.chain_hash}")
        return [f"{book.code}: {fault}" for fault in faults]


def _guard_faults() -> Iterator[str]:
    for name in guards.missing(connection):
        yield f"the guard {name} does not stand"
    for name in guards.strangers(connection):
        yield f"the trigger or rule {name} is none of Wardbook's"
