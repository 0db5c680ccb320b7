"""`wardbook load-procedures`: procedures of the catalogue or of a spreadsheet into a book."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from wardbook.cases.actions.procedures import load_in_chunks
from wardbook.cases.catalogue import ProcedureRow, procedures
from wardbook.cases.queries.procedures import Plan, plan
from wardbook.exchange.procedures import read
from wardbook.exchange.sandbox import rows as rows_of
from wardbook.ledger.models import Book
from wardbook.lib.refusal import Refused

BY = "system/load-procedures"


class Command(BaseCommand):
    """Without --yes it says what would change, row by row faults included, and writes nothing."""

    help = "Load procedures: wardbook load-procedures [FILE.xlsx|csv] --book CODE --from DAY --yes"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="XLSX or CSV; the catalogue if not given")
        parser.add_argument("--book", help="code of the book; the only one if not given")
        parser.add_argument("--source", default="", help="the decision that announces the list")
        parser.add_argument(
            "--from",
            dest="on",
            help="first day of changed versions, 2026-12-01; today if not given",
        )
        parser.add_argument("--yes", action="store_true", help="write it")

    def handle(self, *_args: Any, **options: Any) -> None:
        book = _book(options["book"])
        on = _day(options["on"])
        try:
            rows = self._rows(options["file"], options["source"])
            found = plan(book, rows)
            self._say(found)
            if not options["yes"]:
                self.stdout.write("Nothing was written. To write it: --yes")
                return
            origin = options["source"] or options["file"] or "catalogue"
            count = load_in_chunks(
                rows, book=book, on=on, origin=str(origin), by=BY, at=timezone.now()
            )
        except Refused as refused:
            raise CommandError(refused.refusal.text(gettext)) from refused
        self.stdout.write(f"{book.code}: {count} versions were written.")

    def _rows(self, file: str | None, source: str) -> list[ProcedureRow]:
        if file is None:
            return list(procedures())
        path = Path(file)
        if not path.is_file():
            raise CommandError(f"There is no file {file}.")
        sheet = read(rows_of(path.read_bytes()), source or path.name)
        for fault in sheet.faults:
            words = fault.refusal.text(gettext)
            self.stderr.write(f"row {fault.number}, {fault.column}: {words} (left out)")
        return sheet.rows

    def _say(self, found: Plan) -> None:
        counts = (len(found.new), len(found.changed), len(found.unchanged), len(found.gone))
        self.stdout.write(
            "{} new, {} changed, {} as they stand, {} not in the list".format(*counts)
        )
        for change in found.changed:
            self.stdout.write(f"  {change.row.key}: {', '.join(change.names)}")


def _book(code: str | None) -> Book:
    books = list(Book.objects.filter(code=code) if code else Book.objects.order_by("code"))
    if len(books) != 1:
        known = ", ".join(Book.objects.values_list("code", flat=True).order_by("code"))
        raise CommandError(f"Say which book: --book CODE. Here are: {known or 'none'}.")
    return books[0]


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as error:
        raise CommandError("Write the day as 2026-12-01.") from error
