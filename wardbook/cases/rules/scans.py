"""Which files are taken as scans of a dossier."""

from wardbook.cases.models.case import Case
from wardbook.cases.models.scan import Scan
from wardbook.lib.refusal import Refusal

MOST = 40  # files of one case
LARGEST = 20 * 2**20  # bytes
STARTS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "docx": b"PK\x03\x04",
}
EMPTY = Refusal("CTR-12", "This file is empty. Choose the file again and send it.")
TOO_LARGE = Refusal(
    "CTR-12", "This file is larger than 20 MB. Scan it with fewer dots, or in several files."
)
NOT_A_SCAN = Refusal("CTR-12", "Scans are PDF, JPG or PNG files; DOCX is taken too.")
TOO_MANY = Refusal("CTR-13", "This dossier has 40 files already: put pages into one file.")
AGAIN = Refusal("CTR-13", "This very file is with the dossier already.")


def media_of(content: bytes) -> str:
    """What the first bytes say it is, whatever its name; blank for anything else."""
    return next((kind for kind, start in STARTS.items() if content.startswith(start)), "")


def why_not_take(content: bytes) -> Refusal | None:
    """CTR-12. A scan is a PDF, a picture or a DOCX of at most 20 MB."""
    if not content:
        return EMPTY
    if len(content) > LARGEST:
        return TOO_LARGE
    return None if media_of(content) else NOT_A_SCAN


def why_not_add(case: Case, digest: str) -> Refusal | None:
    """CTR-13. A dossier has forty files at most, each of them once."""
    if case.scans.filter(sha256=digest).exists():
        return AGAIN
    return TOO_MANY if case.scans.count() >= MOST else None


def why_not_replace(case: Case, replaced: Scan | None) -> Refusal | None:
    """CTR-15. A revision stands for a file of the same case that no other revision stands for."""
    if replaced is None:
        return None
    last = replaced.case_id == case.pk and not Scan.objects.filter(replaces=replaced).exists()
    return None if last else Refusal("CTR-15", "This is not the last revision: look at it again.")
