"""Receiving papers and deciding about their claims."""

import os
import tempfile
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError
from django.utils import timezone

from wardbook.documents import rules
from wardbook.documents.models import Claim, Document, Outcome
from wardbook.documents.queries import original
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Book
from wardbook.ledger.rules import why_not_keep
from wardbook.lib.chain import content_hash
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.models import Tenure, Unit
from wardbook.reader.dates import doubts
from wardbook.reader.heading import heading
from wardbook.reader.paper import Paper, open_paper
from wardbook.reader.read import as_json, read
from wardbook.reader.schema import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a person says of a paper they hand in."""

    book: Book
    unit: Unit
    title: str = ""  # what is blank here is as the paper's own head says
    number: str = ""
    published_on: date | None = None
    newspaper: str = ""
    newspaper_on: date | None = None


def receive(
    content: bytes, file_name: str, particulars: Particulars, *, by: Tenure, at: datetime
) -> Document:
    """Judge, read and keep a paper; raises ``Refused`` before a byte of it is stored.

    Opening and reading happen before the transaction, since nothing slow may hold the book.
    """
    about = particulars
    digest = content_hash(content)
    refusal = rules.why_not_receive(
        by,
        book=about.book,
        unit=about.unit,
        newspaper=about.newspaper,
        on=timezone.localdate(at),
    ) or rules.why_not_again(_known(about.book, digest))
    if refusal:
        raise Refused(refusal)
    paper = open_paper(content, file_name)
    about = _completed(about, paper.text, file_name)
    reading = read(paper.text)
    found = doubts(paper.text, reading.figures, on=timezone.localdate(at))
    paper = replace(paper, warnings=paper.warnings + found)
    document, claims = _rows(about, paper, reading)
    document.sha256, document.size, document.file_name = digest, len(content), file_name[-255:]
    document.received_at, document.received_by = at, by
    keep_original(content, digest)
    try:
        return _store(document, claims, text_sha256=content_hash(paper.text.encode()), by=by, at=at)
    except IntegrityError as error:  # somebody else stored the same paper meanwhile
        if refusal := rules.why_not_again(_known(about.book, digest)):
            raise Refused(refusal) from error
        raise


def _completed(about: Particulars, text: str, file_name: str) -> Particulars:
    """What nobody said of the paper, as its own head says it."""
    head = heading(text)
    name = file_name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or file_name
    return replace(
        about,
        title=(about.title.strip() or head.title or name)[:400],
        number=about.number or head.number,
        published_on=about.published_on or head.day,
    )


def _rows(about: Particulars, paper: Paper, reading: Reading) -> tuple[Document, list[Claim]]:
    """A paper and its claims as rows to be stored."""
    said = as_json(reading)
    document = Document(
        **{field.name: getattr(about, field.name) for field in fields(about)},
        media=paper.kind,
        text=paper.text,
        warnings=[_note(warning) for warning in paper.warnings],
        checks=said["checks"],
    )
    return document, [
        Claim(document=document, name=read.id, start=read.start, end=read.end, figure=figure)
        for read, figure in zip(reading.figures, said["figures"], strict=True)
    ]


def keep_original(content: bytes, digest: str) -> Path:
    """The paper as it came, under its content hash; complete on disk or not there at all.

    Raises :class:`Refused` when the disk takes nothing more.
    """
    path = original(digest)
    try:
        return path if path.exists() else _written(content, digest, path)
    except OSError as error:
        if refusal := why_not_keep(error):
            raise Refused(refusal) from error
        raise


def _written(content: bytes, digest: str, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{digest}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent):  # the names, too, must outlive the power
        _sync(folder)
    return path


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _known(book: Book, digest: str) -> Document | None:
    return Document.objects.filter(book=book, sha256=digest).first()


@action
def _store(
    document: Document, claims: list[Claim], *, text_sha256: str, by: Tenure, at: datetime
) -> Document:
    if refusal := rules.why_not_again(_known(document.book, document.sha256)):
        raise Refused(refusal)
    document.save()
    Claim.objects.bulk_create(claims)
    facts: dict[str, object] = {
        "sha256": document.sha256,
        "text_sha256": text_sha256,
        "unit": document.unit.code,
        "title": document.title,
        "claims": len(claims),
    }
    key = f"document/{document.pk}"
    record(document.book, by=by.post.code, at=at, verb="receive", key=key, content=facts)
    return document


def _note(warning: Refusal) -> dict[str, object]:
    return {"rule": warning.rule, "message": warning.message, "values": dict(warning.values)}


@action
def decide(
    claim: Claim, outcome: str, *, version: int, reason: str = "", by: Tenure, at: datetime
) -> Claim:
    """Say what becomes of a claim; refused when somebody else decided since ``version``."""
    on = timezone.localdate(at)
    if refusal := rules.why_not_decide(claim, outcome, reason, by=by, on=on):
        raise Refused(refusal)
    decision = {
        "outcome": outcome,
        "reason": reason.strip(),
        "decided_at": at,
        "decided_by": by,
    }
    seen = Claim.objects.filter(pk=claim.pk, version=version)
    if not seen.update(version=version + 1, **decision):
        raise Refused(rules.DECIDED_MEANWHILE)
    claim.refresh_from_db()
    said: dict[str, object] = {"outcome": outcome, "figure": claim.figure, "reason": claim.reason}
    key = f"claim/{claim.document_id}-{claim.name}"
    record(claim.document.book, by=by.post.code, at=at, verb="decide", key=key, content=said)
    return claim


@action
def describe(
    document: Document,
    *,
    title: str,
    number: str,
    published_on: date | None,
    by: Tenure,
    at: datetime,
) -> Document:
    """Put right what is said of a paper; what was published of it keeps the words it had.

    Refused when somebody else did so since ``document`` was read.
    """
    on = timezone.localdate(at)
    if refusal := rules.why_not_describe(document, title, by=by, on=on):
        raise Refused(refusal)
    seen = {name: getattr(document, name) for name in ("title", "number", "published_on")}
    said = {"title": title.strip(), "number": number.strip(), "published_on": published_on}
    if not Document.objects.filter(pk=document.pk, **seen).update(**said):
        raise Refused(rules.SAID_MEANWHILE)
    document.refresh_from_db(fields=said)
    content: dict[str, object] = {"title": document.title, "number": document.number}
    content["published_on"] = published_on and published_on.isoformat()
    key = f"document/{document.pk}"
    record(document.book, by=by.post.code, at=at, verb="describe", key=key, content=content)
    return document


@action
def take_back(claim: Claim, reason: str, *, version: int, by: Tenure, at: datetime) -> Claim:
    """A claim that was left out may be decided again; what is filed is taken back where it lies."""
    on = timezone.localdate(at)
    held = Claim.objects.select_for_update().get(pk=claim.pk)
    if refusal := rules.why_not_take_back(held, reason, by=by, on=on):
        raise Refused(refusal)
    if held.version != version:
        raise Refused(rules.DECIDED_MEANWHILE)
    return reopen(held, reason=reason.strip(), by=by, at=at)


def reject(claim: Claim, reason: str, *, version: int, by: Tenure, at: datetime) -> Claim:
    """Leave a claim out of the book, for a stated reason."""
    return decide(claim, Outcome.REJECTED, version=version, reason=reason, by=by, at=at)


@action
def reopen(claim: Claim, *, reason: str = "", by: Tenure, at: datetime) -> Claim:
    """What was decided of a claim no longer stands: it may be decided again.

    Whoever takes back its result calls this, and has asked whether that is allowed.
    """
    claim.outcome, claim.reason = Outcome.UNFILED, ""
    claim.decided_at = claim.decided_by = None
    claim.version += 1
    claim.save(update_fields=["outcome", "reason", "decided_at", "decided_by", "version"])
    key = f"claim/{claim.document_id}-{claim.name}"
    said: dict[str, object] = {"figure": claim.figure, "reason": reason}
    record(claim.document.book, by=by.post.code, at=at, verb="reopen", key=key, content=said)
    return claim
