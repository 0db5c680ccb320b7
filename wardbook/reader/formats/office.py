"""A ZIP from an office program: which one it is, and on to its reader."""

from wardbook.lib.refusal import Refused
from wardbook.reader.formats import docx, xlsx
from wardbook.reader.formats.archive import DAMAGED, Archive
from wardbook.reader.formats.extract import Extract
from wardbook.reader.formats.ooxml import main_part
from wardbook.reader.formats.signature import OLD_DOCUMENT, OLD_WORKBOOK
from wardbook.reader.formats.txt import NOT_TEXT

_OPEN_DOCUMENT = {b"text": OLD_DOCUMENT, b"spreadsheet": OLD_WORKBOOK}


def read(content: bytes) -> Extract:
    archive = Archive(content)
    _refuse_open_document(archive)
    main = main_part(archive)
    if main is None:
        raise Refused(NOT_TEXT)
    if main not in archive.names:
        raise Refused(DAMAGED)
    if main.startswith("word/"):
        return docx.read(archive, main)
    if main.startswith("xl/"):
        return xlsx.read(archive, main)
    raise Refused(NOT_TEXT)


def _refuse_open_document(archive: Archive) -> None:
    """LibreOffice's own formats and Excel's binary one have a way to become readable."""
    if "mimetype" in archive.names:
        mimetype = archive.read("mimetype")[:100]
        for name, refusal in _OPEN_DOCUMENT.items():
            if mimetype.startswith(b"application/vnd.oasis.opendocument." + name):
                raise Refused(refusal)
    if "xl/workbook.bin" in archive.names:
        raise Refused(OLD_WORKBOOK)
