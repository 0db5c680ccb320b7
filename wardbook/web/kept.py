"""Pages that are kept as files: each as it left Django, headers and all, under a digest.

A page is kept after it was asked for, and let go by whoever changes what it says, before that
change is committed. The files outlive neither the program nor the machine: their folder is named
by what the pages are made of and by the boot, so none needs to be forced to disk. Why it holds:
``docs/decisions/0007-kept-pages.md``.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from threading import get_ident

from django.conf import settings

from wardbook import __version__

LARGEST = 512 * 1024  # bytes of a file: what is longer is not kept
BOOT = Path("/proc/sys/kernel/random/boot_id")
PACKAGE = Path(__file__).resolve().parents[1]
MADE_OF = ("*/templates/**/*.html", "locale/*/LC_MESSAGES/*.mo", "**/*.py")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its headers and body, ``until`` when it holds (seconds since 1970; 0: for ever),
    and ``stand``, what it was made of."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    stand: int
    until: int


def load(name: str, form: str) -> Kept | None:
    """What is kept under ``name`` in one form (a language)."""
    try:
        descriptor = os.open(f"{_root()}/{name[:2]}/{name}.{form}", os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        head, _, body = os.read(descriptor, LARGEST).partition(b"\n")
    finally:
        os.close(descriptor)
    headers, stand, until = json.loads(head)
    return Kept(tuple((key, value) for key, value in headers), body, stand, until)


def save(name: str, form: str, page: Kept) -> None:
    """Keep a page: it is there whole or not at all; a full disk keeps none."""
    head = json.dumps([page.headers, page.stand, page.until]).encode()
    if len(head) + len(page.body) >= LARGEST:
        return
    # Nobody else writes it. Whatever folder it goes to, a file is made in one: elsewhere a
    # file system may look for room first, which took ten times what the rest takes.
    made = f"{_root()}/{os.getpid()}-{get_ident()}"
    try:
        descriptor = _created(made)
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(head + b"\n" + page.body)
        _put(made, f"{_root()}/{name[:2]}", f"{name}.{form}")
    except OSError:
        with contextlib.suppress(OSError):
            Path(made).unlink()


def _created(made: str) -> int:
    how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        return os.open(made, how, 0o600)
    except FileNotFoundError:  # the first page of its edition
        _forget_older()
        Path(made).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(made, how, 0o600)


def _put(made: str, folder: str, name: str) -> None:
    try:
        os.replace(made, f"{folder}/{name}")  # noqa: PTH105 - at every step of every case
    except FileNotFoundError:  # the first page of its folder
        Path(folder).mkdir(exist_ok=True, mode=0o700)
        Path(made).replace(f"{folder}/{name}")


def forget(names: Iterable[str]) -> None:
    """Let go what is kept under ``names``, in every edition; raises ``OSError`` if it stays."""
    editions, forms = _named(), [form for form, _ in settings.LANGUAGES]
    for name in names:
        for place in [f"{settings.KEPT}/{edition}/{name[:2]}/{name}" for edition in editions]:
            for form in forms:
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    os.unlink(f"{place}.{form}")  # noqa: PTH108 - at every step of every case


def forget_all() -> int:
    """Let every page go; answers how many there were."""
    count = sum(1 for _ in names())
    for edition in _editions():
        shutil.rmtree(edition)
    return count


def prune(most: int) -> int:
    """Let the pages that were kept longest ago go until all of them take ``most`` bytes at most.

    Answers how many went. Whoever asks for one of them has it written again.
    """
    _forget_older()
    found = [(path, seen) for path in _edition().rglob("*") if (seen := _seen(path))]
    found.sort(key=lambda pair: pair[1].st_mtime_ns)
    size, gone = sum(seen.st_size for _, seen in found), 0
    for path, seen in found:
        if size <= most:
            break
        path.unlink(missing_ok=True)
        size, gone = size - seen.st_size, gone + 1
    return gone


def _seen(path: Path) -> os.stat_result | None:
    """What is known of a file, unless a step let it go just now; nothing of a folder."""
    try:
        seen = path.stat()
    except FileNotFoundError:
        return None
    return seen if S_ISREG(seen.st_mode) else None


def names() -> Iterator[tuple[str, str]]:
    """Name and form of every page that may be served."""
    for path in sorted(_edition().glob("*/*.*")):
        yield path.stem, path.suffix[1:]


def _forget_older() -> None:
    """Pages of another version or of before a boot: none is served again."""
    for edition in _editions():
        if edition != _edition():
            shutil.rmtree(edition, ignore_errors=True)


def _editions() -> list[Path]:
    """Folders: what else somebody left there holds no page."""
    return [path for name in _named() if (path := Path(settings.KEPT, name)).is_dir()]


def _named() -> list[str]:
    try:
        return os.listdir(settings.KEPT)  # noqa: PTH208 - at every step of every case
    except FileNotFoundError:
        return []


def _edition() -> Path:
    return Path(_root())


def _root() -> str:
    return f"{settings.KEPT}/{_made_of(str(settings.STATIC_ROOT))}"


@cache
def _made_of(static: str) -> str:
    """What the pages of this process are made of, and since when the machine runs."""
    files = sorted(path for pattern in MADE_OF for path in PACKAGE.glob(pattern))
    files += [path for path in [Path(static, "staticfiles.json")] if path.exists()]
    said = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    boot = BOOT.read_text("ascii") if BOOT.exists() else str(os.getpid())
    policy = [str(getattr(settings, name)) for name in ("CONTENT_SECURITY_POLICY", "HTTPS")]
    return sha256("\n".join([__version__, boot, *policy, *said]).encode()).hexdigest()[:16]
