"""Any walk through the steps of a kind: what always holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.cases.test_moves import at
from wardbook.cases.actions.calendar import accept_announcement
from wardbook.cases.actions.moves import hand_over, take_step
from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Case
from wardbook.cases.models.case import ASIDE
from wardbook.cases.queries.index import index_of
from wardbook.cases.reckoning import charged
from wardbook.cases.rules.moves import open_steps
from wardbook.cases.rules.taking import Told
from wardbook.ledger.models import Audience, Entry
from wardbook.lib.calendar import Notice
from wardbook.lib.clock import days_late
from wardbook.lib.refusal import Refused
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db(transaction=False)


@dataclass(frozen=True)
class Try:
    """``choice`` is one of the steps that are open, a hand-over, or an announcement."""

    choice: int
    later: int  # hours after the try before it
    ago: int  # hours before that the step happened
    leads: bool
    overrules: bool


WALKS = st.lists(
    st.builds(
        Try,
        st.integers(0, 23),
        st.integers(1, 80),
        st.sampled_from((0, 0, 1, 30)),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=24,
)
ONLINE = {"kind": "dossier", "channel": "online"}
ELSEWHERE = {"kind": "dossier", "competent": "UBND phường Bên Kia"}


@pytest.fixture(autouse=True)
def people() -> None:
    make.procedure()
    make.tenure("hoa", "clerk")
    for one in (make.lan, make.minh, make.quan):
        one()


@pytest.mark.parametrize("about", [ONLINE, ELSEWHERE, {"kind": "feedback"}])
@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(walk=WALKS)
def test_whatever_is_done_the_case_stays_whole(about: dict[str, str], walk: list[Try]) -> None:
    with transaction.atomic():
        case, now, done = make.case(**about, at=at(7)), at(7), 1
        first = case.first_due_at
        for day, one in enumerate(walk, start=8):
            now += timedelta(hours=one.later)
            try:
                attempt(case, one, now, date(2026, 9, 1) + timedelta(days=day))
            except Refused:
                assert Case.objects.get(pk=case.pk).version == done
                continue
            case.refresh_from_db()
            first, done = first or case.first_due_at, case.moves.count()
            check(case, first)
        transaction.set_rollback(True)


def attempt(case: Case, one: Try, now: datetime, day: date) -> None:
    names = [*open_steps(case), "resolve", "hand_over", "calendar"]
    name = names[one.choice % len(names)]
    if name not in ASIDE:
        by = make.minh() if one.leads else make.lan()
        take_step(case, name, told(one, now), by=by, at=now)
    elif name == "hand_over":
        posts = {make.lan().post, make.minh().post} - {case.post}
        hand_over(case, posts.pop(), "Phân công lại", by=make.lan(), at=now)
    else:
        off = [Notice(day, False, "Nghỉ chống bão", "Công văn 1/VPCP", "stated")]
        accept_announcement(case.unit, off, book=case.book, by=make.quan(), at=now)


def told(one: Try, now: datetime) -> Told:
    said: dict[str, Any] = {"reason": "Lý do", "items": "Giấy tờ"}
    return Told(
        at=now - timedelta(hours=one.ago) if one.ago else None,
        until=now + timedelta(days=9),
        overruled="Luật chuyên ngành" if one.overrules else "",
        **said,
    )


def check(case: Case, first: datetime | None) -> None:
    kind, moves = KINDS[case.kind], list(case.moves.all())
    steps = [move for move in moves if move.step not in ASIDE]
    assert case.first_due_at == first
    assert [move.number for move in moves] == list(range(1, case.version + 1))
    assert [move.at for move in steps] == sorted(move.at for move in steps)
    assert [move.recorded_at for move in moves] == sorted(move.recorded_at for move in moves)
    assert (case.ended_at is None) == kind.states[case.state].open
    assert {name: getattr(case, name) for name in index_of(case)} == index_of(case)
    entries = Entry.objects.filter(audience=Audience.OFFICE, body__key=case.key)
    assert entries.count() == case.version
    check_law(case)


def check_law(case: Case) -> None:
    """What the law allows once happens once, or is a breach on record; nobody loses a day."""
    moves, broken = list(case.moves.all()), list(case.breaches.values_list("rule", flat=True))
    for step, rule in (("extend", "DOS-04"), ("complete", "DOS-01"), ("supplement", "DOS-01")):
        asked = [move for move in moves if move.step == step]
        if case.kind == "dossier" and len(asked) > 1:
            assert broken.count(rule) >= len(asked) - 1
    if case.first_due_at and case.ended_at:
        clock = working_time(case.unit, at(7).date())
        parts = charged(moves, case.first_due_at, case.ended_at, *clock)
        assert sum(parts.values()) == days_late(case.first_due_at, case.ended_at, *clock)
        assert min(parts.values()) >= 0
    assert case.children.filter(ended_at=None).count() <= 1
