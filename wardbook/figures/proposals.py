"""What the desk proposes for a claim: an indicator, what filing it would say, and what is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wardbook.documents.models import Claim, Document
from wardbook.documents.queries import verdicts
from wardbook.figures.catalogue import Indicator, in_force, kind_of, propose
from wardbook.figures.filing import Filing
from wardbook.figures.models import Result
from wardbook.figures.rules import why_not_indicator
from wardbook.lib.period import NotAPeriod, Period
from wardbook.lib.refusal import Refusal

_OFFERED = 3
_LEAD = 8  # points by which the best indicator must be ahead to be filed along with others

NOT_RESULT = Refusal("DESK-01", "This is a target: say who set it.")
NO_MATCH = Refusal("DESK-01", "No indicator fits clearly: choose one.")
NO_PERIOD = Refusal("DESK-01", "The paper does not say the period: give it, or leave it out.")
DOUBTED = Refusal("DESK-01", "Recomputing does not give this number: look at it.")
SAID_TWICE = Refusal("DESK-01", "Another figure of this paper is about the same: choose one.")
FILED_BEFORE = Refusal("DESK-01", "The book has a figure for this period: compare them.")


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
    """claim → its proposal, for claims of one paper; ``on`` stands in for an unknown period."""
    found = {claim.pk: _scored(claim) for claim in claims}
    codes = {rows[0][0].code for rows in found.values() if rows}
    known = _known(document, codes)
    said, doubts = verdicts(document), {}
    filings = {claim.pk: _filing(claim, found[claim.pk]) for claim in claims}
    for claim in claims:
        filing = filings[claim.pk]
        doubts[claim.pk] = _doubt(claim, found[claim.pk], filing, said.get(claim.name), on=on)
    for pk, filing in filings.items():
        if filing and doubts[pk] is None:
            doubts[pk] = _rival(pk, filing, filings, known)
    return {
        claim.pk: Proposal(
            claim=claim,
            verdict=said.get(claim.name),
            indicators=tuple(row for row, _ in found[claim.pk][:_OFFERED]),
            filing=filings[claim.pk],
            refusal=doubts[claim.pk],
            earlier=_earlier(claim, filings[claim.pk], known),
        )
        for claim in claims
    }


def proposal(claim: Claim, on: date) -> Proposal:
    """That of one claim, beside the others of its paper that wait."""
    beside = list(claim.document.claims.filter(outcome="unfiled").exclude(pk=claim.pk))
    return proposals(claim.document, [claim, *beside], on)[claim.pk]


def _scored(claim: Claim) -> list[tuple[Indicator, int]]:
    figure = claim.figure
    start, end = claim.sentence
    period = figure.get("period")
    return propose(
        figure.get("subject", ""),
        figure.get("unit", ""),
        figure["kind"],
        claim.document.text[start:end],
        on=Period(period).last_on if period else None,
    )


def _filing(claim: Claim, scored: list[tuple[Indicator, int]]) -> Filing | None:
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


def _doubt(
    claim: Claim,
    scored: list[tuple[Indicator, int]],
    filing: Filing | None,
    verdict: str | None,
    *,
    on: date,
) -> Refusal | None:
    """DESK-01. Only what holds and is matched beyond doubt is accepted along with others."""
    figure = claim.figure
    if figure["kind"] == "target":
        return NOT_RESULT
    if verdict in {"fails", "truncated"}:
        return DOUBTED
    if filing is None or (len(scored) > 1 and scored[0][1] - scored[1][1] < _LEAD):
        return NO_MATCH
    if not filing.period:
        return NO_PERIOD
    unit = figure.get("unit") or ""
    indicator = in_force(filing.indicator, Period(filing.period).last_on or on)
    kind = kind_of(figure["kind"], unit, filing.measure)
    return why_not_indicator(indicator, filing.measure, unit=unit, kind=kind)


def _rival(
    pk: int, filing: Filing, filings: dict[int, Filing | None], known: list[Result]
) -> Refusal | None:
    about = (filing.indicator, filing.period)
    others = (one for other, one in filings.items() if other != pk and one)
    if any((one.indicator, one.period) == about for one in others):
        return SAID_TWICE
    if any((row.indicator, row.period) == about for row in known):
        return FILED_BEFORE
    return None


def _known(document: Document, codes: set[str]) -> list[Result]:
    """Figures of the unit that stand in the book under these indicators."""
    rows = Result.objects.filter(
        book=document.book, unit=document.unit, indicator__in=codes, withdrawn_at__isnull=True
    )
    corrected = Result.objects.filter(replaces__isnull=False).values("replaces")
    return list(rows.exclude(pk__in=corrected).select_related("claim").order_by("pk"))


def _earlier(claim: Claim, filing: Filing | None, known: list[Result]) -> Result | None:
    """The unit's figure of the same period if there is one, else of the last one before it."""
    if filing is None:
        return None
    rows = [row for row in known if row.indicator == filing.indicator and row.claim_id != claim.pk]
    same = [row for row in rows if row.period == filing.period]
    before = sorted((row for row in rows if _precedes(row.period, filing.period)), key=_last_day)
    return (same or before)[-1] if same or before else None


def _precedes(period: str, other: str) -> bool:
    return bool(period) and (not other or _ends(period) < _ends(other))


def _last_day(row: Result) -> date:
    return _ends(row.period)


def _ends(period: str) -> date:
    try:
        return Period(period).last_on or date.max
    except NotAPeriod:
        return date.max
