"""Placeholder."""

from wardbook.reader.formats.archive import Archive
from wardbook.reader.formats.extract import Extract


def read(archive: Archive, main: str) -> Extract:
    return Extract(kind="xlsx", text="")
