"""The file of a backup: its parts, each with size and SHA-256, and the manifest that names them."""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = "wardbook backup 1"
MANIFEST = "manifest.json"
CHUNK = 1 << 20
LONGEST_MANIFEST = 128 << 20  # bytes: about half a million papers
LARGEST_PAPER = 64 << 20  # bytes: more than the office ever took
# What Python says of an archive that is spoilt, encrypted or packed in a way of its own.
SPOILT = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
_TABLE = re.compile(r"tables/([a-z_]+\.[a-z_]+)\.jsonl")
_ORIGINAL = re.compile(r"originals/([0-9a-f]{64})")


class Unreadable(Exception):
    """The file is no backup, or not the one that was made; its text says what was met."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive: a table, or a paper as it came."""

    name: str
    size: int
    sha256: str

    @property
    def table(self) -> str:
        """The name of the table it holds, or nothing."""
        found = _TABLE.fullmatch(self.name)
        return found[1] if found else ""

    @property
    def original(self) -> str:
        """The content hash of the paper it is, or nothing."""
        found = _ORIGINAL.fullmatch(self.name)
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a book had come when it was backed up."""

    code: str
    sample: bool
    seq: int
    chain_hash: str


@dataclass(slots=True)
class Manifest:
    """What a backup says of itself; ``migrations`` are those its tables had, by app."""

    version: str
    made_at: str
    database: str
    migrations: dict[str, list[str]]
    books: list[Head]
    missing: list[str]  # papers whose original was not there, or was not the one received
    parts: list[Part] = field(default_factory=list)
    format: str = FORMAT


def table_part(name: str) -> str:
    return f"tables/{name}.jsonl"


def original_part(sha256: str) -> str:
    return f"originals/{sha256}"


def add(archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> Part:
    """Write a part and answer what was written."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Part(name, size, digest.hexdigest())


def close(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the manifest, last: a file without one was cut short."""
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


def manifest_of(archive: zipfile.ZipFile) -> Manifest:
    """What the archive says of itself; raises ``Unreadable``."""
    if MANIFEST not in archive.namelist():
        raise Unreadable("it has no manifest: it is no backup, or was cut short")
    if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:  # no more of it is ever unpacked
        raise Unreadable("its manifest is too long")
    try:
        said = json.loads(archive.read(MANIFEST))
        if said.get("format") != FORMAT:
            raise Unreadable(f"its format is {str(said.get('format'))[:40]!r}, not {FORMAT!r}")
        return _manifest(said)
    except (*SPOILT, ValueError, TypeError, AttributeError, KeyError) as error:
        raise Unreadable("its manifest cannot be read") from error


def _manifest(said: dict[str, Any]) -> Manifest:
    """As it is written, each value of its type: whoever changed the file may have put any."""
    parts = [
        Part(str(part["name"]), int(part["size"]), str(part["sha256"]))
        for part in said.pop("parts")
    ]
    books = [Head(**book) for book in said.pop("books")]
    migrations = {
        str(app): [str(name) for name in names] for app, names in said.pop("migrations").items()
    }
    return Manifest(parts=parts, books=books, migrations=migrations, **said)


def check(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read every part; raises ``Unreadable`` for the first that is not as the manifest says."""
    named = [part.name for part in manifest.parts]
    held = [one.filename for one in archive.infolist() if one.filename != MANIFEST]
    if sorted(named) != sorted(held):
        raise Unreadable("its parts are not those its manifest names")
    for part in manifest.parts:
        if not (part.table or part.original):
            raise Unreadable(f"{part.name[:80]!r} is no part of a backup")
        if part.original and part.size > LARGEST_PAPER:
            raise Unreadable(f"{part.name} is larger than any paper")
        if not _stands(archive, part):
            raise Unreadable(f"{part.name} is not as it was written")


def _stands(archive: zipfile.ZipFile, part: Part) -> bool:
    """Are size and hash right? No byte is read beyond the size that was written."""
    digest, size = hashlib.sha256(), 0
    try:
        for chunk in chunks_of(archive, part.name):
            size += len(chunk)
            digest.update(chunk)
            if size > part.size:
                return False
    except (*SPOILT, OSError):
        return False
    right = not part.original or part.original == part.sha256
    return right and (size, digest.hexdigest()) == (part.size, part.sha256)


def chunks_of(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as file:
        while chunk := file.read(CHUNK):
            yield chunk
