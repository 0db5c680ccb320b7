"""Backing up: rows of one moment, then the papers they name, while others go on writing."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from wardbook import __version__
from wardbook.documents.models import Document
from wardbook.documents.queries import original
from wardbook.ledger.models import Book
from wardbook.ledger.verification import snapshot
from wardbook.lib.chain import content_hash
from wardbook.office.backup.archive import Head, Manifest, Part, add, close, original_part
from wardbook.office.backup.archive import table_part as named
from wardbook.office.backup.rows import lines, tables
from wardbook.office.originals import hashes

Say = Callable[[str], object]
EVERY = 500  # papers between two lines of progress


def write(target: Path, *, say: Say, at: datetime) -> Manifest:
    """Everything of this place in the new file ``target``; complete on disk or not there at all.

    Raises ``CommandError``. What is read holds up nobody: the rows are those of one moment, and
    the paper of each was complete on disk before its row was.
    """
    if target.exists():
        raise CommandError(f"{target} is there already: choose another name.")
    if not target.parent.is_dir():
        raise CommandError(f"There is no folder {target.parent}.")
    needed = sum(Document.objects.values_list("size", flat=True)) + _size_of_database()
    room(target.parent, needed)
    try:
        with _draft(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            return _fill(archive, say, at)
    except OSError as error:
        raise CommandError(f"{target} could not be written: {error.strerror or error}.") from error


def room(folder: Path, needed: int) -> None:
    """Refuse to fill the disk with ``needed`` bytes: the book itself may live on it."""
    standing = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    free = shutil.disk_usage(standing).free
    if free < needed:
        raise CommandError(
            f"The disk of {folder} has {free // 2**20} MB left, and up to {needed // 2**20 + 1} MB"
            " are needed: make room, or use another disk."
        )


def _size_of_database() -> int:
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


@contextmanager
def _draft(target: Path) -> Iterator[IO[bytes]]:
    """A file beside ``target`` that takes its name when all of it is on disk."""
    descriptor, name = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.name}.", suffix=".part"
    )
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.rename(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name, too, must outlive the power
    finally:
        os.close(folder)


def _fill(archive: zipfile.ZipFile, say: Say, at: datetime) -> Manifest:
    with snapshot():
        manifest = Manifest(
            version=__version__,
            made_at=at.astimezone(UTC).isoformat(),
            database=connection.vendor,
            migrations=_migrations(),
            books=[
                Head(book.code, book.sample, book.seq, book.chain_hash)
                for book in Book.objects.order_by("code")
            ],
            missing=[],
        )
        manifest.parts = _tables(archive, say)
        papers = hashes()
    _papers(archive, sorted(papers), manifest, say)
    close(archive, manifest)
    return manifest


def _migrations() -> dict[str, list[str]]:
    """What was done to the tables of Wardbook, by app."""
    found: dict[str, list[str]] = {name.split(".")[0]: [] for name in tables()}
    for app, migration in MigrationRecorder(connection).applied_migrations():
        if app in found:
            found[app].append(migration)
    return {app: sorted(names) for app, names in found.items()}


def _tables(archive: zipfile.ZipFile, say: Say) -> list[Part]:
    say("rows of the book")
    try:
        return [add(archive, named(name), lines(table)) for name, table in tables().items()]
    except UnicodeEncodeError as error:
        raise CommandError(
            "The database holds text that is none: `wardbook verify` names where."
        ) from error


def _papers(archive: zipfile.ZipFile, papers: list[str], manifest: Manifest, say: Say) -> None:
    for number, sha256 in enumerate(papers, start=1):
        path = original(sha256)
        content = path.read_bytes() if path.is_file() else b""
        if content_hash(content) == sha256:
            manifest.parts.append(add(archive, original_part(sha256), [content]))
        else:
            manifest.missing.append(sha256)
        if number % EVERY == 0 or number == len(papers):
            say(f"original papers: {number} of {len(papers)}")
