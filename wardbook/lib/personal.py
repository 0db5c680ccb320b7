"""Words of a text that may be about a private person, found before anything is released.

It errs on the side of hiding: an officer decides, the program proposes. Phone and identity
numbers and e-mail addresses are certain; a name after a form of address is likely.
"""

import re

Span = tuple[int, int]

_CERTAIN = re.compile(
    r"(?<![\d.,])(?:\+?84|0)(?:[ .-]?\d){9}(?![\d])"  # telephone
    r"|(?<![\d.,])\d{12}(?![\d.,]*\d)"  # citizen identity number
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
)
_ADDRESS = r"(?:[Đđ]ồng chí|[ÔôƠơ]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ụ|[Ee]m)"
_NAME = re.compile(
    rf"\b{_ADDRESS}\s+((?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]{{0,7}})(?:\s[A-ZĐÀ-Ỹ][a-zđà-ỹ]{{0,7}}){{1,4}})"
)


def certain(text: str) -> list[Span]:
    """Telephone numbers, identity numbers and e-mail addresses."""
    return [match.span() for match in _CERTAIN.finditer(text)]


def likely(text: str) -> list[Span]:
    """Names that follow a form of address (đồng chí, ông, bà …)."""
    return [match.span(1) for match in _NAME.finditer(text)]
