"""`wardbook erase`: delete the body of one entry, by law; the erasure is an entry."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext

from wardbook.ledger.actions import erase
from wardbook.ledger.models import Book, Entry
from wardbook.lib.refusal import Refused
from wardbook.office.book_command import BookCommand
from wardbook.org.models import Post
from wardbook.org.roles import PERMISSIONS, Permission


class Command(BookCommand):
    """For whoever runs the machine; the chain stands and says that it was done, and why."""

    help = "Erase the body of an entry: wardbook erase BOOK SEQ --by POST --reason WHY"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("book", help="code of the book")
        parser.add_argument("seq", type=int, help="number of the entry")
        parser.add_argument("--by", required=True, help="code of the post that decided it")
        parser.add_argument("--reason", required=True, help="why, without personal data")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            book = Book.objects.get(code=options["book"])
            entry = book.entries.get(seq=options["seq"])
        except (Book.DoesNotExist, Entry.DoesNotExist) as error:
            raise CommandError("There is no such entry.") from error
        roles = Post.objects.filter(code=options["by"], book=book).values_list("role", flat=True)
        if not any(Permission.LEDGER_ERASE in PERMISSIONS[role] for role in roles):
            raise CommandError("Name a post of this book that may erase: --by POST.")
        try:
            done = erase(entry, by=options["by"], at=timezone.now(), reason=options["reason"])
        except Refused as refused:
            raise CommandError(refused.refusal.text(gettext)) from refused
        self.stdout.write(f"{book.code}: the body of entry {entry.seq} is erased; see {done.seq}.")
