"""Restoring: everything is checked before anything is written, and written where nothing is."""

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from wardbook.documents.actions import keep_original
from wardbook.documents.queries import original
from wardbook.ledger import guards
from wardbook.lib.chain import content_hash
from wardbook.office.backup.archive import Manifest, Part, Unreadable, check, manifest_of
from wardbook.office.backup.rows import Table, count_on, lines, load, tables
from wardbook.office.backup.write import Say, room
from wardbook.web import kept


def restore(source: Path, *, say: Say) -> Manifest:
    """Bring the backup ``source`` back into an empty place; raises ``CommandError``.

    The rows become visible at once, in one transaction, after they were read back and compared.
    What was cut short before that can be begun again.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = manifest_of(archive)
            _refuse_newer(manifest)
            _refuse_occupied(manifest)
            room(Path(settings.DATA), sum(part.size for part in manifest.parts))
            say("every part against its hash")
            check(archive, manifest)
            _papers(archive, manifest, say)
            _rows(archive, manifest, say)
    except (Unreadable, zipfile.BadZipFile) as error:
        raise CommandError(f"{source} cannot be restored: {error}.") from error
    except OSError as error:
        raise CommandError(f"Restoring stopped: {error.strerror or error}.") from error
    except DatabaseError as error:
        raise CommandError(f"Restoring stopped, no row was kept: {error}") from error
    kept.forget_all()  # pages of whatever was here before
    say("tables as this version has them, and the guards of the ledger")
    call_command("migrate", verbosity=0)
    return manifest


def _refuse_newer(manifest: Manifest) -> None:
    known = MigrationLoader(None).disk_migrations or {}
    wanted = {(app, name) for app, names in manifest.migrations.items() for name in names}
    if unknown := sorted(wanted - known.keys()):
        app, name = unknown[0]
        raise CommandError(
            f"The backup was made by a newer Wardbook ({manifest.version}; {app} {name}):"
            " install that version or a later one, then restore."
        )


def _refuse_occupied(manifest: Manifest) -> None:
    """Nothing is ever overwritten: no row may be here, no other paper, no later table."""
    present = set(connection.introspection.table_names())
    occupied = [
        name
        for name, table in tables().items()
        if table._meta.db_table in present and table._base_manager.exists()
    ]
    if occupied:
        raise CommandError("A book is here already: restore into an empty data folder or database.")
    _refuse_ready(manifest, present)
    papers = {original(part.original) for part in manifest.parts if part.original}
    for path in Path(settings.ORIGINALS).rglob("*"):
        if path.is_file() and (path not in papers or content_hash(path.read_bytes()) != path.name):
            raise CommandError(f"{path} is none of the backup: restore into an empty data folder.")


def _refuse_ready(manifest: Manifest, present: set[str]) -> None:
    """Empty tables stay from a restore that was cut short; others were made for a new book."""
    applied = MigrationLoader(connection).applied_migrations or {}
    ours = [(app, name) for app, name in applied if app in manifest.migrations]
    later = any(name not in manifest.migrations[app] for app, name in ours)
    if later or (present >= guards.TABLES and not guards.missing(connection)):
        raise CommandError(
            "The tables of a new book are here already: restore makes its own. Give it a database"
            " without tables (of SQLite, remove the empty book.sqlite3)."
        )


def _papers(archive: zipfile.ZipFile, manifest: Manifest, say: Say) -> None:
    papers = [part for part in manifest.parts if part.original]
    say(f"original papers: {len(papers)}")
    for part in papers:
        keep_original(archive.read(part.name), part.original)


def _rows(archive: zipfile.ZipFile, manifest: Manifest, say: Say) -> None:
    """Make the tables as they were, fill them, and read them back."""
    say("rows of the book")
    targets = [(app, names[-1]) for app, names in manifest.migrations.items() if names]
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    state = MigrationLoader(connection).project_state(targets)
    known, parts = tables(state.apps), [part for part in manifest.parts if part.table]
    if differing := sorted(known.keys() ^ {part.table for part in parts}):
        raise Unreadable(f"its tables are not those of its migrations ({differing[0]})")
    with transaction.atomic():
        for part in parts:
            _load(archive, part, known[part.table])
        connection.check_constraints()
        count_on(known.values())
        for part in parts:
            _compare(part, known[part.table])


def _load(archive: zipfile.ZipFile, part: Part, table: Table) -> None:
    try:
        with archive.open(part.name) as file:
            load(table, file)
    except (ValueError, TypeError, AttributeError, KeyError, ValidationError) as error:
        raise Unreadable(f"the rows of {part.table} cannot be read") from error


def _compare(part: Part, table: Table) -> None:
    """The rows as the database gives them back are those of the backup, byte for byte."""
    if _hash(lines(table)) != part.sha256:
        raise CommandError(f"Restoring stopped: the rows of {part.table} came out changed.")


def _hash(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
