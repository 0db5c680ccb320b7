"""Vietnamese text brought to the form in which it is compared, searched and romanised."""

import re
import unicodedata

_STROKE = str.maketrans("đĐ", "dD")  # đ is a letter of its own: Unicode does not decompose it
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_WORD = re.compile(r"[^\W_]+")


class _Plain(dict[int, str]):
    """Each character without its marks, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFD", chr(code).translate(_STROKE))
        self[code] = "".join(letter for letter in apart if not unicodedata.combining(letter))
        return self[code]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """The text without diacritics, letter case kept: "Đồng Nai" becomes "Dong Nai"."""
    if text.isascii():
        return text
    return text.translate(_PLAIN)


def fold(text: str) -> str:
    """The text as it is compared: no diacritics, lower case, whatever its Unicode form was."""
    return plain(text.lower())


def words(text: str) -> tuple[str, ...]:
    """The folded syllables and numbers of a text, in order: "Hộ nghèo (2022)" has three."""
    return tuple(_WORD.findall(fold(text)))


def syllables(text: str) -> tuple[str, ...]:
    """The words of a text as they are told apart in Vietnamese, in order.

    Accents count ("quân" is not "quận"), but not case, Unicode form, where the tone is set
    ("hoà", "hòa") or how a final i is spelled ("lý", "lí").
    """
    return tuple(_spelled(word) for word in _WORD.findall(unicodedata.normalize("NFC", text)))


def _spelled(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.lower())
    letters = "".join(letter for letter in apart if letter not in _TONES)
    if letters.endswith("y") and not set(letters[:-1]) & set("aeiouy"):
        letters = f"{letters[:-1]}i"
    return letters + "".join(letter for letter in apart if letter in _TONES)
