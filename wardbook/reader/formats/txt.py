"""Plain text: which encoding its bytes are in, found by trying and by the letters that come out."""

import codecs
import unicodedata

from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.extract import Extract, joined
from wardbook.reader.formats.legacy import convert, syllables

NOT_TEXT = Refusal(
    "PAPER-04",
    "This file is not a paper that can be read here. Send a DOCX, XLSX, PDF, HTML or TXT file.",
)
REPAIRED = Refusal(
    "PAPER-23",
    "Some letters of this file were damaged and are shown as \ufffd. Compare with the original.",
)
UNKNOWN_LETTERS = Refusal(
    "PAPER-22",
    "The letters of this paper are in a character set that is not known here. Open it in the "
    "program that wrote it and save it as Unicode (UTF-8).",
)

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = [chr(code) for code in (*range(9), *range(14, 32), 127)]
_SAMPLE = 200_000  # bytes that show the encoding of all
# What Windows shows in the places that Latin-1 leaves to control codes.
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


def read(content: bytes) -> Extract:
    text, warnings = decode(content)
    if sum(map(text.count, _CONTROLS)) > max(8, len(text) // 200):
        raise Refused(NOT_TEXT)
    return Extract(kind="txt", text=joined([text]), warnings=warnings)


def decode(content: bytes, declared: str | None = None) -> tuple[str, tuple[Refusal, ...]]:
    """Text and what to say of it. ``declared`` is the encoding a web page names, if it exists."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], encoding)
    if wide := _utf16_without_mark(content):
        return _lenient(content, wide)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _utf8_repaired(content) or _by_declaration(content, declared) or _by_letters(content)


def _lenient(content: bytes, encoding: str) -> tuple[str, tuple[Refusal, ...]]:
    text = content.decode(encoding, "replace")
    return text, (REPAIRED,) if "\ufffd" in text else ()


def _utf16_without_mark(content: bytes) -> str | None:
    """Spaces and plain letters leave every second byte zero, on one side only."""
    sample = content[: 4096 - 4096 % 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 8
    if max(even, odd) <= enough or min(even, odd) * 8 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _utf8_repaired(content: bytes) -> tuple[str, tuple[Refusal, ...]] | None:
    """UTF-8 with a few broken letters, as when a file was cut short."""
    text, warnings = _lenient(content, "utf-8")
    whole = sum(sign > "\x7f" for sign in text) - text.count("\ufffd")
    return (text, warnings) if text.count("\ufffd") * 4 < whole else None


def _by_declaration(content: bytes, declared: str | None) -> tuple[str, tuple[Refusal, ...]] | None:
    try:
        codec = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    # Pages in the old fonts declare a Western set; those go by their letters.
    if codec in {"cp1252", "iso8859-1", "utf-8", "ascii"} or not codec.startswith(("cp", "iso")):
        return None
    return unicodedata.normalize("NFC", content.decode(codec, "replace")), ()


def _by_letters(content: bytes) -> tuple[str, tuple[Refusal, ...]]:
    """One byte a letter: Windows-1258, or Western places that TCVN3 or VNI may stand in."""
    sample = content[:_SAMPLE]
    western, vietnamese = _western(sample), _windows_1258(sample)
    mended, charset = convert(western)
    if syllables(vietnamese) > syllables(mended):
        return _windows_1258(content), ()
    few_vietnamese = syllables(mended) * 4 < sum(sign > "\x7f" for sign in western)
    return _western(content), (UNKNOWN_LETTERS,) if few_vietnamese and charset is None else ()


def _western(content: bytes) -> str:
    return content.decode("latin-1").translate(_WINDOWS)


def _windows_1258(content: bytes) -> str:
    return unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
