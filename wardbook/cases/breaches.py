"""Which rules were not kept by steps that another system took, or that lie behind us.

What happened stands, whatever a rule says of it: the rule is noted beside it (DESIGN §2, 8).
"""

from collections.abc import Iterator, Sequence
from copy import copy

from wardbook.cases.kinds import KINDS
from wardbook.cases.models.case import Breach, Case, Move
from wardbook.cases.rules.moves import GUARDS
from wardbook.cases.rules.taking import Clock, Taking, Told
from wardbook.lib.refusal import Refusal


def breaches(case: Case, moves: Sequence[Move], clock: Clock) -> Iterator[tuple[Move, Refusal]]:
    """Walk through ``moves`` and note of each what was not kept, as things then were."""
    steps = KINDS[case.kind].steps
    then = copy(case)
    for column in {column for step in steps.values() for column in step.sets}:
        setattr(then, column, None)
    then.state, then.due_at = KINDS[case.kind].opens_in, None
    for place, move in enumerate(moves):
        step = steps.get(move.step)
        if step:
            told = Told(reason=move.reason, items=move.items, until=move.until_at)
            taking = Taking(
                case=then, moves=moves[:place], step=move.step, told=told, at=move.at, clock=clock
            )
            for name in (*step.records, *step.law):
                if refusal := GUARDS[name](taking):
                    yield move, refusal
            for column in step.sets:
                setattr(then, column, move.at)
        then.state, then.due_at = move.state, move.due_at


def breach(broken: Refusal, *, case_id: int, move_id: int) -> Breach:
    """A rule that a move did not keep; not yet saved."""
    return Breach(
        case_id=case_id,
        move_id=move_id,
        rule=broken.rule,
        message=broken.message,
        values=[list(pair) for pair in broken.values],
    )
