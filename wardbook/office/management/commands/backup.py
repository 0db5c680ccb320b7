"""`wardbook backup`: the whole place in one file, while the sites run."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from wardbook.office.backup.write import write
from wardbook.office.book_command import BookCommand


class Command(BookCommand):
    """Rows of one moment, and every original paper; never the signing key."""

    help = "Back up every book and every original paper: wardbook backup FILE"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to make; it must not be there yet")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        manifest = write(
            file.absolute(), say=lambda step: self.stdout.write(f"  {step}"), at=timezone.now()
        )
        for head in manifest.books:
            self.stdout.write(f"{head.code}: {head.seq} entries; head {head.chain_hash}")
        size = file.stat().st_size
        self.stdout.write(f"{file}: {len(manifest.parts)} parts, {size // 1024 + 1} kB")
        if manifest.missing:
            raise CommandError(
                f"The backup stands without {len(manifest.missing)} original papers that are gone"
                " or changed: `wardbook verify` names them."
            )
