"""A file that waits for a yes: kept for a day under the name of its content, then gone.

Nothing of it is in the book before somebody has seen what it would change and agreed.
"""

import time
from pathlib import Path

from django.conf import settings

from wardbook.lib.chain import content_hash

A_DAY = 24 * 60 * 60  # seconds


def keep(content: bytes) -> str:
    """Keep ``content``; answers the name by which it is taken again."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    name = content_hash(content)
    (folder / name).write_bytes(content)
    return name


def take(name: str) -> bytes | None:
    """What was kept under ``name``, if it is still there; nothing else of the machine."""
    path = _folder() / name
    return path.read_bytes() if len(name) == 64 and name.isalnum() and path.is_file() else None


def _folder() -> Path:
    return Path(settings.DATA) / "pending"


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - A_DAY:
            path.unlink(missing_ok=True)
