"""`wardbook remove-samples`: a demonstration becomes an empty place, and nothing real ever goes."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from tests import make
from tests.office.backups import on_empty_machine
from wardbook.ledger import guards
from wardbook.ledger.models import Book

SAMPLE = "from tests import make; make.book(sample=True); make.released()"
REAL = "from tests import make; make.released()"
FILED = """
from tests import make
from tests.exchange.files import ROW
from tests.exchange.test_taking import taken
from wardbook.cases.actions.scans import add_scan
make.book(sample=True)
add_scan(make.case(), b"\\x89PNG\\r\\n\\x1a\\n a picture", "a.png", by=make.lan(), at=make.AT)
taken(ROW)
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    assert on_empty_machine(folder, "migrate").returncode == 0
    return folder


@pytest.fixture
def place(empty: Path, tmp_path: Path) -> Path:
    """A place of its own: what the command does to tables is not undone by a test."""
    return shutil.copytree(empty, tmp_path, dirs_exist_ok=True)


def run(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return on_empty_machine(place, *words)


def test_a_sample_goes_with_papers_accounts_and_entries(place: Path) -> None:
    assert run(place, "shell", "-c", SAMPLE).returncode == 0

    removed = run(place, "remove-samples", "--yes")

    assert removed.returncode == 0, removed.stderr
    assert not [path for path in (place / "originals").rglob("*") if path.is_file()]
    counted = "print([m.__name__ for m in __import__('django.apps').apps.apps.get_models()"
    left = run(
        place, "shell", "-c", f"{counted} if 'wardbook' in m.__module__ and m.objects.count()])"
    )
    assert left.stdout.splitlines()[-1] == "[]"


def test_a_sample_goes_with_its_scans_and_exports(place: Path) -> None:
    filed = run(place, "shell", "-c", FILED)
    assert filed.returncode == 0, filed.stderr
    lying = [path for path in (place / "originals").rglob("*") if path.is_file()]

    removed = run(place, "remove-samples", "--yes")

    assert removed.returncode == 0, removed.stderr
    assert (len(lying), [path for path in lying if path.exists()]) == (2, [])


def test_where_a_sample_was_a_real_book_can_be_opened(place: Path) -> None:
    run(place, "shell", "-c", SAMPLE)
    run(place, "remove-samples", "--yes")

    assert run(place, "shell", "-c", REAL).returncode == 0
    assert "entries stand" in run(place, "verify").stdout


def test_nobody_is_asked_where_nobody_sits(place: Path) -> None:
    run(place, "shell", "-c", SAMPLE)

    told = run(place, "remove-samples")

    assert "remove-samples --yes" in told.stderr
    assert "entries stand" in run(place, "verify").stdout


def test_an_empty_place_has_nothing_to_remove(tmp_path: Path) -> None:
    assert "nothing to remove" in run(tmp_path, "remove-samples", "--yes").stdout


@pytest.mark.django_db
def test_a_real_book_keeps_its_whole_place() -> None:
    make.book("that-one", sample=True)
    make.book("this-one", sample=False)

    with pytest.raises(CommandError, match="this-one is real"):
        call_command("remove_samples", "--yes")


@pytest.mark.django_db
def test_a_real_book_that_was_called_a_sample_by_hand_stays() -> None:
    make.released()
    connection.check_constraints()
    guards.lift(connection)
    Book.objects.update(sample=True)
    connection.check_constraints()
    guards.install(connection)

    with pytest.raises(CommandError, match="nothing proves"):
        call_command("remove_samples", "--yes")
