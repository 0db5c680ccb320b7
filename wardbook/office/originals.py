"""Every file that lies among the originals, whichever table names it."""

from collections.abc import Container, Iterator

from wardbook.cases.models import Scan
from wardbook.documents.models import Document
from wardbook.documents.queries import original
from wardbook.exchange.models import Export
from wardbook.lib.chain import content_hash

TABLES: tuple[type[Document] | type[Scan] | type[Export], ...] = (Document, Scan, Export)


def hashes(present: Container[str] | None = None) -> set[str]:
    """The content hashes that some row names: papers, scans of cases, exports.

    ``present`` are the tables of a database that may be older than this version; ``None``: all.
    """
    return {
        sha256
        for table in TABLES
        if present is None or table._meta.db_table in present
        for sha256 in table._default_manager.values_list("sha256", flat=True).distinct()
    }


def scan_faults() -> Iterator[str]:
    """Scans whose file, read from the disk, is not the one their row names."""
    for scan in Scan.objects.select_related("case").order_by("pk"):
        path = original(scan.sha256)
        if not path.is_file() or content_hash(path.read_bytes()) != scan.sha256:
            yield f"scan {scan.pk} of {scan.case.code} is not the file received"
