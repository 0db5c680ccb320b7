"""A paper as it comes in: bytes and a name in, its text out, or one sentence why not."""

import re
import unicodedata
from dataclasses import dataclass

from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats import txt
from wardbook.reader.formats.extract import Extract
from wardbook.reader.formats.legacy import CONVERTED, convert
from wardbook.reader.formats.limits import MAX_BYTES
from wardbook.reader.formats.sandbox import open_in_child
from wardbook.reader.formats.signature import kind_of, why_not_its_name
from wardbook.reader.secrecy import why_not_store

_EMPTY = Refusal("PAPER-01", "This file is empty. Choose the file again and send it.")
TOO_LARGE = Refusal(
    "PAPER-02",
    "This file is larger than %(limit)s MB. Divide it, or save it with smaller pictures.",
    (("limit", str(MAX_BYTES // 2**20)),),
)
_NO_TEXT = Refusal("PAPER-03", "There is no text in this file. Choose the file again.")

_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The text of a paper, NFC, lines ending in "\\n"; a paragraph or table row is a line.

    ``kind`` is docx, xlsx, pdf, html or txt, by content and not by name; ``pages`` is known for
    PDF only; ``warnings`` are what a reader of the text must know.
    """

    text: str
    kind: str
    pages: int | None = None
    warnings: tuple[Refusal, ...] = ()


def open_paper(content: bytes, name: str) -> Paper:
    """The paper in a file, or ``Refused``; nothing is written anywhere.

    DOCX, XLSX, PDF and HTML are opened in a child process inside the limits of ``limits.py``.
    """
    if not content:
        raise Refused(_EMPTY)
    if len(content) > MAX_BYTES:
        raise Refused(TOO_LARGE)
    kind = kind_of(content, name)
    extract = txt.read(content) if kind == "txt" else open_in_child(content, kind)
    return _paper(extract, name)


def _paper(extract: Extract, name: str) -> Paper:
    text, charset = convert(_tidy(extract.text))
    margins = [_tidy(line) for line in extract.margins]
    if not text.strip():
        raise Refused(_NO_TEXT)
    if refusal := why_not_store(text, margins):
        raise Refused(refusal)
    warnings = list(extract.warnings)
    if charset and CONVERTED[charset] not in warnings:
        warnings.append(CONVERTED[charset])
    if warning := why_not_its_name(extract.kind, name):
        if txt.UNKNOWN_LETTERS in warnings:  # neither what it is called nor words
            raise Refused(txt.NOT_TEXT)
        warnings.append(warning)
    return Paper(text=text, kind=extract.kind, pages=extract.pages, warnings=tuple(warnings))


def _tidy(text: str) -> str:
    text = _INVISIBLE.sub("", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", text)
