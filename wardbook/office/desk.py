"""What the reading desk shows of each figure of a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wardbook.documents.cells import headings_of
from wardbook.documents.desk import drafts_of
from wardbook.documents.models import Claim, Document, Draft, Outcome
from wardbook.documents.queries import checks_for
from wardbook.figures.models import Result
from wardbook.figures.proposals import Proposal, proposals
from wardbook.office.access import StaffRequest

Piece = tuple[str, Claim | None, str | None]  # words, the claim they are, its verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure: what was read, what is proposed, what a person typed or decided."""

    claim: Claim
    proposal: Proposal
    checks: list[dict[str, Any]]
    headings: list[str]
    draft: Draft | None
    result: Result | None

    @property
    def waits(self) -> bool:
        return self.claim.outcome == Outcome.UNFILED

    @property
    def doubt(self) -> dict[str, Any] | None:
        """The check that does not hold, if any does not: it is shown without being asked for."""
        worst = self.checks[0] if self.checks else None
        return worst if worst and worst["verdict"] != "holds" else None


def rows_of(request: StaffRequest, document: Document, claims: Sequence[Claim]) -> list[Row]:
    """Rows for claims of one paper; their proposals are made beside all others that wait."""
    shown = {claim.pk for claim in claims}
    waiting = document.claims.filter(outcome=Outcome.UNFILED).exclude(pk__in=shown)
    together = [*claims, *waiting]
    for claim in together:
        claim.document = document
    proposed = proposals(document, together, request.today)
    checks = checks_for(document, claims)
    drafts = drafts_of(claims, request.user)
    filed = Result.objects.filter(claim__in=shown, withdrawn_at__isnull=True)
    results = {row.claim_id: row for row in filed.order_by("pk")}
    return [
        Row(
            claim=claim,
            proposal=proposed[claim.pk],
            checks=checks[claim.pk],
            headings=_headings(document.text, claim),
            draft=drafts.get(claim.pk),
            result=results.get(claim.pk),
        )
        for claim in claims
    ]


def _headings(text: str, claim: Claim) -> list[str]:
    """The words that head the cell of a table in which the figure stands: row, then columns."""
    found = headings_of(text, claim.start) or {}
    return [text[slice(*span)] for part in ("row", "column") for span in found.get(part, [])]


def pieces(text: str, rows: Sequence[Row], start: int, end: int) -> list[Piece]:
    """The text cut at its figures: plain pieces, and pieces that are a claim."""
    found: list[Piece] = []
    for row in rows:
        claim = row.claim
        if claim.end <= end:
            found.append((text[start : claim.start], None, None))
            found.append((text[claim.start : claim.end], claim, row.proposal.verdict))
            start = claim.end
    return [*found, (text[start:end], None, None)]
