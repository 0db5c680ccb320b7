"""What it means that a predicted figure, value or word is the annotated one."""

import re
import unicodedata
from collections import Counter
from decimal import Decimal, InvalidOperation

Span = tuple[int, int]
Edges = dict[int, list[tuple[float, int]]]

_ALIASES = {
    "tỉ": "tỷ", "đv": "đảng viên", "đ/c": "đồng chí", "m²": "m2", "km²": "km2", "mét": "m",
    "met": "m", "vnđ": "đồng", "vnd": "đồng", "đ": "đồng", "dong": "đồng", "phần trăm": "%",
    "tccsđ": "tổ chức", "clb": "câu lạc bộ", "điểm phần trăm": "điểm %", "hécta": "ha",
    "héc ta": "ha",
}  # fmt: skip


def plain(text: object) -> str:
    """Lower case in NFC; nothing for ``None``."""
    return unicodedata.normalize("NFC", str(text or "")).lower().strip()


def number(value: object) -> Decimal | None:
    """The number behind a JSON value, or ``None`` where there is none."""
    try:
        return None if value in (None, "") else Decimal(str(value)).normalize()
    except InvalidOperation:
        return None


def unit(text: object) -> str:
    """A unit without its spellings: aliases resolved part by part, marks dropped."""
    words = re.sub(r"\s+", " ", plain(text))
    parts = (_ALIASES.get(part.strip(), part.strip()) for part in words.split("/"))
    bare = unicodedata.normalize("NFD", "/".join(parts).replace("đ", "d"))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def same_unit(gold: object, read: object) -> bool:
    """Equal, or one is the beginning words of the other: người ~ người dân."""
    a, b = unit(gold), unit(read)
    return a == b or bool(a and b and (a.startswith(b + " ") or b.startswith(a + " ")))


def word_f1(gold: object, read: object) -> float:
    """The F1 of the words two phrases share."""
    a, b = (Counter(re.findall(r"[^\W_]+", plain(text))) for text in (gold, read))
    if not a and not b:
        return 1.0
    return 2 * (a & b).total() / (a.total() + b.total())


def overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def likeness(a: Span, b: Span) -> float:
    """Overlap over union of two spans."""
    shared = overlap(a, b)
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared else 0.0


def best_match(edges: Edges) -> dict[int, int]:
    """A largest one-to-one matching, left to right, likeliest edges tried first."""
    owner: dict[int, int] = {}

    def settle(left: int, tried: set[int]) -> bool:
        for _, right in sorted(edges[left], reverse=True):
            if right in tried:
                continue
            tried.add(right)
            if right not in owner or settle(owner[right], tried):
                owner[right] = left
                return True
        return False

    for left in sorted(edges, key=lambda left: (-max(w for w, _ in edges[left]), left)):
        settle(left, set())
    return {left: right for right, left in owner.items()}
