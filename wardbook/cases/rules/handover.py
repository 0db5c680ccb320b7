"""What passes from one holder of a post to the next is signed by both."""

from collections.abc import Sequence
from datetime import date

from wardbook.cases.models.case import Case
from wardbook.cases.models.handover import Handover
from wardbook.lib.refusal import Refusal
from wardbook.org.models import Tenure


def why_not_give_over(giving: Tenure, taking: Tenure, *, by: Tenure) -> Refusal | None:
    """FOL-19. A handover is signed by who leaves a post and by who comes to it.

    Whoever gives signs first, for a post that both hold or held, one after the other.
    """
    if by.pk != giving.pk:
        return Refusal("FOL-19", "Only who leaves the post signs that it is handed over.")
    if giving.post_id != taking.post_id or giving.person_id == taking.person_id:
        return Refusal("FOL-19", "Choose who comes to this very post.")
    if Handover.objects.filter(giving=giving, taking=taking).exists():
        return Refusal("FOL-19", "You signed this handover already.")
    return None


def why_not_take_over(handover: Handover, *, by: Tenure, on: date) -> Refusal | None:
    """FOL-19. A handover is signed by who leaves a post and by who comes to it.

    Whoever takes holds the post on that day.
    """
    if by.pk != handover.taking_id or not by.holds(on):
        return Refusal("FOL-19", "Only who comes to the post signs that it is taken over.")
    signed = handover.taken_at is not None
    return Refusal("FOL-19", "You signed this handover already.") if signed else None


def why_not_follow_from(case: Case, tenure: Tenure, words: str) -> Refusal | None:
    """FOL-33. A consequence names a review or a shortcoming, a post that changed hands, and why."""
    if refusal := why_not_have_consequences(case):
        return refusal
    if tenure.post.book_id != case.book_id or not words.strip():
        return Refusal("FOL-33", "Choose the post that changed hands, and say why.")
    known = case.consequences.filter(tenure=tenure).exists()
    return Refusal("FOL-33", "This consequence stands there already.") if known else None


def why_not_have_consequences(case: Case) -> Refusal | None:
    """FOL-33. A consequence names a review or a shortcoming, a post that changed hands, and why."""
    if case.kind in ("review", "shortcoming", "inspection"):
        return None
    return Refusal("FOL-33", "A consequence belongs to a review, a shortcoming or an inspection.")


def listed(cases: Sequence[Case]) -> list[dict[str, str | None]]:
    """What is handed over, as it stands: codes, kinds, states and dates, no names."""
    return [
        {
            "code": case.code,
            "kind": case.kind,
            "state": case.state,
            "due": case.due_at.isoformat() if case.due_at else None,
        }
        for case in cases
    ]
