"""The sample book: six papers, five of them read, filed and released as people would do it.

Every step looks at what stands and does only what is missing, so that a run that was cut short
is finished by the next one, and what people did since is left as it is.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wardbook.documents import actions as documents
from wardbook.documents.models import Claim, Document, Outcome
from wardbook.figures.actions import file_result, file_target, release
from wardbook.figures.catalogue import fits, in_force, kind_of
from wardbook.figures.filing import Filing
from wardbook.figures.models import Result
from wardbook.ledger.actions import open_book
from wardbook.ledger.models import Book
from wardbook.lib.chain import content_hash
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refused
from wardbook.office import (
    sample_dossiers,
    sample_loops,
    sample_postings,
    sample_ratings,
    sample_tallies,
)
from wardbook.office.sample_accounts import ACCOUNTS, BY, TIER_ABOVE, Account, seat, seated
from wardbook.office.sample_dossiers import MONTH
from wardbook.org import actions as org
from wardbook.org import catalogue
from wardbook.org.models import Tenure, Unit

BOOK = "sample"
INVENTED = "99901"  # the ward whose dossiers are made up
NOWHERE = "999"  # the province above it
POSTED = "31213-2025"  # of this ward a newspaper counted the procedures and places of posting
Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Sample:
    """One record of ``samples/samples.toml``, with what the clerk decided in ``filings.toml``."""

    file: Path
    unit: str
    title: str
    load: bool
    newspaper: str
    newspaper_on: date | None
    number: str
    published_on: date | None
    filings: list[dict[str, Any]]


def samples(folder: Path) -> list[Sample]:
    """The sample papers, in the order of their file."""
    table = tomllib.loads((folder / "samples.toml").read_text(encoding="utf-8"))
    filings = tomllib.loads((folder / "filings.toml").read_text(encoding="utf-8"))
    return [
        Sample(
            file=folder / row["file"],
            unit=row["unit"],
            title=row["title"],
            load=row["load"],
            newspaper=row.get("newspaper", ""),
            newspaper_on=row.get("article_date"),
            number=row.get("number", ""),
            published_on=row.get("published_on"),
            filings=filings.get(row["file"].partition(".")[0], []),
        )
        for row in table["paper"]
    ]


def prepare(say: Say, now: Callable[[], datetime], *, dossiers: int = MONTH) -> Book:
    """The sample book, complete; ``say`` is told of every step as it begins.

    ``dossiers``: how many another system has of the invented ward.
    """
    book = Book.objects.filter(code=BOOK).first() or open_book(BOOK, sample=True, by=BY, at=now())
    if not Unit.objects.filter(code=NOWHERE).exists():  # also in a book from before it
        say("units of the country and their history")
        rows, changes = catalogue.units(), catalogue.successions()
        org.load_units(rows, changes, book=book, by=BY, at=now())
    papers = samples(settings.SAMPLES)
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[p.unit for p in papers])}
    for account in ACCOUNTS:
        _account(account, book, list(units.values()), now)
    seated(TIER_ABOVE, Unit.objects.get(code=NOWHERE), book, now)
    for paper in papers:
        if paper.load:
            _load(paper, book, units[paper.unit], say, now)
    sample_postings.prepare(book, seat(units[POSTED], "canbo"), by=BY, say=say, now=now)
    there = (units[INVENTED], units[POSTED])
    sample_tallies.prepare(book, *there, say=say, now=now)
    sample_ratings.prepare(book, *there, say=say, now=now)
    sample_loops.prepare(book, seat, say=say, now=now)
    clerk = seat(units[INVENTED], "canbo")
    sample_dossiers.prepare(book, clerk, count=dossiers, say=say, now=now)
    return book


def _account(account: Account, book: Book, units: list[Unit], now: Callable[[], datetime]) -> None:
    for unit in units:
        if not account.body:
            seated(account, unit, book, now)
        elif place := Unit.objects.filter(code=f"{unit.code}.{account.body}").first():
            seated(account, place, book, now, of=unit.code)


def _load(paper: Sample, book: Book, unit: Unit, say: Say, now: Callable[[], datetime]) -> None:
    """Receive a paper, file what the clerk decided, release what waits: all of it, or nothing.

    So a paper that is here is left alone: what people did with it since is theirs.
    """
    content = paper.file.read_bytes()
    if Document.objects.filter(book=book, sha256=content_hash(content)).exists():
        return
    say(f"{paper.file.name}: {paper.title}")
    clerk = seat(unit, "canbo")
    about = documents.Particulars(
        book=book,
        unit=unit,
        title=paper.title,
        number=paper.number,
        published_on=paper.published_on,
        newspaper=paper.newspaper,
        newspaper_on=paper.newspaper_on,
    )
    with transaction.atomic():
        document = documents.receive(content, paper.file.name, about, by=clerk, at=now())
        kept = _file(document, paper.filings, say, by=clerk, at=now())
        _release(document, unit, kept, say, at=now())


def _file(
    document: Document, filings: list[dict[str, Any]], say: Say, *, by: Tenure, at: datetime
) -> set[int]:
    """Do what the clerk decided; answers the claims whose figures stay inside the book.

    A claim is known by the number it begins with, and by what its indicator counts; the second
    filing of both is about the second claim. What is not found or refused is said, and left for
    a person to decide.
    """
    kept: set[int] = set()
    left = list(document.claims.order_by("start"))
    for decided in filings:
        claim = next((claim for claim in left if _is_meant(claim, decided, at)), None)
        if claim is None:
            say(f"{decided['number']} ({decided['indicator']}) is not in the paper as it was read")
            continue
        left.remove(claim)
        if claim.outcome == Outcome.UNFILED:
            try:
                _decide(claim, decided, by=by, at=at)
            except Refused as refused:
                say(f"{decided['number']}: {refused}")
        if not decided.get("release", True):
            kept.add(claim.pk)
    return kept


def _is_meant(claim: Claim, decided: dict[str, Any], at: datetime) -> bool:
    """Does the claim begin with the number, and is it of the kind and unit that are asked for?"""
    figure: dict[str, Any] = claim.figure
    if claim.quote.split()[0] != decided["number"]:
        return False
    if any(decided[part] != figure.get(part) for part in ("kind", "unit") if part in decided):
        return False
    filing, unit = _filing(decided, figure), figure.get("unit") or ""
    last = Period(filing.period).last_on if filing.period else None
    indicator = in_force(filing.indicator, last or timezone.localdate(at))
    kind = "target" if "giver" in decided else kind_of(figure["kind"], unit, filing.measure)
    return indicator is not None and fits(indicator, filing.measure, kind)


def _filing(decided: dict[str, Any], figure: dict[str, Any]) -> Filing:
    return Filing(
        indicator=decided["indicator"],
        measure=decided.get("measure", figure.get("unit") or ""),
        bound=figure["bound"],
        period=decided.get("period", figure.get("period") or ""),
    )


def _decide(claim: Claim, decided: dict[str, Any], *, by: Tenure, at: datetime) -> None:
    filing = _filing(decided, claim.figure)
    if "giver" in decided:
        file_target(claim, filing, giver=decided["giver"], version=claim.version, by=by, at=at)
    else:
        file_result(claim, filing, version=claim.version, by=by, at=at)


def _release(document: Document, unit: Unit, kept: set[int], say: Say, *, at: datetime) -> None:
    """The secretary releases what is the Party's, the chair the rest."""
    waiting = Result.objects.awaiting_release().filter(claim__document=document)
    waiting = waiting.exclude(claim__in=kept)
    groups: dict[str, list[Result]] = {"lanhdao": [], "bithu": []}
    for result in waiting:
        groups["bithu" if _is_party(result) else "lanhdao"].append(result)
    for username, results in groups.items():
        try:
            if results:
                release(results, by=seat(unit, username), at=at)
        except Refused as refused:
            say(f"{document.title}: {refused}")


def _is_party(result: Result) -> bool:
    indicator = in_force(result.indicator, result.event_on)
    return indicator is not None and indicator.party
