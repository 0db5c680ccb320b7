"""What DOCX and XLSX share: names without namespaces, the main part, the title."""

from collections.abc import Iterator

from lxml import etree

from wardbook.reader.formats.archive import Archive

_SHOWN_PROPERTIES = {"title", "subject", "keywords", "category", "contentStatus"}


def local(element: etree._Element) -> str:
    """The name without its namespace; "" for a comment or processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: etree._Element, name: str) -> str | None:
    """An attribute whatever its namespace."""
    for key, text in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(text)
    return None


def inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of that name, also those wrapped in a content control or an insertion."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from inside(child, name)


def relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """What a part points at: identifier, last word of the type, full name of the target."""
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels".lstrip("/")
    if listing in archive.names:
        for relation in archive.tree(listing):
            target = relation.get("Target") or ""
            full = target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            kind = (relation.get("Type") or "").rpartition("/")[2]
            yield relation.get("Id") or "", kind, full


def main_part(archive: Archive) -> str | None:
    """The part that the package names as its document, such as ``word/document.xml``."""
    kinds = {kind: target for _, kind, target in relations(archive, "")}
    return kinds.get("officeDocument")


def properties(archive: Archive) -> Iterator[str]:
    """Title, subject, keywords and the like: a marking can stand there."""
    if "docProps/core.xml" in archive.names:
        for element in archive.tree("docProps/core.xml"):
            if local(element) in _SHOWN_PROPERTIES and element.text:
                yield element.text
