"""Words of a text that may be about a private person, found before anything is released.

It errs on the side of hiding: an officer decides, the program proposes. Phone and identity
numbers and e-mail addresses are certain; a name after a form of address is likely.
"""

import re

Span = tuple[int, int]

_CERTAIN = re.compile(
    r"(?<![\d.,])(?:\+?84|0)(?:[ .-]?\d){9}(?!\d)"  # telephone
    r"|(?<![\d.,])\d{12}(?![.,]?\d)"  # citizen identity number
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
)
_ADDRESS = re.compile(r"\b(?:đồng chí|đ/c|ông|bà|anh|chị|cô|chú|bác|cụ|em)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 5  # syllables


def certain(text: str) -> list[Span]:
    """Telephone numbers, identity numbers and e-mail addresses."""
    return [match.span() for match in _CERTAIN.finditer(text)]


def likely(text: str) -> list[Span]:
    """Names that follow a form of address (đồng chí, ông, bà …)."""
    names = (_name_at(text, match.end()) for match in _ADDRESS.finditer(text))
    return [name for name in names if name]


def _name_at(text: str, start: int) -> Span | None:
    """The capitalised syllables from ``start``, at least two of them."""
    end, count = start, 0
    while count < _LONGEST_NAME and (word := _WORD.match(text, end + (count > 0))):
        if not word[0][0].isupper() or (count and not text[end].isspace()):
            break
        end, count = word.end(), count + 1
    return (start, end) if count > 1 else None
