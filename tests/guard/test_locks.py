"""What is installed is what was asked for, by hash, from wherever the reader's machine looks."""

import json
import re
from pathlib import Path

import pytest

from tests.guard.tree import ROOT, find, text

ASKED = find("requirements/*.in")
LOCKS = find("requirements/*.txt")
FRONT = json.loads(text(ROOT / "package-lock.json"))


def name_of(requirement: str) -> str:
    """The name as the registry writes it: ``whitenoise[brotli]~=6`` → ``whitenoise``."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def requirements(asked: Path) -> list[str]:
    return [row for row in text(asked).splitlines() if row and not row.startswith(("#", "-"))]


def entries(lock: Path) -> list[str]:
    """Each locked package with the lines that belong to it."""
    return re.split(r"\n(?=\S)", text(lock).strip())


@pytest.mark.parametrize("asked", ASKED, ids=lambda path: path.name)
def test_every_requirement_says_what_for(asked: Path) -> None:
    assert requirements(asked)
    assert not [row for row in requirements(asked) if not re.search(r"# .{10,}", row)]


@pytest.mark.parametrize("asked", ASKED, ids=lambda path: path.name)
def test_the_lock_answers_what_was_asked(asked: Path) -> None:
    by = f"-r requirements/{asked.name}"
    locked = {name_of(entry) for entry in entries(asked.with_suffix(".txt")) if by in entry}

    assert locked == {name_of(row) for row in requirements(asked)}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_its_hashes(lock: Path) -> None:
    assert not [entry for entry in entries(lock) if "--hash=sha256:" not in entry]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_lock_names_a_host(lock: Path) -> None:
    assert not re.search(r"://|index-url|find-links|trusted-host", text(lock))


def test_all_locks_agree_on_versions() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", text(lock), re.MULTILINE):
            versions.setdefault(name, set()).add(version)

    assert versions
    assert not {name: found for name, found in versions.items() if len(found) > 1}


def test_the_front_end_lock_has_hashes_and_no_host() -> None:
    packages = {name: row for name, row in FRONT["packages"].items() if name}

    assert packages
    assert not [
        name for name, row in packages.items() if not row["integrity"].startswith("sha512-")
    ]
    assert not [name for name, row in packages.items() if "resolved" in row]


def test_the_front_end_lock_answers_what_was_asked() -> None:
    asked = json.loads(text(ROOT / "package.json"))

    for group in ("dependencies", "devDependencies"):
        assert FRONT["packages"][""].get(group) == asked.get(group)
