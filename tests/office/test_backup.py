"""A place in one file, and back: `wardbook backup` and `wardbook restore`."""

import json
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from tests import make
from tests.browser import ROOT
from tests.office import people
from wardbook.documents.queries import original
from wardbook.ledger.models import Book
from wardbook.org.models import Person, Session

pytestmark = pytest.mark.django_db

COMMAND = Path(sys.executable).with_name("wardbook")
OURS = ("DJANGO_", "WARDBOOK_", "PYTEST_")  # what an empty machine's environment does not hold


@pytest.fixture(autouse=True)
def originals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(settings, "ORIGINALS", tmp_path / "originals")
    return tmp_path / "originals"


def backup(folder: Path) -> Path:
    """A book with one public figure, backed up."""
    make.released()
    file = folder / "backup.zip"
    call_command("backup", str(file), stdout=StringIO())
    return file


def on_empty_machine(
    folder: Path, *words: str, database: str = ""
) -> subprocess.CompletedProcess[str]:
    """`wardbook` in a process of its own, whose data folder is ``folder``."""
    environment = {name: word for name, word in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(
        [COMMAND, *words],
        env=environment
        | {"WARDBOOK_DATA": str(folder), "WARDBOOK_DATABASE": database, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def manifest(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        said: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return said


def changed(file: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The archive with each part as ``change`` makes it of its name and content."""
    other = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return other


def saying(**said: Any) -> Callable[[str, bytes], bytes]:
    """A change of the manifest alone."""

    def change(name: str, content: bytes) -> bytes:
        return json.dumps(json.loads(content) | said).encode() if "manifest" in name else content

    return change


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


def test_a_restored_place_is_the_one_that_was_backed_up(tmp_path: Path) -> None:
    file = backup(tmp_path)
    head, folder = Book.objects.get().chain_hash, tmp_path / "empty"

    restored = on_empty_machine(folder, "restore", str(file))
    again = on_empty_machine(folder, "backup", str(tmp_path / "again.zip"))

    assert restored.returncode == again.returncode == 0, restored.stderr + again.stderr
    assert f"entries stand; head {head}" in restored.stdout
    assert manifest(tmp_path / "again.zip")["parts"] == manifest(file)["parts"]


def test_a_restored_place_goes_on_and_its_guards_stand(tmp_path: Path) -> None:
    file, folder = backup(tmp_path), tmp_path / "empty"
    on_empty_machine(folder, "restore", str(file))
    more = "from tests import make; make.document('Năm 2026 có 7 hồ sơ.')"

    written = on_empty_machine(folder, "shell", "-c", more)
    verified = on_empty_machine(folder, "verify")

    assert written.returncode == verified.returncode == 0, written.stderr + verified.stderr


def test_a_second_restore_overwrites_nothing(tmp_path: Path) -> None:
    file, folder = backup(tmp_path), tmp_path / "empty"
    on_empty_machine(folder, "restore", str(file))

    again = on_empty_machine(folder, "restore", str(file))

    assert again.returncode != 0
    assert "A book is here already" in again.stderr


def test_a_restore_that_was_cut_short_is_begun_again(tmp_path: Path) -> None:
    """Tables without a row, and some of the papers: all that one leaves behind."""
    file, folder = backup(tmp_path), tmp_path / "empty"
    shutil.copytree(settings.ORIGINALS, folder / "originals")
    cut = "from django.core.management.commands.migrate import Command; from django.core.management"
    on_empty_machine(folder, "shell", "-c", f"{cut} import call_command; call_command(Command())")

    done = on_empty_machine(folder, "restore", str(file))

    assert done.returncode == 0, done.stderr


def test_tables_made_for_a_new_book_are_not_filled(tmp_path: Path) -> None:
    file, folder = backup(tmp_path), tmp_path / "empty"
    on_empty_machine(folder, "migrate")

    assert "restore makes its own" in refused(file, folder)


def test_a_folder_with_another_paper_is_left_alone(tmp_path: Path) -> None:
    file, folder = backup(tmp_path), tmp_path / "empty"
    (folder / "originals").mkdir(parents=True)
    (folder / "originals" / "paper").write_text("mine")

    told = on_empty_machine(folder, "restore", str(file))

    assert "none of the backup" in told.stderr
    assert (folder / "originals" / "paper").read_text() == "mine"


def refused(file: Path, folder: Path) -> str:
    """What `restore` says of a file it does not take; nothing may be left of it."""
    told = on_empty_machine(folder, "restore", str(file))
    assert told.returncode == 1, told.stdout
    assert not (folder / "originals").exists()
    return told.stderr


def test_a_changed_row_is_found_before_anything_is_written(tmp_path: Path) -> None:
    file = changed(backup(tmp_path), lambda _name, content: content.replace(b"1250", b"1350"))

    assert "is not as it was written" in refused(file, tmp_path / "empty")


def test_a_paper_under_a_foreign_hash_is_found(tmp_path: Path) -> None:
    file = backup(tmp_path)
    parts = manifest(file)["parts"]
    for part in parts:
        if part["name"].startswith("originals/"):
            part["sha256"] = "0" * 64

    assert "originals/" in refused(changed(file, saying(parts=parts)), tmp_path / "empty")


def test_a_part_more_than_the_manifest_names_is_found(tmp_path: Path) -> None:
    file = backup(tmp_path)
    parts = manifest(file)["parts"][1:]

    assert "not those its manifest" in refused(
        changed(file, saying(parts=parts)), tmp_path / "empty"
    )


def test_a_part_outside_its_folder_is_no_part(tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    with zipfile.ZipFile(backup(tmp_path)) as old, zipfile.ZipFile(file, "w") as new:
        said = json.loads(old.read("manifest.json"))
        said["parts"] = [{"name": "../../evil", "size": 1, "sha256": "0"}]
        new.writestr("../../evil", "x")
        new.writestr("manifest.json", json.dumps(said))

    assert "no part of a backup" in refused(file, tmp_path / "empty")


def test_a_file_cut_short_is_no_backup(tmp_path: Path) -> None:
    file = backup(tmp_path)
    file.write_bytes(file.read_bytes()[:-100])

    assert "cannot be restored" in refused(file, tmp_path / "empty")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "nothing.zip", tmp_path / "empty")


def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = backup(tmp_path)
    later = manifest(file)["migrations"]
    later["org"].append("9999_of_another_day")

    said = refused(changed(file, saying(migrations=later, version="9.9")), tmp_path / "empty")
    assert "newer Wardbook (9.9; org 9999_of_another_day)" in said


def test_a_backup_in_another_format_is_refused(tmp_path: Path) -> None:
    file = changed(backup(tmp_path), saying(format="wardbook backup 7"))

    assert "its format is 'wardbook backup 7'" in refused(file, tmp_path / "empty")


def test_a_restored_person_still_has_the_same_password(tmp_path: Path) -> None:
    file, folder = backup(tmp_path), tmp_path / "empty"
    on_empty_machine(folder, "restore", str(file))
    ask = "from wardbook.org.models import Person; print(Person.objects.get(pk={}).password)"

    held = Person.objects.get(username="lan")
    said = on_empty_machine(folder, "shell", "-c", ask.format(held.pk))

    assert held.password in said.stdout


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
