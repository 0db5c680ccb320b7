"""The signing key of a place that was given none: made once, kept beside its book."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """The key in ``path``, made on first use and readable by its owner alone."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)  # it holds the book as well
    key = secrets.token_urlsafe(50)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key)
    try:
        os.link(draft, path)  # fails when another process was first: then its key is ours
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
    finally:
        draft.unlink()
    return key
