"""A place in one file, and back: `wardbook backup` and `wardbook restore`."""

import os
import resource
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from tests import make
from tests.office import people
from tests.office.backups import backup, manifest, on_empty_machine, refused
from wardbook.documents.queries import original
from wardbook.ledger.models import Book
from wardbook.org.models import Person, Session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(settings, "ORIGINALS", tmp_path / "originals")
    return tmp_path / "originals"


def test_the_manifest_names_the_head_of_each_book(tmp_path: Path) -> None:
    said = manifest(backup(tmp_path))

    assert [head["chain_hash"] for head in said["books"]] == [Book.objects.get().chain_hash]


def test_a_backup_holds_each_original_and_neither_key_nor_session(tmp_path: Path) -> None:
    people.lan()
    key = Session.objects.get().session_key
    file = backup(tmp_path)

    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    assert make.PAPER.encode() in content.values()
    secrets = (key.encode(), settings.SECRET_KEY.encode())
    assert not [name for name, held in content.items() if any(one in held for one in secrets)]


def test_only_its_owner_may_read_a_backup(tmp_path: Path) -> None:
    assert backup(tmp_path).stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    file = backup(tmp_path)

    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(file))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no folder"):
        call_command("backup", str(tmp_path / "nowhere" / "backup.zip"))


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process may pass ``size`` bytes: the nearest to a full disk without one."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_is_said_in_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    make.released()
    folder = tmp_path / "disk"
    folder.mkdir()

    with room_for(1000), pytest.raises(CommandError, match="could not be written") as told:
        call_command("backup", str(folder / "backup.zip"), stdout=StringIO())

    assert len(str(told.value).splitlines()) == 1
    assert not list(folder.iterdir())


def test_a_backup_never_takes_the_last_room_of_a_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.released()
    nearly_full = shutil.disk_usage(tmp_path)._replace(free=10)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: nearly_full)

    with pytest.raises(CommandError, match="make room"):
        call_command("backup", str(tmp_path / "backup.zip"), stdout=StringIO())
    assert not list(tmp_path.glob("*backup*"))


def test_an_original_that_is_gone_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    original(make.document().sha256).unlink()
    file = tmp_path / "backup.zip"

    with pytest.raises(CommandError, match="without 1 original"):
        call_command("backup", str(file), stdout=StringIO())
    assert len(manifest(file)["missing"]) == 1


class Restored(NamedTuple):
    """A backup, what it was made of, and the place it came back to."""

    file: Path
    head: str
    lan: Person
    folder: Path
    told: CompletedProcess[str]


@pytest.fixture(scope="module")
def restored(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Restored:
    """Restored once where nothing is; each test goes on in a copy."""
    folder = tmp_path_factory.mktemp("restored")
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(settings, "ORIGINALS", folder / "originals")
        file = backup(folder)
        head, lan = Book.objects.get().chain_hash, Person.objects.get(username="lan")
        transaction.set_rollback(True)
    place = folder / "place"
    return Restored(file, head, lan, place, on_empty_machine(place, "restore", str(file)))


@pytest.fixture
def place(restored: Restored, tmp_path: Path) -> Path:
    return shutil.copytree(restored.folder, tmp_path / "place")


def test_a_restored_place_is_the_one_that_was_backed_up(
    restored: Restored, place: Path, tmp_path: Path
) -> None:
    again = on_empty_machine(place, "backup", str(tmp_path / "again.zip"))

    told = restored.told
    assert told.returncode == again.returncode == 0, told.stderr + again.stderr
    assert f"entries stand; head {restored.head}" in told.stdout
    assert manifest(tmp_path / "again.zip")["parts"] == manifest(restored.file)["parts"]


def test_a_restored_place_goes_on_and_its_guards_stand(place: Path) -> None:
    more = "from tests import make; make.document('Năm 2026 có 7 hồ sơ.')"

    written = on_empty_machine(place, "shell", "-c", more)
    verified = on_empty_machine(place, "verify")

    assert written.returncode == verified.returncode == 0, written.stderr + verified.stderr


def test_a_second_restore_overwrites_nothing(restored: Restored, place: Path) -> None:
    again = on_empty_machine(place, "restore", str(restored.file))

    assert again.returncode != 0
    assert "A book is here already" in again.stderr


def test_a_restore_that_was_cut_short_is_begun_again(tables: Path, tmp_path: Path) -> None:
    """Tables without a row, and some of the papers: all that one leaves behind."""
    file, folder = backup(tmp_path), shutil.copytree(tables, tmp_path / "empty")
    shutil.copytree(settings.ORIGINALS, folder / "originals")

    done = on_empty_machine(folder, "restore", str(file))

    assert done.returncode == 0, done.stderr


def test_tables_made_for_a_new_book_are_not_filled(tables: Path, tmp_path: Path) -> None:
    file, folder = backup(tmp_path), shutil.copytree(tables, tmp_path / "empty")
    on_empty_machine(folder, "migrate")

    assert "restore makes its own" in refused(file, folder)


def test_a_folder_with_another_paper_is_left_alone(tmp_path: Path) -> None:
    file, folder = backup(tmp_path), tmp_path / "empty"
    (folder / "originals").mkdir(parents=True)
    (folder / "originals" / "paper").write_text("mine")

    told = on_empty_machine(folder, "restore", str(file))

    assert "none of the backup" in told.stderr
    assert (folder / "originals" / "paper").read_text() == "mine"


def test_a_restored_person_still_has_the_same_password(restored: Restored, place: Path) -> None:
    ask = "from wardbook.org.models import Person; print(Person.objects.get(pk={}).password)"

    said = on_empty_machine(place, "shell", "-c", ask.format(restored.lan.pk))

    assert restored.lan.password in said.stdout


@pytest.fixture
def empty_database() -> Iterator[str]:
    """The address of a PostgreSQL database without tables, beside the one under test."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("CREATE DATABASE moved")
    yield f"{os.environ['WARDBOOK_DATABASE'].rpartition('/')[0]}/moved"
    with connection._nodb_cursor() as cursor:
        cursor.execute("DROP DATABASE moved WITH (FORCE)")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the tests on PostgreSQL do it")
def test_a_book_moves_to_sqlite_and_back(tmp_path: Path, empty_database: str) -> None:
    file, sqlite, second = backup(tmp_path), tmp_path / "sqlite", tmp_path / "second.zip"

    on_empty_machine(sqlite, "restore", str(file))
    on_empty_machine(sqlite, "backup", str(second))
    back = on_empty_machine(tmp_path / "back", "restore", str(second), database=empty_database)

    assert back.returncode == 0, back.stderr
    assert f"head {Book.objects.get().chain_hash}" in back.stdout
    assert manifest(second)["parts"] == manifest(file)["parts"]
