"""What the desk proposes for a claim: an indicator, what filing it would say, and what is known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wardbook.documents.models import Claim, Document, Outcome
from wardbook.documents.queries import verdicts
from wardbook.figures import rules
from wardbook.figures.catalogue import Indicator, propose
from wardbook.figures.filing import Filing
from wardbook.figures.models import Result
from wardbook.lib.period import Period
from wardbook.lib.refusal import Refusal
from wardbook.reader.passage import Passage

Scored = tuple[tuple[Indicator, int], ...]
About = tuple[str, date | None, date | None]  # indicator, first day, day after the last

_OFFERED = 3
_LEAD = 8  # points by which the best indicator must be ahead to be filed along with others


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What may become of one claim.

    ``filing`` is what accepting it files, if an indicator fits; ``refusal`` says why it is not
    accepted along with others; ``earlier`` is the ward's own figure of that indicator.
    """

    claim: Claim
    verdict: str | None
    indicators: tuple[Indicator, ...]
    filing: Filing | None
    refusal: Refusal | None
    earlier: Result | None

    @property
    def indicator(self) -> Indicator | None:
        return self.indicators[0] if self.indicators else None

    @property
    def holds(self) -> bool:
        """Does a recomputation say so, and not only nothing against it?"""
        return self.verdict == "holds"


def proposals(document: Document, claims: Sequence[Claim], on: date) -> dict[int, Proposal]:
    """claim → its proposal; ``on`` stands in for an unknown period.

    ``claims`` hold every claim of the paper that waits: two about the same are told by comparing.
    """
    passage = Passage(document.text)  # cut once for all: a paper may be long
    found = {claim.pk: _scored(claim, passage) for claim in claims}
    filings = {claim.pk: _filing(claim, found[claim.pk]) for claim in claims}
    waiting = [one for claim in claims if (one := filings[claim.pk]) and _waits(claim)]
    said = Counter(_about(one) for one in waiting)
    known, verdict = _known(document, filings.values()), verdicts(document)

    def doubt(claim: Claim) -> Refusal | None:
        filing = filings[claim.pk]
        clear = filing and _leads(found[claim.pk])
        indicator = found[claim.pk][0][0] if clear else None
        return rules.why_not_at_once(
            claim, filing, indicator, verdict.get(claim.name), on=on
        ) or _rival(filing, said, known)

    return {
        claim.pk: Proposal(
            claim=claim,
            verdict=verdict.get(claim.name),
            indicators=tuple(row for row, _ in found[claim.pk][:_OFFERED]),
            filing=filings[claim.pk],
            refusal=doubt(claim),
            earlier=_earlier(claim, filings[claim.pk], known),
        )
        for claim in claims
    }


def _waits(claim: Claim) -> bool:
    return claim.outcome == Outcome.UNFILED


def _scored(claim: Claim, passage: Passage) -> Scored:
    figure, period = claim.figure, claim.figure.get("period")
    return _matched(
        figure.get("subject", ""),
        figure.get("unit", ""),
        figure["kind"],
        passage.source[slice(*passage.sentence_at(claim.start))],
        Period(period).last_on if period else None,
    )


@lru_cache(maxsize=20_000)  # one row of a long paper is judged beside all that wait in it
def _matched(subject: str, unit: str, kind: str, sentence: str, on: date | None) -> Scored:
    return tuple(propose(subject, unit, kind, sentence, on))


def _leads(scored: Scored) -> bool:
    """Is the best indicator clearly ahead of the next?"""
    return len(scored) == 1 or scored[0][1] - scored[1][1] >= _LEAD


def _filing(claim: Claim, scored: Scored) -> Filing | None:
    """The figure as it was read, under the best indicator."""
    figure = claim.figure
    if not scored:
        return None
    best, measure = scored[0][0], figure.get("unit") or ""
    return Filing(
        indicator=best.code,
        measure=measure or (best.measure if figure["kind"] == "count" else ""),
        bound=figure["bound"],
        period=figure.get("period") or "",
    )


def _about(filing: Filing) -> About:
    """Indicator and days: a period may be written in several ways."""
    if not filing.period:
        return filing.indicator, None, None
    period = Period(filing.period)
    return filing.indicator, period.start_on, period.end_on


def _rival(
    filing: Filing | None, said: Counter[About], known: Mapping[About, list[Result]]
) -> Refusal | None:
    """Whether the paper or the book has another figure about the same."""
    if filing is None:
        return None
    if said[_about(filing)] > 1:
        return rules.SAID_TWICE
    return rules.FILED_BEFORE if _about(filing) in known else None


def _known(document: Document, filings: Iterable[Filing | None]) -> dict[About, list[Result]]:
    """What stands in the book of the unit under these indicators, by indicator and days."""
    codes = {one.indicator for one in filings if one}
    rows = Result.objects.awaiting_release() | Result.objects.public()
    rows = rows.filter(book=document.book, unit=document.unit, indicator__in=codes)
    found: dict[About, list[Result]] = defaultdict(list)
    for row in rows.order_by("filed_at", "pk"):
        found[row.indicator, row.start_on, row.end_on].append(row)
    return found


def _earlier(
    claim: Claim, filing: Filing | None, known: Mapping[About, list[Result]]
) -> Result | None:
    """The unit's figure of the same days if there is one, else of the last before them."""
    if filing is None:
        return None
    indicator, start, _ = about = _about(filing)
    same = [row for row in known.get(about, []) if row.claim_id != claim.pk]
    before = [
        (end, row)
        for (code, _, end), rows in known.items()
        for row in rows
        if code == indicator and end and (start is None or end <= start)
    ]
    if same:
        return same[-1]
    return max(before, key=lambda pair: pair[0])[1] if before else None
