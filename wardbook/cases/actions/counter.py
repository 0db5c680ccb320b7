"""What the counter does in one go: a dossier opened and at once accepted, resolved or sent back."""

from dataclasses import replace
from datetime import datetime

from wardbook.cases.actions.drafts import use_draft
from wardbook.cases.actions.moves import open_case, take_step
from wardbook.cases.kinds.fields import Dossier, written
from wardbook.cases.models.case import Case
from wardbook.cases.rules.counter import THEN, why_not_then_at_once
from wardbook.cases.rules.taking import Opening, Told
from wardbook.cases.rules.telling import first_problem
from wardbook.ledger.actions import action
from wardbook.org.actions.signing import refuse
from wardbook.org.models import Tenure


@action
def receive(
    opening: Opening,
    told: Dossier,
    then: str = "keep",
    said: Told | None = None,
    *,
    draft: int | None = None,
    by: Tenure,
    at: datetime,
) -> Case:
    """Open a dossier and take the steps of ``then`` with it: all of it stands, or nothing does.

    ``draft`` is what it was typed in, which goes. Raises :class:`Refused`.
    """
    refuse(first_problem(told) or why_not_then_at_once(opening, then))
    if draft:
        use_draft(draft, by=by.person)
    case = open_case("dossier", replace(opening, fields=written(told)), by=by, at=at)
    for step in THEN[then]:
        case = take_step(case, step, said or Told(), by=by, at=at)
    return case
