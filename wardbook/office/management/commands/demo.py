"""`wardbook demo`: the sample book, prepared if need be, and served."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wardbook.ledger.models import Book
from wardbook.office import demonstration
from wardbook.office.sample_accounts import ACCOUNTS, CELL_HEAD, PARTY_CLERK, PASSWORD, TIER_ABOVE
from wardbook.office.sample_dossiers import MONTH
from wardbook.office.serving import port_to_use


class Command(BaseCommand):
    """What `make run` starts. A second run finds the book ready and loses nothing."""

    help = "Prepare the sample book and serve it on 127.0.0.1 (PORT, default 8000)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dossiers",
            type=int,
            default=MONTH,
            metavar="N",
            help="how many invented dossiers a new sample book holds (%(default)s)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        port = port_to_use()
        call_command("migrate", verbosity=0)
        if Book.objects.filter(sample=False).exists():
            raise CommandError("A real book is here: samples and their open accounts stay out.")
        demonstration.prepare(
            lambda step: self.stdout.write(f"  {step}"), timezone.now, dossiers=options["dossiers"]
        )
        self.stdout.write(f"\nSổ phường / Wardbook: http://127.0.0.1:{port}/")
        self.stdout.write(f"Phần của cán bộ / Office: http://127.0.0.1:{port}/office/")
        for account in (*ACCOUNTS, PARTY_CLERK, CELL_HEAD, TIER_ABOVE):
            words = f"{account.username:<8} {PASSWORD}"
            self.stdout.write(f"  {words}   {account.title['vi']} ({account.title['en']})")
        self.stdout.write("Ctrl+C để dừng / to stop.\n")
        self.stdout.flush()
        call_command("serve")
