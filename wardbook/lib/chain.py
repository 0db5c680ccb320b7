"""Canonical JSON, salted hashes and the chain that holds them.

SHA-256 throughout. Every hashed field is preceded by its length, so no two different records
have the same bytes to hash.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal


def genesis(book: str, *, sample: bool) -> str:
    """What the first entry of ``book`` follows: its code, and whether it is a sample for ever."""
    return _digest("wardbook book 1", book, "sample" if sample else "real")


def canonical(content: Mapping[str, object]) -> str:
    """``content`` as the one JSON text that stands for it: keys sorted, no spaces, NFC as given.

    Decimals become strings. Floats are refused (``TypeError``): they have no exact text.
    """
    _refuse_floats(content)
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_exact
    )


def _exact(value: object) -> str:
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    raise TypeError(f"no exact JSON for {type(value).__name__}")


def _refuse_floats(content: object) -> None:
    """Look at everything in ``content``, which is asked of each entry of the ledger."""
    waiting = [content]
    while waiting:
        value = waiting.pop()
        if isinstance(value, float):
            raise TypeError("a float has no exact text; use int or Decimal")
        if isinstance(value, dict):
            for key in value:
                if not isinstance(key, str):
                    raise TypeError("keys of canonical JSON are strings")
            waiting += value.values()
        elif isinstance(value, list | tuple):
            waiting += value


def entry_hash(salt: bytes, *fields: str) -> str:
    """Hash of a body; without its ``salt`` nobody can guess the body from it."""
    return _digest("wardbook entry 1", salt.hex(), *fields)


def chain_hash(previous: str, book: str, seq: int, audience: str, entry: str) -> str:
    """The next link: it fixes the body's hash, its place, its audience and all that went before."""
    return _digest("wardbook chain 1", previous, book, str(seq), audience, entry)


def content_hash(content: bytes) -> str:
    """The name of a file by its content."""
    return hashlib.sha256(content).hexdigest()


def _digest(*fields: str) -> str:
    digest = hashlib.sha256()
    for field in fields:
        data = field.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
