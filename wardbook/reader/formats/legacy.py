"""Vietnamese as written before Unicode, TCVN3 (ABC) and VNI, recognised and converted.

Both put Vietnamese letters in the places of Western ones, so that a paper opens as "Céng hoµ" or
"Coäng hoøa". The tables restate the published code charts: TCVN 5712:1993, where a letter is one
code and the fonts whose name ends in H show capitals; and VNI for Windows, where a vowel is
followed by a code for its mark.
"""

import re
import unicodedata
from collections.abc import Callable

from wardbook.lib.refusal import Refusal
from wardbook.reader.naming.syllable import is_syllable

TCVN3, VNI = "TCVN3", "VNI"

CONVERTED = {
    name: Refusal(
        "PAPER-21",
        "This paper was written in the old character set %(charset)s and was converted to "
        "Unicode. Compare its letters with the original before you file a figure.",
        (("charset", name),),
    )
    for name in (TCVN3, VNI)
}

# Codes A1 to FE in order; B0 to B4 are combining marks in the chart and signs such as ° in texts.
_TCVN3 = {
    code: letter
    for code, letter in enumerate(
        "ĂÂÊÔƠƯĐăâêôơưđẰ\0\0\0\0\0àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợù"
        "Ỗủũúụừửữứựỳỷỹýỵ",
        start=0xA1,
    )
    if letter != "\0"
} | {0x3BC: "à"}  # some programs turn the sign at B5 into the Greek letter

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_CIRCUMFLEX, _BREVE = "\u0302\u0306"
_VNI_TONES = dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True))
_VNI_CIRCUMFLEX = dict(zip("âáàåãä", ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True))
_VNI_BREVE = dict(zip("êéèúüë", ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True))
_VNI_SINGLE = dict(zip("ñíìæóòîôö", "đíìỉĩịỵơư", strict=True))


def _vni_table() -> dict[str, str]:
    """Every VNI sequence, in both cases of the vowel and of the mark, to its letter."""
    pairs = [(base + mark, base + tone) for base in "aeouy" for mark, tone in _VNI_TONES.items()]
    pairs += [(old + mark, new + tone) for old, new in (("ô", "ơ"), ("ö", "ư"))
              for mark, tone in _VNI_TONES.items()]  # fmt: skip # one table, one line a rule
    pairs += [(base + mark, base + _CIRCUMFLEX + tone) for base in "aeo"
              for mark, tone in _VNI_CIRCUMFLEX.items()]  # fmt: skip # the same
    pairs += [("a" + mark, "a" + _BREVE + tone) for mark, tone in _VNI_BREVE.items()]
    pairs += _VNI_SINGLE.items()
    table = {}
    for old, new in pairs:
        letter = unicodedata.normalize("NFC", new)
        table[old] = letter
        table[old[0].upper() + old[1:]] = table[old.upper()] = letter.upper()
    return table


_VNI = _vni_table()
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

_WORD = re.compile(r"[A-Za-z\u00a1-\u024f\u0300-\u0323\u03bc\u1ea0-\u1eff]+")
# Begins at a word's first letter only, so that a million letters are passed over once.
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]*+(?:-[^\W\d_]+|(?<=[^\W\d_])-)")
_SAMPLE = 200_000  # characters that show the character set of all
_MODERN_LETTER = re.compile(r"[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
# In Unicode Vietnamese these places of Latin-1 stay empty but for a stray sign.
_ALIEN = re.compile(r"[¡-¿\u03bcÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ]")


def _from_tcvn3(text: str) -> str:
    """One line; PDF gives the code of "ư" as a hyphen, and capitals came from their own font."""
    text = _HYPHENED.sub(_restore_u_horn, text.translate(_TCVN3))
    ascii_letters = [sign for sign in text if sign.isascii() and sign.isalpha()]
    if len(ascii_letters) > 3 and all(sign.isupper() for sign in ascii_letters):
        return text.upper()
    return _WORD.sub(_raise_rest, text)


def _restore_u_horn(match: re.Match[str]) -> str:
    word = match[0].replace("-", "ư")
    return word if is_syllable(word) else match[0]


def _raise_rest(match: re.Match[str]) -> str:
    """ "TUYệT" is "TUYỆT": a word with two plain capitals and no small plain letter."""
    plain = [sign for sign in match[0] if sign.isascii()]
    return match[0].upper() if len(plain) > 1 and "".join(plain).isupper() else match[0]


def _from_vni(text: str) -> str:
    return _VNI_LETTER.sub(lambda match: _VNI[match[0]], text)


DECODERS: dict[str, Callable[[str], str]] = {TCVN3: _from_tcvn3, VNI: _from_vni}


def _marked(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def syllables(text: str) -> int:
    """How many words with marks are Vietnamese syllables."""
    return sum(map(is_syllable, _marked(text)))


def recognise(text: str) -> str | None:
    """The old character set of a text, or ``None`` for Unicode and for too little evidence.

    Five different words must become Vietnamese, and four in five of the words that were not.
    """
    if len(_ALIEN.findall(text[:_SAMPLE])) < 3:
        return None
    broken = {word for word in _marked(text[:_SAMPLE]) if not is_syllable(word)}
    mended = {
        name: sum(is_syllable(decode(word)) for word in broken) for name, decode in DECODERS.items()
    }
    best = max(mended, key=lambda name: mended[name])
    return best if mended[best] >= 5 and 5 * mended[best] >= 4 * len(broken) else None


def convert(text: str) -> tuple[str, str | None]:
    """The text in Unicode, and the character set it was in when anything was converted.

    Judged line by line, for a heading can be in Unicode over a body that is not.
    """
    charset = recognise(text)
    if charset is None:
        return text, None
    mixed = any(_MODERN_LETTER.search(word) for word in _marked(text) if is_syllable(word))
    return "\n".join(_line(line, charset, mixed=mixed) for line in text.split("\n")), charset


def _line(line: str, charset: str, *, mixed: bool) -> str:
    converted = DECODERS[charset](line)
    before, after = syllables(line), syllables(converted)
    if after == before:
        return line if mixed and not _ALIEN.search(line) else converted
    return converted if after > before else line


def font_charset(font: str | None) -> str | None:
    """``.VnTime`` and its family are TCVN3, ``VNI-Times`` and its family VNI."""
    name = (font or "").lower()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith("vni") else None


def convert_font(text: str, font: str) -> str:
    """Text set in an old font; symbol fonts keep its codes in the private area F0xx."""
    text = "".join(chr(ord(sign) - 0xF000) if "\uf020" <= sign <= "\uf0ff" else sign
                   for sign in text)  # fmt: skip # one expression
    charset = font_charset(font)
    if charset is None or _MODERN_LETTER.search(text):
        return text
    converted = DECODERS[charset](text)
    return converted.upper() if charset == TCVN3 and font.endswith("H") else converted
