"""What may be said in the ledger, and what may be taken out of it."""

import re

from wardbook.ledger.models import ERASE, Audience, Body, Entry
from wardbook.lib import personal
from wardbook.lib.refusal import Refusal
from wardbook.web.unwritten import no_room, passes

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


BUSY = Refusal(
    "LED-04",
    "The book cannot be written just now, and nothing was saved. What you typed is still here:"
    " send it again in a minute.",
    passing=True,
)
NO_ROOM = Refusal(
    "LED-04",
    "The disk takes nothing more: it is full, read-only or broken, and nothing was saved. What you"
    " typed is still here: tell whoever looks after the machine, then send it again.",
    passing=True,
)


def why_not_keep(error: Exception) -> Refusal | None:
    """LED-04. What database or disk cannot keep now is refused, and nothing of it is kept."""
    if no_room(error):
        return NO_ROOM
    return BUSY if passes(error) else None


def why_not_open(code: str) -> Refusal | None:
    """LED-03. A book is known for ever by a code that can stand in an address."""
    if _CODE.fullmatch(code):
        return None
    return Refusal(
        "LED-03",
        "The code of a book is at most 40 letters without accents, digits, - or _, and begins with"
        " a letter or digit.",
    )


def why_not_erase(entry: Entry, reason: str) -> Refusal | None:
    """LED-01. A body is erased once, for a stated reason; an erasure itself stays.

    So its reason, which can never be erased, holds no number or address of a person.
    Source: DESIGN §5; rights of deletion under Law 91/2025/QH15 on personal data protection.
    """
    body = Body.objects.filter(entry=entry).first()
    if body is None:
        return Refusal("LED-01", "This entry has already been erased.")
    if body.verb == ERASE:
        return Refusal("LED-01", "The record of an erasure cannot be erased.")
    if not reason.strip():
        return Refusal("LED-01", "Say why the entry is erased.")
    if personal.certain(reason) or personal.likely(reason):
        return Refusal(
            "LED-01",
            "Take the name, telephone, identity number or e-mail out of the reason: it stays.",
        )
    return None


def why_not_record(
    audience: str, verb: str, key: str, content: dict[str, object]
) -> Refusal | None:
    """LED-02. A key names its topic, a public entry its label; only erasing says that it erased."""
    if verb == ERASE:
        return Refusal("LED-02", "An erasure is written by erasing a body, in no other way.")
    if "/" not in key or key.startswith("/"):
        return Refusal("LED-02", "The key of an entry names its topic first: topic/name.")
    if audience == Audience.PUBLIC and not is_label(content.get("label")):
        return Refusal("LED-02", "A public entry needs a label in Vietnamese and in English.")
    return None


def is_label(label: object) -> bool:
    """Whether ``label`` names something in both languages."""
    return isinstance(label, dict) and all(
        isinstance(label.get(code), str) and label[code] for code in ("vi", "en")
    )
