"""Any walk through the steps of a kind: what always holds."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.cases.test_moves import at
from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Case
from wardbook.ledger.models import Audience, Entry
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=False)

Walk = list[tuple[int, int, bool]]
WALKS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 80), st.booleans()), min_size=1, max_size=9
)


@pytest.mark.parametrize("kind", ["dossier", "feedback"])
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(walk=WALKS)
def test_whatever_is_done_the_case_stays_whole(
    kind: str, walk: list[tuple[int, int, bool]]
) -> None:
    case, now = make.case(kind, at=at(7)), at(7)
    first, taken = case.first_due_at, 1
    names = list(KINDS[kind].steps)
    for choice, hours, leads in walk:
        now += timedelta(hours=hours)
        told = {"reason": "Lý do", "items": "Giấy tờ", "until": now + timedelta(days=9)}
        try:
            case = make.step(
                case,
                names[choice % len(names)],
                by=make.minh() if leads else make.lan(),
                at=now,
                **told,
            )
            taken += 1
        except Refused:
            continue
        first = first or case.first_due_at
        check(case, first, taken)


def check(case: Case, first: object, taken: int) -> None:
    case.refresh_from_db()
    state = KINDS[case.kind].states[case.state]
    moves = list(case.moves.all())
    assert case.first_due_at == first
    assert [move.number for move in moves] == list(range(1, taken + 1))
    assert [move.at for move in moves] == sorted(move.at for move in moves)
    assert (case.ended_at is None) == state.open
    assert (case.waits_on, case.state) == (state.waits_on, moves[-1].state)
    told = Entry.objects.filter(audience=Audience.OFFICE, body__key=case.key)
    assert told.count() == taken == case.version
