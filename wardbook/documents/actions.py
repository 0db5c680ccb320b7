"""Receiving papers and deciding about their claims."""

import os
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from wardbook.documents import rules
from wardbook.documents.models import Claim, Document, Outcome
from wardbook.documents.queries import original
from wardbook.ledger.actions import action, record
from wardbook.ledger.models import Book
from wardbook.lib.chain import content_hash
from wardbook.lib.refusal import Refusal, Refused
from wardbook.org.models import Tenure, Unit
from wardbook.reader.dates import date_warnings
from wardbook.reader.paper import Paper, open_paper
from wardbook.reader.read import as_json, read
from wardbook.reader.schema import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What a person says of a paper they hand in."""

    book: Book
    unit: Unit
    title: str
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
    refusal = rules.why_not_receive(
        by,
        book=about.book,
        unit=about.unit,
        newspaper=about.newspaper,
        on=timezone.localdate(at),
    ) or rules.why_not_again(_known(about.book, content_hash(content)))
    if refusal:
        raise Refused(refusal)
    paper = open_paper(content, file_name)
    reading = read(paper.text)
    periods = [one.period for one in reading.figures if one.period and one.kind != "target"]
    doubts = date_warnings(paper.text, periods, on=timezone.localdate(at))
    paper = replace(paper, warnings=paper.warnings + doubts)
    keep_original(content)
    return _store(content, file_name, about, paper=paper, reading=reading, by=by, at=at)


def keep_original(content: bytes) -> Path:
    """The paper as it came, under its content hash; complete on disk or not there at all."""
    digest = content_hash(content)
    path = original(digest)
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{digest}.{os.getpid()}.part")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    return path


def _known(book: Book, digest: str) -> Document | None:
    return Document.objects.filter(book=book, sha256=digest).first()


@action
def _store(
    content: bytes,
    file_name: str,
    about: Particulars,
    *,
    paper: Paper,
    reading: Reading,
    by: Tenure,
    at: datetime,
) -> Document:
    digest, said = content_hash(content), as_json(reading)
    if refusal := rules.why_not_again(_known(about.book, digest)):
        raise Refused(refusal)
    document = Document.objects.create(
        **{field.name: getattr(about, field.name) for field in fields(about)},
        file_name=file_name[-255:],
        media=paper.kind,
        sha256=digest,
        size=len(content),
        text=paper.text,
        warnings=[_note(warning) for warning in paper.warnings],
        checks=said["checks"],
        received_at=at,
        received_by=by,
    )
    Claim.objects.bulk_create(
        Claim(document=document, name=read.id, start=read.start, end=read.end, figure=figure)
        for read, figure in zip(reading.figures, said["figures"], strict=True)
    )
    facts: dict[str, object] = {"sha256": digest, "unit": about.unit.code, "title": about.title}
    facts["claims"] = len(reading.figures)
    key = f"document/{document.pk}"
    record(about.book, by=by.post.code, at=at, verb="receive", key=key, content=facts)
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


def reject(claim: Claim, reason: str, *, version: int, by: Tenure, at: datetime) -> Claim:
    """Leave a claim out of the book, for a stated reason."""
    return decide(claim, Outcome.REJECTED, version=version, reason=reason, by=by, at=at)
