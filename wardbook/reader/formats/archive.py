"""The ZIP that a DOCX or XLSX is, opened so that nothing inside can swell without limit."""

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.formats.limits import MAX_ENTRIES, MAX_INFLATED, MAX_PART

DAMAGED = Refusal(
    "PAPER-08",
    "This file is damaged or incomplete and cannot be opened. Open it in the program that wrote "
    "it, save it again and send the new file.",
)
SWELLS = Refusal(
    "PAPER-10",
    "This file unpacks to far more than a paper holds, so it was not opened. Save it again from "
    "Word or Excel and send the new file.",
)
LOCKED = Refusal(
    "PAPER-07",
    "This file is locked with a password. Save a copy without the password and send that.",
)


class Archive:
    """Named parts of a ZIP, inflated on demand and parsed without entities or the network."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Refused(DAMAGED) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_INFLATED:
            raise Refused(SWELLS)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused(LOCKED)
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """One part; ``DAMAGED`` when it is missing or broken, ``SWELLS`` when it is too large.

        The declared size may lie, so no more than the limit is ever inflated.
        """
        try:
            with self._zip.open(name) as part:
                data = part.read(MAX_PART + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError,
                NotImplementedError) as error:  # fmt: skip # one line of causes
            raise Refused(DAMAGED) from error
        if len(data) > MAX_PART:
            raise Refused(SWELLS)
        return data

    def xml(self, name: str) -> bytes:
        """One part that is XML; a document type is refused, for no office program writes one."""
        data = self.read(name)
        if b"<!DOCTYPE" in data[:4096].replace(b"\0", b""):
            raise Refused(DAMAGED)
        return data

    def tree(self, name: str) -> etree._Element:
        """One part parsed; entities stay as they are and nothing outside is asked for."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self.xml(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Refused(DAMAGED) from error
