"""Which rules were not kept by steps that another system took, or that lie behind us.

What happened stands, whatever a rule says of it: the rule is noted beside it (DESIGN §2, 8).
"""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date

from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.table import Step
from wardbook.cases.law import provision
from wardbook.cases.models.case import Breach, Case, Move
from wardbook.cases.rules.moves import GUARDS
from wardbook.cases.rules.taking import Clock, Taking, Told
from wardbook.lib.refusal import Refusal
from wardbook.org.working_time import cut_off

# What steps set of a case of each kind: all of it is blank before the first one.
_SET = {
    code: frozenset(column for step in kind.steps.values() for column in step.sets)
    for code, kind in KINDS.items()
}


def breaches(case: Case, moves: Sequence[Move], clock: Clock) -> Iterator[tuple[Move, Refusal]]:
    """Walk through ``moves`` and note of each what was not kept, as things then were."""
    steps = KINDS[case.kind].steps
    then = copy(case)
    for column in _SET[case.kind]:
        setattr(then, column, None)
    then.state, then.due_at = KINDS[case.kind].opens_in, None
    for place, move in enumerate(moves):
        if step := steps.get(move.step):
            for refusal in _broken(step, then, moves[:place], move, clock):
                yield move, refusal
            for column in step.sets:
                setattr(then, column, move.at)
        then.state, then.due_at = move.state, move.due_at


def _broken(
    step: Step, then: Case, before: Sequence[Move], move: Move, clock: Clock
) -> Iterator[Refusal]:
    """Many steps have no rule that could be noted."""
    if not (rules := (*step.records, *step.law)):
        return
    told = Told(reason=move.reason, items=move.items, until=move.until_at)
    taking = Taking(case=then, moves=before, step=move.step, told=told, at=move.at, clock=clock)
    for name in rules:
        if refusal := GUARDS[name](taking):
            yield refusal


# Which provision of law a rule asks for, so that a breach on record names its article.
CITED = {
    "DOS-01": "supplement-requests-at-most",
    "DOS-02": "supplement-notice",
    "DOS-03": "supplement-closes-after",
    "DOS-04": "extensions-at-most",
    "DOS-05": "apology-before",
    "DOS-06": "apology-before",
    "DOS-12": "online-answer",
    "DOS-15": "wrong-result",
    "DOS-16": "forward-elsewhere",
    "FBK-01": "feedback-refuse",
    "FBK-02": "feedback-complete",
    "FBK-03": "feedback-transfer",
    "FBK-05": "feedback-publish",
}
_SAME_DAY = {"DOS-10": "forward"}  # duties of the office's day are in the calendar's catalogue


def cited(rule: str, on: date) -> str:
    """The article by which a rule holds on a day; blank where it is a date that was promised."""
    found = (
        cut_off(_SAME_DAY[rule], on) if rule in _SAME_DAY else provision(CITED.get(rule, ""), on)
    )
    return found.source if found else ""


def breach(broken: Refusal, *, case_id: int, move_id: int, ruled_on: date | None = None) -> Breach:
    """A rule that a move did not keep, as it was on the day whose law holds; not yet saved."""
    return Breach(
        case_id=case_id,
        move_id=move_id,
        rule=broken.rule,
        message=broken.message,
        values=[list(pair) for pair in broken.values],
        source=cited(broken.rule, ruled_on) if ruled_on else "",
    )
