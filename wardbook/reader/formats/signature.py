"""What a file is, by its first bytes; what to do with the kinds that are not read here."""

import re
from pathlib import PurePath

from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.archive import LOCKED

_SAVE_AS_DOCX = (
    "This is a file of an older or other word processor. Open it there, choose Save As, Word "
    "Document (.docx), and send the new file."
)
_SAVE_AS_XLSX = (
    "This is a file of an older or other spreadsheet program. Open it there, choose Save As, Excel "
    "Workbook (.xlsx), and send the new file."
)
OLD_DOCUMENT = Refusal("PAPER-05", _SAVE_AS_DOCX)
OLD_WORKBOOK = Refusal("PAPER-05", _SAVE_AS_XLSX)
PICTURE = Refusal(
    "PAPER-06",
    "This is a picture, it cannot be read. Send the DOCX or PDF it was printed from, or type its "
    "figures in.",
)
OTHER_NAME = Refusal(
    "PAPER-24",
    "The name of this file ends in %(ending)s, but it is %(kind)s inside and was read as that.",
)

_ENDINGS = {
    "docx": {".docx", ".docm", ".dotx"},
    "xlsx": {".xlsx", ".xlsm", ".xltx"},
    "pdf": {".pdf"},
    "html": {".html", ".htm", ".xhtml"},
    "txt": {".txt", ".text", ".md", ".csv"},
}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .doc, .xls and locked DOCX
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|meta|p)[\s>]", re.IGNORECASE)


def kind_of(content: bytes, name: str) -> str:
    """``zip`` (DOCX or XLSX), ``pdf``, ``html`` or ``txt``; refuses what is never read."""
    head = content[:1024]
    if head.startswith(_ZIP):
        return "zip"
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_OLE):
        raise Refused(_ole(content))
    if head.lstrip().startswith(b"{\\rtf") or b'<?mso-application progid="Word' in head:
        raise Refused(OLD_DOCUMENT)
    if b'<?mso-application progid="Excel' in head:
        raise Refused(OLD_WORKBOOK)
    if head.startswith(_PICTURES) or head[8:12] == b"WEBP" or head[4:9] == b"ftyph":
        raise Refused(PICTURE)
    named_html = PurePath(name).suffix.lower() in _ENDINGS["html"]
    return "html" if named_html or _HTML.search(head.replace(b"\0", b"")) else "txt"


def _ole(content: bytes) -> Refusal:
    """Names inside the container are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return LOCKED
    workbook = any(name.encode("utf-16-le") in content for name in ("Workbook", "Book\0"))
    return OLD_WORKBOOK if workbook else OLD_DOCUMENT


def why_not_its_name(kind: str, name: str) -> Refusal | None:
    """The warning that a file is not what its name says; no ending says nothing."""
    ending = PurePath(name).suffix.lower()
    if not ending or ending in _ENDINGS[kind]:
        return None
    return Refusal(
        OTHER_NAME.rule, OTHER_NAME.message, (("ending", ending), ("kind", kind.upper()))
    )
