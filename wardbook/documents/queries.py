"""Papers with how far their claims have come, and what the checks say of a claim."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from wardbook.documents.models import Claim, Document, Outcome
from wardbook.ledger.models import ERASE, Body, Book
from wardbook.lib.chain import content_hash
from wardbook.reader.passage import Passage

# Worst first: a claim shows the worst that any check says of it.
VERDICTS = ("fails", "truncated", "holds")
OPERAND = ("quote", "start", "end", "value", "numerator", "denominator")


def documents(books: list[Book]) -> QuerySet[Document]:
    """Papers of ``books``, newest first, each with ``read`` claims and how many are ``unfiled``."""
    return (
        Document.objects.filter(book__in=books)
        .select_related("unit")
        .defer("text", "checks")
        .annotate(
            read=Count("claims"),
            unfiled=Count("claims", filter=Q(claims__outcome=Outcome.UNFILED)),
        )
        .order_by("-received_at", "-pk")
    )


def row_faults(book: Book) -> Iterator[str]:
    """Where the papers of ``book`` differ from what its ledger recorded when they came."""
    rows = Body.objects.filter(entry__book=book, key__startswith="document/")
    erased = set(rows.filter(verb=ERASE).values_list("key", flat=True))
    received = {body.key: body.parsed or {} for body in rows.filter(verb="receive").iterator()}
    papers = Document.objects.filter(book=book).only("title", "sha256", "text").order_by("pk")
    for paper in papers.iterator(chunk_size=50):
        said = received.pop(f"document/{paper.pk}", None)
        if said is None:
            if f"document/{paper.pk}" not in erased:
                yield f"no entry says that “{paper.title}” was received"
        elif said.get("sha256") != paper.sha256:
            yield f"the row of “{paper.title}” names another original than was received"
        elif said.get("text_sha256") != content_hash(paper.text.encode()):
            yield f"the text of “{paper.title}” is not the one that was read"
    yield from (f"{key} was received and is gone" for key in sorted(received))


def kept_faults() -> Iterator[str]:
    """Papers whose original, read from the disk, is not the one their row names."""
    for paper in Document.objects.only("title", "sha256").order_by("pk"):
        path = original(paper.sha256)
        if not path.is_file() or content_hash(path.read_bytes()) != paper.sha256:
            yield f"the original of “{paper.title}” is not the one received"


def loose_originals(hashes: Iterable[str]) -> list[Path]:
    """Files beside the originals that none of ``hashes`` names: of an upload that was cut short."""
    named = {original(sha256) for sha256 in hashes}
    files = (path for path in Path(settings.ORIGINALS).rglob("*") if path.is_file())
    return sorted(path for path in files if path not in named)


def original(sha256: str) -> Path:
    """Where the paper of that content hash lies, outside every served folder."""
    return Path(settings.ORIGINALS) / sha256[:2] / sha256


def checks_of(claim: Claim) -> list[dict[str, Any]]:
    """The paper's checks in which this claim takes part, worst verdict first.

    Each with its ``operands``: claim name → quote, value, numerator and denominator.
    """
    return checks_for(claim.document, [claim])[claim.pk]


def checks_for(document: Document, claims: Sequence[Claim]) -> dict[int, list[dict[str, Any]]]:
    """claim → its checks as ``checks_of`` gives them, for claims of one paper in one query."""
    wanted = {claim.name for claim in claims}
    found = [check for check in document.checks if wanted & set(check["figures"])]
    found.sort(key=lambda check: VERDICTS.index(check["verdict"]))
    names = {name for check in found for name in check["figures"]}
    operands = {
        one.name: {part: one.figure.get(part) for part in OPERAND}
        for one in (document.claims.filter(name__in=names) if names else [])
    }
    full = [check | {"operands": _only(operands, check["figures"])} for check in found]
    return {claim.pk: [one for one in full if claim.name in one["figures"]] for claim in claims}


def quote_of(claim: Claim) -> tuple[int, int]:
    """The sentence of a claim, widened over its line to the numbers it is checked against."""
    start, end = claim.sentence
    passage = Passage(claim.document.text)
    first, last = passage.line_at(claim.start)
    for check in checks_of(claim):
        for operand in check["operands"].values():
            if first <= operand["start"] and operand["end"] <= last:
                left, right = passage.sentence_at(operand["start"])
                start, end = min(start, left), max(end, right)
    quote = claim.document.text[start:end]
    return start + len(quote) - len(quote.lstrip()), start + len(quote.rstrip())


def _only(operands: dict[str, dict[str, Any]], names: list[str]) -> dict[str, dict[str, Any]]:
    return {name: operands[name] for name in names if name in operands}


def verdicts(document: Document) -> dict[str, str]:
    """claim name → the worst verdict of the checks in which it takes part."""
    worst: dict[str, str] = {}
    for verdict in reversed(VERDICTS):
        for check in document.checks:
            if check["verdict"] == verdict:
                worst |= dict.fromkeys(check["figures"], verdict)
    return worst
