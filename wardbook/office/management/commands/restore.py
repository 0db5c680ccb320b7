"""`wardbook restore`: a backup brought back into an empty place, and verified there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from wardbook.office.backup.restore import restore


class Command(BaseCommand):
    """Every hash is checked before anything is written; nothing is ever overwritten."""

    help = "Restore a backup into an empty data folder or database: wardbook restore FILE"
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file made by wardbook backup")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        manifest = restore(file, say=lambda step: self.stdout.write(f"  {step}"))
        self.stdout.write(f"Restored as of {manifest.made_at}. Verifying:")
        call_command("verify", stdout=self.stdout)
        self.stdout.write("Next: wardbook serve.")
