"""Backups for tests: made, restored on a machine that has nothing, and changed by a hand."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from tests import make
from tests.browser import ROOT

COMMAND = Path(sys.executable).with_name("wardbook")
TABLES = """
from django.core.management import call_command
from django.core.management.commands.migrate import Command
call_command(Command(), verbosity=0)
"""
OURS = ("DJANGO_", "WARDBOOK_", "PYTEST_")  # what an empty machine's environment does not hold


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


def cut_short(folder: Path) -> Path:
    """What a restore that was cut short leaves of an empty machine: tables without a row."""
    made = on_empty_machine(folder, "shell", "-c", TABLES)
    assert made.returncode == 0, made.stderr
    return folder


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


def refused(file: Path, folder: Path) -> str:
    """What `restore` says of a file it does not take; nothing may be left of it."""
    told = on_empty_machine(folder, "restore", str(file))
    assert told.returncode == 1, told.stdout
    assert not (folder / "originals").exists()
    return told.stderr
