"""What may be said in the ledger, and what may be taken out of it."""

from wardbook.ledger.models import Audience, Body, Entry
from wardbook.lib.refusal import Refusal


def why_not_erase(entry: Entry, reason: str) -> Refusal | None:
    """LED-01. A body is erased once, for a stated reason; an erasure itself stays.

    Source: DESIGN §5; rights of deletion under Law 91/2025/QH15 on personal data protection.
    """
    body = Body.objects.filter(entry=entry).first()
    if body is None:
        return Refusal("LED-01", "This entry has already been erased.")
    if body.verb == "erase":
        return Refusal("LED-01", "The record of an erasure cannot be erased.")
    if not reason.strip():
        return Refusal("LED-01", "Say why the entry is erased.")
    return None


def why_not_record(audience: str, key: str, content: dict[str, object]) -> Refusal | None:
    """LED-02. A public entry carries its own label in both languages, and a key with a topic."""
    if "/" not in key or key.startswith("/"):
        return Refusal("LED-02", "The key of an entry names its topic first: topic/name.")
    label = content.get("label")
    if audience == Audience.PUBLIC and not (
        isinstance(label, dict) and label.get("vi") and label.get("en")
    ):
        return Refusal("LED-02", "A public entry needs a label in Vietnamese and in English.")
    return None
