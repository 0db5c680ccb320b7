"""Vietnamese text brought to the form in which it is compared, searched and romanised."""

import re
import unicodedata

_STROKE = str.maketrans("đĐ", "dD")  # đ is a letter of its own: Unicode does not decompose it
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """The text without diacritics, letter case kept: "Đồng Nai" becomes "Dong Nai"."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text.translate(_STROKE))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """The text as it is compared: no diacritics, lower case, whatever its Unicode form was."""
    return plain(text.lower())


def words(text: str) -> tuple[str, ...]:
    """The folded syllables and numbers of a text, in order: "Hộ nghèo (2022)" has three."""
    return tuple(_WORD.findall(fold(text)))
