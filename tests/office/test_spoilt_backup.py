"""Files that `wardbook restore` must not take: damaged, changed by a hand, or made to harm."""

import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.office.backups import backup, changed, manifest, on_empty_machine, refused, saying
from wardbook.office.backup import archive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "ORIGINALS", tmp_path / "originals")


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


@pytest.mark.parametrize(
    "said",
    [
        {"parts": "none"},
        {"parts": [{"name": 5, "size": "x", "sha256": None}]},
        {"migrations": []},
        {"books": [{"code": "a", "nobody": 1}]},
        {"more": 1},
    ],
)
def test_a_manifest_of_other_types_is_not_read(tmp_path: Path, said: dict[str, Any]) -> None:
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as made:
        archive.close(made, archive.Manifest("0", "", "sqlite", {}, [], []))

    file = changed(tmp_path / "made.zip", saying(**said))

    with zipfile.ZipFile(file) as made, pytest.raises(archive.Unreadable, match="cannot be read"):
        archive.manifest_of(made)


def test_a_manifest_that_unpacks_to_more_than_memory_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LONGEST_MANIFEST", 1000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("manifest.json", b" " * 1001)

    with (
        zipfile.ZipFile(tmp_path / "bomb.zip") as made,
        pytest.raises(archive.Unreadable, match="too long"),
    ):
        archive.manifest_of(made)


def test_a_paper_larger_than_any_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = backup(tmp_path)
    monkeypatch.setattr(archive, "LARGEST_PAPER", 10)

    with (
        zipfile.ZipFile(file) as made,
        pytest.raises(archive.Unreadable, match="larger than any paper"),
    ):
        archive.check(made, archive.manifest_of(made))


def test_bytes_that_were_spoilt_are_found(tmp_path: Path) -> None:
    file = backup(tmp_path)
    with zipfile.ZipFile(file) as made:
        start = made.getinfo("tables/org.unit.jsonl").header_offset + 80
    content = bytearray(file.read_bytes())
    content[start : start + 8] = b"\xff" * 8
    file.write_bytes(content)

    assert "cannot be restored" in refused(file, tmp_path / "empty")


def test_an_encrypted_file_is_not_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as made:
        archive.close(made, archive.Manifest("0", "", "sqlite", {}, [], []))
    content = bytearray((tmp_path / "made.zip").read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[content.index(b"PK\x03\x04") + 6] |= 1
    (tmp_path / "made.zip").write_bytes(content)

    with (
        zipfile.ZipFile(tmp_path / "made.zip") as made,
        pytest.raises(archive.Unreadable, match="cannot be read"),
    ):
        archive.manifest_of(made)


@pytest.fixture
def place(tables: Path, tmp_path: Path) -> Path:
    """Its tables stand already."""
    return shutil.copytree(tables, tmp_path / "place")


def rewritten(file: Path, name: str, content: bytes) -> Path:
    """The archive with another ``name``, which the manifest names as if it were right."""
    parts = manifest(file)["parts"]
    for part in parts:
        if part["name"] == name:
            part |= {"size": len(content), "sha256": sha256(content).hexdigest()}
    inner = changed(file, lambda one, old: content if one == name else old)
    return changed(inner.rename(file), saying(parts=parts))


@pytest.mark.parametrize("rows", [b"no rows", b"[1]", b'{"nobody": 1}', b'{"id": "x"}', b"\xff"])
def test_rows_that_are_none_are_not_stored(tmp_path: Path, place: Path, rows: bytes) -> None:
    file = rewritten(backup(tmp_path), "tables/org.person.jsonl", rows + b"\n")

    told = on_empty_machine(place, "restore", str(file))

    assert told.returncode == 1
    assert "the rows of org.person cannot be read" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_table_that_was_taken_out_is_missed(tmp_path: Path, place: Path) -> None:
    file, audit = backup(tmp_path), "tables/web.auditevent.jsonl"
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        said = json.loads(old.read("manifest.json"))
        said["parts"] = [part for part in said["parts"] if part["name"] != audit]
        for name in {*old.namelist()} - {audit, "manifest.json"}:
            new.writestr(name, old.read(name))
        new.writestr("manifest.json", json.dumps(said))

    told = on_empty_machine(place, "restore", str(other))

    assert told.returncode == 1
    assert "its tables are not those of its migrations (web.auditevent)" in told.stderr
